"""Days of the calendar and parts of a day: "3 May", "2026-01-15", "the first Monday of next month", "first thing"."""

from __future__ import annotations

import re
from datetime import date

from b24app.english.grammar.words.lexer import Tokens, remembered
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.plan.phrases import DAYS

_NAMES = "january february march april may june july august september october november december"
_MONTHS = {name: place for place, name in enumerate(_NAMES.split(), 1)}
_SHORT = {name[:3]: place for name, place in _MONTHS.items()} | {"sept": 9}
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?", re.IGNORECASE)
_YEAR = re.compile(r"20\d\d")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})")
_RANK = "first|second|third|fourth|last|1st|2nd|3rd|4th"
_PERIOD = "month|week|quarter|year|weekend"
_WORKDAYS = "business|working|work"
_RANKED = Turns(
    (
        f"[the] {_RANK} {'|'.join(DAYS)}|day|workday|weekday of|in the|this|next|following [coming] {_PERIOD}",
        f"[the] {_RANK} {_WORKDAYS} day of|in the|this|next|following [coming] {_PERIOD}",
        f"[the] end|start|beginning|middle|close of [the|this|next|following|coming] {_PERIOD}",
        "[the] quarter|year|month end",
        "[the] month's|quarter's|year's|week's end",
    )
)
_LAST_HOUR = Turns(
    (
        "[the] end|close of [the|this|that] [business|working|work|office] day|hours [today]",
        "[the] end|close of business|play|trading|hours [today]",
        "eod|cob|eob",
        "closing|knocking-off|clocking-off|home|quitting time [today]",
    )
)
_EARLY = Turns(
    ("[the] first thing [in] [the] [morning]", "[the] start|beginning of [the|business|working] business|day|hours")
)
_AFTERNOON = Turns(("[right|shortly] after [the] lunch|lunchtime|noon|midday [break]",))


@remembered
def calendar_day(tokens: Tokens, at: int) -> Found[str] | None:
    """A date, with a year as 2026-05-03; or a day told by its week, month, quarter or year."""
    start = at + (tokens.word(at) == "the" and tokens.word(at + 1) not in _MONTHS)
    dated = _iso(tokens, at) or _european(tokens, at) or _day_first(tokens, start) or _month_first(tokens, at)
    ranked = None if dated else _RANKED.find(tokens, at)
    if not dated and not ranked:
        return None
    return dated or (Found(tokens.text(at, ranked.end), ranked.end) if ranked else None)


@remembered
def part_of_day(tokens: Tokens, at: int) -> Found[str] | None:
    """Reads "first thing tomorrow", "end of business", "EOD Friday", "after lunch": a day and a part of it."""
    start = at + (tokens.word(at) == "at")
    for table, named, alone in (
        (_LAST_HOUR, "end of day", "end of day"),
        (_EARLY, "morning", "tomorrow morning"),
        (_AFTERNOON, "afternoon", "afternoon"),
    ):
        found = table.find(tokens, start if table is not _AFTERNOON else at)
        if not found:
            continue
        day = found.end + (tokens.word(found.end) in {"on", "of"})
        day += tokens.word(day) in {"next", "this", "coming"}
        if tokens.word(day) in {*DAYS, "tomorrow"}:
            joint = " at " if named == "end of day" else " "
            return Found(f"{tokens.text(day, day + 1)}{joint}{named}", day + 1)
        if named == "morning" and tokens.word(found.end - 1) == "thing":
            return None
        return Found(alone, found.end)
    return None


def _iso(tokens: Tokens, at: int) -> Found[str] | None:
    """Reads "2026-01-15", "2026/1/15"."""
    signs = {tokens.word(at + 1), tokens.word(at + 3)}
    numbers = [tokens.at(at + place).text for place in (0, 2, 4)]
    if len(signs) > 1 or not signs <= {"-", "/"} or not _YEAR.fullmatch(numbers[0]):
        return None
    return _dated(numbers[0], numbers[1], numbers[2], at + 5)


def _european(tokens: Tokens, at: int) -> Found[str] | None:
    """Reads "15.01.2026", "15/01/2026", the day first; "05/06/2026" could be either and stays as it is."""
    dotted = _DOTTED.fullmatch(tokens.at(at).text)
    if dotted and tokens.word(at + 1) == "." and _YEAR.fullmatch(tokens.at(at + 2).text):
        return _dated(tokens.at(at + 2).text, dotted[2], dotted[1], at + 3)
    signs = {tokens.word(at + 1), tokens.word(at + 3)}
    first, second, year = (tokens.at(at + place).text for place in (0, 2, 4))
    if signs not in ({"/"}, {"-"}) or not _YEAR.fullmatch(year) or not (first.isdigit() and second.isdigit()):
        return None
    day, month = (first, second) if int(first) > _DECEMBER else (second, first)
    return _dated(year, month, day, at + 5) if int(day) > _DECEMBER else None


_DECEMBER = 12


def _dated(year: str, month: str, day: str, end: int) -> Found[str] | None:
    try:
        return Found(date(int(year), int(month), int(day)).isoformat(), end)
    except ValueError:
        return None


def _day_first(tokens: Tokens, at: int) -> Found[str] | None:
    """Reads "3 May", "the 1st of March", "3 May 2026"."""
    day = _DAY.fullmatch(tokens.at(at).text)
    month = at + 1 + (tokens.word(at + 1) == "of") if day else at
    return _with_year(tokens, at, month + 1, _month(tokens, month), day[1]) if day else None


def _month_first(tokens: Tokens, at: int) -> Found[str] | None:
    """Reads "May 3rd", "March 1, 2026"."""
    start = at + 1 + (tokens.word(at + 1) == "the")
    day = _DAY.fullmatch(tokens.at(start).text)
    return _with_year(tokens, at, start + 1, _month(tokens, at), day[1]) if day else None


def _month(tokens: Tokens, at: int) -> int:
    """The month of a word; what is a verb too, or short, needs a large letter."""
    word = tokens.word(at)
    large = tokens.at(at).text[:1].isupper()
    if not large and word in {"may", "march"}:
        return 0
    return _MONTHS.get(word, 0) or (_SHORT.get(word, 0) if large else 0)


def _with_year(tokens: Tokens, at: int, end: int, month: int, day: str) -> Found[str] | None:
    comma = end + (tokens.word(end) == ",")
    year = tokens.at(comma).text
    if not month or not 1 <= int(day) <= _LONGEST_MONTH:
        return None
    if _YEAR.fullmatch(year) and tokens.kind(comma) == "NUMBER":
        return _dated(year, str(month), day, comma + 1)
    return Found(tokens.text(at, end), end)


_LONGEST_MONTH = 31
