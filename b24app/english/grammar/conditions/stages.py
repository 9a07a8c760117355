"""The stage that a record comes into: "reaches 'Shipping'", "slides into Negotiation", "the stage becomes Won"."""

from __future__ import annotations

from b24app.english.grammar.conditions.believing import STAGE_WORDS, believable
from b24app.english.grammar.conditions.fields import about_record, breaks, joins, known_field
from b24app.english.grammar.people.meant import person
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns, phrases
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS
from b24app.english.grammar.words.moments import duration
from b24app.english.grammar.words.turns import MEANS
from b24app.plan import phrases as say

_STAGE_MOVES = phrases(say.STAGE_MOVES)
_NO_STAGE = phrases(say.NO_STAGE)
_LONGEST_STAGE = 5
_FAR = 6
_SHORT_STAGE = 3
_ENDINGS = {"won", "lost"}
# No stage's name ends with such a word: a field's does.
_FIELDS = {"date", "number", "phone", "email", "address", "amount", "budget", "birthday", "code", "iban", "name", "id"}
_JOINS = {"and", "then", "or", "for", "if", "when", "should", "must", "unless", "please", "with", *STAGE_WORDS}
_GIVEN = {"need", "needs", "require", "requires", "deserve", "deserves", "get", "gets", "receive", "receives"}
_COUNTED = {"count", "counts", "counted", "counting", "starts", "begins", "runs", "starting", "beginning", "running"}
_CLOSED = {",", ":", ".", ";", "?", "!"}
_ONWARD = phrases(
    (
        "moves|moved|advances|progresses|proceeds forward|on|along|ahead|up [a|one] [stage]",
        "goes forward|along|up [a|one] [stage]",
        "goes on|ahead a|one stage",
        "moves|moved|advances|goes forward|along|ahead|up|down|through in|along|through the pipeline|funnel",
        "moves|moved|goes through the pipeline|funnel",
        "moves|moved|changes|switches between stages",
        "moves|moved|goes|travels|travelled along|down|across|through|up the pipeline|funnel|board|stages",
        "moves|goes|went|changes|switches|passes from one|a stage|phase|status|column|step to another|the next",
        "moved|changed|switched|passed from one|a stage|phase|status|column|step to another|the next",
    )
)
_VAGUE = phrases(("right|correct|proper|appropriate|suitable|certain|specific|relevant|particular stage|status|place",))
_NOT_LEFT = Turns(
    (
        "hasn't|haven't|didn't|doesn't|don't [yet] left|leave",
        "has|have|does|did not [yet] left|leave",
        "hasn't|haven't [been] moved|progressed|advanced|changed|gone|come [on|away|out] from|of|beyond|past",
        "has|have not [been] moved|progressed|advanced|changed|gone|come [on|away|out] from|of|beyond|past",
        "[is|are|'s|still] not [yet] out of",
        "isn't|aren't [yet] out of",
    )
)
_MOVED_OUT = Turns(("[yet] moved|taken|pulled|dragged|got it|them|the [deal|lead] out|away of|from",))
_REACHED = phrases(("[is|was|gets|has] [been] reached|entered|hit|attained",))


def stage(tokens: Tokens, at: int, *, of_stage: bool, known: bool) -> Found[str] | None:
    """The stage that a record comes into; an empty name when any will do."""
    onward = _ONWARD.find(tokens, at) if known else None
    moves = _STAGE_MOVES.find(tokens, at)
    if onward or moves:
        return Found("", onward.end) if onward else _moved(tokens, at, moves.end if moves else at, bounded=known)
    word = tokens.word(at)
    if of_stage and word in {"changes", "turns"} and tokens.word(at + 1) in _CLOSED:
        return None
    if of_stage and (word in say.STAGE_TARGETS or tokens.kind(at) == "ARROW"):
        past = at + 1 + (tokens.word(at + 1) in {"to", "is", "now", "into"})
        return stage_name(tokens, at if _begins_name(tokens, at) else past, sure=True)
    goes_on = tokens.word(at + 2).endswith("s") and tokens.kind(at + 2) == "WORD"  # "→ 'Yes' goes into the field Paid"
    if known and tokens.kind(at) == "ARROW" and tokens.kind(at + 1) == "QUOTED" and not goes_on:
        return Found(tokens.at(at + 1).inner, at + 2)
    in_stage = word in {"in", "at", "on", "into", "to"} and tokens.word(tokens.past(at + 1, {"the", "a"})) == "stage"
    if known and in_stage:
        return stage_name(tokens, at + 1, sure=True)
    named = known and word in {"in", "at"} and tokens.at(at + 1).text[:1].isupper()
    closing = tokens.word(at + 2) == "stage" or tokens.word(at + 3) == "stage"
    return stage_name(tokens, at + 1, sure=True) if named and closing else None


