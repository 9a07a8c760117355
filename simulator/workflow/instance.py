"""The record of one run of a template, as the portal and its tests see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from simulator.workflow.world import DocumentId

RUNNING, QUEUED = "running", "queued"


@dataclass
class Instance:
    """`state` is queued, running, done, faulted or terminated; `status` what people see; `log` the tracking notes."""

    id: str
    template_id: int
    document_id: DocumentId
    started_at: datetime
    started_by: int | None
    modified_at: datetime
    state: str = RUNNING
    status: str = ""
    error: str = ""
    log: list[dict[str, Any]] = field(default_factory=list)
