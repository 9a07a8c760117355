"""The first answer of a model: a question, a refusal, or what starts the workflow and the skeleton of its steps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from typing import Any, Literal, get_type_hints

from pydantic import Field, create_model

from b24app.english import shapes
from b24app.english.questions import MISSING, question
from b24app.english.reading import Question, Reason, Refusal
from b24app.english.refusals import refused
from b24app.english.shapes import Answer
from b24app.plan.plan import MAX_STEPS, Plan, Span
from b24app.plan.vocabulary import ActionName

_LONGEST_QUESTION = 1_000
_MOST_CHOICES = 6
_TOP = ""


class Wrong(ValueError):
    """What a model said does not fit; `complaints` are the sentences it gets to correct itself by."""

    def __init__(self, *complaints: str) -> None:
        super().__init__("; ".join(complaints))
        self.complaints = complaints


@dataclass
class Bone:
    """A node of the skeleton, by its final id; its facts are still to come."""

    id: str
    kind: str
    action: str
    span: Span | None
    slots: dict[str, list[Bone]] = field(default_factory=dict)

    def all(self) -> Iterator[Bone]:
        """Itself and everything in it, in reading order."""
        yield self
        for inside in self.slots.values():
            for bone in inside:
                yield from bone.all()


@dataclass(frozen=True)
class Skeleton:
    """A plan without the facts of its steps."""

    entity: str
    trigger: dict[str, Any]
    bones: tuple[Bone, ...]

    def all(self) -> Iterator[Bone]:
        """Every node, in reading order."""
        for bone in self.bones:
            yield from bone.all()


@cache
def outline_shape() -> type[Answer]:
    """The shape of the answer; `outcome` says which of its halves counts."""
    # What is made at run time has no type that mypy could know.
    kinds: Any = Literal[tuple(shapes.kinds())]
    action: Any = ActionName
    outcome: Any = Literal["workflow", "clarify", "refuse"]
    missing: Any = tuple[Literal[MISSING], ...]  # type: ignore[valid-type]
    entity: Any = get_type_hints(Plan, include_extras=True)["entity"]
    trigger: Any = shapes.trigger_facts()
    reason: Any = Reason
    node = create_model(
        "Step",
        __base__=Answer,
        id=(str, ...),
        parent=(str, _TOP),
        slot=(str, ""),
        kind=(kinds, ...),
        action=(action | None, None),
        words=(str, ""),
    )
    many: Any = tuple[node, ...]
    return create_model(
        "Outline",
        __base__=Answer,
        outcome=(outcome, ...),
        question=(str, ""),
        missing=(missing, ()),
        choices=(tuple[str, ...], ()),
        reason=(reason | None, None),
        entity=(entity | None, None),
        trigger=(trigger | None, None),
        trigger_words=(str, ""),
        steps=(many, Field((), max_length=MAX_STEPS)),
    )


def understood(said: Any, description: str) -> Skeleton | Question | Refusal:
    """What an outline comes to. Raises Wrong."""
    match said.outcome:
        case "clarify":
            return asked(said, description)
        case "refuse":
            return refused(said.reason or "irrelevant")
    if said.entity is None or said.trigger is None or not said.steps:
        raise Wrong("a workflow needs entity, trigger and at least one step; if they are not said, ask by `clarify`")
    trigger = said.trigger.model_dump(mode="json", exclude_none=True)
    span = span_of(said.trigger_words, description)
    if span:
        trigger["span"] = span.model_dump()
    return Skeleton(said.entity, trigger, _grown(said.steps, description))


def asked(said: Any, description: str) -> Question:
    """The model's question in its words, or ours when it has none."""
    text = " ".join(said.question.split())[:_LONGEST_QUESTION]
    if not text:
        return question(description, said.missing or ("action",))
    return Question(text, said.missing, said.choices[:_MOST_CHOICES])


def span_of(words: str, description: str) -> Span | None:
    """Where the description says that, give or take case and spaces."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    found = re.search(pattern, description, re.IGNORECASE) if pattern else None
    return Span(start=found.start(), end=found.end()) if found else None


def _grown(steps: Any, description: str) -> tuple[Bone, ...]:
    complaints = list(_complaints(steps))
    if complaints:
        raise Wrong(*complaints)
    children: dict[tuple[str, str], list[Any]] = {}
    for step in steps:
        children.setdefault((step.parent, step.slot if step.parent else ""), []).append(step)
    ids = count(1)

    def grow(step: Any) -> Bone:
        bone = Bone(f"n{next(ids)}", step.kind, step.action or "", span_of(step.words, description))
        for name, slot in shapes.slots(step.kind).items():
            inside = [grow(child) for child in children.get((step.id, name), [])]
            if not inside and slot.required and not slot.many:
                inside = [Bone(f"n{next(ids)}", slot.kinds[0], "", None)]
            bone.slots[name] = inside
        return bone

    return tuple(grow(step) for step in children.get((_TOP, ""), []))


def _complaints(steps: Any) -> Iterator[str]:
    """What keeps these rows from being one tree. A parent stands before its children, so there are no circles."""
    known: dict[str, str] = {}
    filled: set[tuple[str, str]] = set()
    for step in steps:
        where = f"step {step.id}"
        if step.id in known or not step.id:
            yield f"{where}: every step needs an id of its own"
        if (step.kind == "action") != bool(step.action):
            yield f"{where}: `action` names the action of a step of kind action, and is null for every other kind"
        yield from (f"{where}: {wrong}" for wrong in _misplaced(step, known, filled))
        known[step.id] = step.kind
    if not any(not step.parent for step in steps):
        yield "at least one step stands at the top, with an empty parent"


def _misplaced(step: Any, known: dict[str, str], filled: set[tuple[str, str]]) -> Iterator[str]:
    if not step.parent:
        if step.kind not in shapes.top_kinds():
            yield f"a {step.kind} stands inside another step, not at the top"
        return
    if step.parent not in known:
        yield f"its parent {step.parent} must stand before it"
        return
    places = shapes.slots(known[step.parent])
    slot = places.get(step.slot)
    if slot is None:
        yield f"a {known[step.parent]} has no slot {step.slot!r}; it has {', '.join(places) or 'none'}"
    elif step.kind not in slot.kinds:
        yield f"{step.slot} of a {known[step.parent]} takes {', '.join(slot.kinds)}, not {step.kind}"
    elif not slot.many and (step.parent, step.slot) in filled:
        yield f"{step.slot} of {step.parent} takes one {step.kind}, with further steps inside it"
    filled.add((step.parent, step.slot))
