"""crm.timeline.comment.* and crm.activity.todo.add (actions.md, rows 8 and 19)."""

from __future__ import annotations

from typing import Any

from simulator.entities import BY_NAME, ENTITIES
from simulator.filters import Page, in_order, matches, page
from simulator.methods.base import Call, Method
from simulator.values import read_moment
from simulator.wire import RestError, as_int, as_text, iso, upper_keys


def comment_add(call: Call) -> int:
    """Only lower-case `fields` is read (rest-call.md, section 1)."""
    if not isinstance(call.params.values.get("fields"), dict):
        raise RestError(100, "Could not find value for parameter {fields}")
    fields = upper_keys(call.params.values["fields"])
    kind = BY_NAME.get(as_text(fields.get("ENTITY_TYPE")).upper())
    number = as_int(fields.get("ENTITY_ID"))
    if kind is None or call.portal.records.get(kind, number) is None:
        raise RestError("OWNER_NOT_FOUND", "Owner was not found")
    text = as_text(fields.get("COMMENT"))
    if not text.strip():
        raise RestError("INVALID_ARG_VALUE", "Empty comment message")
    author = as_int(fields.get("AUTHOR_ID")) or call.user_id
    row = call.portal.office.add_comment(kind.name.lower(), number, author, text, call.portal.clock.now())
    call.portal.raise_event("ONCRMTIMELINECOMMENTADD", {"FIELDS": {"ID": row["ID"]}}, call.actor)
    return int(row["ID"])


def comment_list(call: Call) -> Page:
    given = upper_keys(call.params.get("filter"))
    if not given.get("ENTITY_ID") or not given.get("ENTITY_TYPE"):
        raise RestError("INVALID_ARG_VALUE", "ENTITY_ID and ENTITY_TYPE are required in the filter")
    rows = [
        {**row, "ID": str(row["ID"]), "ENTITY_ID": str(row["ENTITY_ID"]), "AUTHOR_ID": str(row["AUTHOR_ID"])}
        for row in call.portal.office.comments
    ]
    kept = [row for row in rows if matches(row, given, _read)]
    return page(in_order(kept, call.params.get("order"), _read, "ID"), call.params.get("start"))


def _read(row: Any, name: str) -> Any:
    return row.get(name.upper())


def todo_add(call: Call) -> dict[str, int]:
    """A planned universal activity (TYPE_ID 6, CRM_TODO)."""
    kind = ENTITIES.get(call.params.number("ownerTypeId"))
    if kind is None or call.portal.records.get(kind, call.params.number("ownerId")) is None:
        raise RestError("OWNER_NOT_FOUND", "Owner was not found")
    deadline = read_moment(call.params.text("deadline"))
    if deadline is None:
        raise RestError("WRONG_DATETIME_FORMAT", "Wrong datetime format")
    office = call.portal.office
    row: dict[str, Any] = {
        "ID": office.number("activity"),
        "TYPE_ID": "6",
        "PROVIDER_ID": "CRM_TODO",
        "OWNER_TYPE_ID": kind.id,
        "OWNER_ID": call.params.number("ownerId"),
        "SUBJECT": call.params.text("title"),
        "DESCRIPTION": call.params.text("description"),
        "DEADLINE": iso(deadline),
        "RESPONSIBLE_ID": call.params.number("responsibleId") or call.user_id,
        "COMPLETED": "N",
    }
    office.activities.append(row)
    call.portal.raise_event("ONCRMACTIVITYADD", {"FIELDS": {"ID": row["ID"]}}, call.actor)
    return {"id": int(row["ID"])}


METHODS = {
    "crm.timeline.comment.add": Method(comment_add, "crm"),
    "crm.timeline.comment.list": Method(comment_list, "crm"),
    "crm.activity.todo.add": Method(todo_add, "crm"),
}