def _moved(tokens: Tokens, verb: int, at: int, *, bounded: bool) -> Found[str] | None:
    found = stage_name(tokens, at, sure=tokens.word(at - 1) in STAGE_WORDS, bounded=bounded)
    called = tokens.word(at - 1) in STAGE_WORDS
    return found if found and (called or believable(tokens, verb, at, found)) else None


def stage_name(tokens: Tokens, at: int, *, sure: bool, bounded: bool = False) -> Found[str] | None:
    """A quoted name, or the words up to the end of the clause without "the" and "stage"."""
    start = tokens.past(at, {"the", "to", ":", "called", "named", "a", *STAGE_WORDS})
    start -= start > at and _begins_name(tokens, start - 1)
    sure = sure or bool(STAGE_WORDS & {tokens.word(place) for place in range(at, start)})
    if tokens.word(start) in say.STAGE_RANKS and tokens.word(start + 1) in STAGE_WORDS:
        start += 2 * (tokens.kind(start + 2) == "QUOTED")  # "the final stage 'Done'"
    a_thing = tokens.word(start - 1) == "a" and start > at and not _closes(tokens, start)
    if a_thing or _VAGUE.find(tokens, start) or tokens.at(start).text in _RELATIVE:
        return None  # "the stage changes a comment is added" names none
    open_ended = _NO_STAGE.find(tokens, start)
    if open_ended and tokens.word(open_ended.end) in STAGE_WORDS:
        return Found(tokens.text(start, open_ended.end) if tokens.word(start) == "next" else "", open_ended.end + 1)
    if tokens.kind(start) == "QUOTED" or tokens.word(start) in _ENDINGS:
        return Found(tokens.at(start).inner, start + 1 + (tokens.word(start + 1) in STAGE_WORDS))
    if not _can_be_stage(tokens, start, sure=sure or (bounded and _alone(tokens, start)) or _closes(tokens, start)):
        return None
    end = start
    while tokens.kind(end) == "WORD" and end - start < _LONGEST_STAGE and not _ends_stage(tokens, start, end):
        end += 1
    end -= end - start > 1 and tokens.at(end - 1).text == "to"  # "(I'd like a deal in) Onboarding to go to Ben"
    if end == start or (end - start > 1 and tokens.word(end - 1) in _FIELDS):
        return None  # "(somebody enters the) Site visit date"
    if tokens.word(end) == "&" and tokens.at(end + 1).kind == "WORD" and tokens.word(end + 2) in {",", ":", "=>"}:
        end += 2
    return Found(tokens.text(start, end), end + (tokens.word(end) in STAGE_WORDS))


# "A stage after Negotiation" is not called "after Negotiation".
_RELATIVE = {
    "after",
    "before",
    "behind",
    "beyond",
    "except",
    "but",
    "than",
    "other",
    "between",
    "past",
    "above",
    "below",
}


def _begins_name(tokens: Tokens, at: int) -> bool:
    """Whether a large "To" belongs to the name: "(stage) To be surveyed"."""
    return at > 0 and tokens.at(at).text == "To" and tokens.at(at + 1).text.islower()


def _can_be_stage(tokens: Tokens, start: int, *, sure: bool) -> bool:
    """A capital letter, or words that cannot be anything else there."""
    marked = tokens.word(start) in {"marked", "flagged", "already", "labelled"} and tokens.at(start).text.islower()
    if tokens.word(start) == "still" or marked:
        return False  # "a lead comes in marked Status = Junk"
    if tokens.at(start).text[:1].isupper():
        return True
    if tokens.word(start) in say.VERBS_SEEN and person(tokens, start + 1):
        return False  # "the stage changes notify Anna"
    change = EVENTS.find(tokens, start)
    changed = change is not None and change.value in {"updated", "created"}
    record = NOUNS.find(tokens, tokens.past(start, say.DETERMINERS))
    return sure and not changed and (not record or tokens.word(record.end) in STAGE_WORDS)


