"""The calculator's functions, by lower-case name (bpt-format.md, "Calculator"; compile-map.md, "Delay expressions").

Each takes the list of its arguments and the portal's clock. A missing required argument makes the whole text no
calculation; a date that cannot be read gives nothing.
"""

from __future__ import annotations

import json
import math
import random
import string
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol
from urllib.parse import quote_plus

from simulator.workflow import dates, values
from simulator.workflow.php_date import php_date

Arguments = Sequence[Any]


class NotACalculation(Exception):
    """The text is no valid formula."""


class Clock(Protocol):
    """What functions may ask of the portal."""

    def now(self) -> datetime: ...

    def document_url(self) -> str: ...


Function = Callable[[Arguments, Clock], Any]


def _argument(arguments: Arguments, index: int) -> Any:
    if index >= len(arguments):
        raise NotACalculation("an argument is missing")
    return arguments[index]


def _optional(arguments: Arguments, index: int, default: Any) -> Any:
    return arguments[index] if index < len(arguments) and arguments[index] is not None else default


def _text(arguments: Arguments, index: int = 0) -> str:
    return values.to_text(_argument(arguments, index))


def _number(arguments: Arguments, index: int = 0) -> int | float:
    return values.to_number(_argument(arguments, index))


def _moment(arguments: Arguments, index: int, clock: Clock) -> datetime | None:
    value = _argument(arguments, index)
    first = values.items(value)[0] if isinstance(value, list) and value else value
    return dates.read(first, clock.now().tzinfo)


def _on_text(change: Callable[[str], Any]) -> Function:
    return lambda arguments, _: change(_text(arguments))


def _on_number(change: Callable[[int | float], Any]) -> Function:
    return lambda arguments, _: change(_number(arguments))


def _extreme(choose: Callable[[Sequence[int | float]], int | float]) -> Function:
    def function(arguments: Arguments, _: Clock) -> int | float:
        numbers = [values.to_number(item) for item in values.flatten(list(arguments))]
        if not numbers:
            raise NotACalculation("nothing to compare")
        return choose(numbers)

    return function


def _round(arguments: Arguments, _: Clock) -> float:
    number, digits = float(_number(arguments)), values.to_int(_optional(arguments, 1, 0))
    scale = 10.0 ** max(-12, min(digits, 12))
    # PHP rounds halves away from zero; the nudge undoes binary noise such as 1.005.
    return math.copysign(math.floor(abs(number) * scale + 0.5 + 1e-9) / scale, number)


def _number_format(arguments: Arguments, clock: Clock) -> str:
    digits = max(0, min(values.to_int(_optional(arguments, 1, 0)), 20))
    point, thousands = (values.to_text(_optional(arguments, i, default)) for i, default in ((2, "."), (3, ",")))
    plain = f"{_round([_number(arguments), digits], clock):,.{digits}f}"
    return "".join({",": thousands, ".": point}.get(letter, letter) for letter in plain)


def _substr(arguments: Arguments, _: Clock) -> str:
    text, start = _text(arguments), values.to_int(_number(arguments, 1))
    start = max(0, len(text) + start) if start < 0 else start
    length = _optional(arguments, 2, None)
    if length is None:
        return text[start:]
    size = values.to_int(length)
    return text[start : start + size] if size >= 0 else text[start : max(start, len(text) + size)]


def _strpos(arguments: Arguments, _: Clock) -> int | bool:
    at = _text(arguments).find(_text(arguments, 1), values.to_int(_optional(arguments, 2, 0)))
    return False if at < 0 else at


def _rand(arguments: Arguments, _: Clock) -> int:
    low, high = values.to_int(_optional(arguments, 0, 0)), values.to_int(_optional(arguments, 1, 2**31 - 1))
    return random.randint(min(low, high), max(low, high))


def _rand_string(arguments: Arguments, _: Clock) -> str:
    size = max(0, min(values.to_int(_optional(arguments, 0, 10)), 10_000))
    return "".join(random.choices(string.ascii_letters + string.digits, k=size))


def _json_value(arguments: Arguments, _: Clock) -> Any:
    try:
        value = json.loads(_text(arguments))
    except ValueError:
        return None
    for key in _text(arguments, 1).split(".") if len(arguments) > 1 else ():
        if isinstance(value, dict):
            value = value.get(key)
        elif isinstance(value, list) and key.isdigit() and int(key) < len(value):
            value = value[int(key)]
        else:
            return None
    return value


def _implode(arguments: Arguments, _: Clock) -> str:
    return _text(arguments).join(values.to_text(item) for item in values.items(_argument(arguments, 1)))


def _explode(arguments: Arguments, _: Clock) -> list[str] | None:
    separator = _text(arguments)
    return _text(arguments, 1).split(separator) if separator else None


def _merge(arguments: Arguments, _: Clock) -> list[Any]:
    return [item for argument in arguments for item in values.items(argument)]


def _shuffle(arguments: Arguments, _: Clock) -> list[Any]:
    members = values.items(_argument(arguments, 0))
    random.shuffle(members)
    return members


def _first_value(arguments: Arguments, _: Clock) -> Any:
    members = values.items(_argument(arguments, 0))
    return members[0] if members else None


def _swirl(arguments: Arguments, _: Clock) -> list[Any]:
    members = values.items(_argument(arguments, 0))
    return members[1:] + members[:1]


