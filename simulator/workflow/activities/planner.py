"""Planned CRM activities: to-do, call, meeting.

Calls and meetings cut the record's id at its first underscore, so on smart invoices and smart processes they find no
owner; on a quote they know no phone (compile-map.md, "Native steps that do nothing").
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from simulator.workflow import dates
from simulator.workflow.activities._addresses import of_client, responsible
from simulator.workflow.step import Step

_OWNERS = frozenset({"LEAD", "DEAL", "CONTACT", "COMPANY", "QUOTE", "ORDER"})
_WITH_PHONE = _OWNERS - {"QUOTE"}


class _Planned(Step):
    RETURNS: ClassVar[Mapping[str, Any]] = {"Id": None}

    def moment(self, name: str) -> datetime | None:
        return dates.read(self.value(name), self.run.world.now().tzinfo)

    def person(self) -> int:
        return next(iter(self.run.people(self.value("Responsible"))), 0) or responsible(self.run)

    def plan(self, fields: Mapping[str, Any]) -> None:
        planned = {"COMPLETED": "N", "RESPONSIBLE_ID": self.person(), "DESCRIPTION": self.text("Description")}
        self.results["Id"] = self.run.world.add_activity(self.run.document_id, {**planned, **fields})


class ToDo(_Planned):
    """An unreadable deadline becomes now (compile-map.md, `set_reminder`)."""

    DEFAULTS: ClassVar[Mapping[str, Any]] = {
        "Description": None,
        "Deadline": None,
        "Responsible": None,
        "AutoComplete": None,
    }

    def start(self) -> None:
        deadline = self.moment("Deadline") or self.run.world.now()
        text = self.text("Description")
        self.plan({"TYPE_ID": "6", "PROVIDER_ID": "CRM_TODO", "SUBJECT": text[:255], "DEADLINE": deadline.isoformat()})
        self.close()


class Meeting(_Planned):
    TYPE_ID: ClassVar[str] = "1"
    SUBJECT: ClassVar[str] = "Meeting"
    DEFAULTS: ClassVar[Mapping[str, Any]] = {
        "Subject": None,
        "StartTime": None,
        "EndTime": None,
        "IsImportant": None,
        "Description": None,
        "Location": None,
        "NotifyType": None,
        "NotifyValue": None,
        "Responsible": None,
        "AutoComplete": None,
    }

    def start(self) -> None:
        owner, _, number = self.run.document_id[2].partition("_")
        if owner in _OWNERS and number.isdecimal():
            self.plan(self._fields() | self.more(owner))
        else:
            self.run.log(self, f"There is no {owner} {number}")
        self.close()

    def more(self, _owner: str) -> dict[str, Any]:
        return {"LOCATION": self.text("Location")}

    def _fields(self) -> dict[str, Any]:
        begin = self.moment("StartTime") or self.run.world.now()
        end = self.moment("EndTime") or begin
        return {
            "TYPE_ID": self.TYPE_ID,
            "SUBJECT": self.text("Subject") or self.SUBJECT,
            "START_TIME": begin.isoformat(),
            "END_TIME": end.isoformat(),
            "DEADLINE": begin.isoformat(),
            "PRIORITY": "3" if self.text("IsImportant") == "Y" else "2",
            "NOTIFY_TYPE": self.text("NotifyType"),
            "NOTIFY_VALUE": self.text("NotifyValue"),
        }


class Call(Meeting):
    TYPE_ID = "2"
    SUBJECT = "Call"

    def more(self, owner: str) -> dict[str, Any]:
        found = of_client(self.run, "PHONE") if owner in _WITH_PHONE else None
        phones = [{"TYPE": "PHONE", "VALUE": found[1], "CLIENT": found[0][2]}] if found else []
        return {"DIRECTION": "2", "COMMUNICATIONS": phones}


ACTIVITIES = {
    "CrmCreateToDoActivity": ToDo,
    "CrmCreateCallActivity": Call,
    "CrmCreateMeetingActivity": Meeting,
}
