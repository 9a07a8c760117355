"""Fields that hold one of several ranges, as the number of employees: "more than 500" means the ranges above it.

A number inside a range cannot be told from the others in it, so it is a question (variables.md, Words for fields).
"""

from __future__ import annotations

import re
from typing import Final

from b24app.bizproc import constants
from b24app.bizproc.literals import listed, literal
from b24app.errors import PlanRejected
from b24app.plan.plan import Comparison
from b24app.plan.snapshot import Option, Snapshot

_WORDS: Final = {"gt": "more than", "gte": "at least", "lt": "less than", "lte": "at most"}
_NUMBERS = re.compile(r"\d+(?:[ ,.']\d{3})*")
_OPEN: Final = 10**12


def codes(comparison: Comparison, options: tuple[Option, ...], snapshot: Snapshot, node_id: str) -> str | list[str]:
    """The values of the field for which the comparison holds, for the engine's `in`.

    Without a portal the ranges are not known: whoever imports the template picks them.
    """
    words = f"{comparison.field} {_WORDS.get(comparison.op, comparison.op)} {_plain(comparison.value)}"
    if not snapshot.known:
        return constants.choice(words)
    number = _number(comparison.value, comparison, node_id)
    held = [option for option in options if _holds(_range(option.name), comparison.op, number)]
    unclear = [option.name for option in options if _is_inside(_range(option.name), comparison.op, number)]
    if unclear or not held:
        names = tuple(option.name for option in options)
        raise PlanRejected(f'"{words}" cannot be told from "{(unclear or names or ("",))[0]}".', node_id, names)
    return listed([literal(option.code) for option in held])


def _range(name: str) -> tuple[int, int]:
    """The smallest and the largest number of a range like `Less than 50`, `50 to 250`, `Over 500`."""
    numbers = [int(re.sub(r"\D", "", found)) for found in _NUMBERS.findall(name)]
    match numbers:
        case [low, high]:
            return low, high
        case [only] if re.search(r"less|under|up to|below|<", name, re.IGNORECASE):
            return 0, only
        case [only]:
            return only, _OPEN
        case _:
            return 0, -1


def _holds(ends: tuple[int, int], op: str, number: float) -> bool:
    low, high = ends
    return low <= high and (low >= number if op in {"gt", "gte"} else high <= number)


def _is_inside(ends: tuple[int, int], op: str, number: float) -> bool:
    low, high = ends
    return low < number < high and not _holds(ends, op, number)


def _number(value: object, comparison: Comparison, node_id: str) -> float:
    if comparison.op in _WORDS and isinstance(value, float):
        return value
    if comparison.op in _WORDS and isinstance(value, str) and value.strip().isdigit():
        return float(value)
    raise PlanRejected(f'"{comparison.field}" is told in ranges: say "more than" or "less than" a number.', node_id)


def _plain(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
