"""crm.lead|deal|contact|company.*: the older methods over the same records (actions.md, sections 0 and 1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from simulator import views
from simulator.changes import Actor, add_record, delete_record, update_record
from simulator.entities import COMPANY, CONTACT, DEAL, ENTITIES, LEAD, EntityType
from simulator.filters import Page, in_order, matches, page
from simulator.methods.base import Call, Method
from simulator.records import Record
from simulator.wire import RestError, as_list, as_text

Run = Callable[[Call], Any]


def _actor(call: Call) -> Actor:
    return replace(call.actor, is_classic=True)


def _record(call: Call, kind: EntityType) -> Record:
    record = call.portal.records.get(kind, call.params.number("id"))
    if record is None:
        raise RestError("", "Not found")
    return record


def _add(kind: EntityType) -> Run:
    def add(call: Call) -> int:
        record = add_record(call.portal, kind, views.from_classic(call.params.get("fields")), _actor(call))
        return int(record["ID"])

    return add


def _update(kind: EntityType) -> Run:
    def update(call: Call) -> bool:
        update_record(
            call.portal, kind, _record(call, kind), views.from_classic(call.params.get("fields")), _actor(call)
        )
        return True

    return update


def _get(kind: EntityType) -> Run:
    def get(call: Call) -> dict[str, Any]:
        return views.classic(call.portal.records, kind, _record(call, kind))

    return get


def _delete(kind: EntityType) -> Run:
    def delete(call: Call) -> bool:
        delete_record(call.portal, kind, _record(call, kind), _actor(call))
        return True

    return delete


def _list(kind: EntityType) -> Run:
    def listed(call: Call) -> Page:
        records = call.portal.records
        rows = [row for row in records.tables[kind.id].values() if matches(row, call.params.get("filter"), _read)]
        ordered = in_order(rows, call.params.get("order"), _read, "ID")
        select = {as_text(code).upper() for code in as_list(call.params.get("select"))}
        shown = [_selected(records.fields(kind), views.classic(records, kind, row), select) for row in ordered]
        return page(shown, call.params.get("start"))

    return listed


def _read(row: Any, name: str) -> Any:
    return row.get(name.upper())


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


METHODS = {
    f"crm.{kind.name.lower()}.{verb}": Method(make(kind), "crm")
    for kind in (ENTITIES[LEAD], ENTITIES[DEAL], ENTITIES[CONTACT], ENTITIES[COMPANY])
    for verb, make in (("add", _add), ("update", _update), ("get", _get), ("delete", _delete), ("list", _list))
}
