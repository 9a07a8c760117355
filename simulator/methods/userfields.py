"""Custom fields: userfieldconfig.* and crm.<type>.userfield.* (actions.md, row 20)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from simulator.entities import BY_NAME
from simulator.filters import Page, in_order, matches, page
from simulator.methods.base import Call, Method
from simulator.records import UserField
from simulator.wire import RestError, as_flag, as_list, as_map, as_text, upper_keys

TYPES = frozenset(
    {"string", "integer", "double", "boolean", "enumeration", "date", "datetime", "money", "url", "address", "crm",
     "crm_status", "employee", "file", "iblock_element", "iblock_section"}
)  # fmt: skip
_NAME = re.compile(r"UF_[A-Z0-9_]{1,47}")
_ENTITIES = frozenset(kind.user_field_entity for kind in BY_NAME.values())


_FLAGS = ("MANDATORY", "SHOW_IN_LIST", "EDIT_IN_LIST", "IS_SEARCHABLE")


def said(fields: dict[str, Any]) -> dict[str, Any]:
    """The settings of a field that can be another ones later (user-userfield-update.md)."""
    given: dict[str, Any] = {
        code: as_text(fields[code]) for code in ("XML_ID", "SORT", "SHOW_FILTER") if code in fields
    }
    given.update({code: "Y" if as_flag(fields[code]) else "N" for code in _FLAGS if code in fields})
    if "SETTINGS" in fields:
        given["SETTINGS"] = as_map(fields["SETTINGS"])
    return given


def label_of(fields: dict[str, Any]) -> str:
    """A text, or one for each language."""
    label = fields.get("EDIT_FORM_LABEL") or fields.get("LABEL")
    return as_text(label) or as_text(as_map(label).get("en"))


def list_of(fields: dict[str, Any]) -> list[dict[str, Any]]:
    """The values of an enumeration: `LIST` of the classic methods, `enum` of userfieldconfig.*."""
    return [upper_keys(row) for row in as_list(fields.get("LIST") or fields.get("ENUM")) if isinstance(row, Mapping)]


def _create(
    call: Call,
    entity_id: str,
    name: str,
    kind: str,
    *,
    multiple: Any,
    label: Any,
    rows: list[dict[str, Any]],
    given: dict[str, Any] | None = None,
) -> UserField:
    if not call.is_admin:
        raise RestError("ACCESS_DENIED", "Access denied.", 400)
    if entity_id not in _ENTITIES:
        raise RestError("ERROR_ARGUMENT", "Entity type is unknown")
    if kind not in TYPES:
        raise RestError("ERROR_ARGUMENT", "Field type is unknown")
    if not _NAME.fullmatch(name):
        raise RestError("ERROR_CORE", "The field name may hold capital letters, digits and underscores only")
    if any(row.entity_id == entity_id and row.code == name for row in call.portal.records.user_fields):
        raise RestError("ERROR_CORE", f"Field {name} for object {entity_id} already exists.")
    text = as_text(label) or as_text(as_map(label).get("en"))
    records = call.portal.records
    options = records.options({}, rows) if kind == "enumeration" else {}
    return records.add_user_field(
        entity_id, name, kind, multiple=as_flag(multiple), label=text, given=given or {}, options=options
    )


def config_add(call: Call) -> dict[str, Any]:
    _of_crm(call)
    field = call.params.mapping("field")
    name, entity_id = as_text(field.get("fieldName")).upper(), as_text(field.get("entityId"))
    if not name.startswith("UF_CRM_"):
        raise RestError("ERROR_CORE", "fieldName must begin with UF_CRM_")
    kind = as_text(field.get("userTypeId"))
    label, rows = field.get("editFormLabel"), list_of(upper_keys(field))
    row = _create(call, entity_id, name, kind, multiple=field.get("multiple"), label=label, rows=rows)
    return {"field": _config(row)}


def _config(row: UserField) -> dict[str, Any]:
    values = [{key.lower(): value for key, value in one.items()} for one in _values(row)]
    return {
        **({"enum": values} if row.type == "enumeration" else {}),
        "id": row.id,
        "entityId": row.entity_id,
        "fieldName": row.code,
        "userTypeId": row.type,
        "xmlId": "",
        "sort": "100",
        "multiple": "Y" if row.multiple else "N",
        "mandatory": row.given.get("MANDATORY", "N"),
        "showFilter": "Y",
        "showInList": "Y",
        "editInList": "Y",
        "isSearchable": "N",
        "settings": {},
        "editFormLabel": {"en": row.label},
    }


def _values(row: UserField) -> list[dict[str, str]]:
    return [
        {"ID": number, "SORT": str(place * 10), "VALUE": caption, "DEF": "N"}
        for place, (number, caption) in enumerate(row.options.items(), start=1)
    ]


def _own(call: Call, entity_id: str | None, missing: RestError) -> UserField:
    if not call.is_admin:
        raise RestError("ACCESS_DENIED", "Access denied.", 400)
    number = call.params.number("id")
    for row in call.portal.records.user_fields:
        if row.id == number and (row.entity_id == entity_id if entity_id else row.entity_id in _ENTITIES):
            return row
    raise missing


def _no_config() -> RestError:
    return RestError("NOT_FOUND", "Element not found")


def config_get(call: Call) -> dict[str, Any]:
    _of_crm(call)
    return {"field": _config(_own(call, None, _no_config()))}


def config_update(call: Call) -> dict[str, Any]:
    """Only the label, the values and what is required can be other ones; type and name stay what they are."""
    _of_crm(call)
    row = _own(call, None, _no_config())
    field = call.params.mapping("field")
    given = {"EDIT_FORM_LABEL": field.get("editFormLabel"), "ENUM": field.get("enum")}
    if "mandatory" in field:
        given["MANDATORY"] = field["mandatory"]
    return {"field": _config(changed(call, row, given))}


def changed(call: Call, row: UserField, fields: dict[str, Any]) -> UserField:
    rows = list_of(fields) if row.type == "enumeration" else []
    options = call.portal.records.options(row.options, rows)
    new = replace(row, label=label_of(fields) or row.label, given={**row.given, **said(fields)}, options=options)
    kept = call.portal.records.user_fields
    kept[kept.index(row)] = new
    return new


def config_delete(call: Call) -> None:
    _of_crm(call)
    _drop(call, _own(call, None, _no_config()))


def _drop(call: Call, row: UserField) -> None:
    """The values go with the field."""
    call.portal.records.user_fields.remove(row)
    for table in call.portal.records.tables.values():
        for record in table.values():
            record.pop(row.code, None)


def config_types(call: Call) -> dict[str, Any]:
    _of_crm(call)
    return {"types": {kind: {"id": kind, "title": kind.replace("_", " ").capitalize()} for kind in sorted(TYPES)}}


def _of_crm(call: Call) -> None:
    if call.params.text("moduleId") != "crm":
        raise RestError("ERROR_ARGUMENT", "moduleId is not supported")


def _read(row: Any, name: str) -> Any:
    return row.get(name)


def config_list(call: Call) -> Page:
    _of_crm(call)
    rows = [_config(row) for row in call.portal.records.user_fields if row.entity_id in _ENTITIES]
    kept = [row for row in rows if matches(row, call.params.get("filter"), _read)]
    ordered = in_order(kept, call.params.get("order"), _read, "id")
    return page(ordered, call.params.get("start"), lambda fields: {"fields": fields})


def _classic_add(entity_id: str) -> Callable[[Call], int]:
    """The prefix UF_CRM_ is put before the given name (api-reference/crm/…/userfield/add)."""

    def add(call: Call) -> int:
        fields = upper_keys(call.params.get("fields"))
        name = "UF_CRM_" + as_text(fields.get("FIELD_NAME")).upper().removeprefix("UF_CRM_")
        kind, given = as_text(fields.get("USER_TYPE_ID")), said(fields)
        label, multiple, rows = label_of(fields), fields.get("MULTIPLE"), list_of(fields)
        return _create(call, entity_id, name, kind, multiple=multiple, label=label, rows=rows, given=given).id

    return add


def _classic_list(entity_id: str) -> Callable[[Call], Page]:
    def listed(call: Call) -> Page:
        rows = [classic(row) for row in call.portal.records.user_fields if row.entity_id == entity_id]
        kept = [row for row in rows if matches(upper_keys(row), upper_keys(call.params.get("filter")), _read)]
        return Page(in_order(kept, call.params.get("order"), _read, "ID"), len(kept))

    return listed


def _missing() -> RestError:
    return RestError("ERROR_NOT_FOUND", "The entity with ID is not found.")


def _classic_get(entity_id: str) -> Callable[[Call], Any]:
    def get(call: Call) -> dict[str, Any]:
        return classic(_own(call, entity_id, _missing()))

    return get


def _classic_update(entity_id: str) -> Callable[[Call], Any]:
    def update(call: Call) -> bool:
        fields = upper_keys(call.params.get("fields"))
        changed(call, _own(call, entity_id, _missing()), fields)
        return True

    return update


def _classic_delete(entity_id: str) -> Callable[[Call], Any]:
    def delete(call: Call) -> bool:
        _drop(call, _own(call, entity_id, _missing()))
        return True

    return delete


def classic(row: UserField) -> dict[str, Any]:
    return {
        "ID": str(row.id),
        "ENTITY_ID": row.entity_id,
        "FIELD_NAME": row.code,
        "USER_TYPE_ID": row.type,
        "XML_ID": None,
        "SORT": "100",
        "MULTIPLE": "Y" if row.multiple else "N",
        "MANDATORY": "N",
        "SHOW_FILTER": "E",
        "SHOW_IN_LIST": "Y",
        "EDIT_IN_LIST": "Y",
        "IS_SEARCHABLE": "N",
        "SETTINGS": {},
        **({"LIST": _values(row)} if row.type == "enumeration" else {}),
        **row.given,
    }


_VERBS: tuple[tuple[str, Callable[[str], Callable[[Call], Any]]], ...] = (
    ("add", _classic_add),
    ("list", _classic_list),
    ("get", _classic_get),
    ("update", _classic_update),
    ("delete", _classic_delete),
)
METHODS = {
    "userfieldconfig.get": Method(config_get, "userfieldconfig"),
    "userfieldconfig.update": Method(config_update, "userfieldconfig"),
    "userfieldconfig.delete": Method(config_delete, "userfieldconfig"),
    "userfieldconfig.gettypes": Method(config_types, "userfieldconfig"),
    "userfieldconfig.add": Method(config_add, "userfieldconfig"),
    "userfieldconfig.list": Method(config_list, "userfieldconfig"),
    **{
        f"crm.{name.lower()}.userfield.{verb}": Method(make(f"CRM_{name}"), "crm")
        for name in ("LEAD", "DEAL", "CONTACT", "COMPANY", "QUOTE")
        for verb, make in _VERBS
    },
}
