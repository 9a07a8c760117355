"""What each action of a plan becomes: native activities, or our robot (compile-map.md)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal

from b24app.bizproc import activities, fields
from b24app.bizproc.activities import RESPONSIBLE, Activity, Result
from b24app.bizproc.literals import encode
from b24app.bizproc.names import Role
from b24app.bizproc.people import user_called
from b24app.bizproc.stages import stage_code
from b24app.bizproc.target import Target, needed
from b24app.bizproc.variables import EarlierTask
from b24app.errors import PlanRejected
from b24app.plan.plan import Action, Moment, Unit
from b24app.plan.vocabulary import ACTIONS, ActionName, FieldKind

Priority = Literal["0", "1", "2"]
PRIORITIES: Final[dict[str, Priority]] = {"low": "0", "normal": "1", "medium": "1", "high": "2", "urgent": "2"}
# Hours a workflow waits for a robot's answer: longer where the outside world is asked.
WAIT_H: Final[dict[ActionName, int]] = {"send_bitrix_message": 1, "add_tag": 1, "webhook": 24}


@dataclass(frozen=True)
class Built:
    """The activities of an action, and the task they create for later texts to name."""

    activities: list[Activity]
    task: EarlierTask | None = None


def build_action(step: Action, target: Target, task: EarlierTask | None, *, more: bool) -> Built:
    """The activities for one action; `more` says that something follows it in its sequence."""
    if step.action in activities.ROBOTS:
        return Built(_robot(step, target, task, more=more))
    return _NATIVE[step.action](step, target, task)


def dateadd(amount: int, unit: Unit) -> str:
    """The moment so long after the step runs. There is no week: "2w" would add nothing (compile-map.md)."""
    interval = f"{amount * 7}d" if unit == "weeks" else f"{amount}{_INTERVALS[unit]}"
    return f'{{{{=dateadd({{=System:Now}}, "{interval}")}}}}'


_INTERVALS: Final[dict[Unit, str]] = {"minutes": "i", "hours": "h", "days": "d", "months": "m"}


def _notification(step: Action, target: Target, task: EarlierTask | None) -> Built:
    text = target.text(_text(step, "message"), task, step.id)
    return Built([activities.notify(target.name(step.id), _people(step, "to", target), text)])


def _comment(step: Action, target: Target, task: EarlierTask | None) -> Built:
    return Built([activities.comment(target.name(step.id), target.text(_text(step, "message"), task, step.id))])


def _task(step: Action, target: Target, task: EarlierTask | None) -> Built:
    title = target.parts(_text(step, "title"), task, step.id)
    description = step.fields.get("description", "")
    people = _people(step, "assignee", target) if "assignee" in step.fields else [RESPONSIBLE]
    built = activities.task(
        target.name(step.id),
        encode(title),
        target.text(str(description), task, step.id),
        people,
        deadline=_deadline(step),
        priority=_priority(step),
    )
    return Built([built], EarlierTask(built["Name"], tuple(title)))


def _assign(step: Action, target: Target, _: EarlierTask | None) -> Built:
    people = _people(step, "assignee", target)
    if len(people) == 1 and not people[0].startswith("group_"):
        title = "Assign the responsible person"
        return Built([activities.set_field(target.name(step.id), title, "ASSIGNED_BY_ID", people)])
    return Built([activities.change_responsible(target.name(step.id), people)])


def _move(step: Action, target: Target, _: EarlierTask | None) -> Built:
    return Built(_set_stage(step, target, _text(step, "stage"), "Move to another stage"))


def _update(step: Action, target: Target, task: EarlierTask | None) -> Built:
    field = fields.writable_field(_text(step, "field"), target.entity, target.snapshot, step.id)
    value = _text(step, "value")
    match field.holds:
        case "stage":
            return Built(_set_stage(step, target, value, "Set a field"))
        case "user":
            person = [user_called(value, target.snapshot, step.id)]
            return Built([activities.set_field(target.name(step.id), "Set a field", field.code, person)])
        case "list" | "bool":
            raise PlanRejected(f'Values of "{field.code}" cannot be set by their name yet.', step.id)
        case _:
            text = target.text(value, task, step.id)
            return Built([activities.set_field(target.name(step.id), "Set a field", field.code, text)])


def _set_stage(step: Action, target: Target, stage: str, title: str) -> list[Activity]:
    """Set the stage, and say so when the record stayed where it was: the engine itself goes on without a word."""
    kind = target.kind
    if not kind.stage:
        raise PlanRejected("These records have no stages.", step.id)
    code = stage_code(stage, target.entity, target.snapshot, step.id)
    moved = activities.set_field(target.name(step.id), title, kind.stage, code)
    name = target.name(step.id, Role.FAILED)
    if kind.says_error:
        text = f"The stage could not be changed: {{={moved['Name']}:ErrorMessage}}"
        report = target.report(step.id, "error", text)
        failed = activities.result_branch(name, "Not moved", Result(moved["Name"], "ErrorMessage", "!empty"), report)
    else:
        report = target.report(step.id, "error", "The stage could not be changed.")
        failed = activities.branch(name, "Not moved", [[kind.stage, "!=", code, "0"]], report)
    return [moved, target.outcome(step.id, [failed])]


def _robot(step: Action, target: Target, task: EarlierTask | None, *, more: bool) -> list[Activity]:
    known = ACTIONS[step.action]
    values: dict[str, Any] = {}
    for name, word in known.fields.items():
        if word.kind is FieldKind.PERSON:
            values[name] = _people(step, name, target)
        elif word.required or (step.action, name) == ("send_bitrix_message", "message"):
            values[name] = target.text(_text(step, name), task, step.id)
        elif name in step.fields:
            values[name] = target.text(str(step.fields[name]), task, step.id)
    wait_h = WAIT_H[step.action] if more else 0
    kind = activities.robot_type(target.client_id, step.action)
    called = activities.robot(kind, target.name(step.id), known.title, values, wait_h)
    return [called, _answered(step, target, called["Name"], wait_h)] if more else [called]


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


def _text(step: Action, name: str) -> str:
    return needed(step.fields.get(name), ACTIONS[step.action].title, name, step.id)


def _people(step: Action, name: str, target: Target) -> list[str]:
    who = step.fields.get(name)
    if not isinstance(who, tuple):
        raise PlanRejected(f'"{ACTIONS[step.action].title}" needs to know for whom.', step.id)
    return target.users(who, step.id)


def _deadline(step: Action) -> str:
    match step.fields.get("deadline", ""):
        case Moment() as moment:
            return dateadd(moment.amount, moment.unit)
        case "":
            return ""
        case phrase:
            raise PlanRejected(f'The deadline "{phrase}" is not understood yet: say it as in "in 2 days".', step.id)


def _priority(step: Action) -> Priority:
    word = str(step.fields.get("priority", "normal")).strip().casefold()
    if word not in PRIORITIES:
        raise PlanRejected(f'A task has no priority "{word}".', step.id, ("low", "normal", "high"))
    return PRIORITIES[word]


_NATIVE: Final[dict[ActionName, Callable[[Action, Target, EarlierTask | None], Built]]] = {
    "send_notification": _notification,
    "create_task": _task,
    "add_comment": _comment,
    "update_field": _update,
    "move_stage": _move,
    "assign_responsible": _assign,
}
