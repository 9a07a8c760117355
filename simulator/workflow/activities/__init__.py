"""The activities that can run, one small file each; a new one is found by being here.

A module offers `ACTIVITIES`, type name to class. A type that imports but is not built faults the process when it is
reached: the simulator never makes up a success.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from simulator.workflow.activities._unsimulated import Unsimulated
from simulator.workflow.step import Step

if TYPE_CHECKING:
    from simulator.workflow.run import Run


def build(run: Run, node: Mapping[str, Any], parent: Step | None) -> Step:
    """The step of a node; type names ignore case, as file look-up on the portal does."""
    kind = str(node.get("Type")).lower()
    kind = "rest_" if kind.startswith("rest_") else kind
    return _known().get(kind, Unsimulated)(run, node, parent)


@functools.cache
def _known() -> Mapping[str, type[Step]]:
    found: dict[str, type[Step]] = {}
    for module in pkgutil.iter_modules(__path__):
        if not module.name.startswith("_"):
            offered = importlib.import_module(f"{__name__}.{module.name}").ACTIVITIES
            found |= {name.lower(): activity for name, activity in offered.items()}
    return found
