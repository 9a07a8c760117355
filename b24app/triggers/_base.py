"""What a trigger is: the events that may announce it, and how to see whether it really happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from b24app.plan.vocabulary import TriggerName
from b24app.portals.client import PortalCalls

# (the portal, the record's id, armed at) -> a key for each real occurrence since then
Occurrences = Callable[[PortalCalls, int, datetime], list[str]]


@dataclass(frozen=True)
class Trigger:
    """`events` empty: the portal starts the template itself, and nothing is watched."""

    name: TriggerName
    events: frozenset[str] = frozenset()
    occurrences: Occurrences | None = None
