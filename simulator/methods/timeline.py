"""crm.timeline.comment.* (actions.md, row 19; api-reference/crm/timeline/comments/)."""

from __future__ import annotations

from typing import Any

from simulator.entities import BY_NAME, ENTITIES, EntityType
from simulator.filters import Page, in_order, matches, page
from simulator.methods.base import Call, Method, field_description, required
from simulator.wire import RestError, as_int, as_text, upper_keys

Row = dict[str, Any]

_FIELDS = {"ID": "integer", "CREATED": "datetime", "ENTITY_ID": "integer", "ENTITY_TYPE": "string",
           "AUTHOR_ID": "integer", "COMMENT": "string", "FILES": "attached_diskfile"}  # fmt: skip
_REQUIRED = frozenset({"ENTITY_ID", "ENTITY_TYPE"})
_READ_ONLY = frozenset({"ID", "CREATED", "AUTHOR_ID"})


def _fields(call: Call) -> Row:
    """Only lower-case `fields` is read (rest-call.md, section 1)."""
    if not isinstance(call.params.values.get("fields"), dict):
        raise RestError(100, "Could not find value for parameter {fields}")
    return upper_keys(call.params.values["fields"])


def _text(fields: Row) -> str:
    text = as_text(fields.get("COMMENT"))
    if not text.strip():
        raise RestError("INVALID_ARG_VALUE", "Empty comment message")
    return text


def add(call: Call) -> int:
    fields = _fields(call)
    kind = BY_NAME.get(as_text(fields.get("ENTITY_TYPE")).upper())
    number = as_int(fields.get("ENTITY_ID"))
    if kind is None or call.portal.records.get(kind, number) is None:
        raise RestError("OWNER_NOT_FOUND", "Owner was not found")
    author = as_int(fields.get("AUTHOR_ID")) or call.user_id
    row = call.portal.office.add_comment(kind.name.lower(), number, author, _text(fields), call.portal.clock.now())
    _tell(call, "ADD", row)
    return int(row["ID"])


def _tell(call: Call, what: str, row: Row) -> None:
    call.portal.raise_event(f"ONCRMTIMELINECOMMENT{what}", {"FIELDS": {"ID": row["ID"]}}, call.actor)


def _comment(call: Call) -> Row | None:
    number = call.params.number("id")
    return next((row for row in call.portal.office.comments if row["ID"] == number), None)


def get(call: Call) -> Row:
    if call.params.number("id") <= 0:
        raise RestError("", "ID is not defined or invalid.")
    row = _comment(call)
    if row is None:
        raise RestError("", "Not found.")
    return _shown(row)


def _shown(row: Row) -> Row:
    ids = ("ID", "ENTITY_ID", "AUTHOR_ID")
    return {code: str(value) if code in ids else value for code, value in row.items()}


def _own(call: Call) -> Row:
    """The comment to change: its author's or an administrator's. An owner that is named must be its record."""
    required(call, "id")
    row = _comment(call)
    if row is None:
        raise RestError("NOT_FOUND", "Not found.")
    if call.params.has("ownerTypeId"):
        kind: EntityType | None = ENTITIES.get(call.params.number("ownerTypeId"))
        number = call.params.number("ownerId")
        if kind is None or (row["ENTITY_TYPE"], row["ENTITY_ID"]) != (kind.name.lower(), number):
            raise RestError("OWNER_NOT_FOUND", "Owner was not found")
    if row["AUTHOR_ID"] != call.user_id and not call.is_admin:
        raise RestError("ACCESS_DENIED", "Access denied.")
    return row


def update(call: Call) -> int:
    fields = _fields(call)
    row = _own(call)
    row["COMMENT"] = _text(fields)
    _tell(call, "UPDATE", row)
    return int(row["ID"])


def delete(call: Call) -> None:
    row = _own(call)
    call.portal.office.comments.remove(row)
    _tell(call, "DELETE", row)


def listed(call: Call) -> Page:
    given = upper_keys(call.params.get("filter"))
    if not given.get("ENTITY_ID") or not given.get("ENTITY_TYPE"):
        raise RestError("INVALID_ARG_VALUE", "ENTITY_ID and ENTITY_TYPE are required in the filter")
    kept = [row for row in map(_shown, call.portal.office.comments) if matches(row, given, _read)]
    ordered = in_order(kept, call.params.get("order"), _read, "ID")
    select = {as_text(code).upper() for code in call.params.items("select")} - {"*"}
    shown = [{code: value for code, value in row.items() if not select or code in select} for row in ordered]
    return page(shown, call.params.get("start"))


def _read(row: Any, name: str) -> Any:
    return row.get(name.upper())


def fields(_call: Call) -> Row:
    return {
        code: field_description(kind, code, read_only=code in _READ_ONLY, is_required=code in _REQUIRED)
        for code, kind in _FIELDS.items()
    }


METHODS = {
    "crm.timeline.comment.add": Method(add, "crm"),
    "crm.timeline.comment.get": Method(get, "crm"),
    "crm.timeline.comment.update": Method(update, "crm"),
    "crm.timeline.comment.delete": Method(delete, "crm"),
    "crm.timeline.comment.list": Method(listed, "crm"),
    "crm.timeline.comment.fields": Method(fields, "crm"),
}
