"""Reads what a portal answers: envelopes, errors, and PHP's habit of sending `[]` for an empty map."""

from __future__ import annotations

import json
from typing import Any


def read_object(body: bytes) -> dict[str, Any]:
    """The JSON object in a body; empty when it is none (an HTML page, half an answer, too deep)."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def as_map(value: object) -> dict[str, Any]:
    """A PHP map: `[]` is `{}`, a list is a map of its positions."""
    if isinstance(value, dict):
        return {str(key): item for key, item in value.items()}
    if isinstance(value, list):
        return {str(position): item for position, item in enumerate(value)}
    return {}


def as_list(value: object) -> list[Any]:
    """A PHP list: a map of positions is a list, anything else is none."""
    if isinstance(value, list):
        return value
    return list(value.values()) if isinstance(value, dict) else []


def list_rows(result: object) -> list[Any]:
    """The rows of a list method, bare or inside `{items}`, `{tasks}`, `{categories}` (rest-call.md §2)."""
    if isinstance(result, dict):
        inner = [value for value in result.values() if isinstance(value, list)]
        return inner[0] if len(result) == 1 and inner else as_list(result)
    return as_list(result)
