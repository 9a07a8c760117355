"""crm.category.* and crm.type.*: pipelines, and the one smart process (actions.md, section 5; crm/universal/).

Contacts and companies have one pipeline without stages, which cannot be changed. Smart processes are not made here:
crm.type.add is not offered, so nobody takes a type without fields for a real one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from simulator.directories import Category, stage_directory
from simulator.entities import COMPANY, CONTACT, ENTITIES, EntityType
from simulator.filters import Page, in_order, matches, names, page
from simulator.methods.base import Call, Method, field_description
from simulator.wire import RestError, as_flag, as_int, as_map, as_text, iso

Row = dict[str, Any]

_CLIENTS = frozenset({CONTACT, COMPANY})
_CATEGORY = {"id": "integer", "name": "string", "sort": "integer", "entityTypeId": "integer", "isDefault": "boolean",
             "originId": "string", "originatorId": "string"}  # fmt: skip
_FLAGS_ON = ("isCategoriesEnabled", "isStagesEnabled", "isBeginCloseDatesEnabled", "isClientEnabled",
             "isUseInUserfieldEnabled", "isLinkWithProductsEnabled", "isMycompanyEnabled", "isSourceEnabled",
             "isObserversEnabled", "isRecyclebinEnabled", "isAutomationEnabled", "isBizProcEnabled",
             "isSetOpenPermissions")  # fmt: skip
_FLAGS_OFF = ("isDocumentsEnabled", "isPaymentsEnabled", "isCountersEnabled")


def _kind(call: Call) -> EntityType:
    number = call.params.number("entityTypeId")
    kind = ENTITIES.get(number)
    if kind is not None and (kind.has_categories or kind.id in _CLIENTS):
        return kind
    if kind is not None or number < 128:
        raise RestError("ENTITY_TYPE_NOT_SUPPORTED", "Entity type is not supported")
    raise RestError("NOT_FOUND", "SPA not found")


def _administrator(call: Call) -> None:
    if not call.is_admin:
        raise RestError("ACCESS_DENIED", "Access denied")


def _rows(call: Call, kind: EntityType) -> list[Category]:
    if kind.id in _CLIENTS:
        return [Category(0, kind.id, "General", 100, is_default=True)]
    return call.portal.records.directories.pipelines(kind.id)


def _shown(row: Category) -> Row:
    return {
        "id": row.id,
        "name": row.name,
        "sort": row.sort,
        "entityTypeId": row.entity_type_id,
        "isDefault": "Y" if row.is_default else "N",
        "originId": "",
        "originatorId": "",
    }


def listed(call: Call) -> Page:
    rows = [_shown(row) for row in _rows(call, _kind(call))]
    return Page({"categories": rows}, len(rows))


def _category(call: Call, kind: EntityType) -> Category:
    number = call.params.number("id", -1)
    row = next((row for row in _rows(call, kind) if row.id == number), None)
    if row is None:
        raise RestError("NOT_FOUND", "Element not found")
    return row


def get(call: Call) -> Row:
    return {"category": _shown(_category(call, _kind(call)))}


def add(call: Call) -> Row:
    """Its stages are those of the default pipeline under a prefix of its own."""
    kind = _kind(call)
    _administrator(call)
    given = as_map(call.params.get("fields"))
    name = as_text(given.get("name")).strip()
    if not name:
        raise RestError(0, "Field 'NAME' is required")
    if kind.id in _CLIENTS:
        raise RestError(0, "Default client category does not support updating default state")
    lists = call.portal.records.directories
    number = max((row.id for row in lists.categories), default=0) + 1
    row = Category(number, kind.id, name, as_int(given.get("sort")) or 500)
    lists.categories.append(row)
    prefix = f"C{number}" if kind.name == "DEAL" else f"DT{kind.id}_{number}"
    for stage in lists.stages(kind.id, lists.default_category(kind.id)):
        status_id = f"{prefix}:{stage.status_id.rpartition(':')[2]}"
        entity_id = stage_directory(kind.id, number)
        lists.put(replace(stage, id=0, entity_id=entity_id, status_id=status_id, category_id=number))
    return {"category": _shown(_settle(call, row, is_default=as_flag(given.get("isDefault"))))}


def _settle(call: Call, row: Category, *, is_default: bool) -> Category:
    """One pipeline of a type is the default one."""
    lists = call.portal.records.directories
    if not is_default:
        return row
    lists.categories = [
        replace(known, is_default=known.id == row.id) if known.entity_type_id == row.entity_type_id else known
        for known in lists.categories
    ]
    return replace(row, is_default=True)


def update(call: Call) -> Row:
    kind = _kind(call)
    _administrator(call)
    row = _category(call, kind)
    given = as_map(call.params.get("fields"))
    name = as_text(given.get("name")).strip() or row.name
    sort = as_int(given["sort"]) if "sort" in given else row.sort
    new = replace(row, name=name, sort=sort)
    lists = call.portal.records.directories
    lists.categories = [new if known == row else known for known in lists.categories]
    return {"category": _shown(_settle(call, new, is_default=as_flag(given.get("isDefault"))))}


def delete(call: Call) -> None:
    kind = _kind(call)
    _administrator(call)
    row = _category(call, kind)
    is_deal = kind.name == "DEAL"
    if row.is_default and is_deal:
        raise RestError(0, "Default deal category cannot be deleted")
    if row.is_default:
        raise RestError("BX_ERROR", "This funnel is the default funnel")
    if any(record.get("CATEGORY_ID") == row.id for record in call.portal.records.tables[kind.id].values()):
        text = f"Deals related to the funnel {row.name} found" if is_deal else "Elements related to the funnel found"
        raise RestError(0 if is_deal else "BX_ERROR", text)
    lists = call.portal.records.directories
    lists.categories.remove(row)
    for stage in lists.stages(kind.id, row.id):
        lists.remove(stage.id)


def fields(call: Call) -> Row:
    _kind(call)
    given = {name: {**field_description(kind, name), "upperName": name.upper()} for name, kind in _CATEGORY.items()}
    return {"fields": given}


def _type(call: Call, kind: EntityType) -> Row:
    moment = iso(call.portal.started_at)
    flags = dict.fromkeys(_FLAGS_ON, "Y") | dict.fromkeys(_FLAGS_OFF, "N")
    return {
        "id": kind.type_id, "title": kind.title, "code": "", "createdBy": 1, "entityTypeId": kind.id,
        "customSectionId": None, **flags, "createdTime": moment, "updatedTime": moment, "updatedBy": 1,
    }  # fmt: skip


def _types(call: Call) -> list[Row]:
    return [_type(call, kind) for kind in ENTITIES.values() if kind.type_id]


def type_list(call: Call) -> Page:
    rows = _types(call)
    known = set(rows[0])
    for name in names(call.params.get("filter")):
        if name not in known:
            raise RestError("INVALID_ARG_VALUE", f"Invalid filter: field '{name}' is not allowed in filter")
    kept = [row for row in rows if matches(row, call.params.get("filter"), _read)]
    ordered = in_order(kept, call.params.get("order"), _read, "id", known)
    return page(ordered, call.params.get("start"), lambda found: {"types": found})


def _read(row: Any, name: str) -> Any:
    return row.get(name)


def _details(call: Call, name: str, number: int) -> Row:
    row = next((row for row in _types(call) if row[name] == number), None)
    if row is None:
        raise RestError(0, "SPA not found")
    relations = {
        "parent": [
            {"entityTypeId": parent, "isChildrenListEnabled": "Y", "isPredefined": "Y" if parent in _CLIENTS else "N"}
            for parent in (CONTACT, COMPANY, 2)
        ],
        "child": [],
    }
    links = {"CALENDAR_EVENT|UF_CRM_CAL_EVENT": "N", "TASKS_TASK|UF_CRM_TASK": "Y"}
    return {"type": {**row, "relations": relations, "linkedUserFields": links, "customSections": []}}


def type_get(call: Call) -> Row:
    return _details(call, "id", call.params.number("id"))


def type_by_number(call: Call) -> Row:
    return _details(call, "entityTypeId", call.params.number("entityTypeId"))


def type_fields(call: Call) -> Row:
    kinds = {"createdTime": "datetime", "updatedTime": "datetime", "createdBy": "user", "updatedBy": "user",
             "id": "integer", "entityTypeId": "integer", "customSectionId": "integer"}  # fmt: skip
    return {
        "fields": {
            name: field_description(kinds.get(name, "boolean" if name.startswith("is") else "string"), name)
            for name in _types(call)[0]
        }
    }


METHODS = {
    "crm.category.list": Method(listed, "crm"),
    "crm.category.get": Method(get, "crm"),
    "crm.category.add": Method(add, "crm"),
    "crm.category.update": Method(update, "crm"),
    "crm.category.delete": Method(delete, "crm"),
    "crm.category.fields": Method(fields, "crm"),
    "crm.type.list": Method(type_list, "crm"),
    "crm.type.get": Method(type_get, "crm"),
    "crm.type.getbyentitytypeid": Method(type_by_number, "crm"),
    "crm.type.fields": Method(type_fields, "crm"),
}
