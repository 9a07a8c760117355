"""The rows of a condition as a plan's comparisons."""

from __future__ import annotations

import re
from typing import Any, Final

from b24app.bizproc import days, names
from b24app.bizproc.compare import scalar
from b24app.bizproc.comparisons import OPERATORS, number_text
from b24app.bizproc.fields import field_called
from b24app.bizproc.operands import DERIVED
from b24app.bizproc.reading import Json, NotOursError, Source, listed, only
from b24app.bizproc.results import HOLDS as RESULTS
from b24app.plan.plan import PIPELINE
from b24app.plan.snapshot import Snapshot

_SIGNS = {sign: word for word, sign in OPERATORS.items()}
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]\d+)?\Z", re.ASCII)
_RESULT = re.compile(r"\{=(A[0-9_]+):(\w+)\}\Z", re.ASCII)
_ALONE: Final = frozenset({"empty", "not_empty"})
Row = tuple[str, str, str, Any]


def read(properties: Json, source: Source, *, in_pipeline: bool = False) -> list[Json]:
    """The conditions of a branch or loop; `in_pipeline`: each group begins with the pipeline of the trigger."""
    groups: list[list[Row]] = []
    for told, joiner in _rows(properties):
        row = _original(told, source)
        if not groups or scalar(joiner) == "1":
            groups.append([])
        groups[-1].append(row)
    if in_pipeline:
        places = {_place(group.pop(0)) for group in groups}
        (source.pipeline,) = places
    found = [_group(group, source) for group in groups]
    return found[0] if len(found) == 1 else [{"any": found}]


def _place(row: Row) -> str:
    if row[:3] != ("Document", PIPELINE, "="):
        raise NotOursError
    return str(row[3])


def _rows(properties: Json) -> list[tuple[Row, Any]]:
    if "fieldcondition" in properties:
        rows = (listed(row) for row in listed(properties["fieldcondition"]))
        return [(("Document", code, sign, value), joiner) for code, sign, value, joiner in rows]
    return [
        ((row["object"], row["field"], row["operator"], row["value"]), row["joiner"])
        for row in listed(properties["mixedcondition"])
    ]


def _original(row: Row, source: Source) -> Row:
    """The row with what it is about instead of the variable that keeps it."""
    if row[0] == "Variable" and row[1] in DERIVED:
        return ("Document", DERIVED[row[1]], *row[2:])
    kept = _RESULT.match(source.copies.get(row[1], "")) if row[0] == "Variable" else None
    return (kept[1], kept[2], *row[2:]) if kept else row


def _group(rows: list[Row], source: Source) -> list[Json]:
    found: list[Json] = []
    left = list(rows)
    while left:
        row = left.pop(0)
        day = days.read(row[3]) if isinstance(row[3], str) else None
        found.append(_dated(row, day, left, source) if day else _comparison(row, source))
    return found


def _dated(row: Row, day: tuple[str, bool], left: list[Row], source: Source) -> Json:
    """A day is two rows, or one (comparisons.py)."""
    holder, code, sign, _ = row
    if holder == "Document" and code.startswith("UF_"):
        source.fields[code] = "date"
    text, is_after = day
    following = left[0] if left and left[0][:2] == row[:2] else None
    if sign == "<":
        if following is None or following[2] != "!empty":
            raise NotOursError
        left.pop(0)
        return _of(holder, code) | {"op": "lte" if is_after else "lt", "value": text}
    if sign == ">=" and following and following[2] == "<" and not (len(left) > 1 and _is_set(left[1], row)):
        left.pop(0)
        return _of(holder, code) | {"op": "eq", "value": text}
    if sign == ">=":
        return _of(holder, code) | {"op": "gt" if is_after else "gte", "value": text}
    raise NotOursError


def _is_set(row: Row, of: Row) -> bool:
    return row[:3] == (of[0], of[1], "!empty")


def _comparison(row: Row, source: Source) -> Json:
    holder, code, sign, value = row
    op = _SIGNS[sign]
    told = _of(holder, code) | {"op": op}
    if op in _ALONE:
        return told
    holds = _holds(holder, code, source)
    if isinstance(value, str):
        if holds == "flag":
            return told | {"value": "yes" if value == "1" else "no"}
        return told | {"value": _value(holds, value, source)}
    if op not in {"in", "not_in"}:
        return told | {"value": _person(code, listed(value)[0], source)}
    return told | {"value": [_person(code, item, source) for item in only(value, when=True)]}


def _person(code: str, value: str, source: Source) -> str:
    if value.startswith("user_") and code.startswith("UF_"):
        source.fields[code] = "user"
    return source.text(value)


def _of(holder: str, code: str) -> Json:
    if holder == "Document":
        return {"field": code}
    if holder in {"Template", "Variable"}:
        return {"of": "values", "field": code}
    named = names.read(holder)
    if named is None:
        raise NotOursError
    return {"of": named[0], "field": code}


def _holds(holder: str, code: str, source: Source) -> str:
    if holder == "Document":
        return field_called(code, source.entity, Snapshot(), "").holds
    if holder in {"Template", "Variable"}:
        return "number" if source.declared[code][1]["Type"] == "double" else "text"
    return RESULTS.get(code, "text")


def _value(holds: str, value: str, source: Source) -> str | float:
    if holds == "number" and _NUMBER.match(value):
        number = float(value)
        if number_text(number) == value:
            return number
    return source.text(value)
