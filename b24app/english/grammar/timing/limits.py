"""What ends a repetition: "until paid", "at most 5 times", "as long as it stays there", "for three months"."""

from __future__ import annotations

from b24app.english.grammar.conditions.amounts import amount_at
from b24app.english.grammar.conditions.comparisons import SAME_STAGE, conditions
from b24app.english.grammar.conditions.fields import known_field
from b24app.english.grammar.conditions.negation import opposite
from b24app.english.grammar.conditions.stages import stage, stage_name
from b24app.english.grammar.conditions.states import state
from b24app.english.grammar.timing.ordinals import ordinal
from b24app.english.grammar.timing.repeating import ADVERBS, UNITS, Limit
from b24app.english.grammar.timing.stopping import STOPS
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.english.grammar.words.moments import duration
from b24app.plan import phrases as say
from b24app.plan.plan import Comparison, Condition, Moment, Unit

_UNTIL = Turns(
    (
        "[up] until|till|til [such] [time] [as|that]",
        "[and|then] stop|stops|stopping|end|ends|quit [again] [this|it|the] [reminders|sending] when|once|if|until",
        "[and|then] ending when|once|if",
        "[and|then] stop|stops|stopping|end|ends|ending|quit [it|this] as soon as",
        "[and|then] go|goes|keep|keeps|carry|carries|continue|continues [on] [going|with] [it|this|that] until|till",
        "stop|stops|end|ends|until :",
        "[and|then] [only] stop|end [only] when|once|if",
        "[but] unless",
    )
)
_WHILE = Turns(("[for] as|so long as", "while", "[for] as long as"))
_MOST_TIMES = Turns(
    (
        "[for|but] [a] max|maximum|maximally [of]",
        "[for|but] at most [of]",
        "[for|with] a total|maximum|max|cap|limit of",
        "[but] no|not more|often than",
        "[but] no|not|never more [often] than",
        "[for|but] [only] up to",
        "[and|then] give|giving up after",
        "[and|then] stop|stops|stopping|end|ends|quit after|at",
        "[but] limit|limited|capped|cap [it|this] [to|at]",
        "or after|until",
        "or",
        "for|after",
        "only",
    )
)
_WEAK = {"or", "for", "after", "only", "until"}
_TAIL = Turns(
    (
        "[in] total|all|altogether|overall|max|maximum|only|tops|again",
        "at [the] most",
        "of them|these [in] [total|all]",
        "[have|has|had] [been] sent|made|done|passed|gone [out]",
    )
)
_IN_ALL = Turns(("in total|all", "altogether|overall", "at [the] most", "max|maximum|tops"))
_MOST = 1000
_TIMES = {
    "times", "time", "tries", "attempts", "x", "rounds", "reminders", "repetitions", "emails", "mails", "messages",
    "texts", "calls", "sms", "smses", "repeats", "notifications", "goes", "runs", "of", "letters", "bells", "tasks",
    "pings", "alerts", "nudges", "follow-ups", "contacts", "visits",
}  # fmt: skip
_TWICE = {"once": 1, "twice": 2, "thrice": 3}
_ARRIVES = "received|arrives|arrived|comes|came|there|made|settled"
_PAYS = Turns(
    (
        f"[the|a|his|her|their] payment|money [is|has] [been] [{_ARRIVES}] [in]",
        "[the|our] he|she|they|client|customer|it [has|have] pays|paid|pay|settles|settled [it|up|the] [bill|invoice]",
    )
)
_SUBJECTS = {"it", "this", "that", "he", "she", "they"}
_LEAVES = Turns(
    (
        "[has] left|leaves|leave",
        "is|are|'s|gets|get|goes|comes|has [been] [now] [moved|taken|got|gone] out|away of",
        "moves|moved|has|is [been] [moved] out of",
        "is|are|'s no longer|more in|at",
        "isn't|aren't in|at [any|anymore]",
        "is|are|'s not in|at [any|anymore]",
    )
)
_GONE = Turns(
    (
        "is|are|'s no longer|more there|here",
        "isn't|aren't there|here",
        "is|are|'s not there|here",
    )
)
_STAGE_OVER = Turns(
    (
        "[the|its|his|their|this|that|deal] stage|phase [has] changes|changed|left",
        "[the|its|this|that] [deal|lead] ['s] stage|phase is|gets|has [been] changed|left|over|different",
        "there is|'s a stage|phase change",
        "a|any stage|phase change",
    )
)
_AT = Turns(
    (
        "[and|then] stop|stops|stopping|end|ends|ending|finish at|in [the] [stage]",
        "[and|then] stop|stops|end|ends with|on [the] stage",
        "up to the stage",
    )
)
_STAGE_MEANT = Turns(("that|this|the [same|very] stage|step|column", "there|it|here"))
_MOVES_ON = Turns(("[has|is|'s] [been] moved|moves|gone|goes|progressed|progresses on|forward|further|ahead",))
_STAYS_IN = Turns(
    (
        "is|are|stays|stay|remains|remain|sits|sit|hangs|lies|'s [still] in|at that|this|the [same|very] stage|step",
        "is|are|stays|stay|remains|remain|sits|sit|hangs|lies|'s [still] there|here",
    )
)
_SPANS = Turns(
    (
        "for|over|during|throughout|within the next|coming|following|first",
        "[and|then] stop|stops|stopping|end|ends|ending|quit|cease|give|giving [up] [it|this] after",
        "[for] a maximum|max of",
        "[but] [for] no|not longer|more than",
        "[but] for [at] most|maximum|max",
        "[but] at most",
        "[but] for up to",
    )
)
_PASSED = Turns(("[has|have|is|are] passed|gone|over|elapsed [by]", "at the [very] longest|most|latest", "max|tops"))


