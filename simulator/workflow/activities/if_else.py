"""If/else: the first branch whose condition is true runs, the others are skipped."""

from __future__ import annotations

from simulator.workflow.activities.sequence import Sequence
from simulator.workflow.conditions import holds
from simulator.workflow.step import Step


class IfElse(Step):
    IS_CONTAINER = True

    def start(self) -> None:
        for branch in self.children:
            if holds(branch.properties, self.run.scope):
                self.run.execute(branch)
                return
        self.close()

    def child_closed(self, _child: Step, /) -> None:
        self.close()


ACTIVITIES = {"IfElseActivity": IfElse, "IfElseBranchActivity": Sequence}
