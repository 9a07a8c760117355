"""What the pages' scripts ask of the past: a plan tried on it, and why a workflow ran on a record or did not."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, request
from pydantic import Field
from sqlalchemy import Engine

from b24app.model import Portal
from b24app.plan.plan import Plan
from b24app.portals.client import Client
from b24app.portals.snapshot import Directories
from b24app.web.bodies import Closed, Json, parsed
from b24app.web.guards import Guards
from b24app.workflows.backtest import MOST_DAYS, backtest
from b24app.workflows.evidence import evidence
from b24app.workflows.past import Past
from b24app.workflows.why import why


class ToBacktest(Closed):
    """A plan and how many days to go back; `after` is the `next` of the piece before, to go on from."""

    plan: Plan
    days: int = Field(30, ge=1, le=MOST_DAYS)
    after: int = Field(0, ge=0, le=10**15)


def frame_past(guards: Guards, engine: Engine, directories: Directories, client: Client) -> Blueprint:
    """Try a plan on the last days; explain why a workflow did or did not run."""
    page = Blueprint("frame_past", __name__, url_prefix="/frame")

    def past(portal: Portal) -> Past:
        return Past(client, portal, directories.of(portal))

    @page.post("/backtest")
    def tried() -> Json:
        _, portal = guards.administrator(request)
        told = parsed(ToBacktest, request)
        found = backtest(past(portal), told.plan, told.days, datetime.now(UTC), told.after)
        return {**_plain(asdict(found)), "days": told.days}

    @page.get("/workflows/<workflow_id>/why/<int(max=1000000000000000):document_id>")
    def reason(workflow_id: str, document_id: int) -> Json:
        _, portal = guards.administrator(request)
        found = why(evidence(engine, past(portal), workflow_id, document_id))
        return {**_plain(asdict(found)), "workflow_id": workflow_id, "document_id": document_id}

    return page


def _plain(value: Any) -> Any:
    """Moments as texts."""
    match value:
        case datetime():
            return value.isoformat()
        case dict():
            return {key: _plain(one) for key, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
        case _:
            return value
