"""Turning a published workflow off, on again, and away.

REST has no switch for a template (bpt/triggers.md, "Limits on running workflows"): off means that neither the portal
(AUTO_EXECUTE '0') nor the app starts it; what is running goes on to its end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Engine, RowMapping

from b24app.errors import NotAllowed, PortalRefused
from b24app.model import Portal
from b24app.plan.vocabulary import TriggerName
from b24app.portals.client import Client, PortalCalls
from b24app.workflows import rows

_GONE = "ERROR_TEMPLATE_NOT_FOUND"


@dataclass(frozen=True)
class Life:
    """Changes what a published workflow does from now on. Every method raises NotFound and PortalError."""

    engine: Engine
    client: Client
    watermark: Callable[[PortalCalls, TriggerName], int]

    def pause(self, portal: Portal, workflow_id: str) -> None:
        """Nothing starts it any more. Raises NotAllowed when it is not active."""
        workflow = self._find(portal, workflow_id, "active")
        self._start_natively(portal, workflow, "0")  # first: a portal that refuses leaves it active, and says so
        self._change(portal, workflow_id, status="paused")

    def resume(self, portal: Portal, workflow_id: str) -> None:
        """What happens from now on starts it; what happened while it was off does not. Raises NotAllowed."""
        workflow = self._find(portal, workflow_id, "paused")
        self._start_natively(portal, workflow, "1")
        armed_after = self.watermark(PortalCalls(self.client, portal), workflow["trigger"])
        self._change(portal, workflow_id, status="active", armed_after=armed_after)

    def delete(self, portal: Portal, workflow_id: str) -> None:
        """Remove it from the portal and from here. Raises PortalRefused in the portal's words while it is running."""
        with self.engine.begin() as connection:
            workflow = rows.find(connection, portal.member_id, workflow_id)
        if workflow["template_id"] is not None:
            try:
                self.client.call(portal, "bizproc.workflow.template.delete", {"ID": workflow["template_id"]})
            except PortalRefused as error:
                if error.error != _GONE:
                    raise
        with self.engine.begin() as connection:
            rows.drop(connection, portal.member_id, workflow_id)

    def _find(self, portal: Portal, workflow_id: str, status: str) -> RowMapping:
        with self.engine.begin() as connection:
            workflow = rows.find(connection, portal.member_id, workflow_id)
        if workflow["status"] != status:
            raise NotAllowed(f"this workflow is {workflow['status']}, not {status}")
        return workflow

    def _start_natively(self, portal: Portal, workflow: RowMapping, auto_execute: str) -> None:
        if workflow["start"] == "native_create":
            params = {"ID": workflow["template_id"], "FIELDS": {"AUTO_EXECUTE": auto_execute}}
            self.client.call(portal, "bizproc.workflow.template.update", params)

    def _change(self, portal: Portal, workflow_id: str, **values: object) -> None:
        with self.engine.begin() as connection:
            rows.change(connection, portal.member_id, workflow_id, **values)
