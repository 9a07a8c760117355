"""Faults on command: what is to go wrong with the next calls whose name matches.

A name is a REST method, an event, a robot code or an HTTP path; of a batch, also the methods inside it.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase

from simulator.wire import RestError

REFUSALS = {
    "503": RestError("QUERY_LIMIT_EXCEEDED", "Too many requests", 503),
    "429": RestError("OPERATION_TIME_LIMIT", "Method is blocked due to operation time limit.", 429),
    "500": RestError("INTERNAL_SERVER_ERROR", "Internal server error", 500),
    "expired": RestError("expired_token", "The access token provided has expired.", 401),
}
PAGES = frozenset({"html", "302"})
CUTS = frozenset({"reset", "half", "lost"})
INBOUND = frozenset(REFUSALS) | PAGES | CUTS | {"slow", "replace"}
OUTBOUND = frozenset({"drop", "double", "shuffle"})
_IN_WORDS = {
    "half body": "half", "html page": "html", "expired token": "expired", "answer lost": "lost", "dropped": "drop",
    "answer lost after the effect": "lost", "doubled": "double", "shuffled": "shuffle",
}  # fmt: skip

LOGIN_PAGE = "<!DOCTYPE html><html><head><title>Log in</title></head><body><form><h1>Log in</h1></form></body></html>"


@dataclass
class Fault:
    """`left` counts down; None stays until it is removed."""

    match: str
    kind: str
    left: int | None = 1
    seconds: float = 1.0
    location: str = ""
    find: str = ""
    put: str = ""

    def fits(self, name: str) -> bool:
        wanted, given = self.match.lower(), name.lower()
        return wanted in given or fnmatchcase(given, wanted)


class Faults:
    """The faults that are armed, oldest first."""

    def __init__(self) -> None:
        self._armed: list[Fault] = []
        self._lock = threading.Lock()

    def arm(self, fault: Fault) -> None:
        """Kinds may also be written in words, `half body`; raises RestError for one that does not exist."""
        words = re.sub(r"[_\s-]+", " ", fault.kind.strip().lower())
        fault.kind = _IN_WORDS.get(words, words)
        if fault.kind not in INBOUND | OUTBOUND:
            raise RestError("UNKNOWN_FAULT", f"kinds are {', '.join(sorted(INBOUND | OUTBOUND))}")
        with self._lock:
            self._armed.append(fault)

    def clear(self) -> None:
        with self._lock:
            self._armed.clear()

    def take(self, names: Iterable[str], kinds: frozenset[str]) -> Fault | None:
        """The first armed fault of these kinds that fits one of the names, used up by one."""
        wanted = list(names)
        with self._lock:
            for fault in self._armed:
                if fault.kind in kinds and any(fault.fits(name) for name in wanted):
                    self._use(fault)
                    return fault
        return None

    def _use(self, fault: Fault) -> None:
        if fault.left is None:
            return
        fault.left -= 1
        if fault.left <= 0:
            self._armed.remove(fault)
