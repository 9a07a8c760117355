"""Tasks, timeline comments, chat messages, notifications and activities: what people see besides CRM records."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from simulator.people import People
from simulator.values import read_moment
from simulator.wire import RestError, as_int, as_list, as_text, iso

Row = dict[str, Any]

PENDING, COMPLETED = "2", "5"
STATUSES = frozenset({"1", "2", "3", "4", "5", "6"})
_TEXTS = ("TITLE", "DESCRIPTION", "PRIORITY", "GROUP_ID", "PARENT_ID", "STATUS")
_MANY = ("ACCOMPLICES", "AUDITORS", "UF_CRM_TASK")


class Office:
    """Numbered rows; a task keeps the codes of tasks.task.*."""

    def __init__(self, people: People) -> None:
        self._people = people
        self.tasks: dict[int, Row] = {}
        self.comments: list[Row] = []
        self.messages: list[Row] = []
        self.notifications: list[Row] = []
        self.activities: list[Row] = []
        self._numbers = {name: itertools.count(1) for name in ("task", "comment", "message", "notice", "activity")}

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
            "CLOSED_BY": None, "ACCOMPLICES": [], "AUDITORS": [], "UF_CRM_TASK": [],
        }  # fmt: skip
        self._fill_task(task, given)
        task["ID"] = self.number("task")
        self.tasks[task["ID"]] = task
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
        task.update(new, CHANGED_DATE=iso(now), CHANGED_BY=user_id)
        return True

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
        if "DEADLINE" in given:
            moment = read_moment(as_text(given["DEADLINE"]))
            task["DEADLINE"] = iso(moment) if moment else None
        if task["STATUS"] not in STATUSES:
            raise RestError("ERROR_CORE", "Invalid status<br>")
        if not task["TITLE"].strip():
            raise RestError("ERROR_CORE", "Task title not specified<br>")

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
    """Text values, empty as null; UF_CRM_TASK only when selected (actions.md, section 4)."""
    wanted = {as_text(code).upper() for code in select or []}
    shown: Row = {}
    for code, value in task.items():
        if wanted and "*" not in wanted and code not in wanted and code != "ID":
            continue
        if code == "UF_CRM_TASK" and code not in wanted:
            continue
        shown[camel(code)] = value if isinstance(value, list) or value is None else str(value)
    for code, name in (("RESPONSIBLE_ID", "responsible"), ("CREATED_BY", "creator")):
        user = people.get(task[code])
        if user and (not wanted or code in wanted or "*" in wanted):
            shown[name] = {"id": str(user.id), "name": user.full_name, "link": f"/company/personal/user/{user.id}/",
                           "icon": "", "workPosition": user.position}  # fmt: skip
    return shown
