"""A plan for another pipeline or another portal: its names replaced, and those that are still to be decided listed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from b24app.errors import PlanRejected
from b24app.plan.plan import Plan
from b24app.plan.snapshot import Snapshot

Kind = str
_STAGE, _PERSON, _GROUP, _FIELD = "stage", "person", "department", "field"


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
        return Plan.model_validate(_walked(plan.dump(), renamed))
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

    _walked(plan.dump(), note)
    return list(found.values())


def in_pipeline(plan: Plan, portal: Snapshot, pipeline_id: int) -> Plan:
    """The plan with every stage moved to the stage of the same name in that pipeline, where there is one."""
    own = {stage.name.casefold(): stage.code for stage in portal.stages if stage.pipeline_id == pipeline_id}

    def moved(kind: Kind, name: str) -> str:
        if kind != _STAGE:
            return name
        called = portal.stages_called(plan.entity, name)
        return own.get((called[0].name if called else name).casefold(), name)

    return Plan.model_validate(_walked(plan.dump(), moved))


def _unknown(plan: Plan, portal: Snapshot, kind: Kind, name: str) -> tuple[str, ...] | None:
    """The choices for a name that is unknown or means several things; None for one that is clear."""
    match kind:
        case "stage":
            stages = [stage for stage in portal.stages if stage.entity == plan.entity]
            called = portal.stages_called(plan.entity, name)
            several = tuple(stage.code for stage in called)
            return _choices(len(called), several, tuple(dict.fromkeys(stage.name for stage in stages)))
        case "person":
            people = portal.users_called(name)
            return _choices(len(people), tuple(one.name for one in people), tuple(one.name for one in portal.users))
        case "department":
            groups = portal.departments_called(name)
            return _choices(
                len(groups), tuple(one.name for one in groups), tuple(one.name for one in portal.departments)
            )
        case _:
            return None


def _choices(found: int, several: tuple[str, ...], all_of_them: tuple[str, ...]) -> tuple[str, ...] | None:
    return None if found == 1 else several or all_of_them


def _walked(value: Any, renamed: Callable[[Kind, str], str]) -> Any:
    """A dumped plan with its names passed through `renamed`."""
    if isinstance(value, list):
        return [_walked(one, renamed) for one in value]
    if not isinstance(value, dict):
        return value
    told = {key: _walked(one, renamed) for key, one in value.items()}
    for kind, key in _names(value):
        if isinstance(told.get(key), str) and told[key]:
            told[key] = renamed(kind, told[key])
    return told


def _names(value: Mapping[str, Any]) -> Iterator[tuple[Kind, str]]:
    """Which keys of one part of a plan hold names of the portal."""
    match value:
        case {"kind": "user"}:
            yield _PERSON, "name"
        case {"kind": "group"}:
            yield _GROUP, "name"
        case {"field": _, "op": _}:
            yield _FIELD, "field"
            if value["field"] in {"stage", "STAGE_ID", "STATUS_ID"}:
                yield _STAGE, "value"
        case {"name": _, "stage": _}:
            yield from ((_STAGE, "stage"), (_STAGE, "from_stage"), (_FIELD, "field"))
        case {"stage": _}:
            yield _STAGE, "stage"
        case {"field": _, "value": _}:
            yield _FIELD, "field"
