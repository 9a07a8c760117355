"""Stages, pipelines, stage history and the CRM's mode (actions.md, section 5; events.md, section 5)."""

from __future__ import annotations

from typing import Any

from simulator.directories import Status
from simulator.entities import ENTITIES, LEAD
from simulator.filters import Page, in_order, matches, page
from simulator.methods.base import Call, Method
from simulator.wire import RestError, as_list, as_text

_WITH_CATEGORIES = frozenset({2, 3, 4, 31})


def _read(row: Any, name: str) -> Any:
    return row.get(name.upper())


def _status(row: Status) -> dict[str, Any]:
    """EXTRA only for leads, deals and quotes (actions.md, Semantics)."""
    shown: dict[str, Any] = {
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


def statuses(call: Call) -> Page:
    rows = [_status(row) for row in call.portal.records.directories.statuses]
    kept = [row for row in rows if matches(row, call.params.get("filter"), _read)]
    return _whole(in_order(kept, call.params.get("order"), _read, "SORT"))


def _whole(rows: list[Any]) -> Page:
    """crm.status.list is not paged."""
    return Page(rows, len(rows))


def categories(call: Call) -> Page:
    number = call.params.number("entityTypeId")
    if number not in _WITH_CATEGORIES:
        raise RestError("ENTITY_TYPE_NOT_SUPPORTED", "Entity type is not supported")
    rows = [
        {
            "id": row.id,
            "name": row.name,
            "sort": row.sort,
            "entityTypeId": row.entity_type_id,
            "isDefault": "Y" if row.is_default else "N",
            "originId": "",
            "originatorId": "",
        }
        for row in call.portal.records.directories.pipelines(number)
    ]
    return Page({"categories": rows}, len(rows))


def history(call: Call) -> Page:
    kind = ENTITIES.get(call.params.number("entityTypeId"))
    if kind is None or not kind.has_history:
        raise RestError("ENTITY_TYPE_NOT_SUPPORTED", "Entity type is not supported")
    rows = [_lead_row(row) if kind.id == LEAD else row for row in call.portal.records.history[kind.id]]
    kept = [row for row in rows if matches(row, call.params.get("filter"), _read)]
    ordered = in_order(kept, call.params.get("order"), _read, "ID")
    wanted = {as_text(code).upper() for code in as_list(call.params.get("select"))}
    shown = [{code: value for code, value in row.items() if not wanted - {"*"} or code in wanted} for row in ordered]
    return page(shown, call.params.get("start"), lambda items: {"items": items})


def _lead_row(row: dict[str, Any]) -> dict[str, Any]:
    """Leads say STATUS_ID and have no pipeline (events.md, section 5)."""
    names = {"STAGE_ID": "STATUS_ID", "STAGE_SEMANTIC_ID": "STATUS_SEMANTIC_ID"}
    return {names.get(code, code): value for code, value in row.items() if code != "CATEGORY_ID"}


def mode(_call: Call) -> int:
    """1 is the classic mode, with leads."""
    return 1


METHODS = {
    "crm.status.list": Method(statuses, "crm"),
    "crm.category.list": Method(categories, "crm"),
    "crm.stagehistory.list": Method(history, "crm"),
    "crm.settings.mode.get": Method(mode, "crm"),
}
