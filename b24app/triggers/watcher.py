"""Event → did a trigger really happen? → start each armed workflow once.

Events are accepted into the `event` table as fast as robot calls are, and read here: a handler that answers slowly is
called less often, and Bitrix24 never sends an event twice (contract/events.md §3).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import structlog
from sqlalchemy import ColumnElement, Engine, RowMapping, insert, or_

from b24app.errors import B24AppError, PortalBusy, PortalLeft
from b24app.model import Portal
from b24app.portals import rows as portal_rows
from b24app.portals.client import Client, PortalCalls
from b24app.portals.wire import as_map
from b24app.store import leases
from b24app.store.engine import now
from b24app.store.tables import event
from b24app.store.tables import portal as portal_table
from b24app.triggers._base import Trigger
from b24app.workflows import rows
from b24app.workflows.start import Starter

_log = structlog.get_logger()
_DRAIN_S = 60.0
_ATTEMPTS = 8
_ID_DIGITS = 18

Lifecycle = Callable[[Portal, Mapping[str, Any]], None]


def accept(engine: Engine, member_id: str, name: str, data: Mapping[str, Any], sent_at: int) -> None:
    """Store a verified event."""
    with engine.begin() as connection:
        moment = now(connection)
        values = {"member_id": member_id, "name": name, "data": dict(data), "sent_at": sent_at, "state": "new"}
        connection.execute(insert(event).values(run_after=moment, received_at=moment, **values))


@dataclass(frozen=True)
class Watcher:
    """Reads stored events. `lifecycle` handles those about the app itself."""

    engine: Engine
    client: Client
    starter: Starter
    triggers: Iterable[Trigger]
    lifecycle: Mapping[str, Lifecycle]

    def drain(self, stopping: Callable[[], bool] = lambda: False) -> None:
        """Read due events, one after the other, for about a minute at the most."""
        end = time.monotonic() + _DRAIN_S
        while not stopping() and time.monotonic() < end and (row := self._claim()) is not None:
            with (
                leases.held(self.engine, event, row["id"], row["fence"]),
                structlog.contextvars.bound_contextvars(portal=row["member_id"], event=row["name"]),
            ):
                self._attend(row)

    def has_due(self) -> bool:
        """Whether there is something to read."""
        with self.engine.begin() as connection:
            return leases.has_due(connection, event, self._free())

    def _claim(self) -> RowMapping | None:
        with self.engine.begin() as connection:
            return leases.claim(connection, event, self._free())

    def _free(self) -> ColumnElement[bool]:
        """What a portal that left announced waits for it to come back; what it says of the app itself does not."""
        return or_(portal_table.c.status == "active", event.c.name.in_(self.lifecycle))

    def _attend(self, row: RowMapping) -> None:
        if row["attempts"] > _ATTEMPTS + 1:  # each attempt ended without a word: it takes its worker with it
            with self.engine.begin() as connection:
                leases.write(connection, event, row["id"], row["fence"], state="dead", lease_until=None)
            return
        try:
            with self.engine.begin() as connection:
                portal = portal_rows.find(connection, row["member_id"])
            if row["name"] in self.lifecycle:
                self.lifecycle[row["name"]](portal, row["data"])
            else:
                self._start_what_it_means(portal, row)
        except B24AppError as error:
            self._give_back(row, error)
        except Exception:  # noqa: BLE001  # a defect, an odd answer: its lease ends by itself, and others' events go on
            _log.exception("event_broke")
        else:
            with self.engine.begin() as connection:
                leases.write(connection, event, row["id"], row["fence"], state="done", lease_until=None)

    def _start_what_it_means(self, portal: Portal, row: RowMapping) -> None:
        listening = {trigger.name: trigger for trigger in self.triggers if row["name"] in trigger.events}
        with self.engine.begin() as connection:
            armed = rows.armed(connection, portal.member_id, list(listening))
        record_id = _record_id(row["data"])
        calls = PortalCalls(self.client, portal)
        for workflow in armed:
            occurrences = listening[workflow["trigger"]].occurrences
            for occurrence in occurrences(calls, record_id, workflow["armed_after"]) if occurrences else ():
                self.starter.start_once(portal, workflow, record_id, occurrence)

    def _give_back(self, row: RowMapping, error: B24AppError) -> None:
        counts = not isinstance(error, PortalBusy | PortalLeft)
        again = not counts or (error.retry and row["attempts"] <= _ATTEMPTS)
        _log.warning("event_not_read", error=error.code, again=again)
        wait_s = (error.wait_s if isinstance(error, PortalBusy) else None) or min(600.0, 5.0 * 2 ** row["attempts"])
        attempts = row["attempts"] if counts else row["attempts"] - 1
        values = {"state": "new" if again else "dead", "attempts": attempts, "error": str(error)}
        with self.engine.begin() as connection:
            leases.postpone(connection, event, row["id"], row["fence"], wait_s, **values)


def _record_id(data: Mapping[str, Any]) -> int:
    """0, which is no record's, for anything but a number."""
    text = str(as_map(data.get("FIELDS")).get("ID") or "")
    return int(text) if text.isdecimal() and len(text) <= _ID_DIGITS else 0
