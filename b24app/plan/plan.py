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
Unit = Literal["minutes", "hours", "days", "weeks", "months", "business_days"]
ActivityKind = Literal["call", "note", "email"]
ApprovalMode = Literal["any", "all", "vote"]
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


class Interval(Part):
    """A length of time that is not nothing."""

    amount: Annotated[int, Field(ge=1, le=10_000)]
    unit: Unit


class Offset(Part):
    """A length of time after something, or before it when `amount` is negative."""

    amount: Annotated[int, Field(ge=1, le=10_000)] | Annotated[int, Field(ge=-10_000, le=-1)]
    unit: Unit


class Until(Part):
    """A moment told by a date field of the record or a time, as in "Warranty end" or "9 am", or counted from it."""

    until: Name
    offset: Offset | None = None


Due = Moment | Until | Name
People = Annotated[tuple[Person, ...], Field(min_length=1, max_length=20)]
FieldValue = Text | Moment | Until | People


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
            if isinstance(value, Moment | Until) and known[name].kind is not FieldKind.MOMENT:
                raise ValueError(f"{self.action}.{name} takes a {known[name].kind.value}")
        return self


class Delay(Node):
    """Wait before going on."""

    kind: Literal["delay"] = "delay"
    amount: Annotated[int, Field(ge=1, le=10_000)]
    unit: Unit


class DelayUntil(Node, Until):
    """Wait for a moment that a field or a time tells."""

    kind: Literal["delay_until"] = "delay_until"


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


class Outcome(Node):
    """What is done after one of the answers to an approval."""

    kind: Literal["outcome"] = "outcome"
    steps: tuple[Step, ...] = ()


class Approval(Node):
    """People decide. `any`: the first answer counts; `all`: everyone must agree; `vote`: the majority decides.

    `deadline` without `timed_out`: when nobody answers in time the plan goes on with neither outcome.
    """

    kind: Literal["approval"] = "approval"
    approvers: People
    mode: ApprovalMode = "any"
    deadline: Due | None = None
    approved: Outcome
    rejected: Outcome
    timed_out: Outcome | None = None


class Repeat(Node):
    """Steps done again and again: until all of `until` hold, at most `max` times, whichever comes first.

    With neither it never ends: that is understood here and refused by `lint.errors`.
    """

    kind: Literal["repeat"] = "repeat"
    every: Interval
    until: Conditions = ()
    max: Annotated[int, Field(ge=1, le=1000)] | None = None
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]


class Stop(Node):
    """End the workflow here."""

    kind: Literal["stop"] = "stop"


Step = Annotated[
    Action | Delay | DelayUntil | Choice | Parallel | Approval | Repeat | Stop, Field(discriminator="kind")
]


class Trigger(Part):
    """What starts the workflow; `stage`, `field` and `kind` narrow `stage_changed`, `*_updated`, `activity_added`."""

    name: TriggerName
    span: Span | None = None
    stage: Text = ""
    field: Text = ""
    kind: ActivityKind | None = None

    @model_validator(mode="after")
    def _has_a_kind_only_where_there_are_kinds(self) -> Trigger:
        if self.kind and self.name != "activity_added":
            raise ValueError(f"{self.name} has no kinds")
        return self


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
        """Every node, branches, lanes and outcomes included, in reading order."""
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
        case Approval():
            return tuple(one for one in (node.approved, node.rejected, node.timed_out) if one is not None)
        case Branch() | Lane() | Outcome() | Repeat():
            return node.steps
        case _:
            return ()


def _walk(nodes: tuple[Node, ...], depth: int) -> Iterator[tuple[Node, int]]:
    for node in nodes:
        yield node, depth
        yield from _walk(children(node), depth + 1)
