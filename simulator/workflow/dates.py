"""Dates as a template sees them: text in the portal's format, in the server's zone.

The portal prints `MM/DD/YYYY hh:mm:ss am`; it reads that, ISO 8601, `DD.MM.YYYY hh:mm:ss` and Unix seconds. The working
calendar is Monday to Friday, 9 to 18; no user has a zone of their own (both are this simulator's choice: the documents
give no default).
"""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

WORK_START, WORK_END = time(9), time(18)
_AMERICAN = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})(?:[ T]+(\d\d?):(\d\d)(?::(\d\d))?\s*([ap]m)?)?\Z", re.IGNORECASE)
_EUROPEAN = re.compile(r"(\d\d?)\.(\d\d?)\.(\d{4})(?:[ T]+(\d\d?):(\d\d)(?::(\d\d))?)?\Z")
_ISO = re.compile(r"\d{4}-\d\d-\d\d([ T]\d\d:\d\d(:\d\d(\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?\Z")
_PART = re.compile(
    r"(\d+)\s*(years?|y|months?|m(?!in)|days?|d|hours?|h|minutes?|mins?|min|i|seconds?|secs?|s)", re.IGNORECASE
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(
    r"(?:(next|last|this)\s+)?(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?", re.IGNORECASE
)
_RANKS = ("first", "second", "third", "fourth", "fifth")
_NAMES = "|".join(f"{day}|{day[:3]}" for day in _DAYS)
_RANKED = re.compile(rf"\b({'|'.join(_RANKS)}|last) ({_NAMES}) of (?:(next|last|previous|this) month)?")
_RELATIVE = re.compile(
    r"([+-]?\s*\d+|next|last)\s+(second|sec|minute|min|hour|day|week|month|year)s?(\s+ago)?", re.IGNORECASE
)
_CLOCK = re.compile(r"(\d\d?):(\d\d)(?::(\d\d))?\s*([ap]m)?", re.IGNORECASE)


def show(moment: datetime) -> str:
    """Date and time as the portal prints them."""
    return moment.strftime("%m/%d/%Y %I:%M:%S ") + ("am" if moment.hour < 12 else "pm")


def show_day(moment: datetime) -> str:
    """The date alone."""
    return moment.strftime("%m/%d/%Y")


def read(value: Any, zone: tzinfo | None) -> datetime | None:
    """The moment a value names: Unix seconds, or text in one of the known formats; None when it is neither."""
    if isinstance(value, datetime):
        return value.astimezone(zone)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_seconds(float(value), zone)
    if not isinstance(value, str):
        return None
    text = value.strip()
    if re.fullmatch(r"\d{5,12}", text):
        return _from_seconds(float(text), zone)
    return read_text(text, zone)


def read_text(text: str, zone: tzinfo | None) -> datetime | None:
    """The moment a text in one of the portal's formats names."""
    text = text.strip()
    try:
        if _ISO.match(text):
            moment = datetime.fromisoformat(text.replace(" ", "T", 1).replace(" ", ""))
            return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)
        if found := _AMERICAN.match(text):
            month, day, year, hour, minute, second, half = found.groups()
            return _build(year, month, day, (hour, minute, second, half), zone)
        if found := _EUROPEAN.match(text):
            day, month, year, hour, minute, second = found.groups()
            return _build(year, month, day, (hour, minute, second, None), zone)
    except ValueError:
        return None
    return None


def _from_seconds(seconds: float, zone: tzinfo | None) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, zone)
    except (ValueError, OverflowError, OSError):
        return None


def _build(year: str, month: str, day: str, clock: tuple[str | None, ...], zone: tzinfo | None) -> datetime:
    at = _time(clock) if clock[0] else time()
    return datetime.combine(date(int(year), int(month), int(day)), at, zone)


def _time(parts: tuple[str | None, ...]) -> time:
    hour, minute, second, half = int(parts[0] or 0), int(parts[1] or 0), int(parts[2] or 0), parts[3]
    if half:
        hour = hour % 12 + (12 if half.lower() == "pm" else 0)
    return time(hour, minute, second)


def add_interval(moment: datetime, interval: str) -> datetime:
    """`dateadd`: y, m/month, d, h, i/min, s; one leading minus covers all; unknown units add nothing (compile-map)."""
    sign = -1 if interval.strip().startswith("-") else 1
    for amount, unit in _PART.findall(interval):
        moment = _add(moment, sign * min(int(amount), 10**9), unit.lower())
    return moment


def _add(moment: datetime, amount: int, unit: str) -> datetime:
    if unit.startswith("y"):
        return add_months(moment, amount * 12)
    if unit.startswith("m") and not unit.startswith("mi"):
        return add_months(moment, amount)
    if unit.startswith("w"):
        return moment + timedelta(weeks=amount)
    if unit.startswith("d"):
        return moment + timedelta(days=amount)
    seconds = amount * (3600 if unit.startswith("h") else 60 if unit[0] in "im" else 1)
    if moment.tzinfo is None:
        return moment + timedelta(seconds=seconds)
    return (moment.astimezone(UTC) + timedelta(seconds=seconds)).astimezone(moment.tzinfo)


