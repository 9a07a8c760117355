"""PHP's `date()` letters, for the calculator's `date` and `locdate`."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import datetime, timedelta

_LETTERS: dict[str, Callable[[datetime], str]] = {
    "d": lambda m: f"{m.day:02}",
    "D": lambda m: m.strftime("%a"),
    "j": lambda m: str(m.day),
    "l": lambda m: m.strftime("%A"),
    "N": lambda m: str(m.isoweekday()),
    "w": lambda m: str(m.isoweekday() % 7),
    "z": lambda m: str(m.timetuple().tm_yday - 1),
    "W": lambda m: f"{m.isocalendar().week:02}",
    "F": lambda m: m.strftime("%B"),
    "f": lambda m: m.strftime("%B"),
    "m": lambda m: f"{m.month:02}",
    "M": lambda m: m.strftime("%b"),
    "n": lambda m: str(m.month),
    "t": lambda m: str(calendar.monthrange(m.year, m.month)[1]),
    "L": lambda m: str(int(calendar.isleap(m.year))),
    "o": lambda m: str(m.isocalendar().year),
    "Y": lambda m: str(m.year),
    "y": lambda m: f"{m.year % 100:02}",
    "a": lambda m: "am" if m.hour < 12 else "pm",
    "A": lambda m: "AM" if m.hour < 12 else "PM",
    "g": lambda m: str(m.hour % 12 or 12),
    "G": lambda m: str(m.hour),
    "h": lambda m: f"{m.hour % 12 or 12:02}",
    "H": lambda m: f"{m.hour:02}",
    "i": lambda m: f"{m.minute:02}",
    "s": lambda m: f"{m.second:02}",
    "e": lambda m: str(m.tzinfo),
    "T": lambda m: m.strftime("%Z"),
    "O": lambda m: m.strftime("%z"),
    "P": lambda m: m.isoformat()[-6:],
    "Z": lambda m: str(int((m.utcoffset() or timedelta()).total_seconds())),
    "c": lambda m: m.isoformat(timespec="seconds"),
    "U": lambda m: str(int(m.timestamp())),
}


def php_date(template: str, moment: datetime) -> str:
    """`date($template, $moment)`; a backslash keeps the next letter."""
    out: list[str] = []
    letters = iter(template)
    for letter in letters:
        if letter == "\\":
            out.append(next(letters, ""))
        else:
            out.append(_LETTERS[letter](moment) if letter in _LETTERS else letter)
    return "".join(out)
