"""Templates with states (bpt-format.md, "Root"): one state at a time, left by `SetStateActivity`.

A state runs its initialization, then waits at its event branches, again after each, until a step names the next state;
its finalization runs last. A state without branches, or a next state that does not exist, ends the workflow. How the
parts follow each other is our reading of the designer; the documents give the shape alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from simulator.workflow.activities.listen import EventDriven, Listen
from simulator.workflow.activities.sequence import Sequence
from simulator.workflow.step import Fault, Step


class StateMachine(Step):
    IS_CONTAINER = True
    DEFAULTS: ClassVar[Mapping[str, Any]] = {"InitialStateName": ""}

    def start(self) -> None:
        self._enter(self.text("InitialStateName"))

    def child_closed(self, child: Step, /) -> None:
        self._enter(child.target if isinstance(child, State) else "")

    def _enter(self, name: str) -> None:
        state = next((child for child in self.children if child.name == name), None)
        if state is None:
            self.close()
            return
        self.run.count_round()
        self.run.execute(state)


class Initialization(Sequence):
    pass


class Finalization(Sequence):
    pass


class State(Listen):
    target = ""

    def start(self) -> None:
        self.target = ""
        self.run.instance.status = self.title[:255]
        self._run_or(Initialization, self._listen)

    def child_closed(self, child: Step, /) -> None:
        if isinstance(child, Finalization):
            self.close()
        elif self.target:
            self.leave()
        else:
            self._listen()

    def leave(self) -> None:
        self._run_or(Finalization, self.close)

    def _listen(self) -> None:
        branches = [child for child in self.children if isinstance(child, EventDriven)]
        self.run.count_round()
        for branch in branches:
            self.run.execute(branch)
        if not branches:
            self.leave()

    def _run_or(self, kind: type[Step], otherwise: Callable[[], None]) -> None:
        part = next((child for child in self.children if isinstance(child, kind)), None)
        if part:
            self.run.execute(part)
        else:
            otherwise()


class SetState(Step):
    """The state is left when its running part ends; `CancelCurrentState` leaves it at once."""

    DEFAULTS: ClassVar[Mapping[str, Any]] = {"TargetStateName": "", "CancelCurrentState": "N"}

    def start(self) -> None:
        state = self._state()
        state.target = self.text("TargetStateName")
        if self.text("CancelCurrentState") == "Y":
            for child in state.children:
                child.cancel()
            state.leave()
        else:
            self.close()

    def _state(self) -> State:
        above = self.parent
        while above is not None and not isinstance(above, State):
            above = above.parent
        if above is None:
            raise Fault("There is no state to leave")
        return above


ACTIVITIES = {
    "StateMachineWorkflowActivity": StateMachine,
    "StateActivity": State,
    "StateInitializationActivity": Initialization,
    "StateFinalizationActivity": Finalization,
    "SetStateActivity": SetState,
}
