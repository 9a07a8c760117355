"""crm.lead|deal|contact|company|quote.*: the older methods over the same records (actions.md, sections 0 and 1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from simulator import views
from simulator.changes import Actor, add_record, delete_record, update_record
from simulator.directories import FIELD_DIRECTORIES, TYPE_DIRECTORIES, stage_directory
from simulator.entities import COMPANY, CONTACT, DEAL, ENTITIES, LEAD, QUOTE, EntityType, Field
from simulator.filters import Page, in_order, matches, page
from simulator.methods.base import Call, Method, field_description
from simulator.records import Record
from simulator.wire import RestError, as_list, as_text

Run = Callable[[Call], Any]

_PHONES = ("PHONE", "EMAIL", "WEB", "IM")


def _actor(call: Call) -> Actor:
    return replace(call.actor, is_classic=True)


def _record(call: Call, kind: EntityType, missing: str = "Not found") -> Record:
    """What `update` misses has a name of its own: "Deal is not found" (crm-company-update.md and its sisters)."""
    number = call.params.number("id")
    if number <= 0:
        raise RestError("", "ID is not defined or invalid.")
    record = call.portal.records.get(kind, number)
    if record is None:
        raise RestError("", missing)
    return record


def _fields(call: Call) -> dict[str, Any]:
    for name in ("fields", "params"):
        given = call.params.get(name, {})
        if not isinstance(given, dict) and given != []:
            raise RestError("", f"Parameter '{name}' must be array.")
    return views.from_classic(call.params.get("fields"))


def _add(kind: EntityType) -> Run:
    def add(call: Call) -> int:
        if not call.params.has("fields"):
            raise RestError("", "Parameter 'fields' must be array.")
        return int(add_record(call.portal, kind, _fields(call), _actor(call))["ID"])

    return add


def _update(kind: EntityType) -> Run:
    def update(call: Call) -> bool:
        record = _record(call, kind, f"{kind.title} is not found")
        update_record(call.portal, kind, record, _fields(call), _actor(call))
        return True

    return update


def _get(kind: EntityType) -> Run:
    def get(call: Call) -> dict[str, Any]:
        return views.classic(call.portal.records, kind, _record(call, kind))

    return get


def _delete(kind: EntityType) -> Run:
    def delete(call: Call) -> bool:
        record = _record(call, kind, f"{kind.title} is not found" if kind.id == COMPANY else "Not found")
        delete_record(call.portal, kind, record, _actor(call))
        return True

    return delete


def _list(kind: EntityType) -> Run:
    def listed(call: Call) -> Page:
        for name in ("order", "filter"):
            if not isinstance(call.params.get(name) or {}, dict | list):
                raise RestError("", f"Parameter '{name}' must be array.")
        records = call.portal.records
        rows = [row for row in records.tables[kind.id].values() if matches(row, call.params.get("filter"), _read)]
        ordered = in_order(rows, call.params.get("order"), _read, "ID")
        select = {as_text(code).upper() for code in as_list(call.params.get("select"))}
        fields = records.fields(kind)
        return page(
            ordered,
            call.params.get("start"),
            lambda rows: [_selected(fields, views.classic(records, kind, row), select) for row in rows],
        )

    return listed


def _read(row: Any, name: str) -> Any:
    """PHONE and EMAIL are looked for among all values of the record."""
    code = name.upper()
    if code in _PHONES:
        return [one["value"] for one in row.get("FM") or [] if one["typeId"] == code]
    return row.get(code)


def _selected(fields: Any, shown: dict[str, Any], select: set[str]) -> dict[str, Any]:
    """Without `select`, everything but user fields and lists; `*` and `UF_*` add them."""
    if not select:
        select = {"*"}
    return {
        code: value
        for code, value in shown.items()
        if code == "ID"
        or code in select
        or ("UF_*" in select if code.startswith("UF_") else "*" in select and code in fields)
    }


def _described(kind: EntityType) -> Run:
    def fields(call: Call) -> dict[str, Any]:
        own = {code: field for code, field in call.portal.records.fields(kind).items() if code != "FM"}
        shown = {code: _description(call, kind, field) for code, field in own.items()}
        for code in _PHONES if kind.has_fm else ():
            shown[code] = {**field_description("crm_multifield", code), "isMultiple": True}
        return shown

    return fields


def _description(call: Call, kind: EntityType, field: Field) -> dict[str, Any]:
    """`statusType` names the list of a select; custom fields carry labels (crm-deal-fields.md)."""
    shown = field_description(field.type, field.code, read_only=field.read_only)
    shown["isMultiple"] = field.multiple
    directory = FIELD_DIRECTORIES.get(field.code, "")
    if field.code == "TYPE_ID":
        directory = TYPE_DIRECTORIES.get(kind.id, "")
    if field.code == kind.stage:
        directory = stage_directory(kind.id, call.portal.records.directories.default_category(kind.id))
    if directory:
        shown["statusType"] = directory
    own = next((row for row in call.portal.records.user_fields if row.code == field.code), None)
    if own is not None:
        label = own.label or own.code
        shown.update(type=own.type, isDynamic=True, title=own.code, listLabel=label, formLabel=label, filterLabel=label)
        if own.options:
            shown["items"] = [{"ID": number, "VALUE": caption} for number, caption in own.options.items()]
    return shown


_VERBS = (("add", _add), ("update", _update), ("get", _get), ("delete", _delete), ("list", _list),
          ("fields", _described))  # fmt: skip
METHODS = {
    f"crm.{ENTITIES[type_id].name.lower()}.{verb}": Method(make(ENTITIES[type_id]), "crm")
    for type_id in (LEAD, DEAL, CONTACT, COMPANY, QUOTE)
    for verb, make in _VERBS
}
