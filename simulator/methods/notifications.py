"""im.notify.*: the bell (actions.md, row 4; api-reference/chats/notifications/).

Each method works on the notifications of the token's user, but for sending and for deleting what the app sent.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from simulator.methods.base import Call, Method
from simulator.wire import RestError, as_flag, as_int

Row = dict[str, Any]

_MOST_ATTACH = 60_000
_MOST, _USUAL = 50, 20


def _adder(kind: str) -> Callable[[Call], Any]:
    """`kind` is system, personal or empty: then TYPE says which (im-notify.md)."""

    def notify(call: Call) -> int:
        to = call.params.number("USER_ID")
        if to <= 0:
            raise RestError("USER_ID_EMPTY", "User ID can't be empty")
        text = call.params.text("MESSAGE")
        attach = call.params.get("ATTACH")
        if not text.strip() and not attach:
            raise RestError("MESSAGE_EMPTY", "Message can't be empty")
        _check_attach(attach)
        wanted = kind or ("system" if call.params.text("TYPE").upper() == "SYSTEM" else "personal")
        sender = call.user_id if wanted == "personal" else 0
        tag, sub_tag = call.params.text("TAG"), call.params.text("SUB_TAG")
        now = call.portal.clock.now()
        row = call.portal.office.notify(to, sender, text, now, tag, sub_tag=sub_tag, app=call.client_id)
        return int(row["id"])

    return notify


def _check_attach(attach: Any) -> None:
    if attach in (None, "", [], {}):
        return
    if isinstance(attach, str):
        try:
            attach = json.loads(attach)
        except (ValueError, RecursionError):
            attach = None
    if not isinstance(attach, list | dict):
        raise RestError("ATTACH_ERROR", "Incorrect attach params")
    if len(json.dumps(attach)) > _MOST_ATTACH:
        raise RestError("ATTACH_OVERSIZE", "You have exceeded the maximum allowable size of attach")


def _own(call: Call) -> list[Row]:
    return [row for row in call.portal.office.notifications if row["to"] == call.user_id]


def delete(call: Call) -> bool:
    """By ID among one's own, by TAG or SUB_TAG among what the app sent."""
    number, tag, sub_tag = call.params.number("ID"), call.params.text("TAG"), call.params.text("SUB_TAG")
    if number <= 0 and not tag and not sub_tag:
        raise RestError("PARAMS_ERROR", "Incorrect params")
    if number <= 0 and not call.client_id and not call.params.text("CLIENT_ID"):
        raise RestError("ACCESS_DENIED", "Access denied! Client ID not specified")
    app = call.client_id or call.params.text("CLIENT_ID")
    gone = [
        row
        for row in call.portal.office.notifications
        if (row["id"] == number and row["to"] == call.user_id)
        or (number <= 0 and row["app"] == app and (row["tag"] == tag if tag else row["sub_tag"] == sub_tag))
    ]
    for row in gone:
        call.portal.office.notifications.remove(row)
    return bool(gone)


def read(call: Call) -> bool:
    """From ID on all of them, unless ONLY_CURRENT; ACTION N marks as unread."""
    number, only = call.params.number("ID"), as_flag(call.params.get("ONLY_CURRENT"))
    for row in _own(call):
        if row["id"] == number or (row["id"] > number and not only):
            row["read"] = _is_read(call)
    return True


def _is_read(call: Call) -> bool:
    return call.params.text("ACTION", "Y").upper() != "N"


def read_list(call: Call) -> bool:
    if not isinstance(call.params.get("IDS"), list | dict):
        raise RestError("PARAMS_ERROR", "No IDS param or it is not an array")
    numbers = {as_int(number) for number in call.params.items("IDS")}
    for row in _own(call):
        if row["id"] in numbers:
            row["read"] = _is_read(call)
    return True


def read_all(call: Call) -> dict[str, Any]:
    for row in _own(call):
        row["read"] = True
    return {"result": True, "newCounter": 0}


def get(call: Call) -> dict[str, Any]:
    if call.params.has("LAST_ID") != call.params.has("LAST_TYPE"):
        raise RestError("LAST_ID_AND_LAST_TYPE", "Parameters LAST_ID and LAST_TYPE should be used together.")
    own = _own(call)
    rows = _older(call, own)
    return {
        "total_count": len(own),
        "total_unread_count": sum(not row["read"] for row in own),
        "chat_id": _chat(call),
        "notifications": [_shown(call, row) for row in rows],
        "users": _people(call, rows),
    }


