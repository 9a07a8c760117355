"""Whether a condition of a plan holds for given facts: the engine's rules said a second time, by the plan's own words.

The template's conditions are judged by the portal; a dry run judges the plan (native-activities.md, "Conditions").
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any, Final

from b24app.bizproc import days, ranges
from b24app.bizproc.fields import option_code
from b24app.bizproc.people import person_called
from b24app.bizproc.stages import by_stage, pipeline_code, stage_codes
from b24app.errors import PlanRejected
from b24app.plan.plan import PIPELINE, AnyOf, Comparison, Condition
from b24app.workflows.facts import Facts
from b24app.workflows.moments import months_later

_EMPTY: Final = (None, "", "0", 0, 0.0, False)
_NUMBER = re.compile(r"\s*-?\d+(?:\.\d+)?\s*\Z")
_YES_NO: Final = {"yes": "Y", "true": "Y", "1": "Y", "no": "N", "false": "N", "0": "N"}


def hold(conditions: tuple[Condition, ...], facts: Facts, node_id: str) -> bool:
    """Whether all of them hold."""
    return all(_holds(one, facts, node_id) for one in conditions)


def seen(conditions: tuple[Condition, ...], facts: Facts, node_id: str) -> dict[str, str]:
    """What the conditions look at, by the field's name as the plan has it."""
    rows = (row for one in conditions for row in ([one] if isinstance(one, Comparison) else sum(one.any, ())))
    meant = ((row.field, by_stage(row, facts.entity, facts.snapshot, node_id)) for row in rows)
    return {field: _shown(facts.read(row, node_id)) for field, row in meant}


def _holds(condition: Condition, facts: Facts, node_id: str) -> bool:
    if isinstance(condition, AnyOf):
        return any(all(_holds(row, facts, node_id) for row in group) for group in condition.any)
    condition = by_stage(condition, facts.entity, facts.snapshot, node_id)
    found = facts.read(condition, node_id)
    if condition.op in {"empty", "not_empty"}:
        return _is_empty(found) == (condition.op == "empty")
    return _compare(condition, found, facts, node_id)


def _compare(row: Comparison, found: Any, facts: Facts, node_id: str) -> bool:
    told = facts.field(row.field, node_id) if row.of == "record" else None
    match told.holds if told else "text":
        case "stage" | "user" | "list":
            return _is_one_of(row, found, _codes(row, facts, node_id))
        case "range":
            return found in ranges.codes(row, told.options if told else (), facts.snapshot, node_id)
        case "date":
            return _on_days(row, found, facts)
        case "bool":
            wanted = {_YES_NO.get(str(one).strip().casefold(), str(one)) for one in _values(row)}
            return _is_one_of(row, "Y" if found in {"Y", True, "1"} else "N", wanted)
        case _:
            return _plain(row, found, facts)


def _codes(row: Comparison, facts: Facts, node_id: str) -> set[str]:
    told = facts.field(row.field, node_id)
    codes: set[str] = set()
    for value in map(str, _values(row)):
        if told.holds == "stage":
            codes.update(stage_codes(value, facts.entity, facts.snapshot, node_id, facts.plan.trigger.pipeline))
        elif told.code == PIPELINE:
            codes.add(pipeline_code(value, facts.entity, facts.snapshot, node_id))
        elif told.holds == "list":
            codes.add(option_code(told, value, facts.snapshot, node_id))
        else:
            codes.add(person_called(value, facts.snapshot, node_id))
    return codes


def _is_one_of(row: Comparison, found: Any, codes: set[str]) -> bool:
    held = {str(one) for one in (found if isinstance(found, list) else [found])}
    return (held <= codes) == (row.op in {"eq", "in"})


def _on_days(row: Comparison, found: Any, facts: Facts) -> bool:
    day = _date(found)
    if day is None:
        return False
    wanted = [_day_told(str(value), facts.now.date()) for value in _values(row)]
    match row.op:
        case "eq" | "in":
            return day in wanted
        case "lt":
            return day < wanted[0]
        case "lte":
            return day <= wanted[0]
        case "gt":
            return day > wanted[0]
        case "gte":
            return day >= wanted[0]
        case _:
            raise PlanRejected(f'"{row.field}" is a date: it can only be on, before or after a day.')


def _plain(row: Comparison, found: Any, facts: Facts) -> bool:
    wanted = [facts.text(one) if isinstance(one, str) else one for one in _values(row)]
    held = found if isinstance(found, list) else [found]
    match row.op:
        case "in" | "not_in":
            inside = all(any(_order(one, other) == 0 for other in wanted) for one in held)
            return inside == (row.op == "in")
        case "contains" | "not_contains":
            inside = all(str(wanted[0]) in str(one if one is not None else "") for one in held)
            return inside == (row.op == "contains")
        case "ne":
            return all(_order(one, wanted[0]) != 0 for one in held)
        case op:
            return all(_ORDERS[op](_order(one, wanted[0])) for one in held)


_ORDERS: Final = {
    "eq": lambda order: order == 0,
    "gt": lambda order: order > 0,
    "gte": lambda order: order >= 0,
    "lt": lambda order: order < 0,
    "lte": lambda order: order <= 0,
}


def _order(one: Any, other: Any) -> int:
    """As the server orders values: numbers as numbers, everything else as text."""
    left, right = ("" if value is None else str(value) for value in (one, other))
    if _NUMBER.match(left) and _NUMBER.match(right):
        return (float(left) > float(right)) - (float(left) < float(right))
    return (left > right) - (left < right)


def _values(row: Comparison) -> tuple[Any, ...]:
    value = row.value
    told = value if isinstance(value, tuple) else (value,)
    return tuple(int(one) if isinstance(one, float) and one.is_integer() else one for one in told)


def _is_empty(value: Any) -> bool:
    return all(_is_empty(one) for one in value) if isinstance(value, list) else value in _EMPTY


def _date(value: Any) -> date | None:
    try:
        return datetime.fromisoformat(str(value)).date() if value else None
    except ValueError:
        return None


def _day_told(text: str, today: date) -> date:
    told = days.told(text)
    if told is None:
        raise PlanRejected(f'"{text}" is no day that I can read.')
    if isinstance(told, date):
        return told
    amount, unit = told
    return months_later(today, amount) if unit == "month" else today + timedelta(days=amount)


def _shown(value: Any) -> str:
    return "empty" if _is_empty(value) and value not in {0, "0"} else str(value)
