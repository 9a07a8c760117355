"""Offline events: a queue an app reads for itself (events.md, section 3; api-reference/events/offline-events.md).

One row per event and record, holding the last change. Rows of `clear=0` are reserved under a process id and hidden
for thirty days. MESSAGE_ID is a hash of what the row tells, so a later change of the record meets it again.
UNCLEAR: the documents' samples print `false` for EVENT_DATA and EVENT_ADDITIONAL; here they hold the data of the
online event and the acting user.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

RESERVED_FOR = timedelta(days=30)


@dataclass
class OfflineEvent:
    id: int
    client_id: str
    connector: str
    event: str
    data: Mapping[str, Any]
    additional: Mapping[str, Any]
    message_id: str
    at: datetime
    process_id: str = ""
    error: bool = False
    reserved_at: datetime | None = field(default=None)


class OfflineQueue:
    """Rows of every app."""

    def __init__(self) -> None:
        self.rows: list[OfflineEvent] = []
        self._numbers = itertools.count(1)

    def put(
        self, client_id: str, event: str, data: Mapping[str, Any], *, connector: str, user_id: int, now: datetime
    ) -> None:
        """Remember a change; a row that waits unreserved for the same one takes the later moment."""
        told = json.dumps([event, data], sort_keys=True, default=str)
        message_id = hashlib.md5(told.encode(), usedforsecurity=False).hexdigest()
        for row in self.of(client_id, connector):
            if row.message_id == message_id and not row.process_id and not row.error:
                row.at = now
                return
        additional = {"user_id": str(user_id)} if user_id else {}
        self.rows.append(
            OfflineEvent(next(self._numbers), client_id, connector, event, dict(data), additional, message_id, now)
        )

    def of(self, client_id: str, connector: str) -> list[OfflineEvent]:
        return [row for row in self.rows if row.client_id == client_id and row.connector == connector]

    def take(self, rows: Iterable[OfflineEvent], *, clear: bool, process_id: str, now: datetime) -> str | None:
        """Delete the rows, or reserve them; the process id of a reservation."""
        chosen = list(rows)
        if clear:
            self._drop(chosen)
            return None
        mark = process_id or secrets.token_hex(16)
        for row in chosen:
            row.process_id, row.reserved_at = mark, now
        return mark

    def clear(self, client_id: str, process_id: str, ids: set[str], message_ids: set[str]) -> None:
        """`ids` decide when there are any, else `message_ids`, else the whole process."""
        own = [row for row in self.rows if row.client_id == client_id and row.process_id == process_id]
        if ids:
            own = [row for row in own if str(row.id) in ids]
        elif message_ids:
            own = [row for row in own if row.message_id in message_ids]
        self._drop(own)

    def fail(self, client_id: str, process_id: str, message_ids: set[str]) -> None:
        for row in self.rows:
            if row.client_id == client_id and row.process_id == process_id and row.message_id in message_ids:
                row.error = True

    def expire(self, now: datetime) -> None:
        self.rows = [row for row in self.rows if row.reserved_at is None or now - row.reserved_at < RESERVED_FOR]

    def drop(self, client_id: str) -> None:
        self.rows = [row for row in self.rows if row.client_id != client_id]

    def _drop(self, rows: Iterable[OfflineEvent]) -> None:
        gone = {row.id for row in rows}
        self.rows = [row for row in self.rows if row.id not in gone]
