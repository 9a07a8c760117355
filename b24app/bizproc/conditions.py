"""Conditions of a plan as rows of a `fieldcondition` (native-activities.md, Conditions).

The engine knows an OR of AND-groups only, so a plan's AND of ORs is multiplied out. Values are read like any text and
are encoded like any text.
"""

from __future__ import annotations

import math
import re
from itertools import product
from typing import Any, Final

from b24app.bizproc.activities import Rows
from b24app.bizproc.fields import RecordField, field_called, option_code
from b24app.bizproc.literals import encode, literal
from b24app.bizproc.people import user_called
from b24app.bizproc.stages import stage_codes
from b24app.bizproc.variables import parts
from b24app.errors import PlanRejected
from b24app.plan.plan import Comparison, Condition
from b24app.plan.snapshot import Snapshot
from b24app.plan.vocabulary import Entity

OPERATORS: Final = {
    "eq": "=",
    "ne": "!=",
    "gt": ">",
    "gte": ">=",
    "lt": "<",
    "lte": "<=",
    "contains": "contain",
    "not_contains": "!contain",
    "in": "in",
    "not_in": "!in",
    "empty": "empty",
    "not_empty": "!empty",
}
_ORDER: Final = frozenset({"gt", "gte", "lt", "lte"})
_SAME: Final = {"eq": "in", "ne": "not_in", "in": "in", "not_in": "not_in"}
_YES_NO: Final = {"yes": "Y", "y": "Y", "true": "Y", "1": "Y", "no": "N", "n": "N", "false": "N", "0": "N"}
_MAX_ROWS: Final = 200


def rows(conditions: tuple[Condition, ...], entity: Entity, snapshot: Snapshot, node_id: str) -> Rows:
    """All of `conditions` hold: the rows that say so."""
    found: Rows = []
    for group in _groups(conditions, node_id):
        for index, comparison in enumerate(group):
            # '1' begins a new group; the first row of all must have '0' (compile-map.md, condition).
            joiner = "1" if found and index == 0 else "0"
            found.append([*_row(comparison, entity, snapshot, node_id), joiner])
    return found


def fields_read(conditions: tuple[Condition, ...], entity: Entity, snapshot: Snapshot, node_id: str) -> list[str]:
    """Codes of the fields that the conditions look at, each once and in an order that does not depend on nesting."""
    comparisons = (
        comparison
        for condition in conditions
        for group in (((condition,),) if isinstance(condition, Comparison) else condition.any)
        for comparison in group
    )
    return sorted({field_called(row.field, entity, snapshot, node_id).code for row in comparisons})


def number_text(value: float) -> str:
    """A number as the engine compares it: no exponent for whole numbers, no trailing `.0`."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)  # noqa: PLR2004 - exact range


def _groups(conditions: tuple[Condition, ...], node_id: str) -> list[list[Comparison]]:
    alternatives = [[(row,)] if isinstance(row, Comparison) else list(row.any) for row in conditions]
    if any(not group for groups in alternatives for group in groups):
        raise PlanRejected("A condition has nothing to compare.", node_id)
    if math.prod(len(groups) for groups in alternatives) > _MAX_ROWS:
        raise PlanRejected("These conditions have too many alternatives to combine.", node_id)
    groups = [[row for part in chosen for row in part] for chosen in product(*alternatives)]
    if sum(map(len, groups)) > _MAX_ROWS:
        raise PlanRejected("These conditions have too many alternatives to combine.", node_id)
    return groups


def _row(comparison: Comparison, entity: Entity, snapshot: Snapshot, node_id: str) -> list[Any]:
    field = field_called(comparison.field, entity, snapshot, node_id)
    if comparison.value is None:
        return [field.code, OPERATORS[comparison.op], ""]
    if comparison.value == () or (isinstance(comparison.value, float) and not math.isfinite(comparison.value)):
        raise PlanRejected(f'"{comparison.field}" is compared with nothing that it could be.', node_id)
    match field.holds:
        case "stage" | "user" | "list":
            return _named(field, comparison, entity, snapshot, node_id)
        case "range" | "date":
            raise PlanRejected(f'"{comparison.field}" can only be compared with empty yet.', node_id)
        case _:
            value = tuple(_plain(field, one, comparison, entity, node_id) for one in _values(comparison))
            return [field.code, OPERATORS[comparison.op], _listed(value) if _is_list(comparison) else value[0]]


def _named(field: RecordField, comparison: Comparison, entity: Entity, snapshot: Snapshot, node_id: str) -> list[Any]:
    """Stages, people and list values are compared by code; a stage name of several pipelines means any of them."""
    if comparison.op not in _SAME:
        raise PlanRejected(f'"{comparison.field}" is one of several and cannot be {comparison.op}.', node_id)
    codes: list[str] = []
    for value in _values(comparison):
        if field.holds == "stage":
            codes += stage_codes(str(value), entity, snapshot, node_id)
        elif field.holds == "list":
            codes.append(literal(option_code(field, str(value), snapshot, node_id)))
        else:
            codes.append(user_called(str(value), snapshot, node_id))
    if len(codes) == 1 and not _is_list(comparison):
        return [field.code, OPERATORS[comparison.op], codes if field.holds == "user" else codes[0]]
    return [field.code, OPERATORS[_SAME[comparison.op]], _listed(tuple(dict.fromkeys(codes)))]


def _plain(field: RecordField, value: str | float, comparison: Comparison, entity: Entity, node_id: str) -> str:
    if isinstance(value, float):
        return number_text(value)
    if field.holds == "number" and not _is_number(value):
        raise PlanRejected(f'"{comparison.field}" is a number, and "{value}" is not.', node_id)
    if comparison.op in _ORDER and field.holds not in {"number", "text"}:
        raise PlanRejected(f'"{comparison.field}" is not a number.', node_id)
    if field.holds == "bool":
        if value.strip().casefold() not in _YES_NO:
            raise PlanRejected(f'"{comparison.field}" is yes or no, and "{value}" is neither.', node_id, ("yes", "no"))
        return _YES_NO[value.strip().casefold()]
    return encode(parts(value, entity, None, node_id))


def _values(comparison: Comparison) -> tuple[str | float, ...]:
    value = comparison.value
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _is_list(comparison: Comparison) -> bool:
    return isinstance(comparison.value, tuple)


def _listed(values: tuple[str, ...]) -> list[str]:
    # Two texts in a list may be read as a reference; a repeated third makes the list inert (compile-map.md).
    return [*values, values[-1]] if len(values) == 2 else list(values)  # noqa: PLR2004 - see above


def _is_number(value: str) -> bool:
    return re.fullmatch(r"-?[0-9]{1,15}(?:\.[0-9]{1,6})?", value.strip()) is not None