def _older(call: Call, rows: list[Row]) -> list[Row]:
    """Newest first, those before LAST_ID."""
    last = call.params.text("LAST_ID")
    if last and not last.isdecimal():
        raise RestError("LAST_ID_STRING", "Last notification ID can't be string")
    limit = min(call.params.number("LIMIT", _USUAL) or _USUAL, _MOST)
    chosen = [row for row in reversed(rows) if not last or row["id"] < as_int(last)]
    return chosen[: max(1, limit)]


def _chat(call: Call) -> int:
    """Everybody's notifications are a chat of their own; here its number is the user's."""
    return call.user_id


def _shown(call: Call, row: Row) -> Row:
    app = f"MP|{call.client_id}|{row['tag']}" if row["tag"] else ""
    return {
        "id": row["id"], "chat_id": _chat(call), "author_id": row["from"], "date": row["date"],
        "notify_type": 2 if row["from"] else 4, "notify_module": "rest", "notify_event": "rest_notify",
        "notify_tag": app, "notify_sub_tag": row["sub_tag"], "notify_title": "", "setting_name": "rest|rest_notify",
        "text": row["text"], "notify_read": "Y" if row["read"] else "N", "params": None,
    }  # fmt: skip


def _people(call: Call, rows: list[Row]) -> list[Row]:
    authors = sorted({row["from"] for row in rows})
    people = [user for number in authors if (user := call.portal.people.get(number))]
    return [
        {"id": user.id, "active": user.active, "name": user.full_name, "first_name": user.name,
         "last_name": user.last_name, "work_position": user.position}
        for user in people
    ]  # fmt: skip


def search(call: Call) -> dict[str, Any]:
    words = call.params.text("SEARCH_TEXT").lower()
    narrowed = any(call.params.has(name) for name in ("SEARCH_TYPE", "SEARCH_DATE", "SEARCH_TYPES", "SEARCH_AUTHORS"))
    if len(words) < 3 and not narrowed:
        raise RestError("SEARCH_TEXT_ERROR", "SEARCH_TEXT can't be less than 3 symbols")
    authors = {as_int(number) for number in call.params.items("SEARCH_AUTHORS")}
    day = call.params.text("SEARCH_DATE")[:10]
    found = [
        row
        for row in _own(call)
        if words in row["text"].lower() and (not authors or row["from"] in authors) and row["date"].startswith(day)
    ]
    rows = _older(call, found)
    return {
        "chat_id": _chat(call),
        "total_results": len(found),
        "notifications": [_shown(call, row) for row in rows],
        "users": _people(call, rows),
    }


def _number(call: Call) -> int:
    number = call.params.number("NOTIFY_ID")
    if number <= 0:
        raise RestError("ID_ERROR", "Notification ID can't be empty")
    return number


def answer(call: Call) -> Any:
    """A quick reply. UNCLEAR what a notification that is not there gives: `false` here."""
    number = _number(call)
    text = call.params.text("ANSWER_TEXT")
    if not text.strip():
        raise RestError("ANSWER_TEXT_ERROR", "ANSWER_TEXT can't be empty")
    row = next((row for row in _own(call) if row["id"] == number), None)
    if row is None:
        return False
    if row["from"]:
        call.portal.office.add_message(str(row["from"]), call.user_id, text, call.portal.clock.now())
    return {"result_message": ["Your response has been successfully sent."]}


def confirm(call: Call) -> Any:
    """A button of a notification; it is done with afterwards."""
    number = _number(call)
    if not call.params.text("NOTIFY_VALUE"):
        raise RestError("NOTIFY_VALUE_ERROR", "Notification Value can't be empty")
    row = next((row for row in _own(call) if row["id"] == number), None)
    if row is None:
        return False
    call.portal.office.notifications.remove(row)
    return {"result_message": ["Your choice has been saved."]}


def schema(_call: Call) -> dict[str, Any]:
    rows = [{"ID": "rest|rest_notify", "NAME": "Notifications of applications"}]
    return {"rest": {"NAME": "Applications", "MODULE_ID": "rest", "LIST": rows}}


_VERBS = {
    "im.notify": _adder(""), "im.notify.system.add": _adder("system"), "im.notify.personal.add": _adder("personal"),
    "im.notify.delete": delete, "im.notify.read": read, "im.notify.read.list": read_list,
    "im.notify.read.all": read_all, "im.notify.get": get, "im.notify.history.search": search,
    "im.notify.answer": answer, "im.notify.confirm": confirm, "im.notify.schema.get": schema,
}  # fmt: skip
METHODS = {name: Method(run, "im") for name, run in _VERBS.items()}
