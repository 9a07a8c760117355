"""Finds the units of a folder: one file each, whose name is the unit's own."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from typing import Any


def units(package: str, path: Iterable[str], attribute: str) -> dict[str, Any]:
    """What every file of the package declares as `attribute`, by the file's name; `_…` files declare nothing."""
    names = (module.name for module in pkgutil.iter_modules(path) if not module.name.startswith("_"))
    modules = {name: importlib.import_module(f"{package}.{name}") for name in names}
    return {name: getattr(module, attribute) for name, module in modules.items() if hasattr(module, attribute)}
