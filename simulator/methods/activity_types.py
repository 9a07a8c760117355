"""crm.activity.badge.*, crm.activity.type.*, crm.activity.layout.blocks.* and crm.activity.call.getTranscript
(api-reference/crm/timeline/activities/: configurable/badges, types, layout-blocks, activity-base).

The texts behind ACCESS_DENIED, REQUIRED_ARG_MISSING and INVALID_ARG_VALUE are not printed there; the codes are.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulator import activities
from simulator.app_activities import BADGE_TYPES, CONFIGURABLE, ActivityType, check_blocks
from simulator.entities import ENTITIES
from simulator.methods.base import Call, Method, required
from simulator.wire import RestError, as_flag, as_text, upper_keys

Row = dict[str, Any]

_BADGE = ("code", "title", "value", "type")


def badge_add(call: Call) -> dict[str, Row]:
    if not call.is_admin:
        raise RestError("ACCESS_DENIED", "Access denied.")
    badge = {name: call.params.get(name) for name in _BADGE}
    for name, value in badge.items():
        if value in (None, "", [], {}):
            raise RestError("REQUIRED_ARG_MISSING", f"Required field {name} is empty")
    code = badge["code"] = as_text(badge["code"])
    if code in call.portal.app_activities.badges:
        raise RestError("INVALID_ARG_VALUE", "The code is already taken")
    if as_text(badge["type"]) not in BADGE_TYPES:
        raise RestError("INVALID_ARG_VALUE", "Unknown type")
    call.portal.app_activities.badges[code] = badge
    return {"badge": badge}


def _badge(call: Call) -> Row:
    badge = call.portal.app_activities.badges.get(call.params.text("code"))
    if badge is None:
        raise RestError("NOT_FOUND", "Not found.")
    return badge


def badge_get(call: Call) -> dict[str, Row]:
    return {"badge": _badge(call)}


def badge_list(call: Call) -> dict[str, list[Row]]:
    return {"badges": list(call.portal.app_activities.badges.values())}


def badge_delete(call: Call) -> bool:
    if not call.is_admin:
        raise RestError("ACCESS_DENIED", "Access denied.")
    del call.portal.app_activities.badges[_badge(call)["code"]]
    return True


def type_add(call: Call) -> bool:
    fields = upper_keys(call.params.get("fields"))
    key = as_text(fields.get("TYPE_ID"))
    if not key:
        raise RestError("INVALID_ARG_VALUE", "TYPE_ID is required")
    types = call.portal.app_activities.types
    if (call.client_id, key) in types:
        raise RestError("INVALID_ARG_VALUE", f"Activity type {key} already exists")
    is_configurable = as_flag(fields.get("IS_CONFIGURABLE_TYPE"))
    types[call.client_id, key] = ActivityType(key, as_text(fields.get("NAME")), is_configurable)
    return True


def type_list(call: Call) -> list[Row]:
    return [
        {"TYPE_ID": row.key, "NAME": row.name, "IS_CONFIGURABLE_TYPE": "Y" if row.is_configurable else "N",
         "ICON_ID": "0"}
        for (client_id, _), row in call.portal.app_activities.types.items()
        if client_id == call.client_id
    ]  # fmt: skip


def type_delete(call: Call) -> bool:
    key = (call.client_id, call.params.text("TYPE_ID"))
    if key not in call.portal.app_activities.types:
        raise RestError("INVALID_ARG_VALUE", "Activity type does not exist")
    del call.portal.app_activities.types[key]
    return True


def need_app(call: Call) -> None:
    if call.app is None:
        text = "The method can only be called in the context of a REST application"
        raise RestError("ERROR_WRONG_CONTEXT", text)


def _target(call: Call) -> Row:
    """The activity of the named record."""
    need_app(call)
    required(call, "entityTypeId", "entityId", "activityId")
    type_id, number = call.params.number("entityTypeId"), call.params.number("entityId")
    kind = ENTITIES.get(type_id)
    if kind is None or call.portal.records.get(kind, number) is None:
        raise RestError("OWNER_NOT_FOUND", "Owner was not found")
    row = activities.find(call.portal, call.params.number("activityId"))
    if row is None or {"OWNER_TYPE_ID": type_id, "OWNER_ID": number} not in row["BINDINGS"]:
        raise RestError("NOT_FOUND", "Not found.")
    return row


def blocks_set(call: Call) -> dict[str, bool]:
    """One set for each app; a configurable activity has a layout of its own instead."""
    row = _target(call)
    if row["PROVIDER_ID"] == CONFIGURABLE:
        raise RestError("UNSUITABLE_ACTIVITY_TYPE_ERROR", "The type of this activity is not suitable")
    required(call, "layout")
    call.portal.app_activities.blocks[call.client_id, row["ID"]] = check_blocks(call.params.get("layout"))
    return {"success": True}


def blocks_get(call: Call) -> dict[str, Any]:
    row = _target(call)
    return {"layout": call.portal.app_activities.blocks.get((call.client_id, row["ID"]))}


def blocks_delete(call: Call) -> dict[str, bool]:
    row = _target(call)
    call.portal.app_activities.blocks.pop((call.client_id, row["ID"]), None)
    return {"success": True}


def transcript(call: Call) -> None:
    """Null: nobody transcribes calls here, and that is what the method says of a call without a transcript."""
    required(call, "activityId")
    if activities.find(call.portal, call.params.number("activityId")) is None:
        raise RestError("NOT_FOUND", "Element not found")


def _of_app(run: Callable[[Call], Any]) -> Method:
    return Method(run, "crm", admin=True, app_only=True, denied=400, words="Access denied! {}")


METHODS = {
    "crm.activity.badge.add": Method(badge_add, "crm"),
    "crm.activity.badge.get": Method(badge_get, "crm"),
    "crm.activity.badge.list": Method(badge_list, "crm"),
    "crm.activity.badge.delete": Method(badge_delete, "crm"),
    "crm.activity.type.add": _of_app(type_add),
    "crm.activity.type.list": _of_app(type_list),
    "crm.activity.type.delete": _of_app(type_delete),
    "crm.activity.layout.blocks.set": Method(blocks_set, "crm"),
    "crm.activity.layout.blocks.get": Method(blocks_get, "crm"),
    "crm.activity.layout.blocks.delete": Method(blocks_delete, "crm"),
    "crm.activity.call.gettranscript": Method(transcript, "crm"),
}
