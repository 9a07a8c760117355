"""Names of stages as the codes that records hold."""

from __future__ import annotations

import re
from typing import Final

from b24app.bizproc import constants
from b24app.bizproc.literals import literal
from b24app.errors import PlanRejected
from b24app.plan.plan import Comparison
from b24app.plan.snapshot import Snapshot, Stage, called, nearest
from b24app.plan.vocabulary import Entity

_PAYMENT: Final = re.compile(r"(?:payment[ _]?(?:status|state)?|(?:is[ _])?paid)\Z", re.IGNORECASE)
_PAID: Final = frozenset({"paid", "yes", "y", "true", "1", "complete", "completed", "done", "full", "fully paid"})
_OPEN: Final = frozenset({"unpaid", "not paid", "no", "n", "false", "0", "open", "outstanding", "pending", "due"})
_STAGE: Final = "STAGE_ID"


def stages_called(name: str, entity: Entity, snapshot: Snapshot, node_id: str, pipeline: str = "") -> list[Stage]:
    """All stages of that name, one for each pipeline that has it; `PlanRejected` for none.

    Those of the pipeline of that name alone, when it has one.
    """
    where = {row.id for row in snapshot.pipelines_called(entity, pipeline)} if pipeline else set()
    own = [stage for stage in snapshot.stages if stage.entity == entity and stage.pipeline_id in where]
    found = called(own, name, lambda stage: (stage.code, stage.name)) or snapshot.stages_called(entity, name)
    if not found:
        known = (stage.name for stage in snapshot.stages if stage.entity == entity)
        raise PlanRejected(f'There is no stage called "{name}" in this portal.', node_id, nearest(name, known))
    return found


def stage_codes(name: str, entity: Entity, snapshot: Snapshot, node_id: str, pipeline: str = "") -> list[str]:
    """The codes of all stages of that name, as values of a template."""
    if not snapshot.known:
        return [constants.stage(name)]
    return [literal(stage.code) for stage in stages_called(name, entity, snapshot, node_id, pipeline)]


def stage_code(name: str, entity: Entity, snapshot: Snapshot, node_id: str, pipeline: str = "") -> str:
    """The code of the one stage of that name, as a value; `PlanRejected` with the codes of several pipelines'."""
    if not snapshot.known:
        return constants.stage(name)
    found = stages_called(name, entity, snapshot, node_id, pipeline)
    if len(found) > 1:
        codes = tuple(stage.code for stage in found)
        raise PlanRejected(f'Several pipelines have a stage called "{name}".', node_id, codes)
    return literal(found[0].code)


def pipeline_code(name: str, entity: Entity, snapshot: Snapshot, node_id: str) -> str:
    """The number of the one pipeline of that name, as a value; `PlanRejected` for none and for several."""
    if name.strip().isdigit():
        return name.strip()
    if not snapshot.known:
        return constants.pipeline(name)
    found = snapshot.pipelines_called(entity, name)
    if len(found) == 1:
        return str(found[0].id)
    known = (row.name for row in found or snapshot.pipelines if row.entity == entity)
    text = "Several pipelines are" if found else "There is no pipeline"
    raise PlanRejected(f'{text} called "{name}" in this portal.', node_id, nearest(name, known))


def is_payment(name: str, entity: Entity, snapshot: Snapshot) -> bool:
    """Whether that asks if a smart invoice is paid, which its stage tells (variables.md): no field of the portal."""
    plain = " ".join(name.split())
    is_meant = entity == "CRM_INVOICE" and _PAYMENT.match(plain) is not None
    return is_meant and not called(snapshot.fields_of(entity), plain, lambda row: (row.code, row.caption), nearly=False)


def by_stage(comparison: Comparison, entity: Entity, snapshot: Snapshot, node_id: str) -> Comparison:
    """What is said of a payment as what it says of the stage; any other comparison as it is. Raises PlanRejected."""
    if comparison.of != "record" or not is_payment(comparison.field, entity, snapshot):
        return comparison
    said = comparison.value if isinstance(comparison.value, tuple) else (comparison.value,)
    words = {" ".join(str(one).casefold().replace("_", " ").split()) for one in said if one is not None}
    if not words or not (words <= _PAID or words <= _OPEN) or comparison.op not in {"eq", "ne", "in", "not_in"}:
        text = 'Whether an invoice is paid is told by its stage: it can only be "paid" or "not paid".'
        raise PlanRejected(text, node_id, ("paid", "not paid"))
    is_paid = (words <= _PAID) == (comparison.op in {"eq", "in"})
    codes = paid_stages(entity, snapshot, node_id)
    told = {"field": _STAGE, "op": "in" if is_paid else "not_in", "value": codes}
    if len(codes) == 1:
        told |= {"op": "eq" if is_paid else "ne", "value": codes[0]}
    return comparison.model_copy(update=told)


def paid_stages(entity: Entity, snapshot: Snapshot, node_id: str) -> tuple[str, ...]:
    """The stages in which an invoice is paid; the word itself where there is no portal. Raises PlanRejected."""
    if not snapshot.known:
        return ("Paid",)
    codes = tuple(row.code for row in snapshot.stages if row.entity == entity and row.semantics == "success")
    if not codes:
        raise PlanRejected("Invoices have no stage here that means they are paid.", node_id)
    return codes
