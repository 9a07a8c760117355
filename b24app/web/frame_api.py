"""What the pages' scripts ask of a description: every request carries the bearer of a verified opening."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime

from flask import Blueprint, request
from pydantic import Field
from sqlalchemy import Engine

from b24app.english.editing import edit
from b24app.english.meant import meant
from b24app.english.reading import Question, Reading, Refusal, Understood
from b24app.model import Portal
from b24app.plan.plan import Plan
from b24app.plan.vocabulary import ACTIONS
from b24app.portals.client import Client
from b24app.portals.records import read_record
from b24app.portals.snapshot import Directories
from b24app.web.bodies import Closed, Described, Json, parsed, shown
from b24app.web.guards import Guards
from b24app.web.reader import Reader, Who
from b24app.workflows import rows
from b24app.workflows.diff import diff
from b24app.workflows.dryrun import Happening, Trial, dryrun
from b24app.workflows.lint import Finding, lint
from b24app.workflows.mend import mended


class ToRead(Described):
    """What a person typed, and who is to read it."""

    provider: Who = "auto"


class ToEdit(Closed):
    """A plan and what is to change about it; `earlier` is what "undo" goes back to."""

    plan: Plan
    words: str = Field(min_length=1, max_length=1000)
    earlier: Plan | None = None


class ToTry(Closed):
    """A plan to try without effects: on a real record, or on what `trial` says of one."""

    plan: Plan
    document_id: int = Field(0, ge=0, le=10**15)
    trial: Trial = Field(default_factory=Trial)


class ToWeigh(Closed):
    """A plan to look through; `id` is the workflow it belongs to, if it was published."""

    plan: Plan
    id: str = Field("", max_length=32)


class ToFix(ToWeigh):
    """One finding of the plan, and which of its choices is taken; without one, the fix it names."""

    node: str = Field("", max_length=32)
    code: str = Field(max_length=64)
    choice: str = Field("", max_length=255)


def frame_api(guards: Guards, reader: Reader, engine: Engine, directories: Directories, client: Client) -> Blueprint:
    """Renew a bearer; read a description, change what was read, weigh it and try it."""
    page = Blueprint("frame_api", __name__, url_prefix="/frame")

    def findings(portal: Portal, told: ToWeigh) -> list[Finding]:
        with engine.begin() as connection:
            others = rows.active_plans(connection, portal.member_id, but=told.id)
        return lint(told.plan, directories.of(portal), others)

    @page.post("/renew")
    def renew() -> Json:
        return {"bearer": guards.bearers.issue(guards.renewed(request))}

    @page.post("/read")
    def understand() -> Json:
        session, told = guards.session(request), parsed(ToRead, request)
        reading = reader.read(session.member_id, told.description, told.provider)
        plainly = meant(told.description) if isinstance(reading, Question) else ""
        return {**_reading(reading), "plainly": plainly, "reader": reading.reader, "setbacks": list(reading.setbacks)}

    @page.post("/edit")
    def change() -> Json:
        guards.session(request)
        told = parsed(ToEdit, request)
        answer = edit(told.plan, told.words, told.earlier)
        changes = diff(told.plan, answer.plan) if isinstance(answer, Understood) else []
        return {**_reading(answer), "changes": changes}

    @page.post("/weigh")
    def weigh() -> Json:
        _, portal = guards.administrator(request)
        found, here = findings(portal, parsed(ToWeigh, request)), directories.of(portal)
        return {"findings": [asdict(one) | {"labels": [here.label(name) for name in one.choices]} for one in found]}

    @page.post("/fix")
    def fix() -> Json:
        _, portal = guards.administrator(request)
        told = parsed(ToFix, request)
        found = next((one for one in findings(portal, told) if (one.node, one.code) == (told.node, told.code)), None)
        plan = mended(told.plan, directories.of(portal), found, told.choice) if found else told.plan
        return {**_reading(Understood(plan)), "changes": diff(told.plan, plan)}

    @page.post("/try")
    def tried() -> Json:
        _, portal = guards.administrator(request)
        told = parsed(ToTry, request)
        trial = told.trial
        if told.document_id:
            record = read_record(client, portal, told.plan.entity, told.document_id)
            trial = trial.model_copy(update={"fields": record | trial.fields})
        found = dryrun(told.plan, trial, directories.of(portal), datetime.now(UTC))
        return {"happenings": [_happening(one) for one in found]}

    return page


def _happening(one: Happening) -> Json:
    """`title` is what an action is called: its texts and people are in the details, filled in."""
    action = ACTIONS.get(one.details.get("action", ""))
    return asdict(one) | {"at": one.at.isoformat(), "title": action.title if action else ""}


def _reading(reading: Reading) -> Json:
    match reading:
        case Understood() as understood:
            return {"status": "workflow", **shown(understood.plan, understood.notes)}
        case Question() as question:
            return {
                "status": "clarify",
                "question": question.text,
                "choices": list(question.choices),
                "missing": list(question.missing),
                "uncovered": [span.model_dump() for span in question.uncovered],
                "without": question.without,
            }
        case Refusal() as refusal:
            return {"status": "refuse", "reason": refusal.reason, "explanation": refusal.text}
