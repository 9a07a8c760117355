"""The robots: one file each, found by looking into this folder."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from b24app.robots._base import Ctx, Effect, Http, Robot

__all__ = ["Ctx", "Effect", "Http", "Robot", "all_robots"]


@cache
def all_robots() -> dict[str, Robot]:
    """Every robot by code; the file's name is the code."""
    found: dict[str, Robot] = {}
    for module in pkgutil.iter_modules(__path__):
        if not module.name.startswith("_"):
            found[module.name] = importlib.import_module(f"{__name__}.{module.name}").robot
    return found
