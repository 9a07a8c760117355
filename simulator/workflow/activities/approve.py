"""Approval: `Children` are what follows a yes and what follows a no; a time-out runs the no (compile-map.md)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from simulator.workflow import values
from simulator.workflow.activities._people import COMMON, RETURNS, PeopleStep
from simulator.workflow.people_tasks import NO, YES, TaskAnswer

_APPROVED, _REJECTED = 0, 1


class Approve(PeopleStep):
    IS_CONTAINER = False
    DEFAULTS: ClassVar[Mapping[str, Any]] = {
        **COMMON,
        "ApproveMinPercent": 50,
        "ApproveWaitForAll": "N",
        "TaskButton1Message": "",
        "TaskButton2Message": "",
    }
    BUTTONS: ClassVar[Mapping[str, str]] = {
        "StatusYesLabel": "TaskButton1Message",
        "StatusNoLabel": "TaskButton2Message",
    }
    RETURNS: ClassVar[Mapping[str, Any]] = {
        **RETURNS,
        "VotedCount": 0,
        "VotedPercent": 0,
        "ApprovedPercent": 0,
        "NotApprovedPercent": 0,
        "ApprovedCount": 0,
        "NotApprovedCount": 0,
        "LastApprover": None,
        "LastApproverComment": "",
        "UserApprovers": [],
        "Approvers": "",
        "UserRejecters": [],
        "Rejecters": "",
    }
    TYPES: ClassVar[Mapping[str, str]] = {"LastApprover": "user", "UserApprovers": "user", "UserRejecters": "user"}

    def answered(self, answer: TaskAnswer) -> None:
        self._count()
        self.results["LastApprover"] = f"user_{answer.user_id}"
        self.results["LastApproverComment"] = answer.comment
        decision = self._decision(answer)
        if decision is not None:
            self.finish(YES if decision else NO, _APPROVED if decision else _REJECTED)

    def timed_out(self) -> None:
        if len(self.children) > _REJECTED:
            self.run.execute(self.children[_REJECTED])
        else:
            self.close()

    def _count(self) -> None:
        yes = [answer.user_id for answer in self._answers if answer.status == YES]
        no = [answer.user_id for answer in self._answers if answer.status != YES]
        total = max(1, len(self._task.user_ids))
        name = self.run.world.user_name
        self.results |= {
            "VotedCount": len(self._answers),
            "ApprovedCount": len(yes),
            "NotApprovedCount": len(no),
            # The server cuts percents to integers.
            "VotedPercent": len(self._answers) * 100 // total,
            "ApprovedPercent": len(yes) * 100 // total,
            "NotApprovedPercent": len(no) * 100 // total,
            "UserApprovers": [f"user_{user_id}" for user_id in yes],
            "Approvers": ", ".join(map(name, yes)),
            "UserRejecters": [f"user_{user_id}" for user_id in no],
            "Rejecters": ", ".join(map(name, no)),
        }

    def _decision(self, answer: TaskAnswer) -> bool | None:
        """True, False, or None while it is open; `any` is decided by the first answer, yes or no."""
        way = self.text("ApproveType")
        if way == "any":
            return answer.status == YES
        is_complete = len(self._answers) == len(self._task.user_ids)
        if self.text("ApproveWaitForAll") == "Y" and not is_complete:
            return None
        if way == "vote":
            return self._vote(is_complete=is_complete)
        if self.results["NotApprovedCount"]:
            return False
        return True if is_complete else None

    def _vote(self, *, is_complete: bool) -> bool | None:
        """Strictly more than the minimum is wanted; a minimum of 100 is met by all (compile-map.md, "approval")."""
        minimum = values.to_int(self.value("ApproveMinPercent"))
        approved, rejected = self.results["ApprovedPercent"], self.results["NotApprovedPercent"]
        if approved > minimum or (minimum >= 100 and approved == 100):
            return True
        return False if is_complete or (rejected and rejected >= 100 - minimum) else None


ACTIVITIES = {"ApproveActivity": Approve}
