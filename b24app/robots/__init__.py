"""The robots: one file each, found by looking into this folder."""

from __future__ import annotations

from functools import cache

from b24app.discovery import units
from b24app.robots._base import Ctx, Effect, Http, Robot

__all__ = ["Ctx", "Effect", "Http", "Robot", "all_robots"]


@cache
def all_robots() -> dict[str, Robot]:
    """Every robot by code; the file's name is the code."""
    return units(__name__, __path__, "robot")
