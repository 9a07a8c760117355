"""What approval, review and request have in common: a task for people, a time-out, and what they answered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar

from simulator.workflow import dates, values
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
    "OverdueDate": None,
    "ShowComment": "Y",
    "CommentRequired": "N",
    "CommentLabelMessage": "",
}
RETURNS: Mapping[str, Any] = {"TaskId": 0, "Comments": "", "IsTimeout": 0, "TotalCount": 0}


class PeopleStep(Step):
    """Asks and waits; without anybody to ask it waits for ever or for the time-out (compile-map.md, "approval")."""

    DEFAULTS: ClassVar[Mapping[str, Any]] = COMMON
    BUTTONS: ClassVar[Mapping[str, str]] = {}
    """Properties with a button's caption, by the name that `bizproc.task.list` shows it under."""

    _task_id = 0

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
            overdue_at=dates.read(self.value("OverdueDate"), self.run.world.now().tzinfo),
            parameters={**self._form(), **self.parameters()},
        )
        self.results["TaskId"] = self._task_id = self.run.siblings.board.add(self._task)
        self.results["TotalCount"] = len(user_ids)
        if self.text("SetStatusMessage") == "Y" and self.text("StatusMessage"):
            self.run.instance.status = self.text("StatusMessage")[:255]
        self.wait_for(f"people_task:{self._task.id}", self._take)
        timeout_s = seconds(self.value("TimeoutDuration"), self.value("TimeoutDurationType"))
        if timeout_s:
            self.wait_until(self.run.world.now() + timedelta(seconds=timeout_s), self._time_out)

    def parameters(self) -> Mapping[str, Any]:
        return {}

    def _form(self) -> dict[str, str]:
        """What the form says beside its fields; a caption that is left empty is the portal's own."""
        captions = {"CommentLabel": "CommentLabelMessage", **self.BUTTONS}
        shown = {name: self.text(code) for name, code in captions.items()}
        form = {name: caption for name, caption in shown.items() if caption}
        return {**form, **{code: self.text(code) for code in ("ShowComment", "CommentRequired")}}

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

    def cancel(self) -> None:
        """Nobody waits for an answer any more: the open task is gone (bizproc.md, section 8, is silent)."""
        self.run.siblings.board.withdraw(self._task_id)
        super().cancel()

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
