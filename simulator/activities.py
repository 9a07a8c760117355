"""CRM activities: calls, meetings, e-mails, to-dos (actions.md, section 2; api-reference/crm/timeline/activities/).

An e-mail leaves the portal only when TYPE_ID is 4, DIRECTION 2 and COMPLETED Y; one that cannot be sent stays as an
activity all the same, and the call says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from simulator.changes import Actor
from simulator.entities import ENTITIES
from simulator.values import read_moment
from simulator.wire import RestError, as_flag, as_int, as_list, as_map, as_text, iso, upper_keys

if TYPE_CHECKING:
    from simulator.portal import Portal

Row = dict[str, Any]

MEETING, CALL, EMAIL, PROVIDER = 1, 2, 4, 6
OUTGOING = "2"
PLANNED = "CRM_TODO"
_PROVIDERS = {MEETING: ("CRM_MEETING", "MEETING"), CALL: ("VOXIMPLANT_CALL", "CALL"), EMAIL: ("CRM_EMAIL", "EMAIL")}
_ADDRESS = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")
_TEXTS = ("SUBJECT", "DESCRIPTION", "LOCATION", "ORIGINATOR_ID", "ORIGIN_ID", "PROVIDER_DATA", "PROVIDER_GROUP_ID")
_NUMBERS = ("DESCRIPTION_TYPE", "DIRECTION", "PRIORITY", "NOTIFY_TYPE", "NOTIFY_VALUE", "ASSOCIATED_ENTITY_ID")
_MAPS = ("SETTINGS", "PROVIDER_PARAMS")
_WHO = "Could not build binding. Please ensure that owner info and communications are defined correctly"
TYPES = {
    "ID": "integer", "OWNER_ID": "integer", "OWNER_TYPE_ID": "integer", "TYPE_ID": "crm_enum_activitytype",
    "PROVIDER_ID": "string", "PROVIDER_TYPE_ID": "string", "PROVIDER_GROUP_ID": "string",
    "ASSOCIATED_ENTITY_ID": "integer", "SUBJECT": "string", "CREATED": "datetime", "LAST_UPDATED": "datetime",
    "START_TIME": "datetime", "END_TIME": "datetime", "DEADLINE": "datetime", "COMPLETED": "char",
    "STATUS": "crm_enum_activitystatus", "RESPONSIBLE_ID": "user", "PRIORITY": "crm_enum_activitypriority",
    "NOTIFY_TYPE": "crm_enum_activitynotifytype", "NOTIFY_VALUE": "integer", "DESCRIPTION": "string",
    "DESCRIPTION_TYPE": "crm_enum_contenttype", "DIRECTION": "crm_enum_activitydirection", "LOCATION": "string",
    "SETTINGS": "object", "ORIGINATOR_ID": "string", "ORIGIN_ID": "string", "AUTHOR_ID": "user", "EDITOR_ID": "user",
    "PROVIDER_PARAMS": "object", "PROVIDER_DATA": "string", "COMMUNICATIONS": "crm_activity_communication",
    "BINDINGS": "crm_activity_binding", "FILES": "diskfile",
}  # fmt: skip
READ_ONLY = frozenset({"ID", "CREATED", "LAST_UPDATED", "DEADLINE", "AUTHOR_ID", "EDITOR_ID", "BINDINGS"})


def blank(number: int, user_id: int, now: datetime) -> Row:
    moment = iso(now)
    return {
        "ID": number, "OWNER_ID": 0, "OWNER_TYPE_ID": 0, "TYPE_ID": "0", "PROVIDER_ID": "", "PROVIDER_TYPE_ID": "",
        "PROVIDER_GROUP_ID": None, "ASSOCIATED_ENTITY_ID": "0", "SUBJECT": "", "CREATED": moment,
        "LAST_UPDATED": moment, "START_TIME": None, "END_TIME": None, "DEADLINE": None, "COMPLETED": "N",
        "STATUS": "1", "RESPONSIBLE_ID": user_id, "PRIORITY": "2", "NOTIFY_TYPE": "0", "NOTIFY_VALUE": "0",
        "DESCRIPTION": "", "DESCRIPTION_TYPE": "1", "DIRECTION": "0", "LOCATION": "", "SETTINGS": {},
        "ORIGINATOR_ID": None, "ORIGIN_ID": None, "AUTHOR_ID": user_id, "EDITOR_ID": user_id,
        "PROVIDER_PARAMS": {}, "PROVIDER_DATA": None, "COMMUNICATIONS": [], "BINDINGS": [], "FILES": [],
    }  # fmt: skip


def find(portal: Portal, number: int) -> Row | None:
    return next((row for row in portal.office.activities if row["ID"] == number), None)


def add(portal: Portal, given: Mapping[str, Any], actor: Actor) -> Row:
    """A new one, mailed when it is an outgoing completed e-mail; raises in the words of the documents."""
    fields = upper_keys(given)
    row = blank(0, actor.user_id, portal.clock.now())
    _fill(portal, row, fields, is_new=True)
    row["ID"] = portal.office.number("activity")
    portal.office.activities.append(row)
    portal.raise_event("ONCRMACTIVITYADD", {"FIELDS": {"ID": row["ID"]}}, actor)
    if row["TYPE_ID"] == str(EMAIL) and row["DIRECTION"] == OUTGOING and row["COMPLETED"] == "Y":
        _send(portal, row)
    return row


def add_todo(portal: Portal, fields: Mapping[str, Any], actor: Actor) -> Row:
    """A planned universal activity (actions.md, row 8); `fields` are checked by the caller."""
    row = blank(portal.office.number("activity"), actor.user_id, portal.clock.now())
    row.update(TYPE_ID=str(PROVIDER), PROVIDER_ID=PLANNED, PROVIDER_TYPE_ID=PLANNED.removeprefix("CRM_"), **fields)
    row["BINDINGS"] = [{"OWNER_TYPE_ID": row["OWNER_TYPE_ID"], "OWNER_ID": row["OWNER_ID"]}]
    portal.office.activities.append(row)
    portal.raise_event("ONCRMACTIVITYADD", {"FIELDS": {"ID": row["ID"]}}, actor)
    return row


def update(portal: Portal, row: Row, given: Mapping[str, Any], actor: Actor) -> None:
    new = dict(row)
    _fill(portal, new, upper_keys(given), is_new=False)
    change(portal, row, new, actor)


def change(portal: Portal, row: Row, new: Mapping[str, Any], actor: Actor) -> None:
    """Keep new values and tell."""
    row.update(new, EDITOR_ID=actor.user_id, LAST_UPDATED=iso(portal.clock.now()))
    portal.raise_event("ONCRMACTIVITYUPDATE", {"FIELDS": {"ID": row["ID"]}}, actor)


def delete(portal: Portal, row: Row, actor: Actor) -> None:
    portal.office.activities.remove(row)
    portal.app_activities.forget(row["ID"])
    portal.raise_event("ONCRMACTIVITYDELETE", {"FIELDS": {"ID": row["ID"]}}, actor)


def _fill(portal: Portal, row: Row, fields: Mapping[str, Any], *, is_new: bool) -> None:
    if is_new or "SUBJECT" in fields:
        _require(as_text(fields.get("SUBJECT")).strip(), "The field SUBJECT is not defined or empty")
    if is_new or "RESPONSIBLE_ID" in fields:
        row["RESPONSIBLE_ID"] = as_int(fields.get("RESPONSIBLE_ID"))
        known = portal.people.get(row["RESPONSIBLE_ID"])
        _require(known, "The field RESPONSIBLE_ID is not defined or invalid")
    if is_new:
        _type(row, fields)
        _owner(portal, row, fields)
    if is_new or "COMMUNICATIONS" in fields:
        row["COMMUNICATIONS"] = _communications(int(row["TYPE_ID"]), fields.get("COMMUNICATIONS"))
    row.update({code: as_text(fields[code]) for code in _TEXTS if code in fields})
    row.update({code: str(as_int(fields[code])) for code in _NUMBERS if code in fields})
    row.update({code: as_map(fields[code]) for code in _MAPS if code in fields})
    if "COMPLETED" in fields:
        row["COMPLETED"] = "Y" if as_flag(fields["COMPLETED"]) else "N"
        row["STATUS"] = "2" if row["COMPLETED"] == "Y" else "1"
    for code in ("START_TIME", "END_TIME"):
        if code in fields:
            moment = read_moment(as_text(fields[code]))
            row[code] = iso(moment) if moment else None
    # Not set directly: calls and meetings take their beginning (crm-activity-add.md, DEADLINE).
    row["DEADLINE"] = row["START_TIME"] or row["END_TIME"]


def _require(value: Any, text: str) -> None:
    if not value:
        raise RestError("", text)


def _type(row: Row, fields: Mapping[str, Any]) -> None:
    number = as_int(fields.get("TYPE_ID"))
    _require(number in {MEETING, CALL, EMAIL, PROVIDER}, "The field TYPE_ID is not defined or invalid")
    provider = as_text(fields.get("PROVIDER_ID"))
    if number == PROVIDER:
        _require(provider, "The custom activity without provider is not supported in current context")
        if provider == "CONFIGURABLE":
            raise RestError("", "Use crm.activity.configurable.add for this activity provider")
    default_provider, default_type = _PROVIDERS.get(number, (provider, ""))
    row["TYPE_ID"] = str(number)
    row["PROVIDER_ID"] = provider or default_provider
    row["PROVIDER_TYPE_ID"] = as_text(fields.get("PROVIDER_TYPE_ID")) or default_type


def _owner(portal: Portal, row: Row, fields: Mapping[str, Any]) -> None:
    type_id, number = as_int(fields.get("OWNER_TYPE_ID")), as_int(fields.get("OWNER_ID"))
    kind = ENTITIES.get(type_id)
    _require(kind is not None and portal.records.get(kind, number) is not None, _WHO)
    row.update(OWNER_TYPE_ID=type_id, OWNER_ID=number)
    row["BINDINGS"] = [{"OWNER_TYPE_ID": type_id, "OWNER_ID": number}]


def _communications(type_id: int, given: Any) -> list[Row]:
    rows = [upper_keys(one) for one in as_list(given) if isinstance(one, Mapping)]
    if type_id == PROVIDER and not rows:
        return []
    _require(rows, "The field COMMUNICATIONS is not defined or invalid")
    if type_id in {MEETING, CALL} and len(rows) > 1:
        raise RestError("", "The only one communication is allowed for activity of specified type")
    kinds = {CALL: "PHONE", EMAIL: "EMAIL"}
    return [
        {
            "ID": str(place),
            "TYPE": as_text(one.get("TYPE")) or kinds.get(type_id, ""),
            "VALUE": as_text(one.get("VALUE")),
            "ENTITY_ID": str(as_int(one.get("ENTITY_ID"))),
            "ENTITY_TYPE_ID": str(as_int(one.get("ENTITY_TYPE_ID"))),
            "ENTITY_SETTINGS": {},
        }
        for place, one in enumerate(rows, start=1)
    ]


def _send(portal: Portal, row: Row) -> None:
    """Nothing leaves the machine: the log of calls is where a test reads the letter.

    Without MESSAGE_FROM the responsible person's mailbox sends it (actions.md, section 2).
    """
    to = [one["VALUE"] for one in row["COMMUNICATIONS"] if one["VALUE"]]
    settings = upper_keys(row["SETTINGS"])
    user = portal.people.get(row["RESPONSIBLE_ID"])
    sender = as_text(settings.get("MESSAGE_FROM")) or (f"{user.full_name} <{user.email}>" if user else "")
    if not to:
        raise RestError("", 'Email send error. "To" is not found')
    if not all(_ADDRESS.fullmatch(address) for address in to):
        raise RestError("", "Email send error. Invalid email is specified")
    if not _ADDRESS.search(sender):
        raise RestError("", 'Email send error. "From" is not found')
    request = {
        "from": sender,
        "to": to,
        "subject": row["SUBJECT"],
        "text": row["DESCRIPTION"],
        "copy_to_sender": not as_flag(settings.get("DISABLE_SENDING_MESSAGE_COPY")),
        "activity_id": row["ID"],
    }
    portal.log.add(
        "out", "email", row["SUBJECT"], method="SEND", url=f"mailto:{','.join(to)}", request=request, status=200,
        response="",
    )  # fmt: skip
