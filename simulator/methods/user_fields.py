"""user.userfield.*: custom fields of employees (api-reference/user/userfields/)."""

from __future__ import annotations

from typing import Any

from simulator.filters import Page, in_order, matches
from simulator.methods.base import Call, Method
from simulator.methods.userfields import TYPES, changed, classic, label_of, list_of, said
from simulator.records import UserField
from simulator.wire import RestError, as_flag, as_map, as_text, upper_keys

USER_FIELD_SCOPE = "user.userfield"
_ENTITY = "USER"
_PREFIX = "UF_USR_"


def own_fields(call: Call) -> list[UserField]:
    return [row for row in call.portal.records.user_fields if row.entity_id == _ENTITY]


def _administrator(call: Call) -> None:
    if not call.is_admin:
        raise RestError("", "Access denied.")


def add(call: Call) -> int:
    """DEALS and UF_DEALS become UF_USR_DEALS."""
    _administrator(call)
    fields = upper_keys(call.params.get("fields"))
    for name in ("FIELD_NAME", "USER_TYPE_ID"):
        if not as_text(fields.get(name)).strip():
            raise RestError("", f"The '{name}' field is not found.")
    code = _PREFIX + as_text(fields["FIELD_NAME"]).strip().upper().removeprefix(_PREFIX).removeprefix("UF_")
    kind = as_text(fields["USER_TYPE_ID"])
    if any(row.code == code for row in own_fields(call)):
        raise RestError("ERROR_CORE", f"Field {code} for USER object already exists")
    if kind not in TYPES:
        raise RestError("ERROR_CORE", "Fail to create new user field")
    multiple, given = as_flag(fields.get("MULTIPLE")), said(fields)
    records = call.portal.records
    options = records.options({}, list_of(fields)) if kind == "enumeration" else {}
    row = records.add_user_field(
        _ENTITY, code, kind, multiple=multiple, label=label_of(fields), given=given, options=options
    )
    return row.id


def _own(call: Call) -> UserField:
    _administrator(call)
    number = call.params.number("id")
    if number <= 0:
        raise RestError("", "ID is not defined or invalid")
    row = next((row for row in own_fields(call) if row.id == number), None)
    if row is None:
        raise RestError("", "Access denied.")
    return row


def update(call: Call) -> bool:
    changed(call, _own(call), upper_keys(call.params.get("fields")))
    return True


def delete(call: Call) -> bool:
    """The values go with the field."""
    row = _own(call)
    call.portal.records.user_fields.remove(row)
    for user in call.portal.people.users.values():
        user.custom.pop(row.code, None)
    return True


def _read(row: Any, name: str) -> Any:
    return row.get(name.upper())


def listed(call: Call) -> Page:
    _administrator(call)
    rows = [classic(row) for row in own_fields(call)]
    kept = [row for row in rows if matches(row, as_map(call.params.get("filter")), _read)]
    return Page(in_order(kept, call.params.get("order"), _read, "ID"), len(kept))


METHODS = {
    "user.userfield.add": Method(add, USER_FIELD_SCOPE),
    "user.userfield.list": Method(listed, USER_FIELD_SCOPE),
    "user.userfield.update": Method(update, USER_FIELD_SCOPE),
    "user.userfield.delete": Method(delete, USER_FIELD_SCOPE),
}
