"""Pages in a portal's frame, and the requests their scripts make.

A page is shown only for a `Visit`, which only the guards make; a script's request carries the bearer that page got.
"""

from __future__ import annotations

from typing import Any, TypeVar

from flask import Blueprint, Response, make_response, render_template, request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy import Engine

from b24app.english.read import read
from b24app.english.reading import Question, Refusal, Understood
from b24app.errors import MalformedRequest, NotAllowed, NotFound
from b24app.model import Visit
from b24app.placements import all_placements
from b24app.plan.plan import Plan
from b24app.plan.vocabulary import TRIGGERS
from b24app.portals import rows as portal_rows
from b24app.web.bearer import Session
from b24app.web.forms import read_body
from b24app.web.guards import Guards
from b24app.workflows import rows, trace
from b24app.workflows.diagram import diagram
from b24app.workflows.explain import explain, title
from b24app.workflows.lint import not_built, warnings
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


def frames(guards: Guards, engine: Engine, publisher: Publisher) -> Blueprint:
    """The main page, the placements, and `/frame/…` for their scripts."""
    page = Blueprint("frames", __name__)

    @page.route("/app", methods=["GET", "HEAD"])
    def closed() -> str:
        return render_template("closed.html")

    @page.post("/app")
    def main() -> Response:
        visit = guards.visit(guards.opened(request))
        return framed(visit, render_template("main.html", data=page_data(guards, visit)))

    @page.post("/placements/<name>")
    def placement(name: str) -> Response:
        declared = all_placements().get(name)
        if declared is None:
            raise NotFound("there is no such page")
        visit = guards.visit(guards.opened(request))
        return framed(visit, declared.show(visit, bearer_for(guards, visit)))

    @page.post("/frame/read")
    def understand() -> Json:
        guards.session(request)
        return _reading(_parsed(Described).description)

    @page.post("/frame/workflows")
    def publish() -> tuple[Json, int]:
        session = guards.session(request)
        draft = _parsed(Draft)
        if not session.is_admin:
            raise NotAllowed("only an administrator of this Bitrix24 can publish workflows")
        with engine.begin() as connection:
            portal = portal_rows.find(connection, session.member_id)
        name = draft.name.strip() or title(draft.plan)
        done = publisher.publish(portal, session.user_id, name, draft.description, draft.plan)
        return {**done.__dict__, "id": done.workflow_id}, 201

    @page.get("/frame/workflows")
    def workflows() -> Json:
        session = guards.session(request)
        return {"workflows": _workflows(engine, session)}

    @page.get("/frame/workflows/<workflow_id>/runs")
    def runs(workflow_id: str) -> Json:
        session = guards.session(request)
        with engine.begin() as connection:
            return {"runs": trace.runs(connection, session.member_id, workflow_id)}

    return page


def framed(visit: Visit, html: str) -> Response:
    """A page that exactly the verified portal may frame (reliability.md T-10)."""
    answer = make_response(html)
    answer.headers["Content-Security-Policy"] = policy(f"'self' {visit.origin}")
    return answer


def policy(ancestors: str) -> str:
    """The content security policy of every page; data go to the portal's frame and to us only."""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        f"base-uri 'none'; form-action 'self'; frame-ancestors {ancestors}"
    )


def bearer_for(guards: Guards, visit: Visit) -> str:
    """The bearer of this opening."""
    return guards.bearers.issue(Session(visit.portal.member_id, visit.user_id, visit.is_admin, visit.placement))


def page_data(guards: Guards, visit: Visit) -> Json:
    """What a page's script needs to know."""
    urls = {"read": "/frame/read", "workflows": "/frame/workflows", "register": "/install/register"}
    known = {"user_id": visit.user_id, "is_admin": visit.is_admin, "finished": visit.portal.finished}
    return {"bearer": bearer_for(guards, visit), "urls": urls, **known}


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
                "words": [line.__dict__ for line in explain(plan)],
                "diagram": render_template("diagram.svg.j2", diagram=diagram(plan)),
                "notes": [*understood.notes, *warnings(plan)],
                "not_built": list(not_built(plan)),
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
        counts = {row["id"]: len(trace.runs(connection, session.member_id, row["id"])) for row in found}
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
