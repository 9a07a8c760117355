"""The REST methods, found in this folder: every module's `METHODS` table."""

from __future__ import annotations

import importlib
import pkgutil

from simulator.methods.base import Method


def _found() -> dict[str, Method]:
    table: dict[str, Method] = {}
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        table.update(getattr(importlib.import_module(module.name), "METHODS", {}))
    return table


METHODS: dict[str, Method] = _found()
