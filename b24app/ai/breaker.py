"""A circuit breaker: who failed again and again, or asked for patience, is left alone for a while."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from b24app.errors import ProviderBusy

FAILURES = 5
OPEN_S = 30.0


class Breaker:
    """Of one account of one provider, in one process. After the pause it is tried; one failure is another pause."""

    def __init__(self, title: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._title = title
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._open_until = 0.0

    def refuse_if_open(self) -> None:
        """Raises ProviderBusy while it is left alone."""
        with self._lock:
            wait_s = self._open_until - self._clock()
            if wait_s > 0:
                why = f"{self._title} did not work just now, so it is left alone for another {wait_s:.0f} s"
                raise ProviderBusy(why, wait_s)

    def failed(self, wait_s: float | None) -> None:
        """A call came to nothing; `wait_s` when the provider itself asked for patience."""
        with self._lock:
            self._failures += 1
            pause = wait_s or (OPEN_S if self._failures >= FAILURES else 0.0)
            if pause:
                self._open_until = self._clock() + pause

    def worked(self) -> None:
        """A call was answered."""
        with self._lock:
            self._failures = 0
            self._open_until = 0.0
