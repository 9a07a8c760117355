"""The pages inside a portal's cards: one file each, found by looking into this folder."""

from __future__ import annotations

from functools import cache

from b24app.discovery import units
from b24app.placements._base import Placement

__all__ = ["Placement", "all_placements"]


@cache
def all_placements() -> dict[str, Placement]:
    """Every placement by page; the file's name is the page."""
    return units(__name__, __path__, "placement")
