"""Records that a step makes, finds or changes beside its own: their ids, and filters over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from simulator.workflow import values
from simulator.workflow.conditions import check
from simulator.workflow.world import DocumentId, DocumentType

if TYPE_CHECKING:
    from simulator.workflow.run import Run


def identifier(document_type: DocumentType, number: int) -> DocumentId:
    """`DEAL` and 5 make `DEAL_5`."""
    module, entity, name = document_type
    return (module, entity, f"{name}_{number}")


def number_of(document_id: DocumentId) -> int:
    """`SMART_INVOICE_5` is number 5."""
    return values.to_int(document_id[2].rpartition("_")[2])


def find(run: Run, document_type: DocumentType, written: Any) -> DocumentId | None:
    """The first record that `DynamicFilterFields` lets through (native-activities.md, "DynamicFilterFields")."""
    rows = _rows(run, written)
    candidates = run.world.find_documents(document_type) if rows else []
    return next((one for one in candidates if _passes(run, document_type, one, rows)), None)


def _rows(run: Run, written: Any) -> list[tuple[str, str, Any, str]]:
    items = written.get("items") if isinstance(written, Mapping) else None
    listed = list(items.values()) if isinstance(items, Mapping) else items if isinstance(items, list) else []
    return [_row(run, item) for item in listed if isinstance(item, list | tuple) and item]


def _row(run: Run, item: Sequence[Any]) -> tuple[str, str, Any, str]:
    row = item[0] if isinstance(item[0], Mapping) else {}
    joiner = str(item[1]).upper() if len(item) > 1 else "AND"
    return str(row.get("field")), str(row.get("operator")), run.evaluate(row.get("value")), joiner


def _passes(run: Run, kind: DocumentType, one: DocumentId, rows: Sequence[tuple[str, str, Any, str]]) -> bool:
    """AND and OR bind from left to right; the word stands behind the row it follows."""
    document = run.world.document(one) or {}
    result, joiner = True, "AND"
    for field, operator, value, next_joiner in rows:
        held = check(document.get(field), operator, value, run.scope, run.world.field_type(kind, field))
        result = (result or held) if joiner == "OR" else (result and held)
        joiner = next_joiner
    return result
