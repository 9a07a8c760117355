"""crm.activity.configurable.*: activities that look as their app wants (…/activities/configurable/)."""

from __future__ import annotations

from typing import Any

from simulator import activities
from simulator.app_activities import CONFIGURABLE, Configured, check_layout
from simulator.entities import ENTITIES
from simulator.methods.activity_types import need_app
from simulator.methods.base import Call, Method, required
from simulator.values import read_moment
from simulator.wire import RestError, as_flag, as_int, as_list, as_map, as_text, iso

Row = dict[str, Any]

_BLANK: Row = {"typeId": CONFIGURABLE, "completed": False, "deadline": None, "pingOffsets": [],
               "isIncomingChannel": False, "responsibleId": 0, "badgeCode": "", "originatorId": None,
               "originId": None}  # fmt: skip
_FLAGS = frozenset({"completed", "isIncomingChannel"})


def add(call: Call) -> dict[str, Any]:
    need_app(call)
    required(call, "ownerTypeId", "ownerId", "fields", "layout")
    type_id, number = call.params.number("ownerTypeId"), call.params.number("ownerId")
    kind = ENTITIES.get(type_id)
    if kind is None or call.portal.records.get(kind, number) is None:
        raise RestError("NOT_FOUND", "Not found.")
    given = _fields(call, {**_BLANK, "responsibleId": call.user_id})
    layout = check_layout(call.params.get("layout"))
    owner = {"OWNER_TYPE_ID": type_id, "OWNER_ID": number}
    row = activities.add_todo(call.portal, {**owner, **_columns(given), "SUBJECT": _title(layout)}, call.actor)
    row.update(PROVIDER_ID=CONFIGURABLE, PROVIDER_TYPE_ID=given["typeId"])
    call.portal.app_activities.configured[row["ID"]] = Configured(call.client_id, given, layout)
    return {"activity": {"id": row["ID"]}}


def _fields(call: Call, before: Row) -> Row:
    given = {**before, **{name: value for name, value in call.params.mapping("fields").items() if name in _BLANK}}
    for name in _FLAGS:
        given[name] = as_flag(given[name])
    given["deadline"] = _deadline(given["deadline"])
    given["pingOffsets"] = [as_int(offset) for offset in as_list(given["pingOffsets"])]
    given["responsibleId"] = as_int(given["responsibleId"])
    for name in ("typeId", "badgeCode"):
        given[name] = as_text(given[name]) or _BLANK[name]
    if given["isIncomingChannel"] and given["deadline"]:
        raise RestError("INCOMING_ACTIVITY_CAN_NOT_BE_WITH_DEADLINE", "Incoming activity cannot have a deadline")
    _check(call, given)
    return given


def _deadline(value: Any) -> str | None:
    if value in (None, ""):
        return None
    moment = read_moment(as_text(value))
    if moment is None:
        raise _wrong("deadline")
    return iso(moment)


def _wrong(name: str) -> RestError:
    return RestError("WRONG_FIELD_VALUE", f"Wrong value of the field {name}")


def _check(call: Call, given: Row) -> None:
    """A type of the app's own that was registered for this, a badge that is there, a person who works here."""
    state = call.portal.app_activities
    own = state.types.get((call.client_id, given["typeId"]))
    if given["typeId"] != CONFIGURABLE and not (own and own.is_configurable):
        raise _wrong("typeId")
    if given["badgeCode"] and given["badgeCode"] not in state.badges:
        raise _wrong("badgeCode")
    if call.portal.people.get(given["responsibleId"]) is None:
        raise _wrong("responsibleId")


def _columns(given: Row) -> Row:
    return {
        "DEADLINE": given["deadline"],
        "COMPLETED": "Y" if given["completed"] else "N",
        "STATUS": "2" if given["completed"] else "1",
        "RESPONSIBLE_ID": given["responsibleId"],
        "ORIGINATOR_ID": given["originatorId"],
        "ORIGIN_ID": given["originId"],
        "SETTINGS": {"PING_OFFSETS": given["pingOffsets"]},
    }


def _title(layout: Row) -> str:
    """A text, or one for each language (header.md)."""
    title = as_map(layout["header"]).get("title")
    return as_text(title) or as_text(as_map(title).get("en"))


def _own(call: Call) -> tuple[Row, Configured]:
    need_app(call)
    required(call, "id")
    row = activities.find(call.portal, call.params.number("id"))
    kept = call.portal.app_activities.configured.get(call.params.number("id"))
    if row is None or kept is None:
        raise RestError("NOT_FOUND", "Element not found")
    return row, kept


def get(call: Call) -> dict[str, Any]:
    row, kept = _own(call)
    shown = {"id": row["ID"], "ownerTypeId": row["OWNER_TYPE_ID"], "ownerId": row["OWNER_ID"]}
    return {"activity": {**shown, "fields": kept.given, "layout": kept.layout}}


def update(call: Call) -> dict[str, Any]:
    row, kept = _own(call)
    if kept.client_id != call.client_id:
        text = "The activity can only be updated by the application that created it"
        raise RestError("ERROR_WRONG_APPLICATION", text)
    given = _fields(call, kept.given)
    if call.params.has("layout"):
        kept.layout = check_layout(call.params.get("layout"))
    kept.given = given
    new = {**_columns(given), "SUBJECT": _title(kept.layout), "PROVIDER_TYPE_ID": given["typeId"]}
    activities.change(call.portal, row, new, call.actor)
    return {"activity": {"id": row["ID"]}}


METHODS = {
    "crm.activity.configurable.add": Method(add, "crm"),
    "crm.activity.configurable.get": Method(get, "crm"),
    "crm.activity.configurable.update": Method(update, "crm"),
}
