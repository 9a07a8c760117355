"""Reads records as a template sees them: codes of fields, the contact's and the company's beside them (actions.md §3).

Read-only: a dry run looks at real records and changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from b24app.errors import NotFound, PlanRejected, PortalRefused
from b24app.model import Portal
from b24app.plan.vocabulary import Entity
from b24app.portals.client import BATCH, Client, Params
from b24app.portals.wire import as_list, as_map, list_rows

Record = dict[str, Any]
_CLASSIC: Final[dict[Entity, str]] = {
    "CRM_LEAD": "lead",
    "CRM_DEAL": "deal",
    "CRM_CONTACT": "contact",
    "CRM_COMPANY": "company",
    "CRM_QUOTE": "quote",
}
_NUMBERS: Final[dict[Entity, int]] = {
    "CRM_LEAD": 1,
    "CRM_DEAL": 2,
    "CRM_CONTACT": 3,
    "CRM_COMPANY": 4,
    "CRM_QUOTE": 7,
    "CRM_INVOICE": 31,
}
_LINKED: Final = (("CONTACT_ID", "CRM_CONTACT"), ("COMPANY_ID", "CRM_COMPANY"))
# Tasks and activities call their people differently; a plan knows them by the names of the other records.
_PEOPLE: Final = {
    **{code: code for code in ("ASSIGNED_BY_ID", "CREATED_BY_ID", "MODIFY_BY_ID", "CREATED_BY", "UPDATED_BY")},
    "RESPONSIBLE_ID": "ASSIGNED_BY_ID",
    "AUTHOR_ID": "CREATED_BY_ID",
}
_MANY: Final = ("PHONE", "EMAIL")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def type_number(entity: Entity) -> int:
    """The portal's `entityTypeId`. Raises PlanRejected for what is no record of the CRM."""
    if entity in _NUMBERS:
        return _NUMBERS[entity]
    family, _, number = entity.partition("_")
    if family != "DYNAMIC":
        raise PlanRejected("Only records of the CRM can be looked up: deals, leads, contacts, companies and the like.")
    return int(number)


def read_record(client: Client, portal: Portal, entity: Entity, record_id: int) -> Record:
    """The record's fields by template code. Raises NotFound, PlanRejected, PortalError."""
    own = _own(client, portal, entity, record_id)
    record = dict(_fields(own))
    for linked, kind in _LINKED:
        if number := _link(own, linked, entity):
            told = as_map(client.call(portal, f"crm.{_CLASSIC[kind]}.get", {"id": number}))
            record |= {f"{kind.removeprefix('CRM_')}.{code}": value for code, value in _fields(told)}
    return record


def read_records(client: Client, portal: Portal, entity: Entity, ids: Collection[int]) -> dict[int, Record]:
    """The same for many, 50 a call; those that are no longer there are left out. Raises PlanRejected, PortalError."""
    owns = _many(client, portal, entity, ids)
    records = {number: dict(_fields(own)) for number, own in owns.items()}
    for linked, kind in _LINKED:
        links = {number: link for number, own in owns.items() if (link := _link(own, linked, entity))}
        told = _many(client, portal, kind, set(links.values()))
        for number, link in links.items():
            prefix = kind.removeprefix("CRM_")
            records[number] |= {f"{prefix}.{code}": value for code, value in _fields(told.get(link, {}))}
    return records


def _link(own: Mapping[str, Any], code: str, entity: Entity) -> int:
    number = str(own.get(code) or "")
    return int(number) if number.isdigit() and entity not in {"CRM_CONTACT", "CRM_COMPANY"} else 0


def _own(client: Client, portal: Portal, entity: Entity, record_id: int) -> Mapping[str, Any]:
    try:
        if entity == "TASK":
            task = as_map(client.call(portal, "tasks.task.get", {"taskId": record_id, "select": ["*", "UF_*"]}))
            return _upper(as_map(task.get("task")))
        if entity == "CRM_ACTIVITY":
            return as_map(client.call(portal, "crm.activity.get", {"id": record_id}))
        number = type_number(entity)
        if entity in _CLASSIC:
            return as_map(client.call(portal, f"crm.{_CLASSIC[entity]}.get", {"id": record_id}))
        answer = as_map(client.call(portal, "crm.item.get", {"entityTypeId": number, "id": record_id}))
    except PortalRefused as error:
        raise NotFound(f"there is no such record in this portal: {error.description or error.error}") from None
    return _upper(as_map(answer.get("item")))


def _many(client: Client, portal: Portal, entity: Entity, ids: Collection[int]) -> dict[int, Mapping[str, Any]]:
    found: dict[int, Mapping[str, Any]] = {}
    wanted = sorted(ids)
    for begin in range(0, len(wanted), BATCH):
        some = wanted[begin : begin + BATCH]
        if entity in _CLASSIC:
            params: Params = {"filter": {"@ID": some}, "select": ["*", "UF_*", *_MANY], "start": -1}
            rows = map(as_map, list_rows(client.call(portal, f"crm.{_CLASSIC[entity]}.list", params)))
        else:
            params = {"entityTypeId": type_number(entity), "filter": {"@id": some}, "start": -1}
            rows = map(_upper, map(as_map, list_rows(client.call(portal, "crm.item.list", params))))
        found |= {int(row["ID"]): row for row in rows if int(row["ID"]) in some}
    return found


def _upper(item: Mapping[str, Any]) -> dict[str, Any]:
    return {_HUMP.sub("_", str(name)).upper(): value for name, value in item.items()}


def _fields(told: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for code, value in told.items():
        if code in _MANY:
            yield f"{code}_PRINTABLE", ", ".join(str(as_map(row).get("VALUE", "")) for row in as_list(value))
        elif code in _PEOPLE:
            yield _PEOPLE[code], f"user_{value}" if value else ""
        elif not isinstance(value, dict | list):
            yield code, "" if value is None else value
