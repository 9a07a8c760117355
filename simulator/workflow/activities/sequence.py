"""Sequences: children one after the other. A block, a branch and the root run the same way."""

from __future__ import annotations

from simulator.workflow.step import Step


class Sequence(Step):
    IS_CONTAINER = True

    def start(self) -> None:
        self._go_on(0)

    def child_closed(self, child: Step, /) -> None:
        self._go_on(self.children.index(child) + 1)

    def _go_on(self, index: int) -> None:
        if index < len(self.children):
            self.run.execute(self.children[index])
        else:
            self.close()


ACTIVITIES = {
    "SequentialWorkflowActivity": Sequence,
    "SequenceActivity": Sequence,
    "EmptyBlockActivity": Sequence,
}
