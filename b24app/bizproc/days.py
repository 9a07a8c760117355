"""Days that a date field is compared with, as expressions, and back.

Both ends of a day are told by `dateadd`, which gives the portal's own date format whatever it is given: that is the
kind of value that comparing was seen to work with (worked-templates.json, 01d).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

_TODAY: Final = "{=System:Date}"
_WORDS: Final = {"today": 0, "tomorrow": 1, "yesterday": -1, "now": 0}
_RELATIVE = re.compile(r"(?:in )?(a|an|one|\d{1,4}) (day|week|month)s?( ago| from now)?")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_WRITTEN = re.compile(
    r'\{\{=dateadd\((?:strtotime\("(?P<iso>\d{4}-\d{2}-\d{2})"\)'
    r'|dateadd\(\{=System:Date\}, "(?P<amount>-?\d{1,5})(?P<unit>[dm])"\)), "(?P<end>[01])d"\)\}\}'
)


@dataclass(frozen=True)
class Day:
    """The expressions of a day's midnight and of the next one."""

    first: str
    after: str


def told(text: str) -> date | tuple[int, Literal["day", "month"]] | None:
    """The day that `text` tells: a date, or so many days or months from today; None when it tells none."""
    plain = " ".join(text.casefold().split())
    if _ISO.fullmatch(plain):
        return date.fromisoformat(plain) if _is_date(plain) else None
    if plain in _WORDS:
        return _WORDS[plain], "day"
    found = _RELATIVE.fullmatch(plain)
    if not found:
        return None
    amount = (int(found[1]) if found[1].isdigit() else 1) * (-1 if found[3] == " ago" else 1)
    return (amount, "month") if found[2] == "month" else (amount * (7 if found[2] == "week" else 1), "day")


def compared(text: str) -> Day | None:
    """The expressions of the day that `text` tells; None when it tells none."""
    match told(text):
        case date() as day:
            return _from(f'strtotime("{day.isoformat()}")')
        case (amount, "month"):
            return _from_today(amount, "m")
        case (amount, "day"):
            return _from_today(amount)
        case _:
            return None


def read(expression: str) -> tuple[str, bool] | None:
    """The day in words, and whether the midnight after it is meant; None for any other expression."""
    found = _WRITTEN.fullmatch(expression)
    if found is None:
        return None
    words = found["iso"] or _told(int(found["amount"]), "month" if found["unit"] == "m" else "day")
    return words, found["end"] == "1"


def _from(day: str) -> Day:
    return Day(*(f'{{{{=dateadd({day}, "{end}d")}}}}' for end in (0, 1)))


def _from_today(amount: int, unit: str = "d") -> Day:
    return _from(f'dateadd({_TODAY}, "{amount}{unit}")')


def _told(amount: int, unit: str) -> str:
    known = next((word for word, days in _WORDS.items() if unit == "day" and days == amount), None)
    if known:
        return known
    many = f"{abs(amount)} {unit}{'' if abs(amount) == 1 else 's'}"
    return f"in {many}" if amount > 0 else f"{many} ago"


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
