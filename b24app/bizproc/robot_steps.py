"""Actions as calls of our robots: where no native step is faithful, or the record does not lead to what is needed.

A robot's properties are the vocabulary's fields of its action, and `on` where it is done to another record than the
workflow's: `deal`, or `deal:<id>` for one that an earlier step created. A `{{VARIABLE}}` that the record does not give
stays as it is typed; the robot fills it in when it runs.
"""

from __future__ import annotations

from typing import Any, Final

from b24app.bizproc import activities, fields
from b24app.bizproc.activities import Activity, Result
from b24app.bizproc.changes import field_value
from b24app.bizproc.given import employees, who, words
from b24app.bizproc.literals import literal
from b24app.bizproc.names import Role
from b24app.bizproc.stages import stage_code
from b24app.bizproc.target import Done, Target
from b24app.bizproc.variables import EarlierTask
from b24app.errors import PlanRejected
from b24app.plan.plan import Action, Person
from b24app.plan.vocabulary import ACTIONS, ActionName, Entity, EntityName, FieldKind

# Recipients that need not be employees: these robots take them as one text, the others as users.
_OUTSIDE: Final[dict[ActionName, str]] = {
    "send_whatsapp": "{{CONTACT_PHONE}}",
    "send_sms": "{{CONTACT_PHONE}}",
    "send_email": "{{CONTACT_EMAIL}}",
    "schedule_call": "{{CONTACT_PHONE}}",
}
_RECORDS: Final[dict[str, EntityName]] = {
    "deal": "CRM_DEAL",
    "lead": "CRM_LEAD",
    "contact": "CRM_CONTACT",
    "company": "CRM_COMPANY",
    "invoice": "CRM_INVOICE",
    "quote": "CRM_QUOTE",
}


def call(step: Action, target: Target, task: EarlierTask | None, when: str, *, more: bool) -> list[Activity]:
    """The robot, and what is done when it fails, if something follows; `when` is its moment as a value."""
    word = ACTIONS[step.action]
    values: dict[str, Any] = {}
    for name, field in word.fields.items():
        if name in step.fields or field.required:
            values[name] = when if field.kind is FieldKind.MOMENT else _value(step, name, target, task)
    values |= _where(step, target, task)
    wait_h = word.wait_h if more else 0
    kind = activities.robot_type(target.client_id, step.action)
    called = activities.robot(kind, target.name(step.id), word.title, values, wait_h)
    return [called, _answered(step, target, called["Name"], wait_h)] if more else [called]


def record_of(step: Action, target: Target) -> Entity:
    """The kind of record that the step is done to."""
    if step.action in {"update_deal", "create_deal"}:
        return "CRM_DEAL"
    return target.entity if step.on == "record" else _RECORDS[_kind(step, target)]


def _value(step: Action, name: str, target: Target, task: EarlierTask | None) -> Any:
    match ACTIONS[step.action].fields[name].kind:
        case FieldKind.PERSON if name == "to" and step.action in _OUTSIDE:
            return _recipients(who(step, name), step, target)
        case FieldKind.PERSON:
            return employees(step, name, target)
        case FieldKind.STAGE:
            return _stage(words(step, name), step, target)
        case _ if step.action in {"update_field", "update_deal"}:
            return _field(step, name, target, task)
        case _:
            return target.text(words(step, name), task, step.id, keep=True)


def _field(step: Action, name: str, target: Target, task: EarlierTask | None) -> Any:
    """The code of the field, or its value as the field takes it."""
    entity = record_of(step, target)
    field = fields.writable_field(words(step, "field"), entity, target.snapshot, step.id)
    if name == "field":
        return field.code
    if field.holds == "stage":
        return _stage(words(step, name), step, target)
    return field_value(field, step, target, task, keep=True)


def _stage(name: str, step: Action, target: Target) -> str:
    """The trigger's pipeline is that of the workflow's own record, and of no other."""
    entity = record_of(step, target)
    is_own = step.on == "record" and entity == target.entity
    return stage_code(name, entity, target.snapshot, step.id, target.pipeline if is_own else "")


def _recipients(people: tuple[Person, ...], step: Action, target: Target) -> str:
    told = []
    for one in people:
        match one.kind:
            case "client":
                told.append(_OUTSIDE[step.action])
            case "address":
                told.append(literal(one.value.strip()))
            case _:
                told += target.users((one,), step.id)
    return ", ".join(dict.fromkeys(told))


def _where(step: Action, target: Target, task: EarlierTask | None) -> dict[str, str]:
    """The properties that say what the robot works on."""
    if step.action == "update_task":
        activity = _made(step, target).activity if step.on not in {"record", *_RECORDS} else task and task.activity
        return {"task_id": f"{{={activity}:TaskId}}" if activity else ""}
    if step.on in _RECORDS:
        return {"on": step.on}
    if step.on != "record":
        made = _made(step, target)
        return {"on": f"{_kind(step, target)}:{{={made.activity}:id}}"}
    return {"on": "deal"} if step.action == "update_deal" and target.entity != "CRM_DEAL" else {}


def _kind(step: Action, target: Target) -> str:
    """The kind of record that `on` means."""
    if step.on in _RECORDS:
        return step.on
    made = _made(step, target).step
    kind = ACTIONS[made.action].gives if isinstance(made, Action) else ""
    if kind not in _RECORDS:
        raise PlanRejected(f"Step {step.on} leaves no record that a later step can work on.", step.id)
    return kind


def _made(step: Action, target: Target) -> Done:
    """The earlier step that `on` names; it must have run on every road that leads here."""
    if step.on not in target.done:
        raise PlanRejected(f"Step {step.on} has not run where its result is used.", step.id)
    return target.done[step.on]


def _answered(step: Action, target: Target, robot: str, wait_h: int) -> Activity:
    title = ACTIONS[step.action].title
    waited = "an hour" if wait_h == 1 else f"{wait_h} hours"
    silent = target.report(step.id, "timeout", f'No answer in {waited}: "{title}". The workflow went on.')
    failed = target.report(step.id, "error", f'This did not work: "{title}". {{={robot}:error}}')
    return target.outcome(
        step.id,
        [
            activities.result_branch(
                target.name(step.id, Role.TIMED_OUT), "No answer", Result(robot, "IsTimeout", "=", "1"), silent
            ),
            activities.result_branch(
                target.name(step.id, Role.FAILED), "It failed", Result(robot, "error", "!empty"), failed
            ),
        ],
    )
