"""Events: what there is to bind, who bound what (events.md, sections 1 and 4)."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from simulator.entities import EXPENSE
from simulator.handlers import check_handler
from simulator.wire import RestError

_CRM = [
    f"ONCRM{name}{what}" for name in ("LEAD", "DEAL", "CONTACT", "COMPANY", "QUOTE", "DYNAMICITEM", "ACTIVITY")
    for what in ("ADD", "UPDATE", "DELETE")
]  # fmt: skip
_SMART = [f"ONCRMDYNAMICITEM{what}_{EXPENSE}" for what in ("ADD", "UPDATE", "DELETE")]
_COMMENTS = [f"ONCRMTIMELINECOMMENT{what}" for what in ("ADD", "UPDATE", "DELETE")]
OFFLINE = "ONOFFLINEEVENT"
CATALOGUE: dict[str, tuple[str, ...]] = {
    "": ("ONAPPINSTALL", "ONAPPUPDATE", "ONAPPUNINSTALL", "ONAPPPAYMENT", "ONAPPMETHODCONFIRM", "ONAPPTEST", OFFLINE),
    "crm": (*_CRM, *_SMART, "ONCRMDEALMOVETOCATEGORY", *_COMMENTS),
    "task": ("ONTASKADD", "ONTASKUPDATE", "ONTASKDELETE"),
}


def available(scopes: frozenset[str], wanted: str | None = None, *, full: bool = False) -> list[str]:
    """The codes an app with these scopes may bind; `wanted` narrows to one scope, `full` ignores the app's."""
    return [
        code
        for scope, codes in CATALOGUE.items()
        if (wanted is None or scope == wanted) and (full or not scope or scope in scopes)
        for code in codes
    ]


@dataclass(frozen=True)
class Handler:
    """`auth_type` 0: the token is that of whoever caused the event.

    An offline one has no address: its events wait in the queue of `connector` (offline.py). `pause_s` is the least
    interval between two calls about that queue.
    """

    id: int
    client_id: str
    event: str
    url: str
    auth_type: int
    offline: bool = False
    connector: str = ""
    pause_s: int = 1


class Handlers:
    """Bound handlers of every app."""

    def __init__(self, *, strict: bool) -> None:
        self.rows: list[Handler] = []
        self._numbers = itertools.count(1)
        self._strict = strict

    def bind(self, client_id: str, event: str, url: str, auth_type: int, *, pause_s: int = 1) -> None:
        check_handler(url, strict=self._strict)
        row = Handler(next(self._numbers), client_id, event, url, auth_type, pause_s=pause_s)
        self._add(row)

    def bind_offline(self, client_id: str, event: str, auth_type: int, connector: str) -> None:
        """Nothing to call, so nothing to check."""
        self._add(Handler(next(self._numbers), client_id, event, "", auth_type, offline=True, connector=connector))

    def _add(self, row: Handler) -> None:
        if any(_key(known) == _key(row) for known in self.of(row.client_id)):
            raise RestError("ERROR_CORE", "Unable to set event handler: Handler already binded")
        self.rows.append(row)

    def unbind(self, client_id: str, event: str, url: str, auth_type: int | None) -> int:
        """None: whatever user they were bound for."""
        return self._remove(
            row
            for row in self.of(client_id)
            if not row.offline and row.event == event and row.url == url and auth_type in {None, row.auth_type}
        )

    def unbind_offline(self, client_id: str, event: str, connector: str) -> int:
        return self._remove(
            row for row in self.of(client_id) if row.offline and row.event == event and row.connector == connector
        )

    def _remove(self, rows: Iterable[Handler]) -> int:
        gone = {row.id for row in rows}
        self.rows = [row for row in self.rows if row.id not in gone]
        return len(gone)

    def of(self, client_id: str) -> list[Handler]:
        return [row for row in self.rows if row.client_id == client_id]

    def to(self, event: str) -> list[Handler]:
        """The addresses to call."""
        return [row for row in self.rows if row.event == event and not row.offline]

    def waiting_for(self, event: str) -> list[Handler]:
        """The offline bindings."""
        return [row for row in self.rows if row.event == event and row.offline]

    def drop(self, client_id: str) -> None:
        self.rows = [row for row in self.rows if row.client_id != client_id]


def _key(row: Handler) -> tuple[str, str, int, bool, str]:
    return row.event, row.url, row.auth_type, row.offline, row.connector
