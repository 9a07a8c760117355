"""Workflows as the pages' scripts handle them, under `/frame/workflows`; every answer is JSON.

Employees may look; only administrators of the portal change anything.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict

from flask import Blueprint, Response, request
from pydantic import Field
from sqlalchemy import Engine

from b24app.errors import PortalError
from b24app.model import Portal
from b24app.plan.plan import Plan
from b24app.plan.vocabulary import TRIGGERS
from b24app.portals import rows as portals
from b24app.portals.snapshot import Directories
from b24app.web.bearer import Session
from b24app.web.bodies import Closed, Drafted, Json, ToPublish, parsed, shown
from b24app.web.guards import Guards
from b24app.workflows import rows
from b24app.workflows.carry import exported, imported
from b24app.workflows.diff import diff
from b24app.workflows.explain import title
from b24app.workflows.history import history
from b24app.workflows.life import Life
from b24app.workflows.publish import Draft, Publisher
from b24app.workflows.remap import in_pipeline, remapped, unresolved
from b24app.workflows.start import Starter

Names = dict[str, dict[str, str]]


class Ending(Closed):
    """How to archive or delete: `end_running` ends the runs that are still going."""

    end_running: bool = False


class Again(Closed):
    """Going back to a version; the same ticks as for publishing."""

    confirmed: list[str] = Field(default_factory=list, max_length=400)
    overwrite: bool = False


class ByHand(Closed):
    """One record to start on, and the workflow's inputs by name."""

    document_id: int = Field(ge=1, le=10**15)
    inputs: dict[str, str] = Field(default_factory=dict, max_length=50)


class Stopping(Closed):
    """The run to end, by its id in the portal."""

    instance: str = Field(min_length=1, max_length=128)


class Copying(Closed):
    """Where a copy goes: another pipeline, and what names become, by kind (remap.py)."""

    pipeline_id: int | None = Field(None, ge=0)
    names: Names = Field(default_factory=dict, max_length=6)


class Carried(Closed):
    """An exported workflow: the JSON of an export, or a `.bpt` file in base64."""

    workflow: Json | None = None
    bpt: str = Field("", max_length=900_000)
    names: Names = Field(default_factory=dict, max_length=6)


def frame_workflows(guards: Guards, engine: Engine, publisher: Publisher, life: Life, starter: Starter) -> Blueprint:
    """Save, publish, list, compare, go back, pause, archive, delete, start, stop, copy, export and import."""
    page = Blueprint("frame_workflows", __name__, url_prefix="/frame")
    _looking(page, guards, engine, publisher, life)
    _publishing(page, guards, engine, publisher, life)
    _running(page, guards, life, starter)
    _carrying(page, guards, engine, publisher, life)
    return page


def _looking(page: Blueprint, guards: Guards, engine: Engine, publisher: Publisher, life: Life) -> None:
    @page.get("/workflows")
    def workflows() -> Json:
        return {"workflows": _workflows(engine, guards.session(request))}

    @page.get("/workflows/<workflow_id>/runs")
    def runs(workflow_id: str) -> Json:
        session = guards.session(request)
        with engine.begin() as connection:
            portal = portals.find(connection, session.member_id)
        return {"runs": life.runs(portal, workflow_id)}

    @page.get("/workflows/<workflow_id>/versions")
    def versions(workflow_id: str) -> Json:
        session = guards.session(request)
        with engine.begin() as connection:
            told = history(connection, session.member_id, workflow_id)
            portal = portals.find(connection, session.member_id)
        names = _names(publisher.directories, portal)
        return {"versions": [row | {"author": names.get(row["author_id"], "")} for row in told]}

    @page.get("/workflows/<workflow_id>/versions/<int(max=99999):number>")
    def version(workflow_id: str, number: int) -> Json:
        session = guards.session(request)
        with engine.begin() as connection:
            row = rows.find_version(connection, session.member_id, workflow_id, number)
        plan = Plan.model_validate(row["plan"])
        return {
            "version": number,
            "description": row["description"],
            "note": row["note"],
            "independent": row["independent"],
        } | shown(plan)

    @page.get("/workflows/<workflow_id>/versions/<int(max=99999):old>/changes/<int(max=99999):new>")
    def changes(workflow_id: str, old: int, new: int) -> Json:
        session = guards.session(request)
        with engine.begin() as connection:
            plans = [rows.plan_of(connection, session.member_id, workflow_id, number) for number in (old, new)]
        return {"changes": diff(*plans)}

    @page.get("/workflows/<workflow_id>/pipelines")
    def pipelines(workflow_id: str) -> Json:
        _, portal = guards.administrator(request)
        with engine.begin() as connection:
            entity = rows.find(connection, portal.member_id, workflow_id)["entity"]
        own = [one for one in publisher.directories.of(portal).pipelines if one.entity == entity]
        return {"pipelines": [{"id": one.id, "name": one.name} for one in own]}

    @page.get("/workflows/<workflow_id>/edited")
    def edited(workflow_id: str) -> Json:
        _, portal = guards.administrator(request)
        with engine.begin() as connection:
            workflow = rows.find(connection, portal.member_id, workflow_id)
        found = publisher.edited(portal, workflow) if workflow["status"] in {"active", "paused"} else ()
        return {"edited": bool(found), "differences": [list(row) for row in found]}


