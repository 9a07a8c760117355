"""A plan: what a description was understood to mean.

Pure and typed; it knows nothing of templates, portals or REST. Every node has a stable id, given in reading
order, and the span of the description it came from, so that a diagram, a trace and the text can point at each
other. Unknown keys are refused, and `version` names the shape, so a stored plan is never half-understood.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Final, Literal

from pydantic import Field, model_validator

from b24app.plan.parts import (
    ActivityKind,
    AnyOf,
    ApprovalMode,
    Code,
    Comparison,
    Condition,
    Conditions,
    Declared,
    Due,
    FieldValue,
    Interval,
    Moment,
    Name,
    NodeId,
    Offset,
    Operator,
    Part,
    People,
    Person,
    Related,
    Span,
    Text,
    Unit,
    Until,
    ValueType,
)
from b24app.plan.vocabulary import (
    ACTIONS,
    ActionName,
    Entity,
    FieldKind,
    TriggerName,
)

__all__ = [
    "MAX_DEPTH",
    "MAX_STEPS",
    "PIPELINE",
    "Action",
    "ActivityKind",
    "AnyOf",
    "Approval",
    "ApprovalMode",
    "Ask",
    "Branch",
    "Choice",
    "Code",
    "Comparison",
    "Condition",
    "Conditions",
    "Declared",
    "Delay",
    "DelayUntil",
    "Due",
    "FieldValue",
    "ForEach",
    "Interval",
    "Lane",
    "Moment",
    "Name",
    "Never",
    "Node",
    "NodeId",
    "Offset",
    "Operator",
    "Outcome",
    "Parallel",
    "Part",
    "People",
    "Person",
    "Plan",
    "Related",
    "Repeat",
    "Span",
    "Step",
    "Stop",
    "Text",
    "Trigger",
    "Unit",
    "Until",
    "ValueType",
    "Wait",
    "children",
]

PIPELINE: Final = "CATEGORY_ID"
MAX_STEPS = 200
MAX_DEPTH = 12


class Node(Part):
    """A step of a plan."""

    id: NodeId
    span: Span | None = None


class Action(Node):
    """One of the vocabulary's actions with its fields.

    `on` is the record it is done to: this one, its deal, lead, contact or company, or what the step of that id created.
    """

    kind: Literal["action"] = "action"
    action: ActionName
    on: Literal["record"] | Related | NodeId = "record"
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


class Ask(Node):
    """Someone fills in a form; the plan goes on with the answers under their names.

    `deadline` without `timed_out`: when nobody answers in time the plan goes on with empty answers.
    """

    kind: Literal["ask"] = "ask"
    who: People
    title: Text = ""
    answers: Annotated[tuple[Declared, ...], Field(min_length=1, max_length=20)]
    deadline: Due | None = None
    timed_out: Outcome | None = None


class Wait(Node):
    """Wait until all of `until` hold, at most for `deadline`; then `timed_out`, if given, is done first."""

    kind: Literal["wait"] = "wait"
    until: Annotated[tuple[Condition, ...], Field(min_length=1, max_length=50)]
    deadline: Interval
    timed_out: Outcome | None = None


class ForEach(Node):
    """Steps done for every value of `over`, a field of the record or the name of a value; texts name it `{{ITEM}}`."""

    kind: Literal["for_each"] = "for_each"
    over: Name
    of: Literal["record", "values"] = "record"
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]


class Stop(Node):
    """End the workflow here."""

    kind: Literal["stop"] = "stop"


Step = Annotated[
    Action | Delay | DelayUntil | Wait | Choice | Parallel | Approval | Ask | Repeat | ForEach | Stop,
    Field(discriminator="kind"),
]


class Trigger(Part):
    """What starts the workflow, narrowed to some occurrences.

    `stage` and `from_stage` are where the record went and came from, `pipeline` where it must be, `field` the one that
    must have changed (`*_updated`), `kind` that of an activity, `actor` who must have done it.
    """

    name: TriggerName
    span: Span | None = None
    stage: Text = ""
    from_stage: Text = ""
    pipeline: Text = ""
    field: Text = ""
    kind: ActivityKind | None = None
    actor: Person | None = None

    @model_validator(mode="after")
    def _has_a_kind_only_where_there_are_kinds(self) -> Trigger:
        if self.kind and self.name != "activity_added":
            raise ValueError(f"{self.name} has no kinds")
        return self


class Never(Part):
    """What the person ruled out: no step may be one of `actions`, at all or towards the client."""

    actions: Annotated[tuple[ActionName, ...], Field(min_length=1, max_length=22)]
    to: Literal["anyone", "client"] = "anyone"
    span: Span | None = None

    def broken_by(self, step: Action) -> bool:
        """Whether that action is ruled out; where only clients must not get it, others may."""
        to = step.fields.get("to")
        spared = self.to == "client" and isinstance(to, tuple) and all(one.kind != "client" for one in to)
        return step.action in self.actions and not spared


class Plan(Part):
    """A whole workflow. `conditions` guard it: all must hold, or nothing is done. `never` rules are enforced.

    `inputs` are asked when a person starts it by hand; `variables` are fixed values with a name.
    """

    version: Literal[1] = 1
    entity: Entity
    trigger: Trigger
    inputs: Annotated[tuple[Declared, ...], Field(max_length=50)] = ()
    variables: Annotated[tuple[Declared, ...], Field(max_length=50)] = ()
    never: Annotated[tuple[Never, ...], Field(max_length=20)] = ()
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

    @model_validator(mode="after")
    def _keeps_its_own_rules(self) -> Plan:
        for step in self.actions():
            if any(rule.broken_by(step) for rule in self.never):
                raise ValueError(f"{step.id} does what the plan rules out: {step.action}")
        return self

    @model_validator(mode="after")
    def _names_each_value_once(self) -> Plan:
        names = [value.name.casefold() for value in self.values()]
        doubled = next((name for name in names if names.count(name) > 1), None)
        if doubled:
            raise ValueError(f"two values are called {doubled}")
        return self

    def dump(self) -> dict[str, Any]:
        """The plan as JSON holds it; `Plan.model_validate` reads it back."""
        return self.model_dump(mode="json", exclude_none=True)

    def values(self) -> tuple[Declared, ...]:
        """Inputs, variables and answers: all that texts can name beside the vocabulary's variables."""
        asked = (value for node in self.nodes() if isinstance(node, Ask) for value in node.answers)
        return (*self.inputs, *self.variables, *asked)

    @property
    def guards(self) -> tuple[Condition, ...]:
        """What must hold for anything to be done: its conditions, and that the record is in the trigger's pipeline."""
        if not self.trigger.pipeline.strip():
            return self.conditions
        return (Comparison(field=PIPELINE, op="eq", value=self.trigger.pipeline), *self.conditions)

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
        case Ask() | Wait():
            return () if node.timed_out is None else (node.timed_out,)
        case Branch() | Lane() | Outcome() | Repeat() | ForEach():
            return node.steps
        case _:
            return ()


def _walk(nodes: tuple[Node, ...], depth: int) -> Iterator[tuple[Node, int]]:
    for node in nodes:
        yield node, depth
        yield from _walk(children(node), depth + 1)
