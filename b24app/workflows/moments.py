"""When the waits of a plan end, on any clock: the plan's own reading of times, apart from the template's expressions.

Months and business days go by the calendar as the portal's do (compile-map.md, "Delay expressions"): a day that a month
does not have runs over into the next one; business days keep the hour.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Final

from b24app.errors import PlanRejected
from b24app.plan.plan import Delay, Interval, Moment, Offset, Unit
from b24app.plan.snapshot import WorkingCalendar

Length = Delay | Interval | Moment | Offset
_STEPS: Final[dict[Unit, timedelta]] = {
    "minutes": timedelta(minutes=1),
    "hours": timedelta(hours=1),
    "days": timedelta(days=1),
    "weeks": timedelta(weeks=1),
}
_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_HOURS: Final = {
    "noon": 12,
    "midday": 12,
    "midnight": 0,
    "morning": 9,
    "afternoon": 14,
    "evening": 18,
}
_CLOCK = re.compile(r"(?:at )?(\d{1,2})(?:[:.](\d{2}))? ?(am|pm|a\.m\.|p\.m\.)?")
_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ ,t]+(.+))?")
_DAY_STARTS: Final = time(9)
_DAY_ENDS: Final = time(18)


def after(start: datetime, length: Length, calendar: WorkingCalendar) -> datetime:
    """`length` after `start`, before it when the amount is negative. Raises PlanRejected beyond the calendar."""
    try:
        return _after(start, length, calendar)
    except (OverflowError, ValueError):
        raise PlanRejected(f"{length.amount} {length.unit.replace('_', ' ')} lead beyond the calendar") from None


def _after(start: datetime, length: Length, calendar: WorkingCalendar) -> datetime:
    if length.unit == "months":
        return datetime.combine(months_later(start.date(), length.amount), start.timetz())
    if length.unit == "business_days":
        return _business_days(start, length.amount, calendar)
    return start + length.amount * _STEPS[length.unit]


def told(words: str, now: datetime) -> datetime | None:
    """The moment that a phrase tells: `9 am`, `tomorrow at 9`, `next monday`, `2026-12-24`; None when it tells none."""
    plain = " ".join(words.casefold().split()).removeprefix("until ").removeprefix("the ")
    if (clock := _clock(plain.removeprefix("today ").strip())) is not None:
        today = datetime.combine(now.date(), clock, now.tzinfo)
        return today if today > now else today + timedelta(days=1)
    for reader in (_dated, _weekday, _named):
        if moment := reader(plain, now):
            return moment
    return None


def months_later(day: date, amount: int) -> date:
    """`amount` months after a day."""
    months = day.year * 12 + day.month - 1 + amount
    return date(months // 12, months % 12 + 1, 1) + timedelta(days=day.day - 1)


def _business_days(start: datetime, amount: int, calendar: WorkingCalendar) -> datetime:
    step = timedelta(days=1 if amount > 0 else -1)
    left, moment = abs(amount), start
    while left:
        moment += step
        left -= moment.isoweekday() in calendar.days and f"{moment:%m-%d}" not in calendar.days_off
    return moment


def _clock(plain: str) -> time | None:
    plain = plain.removeprefix("in the ")
    if plain in _HOURS:
        return time(_HOURS[plain])
    found = _CLOCK.fullmatch(plain)
    if not found or not (found[2] or found[3] or plain.isdigit() or plain.startswith("at ")):
        return None
    hour = int(found[1])
    if found[3]:
        hour = hour % 12 + (12 if found[3].startswith("p") else 0)
    minute = int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004 - a clock's


def _dated(plain: str, now: datetime) -> datetime | None:
    found = _DATE.fullmatch(plain)
    if not found:
        return None
    clock = _clock(found[2]) if found[2] else _DAY_STARTS
    try:
        day = datetime.fromisoformat(found[1]).date()
    except ValueError:
        return None
    return datetime.combine(day, clock, now.tzinfo) if clock else None


def _weekday(plain: str, now: datetime) -> datetime | None:
    words = plain.removeprefix("on ").removeprefix("next ").removeprefix("this ").removeprefix("coming ")
    name, _, rest = words.replace(",", " ").partition(" ")
    if name not in _DAYS:
        return None
    clock = _clock(rest.strip()) if rest.strip() else _DAY_STARTS
    ahead = (_DAYS.index(name) - now.weekday() - 1) % 7 + 1
    return datetime.combine(now.date() + timedelta(days=ahead), clock, now.tzinfo) if clock else None


def _named(plain: str, now: datetime) -> datetime | None:
    for name, days in (("day after tomorrow", 2), ("tomorrow", 1)):
        if plain.startswith(name):
            rest = plain.removeprefix(name).strip(" ,")
            clock = _clock(rest) if rest else _DAY_STARTS
            return datetime.combine(now.date() + timedelta(days=days), clock, now.tzinfo) if clock else None
    period = _PERIODS.get(plain)
    return period(now) if period else None


def _end_of_week(now: datetime) -> datetime:
    friday = now.date() + timedelta(days=(4 - now.weekday()) % 7)
    return datetime.combine(friday, _DAY_ENDS, now.tzinfo)


def _end_of_month(now: datetime) -> datetime:
    last = months_later(now.date().replace(day=1), 1) - timedelta(days=1)
    return datetime.combine(last, _DAY_ENDS, now.tzinfo)


_PERIODS: Final[dict[str, Callable[[datetime], datetime]]] = {
    "end of day": lambda now: datetime.combine(now.date(), _DAY_ENDS, now.tzinfo),
    "end of week": _end_of_week,
    "end of the week": _end_of_week,
    "end of month": _end_of_month,
    "end of the month": _end_of_month,
    "next week": lambda now: now + timedelta(weeks=1),
    "next month": lambda now: datetime.combine(months_later(now.date(), 1), now.timetz()),
}
