"""A pause for a duration or until a moment; an empty, unreadable or past moment passes at once (compile-map.md)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar

from simulator.workflow import dates, values
from simulator.workflow.step import Step

UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_LONGEST = 5 * 365 * 86400


def seconds(duration: Any, unit: Any) -> int:
    """A duration of one of the units s, m, h, d; five years at most (rest-robots.md, "TimeoutDuration")."""
    amount = values.to_int(duration) * UNITS.get(values.to_text(unit), 1)
    return max(0, min(amount, _LONGEST))


class Delay(Step):
    DEFAULTS: ClassVar[Mapping[str, Any]] = {
        "TimeoutDuration": None,
        "TimeoutDurationType": "s",
        "TimeoutTime": None,
        "TimeoutTimeIsLocal": "N",
        "WriteToLog": "N",
    }

    def start(self) -> None:
        until = self._until()
        if until is None or until <= self.run.world.now():
            self.close()
            return
        if self.text("WriteToLog") == "Y":
            self.run.log(self, f"Paused until {dates.show(until)}")
        self.wait_until(until, self.close)

    def _until(self) -> datetime | None:
        now = self.run.world.now()
        duration = self.value("TimeoutDuration")
        if values.truthy(duration):
            return now + timedelta(seconds=seconds(duration, self.value("TimeoutDurationType")))
        return dates.read(self.value("TimeoutTime"), now.tzinfo)


ACTIVITIES = {"DelayActivity": Delay, "RobotDelayActivity": Delay}
