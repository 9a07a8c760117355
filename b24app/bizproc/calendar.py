"""Days of the calendar as a template calculates them: "3 May", "the first Monday of next month", "end of the quarter".

All are counted from the moment the step runs, by the functions of the portal's calculator (compile-map.md, "Delay
expressions"; bpt-format.md, "Calculator"); ranked weekdays are PHP's "first monday of next month", which its
`strtotime` reads (PHP manual, "Relative Formats").
"""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from typing import Final

Clock = tuple[int, int]
DAYS: Final = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_A_LEAP_YEAR = 2028
_MONTHS: Final = {name.casefold(): place for place, name in enumerate(month_name) if name}
_MONTH = "|".join([*_MONTHS, *(name[:3] for name in _MONTHS), "sept"])
_NTH = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DATES: Final = (
    re.compile(rf"(?:on )?{_NTH}(?: of)? (?P<month>{_MONTH})\.?"),
    re.compile(rf"(?:on )?(?P<month>{_MONTH})\.? (?:the )?{_NTH}"),
)
_RANKS: Final = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": -1}
_PHP_RANKS: Final = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}
_WHICH = r"(?:(?P<which>the next|the following|the coming|next|following|coming|this|the) )?"
_PERIOD = r"(?P<period>month|quarter|year|week)"
_RANKED: Final = re.compile(
    rf"(?P<rank>{'|'.join(_RANKS)}) (?P<day>{DAYS}|day|workday|weekday|(?:business|working|work) day) "
    rf"(?:of|in) {_WHICH}{_PERIOD}"
)
_EDGE: Final = re.compile(rf"(?P<edge>end|close|start|beginning|first) of {_WHICH}{_PERIOD}")
_ENDS: Final = re.compile(r"(?P<period>month|quarter|year|week)(?:'s)? end")
_LATER: Final = {"next", "following", "coming", "the next", "the following", "the coming"}
# The first of the period that runs, and how much later the next one begins.
_STARTS: Final = {
    "month": ('strtotime(date("Y-m-01"))', '"1m"'),
    "quarter": ('dateadd(strtotime(date("Y-01-01")), (floor((intval(date("n"))-1)/3)*3)&"m")', '"3m"'),
    "year": ('strtotime(date("Y-01-01"))', '"1y"'),
    "week": ('dateadd(strtotime("next monday"), "-7d")', '"7d"'),
}


def at(day: str, clock: Clock) -> str:
    """A day that PHP reads, at that time."""
    return f'strtotime("{day} {clock[0]:02}:{clock[1]:02}")'


def interval(clock: Clock) -> str:
    """How long after midnight a time of day is."""
    return f"{clock[0]}h{clock[1]}i" if clock[1] else f"{clock[0]}h"


def calendar_day(plain: str, clock: Clock, closing: Clock) -> str:
    """The inside of the expression for a day in small letters and without "the" before it; empty when it is none.

    An end without a time of day is at `closing`.
    """
    for pattern in _DATES:
        if found := pattern.fullmatch(plain):
            return _this_or_next_year(_month(found["month"]), int(found["day"]), clock)
    if found := _RANKED.fullmatch(plain):
        return _ranked(_RANKS[found["rank"]], found["day"], found["which"] or "", found["period"], clock)
    if found := _EDGE.fullmatch(plain):
        period, later = found["period"], found["which"] in _LATER
        if found["edge"] in {"end", "close"}:
            return _end(period, closing, later=later)
        return _shifted(_start(period, 1), interval(clock))
    found = _ENDS.fullmatch(plain)
    return _end(found["period"], closing, later=False) if found else ""


def _month(name: str) -> int:
    return next(place for full, place in _MONTHS.items() if full.startswith(name[:3]))


def _this_or_next_year(month: int, day: int, clock: Clock) -> str:
    """That day of this year, of the next once it is past."""
    if not 1 <= day <= monthrange(_A_LEAP_YEAR, month)[1] or (month, day) == (2, 29):
        return ""
    this = f'strtotime(date("Y-{month:02}-{day:02} {clock[0]:02}:{clock[1]:02}"))'
    return f'dateadd({this}, if(intval(date("md"))>{month * 100 + day}, "1y", "0d"))'


def _start(period: str, periods: int) -> str:
    """The first moment of the period that runs, or of the one so many later."""
    start, length = _STARTS[period]
    for _ in range(periods):
        start = f"dateadd({start}, {length})"
    return start


def _shifted(moment: str, by: str) -> str:
    return f'dateadd({moment}, "{by}")'


def _end(period: str, closing: Clock, *, later: bool) -> str:
    """The last day of the period that runs, or of the next one, at closing time; of a week that is its Friday."""
    back = "-3d" if period == "week" else "-1d"
    return _shifted(_shifted(_start(period, 2 if later else 1), back), interval(closing))


def _ranked(rank: int, day: str, which: str, period: str, clock: Clock) -> str:
    """The first Monday, the last working day of a period; of "the" month that runs only while it is still to come."""
    if day in DAYS.split("|"):
        if period != "month":
            return ""
        this, following = (at(f"{_PHP_RANKS[rank]} {day} of {name} month", clock) for name in ("this", "next"))
    else:
        counted = _counted_day if day == "day" else _counted_workday
        this, following = (counted(rank, period, clock, periods) for periods in (0, 1))
    if which in _LATER:
        return following
    return this if which == "this" else f'if(datediff({{=System:Now}}, {this}, "%R")="-", {following}, {this})'


def _counted_day(rank: int, period: str, clock: Clock, periods: int) -> str:
    day = _start(period, periods) if rank > 0 else _shifted(_start(period, periods + 1), "-1d")
    return _shifted(day, (f"{rank - 1}d" if rank > 1 else "") + interval(clock))


def _counted_workday(rank: int, period: str, clock: Clock, periods: int) -> str:
    """Counted from the day before the period, or back from the day after it."""
    if rank < 0:
        return f"addworkdays({_shifted(_start(period, periods + 1), interval(clock))}, {rank})"
    eve = _shifted(_shifted(_start(period, periods), "-1d"), interval(clock))
    return f"addworkdays({eve}, {rank})"
