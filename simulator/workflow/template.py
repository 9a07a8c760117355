"""A workflow template as the portal stores it; the REST layer keeps the rows and fills the ids.

Empty PHP arrays are `[]` inside the tree, since PHP cannot tell an empty map from an empty list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from simulator.workflow import values
from simulator.workflow.world import DocumentType

Node = dict[str, Any]


@dataclass(frozen=True)
class Template:
    """What import leaves behind; `document_fields` non-empty means import also changed the portal's fields."""

    tree: Sequence[Node]
    parameters: Mapping[str, Any]
    variables: Mapping[str, Any]
    constants: Mapping[str, Any]
    document_fields: Mapping[str, Any] = field(default_factory=dict)
    id: int = 0
    name: str = ""
    description: str = ""
    document_type: DocumentType = ("", "", "")
    auto_execute: int = 0
    active: bool = True
    system_code: str = ""
    user_id: int = 0
    modified: datetime | None = None
    is_modified: bool = False

    @property
    def is_tuned(self) -> bool:
        """Whether every required constant has a value; otherwise automatic starts are refused (triggers.md)."""
        return all(
            values.truthy(entry.get("Default"))
            for entry in self.constants.values()
            if isinstance(entry, Mapping) and str(entry.get("Required")) in {"1", "Y", "True"}
        )


def defaults(entries: Mapping[str, Any]) -> dict[str, Any]:
    """Code to Default of PARAMETERS, VARIABLES or CONSTANTS."""
    return {str(code): entry.get("Default") if isinstance(entry, Mapping) else None for code, entry in entries.items()}
