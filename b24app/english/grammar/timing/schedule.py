"""Days of a schedule: "day 3", "on the 3rd day", "on days 3, 7 and 14", "after 3, 7 and 14 days"."""

from __future__ import annotations

import re
from itertools import pairwise

from b24app.english.grammar.timing.waits import UNIT_NAMES
from b24app.english.grammar.words.lexer import Tokens, remembered
from b24app.english.grammar.words.lexicon import Found
from b24app.english.grammar.words.moments import UNITS_BY_WORD, number
from b24app.english.grammar.words.vaguetimes import VAGUE_TIMES
from b24app.plan import phrases as say
from b24app.plan.plan import Moment, Unit

_LONGEST = 1000
_MOST = 12
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)", re.IGNORECASE)
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "fourteenth": 14, "fifteenth": 15, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
_UNITS: dict[str, Unit] = {
    "days": "days", "day": "days", "weeks": "weeks", "week": "weeks", "hours": "hours", "months": "months",
}  # fmt: skip
_LEAST = 2
_LEADS = {"on", "after", "at", "in", "the", "only"}
_JOINTS = {",", "and", "&", "then", "or", "+", "/"}
_BEHIND = {"later", "after", "afterwards", "on"}
_SENSELESS = {"before", "ago"}


def day_told(tokens: Tokens, index: int) -> Found[Moment] | None:
    """Reads "day 3", "on day 7", "in week 2", "on the 3rd day" of a schedule."""
    start = tokens.past(index, {"on", "in", "at"})
    unit = UNIT_NAMES.get(tokens.word(start)) if tokens.word(start) in {"day", "week"} else None
    count = _count(tokens, start + 1) if unit else None
    if unit and count is not None and tokens.word(start + 2) not in UNITS_BY_WORD:
        return _told(count, unit, start + 2)
    start = tokens.past(start, {"the"})
    counted = _ordinal(tokens, start)
    unit = UNIT_NAMES.get(tokens.word(start + 1)) if counted and tokens.word(start + 1) in {"day", "week"} else None
    return _told(counted, unit, start + 2) if counted and unit and tokens.word(start + 2) != "of" else None


@remembered
def days_listed(tokens: Tokens, index: int) -> Found[tuple[Moment, ...]] | None:
    """Reads "on days 3, 7 and 14", "on the 3rd, 7th and 14th day", "after 3, 7 and 14 days": two of them at least."""
    if VAGUE_TIMES.find(tokens, index):
        return None  # "a day or two later"
    at = tokens.past(index, _LEADS)
    counts: list[int] = []
    units: set[Unit] = set()
    end = at
    while len(counts) < _MOST:
        start = tokens.past(end, _JOINTS | _LEADS) if counts else end
        named = _UNITS.get(tokens.word(start))
        count = _ordinal(tokens, start + bool(named)) or _count(tokens, start + bool(named))
        if not count or (counts and start == end):
            break
        end = start + bool(named) + 1
        unit = named or _UNITS.get(tokens.word(end))
        end += unit is not None and not named
        counts.append(count)
        units |= {unit} if unit else set()
    behind = end + (tokens.word(end) in _BEHIND)
    rising = all(one < two for one, two in pairwise(counts))
    timed = at > index or behind > end or tokens.word(at) in _UNITS
    relative = behind > end and (tokens.word(at - 1) == "after" or tokens.word(behind) in {"that", "this", "it"})
    if relative or len(counts) < _LEAST or len(units) != 1 or not timed or not rising or tokens.word(end) in _SENSELESS:
        return None
    return Found(tuple(Moment(amount=count, unit=next(iter(units))) for count in counts), behind)


def _count(tokens: Tokens, at: int) -> int | None:
    text = tokens.at(at).text
    count = number(text) if tokens.kind(at) == "NUMBER" else say.NUMBER_WORDS.get(tokens.word(at))
    return int(count) if count is not None and count in range(_LONGEST) else None


def _ordinal(tokens: Tokens, at: int) -> int:
    match = _ORDINAL.fullmatch(tokens.at(at).text)
    return int(match[1]) if match else _ORDINALS.get(tokens.word(at), 0)


def _told(count: int, unit: Unit, end: int) -> Found[Moment] | None:
    return Found(Moment(amount=count, unit=unit), end) if count in range(_LONGEST) else None
