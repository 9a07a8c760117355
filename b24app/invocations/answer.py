"""Tells a waiting workflow what came out: bizproc.event.send, at most one accepted answer.

A forged token gets 403 and a stale one `true`; both are final (bpt/rest-robots.md, "event_token and answers"). Every
text is neutralised first, because the portal evaluates a step's results again when another step reads them.
"""

from __future__ import annotations

from typing import Any

from b24app.errors import PortalRefused
from b24app.model import Invocation, Portal
from b24app.plan.inert import inert
from b24app.portals.client import Client


def send(client: Client, portal: Portal, call: Invocation) -> bool:
    """Send the recorded outcome; False when the portal does not take an answer any more. Raises PortalError."""
    outcome = call.outcome or {}
    values = {name: _told(value) for name, value in {**outcome.get("values", {}), "error": outcome["error"]}.items()}
    params = {"EVENT_TOKEN": call.event_token.reveal(), "RETURN_VALUES": values, "LOG_MESSAGE": outcome["note"]}
    try:
        client.call(portal, "bizproc.event.send", params)
    except PortalRefused as error:
        if error.error.upper() == "ACCESS_DENIED" or error.status in {403, 404}:
            return False
        raise
    return True


def _told(value: Any) -> Any:
    if isinstance(value, bool):
        return "Y" if value else "N"
    if isinstance(value, list | tuple):
        return [_told(item) for item in value]
    return inert(value) if isinstance(value, str) else value
