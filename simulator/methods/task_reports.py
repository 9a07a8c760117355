"""What can be read about tasks: their history, results and a user's counters (api-reference/tasks/).

Results are pinned comments, and the card of tasks 25.700 and later has a chat instead of comments
(tasks-task-result-add-from-comment.md), so there are none.
"""

from __future__ import annotations

from typing import Any

from simulator.filters import Page, in_order, matches
from simulator.methods.base import Call, Method
from simulator.methods.task_people import number, seen
from simulator.methods.tasks import is_late
from simulator.office import Row
from simulator.wire import RestError, as_int, as_map, as_text

_TAIL = " (internal error)"
_EXPIRED, _NEW_COMMENTS = 6291456, 12582912
_ROLES = {"view_role_responsible": "RESPONSIBLE_ID", "view_role_accomplice": "ACCOMPLICES",
          "view_role_auditor": "AUDITORS", "view_role_originator": "CREATED_BY"}  # fmt: skip


def history(call: Call) -> dict[str, Any]:
    """Newest first unless another order is asked for; a task that is not there has no history."""
    task_id = number(call, tail=_TAIL)
    if task_id not in call.portal.office.tasks:
        return {"list": []}
    if seen(call, task_id) is None:
        raise RestError("0", f"Access denied.{_TAIL}")
    given = {name.lower(): value for name, value in as_map(call.params.get("filter")).items()}
    own = [row for row in call.portal.office.task_history if row["task"] == task_id]
    kept = [row for row in own if matches(row, given, _read)]
    rows = in_order(kept, call.params.get("order") or {"id": "desc"}, _read, "id")
    return {"list": [_shown(call, row) for row in rows]}


def _read(row: Any, name: str) -> Any:
    by_name = {key.lower(): value for key, value in row.items()}
    return by_name.get(name.lower().replace("_", ""))


def _shown(call: Call, row: Row) -> Row:
    user = call.portal.people.get(row["user"])
    person = {"id": row["user"], "name": user.name if user else "", "lastName": user.last_name if user else "",
              "secondName": "", "login": user.email if user else ""}  # fmt: skip
    return {key: row[key] for key in ("id", "createdDate", "field", "value")} | {"user": person}


def results(call: Call) -> list[Any]:
    given = call.params.get("taskId")
    if as_int(given) <= 0:
        text = f"Invalid value {{{as_text(given)}}} to match with parameter {{taskId}}. Should be value of type int."
        raise RestError("100", text)
    if seen(call, as_int(given)) is None:
        raise RestError("0", "Access denied.")
    return []


def counters(call: Call) -> Page:
    """`total` is always 1. Who is no administrator reads their own counters only."""
    if call.params.has("userId") and not as_text(call.params.get("userId")).lstrip("-").isdecimal():
        value = as_text(call.params.get("userId"))
        text = f"Invalid value {{{value}}} to match with parameter {{userId}}. Should be value of type int."
        raise RestError("0", text)
    if call.params.number("groupId"):
        raise RestError("0", f"Group not found or access denied.{_TAIL}")
    user_id = call.params.number("userId") or call.user_id
    if call.portal.people.get(user_id) is None or not (call.is_admin or user_id == call.user_id):
        return Page([], 1)
    roles = _ROLES.get(call.params.text("type"))
    late = [
        task
        for task in call.portal.office.tasks.values()
        if is_late(task, call.portal.now_text()) and _has(task, user_id, [roles] if roles else list(_ROLES.values()))
    ]
    return Page({"expired": {"counter": len(late), "code": _EXPIRED},
                 "new_comments": {"counter": 0, "code": _NEW_COMMENTS}}, 1)  # fmt: skip


def _has(task: Row, user_id: int, roles: list[str]) -> bool:
    people = [task[role] if isinstance(task[role], list) else [task[role]] for role in roles]
    return str(user_id) in {str(user) for users in people for user in users}


METHODS = {
    "tasks.task.history.list": Method(history, "task"),
    "tasks.task.result.list": Method(results, "task"),
    "tasks.task.counters.get": Method(counters, "task"),
}
