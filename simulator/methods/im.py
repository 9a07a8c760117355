"""Chat messages (actions.md, row 5)."""

from __future__ import annotations

import re
from typing import Any

from simulator.methods.base import Call, Method
from simulator.wire import RestError, as_flag, as_int

_DIALOG = re.compile(r"(?:chat|sg)?\d+")


def _message(call: Call) -> str:
    text = call.params.text("MESSAGE")
    if not text.strip():
        raise RestError("MESSAGE_EMPTY", "Message can't be empty")
    return text


def message_add(call: Call) -> int:
    """Sent as the token's user, who must be in the chat."""
    dialog = call.params.text("DIALOG_ID") or call.params.text("USER_ID")
    if not dialog or not _DIALOG.fullmatch(dialog):
        raise RestError("DIALOG_ID_EMPTY", "Dialog ID can't be empty")
    if dialog.isdecimal() and call.portal.people.get(as_int(dialog)) is None:
        raise RestError("USER_NOT_FOUND", "User ID is not found")
    if not dialog.isdecimal():
        raise RestError("ACCESS_ERROR", "Action unavailable")  # nobody has made a group chat here
    system = as_flag(call.params.get("SYSTEM"))
    now = call.portal.clock.now()
    return int(call.portal.office.add_message(dialog, call.user_id, _message(call), now, system=system)["id"])


def _marks(call: Call, number: int) -> dict[str, Any]:
    people = sorted(user for message, user in call.portal.office.likes if message == number)
    return {"LIKE": people} if people else {}


def messages_get(call: Call) -> dict[str, Any]:
    """The dialogue of the token's user with another one, newest first."""
    dialog = call.params.text("DIALOG_ID")
    if not dialog:
        raise RestError("DIALOG_ID_EMPTY", "Dialog ID can't be empty")
    pair = {str(call.user_id), dialog}
    rows = [row for row in call.portal.office.messages if {str(row["from_user_id"]), row["dialog_id"]} == pair]
    authors = {row["author_id"] for row in rows}
    people = [user for number in sorted(authors) if (user := call.portal.people.get(number))]
    return {
        "chat_id": 1,
        "messages": [
            {"id": row["id"], "chat_id": 1, "author_id": row["author_id"], "date": row["date"], "text": row["text"],
             "unread": False, "params": _marks(call, row["id"])}
            for row in reversed(rows)
        ][: as_int(call.params.get("LIMIT"), 20)],
        "users": [{"id": user.id, "name": user.full_name, "active": user.active} for user in people],
        "files": [],
    }  # fmt: skip


def _message_of(call: Call) -> dict[str, Any]:
    """One's own message; the time limit for changes is not kept."""
    number = call.params.number("MESSAGE_ID")
    if number <= 0:
        raise RestError("MESSAGE_ID_ERROR", "Message ID can't be empty")
    row = next((row for row in call.portal.office.messages if row["id"] == number), None)
    if row is None or row["author_id"] != call.user_id:
        raise RestError("CANT_EDIT_MESSAGE", "Time has expired for modification or you don't have access")
    return row


def message_update(call: Call) -> bool:
    """An empty text deletes the message (im-message-update.md)."""
    row = _message_of(call)
    if not call.params.text("MESSAGE").strip():
        call.portal.office.messages.remove(row)
    else:
        row["text"] = call.params.text("MESSAGE")
    return True


def message_delete(call: Call) -> bool:
    call.portal.office.messages.remove(_message_of(call))
    return True


def message_like(call: Call) -> bool:
    """By a participant; `auto` turns it round (im-message-like.md)."""
    number = call.params.number("MESSAGE_ID")
    row = next((row for row in call.portal.office.messages if row["id"] == number), None)
    if row is None or str(call.user_id) not in {str(row["from_user_id"]), row["dialog_id"]}:
        raise RestError("MESSAGE_ID_ERROR", "Message ID can't be empty")
    likes, mark = call.portal.office.likes, (number, call.user_id)
    if call.params.text("ACTION") == ("plus" if mark in likes else "minus"):
        raise RestError("WITHOUT_CHANGES", "Action completed without changes")
    likes ^= {mark}
    return True


METHODS = {
    "im.message.like": Method(message_like, "im"),
    "im.message.update": Method(message_update, "im"),
    "im.message.delete": Method(message_delete, "im"),
    "im.message.add": Method(message_add, "im"),
    "im.dialog.messages.get": Method(messages_get, "im"),
}
