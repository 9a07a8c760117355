"""A task; with HoldToClose the process waits for the signal `task:<id>`, whose payload is the task."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from simulator.workflow import dates, values
from simulator.workflow.step import Step

_PEOPLE = frozenset({"ACCOMPLICES", "AUDITORS"})
_PERSON = frozenset({"CREATED_BY", "RESPONSIBLE_ID"})
_DATES = frozenset({"DEADLINE", "START_DATE_PLAN", "END_DATE_PLAN"})


class Task(Step):
    DEFAULTS: ClassVar[Mapping[str, Any]] = {
        "Fields": None,
        "HoldToClose": False,
        "AUTO_LINK_TO_CRM_ENTITY": True,
        "AsChildTask": 0,
        "CheckListItems": None,
    }
    RETURNS: ClassVar[Mapping[str, Any]] = {"TaskId": None, "ClosedDate": None, "ClosedBy": None, "IsDeleted": "N"}
    TYPES: ClassVar[Mapping[str, str]] = {"ClosedDate": "datetime", "ClosedBy": "user"}

    def start(self) -> None:
        fields = self._fields()
        if not fields.get("RESPONSIBLE_ID"):
            self.run.log(self, "The task has nobody responsible and was not created")
            self.close()
            return
        task_id = self.run.world.add_task(fields, self._linked())
        self.results["TaskId"] = task_id
        if _is_yes(self.value("HoldToClose")):
            self.wait_for(f"task:{task_id}", self._task_closed)
        else:
            self.close()

    def _fields(self) -> dict[str, Any]:
        written = self.raw("Fields")
        if not isinstance(written, Mapping):
            return {}
        return {str(code): self._field(str(code), self.run.evaluate(value)) for code, value in written.items()}

    def _field(self, code: str, value: Any) -> Any:
        if code in _PERSON:
            return next(iter(self.run.people(value)), None)
        if code in _PEOPLE:
            return self.run.people(value)
        if code in _DATES:
            moment = dates.read(value, self.run.world.now().tzinfo)
            return moment.isoformat() if moment else ""
        return value if isinstance(value, list) else values.to_text(value)

    def _linked(self) -> tuple[str, str, str] | None:
        is_crm = self.run.document_type[0] == "crm"
        return self.run.document_id if is_crm and _is_yes(self.raw("AUTO_LINK_TO_CRM_ENTITY")) else None

    def _task_closed(self, payload: Any) -> None:
        task = payload if isinstance(payload, Mapping) else {}
        self.results["ClosedDate"] = dates.show(self.run.world.now())
        self.results["ClosedBy"] = f"user_{task['CLOSED_BY']}" if task.get("CLOSED_BY") else None
        self.results["IsDeleted"] = "Y" if task.get("DELETED") == "Y" else "N"
        self.close()


def _is_yes(value: Any) -> bool:
    return values.truthy(value) and value != "N"


ACTIVITIES = {"Task2Activity": Task}
