"""tasks.task.* of the classic API (actions.md, rows 6 and 7; events.md, section 5, task_overdue; api-reference/tasks/).

The codes of this family are text, also the numbers (tasks-task-get.md and its sisters print them so). UNCLEAR what
`get` says of a task that is not there; `update` says that the action is not allowed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from simulator.filters import Page, in_order, matches, page, split_operator
from simulator.methods.base import Call, Method
from simulator.office import COMPLETED, DEFERRED, IN_PROGRESS, PENDING, SUPPOSEDLY, TASK_FIELDS, Row, task_view
from simulator.values import read_moment
from simulator.wire import RestError, as_int, as_list, as_text, upper_keys

_OPERATORS = ("!=", "<=", ">=", "!", "<", ">", "=")
_MOMENTS = frozenset(code for code, kind in TASK_FIELDS.items() if kind == "datetime")
_OVERDUE = "-1"
_ACTION_NOT_AVAILABLE = "1048582"
_OPEN = frozenset({"1", PENDING, IN_PROGRESS, DEFERRED})


def _fields(call: Call) -> dict[str, Any]:
    fields = upper_keys(call.params.get("fields"))
    if not fields:
        raise RestError("100", "Could not find value for parameter {fields} (internal error)")
    return fields


def _task(call: Call, refusal: RestError) -> Row:
    given = call.params.get("taskId", call.params.get("id"))
    if given in (None, ""):
        raise RestError("100", "CTaskItem All parameters in the constructor must have real class type (internal error)")
    if as_int(given) <= 0:
        raise RestError("0", "wrong task id")
    task = call.portal.office.tasks.get(as_int(given))
    if task is None or not (call.is_admin or takes_part(call, task)):
        raise refusal
    return task


def _not_allowed(code: str = "0") -> RestError:
    return RestError(code, "Action on the task is not allowed")


def takes_part(call: Call, task: Row) -> bool:
    people = [task["CREATED_BY"], task["RESPONSIBLE_ID"], *task["ACCOMPLICES"], *task["AUDITORS"]]
    return str(call.user_id) in {str(number) for number in people}


def _answer(call: Call, task: Row, select: list[Any] | None = None) -> dict[str, Any]:
    return {"task": shown(call, task, select)}


def shown(call: Call, task: Row, select: list[Any] | None = None) -> dict[str, Any]:
    """Whether it is a favorite is a matter of who asks."""
    view = task_view(call.portal.people, task, select)
    if "favorite" in view:
        view["favorite"] = "Y" if ("favorite", task["ID"], call.user_id) in call.portal.office.task_marks else "N"
    return view


def add(call: Call) -> dict[str, Any]:
    return _answer(call, call.portal.add_task(_fields(call), call.actor))


def update(call: Call) -> dict[str, Any]:
    task = _task(call, RestError("0", "Action on the task is not allowed (internal error)"))
    call.portal.update_task(task, _fields(call), call.actor)
    return _answer(call, task)


def get(call: Call) -> dict[str, Any]:
    select = call.params.get("select")
    if select is not None and not isinstance(select, list | dict):
        text = "Invalid value {} to match with parameter {select}. Should be value of type array. (internal error)"
        raise RestError("100", text)
    task = _task(call, RestError("ERROR_CORE", "Task not found or access denied<br>"))
    return _answer(call, task, as_list(select))


def delete(call: Call) -> dict[str, bool]:
    """Creators and administrators delete."""
    refusal = RestError(_ACTION_NOT_AVAILABLE, "No access to delete the task")
    task = _task(call, refusal)
    if task["CREATED_BY"] != call.user_id and not call.is_admin:
        raise refusal
    call.portal.delete_task(task, call.actor)
    return {"task": True}


@dataclass(frozen=True)
class Step:
    """A change of status: from where, to where, and the code of its refusal (api-reference/tasks/status/)."""

    before: frozenset[str]
    after: str
    code: str = _ACTION_NOT_AVAILABLE
    by_creator: bool = False


STEPS = {
    "start": Step(_OPEN - {IN_PROGRESS}, IN_PROGRESS, "0"),
    "pause": Step(frozenset({IN_PROGRESS}), PENDING),
    "defer": Step(_OPEN - {DEFERRED}, DEFERRED),
    "renew": Step(frozenset({SUPPOSEDLY, COMPLETED, DEFERRED}), PENDING),
    "complete": Step(_OPEN | {SUPPOSEDLY}, COMPLETED, "0"),
    "approve": Step(frozenset({SUPPOSEDLY}), COMPLETED, by_creator=True),
    "disapprove": Step(frozenset({SUPPOSEDLY}), PENDING, by_creator=True),
}


def _mover(step: Step) -> Callable[[Call], dict[str, Any]]:
    def move(call: Call) -> dict[str, Any]:
        task = _task(call, _not_allowed(step.code))
        is_creator = task["CREATED_BY"] == call.user_id or call.is_admin
        if task["STATUS"] not in step.before or (step.by_creator and not is_creator):
            raise _not_allowed(step.code)
        # A task under control is done when its creator says so (tasks-task-approve.md).
        waits = step.after == COMPLETED and task["TASK_CONTROL"] == "Y" and task["CREATED_BY"] != call.user_id
        status = SUPPOSEDLY if waits and not step.by_creator else step.after
        call.portal.update_task(task, {"STATUS": status}, call.actor)
        return _answer(call, task)

    return move


def delegate(call: Call) -> dict[str, Any]:
    """By the responsible person or the creator; who gave it away watches it from then on."""
    task = _task(call, _not_allowed())
    number = call.params.number("userId")
    if not number:
        raise RestError("100", "Could not find value for parameter {userId}")
    if not call.is_admin and call.user_id not in {task["RESPONSIBLE_ID"], task["CREATED_BY"]}:
        raise _not_allowed()
    watchers = list(dict.fromkeys([*task["AUDITORS"], str(task["RESPONSIBLE_ID"])]))
    call.portal.update_task(task, {"RESPONSIBLE_ID": number, "AUDITORS": watchers}, call.actor)
    return _answer(call, task)


def listed(call: Call) -> Page:
    """A user sees the tasks they take part in, an administrator all of them."""
    given = upper_keys(call.params.get("filter"))
    now = call.portal.now_text()
    overdue = as_text(given.get("STATUS")) == _OVERDUE
    if overdue:
        del given["STATUS"]
    for name in upper_keys(call.params.get("order")):
        if name not in TASK_FIELDS:
            raise RestError("0", "Invalid sorting key (internal error)")
    rows = [
        task
        for task in call.portal.office.tasks.values()
        if (call.is_admin or takes_part(call, task))
        and matches(task, _with_moments(given), _read, _OPERATORS)
        and (not overdue or is_late(task, now))
    ]
    ordered = in_order(rows, call.params.get("order"), _read, "ID")
    select = as_list(call.params.get("select"))
    rows = [shown(call, task, select) for task in ordered]
    return page(rows, call.params.get("start"), lambda tasks: {"tasks": tasks})


def is_late(task: Row, now: str) -> bool:
    deadline, moment = read_moment(task["DEADLINE"] or ""), read_moment(now)
    late = deadline is not None and moment is not None and deadline < moment
    return late and task["STATUS"] not in {SUPPOSEDLY, COMPLETED}


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


_VALUES = {
    "PRIORITY": ({"2": "High", "1": "Medium", "0": "Low"}, "1"),
    "STATUS": ({PENDING: "Pending", IN_PROGRESS: "In Progress", SUPPOSEDLY: "Awaiting Review", COMPLETED: "Completed",
                DEFERRED: "Deferred"}, PENDING),
    "MARK": ({"N": "Negative", "P": "Positive"}, None),
}  # fmt: skip


def fields(_call: Call) -> dict[str, Any]:
    described: dict[str, Any] = {}
    for code, kind in TASK_FIELDS.items():
        described[code] = {"title": code.replace("_", " ").capitalize(), "type": kind}
        if kind == "enum":
            values, default = _VALUES.get(code, ({"Y": "Yes", "N": "No"}, "N"))
            described[code].update(values=values, default=default)
    described["ID"]["primary"] = True
    for code in ("TITLE", "CREATED_BY", "RESPONSIBLE_ID"):
        described[code]["required"] = True
    return {"fields": described}


METHODS = {
    "tasks.task.add": Method(add, "task"),
    "tasks.task.get": Method(get, "task"),
    "tasks.task.list": Method(listed, "task"),
    "tasks.task.update": Method(update, "task"),
    "tasks.task.delete": Method(delete, "task"),
    "tasks.task.delegate": Method(delegate, "task"),
    "tasks.task.getfields": Method(fields, "task"),
    **{f"tasks.task.{verb}": Method(_mover(step), "task") for verb, step in STEPS.items()},
}
