"""Every leaf of a plan with the node in whose line it must be said: from the plan's JSON, whatever keys it has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from b24app.plan.plan import Plan
from b24app.workflows import wording

Leaf = tuple[str, str]
_NODES = {"branches", "lanes", "steps", "otherwise", "approved", "rejected", "timed_out"}
_FIXED = {"responsible", "creator", "supervisor", "client", "item"}
# Said by what kind of sentence it is: a plan that differs in one of these reads differently (test_explain_all.py).
_NO_WORDS = {"id", "kind", "span", "version", "entity", "action", "actions", "mode"}
_MODES = {"any": "first answer", "all": "all of them", "vote": "majority"}


def leaves(plan: Plan) -> Iterator[Leaf]:
    """`(node, words)`, each as `explain` must have it."""
    told = plan.dump()
    for key in ("trigger", "inputs", "variables", "never"):
        yield from (("start", leaf) for leaf in _of({key: told.get(key)}) if leaf != plan.trigger.name)
    yield from (("holds", leaf) for leaf in _of(told.get("conditions", [])))
    for node in _nodes(told["steps"]):
        own = {key: value for key, value in node.items() if key not in _NODES}
        yield from ((node["id"], leaf) for leaf in _of(own))
        if len(node.get("approvers", [])) > 1:
            yield node["id"], _MODES[node["mode"]]


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    for node in value if isinstance(value, list) else [value]:
        yield node
        for key in _NODES & node.keys():
            yield from _nodes(node[key]) if node[key] else ()


def _of(value: Any, key: str = "") -> Iterator[str]:
    match value:
        case {"kind": str(kind), **rest} if not rest.keys() & {"id"} and kind in _FIXED and "op" not in rest:
            yield wording._PEOPLE[kind]  # type: ignore[index]
        case {"amount": int(amount), "unit": str(unit), **rest}:
            yield f"{abs(amount)} {unit.removesuffix('s').replace('_', ' ')}"
            yield from _of(rest)
            yield from ["before" if amount < 0 else "after"] if key == "offset" else []
        case dict():
            for name, inner in value.items():
                yield from _of(inner, name)
        case list():
            for inner in value:
                yield from _of(inner, key)
        case _ if key not in _NO_WORDS:
            yield from _plain(value, key)


def _plain(value: Any, key: str) -> Iterator[str]:
    if isinstance(value, bool):
        yield from ["required"] if value else []
    elif isinstance(value, int | float):
        whole = float(value).is_integer() and abs(value) < 1e15
        yield f"{int(value):,}" if whole else repr(value)
    elif isinstance(value, str):
        yield from _word(value, key)


def _word(value: str, key: str) -> Iterator[str]:
    match key:
        case "of" | "on":
            known: dict[str, list[str]] = {"record": [], "values": []}
            yield from known.get(value, [f"step {value}" if re.fullmatch(r"n\d+", value) else value])
        case "op":
            yield wording.OPERATORS[value]  # type: ignore[index]
        case "type":
            yield wording._TYPES[value]  # type: ignore[index]
        case "to":
            yield from [] if value == "anyone" else [value]
        case "field" | "until" | "over":
            yield wording.field(value)
        case _:
            yield value
