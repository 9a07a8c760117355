"""What a trigger is: the events that may announce it, and how to see whether it really happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from b24app.plan.vocabulary import TriggerName
from b24app.portals.client import PortalCalls

# (the portal, the record's id, the watermark at arming) -> a key for each real occurrence after it
Occurrences = Callable[[PortalCalls, int, int], list[str]]
Watermark = Callable[[PortalCalls], int]


@dataclass(frozen=True)
class Trigger:
    """`events` empty: the portal starts the template itself, and nothing is watched.

    `watermark` is read when a workflow is armed: what lies before it has happened already. It is a number the portal
    counts up, not a time, since a portal's times are whole seconds.
    """

    name: TriggerName
    events: frozenset[str] = frozenset()
    occurrences: Occurrences | None = None
    watermark: Watermark | None = None
