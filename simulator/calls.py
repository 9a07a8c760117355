"""The append-only log of every call in and out of the portal and its authorization server: the oracle of tests."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any

Entry = dict[str, Any]


class CallLog:
    """Entries are numbered from 1 and never change once they are there."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._entries: list[Entry] = []
        self._grown = threading.Condition()

    def add(
        self,
        direction: str,
        kind: str,
        name: str,
        *,
        method: str,
        url: str,
        request: Any,
        status: int,
        response: Any,
        app: str = "",
        user_id: int = 0,
        ms: float = 0.0,
        **more: Any,
    ) -> Entry:
        """`more` holds what only some calls have: `error`, `fault`, `in_batch`; empty ones are left out."""
        entry: Entry = {
            "n": 0,
            "at": self._now().isoformat(),
            "direction": direction,
            "kind": kind,
            "name": name,
            "app": app,
            "user_id": user_id,
            "method": method,
            "url": url,
            "request": request,
            "status": status,
            "response": response,
            "ms": round(ms, 1),
        }
        entry.update({key: value for key, value in more.items() if value})
        with self._grown:
            entry["n"] = len(self._entries) + 1
            self._entries.append(entry)
            self._grown.notify_all()
        return entry

    def after(self, number: int, wait_s: float = 0.0) -> tuple[list[Entry], int]:
        """What came after entry `number`, waiting up to `wait_s` for the first of it; and the last number."""
        with self._grown:
            if wait_s > 0:
                self._grown.wait_for(lambda: len(self._entries) > number, timeout=wait_s)
            return self._entries[max(0, number) :], len(self._entries)

    def find(self, **wanted: Any) -> list[Entry]:
        """The entries whose fields equal `wanted`."""
        with self._grown:
            return [entry for entry in self._entries if all(entry.get(key) == value for key, value in wanted.items())]