def limit(tokens: Tokens, index: int) -> Found[Limit] | None:
    """`until paid`, `stop when the stage is Won`, `(max 3 times)`, `no more than 4`, `while it is unpaid`."""
    key = ("limit", index)
    if key not in tokens.memo:
        tokens.memo[key] = _limit(tokens, index)
    found: Found[Limit] | None = tokens.memo[key]
    return found


def _limit(tokens: Tokens, index: int) -> Found[Limit] | None:
    bracket = tokens.word(index) == "("
    at = index + (tokens.word(index) in {",", "(", "-", "but", "and", ";", ".", ":"})
    at += tokens.word(at) in {"and", "but", "though", "although", "yet", "however"}
    at += tokens.word(at) == "or" and tokens.word(at + 1) in {"until", "till", "til"}
    found = (
        _counted_out(tokens, at)
        or _times(tokens, at)
        or _ended(tokens, at)
        or _stopped(tokens, at)
        or _at_stage(tokens, at)
        or _held(tokens, at)
        or _span(tokens, at)
    )
    if not found:
        return None
    return Found(found.value, found.end + (bracket and tokens.word(found.end) == ")"))


def _span(tokens: Tokens, at: int) -> Found[Limit] | None:
    """Reads "for the next 3 weeks", "a week at the longest", "or (until) a week has passed"."""
    led = _SPANS.find(tokens, at)
    found = duration(tokens, led.end) if led else None
    running = _running(tokens, at)
    if running:
        return running
    if found:
        tail = _PASSED.find(tokens, found.end)
        return Found(Limit((), None, found.value), tail.end if tail else found.end)
    start = tokens.past(at, {"or", "until", "after", "for"})
    found = duration(tokens, start)
    passed = _PASSED.find(tokens, found.end) if found else None
    ended = start > at and tokens.word(at) == "or"
    sure = passed and (ended or tokens.word(passed.end - 1) not in {"passed", "gone", "over", "elapsed", "by"})
    if not found or not passed or not sure:
        return None
    return Found(Limit((), None, found.value), passed.end)


_IN_A_ROW = Turns(
    ("in a row", "in succession|sequence", "running|straight|consecutively", "on end", "one after another")
)


def _running(tokens: Tokens, at: int) -> Found[Limit] | None:
    """Reads "six weeks in a row", "for 3 consecutive months"."""
    start = tokens.past(at, {"for", "over", "during"})
    amount = amount_at(tokens, start)
    unit = UNITS.find(tokens, amount.end + 1) if amount and tokens.word(amount.end) in _CONSECUTIVE else None
    if amount and unit and isinstance(amount.value, float) and amount.value.is_integer() and amount.value <= _MOST:
        named: Unit = unit.value  # type: ignore[assignment]  # the table's values are the units
        return Found(Limit((), None, Moment(amount=int(amount.value), unit=named)), unit.end)
    found = duration(tokens, start)
    row = _IN_A_ROW.find(tokens, found.end) if found else None
    return Found(Limit((), None, found.value), row.end) if found and row else None


_CONSECUTIVE = {"consecutive", "successive", "straight"}
_LAST = Turns(
    (
        "[and|then] [stop|stops|stopping|end|ends|quit|finish] [it|this] after|with|at the",
        "[and] [give|giving] [up] after the",
    )
)


def _counted_out(tokens: Tokens, at: int) -> Found[Limit] | None:
    """Reads "stop after the 4th time", "after the fifth reminder stop"."""
    led = _LAST.find(tokens, at)
    count = ordinal(tokens, led.end) if led else None
    if not led or not count or tokens.word(count.end).rstrip("s") not in _ONCE:
        return None
    stops = {tokens.word(place) for place in range(at, led.end)} & {"stop", "stops", "stopping", "end", "ends", "quit"}
    behind = tokens.word(count.end + 1) in {"stop", "quit", "end", "finish"}
    return (
        Found(Limit((), count.value), count.end + 1 + behind) if stops or behind or "up" in tokens.row(at, 3) else None
    )


