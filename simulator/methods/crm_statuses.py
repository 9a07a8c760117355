"""crm.status.*: stages and other lists (actions.md, section 5; api-reference/crm/status/).

UNCLEAR: the documents print most refusals of this family in the column of codes; here the code is empty and the text
is the description, as their one full sample (crm-status-add.md) has it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from simulator.directories import Status, stage_directory
from simulator.entities import ENTITIES, EntityType
from simulator.filters import Page, in_order, matches
from simulator.methods.base import Call, Method, field_description
from simulator.wire import RestError, as_int, as_map, as_text, upper_keys

Row = dict[str, Any]

_TYPES = {"ID": "integer", "ENTITY_ID": "string", "STATUS_ID": "string", "SORT": "integer", "NAME": "string",
          "NAME_INIT": "string", "SYSTEM": "char", "CATEGORY_ID": "integer", "COLOR": "string", "SEMANTICS": "string",
          "EXTRA": "crm_status_extra"}  # fmt: skip
_REQUIRED = frozenset({"ENTITY_ID", "STATUS_ID", "NAME"})
_READ_ONLY = frozenset({"ID", "NAME_INIT", "SYSTEM", "EXTRA"})
_NAMES = {
    "STATUS": "Lead stages", "SOURCE": "Sources", "CONTACT_TYPE": "Contact type", "COMPANY_TYPE": "Company type",
    "EMPLOYEES": "Number of employees", "INDUSTRY": "Industry", "DEAL_TYPE": "Deal type", "HONORIFIC": "Salutations",
    "QUOTE_STATUS": "Quote stages",
}  # fmt: skip


def _shown(row: Status) -> Row:
    """EXTRA only for leads, deals and quotes (actions.md, Semantics)."""
    shown: Row = {
        "ID": str(row.id),
        "ENTITY_ID": row.entity_id,
        "STATUS_ID": row.status_id,
        "NAME": row.name,
        "NAME_INIT": row.name if row.system else "",
        "SORT": str(row.sort),
        "SYSTEM": "Y" if row.system else "N",
        "CATEGORY_ID": None if row.category_id is None else str(row.category_id),
        "COLOR": row.color,
        "SEMANTICS": row.semantics or None,
    }
    if row.extra:
        shown["EXTRA"] = {"SEMANTICS": row.extra, "COLOR": row.color}
    return shown


def _read(row: Any, name: str) -> Any:
    return row.get(name.upper())


def listed(call: Call) -> Page:
    """Not paged."""
    rows = [_shown(row) for row in call.portal.records.directories.statuses]
    kept = [row for row in rows if matches(row, call.params.get("filter"), _read)]
    return Page(in_order(kept, call.params.get("order"), _read, "SORT"), len(kept))


def _status(call: Call) -> Status:
    row = call.portal.records.directories.get(call.params.number("id"))
    if row is None:
        raise RestError("", "Status is not found.")
    return row


def get(call: Call) -> Row:
    return _shown(_status(call))


def _administrator(call: Call) -> None:
    """The right to change the CRM's settings; administrators have it."""
    if not call.is_admin:
        raise RestError("", "Access denied.")


def add(call: Call) -> int:
    _administrator(call)
    if not isinstance(call.params.get("fields"), dict):
        raise RestError("", "Parameter 'fields' must be array.")
    fields = upper_keys(call.params.get("fields"))
    missing = [code for code in ("ENTITY_ID", "STATUS_ID") if not as_text(fields.get(code))]
    if missing:
        raise RestError("", " ".join(f"The field {code} is required." for code in missing))
    lists = call.portal.records.directories
    siblings = lists.of(as_text(fields["ENTITY_ID"]))
    if not siblings:
        raise RestError("", "Specified entity type is not supported.")
    if not as_text(fields.get("NAME")).strip():
        raise RestError("", "The field Title is required.")
    status_id = _prefixed(siblings[0].status_id, as_text(fields["STATUS_ID"]))
    if any(row.status_id == status_id for row in siblings):
        raise RestError("ERROR_CORE", "The specified status ID already exists.")
    row = replace(
        siblings[0],
        id=0,
        status_id=status_id,
        name=as_text(fields["NAME"]),
        sort=as_int(fields.get("SORT")) or siblings[-1].sort + 10,
        semantics=_semantics(fields, siblings[0]),
        system=False,
        color=as_text(fields.get("COLOR")) or siblings[0].color,
    )
    return lists.put(row).id


