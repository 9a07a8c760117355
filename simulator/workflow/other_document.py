"""The record that a node's `Document` expression names (bpt-format.md, "Node").

The documents say that it is an expression and nothing about its value; read are a whole id of three parts, `DEAL_5`,
and a number, which is a record of the type at hand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from simulator.workflow import values
from simulator.workflow.world import DocumentId, DocumentType

if TYPE_CHECKING:
    from simulator.workflow.run import Run

_CRM_TYPES = (1, 2, 3, 4, 7, 31)
_DYNAMIC = re.compile(r"DYNAMIC_(\d+)\Z")


def named(run: Run, value: Any) -> DocumentId | None:
    """The id of a record that exists, or None."""
    parts = [values.to_text(part) for part in values.flatten(value)]
    if len(parts) == 3:
        whole: DocumentId = (parts[0], parts[1], parts[2])
        return whole if run.world.document(whole) is not None else None
    name, _, number = "".join(parts[:1]).strip().rpartition("_")
    kind = _type_of(run, name)
    found = (kind[0], kind[1], f"{kind[2]}_{number}") if kind else None
    return found if found and run.world.document(found) is not None else None


def type_of(document_id: DocumentId) -> DocumentType:
    """`DEAL_5` is a `DEAL`."""
    module, entity, document = document_id
    return (module, entity, document.rpartition("_")[0])


def _type_of(run: Run, name: str) -> DocumentType | None:
    if name in {"", run.document_type[2]}:
        return run.document_type
    dynamic = _DYNAMIC.match(name)
    numbers = (int(dynamic[1]),) if dynamic else _CRM_TYPES
    kinds = (run.world.document_type(number) for number in numbers)
    return next((kind for kind in kinds if kind and kind[2] == name), None)
