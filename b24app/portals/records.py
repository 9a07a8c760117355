"""Reads one record as a template sees it: codes of fields, the contact's and the company's beside them (actions.md §3).

Read-only: a dry run looks at a real record and changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from b24app.errors import NotFound, PortalRefused
from b24app.model import Portal
from b24app.plan.vocabulary import Entity
from b24app.portals.client import Client
from b24app.portals.wire import as_list, as_map

Record = dict[str, Any]
_CLASSIC: Final[dict[Entity, str]] = {
    "CRM_LEAD": "lead",
    "CRM_DEAL": "deal",
    "CRM_CONTACT": "contact",
    "CRM_COMPANY": "company",
    "CRM_QUOTE": "quote",
}
_INVOICE: Final = 31
_PEOPLE: Final = ("ASSIGNED_BY_ID", "CREATED_BY_ID", "MODIFY_BY_ID", "CREATED_BY", "UPDATED_BY")
_MANY: Final = ("PHONE", "EMAIL")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def read_record(client: Client, portal: Portal, entity: Entity, record_id: int) -> Record:
    """The record's fields by template code. Raises NotFound, PortalError."""
    own = _own(client, portal, entity, record_id)
    record = dict(_fields(own))
    for linked, name in (("CONTACT_ID", "contact"), ("COMPANY_ID", "company")):
        number = str(own.get(linked) or "")
        if number.isdigit() and int(number) and entity not in {"CRM_CONTACT", "CRM_COMPANY"}:
            told = as_map(client.call(portal, f"crm.{name}.get", {"id": int(number)}))
            record |= {f"{name.upper()}.{code}": value for code, value in _fields(told)}
    return record


def _own(client: Client, portal: Portal, entity: Entity, record_id: int) -> Mapping[str, Any]:
    try:
        if entity in _CLASSIC:
            return as_map(client.call(portal, f"crm.{_CLASSIC[entity]}.get", {"id": record_id}))
        number = _INVOICE if entity == "CRM_INVOICE" else int(entity.rpartition("_")[2] or 0)
        answer = as_map(client.call(portal, "crm.item.get", {"entityTypeId": number, "id": record_id}))
    except PortalRefused as error:
        raise NotFound(f"there is no such record in this portal: {error.description or error.error}") from None
    return {_HUMP.sub("_", str(name)).upper(): value for name, value in as_map(answer.get("item")).items()}


def _fields(told: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for code, value in told.items():
        if code in _MANY:
            yield f"{code}_PRINTABLE", ", ".join(str(as_map(row).get("VALUE", "")) for row in as_list(value))
        elif code in _PEOPLE:
            yield code, f"user_{value}" if value else ""
        elif not isinstance(value, dict | list):
            yield code, "" if value is None else value
