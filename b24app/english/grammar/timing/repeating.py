"""Repetitions: "every 3 days … until paid, at most 5 times", "weekly", "in 3 day intervals", "every day for 5 days"."""

from __future__ import annotations

from dataclasses import dataclass

from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Lexicon, Turns
from b24app.english.grammar.words.moments import duration
from b24app.plan import phrases as say
from b24app.plan.plan import Condition, Moment, Unit

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
    if (
        word in {"at", "in"}
        and tokens.word(index + 1) in ADVERBS
        and tokens.word(index + 2) in {"intervals", "interval"}
    ):
        return Found(ADVERBS[tokens.word(index + 1)], index + 3)
    basis = index + 1 + (tokens.word(index + 1) in {"a", "an", "the"})
    if word == "on" and tokens.word(basis) in ADVERBS and tokens.word(basis + 1) == "basis":
        return Found(ADVERBS[tokens.word(basis)], basis + 2)
    return _times_a_day(tokens, index) or _each(tokens, index) or _interval(tokens, index)


_DAILY = Turns(("daily", "a|per|each|every day"))
_OFTEN = {"twice": 2, "thrice": 3}
_HOURS_OF_DAY = 24


def _times_a_day(tokens: Tokens, index: int) -> Found[Moment] | None:
    """Reads "twice daily", "three times a day" as every so many hours."""
    often = _OFTEN.get(tokens.word(index)) or say.NUMBER_WORDS.get(tokens.word(index), 0)
    often = int(tokens.at(index).text) if not often and tokens.at(index).text in _DIVISORS else often
    at = index + 1 + (tokens.word(index + 1) == "times" and tokens.word(index) not in _OFTEN)
    daily = _DAILY.find(tokens, at) if often > 1 and (at > index + 1 or tokens.word(index) in _OFTEN) else None
    if not daily or _HOURS_OF_DAY % often:
        return None
    return Found(Moment(amount=_HOURS_OF_DAY // often, unit="hours"), daily.end)


_DIVISORS = {str(count) for count in range(2, _HOURS_OF_DAY + 1) if _HOURS_OF_DAY % count == 0}


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
    found = duration(tokens, at) or duration(tokens, at + (tokens.word(at) in {"a", "an"}))
    tail = _AFTER_INTERVAL.find(tokens, found.end) if found else None
    if not found or not found.value.amount:
        return None
    if tail:
        return Found(found.value, tail.end)
    return found if lead and lead.end - index > 1 else None


_FOR_LONG = Turns(
    (
        "for|over|during|throughout [the] [whole|next|coming|following|first|entire] [period] [of]",
        "for|over|during|throughout a|the [total|whole|full] [total|period|duration|course|space|time] of",
    )
)


_AT_MOST = Turns(("at [the] most|longest|latest", "max|maximum|tops"))


def _for_long(tokens: Tokens, read: Again) -> Found[Again]:
    led = _FOR_LONG.find(tokens, read.end)
    found = duration(tokens, led.end) if led else None
    if found:
        read.most = fits(found.value, read.every)
        most = _AT_MOST.find(tokens, found.end)
        read.end = most.end if most else found.end
    return Found(read, read.end)