def _date(arguments: Arguments, clock: Clock) -> str | None:
    moment = _moment(arguments, 1, clock) if len(arguments) > 1 else clock.now()
    return php_date(_text(arguments), moment) if moment else None


def _on_date(change: Callable[[datetime, Arguments], datetime]) -> Function:
    def function(arguments: Arguments, clock: Clock) -> str | None:
        moment = _moment(arguments, 0, clock)
        try:
            return dates.show(change(moment, arguments)) if moment else None
        except (ValueError, OverflowError):
            return None

    return function


def _set_time(moment: datetime, arguments: Arguments) -> datetime:
    hour, minute = (values.to_int(_optional(arguments, index, 0)) for index in (1, 2))
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    # The fourth argument is the offset of a person's zone from the server's, in seconds (compile-map.md).
    return midnight + timedelta(hours=hour, minutes=minute, seconds=-values.to_int(_optional(arguments, 3, 0)))


def _datediff(arguments: Arguments, clock: Clock) -> str | None:
    first, second = (_moment(arguments, index, clock) for index in (0, 1))
    if first is None or second is None:
        return None
    span = abs(second - first)
    hours, rest = divmod(span.seconds, 3600)
    letters = {"a": span.days, "d": span.days, "h": hours, "i": rest // 60, "s": rest % 60, "y": 0, "m": 0}
    early, late = min(first, second), max(first, second)
    months = (late.year - early.year) * 12 + late.month - early.month
    while dates.add_months(early, months) > late:
        months -= 1
    letters |= {"y": months // 12, "m": months % 12, "d": (late - dates.add_months(early, months)).days}
    return _interval_format(values.to_text(_optional(arguments, 2, "%a")), letters, second < first)


def _interval_format(template: str, letters: dict[str, int], negative: bool) -> str:
    out = template.replace("%R", "-" if negative else "+").replace("%r", "-" if negative else "")
    for letter, amount in letters.items():
        out = out.replace(f"%{letter}", str(amount))
        if letter != "a":
            out = out.replace(f"%{letter.upper()}", f"{amount:02}")
    return out.replace("%%", "%")


def _strtotime(arguments: Arguments, clock: Clock) -> int | None:
    base = _moment(arguments, 1, clock) if len(arguments) > 1 else clock.now()
    moment = dates.relative(_text(arguments), base) if base else None
    return int(moment.timestamp()) if moment else None


def _about_date(ask: Callable[[datetime], bool]) -> Function:
    def function(arguments: Arguments, clock: Clock) -> bool:
        moment = _moment(arguments, 0, clock)
        return bool(moment and ask(moment))

    return function


def _user_date(arguments: Arguments, clock: Clock) -> str | None:
    moment = _moment(arguments, 1, clock) if len(arguments) > 1 else clock.now()
    return dates.show(moment) if moment else None


def _if(arguments: Arguments, _: Clock) -> Any:
    if values.truthy(_argument(arguments, 0)):
        return _argument(arguments, 1)
    return _optional(arguments, 2, None)


def _title_case(text: str) -> str:
    return "".join(c.upper() if i == 0 or text[i - 1].isspace() else c for i, c in enumerate(text))


FUNCTIONS: dict[str, Function] = {
    "abs": _on_number(abs),
    "intval": lambda arguments, _: values.to_int(_argument(arguments, 0)),
    "floatval": _on_number(float),
    "min": _extreme(min),
    "max": _extreme(max),
    "rand": _rand,
    "round": _round,
    "ceil": _on_number(math.ceil),
    "floor": _on_number(math.floor),
    "numberformat": _number_format,
    "substr": _substr,
    "strpos": _strpos,
    "strlen": _on_text(len),
    "randstring": _rand_string,
    "strtolower": _on_text(str.lower),
    "strtoupper": _on_text(str.upper),
    "ucwords": _on_text(_title_case),
    "ucfirst": _on_text(lambda text: text[:1].upper() + text[1:]),
    "trim": _on_text(lambda text: text.strip(" \t\n\r\0\v")),
    "urlencode": _on_text(quote_plus),
    "jsonval": _json_value,
    "implode": _implode,
    "explode": _explode,
    "merge": _merge,
    "shuffle": _shuffle,
    "firstvalue": _first_value,
    "swirl": _swirl,
    "date": _date,
    "locdate": _date,
    "dateadd": _on_date(lambda moment, arguments: dates.add_interval(moment, _text(arguments, 1))),
    "datediff": _datediff,
    "addworkdays": _on_date(lambda m, arguments: dates.add_workdays(m, values.to_int(_argument(arguments, 1)))),
    "workdateadd": _on_date(lambda moment, arguments: dates.add_worktime(moment, _text(arguments, 1))),
    "settime": _on_date(_set_time),
    "isworkday": _about_date(dates.is_workday),
    "isworktime": _about_date(dates.is_worktime),
    "touserdate": _user_date,
    "getuserdateoffset": lambda _arguments, _clock: 0,
    "strtotime": _strtotime,
    "if": _if,
    "and": lambda arguments, _: all(values.truthy(item) for item in arguments),
    "or": lambda arguments, _: any(values.truthy(item) for item in arguments),
    "not": lambda arguments, _: not values.truthy(_argument(arguments, 0)),
    "true": lambda _arguments, _clock: True,
    "false": lambda _arguments, _clock: False,
    "getdocumenturl": lambda _arguments, clock: clock.document_url(),
}
