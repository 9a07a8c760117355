"""Days of the calendar that a field is compared with: "after 31 December 2025", "2026-03-15 at the latest"."""

from __future__ import annotations

import re
from datetime import date

from b24app.english.grammar.words.lexer import Tokens, remembered
from b24app.english.grammar.words.lexicon import Found, Lexicon
from b24app.plan.plan import Operator

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?![\w-])")
_DOTTED = re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})(?!\w)")
_NTH = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_DAY_FIRST = re.compile(rf"{_NTH}(?: of)? (?P<name>{_MONTH})\.?,? (?P<y>\d{{4}})(?!\w)", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"(?P<name>{_MONTH})\.? {_NTH},? (?P<y>\d{{4}})(?!\w)", re.IGNORECASE)
_WAYS = (_ISO, _DOTTED, _DAY_FIRST, _MONTH_FIRST)
_LONGEST = 8
_LIES = "[is|are|was|be|'s|falls|lies|comes|lands|sits|ends|starts]"
_NOT = "isn't|not|never"
_SIGNS: Lexicon[Operator] = Lexicon(
    {
        f"{_LIES} after|past|beyond|following": "gt",
        f"{_LIES} later|newer than": "gt",
        f"{_LIES} before|ahead": "lt",
        f"{_LIES} earlier|older|sooner than": "lt",
        f"{_LIES} prior to": "lt",
        f"{_LIES} on or|and after": "gte",
        f"{_LIES} after or on": "gte",
        f"{_LIES} from|since": "gte",
        f"{_LIES} starting [from|on|with]": "gte",
        f"{_LIES} {_NOT} before": "gte",
        f"{_LIES} no|not|never earlier|sooner than": "gte",
        "isn't earlier|sooner than": "gte",
        f"{_LIES} on or|and before": "lte",
        f"{_LIES} before or on": "lte",
        f"{_LIES} until|till|by": "lte",
        f"{_LIES} up to": "lte",
        f"{_LIES} {_NOT} after": "lte",
        f"{_LIES} no|not|never later than": "lte",
        "isn't later than": "lte",
        "is|are|was|be|'s|falls|lies|comes|lands|=|equals on": "eq",
        "is|was not|never on": "ne",
        "isn't on": "ne",
    }
)  # fmt: skip
_BEHIND: Lexicon[Operator] = Lexicon(
    {
        "or later|after|afterwards|newer": "gte",
        "at the earliest": "gte",
        "on|onward|onwards": "gte",
        "or earlier|before|sooner|older": "lte",
        "at the latest": "lte",
    }
)


@remembered
def day_of_calendar(tokens: Tokens, index: int) -> Found[str] | None:
    """A day with its year as `2026-03-15`: "15 March 2026", "March 15th, 2026", "15.03.2026"."""
    if tokens.kind(index) not in {"NUMBER", "WORD"}:
        return None
    start = tokens.at(index).start
    found = next((match for way in _WAYS if (match := way.match(tokens.source, start))), None)
    if not found:
        return None
    told = found.groupdict()
    month = _MONTHS[told["name"].casefold()] if told.get("name") else int(told["m"])
    try:
        read = date(int(told["y"]), month, int(told["d"])).isoformat()
    except ValueError:
        return None
    ends = (end for end in range(index + 1, index + _LONGEST) if tokens.at(end - 1).end == found.end())
    end = next(ends, None)
    return Found(read, end) if end else None


def dated_sign(tokens: Tokens, index: int) -> Found[Operator] | None:
    """Reads "falls after", "is on or before", "is no later than" in front of such a day."""
    found = _SIGNS.find(tokens, index)
    return found if found and day_of_calendar(tokens, found.end) else None


def past_day(tokens: Tokens, end: int) -> Found[Operator] | None:
    """Reads "(2026-03-15) at the latest", "(1 May 2026) or later" behind such a day."""
    return _BEHIND.find(tokens, end)
