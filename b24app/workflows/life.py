"""Draft → active → paused → archived, and away.

REST has no switch for a template (bpt/triggers.md, "Limits on running workflows"): off means that neither the portal
(AUTO_EXECUTE '0') nor the app starts it; what is running goes on to its end.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import Engine, RowMapping

from b24app.errors import NotAllowed, NotFound, PortalError, StillRunning
from b24app.model import Portal
from b24app.plan.plan import Plan
from b24app.plan.vocabulary import TriggerName
from b24app.portals.client import Client, PortalCalls
from b24app.workflows import rows, trace
from b24app.workflows.uploads import Uploads

_ENDED = "Ended from Workflow Composer"
_MEANWHILE = "somebody else changed this workflow at the same moment; look at it and try again"
_GOING = frozenset({"started", "running"})


@dataclass(frozen=True)
class Life:
    """Changes what a published workflow does from now on. Every method raises NotFound and PortalError."""

    engine: Engine
    client: Client
    watermark: Callable[[PortalCalls, TriggerName], int]

    def pause(self, portal: Portal, workflow_id: str) -> None:
        """Nothing starts it any more. Raises NotAllowed when it is not active."""
        workflow = self._find(portal, workflow_id, {"active"})
        self._start_natively(portal, workflow, "0")  # first: a portal that refuses leaves it active, and says so
        with self.engine.begin() as connection:
            is_paused = rows.claim(connection, portal.member_id, workflow, status="paused")
        if not is_paused:
            raise NotAllowed(_MEANWHILE)

    def resume(self, portal: Portal, workflow_id: str) -> None:
        """What happens from now on starts it; what happened while it was off does not. Raises NotAllowed."""
        workflow = self._find(portal, workflow_id, {"paused"})
        self._start_natively(portal, workflow, "1")
        armed_after = self.watermark(PortalCalls(self.client, portal), workflow["trigger"])
        with self.engine.begin() as connection:
            is_active = rows.claim(connection, portal.member_id, workflow, status="active", armed_after=armed_after)
        if not is_active:
            self._leave_unarmed(portal, workflow)
            raise NotAllowed(_MEANWHILE)

    def archive(self, portal: Portal, workflow_id: str, *, end_running: bool = False) -> None:
        """Take it off the portal, keep its versions here. Raises NotAllowed, StillRunning with all as it was."""
        workflow = self._find(portal, workflow_id, {"active", "paused"})
        self._refuse_running(portal, workflow_id, end_running=end_running)
        if workflow["status"] == "active":
            self.pause(portal, workflow_id)
            workflow = self._find(portal, workflow_id, {"paused"})
        with self.engine.begin() as connection:
            is_archived = rows.claim(connection, portal.member_id, workflow, status="archived")
        if not is_archived:
            raise NotAllowed(_MEANWHILE)
        try:
            self._take_off(portal, workflow_id, end_running=end_running)
        except (PortalError, StillRunning):
            self._change(portal, workflow_id, status="paused")
            raise
        self._change(portal, workflow_id, template_id=None)

    def delete(self, portal: Portal, workflow_id: str, *, end_running: bool = False) -> None:
        """Remove it from the portal and from here. Raises StillRunning while an instance of it runs."""
        self._find(portal, workflow_id)
        self._take_off(portal, workflow_id, end_running=end_running)
        with self.engine.begin() as connection:
            rows.drop(connection, portal.member_id, workflow_id)

    def discard(self, portal: Portal, workflow_id: str, number: int) -> None:
        """Throw away a version that never ran: a draft, or what the portal kept differently. Raises NotAllowed."""
        with self.engine.begin() as connection:
            version = rows.find_version(connection, portal.member_id, workflow_id, number)
        if version["state"] not in {"draft", "differs"}:
            raise NotAllowed("a version that was published stays in the history")
        if version["template_id"] is not None:
            Uploads(self.client).remove(portal, version["template_id"])
        with self.engine.begin() as connection:
            rows.drop_version(connection, portal.member_id, workflow_id, number)
            if not rows.versions(connection, portal.member_id, workflow_id):
                rows.drop(connection, portal.member_id, workflow_id)
            elif rows.find(connection, portal.member_id, workflow_id)["status"] == "differs":
                rows.change(connection, portal.member_id, workflow_id, status="draft", template_id=None)

    def runs(self, portal: Portal, workflow_id: str) -> list[trace.Json]:
        """Its runs, newest first. One that has not reported its end and runs no longer in the portal reads `ended`."""
        with self.engine.begin() as connection:
            told = trace.runs(connection, portal.member_id, workflow_id)
        going = [run for run in told if run["state"] in _GOING and run["instance"]]
        if going:
            with suppress(PortalError):  # a trace is shown all the same
                running = Uploads(self.client).running(portal, self._templates(portal, workflow_id))
                for run in going:
                    run["state"] = run["state"] if run["instance"] in running else "ended"
        return told

    def plan(self, portal: Portal, workflow_id: str) -> Plan:
        """The plan that runs, or would run. Raises NotFound for a workflow that is only a draft."""
        with self.engine.begin() as connection:
            workflow = rows.find(connection, portal.member_id, workflow_id)
            return rows.plan_of(connection, portal.member_id, workflow_id, workflow["version"])

    def stop(self, portal: Portal, workflow_id: str, instance: str) -> None:
        """End one running instance of it. Raises NotAllowed when it is not running, or not of this workflow."""
        uploads = Uploads(self.client)
        if instance not in uploads.running(portal, self._templates(portal, workflow_id)):
            raise NotAllowed("this run has ended already")
        self._end(portal, instance)

    def _end(self, portal: Portal, instance: str) -> None:
        Uploads(self.client).terminate(portal, instance, _ENDED)
        with self.engine.begin() as connection:
            rows.stop_runs(connection, portal.member_id, instance)

    def _leave_unarmed(self, portal: Portal, seen: RowMapping) -> None:
        """Turn off what was just turned on, unless that is what runs now after all."""
        with suppress(NotFound, PortalError):
            found = self._find(portal, seen["id"])
            if found["status"] != "active" or found["template_id"] != seen["template_id"]:
                self._start_natively(portal, seen, "0")

    def _refuse_running(self, portal: Portal, workflow_id: str, *, end_running: bool) -> list[str]:
        running = Uploads(self.client).running(portal, self._templates(portal, workflow_id))
        if running and not end_running:
            raise StillRunning(tuple(running))
        return running

    def _take_off(self, portal: Portal, workflow_id: str, *, end_running: bool) -> None:
        uploads = Uploads(self.client)
        templates = self._templates(portal, workflow_id)
        for instance in self._refuse_running(portal, workflow_id, end_running=end_running):
            self._end(portal, instance)
        for template_id in templates:
            uploads.remove(portal, template_id)
        with self.engine.begin() as connection:
            for version in rows.versions(connection, portal.member_id, workflow_id):
                rows.change_version(connection, portal.member_id, workflow_id, version["version"], template_id=None)

    def _templates(self, portal: Portal, workflow_id: str) -> list[int]:
        with self.engine.begin() as connection:
            workflow = rows.find(connection, portal.member_id, workflow_id)
            versions = rows.versions(connection, portal.member_id, workflow_id)
        known = (workflow["template_id"], *(version["template_id"] for version in versions))
        return list(dict.fromkeys(number for number in known if number is not None))

    def _find(self, portal: Portal, workflow_id: str, allowed: Collection[str] = ()) -> RowMapping:
        with self.engine.begin() as connection:
            workflow = rows.find(connection, portal.member_id, workflow_id)
        if allowed and workflow["status"] not in allowed:
            raise NotAllowed(f"this workflow is {workflow['status']}, not {' or '.join(sorted(allowed))}")
        return workflow

    def _start_natively(self, portal: Portal, workflow: RowMapping, auto_execute: str) -> None:
        if workflow["start"] == "native_create":
            Uploads(self.client).start_natively(portal, workflow["template_id"], auto_execute)

    def _change(self, portal: Portal, workflow_id: str, **values: object) -> None:
        with self.engine.begin() as connection:
            rows.change(connection, portal.member_id, workflow_id, **values)
