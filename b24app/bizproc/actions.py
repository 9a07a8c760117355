"""What each action of a plan becomes: native activities, or our robot (compile-map.md)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from b24app.bizproc import activities, changes, messages, robot_steps, times
from b24app.bizproc.activities import Activity
from b24app.bizproc.given import employees, leaves_open, words
from b24app.bizproc.literals import encode
from b24app.bizproc.target import Target
from b24app.bizproc.variables import EarlierTask
from b24app.errors import PlanRejected
from b24app.plan.plan import Action
from b24app.plan.vocabulary import ACTIONS, FieldKind, family

Priority = Literal["0", "1", "2"]
PRIORITIES: Final[dict[str, Priority]] = {"low": "0", "normal": "1", "medium": "1", "high": "2", "urgent": "2"}


@dataclass(frozen=True)
class Built:
    """The activities of an action, and the task they create for later texts to name."""

    activities: list[Activity]
    task: EarlierTask | None = None


def build_action(step: Action, target: Target, task: EarlierTask | None, *, more: bool) -> Built:
    """The activities for one action; `more` says that something follows it in its sequence.

    Native where the portal's own step is faithful: on the record itself, with nothing to look up elsewhere.
    """
    if step.on == "record" and step.action != "update_deal" and family(target.entity) not in ACTIONS[step.action].where:
        raise PlanRejected(f'"{ACTIONS[step.action].title}" cannot be done to this kind of record.', step.id)
    if step.on == "record" and not leaves_open(step, target, task):
        native = _task(step, target, task) if step.action == "create_task" else _native(step, target, task)
        if native is not None:
            return native if isinstance(native, Built) else Built(native)
    return Built(robot_steps.call(step, target, task, _moment(step, target), more=more))


def _native(step: Action, target: Target, task: EarlierTask | None) -> list[Activity] | None:
    match step.action:
        case "send_notification":
            return messages.notification(step, target, task)
        case "send_email":
            return messages.email(step, target, task)
        case "send_sms":
            return messages.sms(step, target, task)
        case "add_comment":
            return messages.comment(step, target, task)
        case "set_reminder":
            people = employees(step, "assignee", target)
            return messages.reminder(step, target, task, people, _moment(step, target) or times.NOW)
        case _:
            return _change(step, target, task)


def _change(step: Action, target: Target, task: EarlierTask | None) -> list[Activity] | None:
    match step.action:
        case "assign_responsible":
            return changes.assign(step, target, employees(step, "assignee", target))
        case "move_stage":
            return changes.move(step, target)
        case "update_deal" if target.entity != "CRM_DEAL":
            return None
        case "update_field" | "update_deal":
            return changes.update(step, target, task)
        case _:
            return None


def _task(step: Action, target: Target, task: EarlierTask | None) -> Built:
    title = target.parts(words(step, "title"), task, step.id)
    description = step.fields.get("description", "")
    built = activities.task(
        target.name(step.id),
        encode(title),
        target.text(str(description), task, step.id),
        employees(step, "assignee", target),
        author=target.responsible,
        deadline=_moment(step, target),
        priority=_priority(step),
    )
    return Built([built], EarlierTask(built["Name"], tuple(title)))


def _moment(step: Action, target: Target) -> str:
    """The step's moment as a value; empty when it has none. A day without an hour means its end for what is due."""
    kinds = ACTIONS[step.action].fields
    name = next((name for name in step.fields if kinds[name].kind is FieldKind.MOMENT), "")
    told = step.fields.get(name, "")
    if not told or isinstance(told, tuple):
        return ""
    return times.moment(told, target, step.id, times.DAY_ENDS if name == "deadline" else times.DAY_STARTS).expression


def _priority(step: Action) -> Priority:
    word = str(step.fields.get("priority", "normal")).strip().casefold()
    if word not in PRIORITIES:
        raise PlanRejected(f'A task has no priority "{word}".', step.id, ("low", "normal", "high"))
    return PRIORITIES[word]
