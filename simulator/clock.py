"""The portal's clock: real time plus an offset that only grows, with actions due at a moment.

Moving the clock goes through every due moment in order, so that a process that waits three times one day
finishes when the clock is moved by three days.
"""

from __future__ import annotations

import heapq
import itertools
import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Action = Callable[[], None]

log = logging.getLogger(__name__)


class Clock:
    """Aware UTC time; actions run on the clock's own thread, one after another."""

    def __init__(self) -> None:
        self._offset = timedelta(0)
        self._due: list[tuple[datetime, int, Action]] = []
        self._serial = itertools.count()
        self._wake = threading.Condition()
        self._busy = False
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="portal-clock", daemon=True)
        self._thread.start()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._offset

    def call_at(self, when: datetime, action: Action) -> None:
        with self._wake:
            heapq.heappush(self._due, (when, next(self._serial), action))
            self._wake.notify_all()

    def advance(self, seconds: float, patience_s: float = 30) -> None:
        """Move forward; returns when everything that fell due on the way has run (or after `patience_s`)."""
        with self._wake:
            target = self.now() + timedelta(seconds=max(0.0, seconds))
            while self._due and self._due[0][0] <= target and not self._stopped:
                self._reach(self._due[0][0])
                if not self._wake.wait_for(self._is_idle, timeout=patience_s):
                    break
            self._reach(target)
            self._wake.wait_for(self._is_idle, timeout=patience_s)

    def advance_to_next(self, patience_s: float = 30) -> bool:
        """Move to the next due moment and do what is due then; False when nothing is due."""
        with self._wake:
            if not self._due or self._stopped:
                return False
            self._reach(self._due[0][0])
            self._wake.wait_for(self._is_idle, timeout=patience_s)
            return True

    def stop(self) -> None:
        with self._wake:
            self._stopped = True
            self._wake.notify_all()
        self._thread.join(timeout=2)

    def _reach(self, moment: datetime) -> None:
        self._offset += max(timedelta(0), moment - self.now())
        self._wake.notify_all()

    def _is_idle(self) -> bool:
        return self._stopped or not (self._busy or (self._due and self._due[0][0] <= self.now()))

    def _run(self) -> None:
        while True:
            with self._wake:
                self._busy = False
                self._wake.notify_all()
                action = self._next()
            if action is None:
                return
            try:
                action()
            except Exception:
                log.exception("a timed action failed")

    def _next(self) -> Action | None:
        while not self._stopped:
            if self._due and self._due[0][0] <= self.now():
                self._busy = True
                return heapq.heappop(self._due)[2]
            wait_s = (self._due[0][0] - self.now()).total_seconds() if self._due else None
            self._wake.wait(None if wait_s is None else min(max(wait_s, 0.001), threading.TIMEOUT_MAX))
        return None
