"""What a template holds, counted: for a first look at a file before it is explained or imported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from b24app.bizproc.compare import scalar

Json = Mapping[str, Any]


def inspection(tree: Json) -> dict[str, Any]:
    """Its steps by type, inputs, variables, constants, fields it would create, robots of apps, and how deep it goes."""
    nodes = [node for root in _items(tree.get("TEMPLATE")) for node in _walk(root, 1)]
    kinds = Counter(scalar(node.get("Type")) for node, _ in nodes)
    return {
        "steps": len(nodes),
        "depth": max((depth for _, depth in nodes), default=0),
        "types": dict(kinds.most_common()),
        "robots_of_apps": sorted(kind for kind in kinds if kind.startswith("rest_")),
        "switched_off": sum(scalar(node.get("Activated")) == "N" for node, _ in nodes),
        "inputs": _codes(tree, "PARAMETERS"),
        "variables": _codes(tree, "VARIABLES"),
        "constants": _codes(tree, "CONSTANTS"),
        "fields_it_would_change": _codes(tree, "DOCUMENT_FIELDS"),
    }


def _walk(node: Any, depth: int) -> Iterator[tuple[Json, int]]:
    if isinstance(node, Mapping):
        yield node, depth
        for child in _items(node.get("Children")):
            yield from _walk(child, depth + 1)


def _codes(tree: Json, part: str) -> list[str]:
    entries = tree.get(part)
    return [str(code) for code in entries] if isinstance(entries, Mapping) else []


def _items(value: Any) -> list[Any]:
    if isinstance(value, Mapping):
        return list(value.values())
    return list(value) if isinstance(value, list | tuple) else []
