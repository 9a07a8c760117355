"""The second answer of a model: the facts of every step. With the skeleton they are a plan, checked as any plan is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import Any, Literal

from pydantic import Field, ValidationError, create_model

from b24app.english import shapes
from b24app.english.complaints import complaints
from b24app.english.outline import Bone, Skeleton, Wrong, asked
from b24app.english.questions import MISSING, question
from b24app.english.reading import Question
from b24app.english.shapes import Answer
from b24app.plan.plan import Action, Plan
from b24app.plan.vocabulary import ACTIONS, VARIABLES, FieldKind

_ASKED_AS = {"to": "recipient", "assignee": "recipient", "message": "content", "body": "content"}
_VARIABLE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.\-]*://[^\s\"'<>“”]+|[\w.+\-]+@[\w\-]+\.[\w.\-]+", re.IGNORECASE)
_NUMBER = re.compile(r"\+?\d{5,20}")
_ITEM = "ITEM"  # what a `for_each` is at


@cache
def filling_shape() -> type[Answer]:
    """The shape of the answer: facts of the plan and of each step, or a question."""
    rows = [told for kind in shapes.kinds() if (told := shapes.facts(kind))]
    one: Any = rows[0]
    for row in rows[1:]:
        one = one | row
    many: Any = tuple[one, ...]
    missing: Any = tuple[Literal[MISSING], ...]  # type: ignore[valid-type]  # made at run time
    return create_model(
        "Filling",
        __base__=Answer,
        question=(str, ""),
        missing=(missing, ()),
        choices=(tuple[str, ...], ()),
        plan=(shapes.plan_facts(), Field(default_factory=shapes.plan_facts())),
        steps=(many, ()),
    )


def completed(skeleton: Skeleton, said: Any, description: str) -> Plan | Question:
    """The plan, or what has still to be said. Raises Wrong."""
    if said.question.strip():
        return asked(said, description)
    facts = _by_id(skeleton, said.steps)
    told = said.plan.model_dump(mode="json", exclude_none=True)
    told |= {"entity": skeleton.entity, "trigger": skeleton.trigger}
    told["steps"] = [_node(bone, facts) for bone in skeleton.bones]
    try:
        plan = Plan.model_validate(told)
    except ValidationError as error:
        raise Wrong(*dict.fromkeys(complaints(error, told))) from None
    made_up = [*_made_up(plan, description)]
    if made_up:
        raise Wrong(*made_up)
    missing = tuple(dict.fromkeys(name for step in plan.actions() for name in _missing(step)))
    return question(description, missing) if missing else plan


def _by_id(skeleton: Skeleton, rows: Any) -> dict[str, dict[str, Any]]:
    bones = {bone.id: bone for bone in skeleton.all()}
    facts: dict[str, dict[str, Any]] = {}
    for row in rows:
        bone = bones.get(row.id)
        if bone is None or bone.kind != row.kind:
            raise Wrong(f"{row.id} is no {row.kind} of the skeleton; keep its ids and kinds as they are")
        if row.kind == "action" and row.action != bone.action:
            raise Wrong(f"{row.id} is {bone.action} in the skeleton, not {row.action}")
        facts[row.id] = row.model_dump(mode="json", exclude={"id", "kind"}, exclude_none=True)
    bare = [bone.id for bone in skeleton.all() if shapes.facts(bone.kind) and bone.id not in facts]
    if bare:
        raise Wrong(f"the facts of {', '.join(bare)} are missing from `steps`")
    return facts


def _node(bone: Bone, facts: dict[str, dict[str, Any]]) -> dict[str, Any]:
    node: dict[str, Any] = {"id": bone.id, "kind": bone.kind, **facts.get(bone.id, {})}
    if "fields" in node:
        said = ((row["name"], row["value"]) for row in node["fields"])
        node["fields"] = {name: value for name, value in said if value not in ("", [])}
    if bone.span:
        node["span"] = bone.span.model_dump()
    for name, slot in shapes.slots(bone.kind).items():
        inside = [_node(child, facts) for child in bone.slots.get(name, [])]
        if slot.many or inside:
            node[name] = inside if slot.many else inside[0]
    return node


def _made_up(plan: Plan, description: str) -> Iterator[str]:
    """Addresses and people's numbers that the person did not write, and variables that nothing defines."""
    known = {*VARIABLES, *(value.name for value in plan.values()), _ITEM}
    written = {*_addresses(description)}
    for where, told in _walked(plan.dump(), "plan"):
        if isinstance(told, str):
            strange = [one for one in _addresses(told) if one not in written]
            yield from (f"{where}: {one} is not in the description; never add an address" for one in strange)
            names = [name for name in _VARIABLE.findall(told) if name not in known]
            unknown = (f"{{{{{name}}}}}" for name in names)
            yield from (f"{where}: {name} is no variable" for name in unknown if name not in description)
        elif told.get("kind") == "address" and not _is_written(told["value"], written, description):
            yield f"{where}: {told['value']} is not in the description; never add a recipient"
    for action in plan.actions():
        for name, word in ACTIONS[action.action].fields.items():
            url = action.fields.get(name)
            if word.kind is FieldKind.URL and url and url not in written:
                yield f"{action.id}: {url} is not in the description; never add an address"


def _walked(value: Any, where: str) -> Iterator[tuple[str, Any]]:
    """Every text and every object in it, with the id of the node around it."""
    if isinstance(value, dict):
        where = str(value.get("id", where))
        yield where, value
        for inner in value.values():
            yield from _walked(inner, where)
    elif isinstance(value, list):
        for inner in value:
            yield from _walked(inner, where)
    elif isinstance(value, str):
        yield where, value


def _addresses(text: str) -> Iterator[str]:
    return (found.rstrip(".,;:!?)") for found in _ADDRESS.findall(text))


def _is_written(value: str, written: Collection[str], description: str) -> bool:
    """Whether the description holds that address, or that telephone number, however it is grouped."""
    if value in written:
        return True
    digits = re.sub(r"[\s().\-]", "", value)
    return bool(_NUMBER.fullmatch(digits)) and digits in re.sub(r"[\s().\-]", "", description)


def _missing(step: Action) -> Iterator[str]:
    """What the vocabulary requires of the action and nobody said, in the words of our questions."""
    for name, word in ACTIONS[step.action].fields.items():
        if word.required and not step.fields.get(name):
            yield _ASKED_AS.get(name, name)