_ONCE = {word.rstrip("s") for word in _TIMES} | {"one", "round", "attempt", "try"}


def _times(tokens: Tokens, at: int) -> Found[Limit] | None:
    most = _MOST_TIMES.find(tokens, at)
    start = most.end if most else at
    start += tokens.word(start) in {"a", "the"} and tokens.kind(start + 1) == "NUMBER"
    if tokens.word(start) in _TWICE and tokens.word(start) != "once":
        rate = tokens.word(start + 1) in ADVERBS or UNITS.find(tokens, start + 2)  # "twice daily", "twice a day"
        return Found(Limit((), _TWICE[tokens.word(start)]), start + 1) if not rate else None
    count = amount_at(tokens, start)
    if not count or not isinstance(count.value, float) or not 1 <= count.value <= _MOST:
        return None
    counted = tokens.word(count.end) in _TIMES
    whole = _IN_ALL.find(tokens, count.end)
    if counted and tokens.word(count.end) == "of":
        counted = tokens.word(count.end + 1) in {"them", "these"}
        count = Found(count.value, count.end - 1)
    sure = most is not None and tokens.word(most.end - 1) not in _WEAK
    if not (counted or sure or whole) or duration(tokens, start):
        return None
    end = count.end + counted
    if tokens.word(end) in {"a", "per", "an"} and UNITS.find(tokens, end + 1):
        return None
    while tail := _TAIL.find(tokens, end):
        end = tail.end
    return Found(Limit((), int(count.value)), end)


def _ended(tokens: Tokens, at: int) -> Found[Limit] | None:
    until = _UNTIL.find(tokens, at)
    held = _end(tokens, until.end) if until else None
    if not held:
        return None
    held = Found(held.value, tokens.past(held.end, {"any", "more", "longer", "anymore"}))
    joint = held.end + (tokens.word(held.end) == ",")
    also = _or_at_last(tokens, joint) if tokens.word(joint) == "or" else None
    if also:
        return Found(Limit(held.value, also.value.most, also.value.whole), also.end)
    return Found(Limit(held.value, None), held.end)


def _stopped(tokens: Tokens, at: int) -> Found[Limit] | None:
    """Reads "once it is paid, stop", "if they pay, no more reminders": what ends it in front of that it ends."""
    led = _ONCE_IT.find(tokens, at)
    held = _end(tokens, led.end) if led else None
    stops = STOPS.find(tokens, held.end + (tokens.word(held.end) == ",")) if held else None
    closes = stops is not None and (tokens.kind(stops.end) in {"END", "NEWLINE"} or tokens.word(stops.end) in _CLOSES)
    return Found(Limit(held.value, None), stops.end) if held and stops and closes else None


_ONCE_IT = Turns(("[and|but] [as] once|when|if|whenever", "[and|but] as soon as", "[and|but] the moment|minute"))
_CLOSES = {".", ";", "!", ")"}


def _at_stage(tokens: Tokens, at: int) -> Found[Limit] | None:
    """Reads "stop at stage Cleared", "ends in Cleared": the stage that ends it."""
    led = _AT.find(tokens, at)
    sure = led is not None and tokens.word(led.end - 1) == "stage"
    named = stage_name(tokens, led.end, sure=False) if led else None
    if not led or not named or not (sure or named.value[:1].isupper()) or tokens.word(led.end) in say.GIVEN_NAMES:
        return None
    until = (Comparison(field="stage", op="eq", value=named.value),)
    also = _or_at_last(tokens, named.end) if tokens.word(named.end) == "or" else None
    return (
        Found(Limit(until, also.value.most, also.value.whole), also.end)
        if also
        else Found(Limit(until, None), named.end)
    )


def _or_at_last(tokens: Tokens, at: int) -> Found[Limit] | None:
    """Reads "or 5 times", "or after the 10th ping", "or a week has passed" behind what ends it."""
    count = ordinal(tokens, at + 3) if tokens.row(at + 1, 2) == ("after", "the") else None
    if count and tokens.word(count.end).rstrip("s") in _ONCE:
        return Found(Limit((), count.value), count.end + 1)
    return _times(tokens, at) or _span(tokens, at) or _number(tokens, at)


def _number(tokens: Tokens, at: int) -> Found[Limit] | None:
    """Reads "or after 5", "or 5 have been sent" where it closes what ends the repetition."""
    start = at + 1 + (tokens.word(at + 1) == "after")
    count = amount_at(tokens, start)
    tail = _TAIL.find(tokens, count.end) if count else None
    whole = count is not None and isinstance(count.value, float) and 1 <= count.value <= _MOST
    if not count or not whole or not (tail or start > at + 1):
        return None
    end = tail.end if tail else count.end
    closes = tokens.kind(end) in {"END", "NEWLINE"} or tokens.word(end) in {".", ";", ")", "!"}
    return Found(Limit((), int(count.value)), end) if closes else None