def _alone(tokens: Tokens, start: int) -> bool:
    """Whether a few plain words stand there up to the end of the clause: "moves to negotiation, …"."""
    end = start
    while tokens.kind(end) == "WORD" and end - start < _SHORT_STAGE:
        if breaks(tokens, end) or NOUNS.find(tokens, end) or EVENTS.find(tokens, end) or person(tokens, end):
            return False
        end += 1
    closed = tokens.kind(end) in {"END", "NEWLINE", "ARROW"} or tokens.word(end) in _CLOSED
    return end > start and closed


def _closes(tokens: Tokens, start: int) -> bool:
    """Whether "stage" closes a few plain words: "(enters the) final review stage"."""
    for end in range(start + 1, start + _SHORT_STAGE + 1):
        if tokens.word(end) in STAGE_WORDS:
            return True
        if tokens.kind(end) != "WORD" or breaks(tokens, end):
            return False
    return False


def _ends_stage(tokens: Tokens, start: int, end: int) -> bool:
    if _is_timed(tokens, end) or (end > start and _is_adverb(tokens, end)):
        return True
    word = tokens.word(end)
    last = tokens.word(end + 2) in _CLOSED or tokens.kind(end + 2) in {"END", "ARROW"}
    closed = word in _ENDINGS and tokens.word(end - 1) in {"closed", "as"}  # "Closed won"
    awaits = tokens.word(end - 1) in {"waiting", "wait", "pending", "ready"} or not person(tokens, end + 1)
    waiting = word in {"for", "with", "on"} and end > start and last and awaits
    if closed or waiting:  # "Waiting for prepayment,"
        return False
    onward = word in {"to", "into", "onto"} and end > start and tokens.at(end + 1).text[:1].isupper()
    moves = end > start and by_name(tokens, end) and word.endswith(("s", "ing")) and not word.endswith("ss")
    moves = (moves and tokens.at(end).text.islower()) or word == "being"
    speaks = word in {"i", "i'd"} and end > start and tokens.word(end + 1) in _SPEAKS  # "(hits) Signed I want …"
    if onward or moves or speaks or word in _JOINS:
        return True
    opened = end == start + 1 and tokens.word(start) in {"in", "on", "at", "to", "for"}  # "In progress"
    if end == start or opened or tokens.at(end).text[:1].isupper() or _ends_sentence(tokens, start, end):
        return False
    if MEANS.find(tokens, end):
        return True
    placed = (
        word in {"in", "of", "on", *_GIVEN} and tokens.word(end + 1) in say.DETERMINERS
    )  # "(in) Review need a task"
    return placed or word in say.VERBS_SEEN or (breaks(tokens, end) and word not in {"to", "in", "of", "for", "on"})


def _is_adverb(tokens: Tokens, at: int) -> bool:
    """Whether "(enters Negotiation) again", "unexpectedly" stands there: no name ends with it."""
    text = tokens.at(at).text
    return text in _ADVERBS or (text.islower() and text.endswith("ly") and text not in _NO_ADVERBS)


_ADVERBS = {
    "again",
    "anew",
    "twice",
    "thrice",
    "late",
    "early",
    "too",
    "today",
    "yesterday",
    "straight",
    "soon",
    "often",
}
_NO_ADVERBS = {"supply", "assembly", "family", "reply", "apply", "fly", "weekly", "monthly", "daily", "quarterly"}


def _is_timed(tokens: Tokens, at: int) -> bool:
    """Whether "for 10 days", "for more than a week" stands there."""
    return tokens.word(at) in _TIMES and duration(tokens, tokens.past(at + 1, _SO_LONG)) is not None


_TIMES = {"in", "within", "after", "for", "by", "inside", "since", "longer", "more", "over", "beyond", "upwards"}
_SO_LONG = {
    "more", "longer", "than", "over", "at", "least", "about", "already", "almost", "excess", "of", "upwards", "beyond",
}  # fmt: skip


