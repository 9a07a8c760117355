"""Plan → template → portal → compare → arm, on one screen.

The template is always uploaded with AUTO_EXECUTE '0' and armed only after the portal gave back what was sent: a wrong
template never starts by itself.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine

from b24app.bizproc import bpt
from b24app.bizproc.activities import robots_of
from b24app.bizproc.build import Template, build
from b24app.bizproc.compare import differences
from b24app.errors import NotBuilt, PlanRejected, PortalError, PortalUnreachable, TemplateDiffers
from b24app.model import Portal
from b24app.plan.confirm import refuse_unconfirmed
from b24app.plan.plan import Plan
from b24app.plan.unbuilt import not_built
from b24app.plan.vocabulary import TriggerName, registered_robots
from b24app.portals.client import Client, PortalCalls
from b24app.portals.snapshot import Directories
from b24app.portals.wire import as_map, list_rows
from b24app.workflows import rows


@dataclass(frozen=True)
class Published:
    """A workflow that is on the portal, equal to what was sent, and armed."""

    workflow_id: str
    version: int
    template_id: int
    start: str
    template_bytes: int


@dataclass(frozen=True)
class Publisher:
    """Puts plans on portals."""

    engine: Engine
    client: Client
    directories: Directories
    client_id: str
    watermark: Callable[[PortalCalls, TriggerName], int]

    def publish(
        self, portal: Portal, author_id: int, name: str, description: str, plan: Plan, *, confirmed: Collection[str]
    ) -> Published:
        """`confirmed`: the sentences of `plan.confirm` that the person ticked.

        Raises NotConfirmed, NotBuilt, PlanRejected before anything is sent; PortalError, TemplateDiffers with nothing
        armed.
        """
        refuse_unconfirmed(plan, confirmed)
        workflow_id = f"wf{secrets.token_hex(8)}"
        refuse_unbuilt(plan)
        template = self._built(portal, plan, version_ref(workflow_id, 1))
        refuse_unregistered(template, self.client_id)
        data = bpt.encode(template.tree)
        with self.engine.begin() as connection:
            rows.add(connection, portal.member_id, workflow_id, name, trigger=plan.trigger.name, start=template.start)
            rows.add_version(
                connection,
                portal.member_id,
                workflow_id,
                author_id=author_id,
                description=description,
                plan=plan,
                bpt=data,
            )
        template_id = self._upload(portal, workflow_id, name, template, data)
        try:
            self._compare(portal, workflow_id, template_id, template)
            self._arm(portal, workflow_id, template_id, template, plan.trigger.name)
        except PortalError:
            self._withdraw(portal, workflow_id, template_id)
            raise
        return Published(workflow_id, 1, template_id, template.start, len(data))

    def _built(self, portal: Portal, plan: Plan, ref: str) -> Template:
        """The template; a name that is not known may be newer than the directory, which is read anew then."""
        try:
            return build(plan, self.directories.of(portal), self.client_id, ref)
        except PlanRejected:
            return build(plan, self.directories.of(portal, fresh=True), self.client_id, ref)

    def _upload(self, portal: Portal, workflow_id: str, name: str, template: Template, data: bytes) -> int:
        params = {
            "DOCUMENT_TYPE": list(template.document_type),
            "NAME": name,
            "DESCRIPTION": f"Made by Workflow Composer ({workflow_id})",
            "TEMPLATE_DATA": [f"{workflow_id}.bpt", base64.b64encode(data).decode()],
            "AUTO_EXECUTE": "0",
        }
        try:
            template_id = int(self.client.call(portal, "bizproc.workflow.template.add", params))
        except PortalError as error:
            in_doubt = isinstance(error, PortalUnreachable) and error.sent
            template_id = self._added_after_all(portal, workflow_id, name) if in_doubt else 0
            if not template_id:
                self._drop(portal, workflow_id)
                raise
        with self.engine.begin() as connection:
            rows.change(connection, portal.member_id, workflow_id, template_id=template_id)
        return template_id

    def _added_after_all(self, portal: Portal, workflow_id: str, name: str) -> int:
        """The template whose answer was lost on the way; 0 when the portal has none."""
        params = {"SELECT": ["ID", "NAME", "DESCRIPTION"], "FILTER": {"NAME": name}}
        found = (as_map(row) for row in self.client.pages(portal, "bizproc.workflow.template.list", params))
        return next((int(row["ID"]) for row in found if workflow_id in str(row.get("DESCRIPTION"))), 0)

    def _withdraw(self, portal: Portal, workflow_id: str, template_id: int) -> None:
        """Nothing half published stays: the template goes, if the portal still answers; it was never armed."""
        with suppress(PortalError):
            self.client.call(portal, "bizproc.workflow.template.delete", {"ID": template_id})
        self._drop(portal, workflow_id)

    def _drop(self, portal: Portal, workflow_id: str) -> None:
        with self.engine.begin() as connection:
            rows.drop(connection, portal.member_id, workflow_id)

    def _compare(self, portal: Portal, workflow_id: str, template_id: int, template: Template) -> None:
        found = self._read_back(portal, template_id)
        sent = {name: template.tree[name] for name in ("TEMPLATE", "PARAMETERS", "VARIABLES", "CONSTANTS")}
        different = differences(sent, found)
        if different:
            with self.engine.begin() as connection:
                rows.change(connection, portal.member_id, workflow_id, status="differs")
            raise TemplateDiffers(different)

    def _read_back(self, portal: Portal, template_id: int) -> dict[str, Any]:
        select = ["ID", "TEMPLATE", "PARAMETERS", "VARIABLES", "CONSTANTS", "AUTO_EXECUTE"]
        params = {"SELECT": select, "FILTER": {"ID": template_id}}
        found = list_rows(self.client.call(portal, "bizproc.workflow.template.list", params))
        return as_map(found[0]) if found else {}

    def _arm(
        self, portal: Portal, workflow_id: str, template_id: int, template: Template, trigger: TriggerName
    ) -> None:
        """From here on, what happens starts it."""
        if template.start == "native_create":
            fields = {"AUTO_EXECUTE": template.auto_execute}
            self.client.call(portal, "bizproc.workflow.template.update", {"ID": template_id, "FIELDS": fields})
        armed_after = self.watermark(PortalCalls(self.client, portal), trigger)
        with self.engine.begin() as connection:
            rows.change(connection, portal.member_id, workflow_id, status="active", armed_after=armed_after)


def refuse_unbuilt(plan: Plan) -> None:
    """Raises NotBuilt for a trigger, action or kind of step that cannot be published yet."""
    if missing := not_built(plan):
        raise NotBuilt(*missing)


def refuse_unregistered(template: Template, client_id: str) -> None:
    """Raises NotBuilt for a step that needs a robot of ours which does not exist yet."""
    if missing := robots_of(template.tree, client_id) - registered_robots():
        raise NotBuilt(*sorted(missing))


def version_ref(workflow_id: str, version: int) -> str:
    """How a version's marks name it."""
    return f"{workflow_id}.{version}"