def _end(tokens: Tokens, at: int) -> Found[tuple[Condition, ...]] | None:
    """What has to hold, or to happen, for it to end."""
    pays = _PAYS.find(tokens, at)
    named = known_field(tokens, at) if pays else None
    if pays and not (named and named.end > pays.end):
        return Found((Comparison(field="payment_status", op="eq", value="paid"),), pays.end)
    if tokens.word(at) in {"done", "completed", "finished", "complete"}:
        return Found((Comparison(field="status", op="eq", value="completed"),), at + 1)
    over = _STAGE_OVER.find(tokens, at)
    if over and tokens.word(over.end) not in {"to", "from", "into", "in", "by"}:
        return Found((Comparison(field="stage", op="ne", value=SAME_STAGE),), over.end)
    start = tokens.past(at, {"the", "this", "that", "new", "a"})
    noun = NOUNS.find(tokens, start) or _of_a_sort(tokens, start)
    if noun and start < noun.end - 1:
        at = noun.end - 1  # "(till) the freight invoice is paid"
    verb = noun.end if noun else at + (tokens.word(at) in _SUBJECTS)
    left = _left(tokens, verb if verb > at else _past_any(tokens, at))
    if left:
        return left
    plain = state(tokens, at)
    held = conditions(tokens, at)
    if plain and held and tokens.word(plain.end) in {",", "but", "(", "or"}:
        held = Found((plain.value,), plain.end)
    moved = stage(tokens, verb, of_stage=False, known=True) if verb > at and not held else None
    if moved and moved.value:
        return Found((Comparison(field="stage", op="eq", value=moved.value),), moved.end)
    return held


def _of_a_sort(tokens: Tokens, at: int) -> Found[str] | None:
    """Reads "freight invoice", "late payment reminder": a record with a word or two before it that say which."""
    for place in (at + 1, at + 2):
        plain = tokens.kind(place - 1) == "WORD" and tokens.word(place - 1) not in _NO_SORT
        noun = NOUNS.find(tokens, place) if plain else None
        if noun or not plain:
            return noun
    return None


_NO_SORT = {"is", "has", "are", "and", "or", "the", "a", "if", "not", "no", "it", "they", "of", "in", "on", "to", "'s"}


def _past_any(tokens: Tokens, at: int) -> int:
    """Past "the job", a record by a name of its own, in front of what only a record does."""
    return at + 2 if tokens.word(at) == "the" and tokens.kind(at + 1) == "WORD" else at


def _left(tokens: Tokens, at: int) -> Found[tuple[Condition, ...]] | None:
    """Reads "leaves the stage", "is out of Negotiation", "has moved on"."""
    on = _MOVES_ON.find(tokens, at) or (_GONE.find(tokens, at) if tokens.word(at - 1) not in {"he", "she"} else None)
    if on:
        return Found((Comparison(field="stage", op="ne", value=SAME_STAGE),), on.end)
    led = _LEAVES.find(tokens, at)
    if not led:
        return None
    named = stage_name(tokens, led.end, sure=False)
    if named and named.value[:1].isupper():
        return Found((Comparison(field="stage", op="ne", value=named.value),), named.end)
    meant = _STAGE_MEANT.find(tokens, led.end)
    return Found((Comparison(field="stage", op="ne", value=SAME_STAGE),), meant.end) if meant else None


def _stays(tokens: Tokens, at: int) -> Found[tuple[Condition, ...]] | None:
    """Reads "it is in that stage", "the job stays there", "it is late"."""
    noun = NOUNS.find(tokens, tokens.past(at, {"the", "this", "that"}))
    verb = noun.end if noun else at + 1 if tokens.word(at) in _SUBJECTS else _past_any(tokens, at)
    there = _STAYS_IN.find(tokens, verb) if verb > at else None
    if there:
        return Found((Comparison(field="stage", op="eq", value=SAME_STAGE),), there.end)
    late = tokens.past(verb, {"is", "'s", "are", "remains", "stays", "still"})
    known = noun is None or noun.value in {"task", "invoice"}
    if verb > at and late > verb and known and tokens.word(late) in {"late", "overdue"}:
        return Found((Comparison(field="status", op="ne", value="completed"),), late + 1)
    return None


def _held(tokens: Tokens, at: int) -> Found[Limit] | None:
    """Reads "while it is unpaid", "as long as the stage is New": it ends when that no longer holds."""
    lead = _WHILE.find(tokens, at)
    held = (_stays(tokens, lead.end) or conditions(tokens, lead.end)) if lead else None
    return Found(Limit(opposite(held.value), None), held.end) if held else None
