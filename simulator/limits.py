"""Two budgets of a cloud portal (rest-call.md, section 6): requests per source address, and time per method.

The bucket runs on real time, since moving the portal's clock does not empty it. Working time is counted on the
portal's clock, so that a test can wait ten minutes at once.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import datetime

from simulator.wire import RestError

PLANS = {"": (2.0, 50.0), "enterprise": (5.0, 250.0)}
"""Requests a second that drain, and the level above which the portal refuses."""


class Limits:
    """The leaky bucket: counts HTTP requests; a batch is one."""

    def __init__(self, per_second: float = 2, burst: float = 50, *, is_on: bool = True) -> None:
        self.is_on = is_on
        self._per_second, self._burst = per_second, burst
        self._levels: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    @classmethod
    def of_plan(cls, plan: str, *, is_on: bool = True) -> Limits:
        """2 and 50, for `enterprise` 5 and 250."""
        return cls(*PLANS.get(plan.lower(), PLANS[""]), is_on=is_on)

    def count(self, source: str) -> None:
        if not self.is_on:
            return
        now = time.monotonic()
        with self._lock:
            level, then = self._levels.get(source, (0.0, now))
            level = max(0.0, level - (now - then) * self._per_second)
            refused = level + 1 > self._burst
            self._levels[source] = (level if refused else level + 1, now)
        if refused:
            raise RestError("QUERY_LIMIT_EXCEEDED", "Too many requests", 503)


BUCKETS, BUCKET_S = 10, 60
LIMIT_S = 480.0

Key = tuple[str, str]


class Operating:
    """Seconds of work per app and method in ten buckets of a minute; the call after the one that crosses is refused."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.limit_s: float | None = LIMIT_S
        self._now = now
        self._spent: dict[Key, list[tuple[float, float]]] = {}
        self._lock = threading.Lock()

    def check(self, app: str, method: str) -> None:
        spent, _ = self.spent(app, method)
        if self.limit_s is not None and spent > self.limit_s:
            raise RestError("OPERATION_TIME_LIMIT", "Method is blocked due to operation time limit.", 429)

    def charge(self, app: str, method: str, seconds: float) -> None:
        """Into the minute that its first call opened."""
        now = self._now().timestamp()
        with self._lock:
            buckets = self._live((app, method), now)
            if buckets and now - buckets[-1][0] < BUCKET_S:
                buckets[-1] = (buckets[-1][0], buckets[-1][1] + seconds)
            else:
                buckets.append((now, seconds))
            self._spent[app, method] = buckets

    def spent(self, app: str, method: str) -> tuple[float, int]:
        """`operating` and `operating_reset_at`: the sum, and when the oldest bucket drops."""
        now = self._now().timestamp()
        with self._lock:
            buckets = self._live((app, method), now)
        first = buckets[0][0] if buckets else now
        return sum(seconds for _, seconds in buckets), int(first) + BUCKETS * BUCKET_S

    def _live(self, key: Key, now: float) -> list[tuple[float, float]]:
        return [row for row in self._spent.get(key, []) if now - row[0] < BUCKETS * BUCKET_S]