def add_months(moment: datetime, months: int) -> datetime:
    """PHP's month arithmetic: 31 January plus a month is 3 March, the days past the end run over."""
    index = moment.year * 12 + moment.month - 1 + months
    year, month = divmod(index, 12)
    spare = max(0, moment.day - calendar.monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=moment.day - spare) + timedelta(days=spare)


def is_workday(moment: datetime) -> bool:
    return moment.weekday() < 5


def is_worktime(moment: datetime) -> bool:
    return is_workday(moment) and WORK_START <= moment.time() < WORK_END


def add_workdays(moment: datetime, count: int) -> datetime:
    """That many business days on, same hour."""
    step = timedelta(days=1 if count >= 0 else -1)
    left = min(abs(count), 5000)
    while left:
        moment += step
        left -= is_workday(moment)
    return moment


def add_worktime(moment: datetime, interval: str) -> datetime:
    """`workdateadd`: days count business days, hours and minutes working time; off hours move to the next opening."""
    sign = -1 if interval.strip().startswith("-") else 1
    days, seconds = 0, 0
    for amount, unit in _PART.findall(interval):
        if unit.lower().startswith("d"):
            days += int(amount)
        elif unit.lower()[0] in "his" or unit.lower().startswith("mi"):
            seconds += int(amount) * {"h": 3600, "s": 1}.get(unit.lower()[0], 60)
    if sign < 0:
        return add_workdays(moment, -days) - timedelta(seconds=seconds)
    return _spend(add_workdays(_opening(moment), days), min(seconds, 10**7))


def _opening(moment: datetime) -> datetime:
    if is_worktime(moment):
        return moment
    day = moment if is_workday(moment) and moment.time() < WORK_START else add_workdays(moment, 1)
    return day.replace(hour=WORK_START.hour, minute=0, second=0, microsecond=0)


def _spend(moment: datetime, seconds: int) -> datetime:
    while True:
        moment = _opening(moment)
        closing = moment.replace(hour=WORK_END.hour, minute=0, second=0, microsecond=0)
        room = int((closing - moment).total_seconds())
        if seconds <= room:
            return moment + timedelta(seconds=seconds)
        seconds -= room
        moment = closing


def relative(text: str, now: datetime) -> datetime | None:
    """`strtotime`: dates, today/tomorrow/yesterday, weekdays, `+3 days`, `next month`, each with a time of day."""
    whole = read_text(text, now.tzinfo)
    if whole is not None:
        return whole
    rest = text.strip().lower()
    if not rest:
        return None
    moment, rest = _anchor(now, rest)
    moment, rest = _ranked_weekday(moment, rest)
    clock = _CLOCK.search(rest)
    if clock:
        rest = rest[: clock.start()] + rest[clock.end() :]
    moment, rest = _shift(moment, rest)
    moment, rest = _to_weekday(moment, rest)
    if rest.strip():
        return None
    try:
        return datetime.combine(moment.date(), _time(clock.groups()), now.tzinfo) if clock else moment
    except ValueError:
        return None


def _anchor(now: datetime, rest: str) -> tuple[datetime, str]:
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    for word, moment in (
        ("now", now),
        ("today", midnight),
        ("midnight", midnight),
        ("tomorrow", midnight + timedelta(days=1)),
        ("yesterday", midnight - timedelta(days=1)),
        ("noon", midnight.replace(hour=12)),
    ):
        if rest.startswith(word):
            return moment, rest[len(word) :]
    return now, rest


def _ranked_weekday(now: datetime, rest: str) -> tuple[datetime, str]:
    """PHP's "first monday of next month" (PHP manual, "Relative Formats"): at midnight, the month counted from now."""
    found = _RANKED.search(rest)
    if not found:
        return now, rest
    rank, name, which = found.groups()
    months = {"next": 1, "last": -1, "previous": -1}.get(which, 0)
    first = add_months(now.replace(day=1, hour=0, minute=0, second=0, microsecond=0), months)
    wanted = next(place for place, day in enumerate(_DAYS) if day.startswith(name[:3]))
    if rank == "last":
        last = add_months(first, 1) - timedelta(days=1)
        day = last - timedelta(days=(last.weekday() - wanted) % 7)
    else:
        day = first + timedelta(days=(wanted - first.weekday()) % 7 + 7 * _RANKS.index(rank))
    return day, rest[: found.start()] + rest[found.end() :]


def _shift(moment: datetime, rest: str) -> tuple[datetime, str]:
    while found := _RELATIVE.search(rest):
        amount, unit, ago = found.groups()
        count = {"next": 1, "last": -1}.get(amount) or int(amount.replace(" ", ""))
        moment = _add(moment, (-count if ago else count), unit)
        rest = rest[: found.start()] + rest[found.end() :]
    return moment, rest


def _to_weekday(moment: datetime, rest: str) -> tuple[datetime, str]:
    found = _WEEKDAY.search(rest)
    if not found:
        return moment, rest
    wanted = next(i for i, name in enumerate(_DAYS) if name.startswith(found.group(2)[:3]))
    ahead = (wanted - moment.weekday()) % 7
    if found.group(1) == "next" and not ahead:
        ahead = 7
    if found.group(1) == "last":
        ahead = ahead - 7 if ahead else -7
    day = (moment + timedelta(days=ahead)).replace(hour=0, minute=0, second=0, microsecond=0)
    return day, rest[: found.start()] + rest[found.end() :]
