"""Events: verify, store, ring, answer at once. They are read by triggers/watcher.py."""

from __future__ import annotations

import structlog
from flask import Blueprint, request
from sqlalchemy import Engine

from b24app.errors import MalformedRequest
from b24app.invocations.queue import Bell
from b24app.portals import rows
from b24app.triggers import watcher
from b24app.web.forms import map_at, read_body, text_at
from b24app.web.guards import Guards

_log = structlog.get_logger()
_PROVED_BY_TOKEN = {"ONAPPINSTALL", "ONAPPUPDATE"}


def events(guards: Guards, engine: Engine, bell: Bell) -> Blueprint:
    """`POST /events`: 202 once stored."""
    page = Blueprint("events", __name__)

    @page.post("/events")
    def accept() -> tuple[dict[str, str], int]:
        tree = read_body(request)
        name = text_at(tree, "event").upper()
        if not name or len(name) > 64:  # noqa: PLR2004  # the column
            raise MalformedRequest("an event needs its name")
        by_token = name in _PROVED_BY_TOKEN
        member_id = _renewed(guards, engine, tree) if by_token else guards.proved(tree).member_id
        sent = text_at(tree, "ts")
        sent_at = int(sent) if sent.isdecimal() and len(sent) < 12 else 0  # noqa: PLR2004
        watcher.accept(engine, member_id, name, map_at(tree, "data"), sent_at)
        bell.ring("events")
        _log.info("event_accepted", portal=member_id, event_name=name)
        return {"status": "accepted"}, 202

    return page


def _renewed(guards: Guards, engine: Engine, tree: dict[str, object]) -> str:
    """The installation's new application token is believed because its access token was confirmed."""
    seen = guards.announced(tree)
    with engine.begin() as connection:
        rows.find(connection, seen.member_id)
        rows.save(connection, seen, text_at(tree, "auth", "application_token"))
    return seen.member_id
