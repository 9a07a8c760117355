"""Repetitions: "every 3 days … until paid, at most 5 times", "weekly", "every day for 5 days"."""

from __future__ import annotations

from dataclasses import dataclass

from b24app.english.grammar.conditions import conditions
from b24app.english.grammar.fields import amount_at
from b24app.english.grammar.lexer import Tokens
from b24app.english.grammar.lexicon import Found, Lexicon, phrases
from b24app.english.grammar.moments import duration
from b24app.plan import phrases as say
from b24app.plan.plan import Condition, Moment, Unit

_UNITS: Lexicon[str] = Lexicon(say.UNITS)
_ADVERBS: dict[str, Moment] = {
    "daily": Moment(amount=1, unit="days"),
    "weekly": Moment(amount=1, unit="weeks"),
    "monthly": Moment(amount=1, unit="months"),
    "hourly": Moment(amount=1, unit="hours"),
}
_UNTIL = phrases(
    (
        "until|till",
        "[and] stop|stops|stopping|ends [again] when|once|if",
        "[and] stop as soon as",
        "as long as",
        "while",
    )
)
_MOST_TIMES = phrases(
    (
        "[for|but] max|maximum|maximally [of]",
        "[for|but] at most [of]",
        "[but] no|not more than",
        "[for] up to",
        "[and] give up after",
        "[for] at most",
        "stop after",
        "[a] maximum of",
        "limit",
    )
)
_MOST = 1000
_TIMES = {"times", "time", "tries", "attempts", "x", "rounds", "reminders", "repetitions"}
_MINUTES = {"minutes": 1, "hours": 60, "days": 1440, "weeks": 10080, "months": 43200, "business_days": 1440}


@dataclass
class Again:
    """How often, until when, how many times; tokens `start` to `end` say how often."""

    every: Moment
    start: int
    end: int
    until: tuple[Condition, ...] = ()
    most: int | None = None


@dataclass(frozen=True)
class Limit:
    """What ends a repetition."""

    until: tuple[Condition, ...]
    most: int | None


def again(tokens: Tokens, index: int) -> Found[Again] | None:
    """`every 3 days`, `each day`, `weekly`, `once a week`, with `for 5 days`."""
    word = tokens.word(index)
    if word in _ADVERBS:
        return _for_long(tokens, Again(_ADVERBS[word], index, index + 1))
    once = word == "once" and tokens.word(index + 1) in {"a", "every", "per"}
    if word not in {"every", "each"} and not once:
        return None
    at = index + 1 + once
    unit = _UNITS.find(tokens, at)
    if unit:
        units: Unit = unit.value  # type: ignore[assignment]  # the table's values are the units
        return _for_long(tokens, Again(Moment(amount=1, unit=units), index, unit.end))
    if tokens.word(at) in {"second", "other"}:
        unit = _UNITS.find(tokens, at + 1)
        units = unit.value if unit else "days"  # type: ignore[assignment]  # the table's values are the units
        return _for_long(tokens, Again(Moment(amount=2, unit=units), index, unit.end)) if unit else None
    found = duration(tokens, at)
    return _for_long(tokens, Again(found.value, index, found.end)) if found and found.value.amount else None


def _for_long(tokens: Tokens, read: Again) -> Found[Again]:
    found = duration(tokens, read.end + 1) if tokens.word(read.end) == "for" else None
    if found:
        whole = found.value.amount * _MINUTES[found.value.unit]
        read.most = max(1, whole // (read.every.amount * _MINUTES[read.every.unit]))
        read.end = found.end
    return Found(read, read.end)


def limit(tokens: Tokens, index: int) -> Found[Limit] | None:
    """`until paid`, `stop when the stage is Won`, `(max 3 times)`, `no more than 4`."""
    bracket = tokens.word(index) == "("
    at = index + (tokens.word(index) in {",", "(", "-", "but", "and", ";"})
    at += tokens.word(at) in {"and", "but"}
    most = _MOST_TIMES.find(tokens, at)
    count = amount_at(tokens, most.end) if most else amount_at(tokens, at)
    if count and isinstance(count.value, float) and 1 <= count.value <= _MOST:
        counted = tokens.word(count.end) in _TIMES
        if most or counted:
            end = count.end + counted
            end += tokens.word(end) in {"only", "altogether", "max", "maximum"}
            return Found(Limit((), int(count.value)), end + (bracket and tokens.word(end) == ")"))
    until = _UNTIL.find(tokens, at)
    if not until or tokens.word(at) in {"as", "while"}:
        return None
    held = conditions(tokens, until.end)
    if not held:
        return None
    return Found(Limit(held.value, None), held.end + (bracket and tokens.word(held.end) == ")"))
