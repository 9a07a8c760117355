"""event.* and events (events.md, section 1; api-reference/events/)."""

from __future__ import annotations

from typing import Any

from simulator.events import available
from simulator.filters import Page, in_order, matches, page
from simulator.methods.base import Call, Method
from simulator.offline import OfflineEvent
from simulator.queue_server import Outgoing
from simulator.wire import RestError, as_flag, as_text, iso

Row = dict[str, Any]

_TOP = 50


def _event(call: Call) -> str:
    name = call.params.text("event").upper()
    if name not in available(call.scopes):
        raise RestError("ERROR_EVENT_NOT_FOUND", "Event not found")
    return name


def _is_offline(call: Call) -> bool:
    return call.params.text("event_type").lower() == "offline"


def _denied(what: str) -> RestError:
    return RestError("ACCESS_DENIED", f"Access denied! {what} requires administrator access rights", 403)


def bind(call: Call) -> bool:
    """A user without administrator rights binds for actions of their own (event-bind.md)."""
    name, auth_type = _event(call), call.params.number("auth_type")
    if _is_offline(call):
        if not call.is_admin:
            raise _denied("Offline events binding")
        connector = call.params.text("auth_connector")
        call.portal.handlers.bind_offline(call.client_id, name, auth_type, connector)
        return True
    if auth_type not in {0, call.user_id} and not call.is_admin:
        raise _denied("Event binding with AUTH_TYPE")
    kept = auth_type if call.is_admin else call.user_id
    pause = call.params.mapping("options").get("minTimeout")
    pause_s = 1 if pause is None else max(0, int(as_text(pause)) if as_text(pause).isdecimal() else 1)
    call.portal.handlers.bind(call.client_id, name, call.params.text("handler"), kept, pause_s=pause_s)
    return True


def unbind(call: Call) -> dict[str, int]:
    """Without `auth_type` whoever it was bound for; 0 or empty means those bound without one (event-unbind.md)."""
    name, handlers = _event(call), call.portal.handlers
    if _is_offline(call):
        if not call.is_admin:
            raise _denied("Offline events binding")
        return {"count": handlers.unbind_offline(call.client_id, name, call.params.text("auth_connector"))}
    auth_type = call.params.number("auth_type") if call.params.has("auth_type") else None
    if not call.is_admin:
        auth_type = call.user_id
    return {"count": handlers.unbind(call.client_id, name, call.params.text("handler"), auth_type)}


def get(call: Call) -> list[Row]:
    """UNCLEAR what an offline one looks like: here it has no address and `offline` 1."""
    return [
        {
            "event": row.event,
            "handler": row.url,
            "auth_type": str(row.auth_type),
            "offline": int(row.offline),
            **({"connector_id": row.connector} if row.offline else {}),
        }
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
            if row.event == "ONAPPTEST" and not row.offline:
                outgoing: Outgoing = call.portal.event_call(app, row, query, call.user_id)
                call.portal.queue.put(outgoing)
    return 1


def _shown(row: OfflineEvent) -> Row:
    return {
        "ID": str(row.id),
        "TIMESTAMP_X": iso(row.at),
        "EVENT_NAME": row.event,
        "EVENT_DATA": dict(row.data),
        "EVENT_ADDITIONAL": dict(row.additional),
        "MESSAGE_ID": row.message_id,
        "PROCESS_ID": row.process_id,
        "ERROR": "1" if row.error else "0",
    }


def _read(row: Any, name: str) -> Any:
    return row.get(name.upper())


def _own(call: Call) -> list[OfflineEvent]:
    call.portal.offline.expire(call.portal.clock.now())
    return call.portal.offline.of(call.client_id, call.params.text("auth_connector"))


def offline_get(call: Call) -> dict[str, Any]:
    """Deletes what it gives, or reserves it with `clear=0`; a process id asks for its own reservation again."""
    process_id = call.params.text("process_id")
    wants_errors = as_flag(call.params.get("error"))
    rows = {str(row.id): row for row in _own(call) if row.process_id == process_id and (wants_errors or not row.error)}
    shown = [row for row in map(_shown, rows.values()) if matches(row, call.params.get("filter"), _read)]
    ordered = in_order(shown, call.params.get("order"), _read, "TIMESTAMP_X")
    limit = call.params.number("limit", _TOP)
    chosen = ordered[: limit if limit > 0 else _TOP]
    clear = not call.params.has("clear") or as_flag(call.params.get("clear"))
    now = call.portal.clock.now()
    mark = call.portal.offline.take([rows[row["ID"]] for row in chosen], clear=clear, process_id=process_id, now=now)
    brief = [{code: value for code, value in row.items() if code not in {"PROCESS_ID", "ERROR"}} for row in chosen]
    return {"process_id": mark, "events": brief}


def offline_list(call: Call) -> Page:
    rows = [row for row in map(_shown, _own(call)) if matches(row, call.params.get("filter"), _read)]
    return page(in_order(rows, call.params.get("order"), _read, "ID"), call.params.get("start"))


def _process(call: Call) -> str:
    """UNCLEAR which error a missing process_id gives; the one of placement.* is used."""
    process_id = call.params.text("process_id")
    if not process_id:
        raise RestError("ERROR_ARGUMENT", "Argument 'process_id' is null or empty", argument="process_id")
    return process_id


def _texts(call: Call, name: str) -> set[str]:
    return {as_text(value) for value in call.params.items(name)}


def offline_clear(call: Call) -> bool:
    call.portal.offline.clear(call.client_id, _process(call), _texts(call, "id"), _texts(call, "message_id"))
    return True


def offline_error(call: Call) -> bool:
    call.portal.offline.fail(call.client_id, _process(call), _texts(call, "message_id"))
    return True


METHODS = {
    "event.bind": Method(bind, app_only=True),
    "event.unbind": Method(unbind, app_only=True),
    "event.get": Method(get, app_only=True),
    "event.test": Method(test, app_only=True),
    "events": Method(events, app_only=True),
    "event.offline.get": Method(offline_get, app_only=True, admin=True),
    "event.offline.list": Method(offline_list, app_only=True, admin=True),
    "event.offline.clear": Method(offline_clear, app_only=True, admin=True),
    "event.offline.error": Method(offline_error, app_only=True, admin=True),
}