def _semantics(fields: Row, sibling: Status) -> str:
    """Only stages have any: another failure stage, or none (crm-status-add.md, SEMANTICS)."""
    wanted = as_text(fields.get("SEMANTICS")).upper()
    is_staged = bool(sibling.extra) or ":" in sibling.status_id
    return "F" if is_staged and wanted == "F" else ""


def _prefixed(sibling: str, status_id: str) -> str:
    """Stages of a pipeline begin with its prefix: `C1:`, `DT31_5:` (actions.md, Stage ids)."""
    prefix, colon, _ = sibling.rpartition(":")
    return status_id if not colon or status_id.startswith(f"{prefix}:") else f"{prefix}:{status_id}"


def update(call: Call) -> bool:
    _administrator(call)
    if call.params.number("id") <= 0:
        raise RestError("", "Invalid identifier.")
    row, fields = _status(call), upper_keys(call.params.get("fields"))
    name = as_text(fields.get("NAME")).strip() or row.name
    sort = as_int(fields["SORT"]) if "SORT" in fields else row.sort
    color = as_text(fields["COLOR"]) if "COLOR" in fields else row.color
    call.portal.records.directories.put(replace(row, name=name, sort=sort, color=color))
    return True


def delete(call: Call) -> bool:
    _administrator(call)
    if call.params.number("id") <= 0:
        raise RestError("", "Invalid identifier.")
    row = _status(call)
    forced = as_text(as_map(call.params.get("params")).get("FORCED")) == "Y"
    if row.system and not forced:
        text = 'CRM System Status can be deleted only if parameter FORCED is specified and equal to "Y".'
        raise RestError("", text)
    kind = _kind_of(call, row)
    if kind and any(record.get(kind.stage) == row.status_id for record in call.portal.records.tables[kind.id].values()):
        raise RestError("", "There are active items in this status.")
    call.portal.records.directories.remove(row.id)
    return True


def _kind_of(call: Call, row: Status) -> EntityType | None:
    lists = call.portal.records.directories
    for kind in ENTITIES.values():
        categories = [category.id for category in lists.pipelines(kind.id)] or [0]
        if kind.stage and row.entity_id in {stage_directory(kind.id, number) for number in categories}:
            return kind
    return None


def fields(_call: Call) -> Row:
    return {
        code: field_description(kind, code, read_only=code in _READ_ONLY, is_required=code in _REQUIRED)
        for code, kind in _TYPES.items()
    }


def entity_items(call: Call) -> list[Row]:
    rows = call.portal.records.directories.of(call.params.text("entityId"))
    if not rows:
        raise RestError("", "The parameter entityId is not defined or invalid.")
    return [{"NAME": row.name, "SORT": row.sort, "STATUS_ID": row.status_id} for row in rows]


def entity_types(call: Call) -> list[Row]:
    """SEMANTIC_INFO is empty for invoices and smart processes (crm-status-entity-types.md)."""
    lists = call.portal.records.directories
    return [_directory(call, entity_id) for entity_id in dict.fromkeys(row.entity_id for row in lists.statuses)]


def _directory(call: Call, entity_id: str) -> Row:
    rows = call.portal.records.directories.of(entity_id)
    kind = _kind_of(call, rows[0])
    if kind is None:
        return {"ID": entity_id, "NAME": _NAMES.get(entity_id, entity_id)}
    last = {row.semantics: row.status_id for row in reversed(rows)}
    info = {"START_FIELD": rows[0].status_id, "FINAL_SUCCESS_FIELD": last.get("S"),
            "FINAL_UNSUCCESS_FIELD": last.get("F"), "FINAL_SORT": 0}  # fmt: skip
    shown: Row = {
        "ID": entity_id,
        "NAME": _NAMES.get(entity_id, f"{kind.title} stages"),
        "SEMANTIC_INFO": {} if kind.is_dynamic else info,
        "ENTITY_TYPE_ID": kind.id,
    }
    if kind.has_categories:
        shown.update(FIELD_ATTRIBUTE_SCOPE=f"category_{rows[0].category_id}", CATEGORY_ID=rows[0].category_id)
        shown["PREFIX"] = rows[0].status_id.rpartition(":")[0]
    return shown


METHODS = {
    "crm.status.list": Method(listed, "crm"),
    "crm.status.get": Method(get, "crm"),
    "crm.status.add": Method(add, "crm"),
    "crm.status.update": Method(update, "crm"),
    "crm.status.delete": Method(delete, "crm"),
    "crm.status.fields": Method(fields, "crm"),
    "crm.status.entity.items": Method(entity_items, "crm"),
    "crm.status.entity.types": Method(entity_types, "crm"),
}
