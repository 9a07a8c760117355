"""Until when somebody may decide: "within 2 days", "he has 4 hours", "by the end of next week", "(approval, 1 day)"."""

from __future__ import annotations

from b24app.english.grammar.timing.deadlines import deadline
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.moments import day, duration
from b24app.plan.plan import Due

_HAS = Turns(
    (
        "[and] he|she|they [only] has|have|got|gets|get [got] [a] [deadline] [of]",
        "[and] he|she|they [only] has|have|got|gets|get [got] [time] until|till",
        "[,] and|with has|have|gets|get [only] [time] [until|till]",
        "he|she 's got",
        "they've got",
        "within|in",
        "[,] max|maximum|at [most]",
        "[,] up to",
        "[,] no later than",
        "[and] give|gives|giving|allow him|her|them|it",
        "[with|and] [a|the] [time] deadline|limit|time-limit [is|of|:|=]",
        "[and] [answer|decision|reply] [is] due in|within",
        "by",
    )
)
_AT_MOST = Turns(
    (
        "max|maximum|tops|limit|deadline",
        "at [the] most|latest",
        "to answer|decide|reply|respond|react|approve",
        "to do it|so|that|this",
        "for that|this|it",
        "or less|sooner",
    )
)
_UNLIMITED = Turns(
    (
        "[and] [there 's|is] no [time|fixed|strict] deadline|limit|time-limit|timeout|time-out [set|given|needed|here]",
        "without|with [no|a|any] [time|fixed] deadline|limit|time-limit|timeout|time-out",
        "[and] no time-out|limit of time",
        "open-ended|unlimited [in] [time]",
    )
)
_GIVES_TIME = {"he", "she", "they", "within", "deadline", "max", "maximum", "giving", "give", "(", "limit", "by"}
_DATED = {"by", "until", "before", "till", "no", "not", "latest"}
_CLOSES = {".", ":", ";", ",", "=>", "-", "?", ")"}
_DAY_PARTS = {"morning", "afternoon", "evening", "night", "noon"}


def time_given(tokens: Tokens, at: int) -> Found[Due] | None:
    """Reads "he has 2 days", "within 2 days", "deadline 3 days" behind an approval."""
    return limit(tokens, at) if tokens.word(at) in _GIVES_TIME else None


def unlimited(tokens: Tokens, at: int) -> int | None:
    """Past ", no deadline", "(without any timeout)", "- no time limit": an approval has none unless one is told."""
    start = tokens.past(at, {",", "-", ";", ".", "(", "=>"})
    found = _UNLIMITED.find(tokens, start)
    none = found is not None and {tokens.word(place) for place in range(start, found.end)} & _NO_LIMIT
    if not found or not none or not (tokens.word(found.end) in _CLOSES or tokens.kind(found.end) in _ENDING):
        return None
    return found.end + (tokens.word(start - 1) == "(" and tokens.word(found.end) == ")")


_NO_LIMIT = {"no", "without", "open-ended", "unlimited"}
_ENDING = {"END", "NEWLINE", "ARROW"}


def unled(tokens: Tokens, at: int) -> Found[Due] | None:
    """Reads ", 1 day:" behind who is asked: a length of time alone between marks."""
    found = duration(tokens, at + 1) if tokens.word(at) == "," else None
    ends = found is not None and (tokens.word(found.end) in _CLOSES or tokens.kind(found.end) in {"ARROW", "NEWLINE"})
    return Found(found.value, found.end) if found and ends and found.value.amount else None


def limit(tokens: Tokens, at: int) -> Found[Due] | None:
    """Reads "within 2 days", "(approval, 1 day)", "he has 4 hours", "by tomorrow", "by the end of next week"."""
    bracket = tokens.word(at) == "("
    start = at + bracket
    start += 2 if bracket and tokens.word(start) in {"approval", "sign-off"} and tokens.word(start + 1) == "," else 0
    led = _HAS.find(tokens, start)
    found = _length(tokens, start, led)
    if not found:
        return None
    behind = _AT_MOST.find(tokens, found.end)
    if not (led or bracket or behind or tokens.word(start) in _DATED):
        return None
    end = behind.end if behind else found.end
    return Found(found.value, end + (bracket and tokens.word(end) == ")"))


def _length(tokens: Tokens, start: int, led: Found[bool] | None) -> Found[Due] | None:
    at = led.end if led else start
    length = duration(tokens, at) or (duration(tokens, at - 1) if tokens.word(at - 1) in {"a", "an"} else None)
    if length:
        return Found(length.value, length.end)
    named = day(tokens, at) if led else None
    if named and tokens.word(named.end) in _DAY_PARTS:
        return Found(tokens.text(at, named.end + 1), named.end + 1)
    if named:
        return Found(named.value, named.end)
    dated = deadline(tokens, start) if tokens.word(start) in _DATED else None
    return Found(dated.value, dated.end) if dated else None
