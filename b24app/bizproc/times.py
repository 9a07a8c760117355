"""Moments and lengths of time as a template tells them (compile-map.md, "Delay expressions").

Times are the server's. A phrase is read here from a closed grammar, so that no text of a person is ever calculated;
where it names a day and no hour, the hour is that of `DAY_STARTS` or, for what must be done by then, `DAY_ENDS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from b24app.bizproc.calendar import DAYS, Clock, at, calendar_day, interval
from b24app.bizproc.fields import field_called
from b24app.bizproc.target import Target
from b24app.errors import PlanRejected
from b24app.plan.plan import Due, Interval, Moment, Offset, Unit, Until

NOW: Final = "{=System:Now}"
DAY_STARTS: Final[Clock] = (9, 0)
DAY_ENDS: Final[Clock] = (18, 0)
# A question without a deadline may not wait for ever (compile-map.md, approval): it is given up after a year.
LONGEST: Final = ("365", "d")
MINUTES: Final[dict[Unit, int]] = {"minutes": 1, "hours": 60, "days": 1440, "weeks": 10_080}
_LETTERS: Final[dict[Unit, str]] = {"minutes": "i", "hours": "h", "days": "d", "months": "m"}
_CLOCK = re.compile(r"(?:at |by )?(\d{1,2})(?:[:.](\d{2}))?(?: ?(am|pm|a\.m\.|p\.m\.)| ?(o'clock|h))?")
_HOURS: Final[dict[str, Clock]] = {
    "noon": (12, 0),
    "midday": (12, 0),
    "midnight": (0, 0),
    "morning": DAY_STARTS,
    "in the morning": DAY_STARTS,
    "afternoon": (14, 0),
    "in the afternoon": (14, 0),
    "evening": DAY_ENDS,
    "in the evening": DAY_ENDS,
    "end of day": DAY_ENDS,
    "end of the day": DAY_ENDS,
}
_IN = re.compile(
    r"(?:in |after )?(a|an|one|\d{1,4}) (business |working |work)?(minute|hour|day|week|month)s?(?: from now)?"
)
_UNITS: Final[dict[str, Unit]] = {
    "minute": "minutes",
    "hour": "hours",
    "day": "days",
    "week": "weeks",
    "month": "months",
}


@dataclass(frozen=True)
class When:
    """A moment: the inside of the expression that gives it, the words for it with codes where there were names of
    fields, and the code of the date field that it is counted from, if it is.
    """

    inner: str
    words: str
    field: str = ""

    @property
    def expression(self) -> str:
        return f"{{{{={self.inner}}}}}"


def later(amount: int, unit: Unit, since: str = NOW) -> str:
    """The inside of the expression for so long after `since`, before it when `amount` is negative.

    There is no week: "2w" would add nothing. `m` is months (compile-map.md).
    """
    if unit == "business_days":
        return f"addworkdays({since}, {amount})"
    interval = f"{amount * 7}d" if unit == "weeks" else f"{amount}{_LETTERS[unit]}"
    return f'dateadd({since}, "{interval}")'


def moment(told: Moment | Until | str, target: Target, node_id: str, hour: Clock = DAY_STARTS) -> When:
    """When that is; `PlanRejected` for what is neither a time nor a date field."""
    if isinstance(told, Moment):
        return When(later(told.amount, told.unit), f"{told.amount} {told.unit}")
    words, offset = (told.until, told.offset) if isinstance(told, Until) else (told, None)
    when = _named(words, target, node_id, hour)
    return When(later(offset.amount, offset.unit, when.inner), when.words, when.field) if offset else when


def timeout(due: Due | Interval | None, target: Target, node_id: str) -> tuple[str, str]:
    """`TimeoutDuration` and its type. It is never 0, which would wait for ever (rest-robots.md)."""
    if due is None:
        return LONGEST
    if isinstance(due, Moment | Interval):
        if due.unit in MINUTES:
            minutes = max(1, due.amount * MINUTES[due.unit])
            days, rest = divmod(minutes, 1440)
            if not rest:
                return str(days), "d"
            return (str(minutes // 60), "h") if not minutes % 60 else (str(minutes), "m")
        # Whole calendar days, since both keep the hour.
        return f'{{{{=max(1, datediff({NOW}, {later(due.amount, due.unit)}, "%a"))}}}}', "d"
    when = moment(due, target, node_id, DAY_ENDS)
    left = "+".join(
        f'datediff({NOW}, {when.inner}, "%{part}")*{worth}' for part, worth in (("a", 1440), ("h", 60), ("i", 1))
    )
    ahead = f'if(datediff({NOW}, {when.inner}, "%R")="-", 1, max(1, {left}))'
    if when.field:
        # Without the date there is no deadline.
        ahead = f'if({{=Document:{when.field}}}="", {int(LONGEST[0]) * 1440}, {ahead})'
    return f"{{{{={ahead}}}}}", "m"


def _named(words: str, target: Target, node_id: str, hour: Clock) -> When:
    plain = " ".join(words.casefold().split()).removeprefix("until ").removeprefix("the ")
    inner = _phrase(plain, hour)
    if inner:
        return When(inner, words)
    name, at, clock = words.rpartition(" at ")
    if at and (told := _clock(clock.strip().casefold())):
        day = _field(name, target, node_id)
        return When(f'dateadd({{=Document:{day}}}, "{interval(told)}")', f"{day} at {clock}", day)
    code = _field(words, target, node_id)
    return When(f"{{=Document:{code}}}", code, code)


def _field(name: str, target: Target, node_id: str) -> str:
    try:
        field = field_called(name, target.entity, target.snapshot, node_id)
    except PlanRejected as refused:
        raise PlanRejected(
            f'"{name}" is neither a time nor a date field here. Say it as in "9 am", "tomorrow 9 am", "next Monday", '
            '"3 May", "2026-12-24" or name a date field.',
            node_id,
            refused.choices,
        ) from None
    if field.holds != "date" and not field.code.startswith("UF_"):
        raise PlanRejected(f'"{name}" is not a date: nothing can wait for it.', node_id)
    return field.code


def _phrase(plain: str, hour: Clock) -> str:
    """The inside of the expression for a time in words; empty when it is none."""
    if clock := _clock(plain.removeprefix("today ").removeprefix("at ").strip()):
        return _next_time(clock)
    if plain in {"now", "today"}:
        return NOW if plain == "now" else _next_time(hour)
    if found := _IN.fullmatch(plain):
        amount = int(found[1]) if found[1].isdigit() else 1
        unit: Unit = "business_days" if found[2] and found[3] == "day" else _UNITS[found[3]]
        return later(amount, unit) if amount and not (found[2] and found[3] != "day") else ""
    return _day(plain, hour)


def _day(plain: str, hour: Clock) -> str:
    """A day in words, at the hour told after it or else at `hour`."""
    for pattern, inner in _DAYS_TOLD:
        found = pattern.fullmatch(plain)
        if found:
            told = found["clock"]
            clock = _clock(told) if told else hour
            return inner(found["day"], clock) if clock else ""
    if found := re.fullmatch(r"next (week|month)", plain):
        return later(1, _UNITS[found[1]])
    day, told = _parted(plain)
    return calendar_day(day, told or hour, told or DAY_ENDS)


def _parted(plain: str) -> tuple[str, Clock | None]:
    """A day and the time told behind it."""
    day, _, clock = plain.rpartition(" at ")
    told = _clock(clock) if day else None
    return (day, told) if told else (plain, None)


def _next_time(clock: Clock) -> str:
    """That time of day, today if it is still to come, else tomorrow."""
    number, ahead = clock[0] * 100 + clock[1], interval(clock)
    return f'dateadd({{=System:Date}}, if(intval(date("Hi"))<{number}, "{ahead}", "1d{ahead}"))'


def _clock(plain: str) -> Clock | None:
    plain = plain.removeprefix("at ").removeprefix("the ").strip()
    if plain in _HOURS:
        return _HOURS[plain]
    found = _CLOCK.fullmatch(plain)
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").replace(".", "")
    if half:
        if not 1 <= hour <= 12:  # noqa: PLR2004 - a clock's
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif not found[2] and not found[4] and not plain.isdigit():
        return None
    return (hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004 - a clock's


def _is_date(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def note(told: Due | Interval | None, target: Target, node_id: str) -> str:
    """A time in words that `read_note` understands: an expression does not tell which words it was made of."""
    match told:
        case None:
            return ""
        case Moment() | Interval():
            return f"{told.amount} {told.unit}"
        case Until(offset=Offset() as offset):
            side = "after" if offset.amount > 0 else "before"
            return f"{abs(offset.amount)} {offset.unit} {side} {moment(told, target, node_id).words}"
        case Until():
            return f"until {moment(told, target, node_id).words}"
        case _:
            return f"by {moment(told, target, node_id).words}"


def read_note(text: str) -> dict[str, object] | str | None:
    """The time that `note` told, as a plan's JSON has it; None for no time."""
    found = _NOTE.fullmatch(text)
    if not found or not text:
        return None
    if found["words"]:
        return {"until": found["words"]} if found["kind"] == "until" else found["words"]
    amount = int(found["amount"])
    if not found["side"]:
        return {"amount": amount, "unit": found["unit"]}
    offset = {"amount": amount if found["side"] == "after" else -amount, "unit": found["unit"]}
    return {"until": found["field"], "offset": offset}


_NOTE = re.compile(
    r"(?P<kind>until|by) (?P<words>.+)|(?P<amount>\d{1,5}) (?P<unit>[a-z_]+)(?: (?P<side>after|before) (?P<field>.+))?",
    re.DOTALL,
)


_AFTER = r"(?:[ ,t]+(?P<clock>.+))?"
_DAYS_TOLD: Final[tuple[tuple[re.Pattern[str], Callable[[str, Clock], str]], ...]] = (
    (re.compile(r"(?P<day>tomorrow)" + _AFTER), at),
    (
        re.compile(rf"(?:(?:next|this|coming|on) )?(?P<day>{DAYS}){_AFTER}"),
        lambda day, clock: at(f"next {day}", clock),
    ),
    (
        re.compile(r"(?:the )?(?P<day>day after tomorrow)" + _AFTER),
        lambda _, clock: f'dateadd({at("tomorrow", clock)}, "1d")',
    ),
    (
        re.compile(r"(?:on )?(?P<day>\d{4}-\d{2}-\d{2})" + _AFTER),
        lambda day, clock: at(day, clock) if _is_date(day) else "",
    ),
)
