"""The shapes a model fills in, derived from the plan: no kind of step, no field and no name is written down twice.

A plan is a tree, and providers take schemas without recursion. So the tree is told flat: each node names its parent and
the slot there. What a node holds beside other nodes are its facts. Providers agree on a narrow part of JSON Schema:
every property required, null for "not said", few unions, no bounds, no open maps (structured outputs at
platform.claude.com and ai.google.dev); the bounds are checked here, by the plan itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, create_model

from b24app.plan.plan import Node, Plan, Span, Step, Trigger
from b24app.plan.vocabulary import ACTIONS

_OWN = {"id", "kind", "span"}  # of every node; told apart from its facts
_KEPT = {"type", "properties", "items", "anyOf", "enum", "$ref", "$defs", "description"}


class Answer(BaseModel):
    """Base of what a model says: closed to keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True)
class Slot:
    """A place in a node for other nodes: of which kinds, how many, and whether it must be there."""

    kinds: tuple[str, ...]
    many: bool
    required: bool


@cache
def kinds() -> Mapping[str, type[Node]]:
    """Every kind of node by its name: steps and what they are made of."""
    found: dict[str, type[Node]] = {}
    waiting = list(_nodes(Step))
    while waiting:
        node = waiting.pop(0)
        kind = str(node.model_fields["kind"].default)
        if kind not in found:
            found[kind] = node
            waiting += [inner for hint in _hints(node).values() for inner in _nodes(hint)]
    return found


@cache
def slots(kind: str) -> Mapping[str, Slot]:
    """The slots of that kind of node, in reading order."""
    node = kinds()[kind]
    return {
        name: Slot(
            kinds=tuple(str(inner.model_fields["kind"].default) for inner in inside),
            many=get_origin(_bare(hint)) is tuple,
            required=node.model_fields[name].is_required(),
        )
        for name, hint in _hints(node).items()
        if (inside := tuple(_nodes(hint)))
    }


def top_kinds() -> tuple[str, ...]:
    """The kinds that stand in a plan by themselves."""
    return tuple(str(node.model_fields["kind"].default) for node in _nodes(Step))


@cache
def facts(kind: str) -> type[Answer] | None:
    """What a node of that kind holds beside other nodes, with its id; None when that is nothing."""
    node = kinds()[kind]
    told = {name: hint for name, hint in _hints(node).items() if name not in _OWN and not any(_nodes(hint))}
    if not told:
        return None
    own: dict[str, Any] = {"id": (str, ...), "kind": (Literal[kind], ...)}
    return create_model(f"{node.__name__}Facts", __base__=Answer, **own, **_fields(node, told))


@cache
def plan_facts() -> type[Answer]:
    """What a plan holds beside its entity, trigger and steps."""
    told = {name: hint for name, hint in _hints(Plan).items() if name not in {"version", "entity", "trigger", "steps"}}
    return create_model("PlanFacts", __base__=Answer, **_fields(Plan, told))


@cache
def trigger_facts() -> type[Answer]:
    """A trigger as a model tells it."""
    told = {name: hint for name, hint in _hints(Trigger).items() if name != "span"}
    return create_model("TriggerFacts", __base__=Answer, **_fields(Trigger, told))


@cache
def schema(answer: type[Answer]) -> Mapping[str, Any]:
    """The JSON schema of an answer, in the part of the language that every provider takes."""
    narrowed: Mapping[str, Any] = _narrowed(answer.model_json_schema())
    return narrowed


def without_nulls(value: Any) -> Any:
    """The same JSON without keys that are null: they were not said."""
    if isinstance(value, dict):
        return {key: without_nulls(inner) for key, inner in value.items() if inner is not None}
    return [without_nulls(inner) for inner in value] if isinstance(value, list) else value


def _fields(of: type[BaseModel], hints: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, hint in hints.items():
        field = of.model_fields[name]
        if get_origin(_bare(hint)) is dict:
            made[name] = (tuple[_named(get_args(_bare(hint))[1]), ...], ())  # type: ignore[misc]  # made at run time
        else:
            made[name] = (hint, ... if field.is_required() else field.get_default(call_default_factory=True))
    return made


def _named(value: Any) -> type[Answer]:
    """One entry of an open map, which no provider takes: its name, of those the vocabulary has, and its value."""
    names: Any = Literal[tuple(dict.fromkeys(name for word in ACTIONS.values() for name in word.fields))]
    return create_model("Named", __base__=Answer, name=(names, ...), value=(value, ...))


def _hints(node: type[BaseModel]) -> dict[str, Any]:
    hints = get_type_hints(node, include_extras=True)
    return {name: hints[name] for name in node.model_fields}


def _nodes(hint: Any) -> Iterator[type[Node]]:
    if isinstance(hint, type) and issubclass(hint, Node):
        yield hint
        return
    for inner in get_args(hint):
        yield from _nodes(inner)


def _bare(hint: Any) -> Any:
    """Without `Annotated`."""
    return get_args(hint)[0] if hasattr(hint, "__metadata__") else hint


def _narrowed(told: Any) -> Any:
    if isinstance(told, list):
        return [_narrowed(one) for one in told]
    if not isinstance(told, dict):
        return told
    if "const" in told:
        return {"type": "string", "enum": [told["const"]]}
    union = told.get("anyOf") or told.get("oneOf")
    if union:
        return _united([_narrowed(one) for one in union])
    made = {key: value for key, value in told.items() if key in _KEPT}
    if "items" in made:
        made["items"] = _narrowed(made["items"])
    if "$defs" in made:
        made["$defs"] = {name: _narrowed(one) for name, one in made["$defs"].items() if name != Span.__name__}
    if told.get("type") == "object":
        properties = {name: _narrowed(one) for name, one in told.get("properties", {}).items() if name != "span"}
        made |= {"properties": properties, "required": list(properties), "additionalProperties": False}
    return made


def _united(options: list[Any]) -> dict[str, Any]:
    """A union without members that say the same once their bounds are gone; named texts among any text are a hint."""
    different = [one for index, one in enumerate(options) if one not in options[:index]]
    if {"type": "string"} in different and all(one.get("type") == "string" for one in different):
        named = [name for one in different for name in one.get("enum", ())]
        return {"type": "string", "description": f"{', '.join(named)}, or the id of a step before it"}
    return different[0] if len(different) == 1 else {"anyOf": different}
