"""Repetitions: "every 3 days … until paid, at most 5 times", "weekly", "in 3 day intervals", "every day for 5 days"."""

from __future__ import annotations

from dataclasses import dataclass

from b24app.english.grammar.conditions.comparisons import SAME_STAGE, conditions
from b24app.english.grammar.conditions.fields import amount_at, known_field
from b24app.english.grammar.conditions.negation import opposite
from b24app.english.grammar.conditions.stages import stage
from b24app.english.grammar.conditions.states import state
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Lexicon, Turns
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.english.grammar.words.moments import duration
from b24app.plan import phrases as say
from b24app.plan.plan import Comparison, Condition, Moment, Unit

UNITS: Lexicon[str] = Lexicon(say.UNITS)
ADVERBS: dict[str, Moment] = {
    "daily": Moment(amount=1, unit="days"),
    "weekly": Moment(amount=1, unit="weeks"),
    "fortnightly": Moment(amount=2, unit="weeks"),
    "biweekly": Moment(amount=2, unit="weeks"),
    "monthly": Moment(amount=1, unit="months"),
    "hourly": Moment(amount=1, unit="hours"),
}
_DAYTIMES = {"morning": "days", "evening": "days", "afternoon": "days", "night": "days", "noon": "days"}
_AGAIN = Turns(
    (
        "repeat|repeats|repeating|loop|redo [this|that|it|these|them|everything] [the following] [steps|step] [again]",
        "do|send|try [this|that|it|them|one] again",
        "[and] then again",
        "again",
    )
)
_EACH = Turns(("every|each|per", "once|one [time] a|an|every|each|per|in", "all the"))
_INTERVALS = Turns(("[in|at|with] intervals of", "[in|at|with] an interval of", "with"))
_AFTER_INTERVAL = Turns(
    ("interval|intervals", "apart", "in between [each] [of] [them]", "between [each] [of] them|each")
)
_SKIPPING = {"second": 2, "other": 2, "third": 3, "fourth": 4}
_UNTIL = Turns(
    (
        "[up] until|till|til [such] [time] [as|that]",
        "[and|then] stop|stops|stopping|end|ends|quit [again] [this|it|the] [reminders|sending] when|once|if|until",
        "[and|then] stop|stops|stopping|end|ends|quit [it|this] as soon as",
        "[and|then] [only] stop|end [only] when|once|if",
    )
)
_WHILE = Turns(("[for] as|so long as", "while", "[for] as long as"))
_MOST_TIMES = Turns(
    (
        "[for|but] [a] max|maximum|maximally [of]",
        "[for|but] at most [of]",
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
    ("[has] left|leaves|leave that|this|the [same] stage", "[has] moved|moves on|forward|further", "[has] left it")
)
_MINUTES = {"minutes": 1, "hours": 60, "days": 1440, "weeks": 10080, "months": 43200, "business_days": 1440}


@dataclass
class Again:
    """How often, until when, how many times; tokens `start` to `end` say how often; `back`: what went before."""

    every: Moment
    start: int
    end: int
    until: tuple[Condition, ...] = ()
    most: int | None = None
    back: bool = False


@dataclass(frozen=True)
class Limit:
    """What ends a repetition."""

    until: tuple[Condition, ...]
    most: int | None
    whole: Moment | None = None


def fits(whole: Moment, every: Moment) -> int:
    """How many times it is done in that time."""
    return max(1, whole.amount * _MINUTES[whole.unit] // (every.amount * _MINUTES[every.unit]))


def again(tokens: Tokens, index: int) -> Found[Again] | None:
    """`every 3 days`, `each day`, `weekly`, `once a week`, with `for 5 days`."""
    key = ("again", index)
    if key not in tokens.memo:
        tokens.memo[key] = _again(tokens, index)
    found: Found[Again] | None = tokens.memo[key]
    return Found(Again(**vars(found.value)), found.end) if found else None


def _again(tokens: Tokens, index: int) -> Found[Again] | None:
    led = _AGAIN.find(tokens, index)
    start = led.end if led else index
    back = led is not None and tokens.word(led.end - 1) not in {"following", "steps"}
    how = _how_often(tokens, start)
    if not how:
        return None
    return _for_long(tokens, Again(how.value, index, how.end, back=back))


def _how_often(tokens: Tokens, index: int) -> Found[Moment] | None:
    word = tokens.word(index)
    if word in ADVERBS:
        return Found(ADVERBS[word], index + 1)
    if word == "on" and tokens.word(index + 2) in ADVERBS and tokens.word(index + 3) == "basis":
        return Found(ADVERBS[tokens.word(index + 2)], index + 4)
    return _each(tokens, index) or _interval(tokens, index)


def _each(tokens: Tokens, index: int) -> Found[Moment] | None:
    lead = _EACH.find(tokens, index)
    if not lead:
        return None
    at = lead.end
    if tokens.word(at) in _DAYTIMES and tokens.word(index) in {"every", "each"}:
        return Found(Moment(amount=1, unit="days"), at + 1)
    step = _SKIPPING.get(tokens.word(at), 1)
    at += step > 1
    unit = UNITS.find(tokens, at)
    if unit:
        units: Unit = unit.value  # type: ignore[assignment]  # the table's values are the units
        return Found(Moment(amount=step, unit=units), unit.end)
    found = duration(tokens, at) if step == 1 and tokens.word(lead.end - 1) not in {"a", "an", "the"} else None
    return found if found and found.value.amount else None


def _interval(tokens: Tokens, index: int) -> Found[Moment] | None:
    """Reads "in 3 day intervals", "at intervals of 3 days", "2 days apart"."""
    lead = _INTERVALS.find(tokens, index)
    at = lead.end if lead else index + (tokens.word(index) in {"in", "at", "with", ","})
    at += tokens.word(at) in {"a", "an"}
    found = duration(tokens, at)
    tail = _AFTER_INTERVAL.find(tokens, found.end) if found else None
    if not found or not found.value.amount:
        return None
    if tail:
        return Found(found.value, tail.end)
    return found if lead and lead.end - index > 1 else None


_FOR_LONG = Turns(("for|over|during|throughout [the] [whole|next|coming|following|first|entire] [period] [of]",))
_SPANS = Turns(("for|over|during|throughout|within the next|coming|following|first",))
_PASSED = Turns(("[has|have|is|are] passed|gone|over|elapsed [by]", "at the [very] longest|most|latest", "max|tops"))


def _for_long(tokens: Tokens, read: Again) -> Found[Again]:
    led = _FOR_LONG.find(tokens, read.end)
    found = duration(tokens, led.end) if led else None
    if found:
        read.most = fits(found.value, read.every)
        read.end = found.end
    return Found(read, read.end)


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
        _counted_out(tokens, at) or _times(tokens, at) or _ended(tokens, at) or _held(tokens, at) or _span(tokens, at)
    )
    if not found:
        return None
    return Found(found.value, found.end + (bracket and tokens.word(found.end) == ")"))


def _span(tokens: Tokens, at: int) -> Found[Limit] | None:
    """Reads "for the next 3 weeks", "a week at the longest", "or (until) a week has passed"."""
    led = _SPANS.find(tokens, at)
    found = duration(tokens, led.end) if led else None
    if found:
        return Found(Limit((), None, found.value), found.end)
    start = tokens.past(at, {"or", "until", "after", "for"})
    found = duration(tokens, start)
    passed = _PASSED.find(tokens, found.end) if found else None
    ended = start > at and tokens.word(at) == "or"
    sure = passed and (ended or tokens.word(passed.end - 1) not in {"passed", "gone", "over", "elapsed", "by"})
    if not found or not passed or not sure:
        return None
    return Found(Limit((), None, found.value), passed.end)


_LAST = Turns(
    (
        "[and|then] [stop|stops|stopping|end|ends|quit|finish] [it|this] after|with|at the",
        "[and] [give|giving] [up] after the",
    )
)


def _counted_out(tokens: Tokens, at: int) -> Found[Limit] | None:
    """Reads "stop after the 4th time", "after the fifth reminder stop"."""
    led = _LAST.find(tokens, at)
    count = _ordinal(tokens, led.end) if led else None
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
        return Found(Limit((), _TWICE[tokens.word(start)]), start + 1) if not UNITS.find(tokens, start + 2) else None
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


def _or_at_last(tokens: Tokens, at: int) -> Found[Limit] | None:
    """Reads "or 5 times", "or after the 10th ping", "or a week has passed" behind what ends it."""
    count = _ordinal(tokens, at + 3) if tokens.row(at + 1, 2) == ("after", "the") else None
    if count and tokens.word(count.end).rstrip("s") in _ONCE:
        return Found(Limit((), count.value), count.end + 1)
    return _times(tokens, at) or _span(tokens, at)


def _ordinal(tokens: Tokens, at: int) -> Found[int] | None:
    """Reads "4th", "fourth"."""
    word = tokens.word(at)
    if word in _ORDINALS:
        return Found(_ORDINALS[word], at + 1)
    numbered = word.isdigit() and tokens.word(at + 1) in {"st", "nd", "rd", "th"}
    return Found(int(word), at + 2) if numbered else None


_ORDINALS = {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip


def _end(tokens: Tokens, at: int) -> Found[tuple[Condition, ...]] | None:
    """What has to hold, or to happen, for it to end."""
    pays = _PAYS.find(tokens, at)
    named = known_field(tokens, at) if pays else None
    if pays and not (named and named.end > pays.end):
        return Found((Comparison(field="payment_status", op="eq", value="paid"),), pays.end)
    if tokens.word(at) in {"done", "completed", "finished", "complete"}:
        return Found((Comparison(field="status", op="eq", value="completed"),), at + 1)
    start = tokens.past(at, {"the", "this", "that"})
    noun = NOUNS.find(tokens, start)
    verb = noun.end if noun else at + (tokens.word(at) in _SUBJECTS)
    leaves = _LEAVES.find(tokens, verb) if verb > at else None
    if leaves:
        return Found((Comparison(field="stage", op="ne", value=SAME_STAGE),), leaves.end)
    plain = state(tokens, at)
    held = conditions(tokens, at)
    if plain and held and tokens.word(plain.end) in {",", "but", "(", "or"}:
        held = Found((plain.value,), plain.end)
    moved = stage(tokens, verb, of_stage=False, known=True) if verb > at and not held else None
    if moved and moved.value:
        return Found((Comparison(field="stage", op="eq", value=moved.value),), moved.end)
    return held


def _held(tokens: Tokens, at: int) -> Found[Limit] | None:
    """Reads "while it is unpaid", "as long as the stage is New": it ends when that no longer holds."""
    lead = _WHILE.find(tokens, at)
    held = conditions(tokens, lead.end) if lead else None
    return Found(Limit(opposite(held.value), None), held.end) if held else None
