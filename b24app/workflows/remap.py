"""A plan for another pipeline or another portal: its names replaced, and those that are still to be decided listed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from b24app.bizproc.fields import field_called
from b24app.bizproc.people import person_called, users
from b24app.bizproc.stages import is_payment, stages_called
from b24app.errors import PlanRejected
from b24app.plan.plan import PIPELINE, Person, Plan
from b24app.plan.snapshot import Snapshot
from b24app.plan.vocabulary import Entity

Kind = str
_STAGE, _PIPELINE, _FIELD = "stage", "pipeline", "field"
_PERSON, _ROLE, _GROUP = "person", "role", "department"


@dataclass(frozen=True)
class Open:
    """A name of the plan that the portal does not know; `choices` are what it could become."""

    kind: Kind
    name: str
    choices: tuple[str, ...]


def remapped(plan: Plan, names: Mapping[Kind, Mapping[str, str]]) -> Plan:
    """The same plan with the names that `names` lists, by kind, replaced by what it says there."""

    def renamed(kind: Kind, name: str) -> str:
        return names.get(kind, {}).get(name, name)

    try:
        return Plan.model_validate(_walked(plan.dump(), renamed, plan.entity))
    except ValidationError:
        raise PlanRejected("A name was replaced by something that is no name.") from None


def unresolved(plan: Plan, portal: Snapshot, pipeline_id: int | None = None) -> list[Open]:
    """The names that must be decided before the plan can be published there, each once.

    With a pipeline only its stages count.
    """
    if pipeline_id is not None:
        stages = tuple(stage for stage in portal.stages if stage.pipeline_id == pipeline_id)
        portal = portal.model_copy(update={"stages": stages})
    found: dict[tuple[Kind, str], Open] = {}

    def note(kind: Kind, name: str) -> str:
        choices = _unknown(plan, portal, kind, name)
        if choices is not None:
            found[kind, name] = Open(kind, name, choices)
        return name

    _walked(plan.dump(), note, plan.entity)
    return list(found.values())


def in_pipeline(plan: Plan, portal: Snapshot, pipeline_id: int) -> Plan:
    """The plan for that pipeline: every stage becomes the one of the same name there, where there is one."""
    own = {
        stage.name.casefold(): stage.code
        for stage in portal.stages
        if stage.entity == plan.entity and stage.pipeline_id == pipeline_id
    }
    names = [row.name for row in portal.pipelines if (row.entity, row.id) == (plan.entity, pipeline_id)]

    def moved(kind: Kind, name: str) -> str:
        if kind == _PIPELINE and names:
            return names[0]
        if kind != _STAGE:
            return name
        called = portal.stages_called(plan.entity, name)
        return own.get((called[0].name if called else name).casefold(), name)

    return Plan.model_validate(_walked(plan.dump(), moved, plan.entity))


def _unknown(plan: Plan, portal: Snapshot, kind: Kind, name: str) -> tuple[str, ...] | None:
    """The choices for a name that is unknown or means several things; None for one that is clear."""
    match kind:
        case "stage":
            return _stages(plan, portal, name)
        case "pipeline":
            lines = portal.pipelines_called(plan.entity, name)
            own = [row.name for row in portal.pipelines if row.entity == plan.entity]
            return None if name.isdigit() else _choices(len(lines), tuple(row.name for row in lines), own)
        case "field":
            is_told = is_payment(name, plan.entity, portal)
            return None if is_told else _asked(lambda: field_called(name, plan.entity, portal, ""))
        case _:
            return _people(plan, portal, kind, name)


def _stages(plan: Plan, portal: Snapshot, name: str) -> tuple[str, ...] | None:
    known = [stage.name for stage in portal.stages if stage.entity == plan.entity]
    if not portal.stages_called(plan.entity, name):
        return tuple(dict.fromkeys(known))
    found = stages_called(name, plan.entity, portal, "", plan.trigger.pipeline)
    return _choices(len(found), tuple(stage.code for stage in found), known)


def _people(plan: Plan, portal: Snapshot, kind: Kind, name: str) -> tuple[str, ...] | None:
    match kind:
        case "department":
            groups = portal.departments_called(name)
            all_of_them = [one.name for one in portal.departments]
            return _choices(len(groups), tuple(one.name for one in groups), all_of_them)
        case "role":
            return _asked(lambda: users((Person(kind="role", name=name),), plan.entity, portal, ""))
        case _:
            people = portal.users_called(name)
            if not people and _asked(lambda: person_called(name, portal, "")) is None:  # a role
                return None
            return _choices(len(people), tuple(one.name for one in people), [one.name for one in portal.users])


def _choices(found: int, several: tuple[str, ...], all_of_them: list[str]) -> tuple[str, ...] | None:
    return None if found == 1 else several or tuple(dict.fromkeys(all_of_them))


def _asked(resolved: Callable[[], object]) -> tuple[str, ...] | None:
    try:
        resolved()
    except PlanRejected as refused:
        return refused.choices
    return None


def _walked(value: Any, renamed: Callable[[Kind, str], str], entity: Entity) -> Any:
    """A dumped plan with its names passed through `renamed`."""
    if isinstance(value, list):
        return [_walked(one, renamed, entity) for one in value]
    if not isinstance(value, dict):
        return value
    if _is_elsewhere(value, entity):  # its fields and stages are those of another record
        people = {key: one for key, one in value["fields"].items() if isinstance(one, list)}
        return value | {"fields": value["fields"] | _walked(people, renamed, entity)}
    told = {key: _walked(one, renamed, entity) for key, one in value.items()}
    for kind, key in _names(value, entity):
        held = told.get(key)
        if isinstance(held, list):
            told[key] = [renamed(kind, one) if isinstance(one, str) else one for one in held]
        elif isinstance(held, str) and held:
            told[key] = renamed(kind, held)
    return told


def _is_elsewhere(value: Mapping[str, Any], entity: Entity) -> bool:
    if value.get("kind") != "action" or "fields" not in value:
        return False
    other = {"update_task", "create_deal", *(["update_deal"] if entity != "CRM_DEAL" else [])}
    return value["action"] in other or value.get("on", "record") != "record"


def _names(value: Mapping[str, Any], entity: Entity) -> Iterator[tuple[Kind, str]]:
    """Which keys of one part of a plan hold names of the portal."""
    match value:
        case {"kind": "user"}:
            yield _PERSON, "name"
        case {"kind": "group"}:
            yield _GROUP, "name"
        case {"kind": "role"}:
            yield _ROLE, "name"
        case {"field": str(field), "op": _} if value.get("of", "record") == "record":
            yield _FIELD, "field"
            yield from _held(field, entity)
        case {"name": _, "stage": _}:
            yield from ((_STAGE, "stage"), (_STAGE, "from_stage"), (_PIPELINE, "pipeline"))
            if value["name"] != "activity_added":  # there it is a kind of activity
                yield _FIELD, "field"
        case {"stage": _}:
            yield _STAGE, "stage"
        case {"field": str(field), "value": _}:
            yield _FIELD, "field"
            yield from _held(field, entity)


def _held(field: str, entity: Entity) -> Iterator[tuple[Kind, str]]:
    """Of what kind the values of that field are, when they are names."""
    try:
        told = field_called(field, entity, Snapshot(known=False), "")
    except PlanRejected:
        return
    if told.code == PIPELINE:
        yield _PIPELINE, "value"
    elif told.holds in {"stage", "user"}:
        yield {"stage": _STAGE, "user": _PERSON}[told.holds], "value"
