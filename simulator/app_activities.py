"""What apps add to activities: badges, types, configurable activities and additional content blocks.

The shape of a layout is checked as far as its documents go (…/activities/configurable/structure/): which fields an
object has, which it needs, how many of a kind and which types there are. Actions and blocks are kept as they come.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from simulator.wire import RestError, as_list, as_map, as_text

Row = dict[str, Any]

CONFIGURABLE = "CONFIGURABLE"
BADGE_TYPES = frozenset({"success", "failure", "warning", "primary", "secondary"})
_BUTTON_TYPES = frozenset({"primary", "secondary"})
_MAX_BLOCKS = 20
_MAX_PAIR = 2
_KEY = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True)
class ActivityType:
    """`key` names it within its app."""

    key: str
    name: str
    is_configurable: bool


@dataclass
class Configured:
    """What a configurable activity has besides the activity itself, and the app that may change it."""

    client_id: str
    given: Row
    layout: Row


@dataclass
class AppActivities:
    """Of one portal; types and blocks by the app they belong to."""

    badges: dict[str, Row] = field(default_factory=dict)
    types: dict[tuple[str, str], ActivityType] = field(default_factory=dict)
    configured: dict[int, Configured] = field(default_factory=dict)
    blocks: dict[tuple[str, int], Row] = field(default_factory=dict)

    def forget(self, activity_id: int) -> None:
        self.configured.pop(activity_id, None)
        self.blocks = {key: layout for key, layout in self.blocks.items() if key[1] != activity_id}


@dataclass(frozen=True)
class _Shape:
    """The fields of one object of a layout; `needs` are its required ones."""

    needs: tuple[str, ...] = ()
    knows: tuple[str, ...] = ()
    types: frozenset[str] = frozenset()


_LAYOUT = _Shape(("icon", "header", "body"), ("footer",))
_ICON = _Shape(("code",))
_HEADER = _Shape(("title",), ("titleAction", "tags"))
_TAG = _Shape(("title", "type"), ("action", "scope", "hideIfReadonly"), BADGE_TYPES)
_BODY = _Shape(("logo",), ("blocks",))
_LOGO = _Shape(("code",), ("action",))
_BLOCK = _Shape(("type",), ("properties", "scope", "sort"))
_FOOTER = _Shape((), ("buttons", "menu"))
_BUTTON = _Shape(("title", "type", "action"), ("scope", "hideIfReadonly"), _BUTTON_TYPES)


def check_layout(given: Any) -> Row:
    layout = as_map(given)
    if not layout:
        raise RestError("ERROR_EMPTY_LAYOUT", "The layout field must be filled")
    _check(layout, _LAYOUT, "layout")
    _check(as_map(layout["icon"]), _ICON, "icon")
    header, body, footer = (as_map(layout.get(name)) for name in ("header", "body", "footer"))
    _check(header, _HEADER, "header")
    _each(header.get("tags"), _TAG, "tags", _MAX_PAIR)
    _check(body, _BODY, "body")
    _check(as_map(body["logo"]), _LOGO, "logo")
    _each(body.get("blocks"), _BLOCK, "blocks", _MAX_BLOCKS)
    _check(footer, _FOOTER, "footer")
    _each(footer.get("buttons"), _BUTTON, "buttons", _MAX_PAIR)
    return layout


def check_blocks(given: Any) -> Row:
    """A set of additional blocks has 1 to 20 of them (rest-app-layout-dto.md)."""
    layout = as_map(given)
    if not as_list(layout.get("blocks")):
        raise RestError("FIELD_IS_REQUIRED", "The field blocks is required")
    _each(layout["blocks"], _BLOCK, "blocks", _MAX_BLOCKS)
    return layout


def _check(value: Mapping[str, Any], shape: _Shape, name: str) -> None:
    for code in shape.needs:
        if value.get(code) in (None, "", [], {}):
            raise RestError("FIELD_IS_REQUIRED", f"The field {code} is required in {name}")
    for code in value:
        if code not in shape.needs and code not in shape.knows:
            raise RestError("FIELD_IS_REDUNDANT", f"The field {code} is redundant in {name}")
    if shape.types and as_text(value["type"]) not in shape.types:
        raise RestError("ENUM_FIELD", f"The field type in {name} must be one of {', '.join(sorted(shape.types))}")


def _each(given: Any, shape: _Shape, name: str, limit: int) -> None:
    rows = as_map(given)
    if len(rows) > limit:
        raise RestError("TOO_MANY_ITEMS", f"{name} must have no more than {limit} items")
    for key, value in rows.items():
        if not _KEY.fullmatch(key):
            raise RestError("KEY_CONTAIN_WRONG_SYMBOLS", f"The key {key} of {name} contains wrong symbols")
        _check(as_map(value), shape, f"{name}.{key}")
