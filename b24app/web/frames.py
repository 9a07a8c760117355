"""Pages in a portal's frame: shown only for a `Visit`, which only the guards make."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request

from b24app.errors import NotFound
from b24app.model import Visit
from b24app.placements import all_placements
from b24app.web.bearer import Session
from b24app.web.guards import Guards

URLS = {
    "read": "/frame/read",
    "edit": "/frame/edit",
    "weigh": "/frame/weigh",
    "fix": "/frame/fix",
    "try": "/frame/try",
    "backtest": "/frame/backtest",
    "drafts": "/frame/drafts",
    "import": "/frame/import",
    "readers": "/frame/readers",
    "renew": "/frame/renew",
    "workflows": "/frame/workflows",
    "register": "/install/register",
}


def frames(guards: Guards) -> Blueprint:
    """The main page and the placements."""
    page = Blueprint("frames", __name__)

    @page.route("/", methods=["GET", "HEAD"])
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
        return framed(visit, declared.show(visit, page_data(guards, visit)))

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


def page_data(guards: Guards, visit: Visit) -> dict[str, Any]:
    """What a page's script needs to know; the bearer is the proof of this opening."""
    session = Session(visit.portal.member_id, visit.user_id, visit.is_admin, visit.placement)
    known = {"finished": visit.portal.finished, "urls": URLS, **asdict(session)}
    return {"bearer": guards.bearers.issue(session), **known}
