"""Plan → template → portal → compare → switch, on one screen.

Every published version has a template of its own. The one that runs stays as it is until the portal gave back exactly
what was sent for the new one; then the two change places. So a publish that fails at any point, a crash included,
leaves the earlier version running, and a wrong template never starts by itself.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import Engine, RowMapping

from b24app.bizproc import bpt
from b24app.bizproc.activities import robots_of
from b24app.bizproc.build import Template, build, start_of
from b24app.bizproc.read import read_tree
from b24app.errors import EditedInDesigner, NotAllowed, NotBuilt, PlanRejected, PortalError, TemplateDiffers
from b24app.model import Portal
from b24app.plan.confirm import refuse_unconfirmed
from b24app.plan.plan import Plan
from b24app.plan.unbuilt import not_built
from b24app.plan.vocabulary import TRIGGERS, TriggerName, registered_robots
from b24app.portals.client import Client, PortalCalls
from b24app.portals.snapshot import Directories
from b24app.workflows import rows
from b24app.workflows.uploads import Uploads

_ATTEMPTS = 3


@dataclass(frozen=True)
class Draft:
    """A plan as a person left it: what the workflow is called, the words it came from, and a note for the history.

    `independent`: without any step of the app's, so that it runs on when the app is gone, and reports nothing.
    """

    name: str
    description: str
    plan: Plan
    note: str = ""
    independent: bool = False


@dataclass(frozen=True)
class Published:
    """A version that is on the portal, equal to what was sent, and armed."""

    workflow_id: str
    version: int
    template_id: int
    start: str
    template_bytes: int


_MEANWHILE = "somebody else changed this workflow at the same moment; look at it and try again"


@dataclass(frozen=True)
class Publisher:
    """Puts plans on portals."""

    engine: Engine
    client: Client
    directories: Directories
    client_id: str
    watermark: Callable[[PortalCalls, TriggerName], int]

    def save(self, portal: Portal, author_id: int, draft: Draft, workflow_id: str = "") -> tuple[str, int]:
        """Keep a draft, of a new workflow or of the one given. Raises NotFound."""
        with self.engine.begin() as connection:
            if workflow_id:
                rows.find(connection, portal.member_id, workflow_id)
            else:
                workflow_id = f"wf{secrets.token_hex(8)}"
                rows.add(connection, portal.member_id, workflow_id, draft.name, draft.plan)
            number = rows.add_version(
                connection,
                portal.member_id,
                workflow_id,
                author_id=author_id,
                description=draft.description,
                plan=draft.plan,
                note=draft.note,
                independent=draft.independent,
            )
            return workflow_id, number

    def publish(
        self,
        portal: Portal,
        author_id: int,
        draft: Draft,
        workflow_id: str = "",
        *,
        confirmed: Collection[str],
        overwrite: bool = False,
    ) -> Published:
        """`confirmed`: the sentences of `plan.confirm` that the person ticked; `overwrite`: what the designer changed.

        Raises NotConfirmed, NotBuilt, PlanRejected, EditedInDesigner before anything is sent; PortalError and
        TemplateDiffers with the earlier version, if there is one, still running.
        """
        refuse_unconfirmed(draft.plan, confirmed)
        if workflow_id and not overwrite:
            self._refuse_edited(portal, workflow_id)
        new = not workflow_id
        refuse_unbuilt(draft.plan)
        checked = self._built(portal, draft, "checked before it is saved")
        refuse_unregistered(checked, self.client_id)
        refuse_unstarted(draft.plan, checked)
        if draft.independent:
            refuse_started_by_the_app(draft.plan, checked)
        workflow_id, number = self.save(portal, author_id, draft, workflow_id)
        template = self._built(portal, draft, version_ref(workflow_id, number))
        try:
            published = self._upload(portal, workflow_id, number, draft.name, template)
            self.switch(portal, workflow_id, number, name=draft.name)
        except (PortalError, NotAllowed):
            self._withdraw(portal, workflow_id, number, whole=new)
            raise
        return published

    def switch(self, portal: Portal, workflow_id: str, number: int, name: str = "") -> None:
        """Let this uploaded version run instead of the earlier one. Raises PortalError with the earlier one running."""
        uploads = Uploads(self.client)
        with self.engine.begin() as connection:
            workflow = rows.find(connection, portal.member_id, workflow_id)
            version = rows.find_version(connection, portal.member_id, workflow_id, number)
        if version["template_id"] is None or version["state"] not in {"draft", "differs"}:
            raise NotAllowed("this version is not waiting to be started")
        plan = Plan.model_validate(version["plan"])
        start = start_of(plan)
        natively = [row for row in (workflow,) if row["status"] == "active" and row["start"] == "native_create"]
        try:
            for earlier in natively:
                uploads.start_natively(portal, earlier["template_id"], "0")
            if start == "native_create":
                uploads.start_natively(portal, version["template_id"], "1")
            armed_after = self.watermark(PortalCalls(self.client, portal), plan.trigger.name)
        except PortalError as error:
            meanwhile = self._is_changed(portal, workflow)
            own = version["template_id"] if start == "native_create" else None
            self._put_back(portal, own, [] if meanwhile else natively)
            if meanwhile:
                raise NotAllowed(_MEANWHILE) from error
            raise
        told = {"template_id": version["template_id"], "start": start, "armed_after": armed_after}
        told |= {"entity": plan.entity, "trigger": plan.trigger.name, "name": name or workflow["name"]}
        with self.engine.begin() as connection:
            is_live = rows.go_live(connection, portal.member_id, workflow, number, **told)
        if not is_live:
            self._put_back(portal, version["template_id"] if start == "native_create" else None, [])
            raise NotAllowed(_MEANWHILE)
        self.clear(portal, workflow_id)

    def _is_changed(self, portal: Portal, workflow: RowMapping) -> bool:
        """Whether somebody else has published or paused since: the portal's refusal may come of that."""
        with self.engine.begin() as connection:
            now = rows.find(connection, portal.member_id, workflow["id"])
        return any(now[name] != workflow[name] for name in ("version", "status", "template_id"))

    def _put_back(self, portal: Portal, template_id: int | None, natively: list[RowMapping]) -> None:
        """Off with the new one, on with the earlier one; what the portal does not take back is shown as paused."""
        uploads = Uploads(self.client)
        if template_id is not None:
            with suppress(PortalError):
                uploads.start_natively(portal, template_id, "0")
        for earlier in natively:
            for _ in range(_ATTEMPTS):
                with suppress(PortalError):
                    uploads.start_natively(portal, earlier["template_id"], "1")
                    break
            else:
                with self.engine.begin() as connection:
                    rows.claim(connection, portal.member_id, earlier, status="paused")

    def clear(self, portal: Portal, workflow_id: str) -> None:
        """Take templates of retired versions off the portal; one that still runs stays until the next time."""
        with self.engine.begin() as connection:
            versions = rows.versions(connection, portal.member_id, workflow_id)
        for version in versions:
            left = version["state"] == "retired" and version["template_id"] is not None
            if left and Uploads(self.client).removed(portal, version["template_id"]):
                self._change(portal, workflow_id, version["version"], template_id=None)

    def edited(self, portal: Portal, workflow: RowMapping) -> tuple[tuple[str, str, str], ...]:
        """What somebody changed in the portal's designer since it was published, as (path, ours, theirs)."""
        with self.engine.begin() as connection:
            version = rows.find_version(connection, portal.member_id, workflow["id"], workflow["version"])
        return Uploads(self.client).differences(portal, workflow["template_id"], read_tree(version["bpt"]))

    def _built(self, portal: Portal, draft: Draft, ref: str) -> Template:
        """The template; a name that is not known may be newer than the directory, which is read anew then."""
        alone = draft.independent
        try:
            return build(draft.plan, self.directories.of(portal), self.client_id, ref, independent=alone)
        except PlanRejected:
            here = self.directories.of(portal, fresh=True)
            return build(draft.plan, here, self.client_id, ref, independent=alone)

    def _refuse_edited(self, portal: Portal, workflow_id: str) -> None:
        with self.engine.begin() as connection:
            workflow = rows.find(connection, portal.member_id, workflow_id)
        if workflow["status"] not in {"active", "paused"}:
            return
        try:
            changed = self.edited(portal, workflow)
        except PortalError as error:
            if self._is_changed(portal, workflow):
                raise NotAllowed(_MEANWHILE) from error
            raise
        if changed and self._is_changed(portal, workflow):
            raise NotAllowed(_MEANWHILE)
        if changed:
            raise EditedInDesigner(changed)

    def _upload(self, portal: Portal, workflow_id: str, number: int, name: str, template: Template) -> Published:
        """What the portal kept, when that is exactly what was sent. Raises PortalError, TemplateDiffers."""
        uploads = Uploads(self.client)
        data = bpt.encode(template.tree)
        template_id = uploads.add(portal, version_ref(workflow_id, number), name, template, data)
        self._change(portal, workflow_id, number, template_id=template_id, bpt=data)
        different = uploads.differences(portal, template_id, template.tree)
        if different:
            told = [list(row) for row in different]
            self._change(portal, workflow_id, number, state="differs", differences=told)
            with self.engine.begin() as connection:
                if rows.find(connection, portal.member_id, workflow_id)["status"] == "draft":
                    rows.change(connection, portal.member_id, workflow_id, status="differs", template_id=template_id)
            raise TemplateDiffers(different, workflow_id, number)
        return Published(workflow_id, number, template_id, template.start, len(data))

    def _withdraw(self, portal: Portal, workflow_id: str, number: int, *, whole: bool) -> None:
        """Nothing half published stays: the template goes, if the portal still answers; it was never armed."""
        with self.engine.begin() as connection:
            version = rows.find_version(connection, portal.member_id, workflow_id, number)
        template_id = version["template_id"]
        if template_id is not None and not Uploads(self.client).removed(portal, template_id):
            # What could not be taken away is remembered: the next publish or a deletion does it.
            self._change(portal, workflow_id, number, state="retired")
            return
        with self.engine.begin() as connection:
            if whole:
                rows.drop(connection, portal.member_id, workflow_id)
            else:
                rows.drop_version(connection, portal.member_id, workflow_id, number)

    def _change(self, portal: Portal, workflow_id: str, number: int, **values: object) -> None:
        with self.engine.begin() as connection:
            rows.change_version(connection, portal.member_id, workflow_id, number, **values)


