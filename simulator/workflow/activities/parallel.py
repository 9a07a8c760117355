"""Parallel lanes: all run, and the step goes on when all have ended."""

from __future__ import annotations

from simulator.workflow.step import Step


class Parallel(Step):
    IS_CONTAINER = True

    def start(self) -> None:
        self._open = set(self.children)
        for lane in self.children:
            self.run.execute(lane)
        if not self.children:
            self.close()

    def child_closed(self, child: Step, /) -> None:
        self._open.discard(child)
        if not self._open:
            self.close()


ACTIVITIES = {"ParallelActivity": Parallel}
