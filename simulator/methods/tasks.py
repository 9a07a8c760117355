"""tasks.task.* of the classic API (actions.md, rows 6 and 7; events.md, section 5, task_overdue)."""

from __future__ import annotations

from typing import Any

from simulator.filters import Page, in_order, matches, page, split_operator
from simulator.methods.base import Call, Method
from simulator.office import COMPLETED, Row, task_view
from simulator.values import read_moment
from simulator.wire import RestError, as_list, as_text, upper_keys

_OPERATORS = ("!=", "<=", ">=", "!", "<", ">", "=")
_MOMENTS = frozenset({"DEADLINE", "CREATED_DATE", "CHANGED_DATE", "CLOSED_DATE"})
_OVERDUE = "-1"


def _fields(call: Call) -> dict[str, Any]:
    fields = upper_keys(call.params.get("fields"))
    if not fields:
        raise RestError(100, "Could not find value for parameter {fields} (internal error)")
    return fields


def _task(call: Call) -> Row:
    number = call.params.number("taskId") or call.params.number("id")
    task = call.portal.office.tasks.get(number)
    if task is None or not (call.is_admin or _takes_part(call, task)):
        raise RestError("ERROR_CORE", "Task not found or access denied<br>")
    return task


def _takes_part(call: Call, task: Row) -> bool:
    people = [task["CREATED_BY"], task["RESPONSIBLE_ID"], *task["ACCOMPLICES"], *task["AUDITORS"]]
    return str(call.user_id) in {str(number) for number in people}


def _answer(call: Call, task: Row, select: list[Any] | None = None) -> dict[str, Any]:
    return {"task": task_view(call.portal.people, task, select)}


def add(call: Call) -> dict[str, Any]:
    return _answer(call, call.portal.add_task(_fields(call), call.actor))


def update(call: Call) -> dict[str, Any]:
    task = _task(call)
    call.portal.update_task(task, _fields(call), call.actor)
    return _answer(call, task)


def complete(call: Call) -> dict[str, Any]:
    task = _task(call)
    call.portal.update_task(task, {"STATUS": COMPLETED}, call.actor)
    return _answer(call, task)


def get(call: Call) -> dict[str, Any]:
    return _answer(call, _task(call), as_list(call.params.get("select")))


def listed(call: Call) -> Page:
    """A user sees the tasks they take part in, an administrator all of them."""
    given = upper_keys(call.params.get("filter"))
    now = call.portal.now_text()
    overdue = as_text(given.get("STATUS")) == _OVERDUE
    if overdue:
        del given["STATUS"]
    rows = [
        task
        for task in call.portal.office.tasks.values()
        if (call.is_admin or _takes_part(call, task))
        and matches(task, _with_moments(given), _read, _OPERATORS)
        and (not overdue or _is_late(task, now))
    ]
    ordered = in_order(rows, call.params.get("order"), _read, "ID")
    select = as_list(call.params.get("select"))
    shown = [task_view(call.portal.people, task, select) for task in ordered]
    return page(shown, call.params.get("start"), lambda tasks: {"tasks": tasks})


def _is_late(task: Row, now: str) -> bool:
    return bool(task["DEADLINE"]) and task["DEADLINE"] < now and task["STATUS"] not in {"4", COMPLETED}


def _with_moments(given: dict[str, Any]) -> dict[str, Any]:
    """Moments are compared as UTC text; tasks without one match no range (a NULL in the database)."""
    conditions: dict[str, Any] = {}
    for key, value in given.items():
        name = split_operator(key, _OPERATORS)[1]
        moment = read_moment(as_text(value)) if name in _MOMENTS else None
        conditions[key] = moment.timestamp() if moment else value
    return conditions


def _read(row: Any, name: str) -> Any:
    code = name.upper()
    value = row.get("STATUS" if code == "REAL_STATUS" else code)
    if code in _MOMENTS:
        moment = read_moment(value or "")
        return moment.timestamp() if moment else "null"
    return value


METHODS = {
    "tasks.task.add": Method(add, "task"),
    "tasks.task.get": Method(get, "task"),
    "tasks.task.list": Method(listed, "task"),
    "tasks.task.update": Method(update, "task"),
    "tasks.task.complete": Method(complete, "task"),
}
