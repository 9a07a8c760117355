"""A small language for the shapes of results.

A type fits its instances (bool is no int); a tuple fits what one of it fits; `[shape]` a list, not empty, of it; a map
has at least the keys that it shows; a compiled pattern fits texts; anything else fits what equals it.
"""

from __future__ import annotations

import re
from typing import Any

NUMBER_TEXT = re.compile(r"-?\d+")
ID_TEXT = re.compile(r"[1-9]\d*")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
MONEY = re.compile(r"\d+\.\d\d")
YES_NO = re.compile(r"[YN]")
NUMBER = (int, float)
EMPTY: list[Any] = []
"""A map or list without anything in it: PHP has one array (rest-call.md, section 5)."""


def misfit(value: Any, shape: Any, place: str = "result") -> str:
    """Why the value does not fit, or nothing."""
    if isinstance(shape, tuple):
        problems = [misfit(value, one, place) for one in shape]
        return "" if "" in problems else "; ".join(problems)
    if isinstance(shape, dict):
        return _map_misfit(value, shape, place)
    if isinstance(shape, list):
        return _list_misfit(value, shape, place)
    fits = _is(value, shape)
    return "" if fits else f"{place} is {value!r}, not {getattr(shape, 'pattern', shape)}"


def _is(value: Any, shape: Any) -> bool:
    if isinstance(shape, re.Pattern):
        return isinstance(value, str) and shape.fullmatch(value) is not None
    if isinstance(shape, type):
        return isinstance(value, shape) and (shape is bool or not isinstance(value, bool))
    return type(value) is type(shape) and value == shape


def _map_misfit(value: Any, shape: dict[str, Any], place: str) -> str:
    if not isinstance(value, dict):
        return f"{place} is {value!r}, no map"
    missing = [key for key in shape if key not in value]
    if missing:
        return f"{place} has no {missing}, only {sorted(value)}"
    return "; ".join(filter(None, (misfit(value[key], inner, f"{place}.{key}") for key, inner in shape.items())))


def _list_misfit(value: Any, shape: list[Any], place: str) -> str:
    if not isinstance(value, list) or bool(value) != bool(shape):
        return f"{place} is {value!r}, not a list {'with' if shape else 'without'} anything in it"
    return "; ".join(filter(None, (misfit(one, shape[0], f"{place}[{at}]") for at, one in enumerate(value))))
