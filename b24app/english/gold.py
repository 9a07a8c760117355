"""The plan that an evaluation case asks for (FORMAT.md), the other way round than `case.py`.

A case says only what matters: of tolerated alternatives the first is taken, and `x~`, words that must occur in a
text, becomes a text made of those words.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any, Final

from b24app.plan.plan import Plan
from b24app.plan.vocabulary import ACTIONS, FieldKind

Json = dict[str, Any]
_PEOPLE: Final = {
    "{{ASSIGNED_BY_ID}}": {"kind": "responsible"},
    "{{CONTACT_PHONE}}": {"kind": "client"},
    "{{CONTACT_EMAIL}}": {"kind": "client"},
    "role:supervisor": {"kind": "supervisor"},
    "role:creator": {"kind": "creator"},
}
_NARROWED: Final = {"stage_changed": "stage", "activity_added": "kind"}
_KINDS: Final[dict[str, dict[str, FieldKind]]] = {
    action: {name: field.kind for name, field in word.fields.items()} for action, word in ACTIONS.items()
}


def from_case(case: Json) -> Plan:
    """The plan of a workflow case; `ValueError` when it is none."""
    trigger: Json = {"name": case["trigger"]}
    if case.get("trigger_filter"):
        trigger[_NARROWED.get(case["trigger"], "field")] = _first(case["trigger_filter"])
    told = {
        "entity": case["entity"],
        "trigger": trigger,
        "conditions": _conditions(case.get("conditions")),
        "steps": _steps(case["steps"], count(1)),
    }
    return Plan.model_validate(told)


def _steps(steps: list[Json] | None, ids: Iterator[int]) -> list[Json]:
    return [_step(step, ids) for step in steps or []]


def _step(step: Json, ids: Iterator[int]) -> Json:
    return {"id": f"n{next(ids)}"} | (_leaf(step) or _control(step, ids))


def _leaf(step: Json) -> Json | None:
    match step:
        case {"action": action}:
            return {"kind": "action", "action": action, "fields": _fields(action, step.get("fields") or {})}
        case {"delay": {"until": _} as moment}:
            return {"kind": "delay_until", **moment}
        case {"delay": length}:
            return {"kind": "delay", **length}
    return None


def _control(step: Json, ids: Iterator[int]) -> Json:
    match step:
        case {"if": when}:
            branch = _part("branch", step.get("then"), ids) | {"when": _conditions(when)}
            return {"kind": "choice", "branches": [branch], "otherwise": _steps(step.get("else"), ids)}
        case {"parallel": lanes}:
            return {"kind": "parallel", "lanes": [_part("lane", lane, ids) for lane in lanes]}
        case {"approval": head}:
            return _approval(head, step, ids)
        case {"repeat": head}:
            until = _conditions(head.get("until"))
            return {"kind": "repeat", **head, "until": until, "steps": _steps(step["steps"], ids)}
    raise ValueError(f"not a step: {step}")


def _approval(head: Json, step: Json, ids: Iterator[int]) -> Json:
    told: Json = {"kind": "approval", "approvers": _people(head["approver"])}
    told |= {key: head[key] for key in ("mode", "deadline") if key in head}
    told["approved"] = _part("outcome", step.get("approved"), ids)
    told["rejected"] = _part("outcome", step.get("rejected"), ids)
    return told | ({"timed_out": _part("outcome", step["timeout"], ids)} if "timeout" in step else {})


def _part(kind: str, steps: list[Json] | None, ids: Iterator[int]) -> Json:
    return {"id": f"n{next(ids)}", "kind": kind, "steps": _steps(steps, ids)}


def _fields(action: str, given: Json) -> Json:
    known = _KINDS.get(action, {})
    told: Json = {}
    for name, value in given.items():
        bare = name.removesuffix("~")
        if known.get(bare) is FieldKind.PERSON:
            told[bare] = _people(value)
        else:
            told.setdefault(bare, " ".join(value) if bare != name else _text(_first(value)))
    return told


def _text(value: Any) -> Any:
    return value if isinstance(value, dict) else str(value)


def _conditions(given: Json | list[Json] | None) -> list[Json]:
    rows = [given] if isinstance(given, dict) else given or []
    return [_condition(row) for row in rows]


def _condition(row: Json) -> Json:
    if "any" in row:
        return {"any": [_conditions(group) for group in row["any"]]}
    told: Json = {"field": _first(row["field"]), "op": row["op"]}
    if row.get("value") is None:
        return told
    value = _first(row["value"])
    if isinstance(value, bool):
        return told | {"value": "yes" if value else "no"}
    return told | {"value": [_named(str(one)) for one in value] if isinstance(value, list) else _named(value)}


def _named(value: Any) -> Any:
    """A colleague is `user:<name>` there and a name in a plan."""
    return value.removeprefix("user:") if isinstance(value, str) else value


def _people(value: Any) -> list[Json]:
    return [_person(_first(one)) for one in (value if isinstance(value, list) else [value])]


def _person(told: str) -> Json:
    kind, _, name = told.partition(":")
    if kind in {"role", "user", "group"}:
        return _PEOPLE.get(told) or {"kind": kind, "name": name}
    return _PEOPLE.get(told) or {"kind": "address", "value": told}


def _first(value: Any) -> Any:
    return value["any"][0] if isinstance(value, dict) and value.keys() == {"any"} else value
