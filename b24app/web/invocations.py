"""Robot calls: verify, store, ring, answer at once. The work is done by invocations/worker.py."""

from __future__ import annotations

import re

import structlog
from flask import Blueprint, request

from b24app.errors import MalformedRequest
from b24app.invocations.inbox import Call, Inbox
from b24app.invocations.queue import Bell
from b24app.model import Document, Secret
from b24app.web.forms import Tree, list_at, map_at, read_body, text_at
from b24app.web.guards import Guards

_log = structlog.get_logger()
_CODE = re.compile(r"^[A-Za-z0-9._-]{1,64}$")


def invocations(guards: Guards, inbox: Inbox, bell: Bell) -> Blueprint:
    """`POST /robots/<code>`: 202 once stored, 200 when it is here already."""
    page = Blueprint("invocations", __name__)

    @page.post("/robots/<code>")
    def accept(code: str) -> tuple[dict[str, str], int]:
        tree = read_body(request)
        portal = guards.proved(tree)
        if not inbox.accept(_call(portal.member_id, code, tree)):
            return {"status": "known"}, 200
        bell.ring("invocations")
        _log.info("invocation_accepted", portal=portal.member_id, robot=code)
        return {"status": "accepted"}, 202

    return page


def _call(member_id: str, code: str, tree: Tree) -> Call:
    document, token, workflow_id = (
        list_at(tree, "document_id"),
        text_at(tree, "event_token"),
        text_at(tree, "workflow_id"),
    )
    if not token or not workflow_id or len(document) != 3 or len(token) > 1_000 or len(workflow_id) > 128:  # noqa: PLR2004
        raise MalformedRequest("a robot call needs workflow_id, document_id and event_token")
    if not _CODE.match(code) or text_at(tree, "code") not in {"", code}:
        raise MalformedRequest("the robot's code does not fit its address")
    timeout, user = text_at(tree, "timeout_duration"), text_at(tree, "auth", "user_id")
    return Call(
        member_id=member_id,
        robot=code,
        workflow_id=workflow_id,
        document=Document(*document),
        properties=map_at(tree, "properties"),
        event_token=Secret(token),
        waits=text_at(tree, "use_subscription") != "N",
        timeout_s=int(timeout) if timeout.isdecimal() and len(timeout) < 10 else 0,  # noqa: PLR2004  # five years in s
        user_id=int(user) if user.isdecimal() and len(user) < 10 else 0,  # noqa: PLR2004
    )
