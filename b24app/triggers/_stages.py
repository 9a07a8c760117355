"""Sees a record enter a kind of stage, once per real entry.

Events carry an id and no old values, may be lost, doubled or late; the stage history is the portal's own record of
transitions, and the id of its row is the occurrence's key (contract/events.md §5).
"""

from __future__ import annotations

from b24app.portals.client import PortalCalls
from b24app.portals.wire import list_rows
from b24app.triggers._base import Occurrences, Watermark

DEAL_EVENTS = frozenset({"ONCRMDEALADD", "ONCRMDEALUPDATE", "ONCRMDEALMOVETOCATEGORY"})
LEAD_EVENTS = frozenset({"ONCRMLEADADD", "ONCRMLEADUPDATE"})
LEAD, DEAL = 1, 2


def entered(entity_type_id: int, semantics: str) -> Occurrences:
    """Entries into a stage of these semantics: `S` success, `F` failure."""

    def occurrences(portal: PortalCalls, record_id: int, after: int) -> list[str]:
        query = {"entityTypeId": entity_type_id, "filter": {"OWNER_ID": record_id}, "order": {"ID": "ASC"}}
        found: list[str] = []
        before = ""
        for row in portal.rows("crm.stagehistory.list", query):
            now = str(row.get("STAGE_SEMANTIC_ID") or row.get("STATUS_SEMANTIC_ID") or "")
            if now == semantics != before and int(row["ID"]) > after:
                found.append(f"stage history {row['ID']}")
            before = now
        return found

    return occurrences


def newest(entity_type_id: int) -> Watermark:
    """The last transition there has been."""

    def watermark(portal: PortalCalls) -> int:
        query = {"entityTypeId": entity_type_id, "order": {"ID": "DESC"}, "start": -1}
        return max((int(row["ID"]) for row in list_rows(portal.call("crm.stagehistory.list", query))), default=0)

    return watermark
