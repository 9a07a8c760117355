"""crm.activity.*, its to-dos and bindings (actions.md, sections 1 and 2; api-reference/crm/timeline/activities/)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulator import activities
from simulator.entities import ENTITIES
from simulator.filters import Page, in_order, matches, page
from simulator.methods.base import Call, Method, field_description, required
from simulator.values import read_moment
from simulator.wire import RestError, as_int, as_list, as_map, as_text, iso, upper_keys

Row = dict[str, Any]

_COMMUNICATION = {"ID": "integer", "ACTIVITY_ID": "integer", "TYPE": "string", "VALUE": "string",
                  "ENTITY_ID": "integer", "ENTITY_TYPE_ID": "integer", "ENTITY_SETTINGS": "object"}  # fmt: skip
_ASKED_FOR = frozenset({"COMMUNICATIONS", "FILES", "BINDINGS"})


def add(call: Call) -> int:
    return int(activities.add(call.portal, _fields(call), call.actor)["ID"])


def update(call: Call) -> bool:
    activities.update(call.portal, _activity(call), _fields(call), call.actor)
    return True


def get(call: Call) -> Row:
    return {code: value for code, value in _shown(_activity(call)).items() if code not in _ASKED_FOR}


def delete(call: Call) -> bool:
    activities.delete(call.portal, _activity(call), call.actor)
    return True


def _fields(call: Call) -> Row:
    given = call.params.get("fields")
    if not isinstance(given, dict):
        raise RestError("", "Parameter 'fields' must be array.")
    return given


def _activity(call: Call) -> Row:
    row = activities.find(call.portal, call.params.number("id"))
    if row is None:
        raise RestError("", "Activity is not found")
    return row


def _shown(row: Row) -> Row:
    """Numbers are text (rest-call.md, section 7)."""
    return {code: str(value) if isinstance(value, int) else value for code, value in row.items()}


def listed(call: Call) -> Page:
    """COMMUNICATIONS and FILES come when asked for; BINDINGS in the filter names records of which one must match."""
    given = upper_keys(call.params.get("filter"))
    bindings = [upper_keys(one) for one in as_list(given.pop("BINDINGS", None))]
    rows = [row for row in call.portal.office.activities if not bindings or _is_bound(row, bindings)]
    kept = [row for row in map(_shown, rows) if matches(row, given, _read)]
    ordered = in_order(kept, call.params.get("order"), _read, "START_TIME")
    select = {as_text(code).upper() for code in call.params.items("select")}
    shown = [
        {code: value for code, value in row.items() if _is_selected(code, select)} for row in ordered
    ]  # fmt: skip
    return page(shown, call.params.get("start"))


def _is_selected(code: str, select: set[str]) -> bool:
    if code in select or code == "ID":
        return True
    return code not in _ASKED_FOR and (not select or "*" in select)


def _is_bound(row: Row, bindings: list[Row]) -> bool:
    return any(
        all(as_int(wanted[code]) == bound[code] for code in ("OWNER_TYPE_ID", "OWNER_ID") if code in wanted)
        for wanted in bindings
        for bound in row["BINDINGS"]
    )


def _read(row: Any, name: str) -> Any:
    value = row.get(name.upper())
    moment = read_moment(value) if isinstance(value, str) and name.upper().endswith(("_TIME", "DEADLINE")) else None
    return moment.isoformat() if moment else value


def fields(_call: Call) -> Row:
    return {
        code: field_description(kind, code, read_only=code in activities.READ_ONLY)
        for code, kind in activities.TYPES.items()
    }


def communication_fields(_call: Call) -> Row:
    return {code: field_description(kind, code) for code, kind in _COMMUNICATION.items()}


def todo_add(call: Call) -> dict[str, int]:
    """The deadline is required; everything else has a default (crm-activity-todo-add.md)."""
    required(call, "ownerTypeId", "ownerId")
    type_id, number = _owner(call)
    fields = {"OWNER_TYPE_ID": type_id, "OWNER_ID": number, "DEADLINE": _moment(call, "deadline"), **_todo(call)}
    fields.setdefault("RESPONSIBLE_ID", call.user_id)
    fields.setdefault("SUBJECT", "")
    return {"id": int(activities.add_todo(call.portal, fields, call.actor)["ID"])}


def _owner(call: Call) -> tuple[int, int]:
    type_id, number = call.params.number("ownerTypeId"), call.params.number("ownerId")
    kind = ENTITIES.get(type_id)
    if kind is None or call.portal.records.get(kind, number) is None:
        raise RestError("OWNER_NOT_FOUND", "Owner was not found")
    return type_id, number


def _moment(call: Call, name: str) -> str:
    moment = read_moment(call.params.text(name))
    if moment is None:
        raise RestError("WRONG_DATETIME_FORMAT", "Wrong datetime format")
    return iso(moment)


def _todo(call: Call) -> Row:
    given: Row = {}
    for name, code in (("title", "SUBJECT"), ("description", "DESCRIPTION")):
        if call.params.has(name):
            given[code] = call.params.text(name)
    if call.params.has("responsibleId"):
        given["RESPONSIBLE_ID"] = _responsible(call)
    settings = {
        code: call.params.get(name)
        for name, code in (("pingOffsets", "PING_OFFSETS"), ("colorId", "COLOR"), ("parentActivityId", "PARENT_ID"))
        if call.params.has(name)
    }
    return {**given, "SETTINGS": settings} if settings else given


def _responsible(call: Call) -> int:
    number = call.params.number("responsibleId")
    if number <= 0:
        raise RestError("INVALID_ARG_VALUE", 'Parameter "responsibleId" must be greater than 0')
    return number


def _todo_of(call: Call, completed: str) -> Row:
    """The to-do of the named owner, not completed; else the error this method has for that."""
    required(call, "id", "ownerTypeId", "ownerId")
    owner = _owner(call)
    row = activities.find(call.portal, call.params.number("id"))
    if row is None or row["PROVIDER_ID"] != activities.PLANNED or not _belongs(row, *owner):
        raise RestError("NOT_FOUND", "Not found.")
    if row["COMPLETED"] == "Y":
        raise RestError(completed, "Completed activity cannot be modified")
    return row


def _belongs(row: Row, type_id: int, number: int) -> bool:
    return {"OWNER_TYPE_ID": type_id, "OWNER_ID": number} in row["BINDINGS"]


def todo_update(call: Call) -> dict[str, int]:
    row = _todo_of(call, "CAN_NOT_UPDATE_COMPLETED_TODO")
    deadline = {"DEADLINE": _moment(call, "deadline")} if call.params.has("deadline") else {}
    return _changed(call, row, {**_todo(call), **deadline})


def todo_deadline(call: Call) -> dict[str, int]:
    row = _todo_of(call, "CAN_NOT_UPDATE_COMPLETED_TODO")
    return _changed(call, row, {"DEADLINE": _moment(call, "value")})


def todo_description(call: Call) -> dict[str, int]:
    row = _todo_of(call, "CAN_NOT_UPDATE_COMPLETED_TODO")
    return _changed(call, row, {"DESCRIPTION": call.params.text("value")})


def todo_responsible(call: Call) -> dict[str, int]:
    row = _todo_of(call, "CAN_NOT_UPDATE_RESPONSIBLE_USER_COMPLETED_TODO")
    return _changed(call, row, {"RESPONSIBLE_ID": _responsible(call)})


def todo_color(call: Call) -> dict[str, int]:
    row = _todo_of(call, "CAN_NOT_UPDATE_COLOR_COMPLETED_TODO")
    color = call.params.text("colorId")
    if color not in {str(number) for number in range(1, 8)}:
        raise RestError("CAN_NOT_UPDATE_WRONG_COLOR_TODO", "Wrong color")
    return _changed(call, row, {"SETTINGS": {**as_map(row["SETTINGS"]), "COLOR": color}})


def _changed(call: Call, row: Row, new: Row) -> dict[str, int]:
    activities.change(call.portal, row, new, call.actor)
    return {"id": int(row["ID"])}


def binding_list(call: Call) -> list[Row]:
    row = _bound_activity(call)
    return [{"entityTypeId": one["OWNER_TYPE_ID"], "entityId": one["OWNER_ID"]} for one in row["BINDINGS"]]


def _bound_activity(call: Call) -> Row:
    required(call, "activityId")
    row = activities.find(call.portal, call.params.number("activityId"))
    if row is None:
        raise RestError("NOT_FOUND", "Element not found")
    return row


def _binding(call: Call, type_name: str = "entityTypeId", id_name: str = "entityId") -> Row:
    required(call, type_name, id_name)
    kind = ENTITIES.get(call.params.number(type_name))
    if kind is None or call.portal.records.get(kind, call.params.number(id_name)) is None:
        raise RestError("OWNER_NOT_FOUND", "Owner was not found")
    return {"OWNER_TYPE_ID": kind.id, "OWNER_ID": call.params.number(id_name)}


def binding_add(call: Call) -> bool:
    row, bound = _bound_activity(call), _binding(call)
    if bound in row["BINDINGS"]:
        raise RestError("ACTIVITY_IS_ALREADY_BOUND", "Activity is already bound to this entity")
    return _bind(call, row, [*row["BINDINGS"], bound])


def binding_delete(call: Call) -> bool:
    row, bound = _bound_activity(call), _binding(call)
    if bound not in row["BINDINGS"]:
        raise RestError("BINDING_NOT_FOUND", "Activity is not bound to this entity")
    if len(row["BINDINGS"]) == 1:
        raise RestError("LAST_BINDING_CANNOT_BE_DELETED", "The last binding cannot be deleted")
    return _bind(call, row, [one for one in row["BINDINGS"] if one != bound])


def binding_move(call: Call) -> bool:
    """From one record to another one of the same type (crm-activity-binding-move.md)."""
    row = _bound_activity(call)
    old = _binding(call, "sourceEntityTypeId", "sourceEntityId")
    new = _binding(call, "targetEntityTypeId", "targetEntityId")
    if old["OWNER_TYPE_ID"] != new["OWNER_TYPE_ID"]:
        raise RestError("SOURCE_AND_TARGET_ENTITY_TYPES_ARE_NOT_EQUAL_ERROR", "The types are not equal")
    if old == new:
        raise RestError("SOURCE_AND_TARGET_ENTITY_ID_ARE_EQUAL_ERROR", "The entities are equal")
    if old not in row["BINDINGS"]:
        raise RestError("BINDING_NOT_FOUND", "Activity is not bound to this entity")
    if new in row["BINDINGS"]:
        raise RestError("ACTIVITY_IS_ALREADY_BOUND", "Activity is already bound to this entity")
    return _bind(call, row, [new if one == old else one for one in row["BINDINGS"]])


def _bind(call: Call, row: Row, bindings: list[Row]) -> bool:
    """The first binding is the owner."""
    activities.change(call.portal, row, {"BINDINGS": bindings, **bindings[0]}, call.actor)
    return True


_VERBS: dict[str, Callable[[Call], Any]] = {
    "add": add, "get": get, "list": listed, "update": update, "delete": delete, "fields": fields,
    "communication.fields": communication_fields,
    "todo.add": todo_add, "todo.update": todo_update, "todo.updatedeadline": todo_deadline,
    "todo.updatedescription": todo_description, "todo.updateresponsibleuser": todo_responsible,
    "todo.updatecolor": todo_color,
    "binding.list": binding_list, "binding.add": binding_add, "binding.delete": binding_delete,
    "binding.move": binding_move,
}  # fmt: skip
METHODS = {f"crm.activity.{verb}": Method(run, "crm") for verb, run in _VERBS.items()}
