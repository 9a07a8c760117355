"""bizproc.task.*: what workflows ask of people (bizproc.md, section 8; api-reference/bizproc/bizproc-task/).

A task is listed once for each person it is for. A finished workflow's tasks stay here for ever; the cloud keeps them
for a day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from simulator.entities import of_document
from simulator.filters import SIMPLE_OPERATORS, Page, in_order, matches, names, page
from simulator.methods.base import Call, Method
from simulator.wire import RestError, as_int, as_list, as_map, as_text, iso, upper_keys
from simulator.workflow.people_tasks import DONE, NO, RUNNING, YES, PeopleTask, TaskAnswer

_SELECT = ("ENTITY", "DOCUMENT_ID", "ID", "WORKFLOW_ID", "DOCUMENT_NAME", "NAME", "DOCUMENT_URL")
_FIELDS = frozenset(
    {*_SELECT, "DESCRIPTION", "MODIFIED", "WORKFLOW_STARTED", "WORKFLOW_STARTED_BY", "OVERDUE_DATE",
     "WORKFLOW_TEMPLATE_ID", "WORKFLOW_TEMPLATE_NAME", "WORKFLOW_STATE", "STATUS", "USER_ID", "USER_STATUS",
     "MODULE_ID", "ACTIVITY", "ACTIVITY_NAME", "PARAMETERS"}
)  # fmt: skip
_ANSWERS = {"1": YES, "yes": YES, "2": NO, "no": NO, "3": DONE, "ok": DONE, "4": NO, "cancel": NO}
"""A cancelled request counts as a refusal."""
_ALLOWED = {
    "ApproveActivity": {"1", "yes", "2", "no"},
    "ReviewActivity": {"3", "ok"},
    "RequestInformationActivity": {"3", "ok"},
    "RequestInformationOptionalActivity": {"3", "ok", "4", "cancel"},
}
_LABELS = {
    "ApproveActivity": {"StatusYesLabel": "Approve", "StatusNoLabel": "Decline"},
    "ReviewActivity": {"StatusOkLabel": "Done"},
    "RequestInformationActivity": {"StatusOkLabel": "Save"},
    "RequestInformationOptionalActivity": {"StatusOkLabel": "Save", "StatusCancelLabel": "Decline"},
}


def listed(call: Call) -> Page:
    """An administrator sees all, others their own; a head of department also those of the people below."""
    given = upper_keys(call.params.get("FILTER"))
    select = [as_text(code).upper() for code in as_list(call.params.get("SELECT"))] or list(_SELECT)
    unknown = [code for code in (*select, *(name.upper() for name in names(given))) if code not in {*_FIELDS, "*"}]
    if unknown:
        raise RestError("ERROR_SELECT_VALIDATION_FAILURE", f"Unknown field {unknown[0]}")
    _check_user(call, given)
    rows = [row for task in call.portal.engine.tasks() for row in _rows(call, task)]
    kept = [row for row in rows if matches(row, given, _read, SIMPLE_OPERATORS)]
    ordered = in_order(kept, call.params.get("ORDER"), _read, "ID")
    shown = [{code: row[code] for code in row if code in select or "*" in select} for row in ordered]
    return page(shown, call.params.get("START"))


def _check_user(call: Call, given: dict[str, Any]) -> None:
    key = next((key for key in ("USER_ID", "=USER_ID") if key in given), "")
    if call.is_admin:
        return
    if not key:
        given["=USER_ID"] = call.user_id
        return
    allowed = {call.user_id, *(user for user in call.portal.people.users if _is_above(call, user))}
    if not {as_int(number) for number in as_list(given[key])} <= allowed:
        raise RestError("ACCESS_DENIED", "Access denied!", 403)


def _is_above(call: Call, user_id: int) -> bool:
    """Whether the caller is the head of that user, or the head of that head."""
    seen: set[int] = set()
    head = call.portal.people.head_of(user_id)
    while head and head not in seen:
        if head == call.user_id:
            return True
        seen.add(head)
        head = call.portal.people.head_of(head)
    return False


def _rows(call: Call, task: PeopleTask) -> Iterator[dict[str, Any]]:
    instance = next((row for row in call.portal.engine.instances() if row.id == task.workflow_id), None)
    if instance is None:
        return
    template = call.portal.templates.get(instance.template_id)
    module, entity, document = instance.document_id
    for user_id in task.user_ids:
        yield {
            "ID": str(task.id),
            "WORKFLOW_ID": task.workflow_id,
            "DOCUMENT_NAME": _title(call, instance.document_id),
            "DESCRIPTION": task.description,
            "NAME": task.name,
            "MODIFIED": iso(task.created_at),
            "WORKFLOW_STARTED": iso(instance.started_at),
            "WORKFLOW_STARTED_BY": str(instance.started_by or 0),
            "OVERDUE_DATE": iso(task.overdue_at) if task.overdue_at else None,
            "WORKFLOW_TEMPLATE_ID": str(instance.template_id),
            "WORKFLOW_TEMPLATE_NAME": template.name if template else "",
            "WORKFLOW_STATE": instance.status,
            "STATUS": str(task.status),
            "USER_ID": str(user_id),
            "USER_STATUS": str(task.answers.get(user_id, RUNNING)),
            "MODULE_ID": module,
            "ENTITY": entity,
            "DOCUMENT_ID": document,
            "ACTIVITY": task.activity,
            "ACTIVITY_NAME": task.activity_name,
            "PARAMETERS": _parameters(task),
            "DOCUMENT_URL": _address(instance.document_id),
        }


def _parameters(task: PeopleTask) -> dict[str, Any]:
    comment = {"CommentLabel": "Comment", "CommentRequired": "N", "ShowComment": "Y"}
    shown = {**comment, **_LABELS.get(task.activity, {}), **task.parameters}
    if "Fields" in shown:
        shown["Fields"] = [_field(as_map(row)) for row in as_list(shown["Fields"])]
    return shown


def _field(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "Id": as_text(row.get("Id")) or as_text(row.get("Name")),
        "Type": as_text(row.get("Type"), "string"),
        "Name": as_text(row.get("Title")) or as_text(row.get("Name")),
        "Description": as_text(row.get("Description")),
        "Multiple": _is_on(row.get("Multiple")),
        "Required": _is_on(row.get("Required")),
        "Options": row.get("Options"),
        "Settings": row.get("Settings"),
        "Default": row.get("Default") if row.get("Default") is not None else "",
    }


def _is_on(value: Any) -> bool:
    return as_text(value) in {"1", "Y"}


def _title(call: Call, document_id: tuple[str, str, str]) -> str:
    found = of_document(document_id)
    record = call.portal.records.get(*found) if found else None
    if record is None:
        return ""
    return as_text(record.get("TITLE")) or f"{as_text(record.get('NAME'))} {as_text(record.get('LAST_NAME'))}".strip()


def _address(document_id: tuple[str, str, str]) -> str:
    found = of_document(document_id)
    return f"/crm/{found[0].name.lower()}/details/{found[1]}/" if found else ""


def _read(row: Any, name: str) -> Any:
    return row.get(name.upper())


def complete(call: Call) -> bool:
    """Own tasks only, whoever asks; nobody answers twice."""
    number = call.params.number("TASK_ID")
    if number <= 0:
        raise RestError("ERROR_TASK_VALIDATION", "empty TASK_ID")
    word = call.params.text("STATUS").lower()
    if word not in _ANSWERS:
        raise RestError("ERROR_TASK_VALIDATION", "incorrect STATUS")
    task = next((row for row in call.portal.engine.tasks() if row.id == number), None)
    if task is None or call.user_id not in task.user_ids:
        raise RestError("ERROR_TASK_NOT_FOUND", "Task not found")
    if task.status != RUNNING or call.user_id in task.answers:
        raise RestError("ERROR_TASK_COMPLETED", "Task already completed")
    if task.activity not in _ALLOWED:
        raise RestError("ERROR_TASK_TYPE", "Incorrect task type")
    if word not in _ALLOWED[task.activity]:
        raise RestError("ERROR_TASK_VALIDATION", "incorrect STATUS")
    answer = TaskAnswer(call.user_id, _ANSWERS[word], call.params.text("COMMENT"), call.params.mapping("FIELDS"))
    _check_form(task, answer)
    if not call.portal.engine.complete_task(number, answer):
        raise RestError("ERROR_TASK_EXECUTION", "The workflow does not wait for this task")
    return True


def _check_form(task: PeopleTask, answer: TaskAnswer) -> None:
    """A comment the task insists on (YA on approval, YR on refusal), and required fields of a request."""
    parameters = _parameters(task)
    required = "N" if parameters["ShowComment"] == "N" else as_text(parameters["CommentRequired"])
    if not answer.comment.strip() and required in {"Y", "YR" if answer.status == NO else "YA"}:
        raise RestError("ERROR_TASK_EXECUTION", "The comment is required")
    if answer.status != DONE:
        return
    for row in as_list(parameters.get("Fields")):
        if row["Required"] and answer.fields.get(row["Id"]) in (None, "", []):
            raise RestError("ERROR_TASK_EXECUTION", f"The field {row['Name']} is required")


def delegate(call: Call) -> bool:
    """All or nothing; the errors of several tasks come in one text, with `;` between.

    The delegation settings of a task are not looked at: everybody who works here may take one.
    """
    numbers = [as_int(number) for number in call.params.items("TASK_IDS")]
    if not numbers or not all(number > 0 for number in numbers):
        raise RestError("ERROR_TASK_VALIDATION", "Invalid TASK_IDS")
    giver, taker = call.params.number("FROM_USER_ID"), call.params.number("TO_USER_ID")
    for name, user_id in (("FROM_USER_ID", giver), ("TO_USER_ID", taker)):
        if user_id <= 0:
            raise RestError("ERROR_INVALID_USER_ID", f"Invalid {name}")
    if giver != call.user_id and not call.is_admin:
        raise RestError("ACCESS_DENIED", "Access denied!", 403)
    user = call.portal.people.get(taker)
    if user is None or not user.active:
        raise RestError("ERROR_DELEGATION_NOT_ALLOWED", "Task delegation is only available for intranet users")
    tasks = {task.id: task for task in call.portal.engine.tasks()}
    chosen = [tasks[number] for number in numbers if number in tasks]
    wrong = len(numbers) - len(chosen) + sum(not _has(task, giver) for task in chosen)
    if wrong:
        raise RestError("ERROR_DELEGATION_NOT_ALLOWED", ";".join(["User is not responsible for the task"] * wrong))
    for task in chosen:
        task.user_ids = tuple(dict.fromkeys(taker if one == giver else one for one in task.user_ids))
    return True


def _has(task: PeopleTask, user_id: int) -> bool:
    return task.status == RUNNING and user_id in task.user_ids and user_id not in task.answers


METHODS = {
    "bizproc.task.list": Method(listed, "bizproc"),
    "bizproc.task.complete": Method(complete, "bizproc"),
    "bizproc.task.delegate": Method(delegate, "bizproc"),
}
