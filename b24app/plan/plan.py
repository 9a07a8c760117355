"""A plan: what a description was understood to mean.

Pure and typed; it knows nothing of templates, portals or REST. Every node has a stable id, given in reading
order, and the span of the description it came from, so that a diagram, a trace and the text can point at each
other. Unknown keys are refused, and `version` names the shape, so a stored plan is never half-understood.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from b24app.plan.vocabulary import (
    ACTIONS,
    ActionName,
    EntityName,
    FieldKind,
    TriggerName,
)

Text = Annotated[str, Field(max_length=10_000)]
Name = Annotated[str, Field(min_length=1, max_length=255)]
NodeId = Annotated[str, Field(pattern=r"^n[1-9][0-9]{0,3}$")]
Unit = Literal["minutes", "hours", "days", "weeks", "months"]
Operator = Literal[
    "eq", "ne", "gt", "gte", "lt", "lte", "contains", "not_contains", "in", "not_in", "empty", "not_empty"
]

MAX_STEPS = 200
MAX_DEPTH = 12


class Part(BaseModel):
    """Base of everything in a plan: immutable, and closed to keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Span(Part):
    """Characters `start` (included) to `end` (excluded) of the description."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]


class Person(Part):
    """Who is meant. `name` goes with `role`, `user`, `group`; `value` with `address`."""

    kind: Literal["responsible", "creator", "supervisor", "role", "user", "group", "client", "address"]
    name: Text = ""
    value: Text = ""

    @model_validator(mode="after")
    def _says_who(self) -> Person:
        if self.kind in {"role", "user", "group"} and not self.name.strip():
            raise ValueError(f"a {self.kind} needs a name")
        if self.kind == "address" and not self.value.strip():
            raise ValueError("an address needs a value")
        return self


class Moment(Part):
    """A moment `amount` `unit`s after the step runs."""

    amount: Annotated[int, Field(ge=0, le=10_000)]
    unit: Unit


FieldValue = Text | Moment | Annotated[tuple[Person, ...], Field(min_length=1, max_length=20)]


class Comparison(Part):
    """One test of a field of the record. `value` is a tuple for `in`/`not_in`, None for `empty`/`not_empty`."""

    field: Name
    op: Operator
    value: Text | float | tuple[Text, ...] | None = None

    @model_validator(mode="after")
    def _has_what_it_compares_with(self) -> Comparison:
        wanted = {"empty": "none", "not_empty": "none", "in": "list", "not_in": "list"}.get(self.op, "one")
        given = "none" if self.value is None else "list" if isinstance(self.value, tuple) else "one"
        if wanted != given:
            raise ValueError(f"{self.op} takes {wanted}, not {given}")
        return self


class AnyOf(Part):
    """True when one of its groups is; each group is an AND of comparisons."""

    any: Annotated[tuple[tuple[Comparison, ...], ...], Field(min_length=1, max_length=20)]


Condition = Comparison | AnyOf
Conditions = Annotated[tuple[Condition, ...], Field(max_length=50)]


class Node(Part):
    """A step of a plan."""

    id: NodeId
    span: Span | None = None


class Action(Node):
    """One of the vocabulary's actions with its fields."""

    kind: Literal["action"] = "action"
    action: ActionName
    fields: dict[str, FieldValue] = Field(default_factory=dict, max_length=20)

    @model_validator(mode="after")
    def _fields_are_of_the_vocabulary(self) -> Action:
        known = ACTIONS[self.action].fields
        for name, value in self.fields.items():
            if name not in known:
                raise ValueError(f"{self.action} has no field {name}")
            if (known[name].kind is FieldKind.PERSON) != isinstance(value, tuple):
                raise ValueError(f"{self.action}.{name} takes a {known[name].kind.value}")
            if isinstance(value, Moment) and known[name].kind is not FieldKind.MOMENT:
                raise ValueError(f"{self.action}.{name} takes a {known[name].kind.value}")
        return self


class Delay(Node):
    """Wait before going on."""

    kind: Literal["delay"] = "delay"
    amount: Annotated[int, Field(ge=1, le=10_000)]
    unit: Unit


class Branch(Node):
    """One arm of a choice: taken when all of `when` hold."""

    kind: Literal["branch"] = "branch"
    when: Annotated[tuple[Condition, ...], Field(min_length=1, max_length=50)]
    steps: tuple[Step, ...] = ()


class Choice(Node):
    """If / else-if / else: the first branch that holds is taken, else `otherwise`."""

    kind: Literal["choice"] = "choice"
    branches: Annotated[tuple[Branch, ...], Field(min_length=1, max_length=20)]
    otherwise: tuple[Step, ...] = ()


class Lane(Node):
    """One of several sequences that run at the same time."""

    kind: Literal["lane"] = "lane"
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]


class Parallel(Node):
    """Lanes that run at the same time; the plan goes on when all have ended."""

    kind: Literal["parallel"] = "parallel"
    lanes: Annotated[tuple[Lane, ...], Field(min_length=2, max_length=10)]


class Stop(Node):
    """End the workflow here."""

    kind: Literal["stop"] = "stop"


Step = Annotated[Action | Delay | Choice | Parallel | Stop, Field(discriminator="kind")]


class Trigger(Part):
    """What starts the workflow; `stage` and `field` narrow `stage_changed` and `*_updated`."""

    name: TriggerName
    span: Span | None = None
    stage: Text = ""
    field: Text = ""


class Plan(Part):
    """A whole workflow. `conditions` guard it: all must hold, or nothing is done."""

    version: Literal[1] = 1
    entity: EntityName
    trigger: Trigger
    conditions: Conditions = ()
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=MAX_STEPS)]

    @model_validator(mode="after")
    def _is_bounded_and_numbered_once(self) -> Plan:
        seen: set[str] = set()
        for node, depth in _walk(self.steps, 1):
            if depth > MAX_DEPTH:
                raise ValueError(f"steps are nested deeper than {MAX_DEPTH}")
            if node.id in seen:
                raise ValueError(f"two nodes are called {node.id}")
            seen.add(node.id)
        if len(seen) > MAX_STEPS:
            raise ValueError(f"more than {MAX_STEPS} steps")
        return self

    def dump(self) -> dict[str, Any]:
        """The plan as JSON holds it; `Plan.model_validate` reads it back."""
        return self.model_dump(mode="json", exclude_none=True)

    def nodes(self) -> Iterator[Node]:
        """Every node, branches and lanes included, in reading order."""
        return (node for node, _ in _walk(self.steps, 1))

    def actions(self) -> Iterator[Action]:
        """Every action, in reading order."""
        return (node for node in self.nodes() if isinstance(node, Action))


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly inside this one, in reading order; empty for a leaf."""
    match node:
        case Choice():
            return (*node.branches, *node.otherwise)
        case Parallel():
            return node.lanes
        case Branch() | Lane():
            return node.steps
        case _:
            return ()


def _walk(nodes: tuple[Node, ...], depth: int) -> Iterator[tuple[Node, int]]:
    for node in nodes:
        yield node, depth
        yield from _walk(children(node), depth + 1)
