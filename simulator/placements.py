"""Places in the portal's pages where apps show themselves (placements.md, sections 1 and 2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from simulator.entities import ENTITIES
from simulator.handlers import check_handler
from simulator.wire import RestError

_SMART = tuple(kind.name for kind in ENTITIES.values() if kind.type_id)
_CARDS = ("LEAD", "DEAL", "CONTACT", "COMPANY", "QUOTE", "SMART_INVOICE", *_SMART)
_SUFFIXES: dict[str, tuple[str, ...]] = {
    "DETAIL_TAB": (*_CARDS, "ORDER"),
    "DETAIL_TOOLBAR": _CARDS,
    "DETAIL_ACTIVITY": (*_CARDS, "ORDER"),
    "ACTIVITY_TIMELINE_MENU": ("LEAD", "DEAL", "QUOTE", "SMART_INVOICE", *_SMART),
    "LIST_MENU": (*_CARDS, "ACTIVITY"),
    "LIST_TOOLBAR": (*_CARDS, "ORDER"),
    "DOCUMENTGENERATOR_BUTTON": _CARDS,
    "ROBOT_DESIGNER_TOOLBAR": ("LEAD", "DEAL", "SMART_INVOICE", *_SMART),
}
_OTHERS = {
    "crm": ("CRM_FUNNELS_TOOLBAR", "CRM_SMART_INVOICE_FUNNELS_TOOLBAR", "CRM_ANALYTICS_MENU", "CRM_ANALYTICS_TOOLBAR"),
    "task": (
        "TASK_ROBOT_DESIGNER_TOOLBAR", "TASK_VIEW_TAB", "TASK_VIEW_SIDEBAR", "TASK_VIEW_TOP_PANEL",
        "TASK_LIST_CONTEXT_MENU", "TASK_USER_LIST_TOOLBAR", "TASK_GROUP_LIST_TOOLBAR",
    ),
    "sonet_group": ("SONET_GROUP_ROBOT_DESIGNER_TOOLBAR",),
    "im": ("IM_TEXTAREA", "IM_SIDEBAR", "IM_CONTEXT_MENU", "IM_NAVIGATION"),
    "placement": ("LEFT_MENU", "REST_APP_URI", "PAGE_BACKGROUND_WORKER"),
}  # fmt: skip
_ONE_HANDLER = frozenset({"REST_APP_URI", "PAGE_BACKGROUND_WORKER"})


def _catalogue() -> Iterator[tuple[str, str]]:
    for suffix, names in _SUFFIXES.items():
        for name in names:
            yield f"CRM_{name}_{suffix}", "crm"
    for name in _SMART:
        yield f"CRM_{name}_FUNNELS_TOOLBAR", "crm"
    for scope, codes in _OTHERS.items():
        for code in codes:
            yield code, scope


SCOPE_OF: dict[str, str] = dict(_catalogue())


@dataclass(frozen=True)
class Bound:
    """One handler in one place."""

    client_id: str
    placement: str
    handler: str
    title: str = ""
    description: str = ""
    group_name: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    lang_all: Mapping[str, Any] = field(default_factory=dict)
    user_id: int = 0


class Placements:
    """Every bound handler, in the order of binding."""

    def __init__(self, *, strict: bool) -> None:
        self.rows: list[Bound] = []
        self._strict = strict

    def bind(self, row: Bound) -> None:
        """Binding the same handler to the same place again fails; the documents leave that open (placements.md §1)."""
        check_handler(row.handler, strict=self._strict)
        own = [known for known in self.of(row.client_id) if known.placement == row.placement]
        if own and row.placement in _ONE_HANDLER:
            raise RestError("ERROR_PLACEMENT_MAX_COUNT", "Placement max count", 200)
        if any(known.handler == row.handler for known in own):
            raise RestError("ERROR_CORE", "Unable to set placement handler: Handler already binded")
        self.rows.append(row)

    def unbind(self, client_id: str, placement: str, handler: str) -> int:
        """One for every handler found and one for every handler removed (placements.md, section 1)."""
        gone = [
            row for row in self.of(client_id) if row.placement == placement and (not handler or row.handler == handler)
        ]
        self.rows = [row for row in self.rows if row not in gone]
        return 2 * len(gone)

    def of(self, client_id: str) -> list[Bound]:
        return [row for row in self.rows if row.client_id == client_id]

    def find(self, client_id: str, placement: str, handler: str = "") -> Bound | None:
        """That handler, or the first one when none is named."""
        own = [row for row in self.of(client_id) if row.placement == placement]
        return next((row for row in own if row.handler == handler or not handler), None)

    def drop(self, client_id: str) -> None:
        self.rows = [row for row in self.rows if row.client_id != client_id]