_SPEAKS = {"want", "need", "would", "'d", "like", "wish", "expect", "have", "am", "'m"}
_WORK = {"check", "review", "visit", "test", "hold", "update", "schedule", "transfer", "release", "control"}
_DONE = {"sent", "won", "lost", "made", "done", "paid", "held", "signed", "out", "given"}


def _ends_sentence(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the last word of a clause stands there, behind a large one: "(enters) Proposal sent,"."""
    closes = tokens.word(end + 1) in {*_CLOSED, "="} or tokens.kind(end + 1) == "ARROW" or _is_timed(tokens, end + 1)
    ends = tokens.kind(end + 1) in {"END", "NEWLINE"} or tokens.word(end + 1) in {"-", ")"}
    work = tokens.word(end) in _WORK  # "(goes into) Conflict check": nobody checks without an object
    closes = closes or (ends and (work or tokens.word(end).endswith("ed") or tokens.word(end) in _DONE))
    large = end - start == 1 and tokens.at(start).text[:1].isupper()
    return closes and large and (work or not joins(tokens, end))


def by_name(tokens: Tokens, at: int) -> bool:
    """Whether a verb of moving stands there: "moves", "drags", "promoted"."""
    return tokens.word(at) in say.MOVE_VERBS


def moved_to(tokens: Tokens, at: int, *, known: bool) -> Found[str] | None:
    """Reads "(a deal) steps into Negotiation", "(someone moves a deal) to Signing": any verb of moving, then where."""
    if not known:
        return None
    start = at + by_name(tokens, at)
    start += start > at and tokens.word(start) in say.PARTICLES
    if tokens.word(start) not in {"to", "into", "onto"} or (start == at and not _moving(tokens, at)):
        return None
    found = stage_name(tokens, start + 1, sure=False, bounded=True)
    return found if found and believable(tokens, at, start + 1, found) else None


def placed(tokens: Tokens, at: int) -> Found[str] | None:
    """Reads "at stage 'Credit check'", "in the Negotiation stage", "(counts) from stage Ready"."""
    counted = tokens.word(at) == "from" and tokens.word(at - 1) in _COUNTED
    if tokens.word(at) not in {"at", "in", "on", "into"} and not counted:
        return None
    start = tokens.past(at + 1, {"the", "our"})
    if tokens.word(start) in STAGE_WORDS:
        return stage_name(tokens, start, sure=True)
    named = tokens.kind(start) == "QUOTED" or tokens.at(start).text[:1].isupper()
    found = stage_name(tokens, start, sure=False) if named else None
    return found if found and tokens.word(found.end - 1) in STAGE_WORDS else None


def in_stage(tokens: Tokens, at: int) -> Found[str] | None:
    """Reads "(10 days) in stage Qualification"."""
    return stage(tokens, at, of_stage=False, known=True)


def kept_in(tokens: Tokens, at: int) -> Found[str] | None:
    """Reads "(hangs longer than 5 days) in 'Quote sent'"."""
    return stage_name(tokens, at + 1, sure=False, bounded=True) if tokens.word(at) in {"in", "at"} else None


def set_off(tokens: Tokens, at: int) -> Found[str] | None:
    """Reads "(deal) in 'Visa' →", "(lead) to In progress:": where it is, and nothing else up to the mark behind it."""
    leads = tokens.kind(at) == "ARROW" or tokens.word(at) in {"in", "to", "into", "at"}
    sounds = tokens.word(at + 1) in say.STAGE_WORDS or tokens.word(at + 1).endswith(say.STAGE_ENDINGS)
    several = tokens.kind(at + 2) == "WORD" and tokens.at(at + 2).text.islower()
    named = tokens.at(at + 1).text[:1].isupper() and (sounds or several) and tokens.word(at + 1) not in say.NAMES_TOO
    led = leads and (named or (tokens.kind(at + 1) == "QUOTED" and tokens.kind(at) != "ARROW"))
    found = stage_name(tokens, at + 1, sure=False, bounded=True) if led else None
    if not found:
        return None
    closed = tokens.word(found.end) in {":", "?"} or tokens.kind(found.end) == "ARROW"
    tested = tokens.word(found.end) in {"&", "and", "+", ","} and known_field(tokens, found.end + 1) is not None
    return found if closed or tested else None


def from_to(tokens: Tokens, at: int) -> Found[tuple[str, str]] | None:
    """Reads "(moved) from Negotiation to Contract"."""
    start = at + by_name(tokens, at)
    first = stage_name(tokens, start + 1, sure=False) if tokens.word(start) == "from" else None
    if first and tokens.word(first.end - 1) in {"belong", "belongs", "report", "reports", "head", "heads", "passes"}:
        return None  # "leads from Milan belong to Giulia"
    then = named_to(tokens, first.end) if first and tokens.word(start + 1) not in {"one", "some"} else None
    return Found((first.value, then.value), then.end) if first and then else None


def named_to(tokens: Tokens, at: int) -> Found[str] | None:
    """Reads "(changes stage) to Negotiation"."""
    if tokens.word(at) not in {"to", "into"}:
        return None
    return stage_name(tokens, at + 1, sure=True)


def named_here(tokens: Tokens, at: int) -> Found[str] | None:
    """Reads "(stage) Discount request:", "(stage) 'Signing' is reached"."""
    named = tokens.kind(at) == "QUOTED" or tokens.at(at).text[:1].isupper()
    named = named and tokens.word(at - 2) not in {"on", "in", "at", "to", "into", "with", "from"}
    found = reached_stage(tokens, at) or (stage_name(tokens, at, sure=False) if named else None)
    return Found(found.value, found.end) if found else None


def not_left(tokens: Tokens, at: int) -> Found[str] | None:
    """The stage of "hasn't left Negotiation", "has not moved out of 'Sent'"."""
    led = _NOT_LEFT.find(tokens, at)
    country = led is not None and tokens.word(led.end) in say.COUNTRIES  # "is not out of Spain"
    return stage_name(tokens, led.end, sure=False) if led and not country else None


def moved_out(tokens: Tokens, at: int) -> Found[str] | None:
    """The stage of "(nobody has) moved it out of Negotiation"."""
    led = _MOVED_OUT.find(tokens, at)
    return stage_name(tokens, led.end, sure=False) if led else None


def _can_open_stage(tokens: Tokens, at: int) -> bool:
    """A large word that is no record, no person and no word of announcing."""
    if tokens.kind(at) != "WORD" or not tokens.at(at).text[:1].isupper() or NOUNS.find(tokens, at):
        return False
    who = person(tokens, at) if tokens.word(at - 1) not in STAGE_WORDS else None
    other = who is not None and (who.value is None or who.value.kind != "user")
    return not other and tokens.word(at) not in {*say.DETERMINERS, "when", "whenever", "if", "once", "after"}


def reached_stage(tokens: Tokens, at: int) -> Found[str] | None:
    """Reads "the Negotiation stage is reached", "'Signing' is entered (by a deal)", "Delivered (stage):"."""
    quoted = tokens.kind(at) == "QUOTED"
    if not quoted and not _can_open_stage(tokens, at):
        return None
    for end in range(at + 1, at + _LONGEST_STAGE):
        glossed = tokens.word(end) == "(" and tokens.word(end + 1) in STAGE_WORDS and tokens.word(end + 2) == ")"
        told = end + (3 if glossed else tokens.word(end) in STAGE_WORDS)
        reached = _REACHED.find(tokens, told)
        about = about_record(tokens, told)
        if not reached and told > end and about > told and tokens.word(about) == ":":
            reached = Found(True, about)
        marks = {":", "-", "."} if at == 0 or tokens.word(at - 1) in {".", ":", "!", "?"} else {":"}
        if not reached and told > end and (tokens.word(told) in marks or tokens.kind(told) == "ARROW"):
            reached = Found(True, told)
        if reached and tokens.word(told - 1) in _FIELDS:
            return None  # "Site visit date has been entered"
        if reached:
            return Found(tokens.at(at).inner if quoted else tokens.text(at, end), reached.end)
        if quoted or tokens.kind(end) != "WORD" or NOUNS.find(tokens, end) or NOUNS.find(tokens, at):
            return None
    return None


def _moving(tokens: Tokens, at: int) -> bool:
    return any(by_name(tokens, place) for place in range(max(0, at - _FAR), at))