def _publishing(page: Blueprint, guards: Guards, engine: Engine, publisher: Publisher, life: Life) -> None:
    @page.post("/drafts")
    def save() -> tuple[Json, int]:
        session, portal = guards.administrator(request)
        body = parsed(Drafted, request)
        workflow_id, number = publisher.save(portal, session.user_id, _draft(body), body.id)
        return {"id": workflow_id, "version": number}, 201

    @page.post("/workflows")
    def publish() -> tuple[Json, int]:
        session, portal = guards.administrator(request)
        body = parsed(ToPublish, request)
        done = publisher.publish(
            portal, session.user_id, _draft(body), body.id, confirmed=body.confirmed, overwrite=body.overwrite
        )
        return {**asdict(done), "id": done.workflow_id}, 201

    @page.post("/workflows/<workflow_id>/versions/<int(max=99999):number>/restore")
    def restore(workflow_id: str, number: int) -> tuple[Json, int]:
        session, portal = guards.administrator(request)
        body = parsed(Again, request)
        with engine.begin() as connection:
            workflow = rows.find(connection, portal.member_id, workflow_id)
            version = rows.find_version(connection, portal.member_id, workflow_id, number)
        note = f"Back to version {number}"
        plan = Plan.model_validate(version["plan"])
        draft = Draft(workflow["name"], version["description"], plan, note, version["independent"])
        done = publisher.publish(
            portal, session.user_id, draft, workflow_id, confirmed=body.confirmed, overwrite=body.overwrite
        )
        return {**asdict(done), "id": done.workflow_id}, 201

    @page.post("/workflows/<workflow_id>/versions/<int(max=99999):number>/<any(accept, discard):verb>")
    def decide(workflow_id: str, number: int, verb: str) -> Json:
        _, portal = guards.administrator(request)
        {"accept": publisher.switch, "discard": life.discard}[verb](portal, workflow_id, number)
        return {"id": workflow_id}


def _running(page: Blueprint, guards: Guards, life: Life, starter: Starter) -> None:
    @page.post("/workflows/<workflow_id>/<any(pause, resume):verb>")
    def change(workflow_id: str, verb: str) -> Json:
        _, portal = guards.administrator(request)
        {"pause": life.pause, "resume": life.resume}[verb](portal, workflow_id)
        return {"id": workflow_id}

    @page.post("/workflows/<workflow_id>/<any(archive, delete):verb>")
    def end(workflow_id: str, verb: str) -> Json:
        _, portal = guards.administrator(request)
        ending = parsed(Ending, request)
        {"archive": life.archive, "delete": life.delete}[verb](portal, workflow_id, end_running=ending.end_running)
        return {"id": workflow_id}

    @page.post("/workflows/<workflow_id>/start")
    def start(workflow_id: str) -> tuple[Json, int]:
        _, portal = guards.administrator(request)
        body = parsed(ByHand, request)
        return {"key": starter.start_by_hand(portal, workflow_id, body.document_id, body.inputs)}, 201

    @page.post("/workflows/<workflow_id>/stop")
    def stop(workflow_id: str) -> Json:
        _, portal = guards.administrator(request)
        life.stop(portal, workflow_id, parsed(Stopping, request).instance)
        return {"id": workflow_id}


def _carrying(page: Blueprint, guards: Guards, engine: Engine, publisher: Publisher, life: Life) -> None:
    @page.post("/workflows/<workflow_id>/copy")
    def copy(workflow_id: str) -> Json:
        """A plan to look at and publish: nothing is saved or sent."""
        _, portal = guards.administrator(request)
        body = parsed(Copying, request)
        here = publisher.directories.of(portal, fresh=True)
        plan = life.plan(portal, workflow_id)
        if body.pipeline_id is not None:
            plan = in_pipeline(plan, here, body.pipeline_id)
        plan = remapped(plan, body.names)
        open_names = unresolved(plan, here, body.pipeline_id)
        return {**shown(plan), "unresolved": [asdict(one) for one in open_names]}

    @page.get("/workflows/<workflow_id>/export.<any(json, bpt):kind>")
    def export(workflow_id: str, kind: str) -> Response:
        session = guards.session(request)
        with engine.begin() as connection:
            workflow = rows.find(connection, session.member_id, workflow_id)
            newest = rows.versions(connection, session.member_id, workflow_id)[0]["version"]
            version = rows.find_version(connection, session.member_id, workflow_id, workflow["version"] or newest)
        mimetype = {"json": "application/json", "bpt": "application/octet-stream"}[kind]
        return Response(exported(workflow, version, kind, publisher.client_id), mimetype=mimetype)

    @page.post("/import")
    def bring() -> Json:
        """A plan to look at and publish: nothing is saved or sent."""
        _, portal = guards.administrator(request)
        body = parsed(Carried, request)
        name, description, plan = imported(body.workflow, body.bpt, publisher.client_id)
        plan = remapped(plan, body.names)
        here = publisher.directories.of(portal, fresh=True)
        open_names = [asdict(one) for one in unresolved(plan, here)]
        return {**shown(plan), "name": name, "description": description, "unresolved": open_names}


def _draft(body: Drafted) -> Draft:
    return Draft(
        body.name.strip() or title(body.plan), body.description, body.plan, body.note.strip(), body.independent
    )


def _names(directories: Directories, portal: Portal) -> dict[int, str]:
    """Employees by number; empty when the portal does not tell them now: a history is shown all the same."""
    with suppress(PortalError):
        return {user.id: user.name for user in directories.of(portal).users}
    return {}


def _workflows(engine: Engine, session: Session) -> list[Json]:
    with engine.begin() as connection:
        found = rows.every(connection, session.member_id)
        counts = {row["id"]: rows.count_runs(connection, session.member_id, row["id"]) for row in found}
    return [
        {
            "id": row["id"],
            "name": row["name"],
            "status": row["status"],
            "version": row["version"],
            "entity": row["entity"],
            "trigger": row["trigger"],
            "trigger_title": TRIGGERS[row["trigger"]].title,
            "template_id": row["template_id"],
            "created_at": row["created_at"].isoformat(),
            "runs": counts[row["id"]],
        }
        for row in found
    ]
