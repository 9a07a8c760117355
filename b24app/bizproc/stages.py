"""Names of stages as the codes that records hold."""

from __future__ import annotations

from b24app.errors import PlanRejected
from b24app.plan.snapshot import Snapshot
from b24app.plan.vocabulary import Entity


def stage_codes(name: str, entity: Entity, snapshot: Snapshot, node_id: str) -> list[str]:
    """The codes of all stages of that name, one for each pipeline that has it; `PlanRejected` for none."""
    found = snapshot.stages_called(entity, name)
    if not found:
        known = (stage.name for stage in snapshot.stages if stage.entity == entity)
        raise PlanRejected(f'There is no stage called "{name}" in this portal.', node_id, tuple(dict.fromkeys(known)))
    return [stage.code for stage in found]


def stage_code(name: str, entity: Entity, snapshot: Snapshot, node_id: str) -> str:
    """The code of the one stage of that name; `PlanRejected` with the codes when several pipelines have it."""
    codes = stage_codes(name, entity, snapshot, node_id)
    if len(codes) > 1:
        raise PlanRejected(f'Several pipelines have a stage called "{name}".', node_id, tuple(codes))
    return codes[0]
