"""Starts a workflow once per occurrence.

The run is written before the portal is asked: `planned`, then `starting` just before the call, then `started`. A crash
while `starting` leaves a doubt that is settled by evidence, the template's first mark or a running instance, and never
by starting again; without evidence the run is listed as `doubtful`.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy import Engine, RowMapping

from b24app.bizproc.documents import kind_of
from b24app.errors import NotAllowed, PortalBusy, PortalError, PortalRefused, PortalUnreachable
from b24app.model import Document, Portal
from b24app.portals.client import Client
from b24app.portals.wire import as_map, list_rows
from b24app.store.engine import now
from b24app.workflows import rows
from b24app.workflows.inputs import parameters
from b24app.workflows.publish import version_ref

_log = structlog.get_logger()
_EVIDENCE = timedelta(minutes=2)


@dataclass(frozen=True)
class Starter:
    """Starts published workflows through REST."""

    engine: Engine
    client: Client

    def start_by_hand(self, portal: Portal, workflow_id: str, document_id: int, inputs: Mapping[str, str]) -> str:
        """Start it on one record now, paused or not; the run's key. Raises NotFound, NotAllowed, MalformedRequest,
        PortalError.
        """
        with self.engine.begin() as connection:
            workflow = rows.find(connection, portal.member_id, workflow_id)
            if workflow["status"] not in {"active", "paused"}:
                raise NotAllowed("only a published workflow can be started")
            plan = rows.plan_of(connection, portal.member_id, workflow_id, workflow["version"])
        given = parameters(plan, inputs)
        return self.start_once(portal, workflow, document_id, f"by hand {secrets.token_hex(8)}", given)

    def start_once(
        self,
        portal: Portal,
        workflow: RowMapping,
        document_id: int,
        occurrence: str,
        inputs: Mapping[str, str] | None = None,
    ) -> str:
        """Make sure this occurrence has started this workflow; the run's key.

        Raises PortalError when it should be tried again.
        """
        document = _document(workflow, document_id)
        with self.engine.begin() as connection:
            values = {
                "key": secrets.token_hex(16),
                "workflow_id": workflow["id"],
                "version": workflow["version"],
                "document": [document.module, document.entity, document.item],
                "occurrence": occurrence,
            }
            run = rows.plan_run(connection, portal.member_id, values)
        if run["state"] == "starting":
            self._settle(portal, workflow, run)
        elif run["state"] == "planned" and self._move(portal, run, since="planned", state="starting"):
            self._start(portal, workflow, run, inputs or {})
        return str(run["key"])

    def _start(self, portal: Portal, workflow: RowMapping, run: RowMapping, inputs: Mapping[str, str]) -> None:
        params = {
            "TEMPLATE_ID": workflow["template_id"],
            "DOCUMENT_ID": run["document"],
            "PARAMETERS": {**inputs, "StartKey": run["key"]},
        }
        try:
            started = self.client.call(portal, "bizproc.workflow.start", params)
        except PortalRefused as error:
            self._move(portal, run, since="starting", state="failed", error=str(error))
        except PortalError as error:
            if not (isinstance(error, PortalUnreachable) and error.sent):
                self._move(portal, run, since="starting", state="planned", error=str(error))
            raise
        else:
            self._move(portal, run, since="starting", state="started", portal_workflow_id=str(started))

    def _settle(self, portal: Portal, workflow: RowMapping, run: RowMapping) -> None:
        """An earlier attempt may have started it: look, do not repeat."""
        found = self._marked(portal, run) or self._running(portal, workflow, run)
        if found:
            self._move(portal, run, since="starting", state="started", portal_workflow_id=found)
            return
        with self.engine.begin() as connection:
            waited = now(connection) - run["created_at"]
        if waited < _EVIDENCE:
            raise PortalBusy("bizproc.workflow.start", wait_s=30.0)
        _log.warning("start_is_doubtful", portal=portal.member_id, workflow=workflow["id"])
        why = "it is not known whether the portal started it; it was not started again"
        self._move(portal, run, since="starting", state="doubtful", error=why)

    def _marked(self, portal: Portal, run: RowMapping) -> str:
        with self.engine.begin() as connection:
            marks = rows.marks(connection, portal.member_id, version=version_ref(run["workflow_id"], run["version"]))
        return next((mark["workflow_id"] for mark in marks if mark["properties"].get("start_key") == run["key"]), "")

    def _running(self, portal: Portal, workflow: RowMapping, run: RowMapping) -> str:
        """The one instance of this template on this record that no other run owns.

        A filter may be ignored where it is not understood, so what came is compared again here.
        """
        query = {
            "SELECT": ["ID", "TEMPLATE_ID", "DOCUMENT_ID"],
            "FILTER": {"TEMPLATE_ID": workflow["template_id"], "DOCUMENT_ID": run["document"][2]},
        }
        instances = [as_map(row) for row in list_rows(self.client.call(portal, "bizproc.workflow.instances", query))]
        with self.engine.begin() as connection:
            others = {row["portal_workflow_id"] for row in rows.runs(connection, portal.member_id, workflow["id"])}
        wanted = (str(workflow["template_id"]), run["document"][2])
        ours = [row for row in instances if (str(row.get("TEMPLATE_ID")), _item(row.get("DOCUMENT_ID"))) == wanted]
        free = [str(row["ID"]) for row in ours if str(row["ID"]) not in others]
        return free[0] if len(free) == 1 else ""

    def _move(self, portal: Portal, run: RowMapping, *, since: str, **values: Any) -> bool:
        with self.engine.begin() as connection:
            return rows.change_run(connection, portal.member_id, run["key"], since=since, **values)


def _item(document_id: object) -> str:
    """`DEAL_42`, whether the portal gives it alone or as the last of three."""
    return str(document_id[-1]) if isinstance(document_id, list) and document_id else str(document_id)


def _document(workflow: RowMapping, document_id: int) -> Document:
    module, name, code = kind_of(workflow["entity"]).type
    return Document(module, name, f"{code}_{document_id}")
