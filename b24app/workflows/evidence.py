"""What is known of one workflow on one record: what the app wrote down, beside what the portal keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Engine, RowMapping

from b24app.bizproc.documents import kind_of
from b24app.errors import PlanRejected
from b24app.model import Portal
from b24app.plan.plan import Plan
from b24app.plan.snapshot import Snapshot
from b24app.plan.vocabulary import family
from b24app.portals import rows as portal_rows
from b24app.portals.client import Client
from b24app.portals.records import read_record
from b24app.portals.wire import as_list, as_map
from b24app.workflows import rows, trace, wording
from b24app.workflows.past import Move, Occasion, Past
from b24app.workflows.uploads import Uploads

Json = dict[str, Any]
STAGE_HISTORY: Final = "stage history "
_EVENTS: Final[Mapping[str, tuple[str, ...]]] = {
    "lead": ("ONCRMLEADADD", "ONCRMLEADUPDATE"),
    "deal": ("ONCRMDEALADD", "ONCRMDEALUPDATE", "ONCRMDEALMOVETOCATEGORY"),
}


@dataclass(frozen=True)
class Evidence:
    """`runs` are the trace's, newest first; `states` when it was turned on and off, `events` those about the record,
    newest first; `occasions` is None where the portal keeps no record of the trigger; `instances` run now, by id;
    `independent` ones report nothing; `template` is the portal's copy of what runs, empty when it is gone.
    """

    workflow: RowMapping
    plans: Mapping[int, Plan]
    states: Sequence[RowMapping]
    runs: Sequence[Json]
    events: Sequence[RowMapping]
    installed_at: datetime
    published_at: datetime | None
    independent: bool
    snapshot: Snapshot
    item: str
    occasions: Sequence[Occasion] | None
    moves: Sequence[Move]
    instances: Mapping[str, Json]
    template: Json

    @property
    def plan(self) -> Plan:
        """Of the version that runs, or would."""
        return self.plans[self.workflow["version"] or max(self.plans)]

    @property
    def record(self) -> str:
        """`deal 42`."""
        return f"{wording.record(self.plan.entity)} {self.item.rpartition('_')[2]}"

    @property
    def last(self) -> Occasion | None:
        """The last time the trigger came about."""
        return self.occasions[-1] if self.occasions else None


def evidence(engine: Engine, past: Past, workflow_id: str, record_id: int) -> Evidence:
    """Raises NotFound for a workflow or record that does not exist, PlanRejected for one that is not of the CRM,
    PortalError.
    """
    client, portal = past.client, past.portal
    with engine.begin() as connection:
        workflow = rows.find(connection, portal.member_id, workflow_id)
        versions = rows.versions(connection, portal.member_id, workflow_id)
        plans = {row["version"]: Plan.model_validate(row["plan"]) for row in versions}
        plan = plans[workflow["version"] or max(plans)]
        item = f"{kind_of(plan.entity).type[2]}_{record_id}"
        states = rows.states(connection, portal.member_id, workflow_id)
        runs = trace.runs(connection, portal.member_id, workflow_id, item)
        names = _EVENTS.get(family(plan.entity), ())
        events = rows.events_about(connection, portal.member_id, names, record_id)
        installed_at = portal_rows.installed_at(connection, portal.member_id)
    read_record(client, portal, plan.entity, record_id)
    occasions: list[Occasion] | None = None
    with suppress(PlanRejected):
        occasions = past.of_record(plan, record_id)
    template_id = workflow["template_id"]
    return Evidence(
        workflow=workflow,
        plans=plans,
        states=states,
        runs=runs,
        events=events,
        installed_at=installed_at,
        published_at=min((row["published_at"] for row in versions if row["published_at"]), default=None),
        independent=any(row["independent"] for row in versions if row["version"] == workflow["version"]),
        snapshot=past.snapshot,
        item=item,
        occasions=occasions,
        moves=past.moves(plan.entity, [record_id]).get(record_id, []),
        instances=_running(client, portal, versions, item),
        template=Uploads(client).read(portal, template_id) if template_id is not None else {},
    )


def _running(client: Client, portal: Portal, versions: Sequence[RowMapping], item: str) -> dict[str, Json]:
    """A filter may be ignored where it is not understood, so what came is compared again here."""
    templates = {str(row["template_id"]) for row in versions if row["template_id"] is not None}
    if not templates:
        return {}
    wanted = {"TEMPLATE_ID": sorted(templates), "DOCUMENT_ID": item}
    params = {"SELECT": ["ID", "TEMPLATE_ID", "DOCUMENT_ID", "STARTED"], "FILTER": wanted}
    found = map(as_map, client.pages(portal, "bizproc.workflow.instances", params))
    ours = (row for row in found if str(row.get("TEMPLATE_ID")) in templates)
    return {str(row["ID"]): row for row in ours if _item(row.get("DOCUMENT_ID")) == item}


def _item(document_id: object) -> str:
    told = as_list(document_id)
    return str(told[-1]) if told else str(document_id)
