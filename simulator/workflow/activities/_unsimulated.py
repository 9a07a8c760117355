"""A type that imports but is not built."""

from __future__ import annotations

from simulator.workflow.step import Fault, Step


class Unsimulated(Step):
    def start(self) -> None:
        raise Fault(f"not simulated yet: {self.type}")
