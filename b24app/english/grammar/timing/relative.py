"""Moments around a date that is known already: "two weeks before it", "the day before", "on the eve of the meeting"."""

from __future__ import annotations

from b24app.english.grammar.timing.dates import BEGINS, DATED, one_unit
from b24app.english.grammar.words.lexer import Tokens, remembered
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.moments import duration
from b24app.plan.plan import Moment, Offset, Until

_RELATION = "before|after|ahead|prior [to|of]"
_DATE = "date|day|time|start|beginning|moment"
_RELATES = Turns(
    (
        f"{_RELATION} it|then",
        f"{_RELATION} that|this [{_DATE}]",
        f"{_RELATION} the|its {_DATE} [in|inside it|there|that|this]",
        f"{_RELATION} the|its|that|this [very] new|same|said|given|changed {_DATE}",
        f"{_RELATION} the|its start|beginning [of it|that|this]",
        "in advance [of it|that|this]",
        "beforehand|ahead",
        "before",
    )
)
_ON_THE_EVE = Turns(("[on] the eve|evening before [of] [it|that|this]", "[on] the eve"))
_STARTS = {"start", "beginning"}
_ENDS = {",", ".", ";", ":", ")", "and", "!"}


def around(tokens: Tokens, at: int, field: str) -> Found[Until] | None:
    """Reads "30 days before it", "the day before", where the trigger watches a date or is a meeting."""
    if not field or field.rsplit(maxsplit=1)[-1].casefold() not in DATED | {"meeting"}:
        return None
    eve = _ON_THE_EVE.find(tokens, at)
    if eve and field == "meeting":
        return Found(Until(until=field, offset=Offset(amount=-1, unit="days")), _past_meeting(tokens, eve.end))
    found = before(tokens, at)
    if not found or not found.value.amount:
        return None
    length = duration(tokens, at) or one_unit(tokens, at)
    words = {tokens.word(place) for place in range(length.end if length else at, found.end)}
    if words & _STARTS and field != "meeting":
        return None
    sign = 1 if "after" in words else -1
    begins = BEGINS.find(tokens, found.end)
    offset = Offset(amount=sign * found.value.amount, unit=found.value.unit)
    return Found(Until(until=field, offset=offset), begins.end if begins else found.end)


def relates(tokens: Tokens, at: int) -> bool:
    """Whether a time stands there that is counted from a date told elsewhere: "a day before it", "the day before"."""
    return before(tokens, at) is not None or _ON_THE_EVE.find(tokens, at) is not None


@remembered
def before(tokens: Tokens, at: int) -> Found[Moment] | None:
    """How long before or after what was told: "a day before it", "two hours in advance", "the day before"."""
    found = duration(tokens, at) or one_unit(tokens, at)
    relates = _RELATES.find(tokens, found.end) if found else None
    if not found or not relates:
        return None
    alone = relates.end == found.end + 1 and tokens.word(found.end) in {"before", "ahead"}
    ends = tokens.kind(relates.end) in {"END", "NEWLINE", "ARROW"} or tokens.word(relates.end) in _ENDS
    lone_that = tokens.word(relates.end - 1) in {"that", "this"} and tokens.kind(relates.end) == "WORD"
    that = lone_that and not BEGINS.find(tokens, relates.end) and tokens.at(relates.end).text[:1].isupper()
    dated = tokens.word(relates.end) in {"date", "day", "time"}  # "before the Start date"
    return None if (alone and not ends) or that or dated else Found(found.value, relates.end)


def ahead_of_it(tokens: Tokens, at: int) -> bool:
    """Whether "an hour before that time" stands there, and not "an hour after that"."""
    found = before(tokens, at)
    return found is not None and "after" not in {tokens.word(place) for place in range(at, found.end)}


def _past_meeting(tokens: Tokens, at: int) -> int:
    start = tokens.past(at, {"of", "the"})
    return start + 1 if tokens.word(start) in {"meeting", "appointment", "visit", "viewing", "event"} else at
