"""Events: what there is to bind, who bound what (events.md, sections 1 and 4)."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from simulator.handlers import check_handler
from simulator.wire import RestError

_CRM = [
    f"ONCRM{name}{what}" for name in ("LEAD", "DEAL", "CONTACT", "COMPANY", "QUOTE", "DYNAMICITEM", "ACTIVITY")
    for what in ("ADD", "UPDATE", "DELETE")
]  # fmt: skip
CATALOGUE: dict[str, tuple[str, ...]] = {
    "": ("ONAPPINSTALL", "ONAPPUPDATE", "ONAPPUNINSTALL", "ONAPPPAYMENT", "ONAPPMETHODCONFIRM", "ONAPPTEST"),
    "crm": (*_CRM, "ONCRMDEALMOVETOCATEGORY", "ONCRMTIMELINECOMMENTADD"),
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
    """`auth_type` 0: the token is that of whoever caused the event."""

    id: int
    client_id: str
    event: str
    url: str
    auth_type: int


class Handlers:
    """Bound handlers of every app."""

    def __init__(self, *, strict: bool) -> None:
        self.rows: list[Handler] = []
        self._numbers = itertools.count(1)
        self._strict = strict

    def bind(self, client_id: str, event: str, url: str, auth_type: int) -> None:
        check_handler(url, strict=self._strict)
        if any(row.event == event and row.url == url and row.auth_type == auth_type for row in self.of(client_id)):
            raise RestError("ERROR_CORE", "Unable to set event handler: Handler already binded")
        self.rows.append(Handler(next(self._numbers), client_id, event, url, auth_type))

    def unbind(self, client_id: str, event: str, url: str, auth_type: int) -> int:
        gone = {
            row.id for row in self.of(client_id) if row.event == event and row.url == url and row.auth_type == auth_type
        }
        self.rows = [row for row in self.rows if row.id not in gone]
        return len(gone)

    def of(self, client_id: str) -> list[Handler]:
        return [row for row in self.rows if row.client_id == client_id]

    def to(self, event: str) -> list[Handler]:
        return [row for row in self.rows if row.event == event]

    def drop(self, client_id: str) -> None:
        self.rows = [row for row in self.rows if row.client_id != client_id]
