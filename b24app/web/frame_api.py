"""What the pages' scripts ask, under `/frame/…`: every request carries the bearer of a verified opening."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, TypeVar

from flask import Blueprint, render_template, request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy import Engine

from b24app.english.read import read
from b24app.english.reading import Question, Refusal, Understood
from b24app.errors import MalformedRequest
from b24app.plan.plan import Plan
from b24app.plan.vocabulary import TRIGGERS
from b24app.web.bearer import Session
from b24app.web.forms import read_body
from b24app.web.guards import Guards
from b24app.workflows import rows, trace
from b24app.workflows.diagram import diagram
from b24app.workflows.explain import explain, title
from b24app.workflows.life import Life
from b24app.workflows.lint import errors, not_built, warnings
from b24app.workflows.publish import Publisher

Json = dict[str, Any]
_M = TypeVar("_M", bound=BaseModel)


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Described(_Closed):
    """What a person typed."""

    description: str = Field(min_length=1, max_length=10_000)


class Draft(Described):
    """A plan to publish, with the words it came from."""

    plan: Plan
    name: str = Field("", max_length=255)
    confirmed: list[str] = Field(default_factory=list, max_length=400)  # the sentences that were ticked


def frame_api(guards: Guards, engine: Engine, publisher: Publisher, life: Life) -> Blueprint:
    """Read a description, publish a plan, list, pause, resume and delete workflows, show runs, renew a bearer."""
    page = Blueprint("frame_api", __name__, url_prefix="/frame")

    @page.post("/renew")
    def renew() -> Json:
        return {"bearer": guards.bearers.issue(guards.renewed(request))}

    @page.post("/read")
    def understand() -> Json:
        guards.session(request)
        return _reading(_parsed(Described).description)

    @page.post("/workflows")
    def publish() -> tuple[Json, int]:
        session, portal = guards.administrator(request)
        draft = _parsed(Draft)
        name = draft.name.strip() or title(draft.plan)
        done = publisher.publish(
            portal, session.user_id, name, draft.description, draft.plan, confirmed=draft.confirmed
        )
        return {**asdict(done), "id": done.workflow_id}, 201

    @page.post("/workflows/<workflow_id>/<any(pause, resume, delete):verb>")
    def change(workflow_id: str, verb: str) -> Json:
        _, portal = guards.administrator(request)
        {"pause": life.pause, "resume": life.resume, "delete": life.delete}[verb](portal, workflow_id)
        return {"id": workflow_id}

    @page.get("/workflows")
    def workflows() -> Json:
        session = guards.session(request)
        return {"workflows": _workflows(engine, session)}

    @page.get("/workflows/<workflow_id>/runs")
    def runs(workflow_id: str) -> Json:
        session = guards.session(request)
        with engine.begin() as connection:
            return {"runs": trace.runs(connection, session.member_id, workflow_id)}

    return page


def _parsed(kind: type[_M]) -> _M:
    try:
        return kind.model_validate(read_body(request))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise MalformedRequest(f"{where}: {first['msg']}") from None


def _reading(description: str) -> Json:
    match read(description):
        case Understood() as understood:
            plan = understood.plan
            return {
                "status": "workflow",
                "plan": plan.dump(),
                "title": title(plan),
                "words": [asdict(line) for line in explain(plan)],
                "diagram": render_template("diagram.svg.j2", diagram=diagram(plan)),
                "notes": [*understood.notes, *warnings(plan), *(text for _, text in errors(plan))],
                "not_built": list(not_built(plan)),
                "to_confirm": [asdict(one) for one in understood.to_confirm],
            }
        case Question() as question:
            return {
                "status": "clarify",
                "question": question.text,
                "choices": list(question.choices),
                "missing": list(question.missing),
                "uncovered": [span.model_dump() for span in question.uncovered],
            }
        case Refusal() as refusal:
            return {"status": "refuse", "reason": refusal.reason, "explanation": refusal.text}


def _workflows(engine: Engine, session: Session) -> list[Json]:
    with engine.begin() as connection:
        found = rows.every(connection, session.member_id)
        counts = {row["id"]: rows.count_runs(connection, session.member_id, row["id"]) for row in found}
    return [
        {
            "id": row["id"],
            "name": row["name"],
            "status": row["status"],
            "trigger": row["trigger"],
            "trigger_title": TRIGGERS[row["trigger"]].title,
            "template_id": row["template_id"],
            "created_at": row["created_at"].isoformat(),
            "runs": counts[row["id"]],
        }
        for row in found
    ]
