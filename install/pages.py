"""The installer page and the request its script makes.

Opening it as an administrator stores the portal and its tokens; the script then registers robots, placements and
events, and says `installFinish` to the portal last of all (contract/oauth-and-install.md §5).
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import structlog
from flask import Blueprint, Response, render_template, request
from sqlalchemy import Engine

from b24app.portals.client import Client
from b24app.portals.registration import reconcile
from b24app.web.frames import framed, page_data
from b24app.web.guards import Guards
from install.manifest import manifest

_log = structlog.get_logger()


def pages(guards: Guards, engine: Engine, client: Client, public_url: str) -> Blueprint:
    """`/install` and `/install/register`."""
    page = Blueprint("install", __name__)

    @page.route("/install", methods=["GET", "HEAD"])
    def closed() -> str:
        return render_template("closed.html")

    @page.post("/install")
    def opened() -> Response:
        visit = guards.installing(guards.opened(request))
        return framed(visit, render_template("install.html", data=page_data(guards, visit)))

    @page.post("/install/register")
    def register() -> dict[str, Any]:
        _, portal = guards.administrator(request)
        changes = reconcile(engine, client, portal, manifest(public_url, portal.installed_by))
        _log.info("portal_registered", portal=portal.member_id, changes=len(changes.done))
        return asdict(changes)

    return page
