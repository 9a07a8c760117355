"""What approval, review and request have in common: a task for people, a time-out, and what they answered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar

from simulator.workflow import values
from simulator.workflow.activities.delay import seconds
from simulator.workflow.people_tasks import RUNNING, TIMED_OUT, PeopleTask, TaskAnswer
from simulator.workflow.step import Step

COMMON: Mapping[str, Any] = {
    "Users": None,
    "Name": None,
    "Description": None,
    "ApproveType": "all",
    "TimeoutDuration": 0,
    "TimeoutDurationType": "s",
    "StatusMessage": "",
    "SetStatusMessage": "Y",
}
RETURNS: Mapping[str, Any] = {"TaskId": 0, "Comments": "", "IsTimeout": 0, "TotalCount": 0}


class PeopleStep(Step):
    """Asks and waits; without anybody to ask it waits for ever or for the time-out (compile-map.md, "approval")."""

    DEFAULTS: ClassVar[Mapping[str, Any]] = COMMON

    def start(self) -> None:
        user_ids = tuple(self.run.people(self.value("Users")))
        self._answers: list[TaskAnswer] = []
        self._task = PeopleTask(
            workflow_id=self.run.instance.id,
            activity=self.type,
            activity_name=self.name,
            name=self.text("Name"),
            description=self.text("Description"),
            user_ids=user_ids,
            created_at=self.run.world.now(),
            parameters=self.parameters(),
        )
        self.results["TaskId"] = self.run.siblings.board.add(self._task)
        self.results["TotalCount"] = len(user_ids)
        if self.text("SetStatusMessage") == "Y" and self.text("StatusMessage"):
            self.run.instance.status = self.text("StatusMessage")[:255]
        self.wait_for(f"people_task:{self._task.id}", self._take)
        timeout_s = seconds(self.value("TimeoutDuration"), self.value("TimeoutDurationType"))
        if timeout_s:
            self.wait_until(self.run.world.now() + timedelta(seconds=timeout_s), self._time_out)

    def parameters(self) -> Mapping[str, Any]:
        return {}

    def answered(self, answer: TaskAnswer) -> None:
        """Take one person's answer; call `finish` when the matter is decided."""
        raise NotImplementedError

    def timed_out(self) -> None:
        """Go on without an answer."""
        self.close()

    def finish(self, status: int, branch: int | None = None) -> None:
        """Close the task and run the branch of that number, where there is one."""
        self._task.status = status
        self.run.forget(self)
        if branch is not None and branch < len(self.children):
            self.run.execute(self.children[branch])
        else:
            self.close()

    def child_closed(self, _child: Step, /) -> None:
        self.close()

    def _take(self, payload: Any) -> None:
        answer: TaskAnswer = payload
        if answer.user_id not in self._task.user_ids or answer.user_id in self._task.answers:
            return
        self._task.answers[answer.user_id] = answer.status
        self._answers.append(answer)
        if answer.comment:
            said = f"{self.run.world.user_name(answer.user_id)}: {answer.comment}"
            self.results["Comments"] = "\n".join(filter(None, (values.to_text(self.results["Comments"]), said)))
        self.answered(answer)

    def _time_out(self) -> None:
        if self._task.status == RUNNING:
            self._task.status = TIMED_OUT
            self.results["IsTimeout"] = 1
            self.run.forget(self)
            self.timed_out()
