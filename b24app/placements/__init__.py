"""The pages inside a portal's cards: one file each, found by looking into this folder."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from b24app.placements._base import Placement

__all__ = ["Placement", "all_placements"]


@cache
def all_placements() -> dict[str, Placement]:
    """Every placement by page; the file's name is the page."""
    found: dict[str, Placement] = {}
    for module in pkgutil.iter_modules(__path__):
        if not module.name.startswith("_"):
            found[module.name] = importlib.import_module(f"{__name__}.{module.name}").placement
    return found
