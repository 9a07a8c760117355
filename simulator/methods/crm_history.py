"""Stage history and the CRM's mode (events.md, section 5; actions.md, section 5)."""

from __future__ import annotations

from typing import Any

from simulator.entities import ENTITIES, LEAD
from simulator.filters import Page, in_order, matches, page
from simulator.methods.base import Call, Method
from simulator.wire import RestError, as_list, as_text


def _read(row: Any, name: str) -> Any:
    return row.get(name.upper())


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
    "crm.stagehistory.list": Method(history, "crm"),
    "crm.settings.mode.get": Method(mode, "crm"),
}
