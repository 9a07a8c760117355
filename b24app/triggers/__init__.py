"""What starts workflows: one file per trigger, found by looking into this folder."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from b24app.plan.vocabulary import TriggerName
from b24app.portals.client import PortalCalls
from b24app.triggers._base import Trigger


@cache
def all_triggers() -> dict[str, Trigger]:
    """Every trigger that can be armed, by name; the file's name is the trigger's."""
    found: dict[str, Trigger] = {}
    for module in pkgutil.iter_modules(__path__):
        if not module.name.startswith("_") and module.name != "watcher":
            found[module.name] = importlib.import_module(f"{__name__}.{module.name}").trigger
    return found


def watermark(portal: PortalCalls, name: TriggerName) -> int:
    """What has happened already when a workflow with this trigger is armed. Raises PortalError."""
    ask = all_triggers()[name].watermark
    return ask(portal) if ask is not None else 0