def refuse_unbuilt(plan: Plan) -> None:
    """Raises NotBuilt for a trigger, action or kind of step that cannot be published yet."""
    if missing := not_built(plan):
        raise NotBuilt(*missing)


def refuse_unregistered(template: Template, client_id: str) -> None:
    """Raises NotBuilt for a step that needs a robot of ours which does not exist yet."""
    if missing := robots_of(template.tree, client_id) - registered_robots():
        raise NotBuilt(*sorted(missing))


def refuse_unstarted(plan: Plan, template: Template) -> None:
    """Raises NotBuilt for a creation that the portal may not start the workflow on, as nobody else does it yet.

    Such a workflow would start itself, or must look first at who created the record (compile-map.md, Trigger → start).
    """
    if plan.trigger.name.endswith("_created") and template.start == "app":
        raise NotBuilt(f"{plan.trigger.name} where the workflow creates the same, or by whom is asked")


def refuse_started_by_the_app(plan: Plan, template: Template) -> None:
    """Raises PlanRejected for an independent workflow that only the app could start."""
    if template.start == "app":
        title = TRIGGERS[plan.trigger.name].title
        raise PlanRejected(
            f"The app watches for the moment when {title}: a workflow independent of the app starts when a record is"
            " created.",
            "start",
        )


def version_ref(workflow_id: str, version: int) -> str:
    """How a version's marks name it."""
    return f"{workflow_id}.{version}"
