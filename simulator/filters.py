"""Filters, orders and pages of list methods (rest-call.md, section 4)."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from simulator.values import read_moment
from simulator.wire import RestError, as_int, as_list, as_map, as_text

PAGE = 50
CRM_OPERATORS = ("!=%", "!%=", "!@", "!=", "!%", ">=", "<=", "=%", "%=", "=", "!", ">", "<", "@", "%")
SIMPLE_OPERATORS = ("!=", ">=", "<=", "=", "!", ">", "<")

_DATED = re.compile(r"\d{4}-\d\d-\d\d")
Row = Mapping[str, Any]
Reader = Callable[[Row, str], Any]


@dataclass(frozen=True)
class Page:
    """One page of a list: `next` is absent on the last one, `total` is 0 with start=-1."""

    result: Any
    total: int
    next: int | None = None


def page(rows: Sequence[Any], start: Any, wrap: Callable[[list[Any]], Any] = lambda rows: rows) -> Page:
    offset = as_int(start)
    if offset < 0:
        return Page(wrap(list(rows[:PAGE])), 0)
    chunk = list(rows[offset : offset + PAGE])
    following = offset + PAGE
    return Page(wrap(chunk), len(rows), following if following < len(rows) else None)


def split_operator(key: str, operators: Sequence[str] = CRM_OPERATORS) -> tuple[str, str]:
    for operator in operators:
        if key.startswith(operator):
            return operator, key.removeprefix(operator)
    return "=", key


def matches(row: Row, given: Any, read: Reader, operators: Sequence[str] = CRM_OPERATORS) -> bool:
    """Every condition of the filter, with nested groups `{"logic": "OR", "0": …}`."""
    conditions = as_map(given)
    logic = as_text(conditions.pop("logic", conditions.pop("LOGIC", "AND"))).upper()
    results = (_condition(row, key, value, read, operators) for key, value in conditions.items())
    return any(results) if logic == "OR" and conditions else all(results)


def _condition(row: Row, key: str, value: Any, read: Reader, operators: Sequence[str]) -> bool:
    if key.isdigit() and isinstance(value, list | Mapping):
        return matches(row, value, read, operators)
    operator, name = split_operator(key, operators)
    return compare(read(row, name), operator, value)


def names(given: Any, operators: Sequence[str] = CRM_OPERATORS) -> Iterable[str]:
    """Every field name a filter mentions."""
    for key, value in as_map(given).items():
        if key.lower() == "logic":
            continue
        if key.isdigit() and isinstance(value, list | Mapping):
            yield from names(value, operators)
        else:
            yield split_operator(key, operators)[1]


def compare(actual: Any, operator: str, wanted: Any) -> bool:
    """Lists on the record's side match when one of their elements does; on the filter's side they mean IN."""
    negative = operator.startswith("!")
    bare = operator.removeprefix("!") or "="
    values = actual if isinstance(actual, list) else [actual]
    wanted_values = as_list(wanted) or [""]
    if bare == "@":
        bare = "="
    hit = any(_pair(value, bare, want) for value in values or [""] for want in wanted_values)
    return hit != negative


def _pair(actual: Any, operator: str, wanted: Any) -> bool:
    left, right = _plain(actual), _plain(wanted)
    if operator == "=":
        return _same(left, right)
    if operator == "%":
        return right.lower() in left.lower()
    if operator in {"=%", "%="}:
        pattern = re.sub(r"[*?\[]", lambda found: f"[{found[0]}]", right.lower()).replace("%", "*")
        return fnmatch.fnmatchcase(left.lower(), pattern)
    pair = _numbers(left, right) or _moments(left, right) or (left, right)
    before, after = (pair[0] < pair[1]), (pair[0] > pair[1])  # type: ignore[operator]  # both of one kind
    return {">": after, "<": before, ">=": not before, "<=": not after}[operator]


def _same(left: str, right: str) -> bool:
    pair = _numbers(left, right) or _moments(left, right)
    if pair:
        return pair[0] == pair[1]
    # An unset reference is 0 in answers and empty in filters.
    return left.lower() == right.lower() or {left, right} <= {"", "0"}


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    text = as_text(value)
    return {"Y": "1", "N": "0"}.get(text, text)


def _numbers(left: str, right: str) -> tuple[float, float] | None:
    try:
        return float(left), float(right)
    except ValueError:
        return None


def _moments(left: str, right: str) -> tuple[datetime, datetime] | None:
    """Dates and moments compare as what they name, whatever their offset (rest-call.md, section 7); None for others."""
    if not (_DATED.match(left) and _DATED.match(right)):
        return None
    first, second = read_moment(left), read_moment(right)
    return (first, second) if first and second else None


def in_order(
    rows: Iterable[Any], given: Any, read: Reader, default: str, known: Iterable[str] | None = None
) -> list[Any]:
    """Sorted by each field of `order`, the first one leading; unknown fields are INVALID_ARG_VALUE when `known`."""
    ordered = list(rows)
    wanted = {name: as_text(way).lower() for name, way in as_map(given).items()} or {default: "asc"}
    for name, way in reversed(wanted.items()):
        if known is not None and name not in known:
            raise RestError("INVALID_ARG_VALUE", f"Invalid order: field '{name}' is not allowed in order")
        ordered.sort(key=lambda row: _sort_key(read(row, name)), reverse=way.startswith("desc"))  # used at once
    return ordered


def _sort_key(value: Any) -> tuple[int, float, str]:
    if isinstance(value, int | float):
        return 0, float(value), ""
    text = as_text(value)
    return (0, float(text), "") if text.isdecimal() else (1, 0.0, text.lower())
