"""What one person does with a task: favorites, pinning, muting, watching, and what they may do with it at all
(api-reference/tasks/user-actions/, tasks-task-get-access.md).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulator.methods.base import Call, Method
from simulator.methods.tasks import STEPS, shown, takes_part
from simulator.office import Row, camel
from simulator.wire import RestError, as_int, as_text

_TAKING_PART = ("CREATE", "CHECKLIST_ADD_ITEMS", "CHECKLIST.ADD", "CHECKLIST.REORDER", "ELAPSEDTIME.ADD")
_OWNING = ("REMOVE", "EDIT", "EDIT.PLAN", "CHANGE_DEADLINE", "RATE")
_ACTIONS = (
    "ACCEPT", "DECLINE", "COMPLETE", "APPROVE", "DISAPPROVE", "START", "PAUSE", "DELEGATE", "REMOVE", "EDIT", "DEFER",
    "RENEW", "CREATE", "CHANGE_DEADLINE", "CHECKLIST_ADD_ITEMS", "ADD_FAVORITE", "DELETE_FAVORITE", "RATE", "TAKE",
    "EDIT.ORIGINATOR", "CHECKLIST.REORDER", "ELAPSEDTIME.ADD", "DAYPLAN.TIMER.TOGGLE", "EDIT.PLAN", "CHECKLIST.ADD",
    "FAVORITE.ADD", "FAVORITE.DELETE",
)  # fmt: skip


def number(call: Call, name: str = "taskId", tail: str = "") -> int:
    """The task's number; the words are common to the family, some methods add " (internal error)" to them."""
    given = call.params.get(name)
    if given in (None, ""):
        raise RestError("100", f"CTaskItem All parameters in the constructor must have real class type{tail}")
    if as_int(given) <= 0:
        raise RestError("0", f"wrong task id{tail}")
    return as_int(given)


def seen(call: Call, task_id: int) -> Row | None:
    """The task, if the user has access to it."""
    task = call.portal.office.tasks.get(task_id)
    return task if task and (call.is_admin or takes_part(call, task)) else None


def _favorite(*, on: bool) -> Callable[[Call], bool]:
    def mark(call: Call) -> bool:
        task = seen(call, number(call))
        if task is None:
            raise RestError("1", "Task not found or not accessible")
        _mark(call, task, "favorite", on=on)
        return True

    return mark


def _mark(call: Call, task: Row, kind: str, *, on: bool) -> None:
    marks, mark = call.portal.office.task_marks, (kind, task["ID"], call.user_id)
    if on:
        marks.add(mark)
    else:
        marks.discard(mark)


def _marker(kind: str, *, on: bool) -> Callable[[Call], Any]:
    """Pinning and muting take `id`, and answer a task that cannot be seen with an empty list."""

    def mark(call: Call) -> Any:
        task = seen(call, number(call, "id"))
        if task is None:
            return []
        _mark(call, task, kind, on=on)
        return _answer(call, task)

    return mark


def _answer(call: Call, task: Row) -> dict[str, Any]:
    marks = call.portal.office.task_marks
    flags = {
        name: "Y" if (kind, task["ID"], call.user_id) in marks else "N"
        for kind, name in (("muted", "isMuted"), ("pinned", "isPinned"))
    }
    actions = {camel(code): may for code, may in _allowed(call, task, call.user_id).items()}
    return {"task": {**shown(call, task), **flags, "isPinnedInGroup": "N", "action": actions}}


def _watcher(*, on: bool) -> Callable[[Call], Any]:
    """Who watches a task is one of its auditors."""

    def watch(call: Call) -> Any:
        task = seen(call, number(call))
        if task is None:
            raise RestError("1048584", "a:0:{}")
        others = [user for user in task["AUDITORS"] if user != str(call.user_id)]
        auditors = [*others, str(call.user_id)] if on else others
        call.portal.update_task(task, {"AUDITORS": auditors}, call.actor)
        return _answer(call, task)

    return watch


def _allowed(call: Call, task: Row, user_id: int) -> dict[str, bool]:
    """Nothing at all for users that do not exist. UNCLEAR which part the time tracker has in it: never allowed here."""
    user = call.portal.people.get(user_id)
    if user is None:
        return dict.fromkeys(_ACTIONS, False)
    admin = call.portal.people.is_admin(user_id)
    creates = admin or task["CREATED_BY"] == user_id
    works = admin or user_id == task["RESPONSIBLE_ID"] or str(user_id) in task["ACCOMPLICES"]
    takes = creates or works or str(user_id) in task["AUDITORS"]
    is_favorite = ("favorite", task["ID"], user_id) in call.portal.office.task_marks
    may = dict.fromkeys(_ACTIONS, False)
    for verb, step in STEPS.items():
        may[verb.upper()] = task["STATUS"] in step.before and (creates if step.by_creator else works or creates)
    may.update(dict.fromkeys(_TAKING_PART, takes), **dict.fromkeys(_OWNING, creates))
    may["DELEGATE"] = works or creates
    may["ADD_FAVORITE"] = may["FAVORITE.ADD"] = takes and not is_favorite
    may["DELETE_FAVORITE"] = may["FAVORITE.DELETE"] = takes and is_favorite
    return may


def access(call: Call) -> dict[str, Any]:
    task_id = number(call)
    users = call.params.get("users")
    if users is not None and not isinstance(users, list | dict):
        raise RestError("100", "Invalid value {} to match with parameter {users}. Should be value of type array.")
    task = seen(call, task_id)
    wanted = [as_int(user) for user in call.params.items("users")] or [call.user_id]
    return {"allowedActions": {str(user): _allowed(call, task, user) for user in wanted} if task else []}


def attach(call: Call) -> dict[str, int]:
    """A file of the Drive; only its number is known here (tasks-task-files-attach.md)."""
    tail = " (internal error)"
    task_id, given = number(call, tail=tail), call.params.get("fileId")
    if given in (None, ""):
        raise RestError("100", f"Could not find value for parameter {{fileId}}{tail}")
    if as_int(given) <= 0:
        text = (
            f"Invalid value {{{as_text(given)}}} to match with parameter {{fileId}}. Should be value of type int.{tail}"
        )
        raise RestError("100", text)
    task = seen(call, task_id)
    if task is None or not _allowed(call, task, call.user_id)["EDIT"]:
        raise RestError("0", f"Access denied{tail}")
    if as_int(given) not in call.portal.office.drive:
        raise RestError("ERROR_CORE", "Insufficient permissions.<br>")
    attachment = call.portal.office.number("attachment")
    files = [*task["UF_TASK_WEBDAV_FILES"], str(attachment)]
    call.portal.update_task(task, {"UF_TASK_WEBDAV_FILES": files}, call.actor)
    return {"attachmentId": attachment}


_VERBS: dict[str, Callable[[Call], Any]] = {
    "favorite.add": _favorite(on=True), "favorite.remove": _favorite(on=False),
    "mute": _marker("muted", on=True), "unmute": _marker("muted", on=False),
    "pin": _marker("pinned", on=True), "unpin": _marker("pinned", on=False),
    "startwatch": _watcher(on=True), "stopwatch": _watcher(on=False),
    "getaccess": access, "files.attach": attach,
}  # fmt: skip
METHODS = {f"tasks.task.{verb}": Method(run, "task") for verb, run in _VERBS.items()}
