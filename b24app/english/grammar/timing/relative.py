"""Moments around a date that is known already: "two weeks before it", "the day before", "on the eve of the meeting"."""

from __future__ import annotations

from b24app.english.grammar.timing.dates import BEGINS, DATED, date_field, one_unit
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
        f"left|remaining to|until|till|before it|then|that|this [{_DATE}]",
        f"left|remaining to|until|till|before the {_DATE}",
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
    dated = dated or (tokens.word(relates.end) in _NAMES_IT and date_field(tokens, relates.end - 1) is not None)
    return None if (alone and not ends) or that or dated else Found(found.value, relates.end)


# "Before the date in field Renewal" names another date than the one that was told.
_NAMES_IT = {"in", "from", "of", "under", "given", "stored", "set", "stated", "shown", "that", "which", "is"}
_UNTIL = Turns(
    (
        "[wait|waits|hold|pause|sleep|rest] [off|on] until|till|til",
        "when|once there 's|is|are [only|still|just]",
        "when|once it 's|is [only|still|just]",
        "when|once only|just",
        "when",
    )
)


def led_by_until(tokens: Tokens, at: int) -> int:
    """Past "wait until", "when there are" in front of such a time: "wait until 2 weeks before that date"."""
    lead = _UNTIL.find(tokens, at)
    return lead.end if lead and before(tokens, lead.end) else at


_INTRODUCES = Turns(
    (
        "has|have|got a|the [date] [field]",
        "there 's|is a|the [date] [field]",
        "[then|first|just|always|please] look|looks at|up",
        "[then|first|just|always|please] check|take|read|get|find|see|use|fetch|consider",
    )
)
_JOINTS = {".", ",", "and", "then", ";", ":"}


@remembered
def introduced(tokens: Tokens, at: int) -> Found[str] | None:
    """Reads "look at the field Warranty end" in front of "30 days before that date": the date it counts from."""
    lead = _INTRODUCES.find(tokens, at)
    named = date_field(tokens, lead.end) if lead else None
    joint = tokens.past(named.end, _JOINTS) if named else at
    counted = named is not None and joint > named.end and before(tokens, led_by_until(tokens, joint)) is not None
    return Found(named.value, named.end) if named and counted else None


def ahead_of_it(tokens: Tokens, at: int) -> bool:
    """Whether "an hour before that time" stands there, and not "an hour after that"."""
    found = before(tokens, at)
    return found is not None and "after" not in {tokens.word(place) for place in range(at, found.end)}


def _past_meeting(tokens: Tokens, at: int) -> int:
    start = tokens.past(at, {"of", "the"})
    return start + 1 if tokens.word(start) in {"meeting", "appointment", "visit", "viewing", "event"} else at
