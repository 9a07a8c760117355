"""Names of stages as the codes that records hold."""

from __future__ import annotations

from b24app.bizproc import constants
from b24app.bizproc.literals import literal
from b24app.errors import PlanRejected
from b24app.plan.snapshot import Snapshot, Stage, nearest
from b24app.plan.vocabulary import Entity


def stages_called(name: str, entity: Entity, snapshot: Snapshot, node_id: str, pipeline: str = "") -> list[Stage]:
    """All stages of that name, one for each pipeline that has it; `PlanRejected` for none.

    `pipeline` narrows them to those of the pipeline of that name, when it has one.
    """
    found = snapshot.stages_called(entity, name)
    if not found:
        known = (stage.name for stage in snapshot.stages if stage.entity == entity)
        raise PlanRejected(f'There is no stage called "{name}" in this portal.', node_id, nearest(name, known))
    where = {row.id for row in snapshot.pipelines_called(entity, pipeline)} if pipeline else set()
    return [stage for stage in found if stage.pipeline_id in where] or found


def stage_codes(name: str, entity: Entity, snapshot: Snapshot, node_id: str) -> list[str]:
    """The codes of all stages of that name, as values of a template."""
    if not snapshot.known:
        return [constants.stage(name)]
    return [literal(stage.code) for stage in stages_called(name, entity, snapshot, node_id)]


def stage_code(name: str, entity: Entity, snapshot: Snapshot, node_id: str, pipeline: str = "") -> str:
    """The code of the one stage of that name, as a value; `PlanRejected` with the codes of several pipelines'."""
    if not snapshot.known:
        return constants.stage(name)
    found = stages_called(name, entity, snapshot, node_id, pipeline)
    if len(found) > 1:
        codes = tuple(stage.code for stage in found)
        raise PlanRejected(f'Several pipelines have a stage called "{name}".', node_id, codes)
    return literal(found[0].code)
