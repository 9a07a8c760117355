"""Conditions of a plan as the rows of an activity (native-activities.md, Conditions).

The engine knows an OR of AND-groups only, so a plan's AND of ORs is multiplied out. What only looks at the record is a
`fieldcondition`; what also looks at inputs, variables, answers or results of steps is a `mixedcondition`. Values are
read like any text and are encoded like any text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import product
from typing import Any, Final

from b24app.bizproc.activities import Condition
from b24app.bizproc.comparisons import Row, alternatives
from b24app.bizproc.operands import operand
from b24app.bizproc.stages import by_stage
from b24app.bizproc.target import Target
from b24app.errors import PlanRejected
from b24app.plan import plan as parts
from b24app.plan.plan import Comparison

__all__ = ["Groups", "both", "condition", "derived", "groups", "negated", "values_read"]

Groups = list[list[Row]]
_MAX_ROWS: Final = 200
_OPPOSITE: Final = {
    "=": "!=",
    ">": "<=",
    ">=": "<",
    "in": "!in",
    "contain": "!contain",
    "empty": "!empty",
}
_NEGATED: Final = _OPPOSITE | {no: yes for yes, no in _OPPOSITE.items()}


def groups(conditions: Sequence[parts.Condition], target: Target, node_id: str) -> Groups:
    """All of `conditions` hold: the groups of rows of which one must hold."""
    return _all_of((_one(told, target, node_id) for told in conditions), node_id)


def _all_of(several: Iterable[Groups], node_id: str) -> Groups:
    return reduce(lambda found, more: both(found, more, node_id), several, [[]])


def _one(told: parts.Condition, target: Target, node_id: str) -> Groups:
    any_of: Groups = []
    for group in [(told,)] if isinstance(told, Comparison) else told.any:
        if not group:
            raise PlanRejected("A condition has nothing to compare.", node_id)
        any_of += _all_of((alternatives(comparison, target, node_id) for comparison in group), node_id)
    return any_of


def both(first: Groups, second: Groups, node_id: str) -> Groups:
    """What holds when both hold; `PlanRejected` when there is no end of alternatives."""
    rows = len(second) * sum(map(len, first)) + len(first) * sum(map(len, second))
    if rows > _MAX_ROWS:
        raise PlanRejected("These conditions have too many alternatives to combine.", node_id)
    return [[*one, *other] for one, other in product(first, second)]


def negated(found: Groups, node_id: str) -> Groups:
    """What holds when `found` does not: in every group something does not. Follows from the groups alone."""
    out: dict[frozenset[str], list[Row]] = {frozenset(): []}
    for group in found:
        turned = [row.turned(_NEGATED[row.sign]) for row in group]
        grown = {keys | {_key(row)}: _with(rows, row, keys) for keys, rows in out.items() for row in turned}
        if len(grown) > _MAX_ROWS:
            raise PlanRejected("These conditions have too many alternatives to turn around.", node_id)
        # What another alternative already covers says nothing more.
        out = {keys: rows for keys, rows in grown.items() if not any(other < keys for other in grown)}
    return list(out.values())


def _with(rows: list[Row], row: Row, keys: frozenset[str]) -> list[Row]:
    return rows if _key(row) in keys else [*rows, row]


def _key(row: Row) -> str:
    return f"{row.left.expression}{row.sign}{row.value}"


def condition(found: Groups, *, mixed: bool = False) -> Condition:
    """The condition key of a branch or loop; `mixed` where loops want it whatever is looked at."""
    rows = [
        # '1' begins a new group; the first row of all must have '0' (compile-map.md, condition).
        (row, "1" if index == 0 and number else "0")
        for number, group in enumerate(found)
        for index, row in enumerate(group)
    ]
    if not mixed and all(row.left.object == "Document" for row, _ in rows):
        return {"fieldcondition": [[row.left.field, row.sign, row.value, joiner] for row, joiner in rows]}
    return {"mixedcondition": [_mixed(row, joiner) for row, joiner in rows]}


def values_read(conditions: Sequence[parts.Condition], target: Target, node_id: str) -> list[str]:
    """`name={=…}` for each thing looked at, each once and in an order that does not depend on nesting."""
    comparisons = (
        comparison
        for told in conditions
        for group in (((told,),) if isinstance(told, Comparison) else told.any)
        for comparison in group
    )
    meant = (by_stage(row, target.entity, target.snapshot, node_id) for row in comparisons)
    operands = (operand(row, target, node_id) for row in meant)
    found = {left.label: left.seen or left.expression for left in operands}
    return [f"{label}={expression}" for label, expression in sorted(found.items())]


def derived(*several: Groups) -> dict[str, str]:
    """The variables that must be set before these are looked at, and what to."""
    rows = (row for groups in several for group in groups for row in group)
    return {row.left.field: row.left.set_to for row in rows if row.left.set_to}


def _mixed(row: Row, joiner: str) -> dict[str, Any]:
    return {
        "object": row.left.object,
        "field": row.left.field,
        "operator": row.sign,
        "value": row.value,
        "joiner": joiner,
    }
