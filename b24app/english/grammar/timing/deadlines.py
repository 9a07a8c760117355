"""Deadlines: "due in 2 days", "within 24 hours", "by tomorrow", "3 days before the close date"."""

from __future__ import annotations

from b24app.english.grammar.timing.dates import until
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Lexicon, phrases
from b24app.english.grammar.words.moments import clock_time, duration, when
from b24app.plan import phrases as say
from b24app.plan.plan import Moment, Until

_FIELDS: Lexicon[str] = Lexicon(say.FIELDS)
_SHORT_DUE = 2
_DUE = phrases(
    (
        "due [date|time] [is|on|:|=|of|in|within|by|at|until|before]",
        "[and] with|has [a|the] [both|each|all] deadline|due|limit [date|time] [is|on|:|=|of|in|within|by|at|before]",
        "[and] with|has a|the time limit|frame [of|:|=]",
        "[and] with|within|over [a|the] period|term|timeframe|timeline|window of",
        "whose deadline|due [date|time] is|=|: [in|within|by|at|on]",
        "with",
        "with a|an",
        "[and] with [the|its|a] deadline|due [date] being|set [to|for|on|at|in]",
        "[and] [the|its|a] [time] deadline|limit [is|on|:|=|of|in|within|by|at|before]",
        "[both|each|all] with [a] deadline|due [date] [of|in|on]",
        "to be done|finished|completed|ready [in|within|by|until|before]",
        "has|have to be done|finished|completed|ready [in|within|by|until|before]",
        "ready|done|finished|completed in|within|by|until|before",
        "in|within|over the|a next|following",
        "no|not later than",
        "at the latest by|in|on",
        "within [a|the] [maximum|max] [of]",
        "latest [by|in|on]",
        "he|she|they has|have",
        "by|until|before [at] [the] latest",
    )
)
_LATEST = phrases(
    ("at [the] latest", "or sooner|earlier", "max|maximum|latest|tops", "to do|complete|finish it|this|that")
)


def deadline(tokens: Tokens, index: int) -> Found[Moment | str | Until] | None:
    """`due in 2 days`, `within 24 hours`, `by tomorrow`, `(deadline: 3 days)`, `due 3 days before Close date`."""
    due = _DUE.find(tokens, index)
    if (
        due
        and tokens.word(index) == "with"
        and due.end - index <= _SHORT_DUE
        and tokens.word(due.end - 1) in {"a", "an", "with"}
    ):
        return _limited(tokens, due.end)
    at = due.end if due else index
    led = tokens.word(at) in _DUE_LEADS
    if not due and tokens.word(at) not in {"within", "by", "until", "till", "til", "before"}:
        return _limited(tokens, index)
    start = at + 1 if led else at
    start -= (
        due is not None and not led and tokens.word(at - 1) in {"a", "the"} and duration(tokens, at - 1) is not None
    )
    moment = when(tokens, start)
    found = _before_date(tokens, start) or _at_date(tokens, start)
    value, end = (found.value, found.end) if found else (moment.value, moment.end) if moment else (None, start)
    time = clock_time(tokens, start) if value is None and due else None
    value, end = (tokens.text(start, time), time) if time else (value, end)
    latest = _LATEST.find(tokens, end)
    return Found(value, latest.end if latest else end) if value is not None else None


def _before_date(tokens: Tokens, index: int) -> Found[Moment | str | Until] | None:
    """Reads "3 days before the close date"."""
    length = duration(tokens, index)
    found = until(tokens, index) if length and tokens.word(length.end) in {"before", "prior", "after"} else None
    return Found(found.value, found.end) if found else None


def _at_date(tokens: Tokens, index: int) -> Found[Moment | str | Until] | None:
    """Reads "(by) the close date": a date of the record itself."""
    start = tokens.past(index, {"the", "its", "their", "field"})
    known = _FIELDS.find(tokens, start)
    dated = known is not None and tokens.word(known.end - 1) in {"date", "end", "deadline", "start"}
    return Found(Until(until=tokens.text(start, known.end)), known.end) if known and dated else None


_DUE_LEADS = {"in", "within", "by", "until", "till", "til", "before", "after", ":", "on", "=", "of", "at"}


def _limited(tokens: Tokens, index: int) -> Found[Moment | str | Until] | None:
    """Reads "(with a) 1 day limit", "2 days deadline"."""
    found = duration(tokens, index)
    if not found:
        return None
    if tokens.word(found.end) in {"limit", "deadline", "max", "maximum", "tops"}:
        return Found(found.value, found.end + 1)
    latest = _LATEST.find(tokens, found.end)
    if tokens.word(index - 1) == "with" and tokens.kind(found.end) in {"END", "NEWLINE"}:
        return Found(found.value, found.end)
    return Found(found.value, latest.end) if latest else None
