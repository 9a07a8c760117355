"""Review (all must read, or any one) and requests for information (the answers also land in variables)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from simulator.workflow import values
from simulator.workflow.activities._people import COMMON, RETURNS, PeopleStep
from simulator.workflow.people_tasks import DONE, NO, TaskAnswer

_OK: Mapping[str, str] = {"StatusOkLabel": "TaskButtonMessage"}


class Review(PeopleStep):
    DEFAULTS: ClassVar[Mapping[str, Any]] = {**COMMON, "TaskButtonMessage": ""}
    BUTTONS: ClassVar[Mapping[str, str]] = _OK
    RETURNS: ClassVar[Mapping[str, Any]] = {
        **RETURNS,
        "ReviewedCount": 0,
        "LastReviewer": None,
        "LastReviewerComment": "",
    }
    TYPES: ClassVar[Mapping[str, str]] = {"LastReviewer": "user"}

    def answered(self, answer: TaskAnswer) -> None:
        self.results["ReviewedCount"] = len(self._answers)
        self.results["LastReviewer"] = f"user_{answer.user_id}"
        self.results["LastReviewerComment"] = answer.comment
        if self.text("ApproveType") == "any" or len(self._answers) == len(self._task.user_ids):
            self.finish(DONE)


class RequestInformation(PeopleStep):
    """The first person who answers answers for all."""

    DEFAULTS: ClassVar[Mapping[str, Any]] = {**COMMON, "TaskButtonMessage": "", "RequestedInformation": None}
    BUTTONS: ClassVar[Mapping[str, str]] = _OK
    RETURNS: ClassVar[Mapping[str, Any]] = {**RETURNS, "InfoUser": None, "Changes": []}
    TYPES: ClassVar[Mapping[str, str]] = {"InfoUser": "user"}

    def initial_results(self) -> Mapping[str, Any]:
        return {**self.RETURNS, **dict.fromkeys(self._requested())}

    def result_type(self, field: str) -> str:
        row = self._requested().get(field)
        return values.to_text(row.get("Type")).lower() if row else super().result_type(field)

    def parameters(self) -> Mapping[str, Any]:
        return {"Fields": list(self._requested().values())}

    def answered(self, answer: TaskAnswer) -> None:
        self.results["InfoUser"] = f"user_{answer.user_id}"
        self.keep(answer.fields)
        self.finish(DONE, self.answered_branch())

    def answered_branch(self) -> int | None:
        return None

    def keep(self, fields: Mapping[str, Any]) -> None:
        """Store what was answered, in the step and in variables of the same code (native-activities.md)."""
        for code in self._requested():
            if code in fields:
                self.results[code] = fields[code]
                self.run.variables[code] = fields[code]

    def _requested(self) -> dict[str, Any]:
        items = self.raw("RequestedInformation")
        rows = items.values() if isinstance(items, Mapping) else items if isinstance(items, list) else []
        return {values.to_text(row.get("Name")): row for row in rows if isinstance(row, Mapping)}


class RequestInformationOptional(RequestInformation):
    """May be declined: `Children` are what follows an answer and what follows a refusal."""

    DEFAULTS: ClassVar[Mapping[str, Any]] = {
        **RequestInformation.DEFAULTS,
        "CancelType": "any",
        "TaskButtonCancelMessage": "",
    }
    BUTTONS: ClassVar[Mapping[str, str]] = {**_OK, "StatusCancelLabel": "TaskButtonCancelMessage"}

    def answered(self, answer: TaskAnswer) -> None:
        if answer.status != NO:
            super().answered(answer)
            return
        refusals = sum(given.status == NO for given in self._answers)
        if self.text("CancelType") != "all" or refusals == len(self._task.user_ids):
            self.finish(NO, 1)

    def answered_branch(self) -> int | None:
        return 0


ACTIVITIES = {
    "ReviewActivity": Review,
    "RequestInformationActivity": RequestInformation,
    "RequestInformationOptionalActivity": RequestInformationOptional,
}
