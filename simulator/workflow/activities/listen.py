"""Waiting for several events at once: the branch whose first step ends first goes on, the others are dropped."""

from __future__ import annotations

from simulator.workflow.activities.sequence import Sequence
from simulator.workflow.step import Step


class Listen(Step):
    IS_CONTAINER = True

    def start(self) -> None:
        for branch in self.children:
            self.run.execute(branch)
        if not self.children:
            self.close()

    def won(self, winner: Step) -> None:
        """An event has come: nobody else is listened to."""
        for branch in self.children:
            if branch is not winner:
                branch.cancel()

    def child_closed(self, _child: Step, /) -> None:
        self.close()


class EventDriven(Sequence):
    def child_closed(self, child: Step, /) -> None:
        if child is self.children[0] and isinstance(self.parent, Listen):
            self.parent.won(self)
        super().child_closed(child)


ACTIVITIES = {"ListenActivity": Listen, "EventDrivenActivity": EventDriven}
