"""Tasks, timeline comments, chat messages, notifications and activities: what people see besides CRM records."""

from __future__ import annotations

import itertools
import re
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from simulator.people import People
from simulator.values import read_moment
from simulator.wire import RestError, as_flag, as_int, as_list, as_text, iso

Row = dict[str, Any]

PENDING, IN_PROGRESS, SUPPOSEDLY, COMPLETED, DEFERRED = "2", "3", "4", "5", "6"
STATUSES = frozenset({"1", PENDING, IN_PROGRESS, SUPPOSEDLY, COMPLETED, DEFERRED})
TASK_FIELDS = {
    "ID": "integer", "PARENT_ID": "integer", "TITLE": "string", "DESCRIPTION": "string", "MARK": "enum",
    "PRIORITY": "enum", "STATUS": "enum", "MULTITASK": "enum", "REPLICATE": "enum", "GROUP_ID": "integer",
    "STAGE_ID": "integer", "CREATED_BY": "integer", "CREATED_DATE": "datetime", "RESPONSIBLE_ID": "integer",
    "ACCOMPLICES": "array", "AUDITORS": "array", "CHANGED_BY": "integer", "CHANGED_DATE": "datetime",
    "STATUS_CHANGED_BY": "integer", "STATUS_CHANGED_DATE": "datetime", "CLOSED_BY": "integer",
    "CLOSED_DATE": "datetime", "ACTIVITY_DATE": "datetime", "DATE_START": "datetime", "DEADLINE": "datetime",
    "START_DATE_PLAN": "datetime", "END_DATE_PLAN": "datetime", "GUID": "string", "XML_ID": "string",
    "ALLOW_CHANGE_DEADLINE": "enum", "ALLOW_TIME_TRACKING": "enum", "TASK_CONTROL": "enum", "ADD_IN_REPORT": "enum",
    "TIME_ESTIMATE": "integer", "MATCH_WORK_TIME": "enum", "SITE_ID": "string", "FAVORITE": "enum",
    "UF_CRM_TASK": "crm", "UF_TASK_WEBDAV_FILES": "disk_file",
}  # fmt: skip
_TEXTS = ("TITLE", "DESCRIPTION", "PRIORITY", "GROUP_ID", "PARENT_ID", "STATUS", "XML_ID", "MARK", "STAGE_ID",
          "TIME_ESTIMATE")  # fmt: skip
_FLAGS = ("ALLOW_CHANGE_DEADLINE", "ALLOW_TIME_TRACKING", "TASK_CONTROL", "ADD_IN_REPORT", "MATCH_WORK_TIME")
_WHEN = ("DEADLINE", "START_DATE_PLAN", "END_DATE_PLAN")
_ASKED_FOR = frozenset({"UF_CRM_TASK", "UF_TASK_WEBDAV_FILES"})
_MANY = ("ACCOMPLICES", "AUDITORS", "UF_CRM_TASK", "UF_TASK_WEBDAV_FILES")
HISTORY = ("TITLE", "DESCRIPTION", "STATUS", "PRIORITY", "MARK", "PARENT_ID", "GROUP_ID", "STAGE_ID", "CREATED_BY",
           "RESPONSIBLE_ID", "ACCOMPLICES", "AUDITORS", "DEADLINE", "START_DATE_PLAN", "END_DATE_PLAN", "TIME_ESTIMATE",
           "ADD_IN_REPORT", "TASK_CONTROL", "ALLOW_TIME_TRACKING", "ALLOW_CHANGE_DEADLINE",
           "UF_TASK_WEBDAV_FILES")  # fmt: skip


