"""event.* and events (events.md, section 1). Offline events are not there yet and say so."""

from __future__ import annotations

from typing import Any

from simulator.events import available
from simulator.methods.base import Call, Method
from simulator.queue_server import Outgoing
from simulator.wire import RestError, as_flag


def _event(call: Call) -> str:
    name = call.params.text("event").upper()
    if name not in available(call.scopes):
        raise RestError("ERROR_EVENT_NOT_FOUND", "Event not found")
    return name


def _is_offline(call: Call) -> bool:
    return call.params.text("event_type").lower() == "offline"


def bind(call: Call) -> bool:
    name = _event(call)
    auth_type = call.params.number("auth_type")
    foreign = auth_type not in {0, call.user_id}
    if (foreign or _is_offline(call)) and not call.is_admin:
        raise RestError("ACCESS_DENIED", "Access denied!", 403)
    if _is_offline(call):
        raise RestError("ERROR_CORE", "Unable to set event handler: offline events are not available on this portal")
    # A user without administrator rights binds for actions of their own (events.md, auth_type).
    kept = auth_type if call.is_admin else call.user_id
    call.portal.handlers.bind(call.client_id, name, call.params.text("handler"), kept)
    return True


def unbind(call: Call) -> dict[str, int]:
    name = _event(call)
    auth_type = call.params.number("auth_type") if call.is_admin else call.user_id
    return {"count": call.portal.handlers.unbind(call.client_id, name, call.params.text("handler"), auth_type)}


def get(call: Call) -> list[dict[str, Any]]:
    return [
        {"event": row.event, "handler": row.url, "auth_type": str(row.auth_type), "offline": 0}
        for row in call.portal.handlers.of(call.client_id)
        if call.is_admin or row.auth_type == call.user_id
    ]


def events(call: Call) -> list[str]:
    wanted = call.params.text("SCOPE") if call.params.has("SCOPE") else None
    return available(call.scopes, wanted, full=as_flag(call.params.get("FULL")))


def test(call: Call) -> int:
    app = call.app
    if app is not None and app.finished:
        query = {"QUERY": call.params.values}
        for row in call.portal.handlers.of(app.client_id):
            if row.event == "ONAPPTEST":
                outgoing: Outgoing = call.portal.event_call(app, row, query, call.user_id)
                call.portal.queue.put(outgoing)
    return 1


METHODS = {
    "event.bind": Method(bind, app_only=True),
    "event.unbind": Method(unbind, app_only=True),
    "event.get": Method(get, app_only=True),
    "event.test": Method(test, app_only=True),
    "events": Method(events, app_only=True),
}
