"""What starts workflows: one file per trigger, found by looking into this folder."""

from __future__ import annotations

from functools import cache

from b24app.discovery import units
from b24app.plan.vocabulary import TriggerName
from b24app.portals.client import PortalCalls
from b24app.triggers._base import Trigger


@cache
def all_triggers() -> dict[str, Trigger]:
    """Every trigger that can be armed, by name; the file's name is the trigger's."""
    return units(__name__, __path__, "trigger")


def watermark(portal: PortalCalls, name: TriggerName) -> int:
    """What has happened already when a workflow with this trigger is armed. Raises PortalError."""
    ask = all_triggers()[name].watermark
    return ask(portal) if ask is not None else 0
