"""One comparison of a plan as rows: what each kind of value can be compared with, and how that is written."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import Final

from b24app.bizproc import days, ranges
from b24app.bizproc.fields import option_code
from b24app.bizproc.literals import listed, literal
from b24app.bizproc.operands import Operand, operand
from b24app.bizproc.people import person_called
from b24app.bizproc.stages import by_stage, pipeline_code, stage_codes
from b24app.bizproc.target import Target
from b24app.bizproc.values import YES_NO
from b24app.errors import PlanRejected
from b24app.plan.plan import PIPELINE, Comparison

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


@dataclass(frozen=True)
class Row:
    """One test of the engine."""

    left: Operand
    sign: str
    value: str | list[str]

    def turned(self, sign: str) -> Row:
        return replace(self, sign=sign)


def alternatives(comparison: Comparison, target: Target, node_id: str) -> list[list[Row]]:
    """The groups of rows of which one must hold for the comparison to hold."""
    comparison = by_stage(comparison, target.entity, target.snapshot, node_id)
    left = operand(comparison, target, node_id)
    if comparison.value is None:
        return [[Row(left, OPERATORS[comparison.op], "")]]
    if comparison.value == () or (isinstance(comparison.value, float) and not math.isfinite(comparison.value)):
        raise PlanRejected(f'"{comparison.field}" is compared with nothing that it could be.', node_id)
    match left.holds:
        case "stage" | "user" | "list":
            return [[_named(left, comparison, target, node_id)]]
        case "date":
            return _dated(left, comparison, node_id)
        case "range":
            options = left.record.options if left.record else ()
            return [[Row(left, "in", ranges.codes(comparison, options, target.snapshot, node_id))]]
        case _:
            texts = [_plain(left, one, comparison, target, node_id) for one in _values(comparison)]
            value = listed(texts) if isinstance(comparison.value, tuple) else texts[0]
            return [[Row(left, OPERATORS[comparison.op], value)]]


def number_text(value: float) -> str:
    """A number as the engine compares it: no exponent for whole numbers, no trailing `.0`."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)  # noqa: PLR2004 - exact range


def _named(left: Operand, comparison: Comparison, target: Target, node_id: str) -> Row:
    """Stages, people and list values are compared by code; a stage name of several pipelines means any of them."""
    if comparison.op not in _SAME:
        raise PlanRejected(f'"{comparison.field}" is one of several and cannot be {comparison.op}.', node_id)
    codes: list[str] = []
    for value in _values(comparison):
        if left.holds == "stage":
            codes += stage_codes(str(value), target.entity, target.snapshot, node_id, target.pipeline)
        elif left.field == PIPELINE:
            codes.append(pipeline_code(str(value), target.entity, target.snapshot, node_id))
        elif left.record and left.holds == "list":
            codes.append(literal(option_code(left.record, str(value), target.snapshot, node_id)))
        else:
            codes.append(person_called(str(value), target.snapshot, node_id))
    if len(codes) == 1 and not isinstance(comparison.value, tuple):
        return Row(left, OPERATORS[comparison.op], codes if left.holds == "user" else codes[0])
    return Row(left, OPERATORS[_SAME[comparison.op]], listed(list(dict.fromkeys(codes))))


def _dated(left: Operand, comparison: Comparison, node_id: str) -> list[list[Row]]:
    """A day is compared as the time from its midnight to the next one, for a field may hold a time of day too."""
    found: list[list[Row]] = []
    for value in _values(comparison):
        day = days.compared(str(value))
        if day is None:
            raise PlanRejected(
                f'"{comparison.field}" is a date, and "{value}" is none that I can read. '
                'Say it as in "2026-12-24", "today", "7 days ago", "in 2 weeks".',
                node_id,
            )
        found.append(_on_day(left, day, comparison, node_id))
    return found


def _on_day(left: Operand, day: days.Day, comparison: Comparison, node_id: str) -> list[Row]:
    is_set = Row(left, "!empty", "")
    match comparison.op:
        case "eq" | "in":
            return [Row(left, ">=", day.first), Row(left, "<", day.after)]
        case "lt":
            return [Row(left, "<", day.first), is_set]  # an empty date is before all (worked-templates.json, 01d)
        case "lte":
            return [Row(left, "<", day.after), is_set]
        case "gt":
            return [Row(left, ">=", day.after)]
        case "gte":
            return [Row(left, ">=", day.first)]
        case _:
            raise PlanRejected(f'"{comparison.field}" is a date: it can only be on, before or after a day.', node_id)


def _plain(left: Operand, value: str | float, comparison: Comparison, target: Target, node_id: str) -> str:
    if isinstance(value, float):
        return number_text(value)
    if left.holds == "number" and not _is_number(value):
        raise PlanRejected(f'"{comparison.field}" is a number, and "{value}" is not.', node_id)
    if comparison.op in _ORDER and left.holds not in {"number", "text"}:
        raise PlanRejected(f'"{comparison.field}" is not a number.', node_id)
    if left.holds in {"bool", "flag"}:
        if value.strip().casefold() not in YES_NO:
            raise PlanRejected(f'"{comparison.field}" is yes or no, and "{value}" is neither.', node_id, ("yes", "no"))
        word = YES_NO[value.strip().casefold()]
        return word if left.holds == "bool" else str(int(word == "Y"))
    if left.holds == "choice":
        return literal(_choice(left, value, node_id))
    return target.text(value, target.task, node_id)


def _choice(left: Operand, value: str, node_id: str) -> str:
    found = next((choice for choice in left.choices if choice.casefold() == value.strip().casefold()), None)
    if found is None:
        raise PlanRejected(f'"{value}" is not among the choices of "{left.label}".', node_id, left.choices)
    return found


def _values(comparison: Comparison) -> tuple[str | float, ...]:
    value = comparison.value
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _is_number(value: str) -> bool:
    return re.fullmatch(r"-?[0-9]{1,15}(?:\.[0-9]{1,6})?", value.strip()) is not None
