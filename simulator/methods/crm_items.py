"""crm.item.*: leads, deals, contacts, companies, quotes and invoices alike (actions.md, section 0)."""

from __future__ import annotations

from typing import Any

from simulator import views
from simulator.changes import add_record, delete_record, update_record
from simulator.directories import stage_directory
from simulator.entities import ENTITIES, EntityType, Field
from simulator.filters import Page, in_order, matches, names, page
from simulator.methods.base import Call, Method
from simulator.records import Record
from simulator.wire import RestError, as_flag, as_list, as_text

_OLD_INVOICE = 5


def kind_of(call: Call) -> EntityType:
    number = call.params.number("entityTypeId")
    if number == _OLD_INVOICE:
        raise RestError("ENTITY_TYPE_NOT_SUPPORTED", "Entity type is not supported")
    kind = ENTITIES.get(number)
    if kind is None:
        raise RestError("NOT_FOUND", "SPA not found")
    return kind


def _record(call: Call, kind: EntityType) -> Record:
    record = call.portal.records.get(kind, call.params.number("id"))
    if record is None:
        raise RestError("NOT_FOUND", "Element not found")
    return record


def _fields(call: Call, kind: EntityType) -> dict[str, Any]:
    return fields_of(call, kind, call.params.get("fields"))


def fields_of(call: Call, kind: EntityType, given: Any) -> dict[str, Any]:
    require_array("fields", given)
    return views.from_item(call.portal.records, kind, given)


def require_array(name: str, given: Any) -> None:
    """What the parameter's declared type refuses (actions.md, section 0, code 100)."""
    if not isinstance(given, dict | list):
        kind = "null" if given is None else "string" if isinstance(given, str) else "scalar"
        raise RestError(100, f"Could not find value for parameter {{{name}}} ({kind} given, not array)")


def _shown(call: Call, kind: EntityType, record: Record) -> dict[str, Any]:
    return {"item": views.item(call.portal.records, kind, record, original=_original(call))}


def _original(call: Call) -> bool:
    return as_flag(call.params.get("useOriginalUfNames"))


def add(call: Call) -> dict[str, Any]:
    kind = kind_of(call)
    return _shown(call, kind, add_record(call.portal, kind, _fields(call, kind), call.actor))


def update(call: Call) -> dict[str, Any]:
    kind = kind_of(call)
    record = _record(call, kind)
    update_record(call.portal, kind, record, _fields(call, kind), call.actor)
    return _shown(call, kind, record)


def get(call: Call) -> dict[str, Any]:
    kind = kind_of(call)
    return _shown(call, kind, _record(call, kind))


def delete(call: Call) -> list[Any]:
    kind = kind_of(call)
    delete_record(call.portal, kind, _record(call, kind), call.actor)
    return []


def listed(call: Call) -> Page:
    kind, records = kind_of(call), call.portal.records
    for name in ("select", "filter", "order"):
        if call.params.get(name) not in (None, ""):
            require_array(name, call.params.get(name))
    by_name = views.item_names(records, kind, original=_original(call))
    known = {**by_name, **{field.code: field for field in by_name.values()}}
    wanted = call.params.get("filter")
    for name in names(wanted):
        if name not in known:
            raise RestError("INVALID_ARG_VALUE", f"Invalid filter: field '{name}' is not allowed in filter")

    def read(row: Any, name: str) -> Any:
        return row.get(known[name].code)

    rows = [row for row in records.tables[kind.id].values() if matches(row, wanted, read)]
    ordered = in_order(rows, call.params.get("order"), read, "id", known)
    select = [as_text(name) for name in as_list(call.params.get("select"))]

    def shown(row: Record) -> dict[str, Any]:
        return views.selected(views.item(records, kind, row, original=_original(call)), select)

    return page(ordered, call.params.get("start"), lambda rows: {"items": [shown(row) for row in rows]})


def fields(call: Call) -> dict[str, Any]:
    kind, records = kind_of(call), call.portal.records
    by_name = views.item_names(records, kind, original=_original(call))
    return {"fields": {name: _description(call, kind, field) for name, field in by_name.items()}}


def _description(call: Call, kind: EntityType, field: Field) -> dict[str, Any]:
    own = next((row for row in call.portal.records.user_fields if row.code == field.code), None)
    shown: dict[str, Any] = {
        "type": own.type if own else field.type,
        "isRequired": False,
        "isReadOnly": field.read_only,
        "isImmutable": field.code == "ID",
        "isMultiple": field.multiple,
        "isDynamic": own is not None,
        "title": (own.label if own else "") or field.upper_name.replace("_", " ").capitalize(),
        "upperName": own.code if own else field.upper_name,
    }
    if field.code == kind.stage:
        shown["statusType"] = stage_directory(kind.id, call.portal.records.directories.default_category(kind.id))
    if own is not None and own.options:
        shown["items"] = [{"ID": code, "VALUE": caption} for code, caption in own.options.items()]
    return shown


METHODS = {
    "crm.item.add": Method(add, "crm"),
    "crm.item.update": Method(update, "crm"),
    "crm.item.get": Method(get, "crm"),
    "crm.item.delete": Method(delete, "crm"),
    "crm.item.list": Method(listed, "crm"),
    "crm.item.fields": Method(fields, "crm"),
}
