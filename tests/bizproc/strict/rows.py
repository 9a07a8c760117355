"""Conditions of branches and loops (native-activities.md, Conditions; compile-map.md, condition)."""

from __future__ import annotations

import re
from typing import Any, Final

from tests.bizproc.strict import texts
from tests.bizproc.strict.scope import Faults, Node, Scope, words

KEYS: Final = ("truecondition", "fieldcondition", "mixedcondition", "propertyvariablecondition")
_OPERATORS: Final = words("= != > >= < <= in !in contain !contain empty !empty between")
_ORDER: Final = frozenset({">", ">=", "<", "<=", "between"})
_UNORDERED: Final = frozenset({"user", "select", "bool", "UF:crm"})
_CODES: Final = re.compile(r"(?:.*\.)?(?:STAGE_ID|STATUS_ID|CATEGORY_ID)\Z")
_ROW: Final = ["object", "field", "operator", "value", "joiner"]
Row = dict[str, Any]


def key_of(node: Node) -> str:
    """Which kind of condition it has; empty for none or several."""
    found = [key for key in KEYS if key in node["Properties"]]
    return found[0] if len(found) == 1 else ""


def rows(node: Node) -> list[Row]:
    """All rows in one shape; ValueError when they have none."""
    key = key_of(node)
    told = node["Properties"].get(key)
    if key == "fieldcondition" and isinstance(told, list) and all(_is_list_row(row) for row in told):
        return [dict(zip(_ROW, ["Document", *row], strict=True)) for row in told]
    if key == "mixedcondition" and isinstance(told, list) and all(_is_mixed_row(row) for row in told):
        return list(told)
    raise ValueError(key)


def _is_list_row(row: Any) -> bool:
    return isinstance(row, list) and len(row) == 4


def _is_mixed_row(row: Any) -> bool:
    return isinstance(row, dict) and list(row) == _ROW


def groups(told: list[Row]) -> list[list[Row]]:
    """Which rows hold together: a `1` begins the next alternative."""
    found: list[list[Row]] = [[]]
    for row in told:
        if row["joiner"] == "1":
            found.append([])
        found[-1].append(row)
    return found


def condition(node: Node, scope: Scope) -> Faults:
    """Faults of the condition of a branch or a loop."""
    key = key_of(node)
    if key == "truecondition":
        return [] if node["Properties"][key] == "1" else ["truecondition is '1'"]
    if key == "propertyvariablecondition":
        return ["propertyvariablecondition takes an unknown code for true"]
    try:
        told = rows(node)
    except ValueError:
        return ["one condition with whole rows is needed"]
    if not told:
        return ["a condition without rows"]
    faults = [] if told[0]["joiner"] == "0" else ["the first joiner is '0', or everything holds"]
    return faults + [fault for row in told for fault in _row(row, scope)]


def _row(row: Row, scope: Scope) -> Faults:
    sign, value = row["operator"], row["value"]
    name = f"{row['object']}:{row['field']}"
    kind = scope.kind(row["object"], row["field"])
    faults = [] if row["joiner"] in {"0", "1"} else [f"no joiner: {row['joiner']!r}"]
    if row["object"] == "Parameter":
        faults.append("the object is called Template")
    if kind is None:
        return [*faults, f"compares what is not there: {name}"]
    if sign not in _OPERATORS:
        return [*faults, f"no such operator: {sign!r}"]
    if sign in _ORDER and (kind in _UNORDERED or _CODES.match(row["field"])):
        faults.append(f"{name} has no order")
    if sign in _ORDER and row["field"].rpartition(".")[2] == "REVENUE":
        faults.append(f"{name} is a text: it is compared as a number through a variable")
    return faults + _value(sign, value, kind, scope)


def _value(sign: str, value: Any, kind: str, scope: Scope) -> Faults:
    shape = _shape(sign, value, scope)
    if shape or sign in {"empty", "!empty"}:
        return shape
    if isinstance(value, list):
        return _of_list(value, kind, scope)
    if kind == "user" and not texts.whole(value):
        return [f"a person is compared with people: {value!r}"]
    if kind == "bool" and value not in {"Y", "N"} and not texts.whole(value):
        return [f"yes or no is 'Y' or 'N': {value!r}"]
    return texts.anything(value, scope, calculated=True)


def _shape(sign: str, value: Any, scope: Scope) -> Faults:
    """Whether there are as many values as the operator wants."""
    if sign in {"empty", "!empty"}:
        return [] if value == "" else [f"{sign} is compared with nothing"]
    if sign == "between" and not (isinstance(value, list) and len(value) == 2):
        return ["between takes two values"]
    if isinstance(value, list):
        return [] if value else ["compared with no value"]
    found = texts.whole(value) if sign in {"in", "!in"} else None
    if sign in {"in", "!in"} and not (found and scope.several(found["object"], found["field"])):
        return [f"{sign} with one text looks inside it: {value!r}"]
    return []


def _of_list(value: list[Any], kind: str, scope: Scope) -> Faults:
    return texts.people(value, scope) if kind == "user" else texts.several(value, scope)