class Office:
    """Numbered rows; a task keeps the codes of tasks.task.*."""

    def __init__(self, people: People) -> None:
        self._people = people
        self.tasks: dict[int, Row] = {}
        self.task_history: list[Row] = []
        self.task_marks: set[tuple[str, int, int]] = set()
        """Favorite, muted, pinned: each of one task and one person."""
        self.drive: dict[int, str] = {}
        self.comments: list[Row] = []
        self.messages: list[Row] = []
        self.likes: set[tuple[int, int]] = set()
        """Message and who likes it."""
        self.notifications: list[Row] = []
        self.activities: list[Row] = []
        self._numbers = {name: itertools.count(1) for name in ("task", "comment", "message", "notice", "activity",
                                                                 "history", "attachment")}  # fmt: skip

    def number(self, of: str) -> int:
        return next(self._numbers[of])

    def add_task(self, given: Mapping[str, Any], user_id: int, now: datetime) -> Row:
        """Raises ERROR_CORE in the words of the task form (api-reference/tasks/tasks-task-add.md, errors)."""
        responsible = as_int(as_text(given.get("RESPONSIBLE_ID")).removeprefix("user_"))
        if not as_text(given.get("TITLE")).strip():
            raise RestError("ERROR_CORE", "Task title not specified<br>")
        if not responsible:
            raise RestError("ERROR_CORE", "Assignee not specified<br>")
        task: Row = {
            "ID": 0, "TITLE": "", "DESCRIPTION": "", "PRIORITY": "1", "GROUP_ID": "0", "PARENT_ID": None,
            "STATUS": PENDING, "RESPONSIBLE_ID": responsible, "CREATED_BY": user_id, "DEADLINE": None,
            "CREATED_DATE": iso(now), "CHANGED_DATE": iso(now), "CHANGED_BY": user_id, "CLOSED_DATE": None,
            "CLOSED_BY": None, "ACCOMPLICES": [], "AUDITORS": [], "UF_CRM_TASK": [], "UF_TASK_WEBDAV_FILES": [],
            "MARK": None, "MULTITASK": "N", "REPLICATE": "N", "STAGE_ID": "0", "STATUS_CHANGED_BY": None,
            "STATUS_CHANGED_DATE": iso(now), "ACTIVITY_DATE": iso(now), "DATE_START": None, "START_DATE_PLAN": None,
            "END_DATE_PLAN": None, "GUID": f"{{{uuid.uuid4()}}}", "XML_ID": None, "SITE_ID": "s1", "FAVORITE": "N",
            "TIME_ESTIMATE": "0", **dict.fromkeys(_FLAGS, "N"),
        }  # fmt: skip
        self._fill_task(task, given)
        task["ID"] = self.number("task")
        self.tasks[task["ID"]] = task
        self._remember(task, "NEW", (None, None), user_id, now)
        return task

    def update_task(self, task: Row, given: Mapping[str, Any], user_id: int, now: datetime) -> bool:
        """Whether anything changed."""
        before = dict(task)
        new = dict(task)
        self._fill_task(new, given)
        if new == before:
            return False
        done = new["STATUS"] == COMPLETED
        if new["STATUS"] != before["STATUS"]:
            new.update(CLOSED_DATE=iso(now) if done else None, CLOSED_BY=user_id if done else None)
            new.update(STATUS_CHANGED_BY=user_id, STATUS_CHANGED_DATE=iso(now))
            if new["STATUS"] == IN_PROGRESS:
                new["DATE_START"] = iso(now)
        task.update(new, CHANGED_DATE=iso(now), CHANGED_BY=user_id, ACTIVITY_DATE=iso(now))
        for code in HISTORY:
            if new[code] != before[code]:
                self._remember(task, code, (before[code], new[code]), user_id, now)
        return True

    def _remember(self, task: Row, code: str, change: tuple[Any, Any], user_id: int, now: datetime) -> None:
        """Lists are text, in the history (tasks-task-history-list.md)."""
        old, new = (",".join(value) if isinstance(value, list) else value for value in change)
        self.task_history.append(
            {"id": self.number("history"), "task": task["ID"], "createdDate": iso(now), "field": code,
             "value": {"from": old, "to": new}, "user": user_id}
        )  # fmt: skip

    def delete_task(self, task: Row) -> None:
        del self.tasks[task["ID"]]
        self.task_history = [row for row in self.task_history if row["task"] != task["ID"]]
        self.task_marks = {mark for mark in self.task_marks if mark[1] != task["ID"]}

    def _fill_task(self, task: Row, given: Mapping[str, Any]) -> None:
        for code in _TEXTS:
            if code in given:
                task[code] = as_text(given[code])
        for code in _MANY:
            if code in given:
                task[code] = [as_text(value) for value in as_list(given[code]) if as_text(value)]
        for code in ("RESPONSIBLE_ID", "CREATED_BY"):
            if code in given:
                task[code] = self._user(given[code])
        self._fill_states(task, given)
        self._check_task(task)

    def _fill_states(self, task: Row, given: Mapping[str, Any]) -> None:
        for code in _FLAGS:
            if code in given:
                task[code] = "Y" if as_flag(given[code]) else "N"
        for code in _WHEN:
            if code in given:
                moment = read_moment(as_text(given[code]))
                task[code] = iso(moment) if moment else None

    def _check_task(self, task: Row) -> None:
        """The words of tasks-task-update.md."""
        if task["STATUS"] not in STATUSES:
            raise RestError("ERROR_CORE", "Invalid status<br>")
        if not task["TITLE"].strip():
            raise RestError("ERROR_CORE", "Task title not specified<br>")
        begin, end = (read_moment(task[code] or "") for code in ("START_DATE_PLAN", "END_DATE_PLAN"))
        if begin and end and end < begin:
            raise RestError("ERROR_CORE", "The end date specified in the scheduling is earlier than the start date<br>")
        self._check_parent(task)

    def _check_parent(self, task: Row) -> None:
        parent = as_int(task["PARENT_ID"])
        if parent and parent == task["ID"]:
            raise RestError("ERROR_CORE", "Cannot bind the node to itself<br>")
        if parent and parent not in self.tasks:
            raise RestError("ERROR_CORE", 'The task specified in the "Parent Task" field was not found<br>')
        above = parent
        while above:
            if above == task["ID"]:
                raise RestError("ERROR_CORE", "Creating cyclic links in tasks is prohibited<br>")
            above = as_int(self.tasks[above]["PARENT_ID"]) if above in self.tasks else 0

    def _user(self, value: Any) -> int:
        user_id = as_int(as_text(value).removeprefix("user_"))
        if self._people.get(user_id) is None:
            raise RestError("ERROR_CORE", 'User specified in the "Assignee" field not found<br>')
        return user_id

    def add_comment(self, entity_type: str, entity_id: int, user_id: int, text: str, now: datetime) -> Row:
        row = {
            "ID": self.number("comment"), "ENTITY_ID": entity_id, "ENTITY_TYPE": entity_type, "CREATED": iso(now),
            "COMMENT": text, "AUTHOR_ID": user_id, "FILES": [],
        }  # fmt: skip
        self.comments.append(row)
        return row

    def add_message(self, dialog_id: str, user_id: int, text: str, now: datetime, *, system: bool = False) -> Row:
        row = {
            "id": self.number("message"), "dialog_id": dialog_id, "author_id": 0 if system else user_id,
            "from_user_id": user_id, "date": iso(now), "text": text,
        }  # fmt: skip
        self.messages.append(row)
        return row

    def notify(
        self, to: int, from_user: int, text: str, now: datetime, tag: str = "", *, sub_tag: str = "", app: str = ""
    ) -> Row:
        """The same TAG replaces what was there (actions.md, row 4)."""
        if tag:
            self.notifications = [row for row in self.notifications if row["to"] != to or row["tag"] != tag]
        row = {"id": self.number("notice"), "to": to, "from": from_user, "text": text, "date": iso(now), "tag": tag,
               "sub_tag": sub_tag, "app": app, "read": False}  # fmt: skip
        self.notifications.append(row)
        return row


_WORD = re.compile(r"_([a-z0-9])")


def camel(code: str) -> str:
    """RESPONSIBLE_ID → responsibleId, the way tasks.task.* answers."""
    return _WORD.sub(lambda found: found[1].upper(), code.lower())


def task_view(people: People, task: Row, select: list[Any] | None = None) -> Row:
    """Text values, empty as null; links and files only when selected (actions.md, section 4)."""
    wanted = {as_text(code).upper() for code in select or []}
    shown: Row = {}
    for code, value in task.items():
        if wanted and "*" not in wanted and code not in wanted and code != "ID":
            continue
        if code in _ASKED_FOR and code not in wanted:
            continue
        shown[camel(code)] = value if isinstance(value, list) or value is None else str(value)
    for code, name in (("RESPONSIBLE_ID", "responsible"), ("CREATED_BY", "creator")):
        user = people.get(task[code])
        if user and (not wanted or code in wanted or "*" in wanted):
            shown[name] = {"id": str(user.id), "name": user.full_name, "link": f"/company/personal/user/{user.id}/",
                           "icon": "", "workPosition": user.position}  # fmt: skip
    return shown
