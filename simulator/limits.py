"""The leaky bucket: per source address, drained by 2 a second, refusing above 50 (rest-call.md, section 6).

It runs on real time: moving the portal's clock does not empty it.
"""

from __future__ import annotations

import threading
import time

from simulator.wire import RestError


class Limits:
    """Counts HTTP requests; a batch is one."""

    def __init__(self, per_second: float = 2, burst: float = 50) -> None:
        self._per_second, self._burst = per_second, burst
        self._levels: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def count(self, source: str) -> None:
        now = time.monotonic()
        with self._lock:
            level, then = self._levels.get(source, (0.0, now))
            level = max(0.0, level - (now - then) * self._per_second)
            refused = level + 1 > self._burst
            self._levels[source] = (level if refused else level + 1, now)
        if refused:
            raise RestError("QUERY_LIMIT_EXCEEDED", "Too many requests", 503)
