"""The four kinds of condition of branches and loops (native-activities.md, "Conditions").

The first key of a node's properties that is the code of a condition decides. Rows are an OR of AND-groups: joiner `1`
opens a group, so a first row with `1` leaves an empty, true group before it. Follows version 26.x where versions
differ: a comparison with a step that does not exist is true for `=` and false for `!=`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from simulator.workflow import dates, values
from simulator.workflow.expressions import Evaluator, Read, Scope

CODES = ("truecondition", "fieldcondition", "propertyvariablecondition", "mixedcondition")
_PEOPLE = frozenset({"user", "employee"})
_MOMENTS = frozenset({"date", "datetime"})
_ONE_PERSON = re.compile(r"(?:user_)?(\d+)\Z", re.IGNORECASE)


class Facts(Scope, Protocol):
    """What conditions may ask beside the objects."""

    def changed_fields(self) -> Sequence[str] | None:
        """The fields whose change started the workflow; None when the starter did not say."""

    def people(self, value: Any) -> list[int]: ...

    def type_of(self, name: str, field: str) -> str:
        """The declared type of a field, variable or result; empty when nobody declared one."""


def code_of(properties: Mapping[str, Any]) -> str | None:
    """The first key that names a condition, or None."""
    return next((key for key in properties if key in CODES), None)


def holds(properties: Mapping[str, Any], facts: Facts) -> bool:
    """Whether the condition of a node is true; true when it has none."""
    code = code_of(properties)
    if code is None:
        return True
    if code == "truecondition":
        return True
    rows = properties[code]
    listed = list(rows.values()) if isinstance(rows, Mapping) else rows if isinstance(rows, list) else []
    return _any_group(listed, lambda row: _ROWS[code](row, facts), _joiner_of[code])


def _any_group(rows: Sequence[Any], check: Callable[[Any], bool], joiner: Callable[[Any], Any]) -> bool:
    groups = [True]
    for row in rows:
        if values.truthy(joiner(row)):
            groups.append(True)
        groups[-1] = check(row) and groups[-1]
    return any(groups)


def _cell(row: Any, index: int) -> Any:
    if isinstance(row, Mapping):
        return row.get(index, row.get(str(index)))
    return row[index] if isinstance(row, list) and index < len(row) else None


def _field_row(row: Any, facts: Facts) -> bool:
    field, operator = str(_cell(row, 0)), str(_cell(row, 1))
    if operator == "modified":
        return field in (facts.changed_fields() or ())
    return _compare_row(facts.read("Document", field), operator, _cell(row, 2), facts, facts.type_of("Document", field))


def _property_row(row: Any, facts: Facts) -> bool:
    code, operator = str(_cell(row, 0)), str(_cell(row, 1))
    for name in ("Template", "Variable"):
        read = facts.read(name, code)
        if read.has_field:
            return _compare_row(read, operator, _cell(row, 2), facts, facts.type_of(name, code))
    return True  # an unknown code becomes "is null empty?"


def _mixed_row(row: Any, facts: Facts) -> bool:
    if not isinstance(row, Mapping):
        return True
    name, field, operator = str(row.get("object")), str(row.get("field")), str(row.get("operator"))
    if operator == "modified":
        return False  # known to fieldcondition only
    read = facts.read(name, field)
    if not read.has_object and operator in {"=", "!="}:
        return operator == "="
    return _compare_row(read, operator, row.get("value"), facts, facts.type_of(name, field))


_ROWS: dict[str, Callable[[Any, Facts], bool]] = {
    "fieldcondition": _field_row,
    "propertyvariablecondition": _property_row,
    "mixedcondition": _mixed_row,
}
_joiner_of: dict[str, Callable[[Any], Any]] = {
    "fieldcondition": lambda row: _cell(row, 3),
    "propertyvariablecondition": lambda row: _cell(row, 3),
    "mixedcondition": lambda row: row.get("joiner") if isinstance(row, Mapping) else None,
}


def _compare_row(read: Read, operator: str, value: Any, facts: Facts, kind: str) -> bool:
    evaluator = Evaluator(facts)
    left = evaluator.evaluate(read.value) if read.again else read.value
    return check(left, operator, evaluator.evaluate(value), facts, kind)


def check(left: Any, operator: str, right: Any, facts: Facts, kind: str = "") -> bool:
    """One comparison of a value of type `kind`; an operator that does not exist is false."""
    if operator in _ALONE:
        return _ALONE[operator](left)
    if operator not in _COMPARISONS:
        return False
    if kind in _PEOPLE:
        left, right = _ids(left, facts), _ids(right, facts)
    elif kind in _MOMENTS:
        left, right = _seconds(left, facts), _seconds(right, facts)
    return _COMPARISONS[operator](values.items(left) or [None], right)


def _is_empty(value: Any) -> bool:
    if isinstance(value, list | tuple | Mapping):
        return not any(values.truthy(item) for item in values.flatten(value))
    return not values.truthy(value)


def _is_in(ours: Sequence[Any], right: Any) -> bool:
    if isinstance(right, list | tuple | Mapping):
        return all(values.contains(values.items(right), item) for item in ours)
    return all(values.to_text(item) in values.to_text(right) for item in ours)


def _contains(ours: Sequence[Any], wanted: Any) -> bool:
    return all(any(values.to_text(part) in values.to_text(item) for item in ours) for part in values.items(wanted))


def _is_between(ours: Sequence[Any], right: Any) -> bool:
    ends = values.items(right)
    return len(ends) > 1 and _pairs(ours, ">=", [ends[0]]) and _pairs(ours, "<=", [ends[1]])


_ORDERS: dict[str, Callable[[int], bool]] = {
    "=": lambda order: order == 0,
    "!=": lambda order: order != 0,
    ">": lambda order: order > 0,
    ">=": lambda order: order >= 0,
    "<": lambda order: order < 0,
    "<=": lambda order: order <= 0,
}


def _pairs(ours: Sequence[Any], operator: str, theirs: Sequence[Any]) -> bool:
    """Position by position; the shorter side repeats its last element and all pairs must hold."""
    size = max(len(ours), len(theirs))
    return all(
        _ORDERS[operator](values.compare(ours[min(i, len(ours) - 1)], theirs[min(i, len(theirs) - 1)]))
        for i in range(size)
    )


def _in_order(operator: str) -> Callable[[Sequence[Any], Any], bool]:
    return lambda ours, right: _pairs(ours, operator, values.items(right) or [None])


_ALONE: dict[str, Callable[[Any], bool]] = {"empty": _is_empty, "!empty": lambda value: not _is_empty(value)}
_COMPARISONS: dict[str, Callable[[Sequence[Any], Any], bool]] = {
    **{operator: _in_order(operator) for operator in _ORDERS},
    "in": _is_in,
    "!in": lambda ours, right: not _is_in(ours, right),
    "contain": _contains,
    "!contain": lambda ours, right: not _contains(ours, right),
    "between": _is_between,
}
# `modified` asks about the start and is read before any comparison.
OPERATORS = frozenset({*_ALONE, *_COMPARISONS, "modified"})


def _ids(value: Any, facts: Facts) -> list[int]:
    """User ids; somebody who is named counts even when dismissed, a group only by those who still work."""
    found: list[int] = []
    for item in values.flatten(value):
        one = _ONE_PERSON.match(values.to_text(item))
        found += [int(one[1])] if one else facts.people(item)
    return found


def _seconds(value: Any, facts: Facts) -> Any:
    if isinstance(value, list | tuple):
        return [_seconds(item, facts) for item in value]
    moment = dates.read(value, facts.now().tzinfo) if isinstance(value, str) else None
    return int(moment.timestamp()) if moment else value
