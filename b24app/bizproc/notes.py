"""What a template cannot tell by its shape, as comments of the designer, and back.

A comment is never evaluated and safe everywhere (bpt-format.md, Node). A person sees it in the designer, `read.py`
finds there what starts the workflow and what it must never do. A plan is read back as ours only when building it gives
the same template again, so a comment that somebody changed is never believed.
"""

from __future__ import annotations

import re
from typing import Any, Final

from b24app.bizproc.documents import DocumentType, kind_of, known_types
from b24app.errors import PlanRejected
from b24app.plan.plan import Never, Person, Plan
from b24app.plan.vocabulary import TRIGGERS

Json = dict[str, Any]
_ENTITY: Final = "entity"
_OWN: Final = re.compile(r"^entity: ([A-Z]+_[A-Z0-9]{1,9})$", re.MULTILINE)


def plan_note(plan: Plan) -> str:
    """The trigger, what narrows it, and what is ruled out, one a line; and the kind of record that it does not tell."""
    trigger = plan.trigger
    is_told = not TRIGGERS[trigger.name].where
    words = {
        _ENTITY: "" if is_told else plan.entity,
        "stage": trigger.stage,
        "from_stage": trigger.from_stage,
        "pipeline": trigger.pipeline,
        "field": trigger.field,
        "kind": trigger.kind or "",
        "actor": _person(trigger.actor) if trigger.actor else "",
    }
    lines = [f"{key}: {' '.join(value.split())}" for key, value in words.items() if value.split()]
    return "\n".join([trigger.name, *lines, *map(_never, plan.never)])


def read_plan_note(note: str) -> Json:
    """`trigger` and `never` as a plan's JSON has them; ValueError for any other text."""
    name, *lines = note.split("\n")
    trigger: Json = {"name": name}
    never: list[Json] = []
    for line in lines:
        key, _, value = line.partition(": ")
        if key == _ENTITY:
            continue
        if key == "never":
            to, _, actions = value.partition(": ")
            never.append({"actions": actions.split(", "), "to": to})
        else:
            trigger[key] = _read_person(value) if key == "actor" else value
    return {"trigger": trigger, "never": never}


def document_types(note: str) -> tuple[DocumentType, ...]:
    """The kinds of record that a template with this note can be for: a file itself does not tell."""
    found = _OWN.search(note)
    if found is None:
        return known_types()
    try:
        return (kind_of(found[1]).type,)
    except PlanRejected:
        return ()


def _person(person: Person) -> str:
    return " ".join(part for part in (person.kind, person.name, person.value) if part)


def _read_person(text: str) -> Json:
    kind, _, name = text.partition(" ")
    return {"kind": kind, "value" if kind == "address" else "name": name}


def _never(rule: Never) -> str:
    return f"never: {rule.to}: {', '.join(rule.actions)}"
