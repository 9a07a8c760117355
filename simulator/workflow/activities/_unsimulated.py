"""A type that imports but is not built, or a node on another document's context."""

from __future__ import annotations

from simulator.workflow.step import Fault, Step


class Unsimulated(Step):
    def start(self) -> None:
        raise Fault(f"not simulated yet: {self.type}")
