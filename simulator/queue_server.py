"""The queue server: carries robot calls and events to apps.

One attempt, after a small delay, as a form POST; nobody looks at the answer (bizproc.md, section 3;
events.md, section 3). Every call is logged, with what came back or why nothing did.
"""

from __future__ import annotations

import queue
import random
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simulator.calls import CallLog
from simulator.faults import OUTBOUND, Faults
from simulator.outbound import FORM, Answer, send
from simulator.wire import encode_form

_WORKERS = 8
_STEP_S, _MOST_STEPS = 0.2, 20
"""A shuffled call waits one step for each that is still to be shuffled, so those armed together arrive in reverse."""


@dataclass(frozen=True)
class Outgoing:
    """One call: `kind` is "robot" or "event", `name` the robot's code or the event."""

    kind: str
    name: str
    url: str
    fields: Mapping[str, Any]
    app: str
    user_id: int


class QueueServer:
    """Eight carriers; calls wait `delay_s` in the queue."""

    def __init__(self, log: CallLog, faults: Faults, delay_s: float = 0.05) -> None:
        self._log = log
        self._faults = faults
        self._delay_s = delay_s
        self._waiting: queue.SimpleQueue[tuple[float, Outgoing] | None] = queue.SimpleQueue()
        self._open = 0
        self._idle = threading.Condition()
        for number in range(_WORKERS):
            threading.Thread(target=self._carry, name=f"portal-queue-{number}", daemon=True).start()

    def put(self, call: Outgoing) -> None:
        fault = self._faults.take([call.name], OUTBOUND)
        if fault and fault.kind == "drop":
            self._note(call, Answer(0, {}, "", "dropped"), 0.0, fault="drop")
            return
        for _ in range(2 if fault and fault.kind == "double" else 1):
            with self._idle:
                self._open += 1
            if fault and fault.kind == "shuffle":
                self._hold(call, fault.left)
            else:
                self._waiting.put((time.monotonic() + self._delay_s, call))

    def _hold(self, call: Outgoing, to_come: int | None) -> None:
        """Let later calls overtake; without an end to the fault every other one does."""
        steps = random.randrange(2) if to_come is None else min(to_come, _MOST_STEPS)
        late = threading.Timer(steps * _STEP_S, lambda: self._waiting.put((time.monotonic() + self._delay_s, call)))
        late.daemon = True
        late.start()

    def drain(self, timeout_s: float = 10) -> bool:
        """Wait until nothing is on its way."""
        with self._idle:
            return self._idle.wait_for(lambda: self._open == 0, timeout=timeout_s)

    def stop(self) -> None:
        for _ in range(_WORKERS):
            self._waiting.put(None)

    def _carry(self) -> None:
        while True:
            item = self._waiting.get()
            if item is None:
                return
            due, call = item
            time.sleep(max(0.0, due - time.monotonic()))
            started = time.monotonic()
            answer = send("POST", call.url, {"Content-Type": FORM}, encode_form(call.fields))
            self._note(call, answer, (time.monotonic() - started) * 1000)
            with self._idle:
                self._open -= 1
                self._idle.notify_all()

    def _note(self, call: Outgoing, answer: Answer, ms: float, fault: str = "") -> None:
        self._log.add(
            "out",
            call.kind,
            call.name,
            method="POST",
            url=call.url,
            request=dict(call.fields),
            status=answer.status,
            response=answer.text[:2000],
            app=call.app,
            user_id=call.user_id,
            ms=ms,
            error=answer.error,
            fault=fault,
        )
