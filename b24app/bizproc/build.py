"""Build the workflow template of a plan.

Control flow is native, actions are native where the portal has a faithful step, else our robots. Marks stand at the
start, at the head of every branch and lane, after every wait, before every stop and at the end: no other trace of a
run exists. The same plan for the same portal and application always gives the same tree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from b24app.bizproc import activities, conditions
from b24app.bizproc.actions import build_action, dateadd
from b24app.bizproc.activities import Activity
from b24app.bizproc.constants import needed_constants
from b24app.bizproc.documents import DocumentType
from b24app.bizproc.literals import literal, needed_variables, variable
from b24app.bizproc.names import Role
from b24app.bizproc.target import START_KEY, Target
from b24app.bizproc.variables import EarlierTask
from b24app.errors import NotBuilt, PlanRejected
from b24app.plan.defaults import with_defaults
from b24app.plan.plan import Action, Branch, Choice, Condition, Delay, Lane, Parallel, Plan, Step, Stop
from b24app.plan.snapshot import Snapshot
from b24app.plan.vocabulary import TRIGGERS, may_be_about


@dataclass(frozen=True)
class Template:
    """What is uploaded. `auto_execute` is what it becomes when armed; it is always uploaded with '0'."""

    document_type: DocumentType
    tree: dict[str, Any]
    start: Literal["native_create", "app"]
    auto_execute: Literal["0", "1"]


def build(plan: Plan, snapshot: Snapshot, client_id: str, version_ref: str) -> Template:
    """The template; `PlanRejected` when the plan cannot become one.

    It may need triggers and robots that are not built yet: whoever publishes it asks for them first.
    """
    if not may_be_about(plan.trigger.name, plan.entity):
        title = TRIGGERS[plan.trigger.name].title
        raise PlanRejected(f"The workflow is not about the record of which {title}.")
    plan = with_defaults(plan)
    target = Target(plan.entity, snapshot, client_id, version_ref)
    start = _start(plan)
    root = activities.root(_whole(plan, target))
    tree = {
        "VERSION": 2,
        "TEMPLATE": [root],
        "PARAMETERS": {START_KEY: variable("Start key")},
        "VARIABLES": needed_variables(root),
        "CONSTANTS": needed_constants(root, plan.dump()),
        "DOCUMENT_FIELDS": {},  # anything here would change the portal's fields (bpt-format.md, Top level)
    }
    return Template(target.kind.type, tree, start, "1" if start == "native_create" else "0")


def _start(plan: Plan) -> Literal["native_create", "app"]:
    """Native only for a creation that the workflow itself cannot cause (compile-map.md, Trigger → start)."""
    what, _, event = plan.trigger.name.rpartition("_")
    causes_itself = any(action.action == f"create_{what}" for action in plan.actions())
    return "native_create" if event == "created" and not causes_itself else "app"


def _whole(plan: Plan, target: Target) -> list[Activity]:
    values = conditions.fields_read(plan.conditions, plan.entity, target.snapshot, "")
    start = target.mark("start", values=values, note=_trigger_note(plan))
    if not plan.conditions:
        return [start, *_sequence(plan.steps, target, None), target.mark("end")]
    rows = conditions.rows(plan.conditions, plan.entity, target.snapshot, "")
    name = target.name("", Role.GUARD)
    steps = [target.mark("holds"), *_sequence(plan.steps, target, None), target.mark("end")]
    branches = [
        activities.branch(target.name("", Role.HOLDS), "The conditions hold", rows, steps),
        activities.otherwise(target.name("", Role.OTHERWISE), [target.mark("guard", values=values)]),
    ]
    return [start, activities.if_else(name, "Conditions", branches)]


def _trigger_note(plan: Plan) -> str:
    """What the template is started by: `read.py` finds the trigger here, a person sees it in the designer."""
    trigger = plan.trigger
    words = {"stage": " ".join(trigger.stage.split()), "field": " ".join(trigger.field.split())}
    narrowed = [f"{key}: {value}" for key, value in words.items() if value]
    return literal("\n".join([trigger.name, *narrowed]))


def _sequence(steps: tuple[Step, ...], target: Target, task: EarlierTask | None) -> list[Activity]:
    """The activities of steps in their order; a text may name a task created earlier on the same road."""
    built: list[Activity] = []
    for index, step in enumerate(steps):
        if isinstance(step, Action):
            done = build_action(step, target, task, more=index + 1 < len(steps))
            built += done.activities
            task = done.task or task
        else:
            built += _control(step, target, task)
    return built


def _control(step: Step, target: Target, task: EarlierTask | None) -> list[Activity]:
    match step:
        case Delay():
            return [_delay(step, target), target.mark(step.id, step.id)]
        case Stop():
            return [target.mark(step.id, step.id), activities.terminate(target.name(step.id))]
        case Choice():
            return [_choice(step, target, task)]
        case Parallel():
            return [activities.parallel(target.name(step.id), [_lane(lane, target, task) for lane in step.lanes])]
        case _:
            raise NotBuilt(step.kind)


def _delay(step: Delay, target: Target) -> Activity:
    name = target.name(step.id)
    match step.unit:
        case "minutes":
            return activities.delay(name, step.amount, "m")
        case "hours":
            return activities.delay(name, step.amount, "h")
        case "days":
            return activities.delay(name, step.amount, "d")
        case "weeks":
            return activities.delay(name, step.amount * 7, "d")
        case "months":
            return activities.delay_until(name, dateadd(step.amount, step.unit))
        case _:
            raise NotBuilt(step.unit)


def _choice(step: Choice, target: Target, task: EarlierTask | None) -> Activity:
    when: tuple[Condition, ...] = tuple(condition for branch in step.branches for condition in branch.when)
    values = conditions.fields_read(when, target.entity, target.snapshot, step.id)
    name = target.name(step.id)
    branches = [_branch(branch, target, task, values) for branch in step.branches]
    mark = target.mark(f"{step.id}:otherwise", step.id, values)
    rest = [mark, *_sequence(step.otherwise, target, task)]
    return activities.if_else(
        name, "Condition", [*branches, activities.otherwise(target.name(step.id, Role.OTHERWISE), rest)]
    )


def _branch(branch: Branch, target: Target, task: EarlierTask | None, values: list[str]) -> Activity:
    rows = conditions.rows(branch.when, target.entity, target.snapshot, branch.id)
    name = target.name(branch.id)
    steps = [target.mark(branch.id, branch.id, values), *_sequence(branch.steps, target, task)]
    return activities.branch(name, "If", rows, steps)


def _lane(lane: Lane, target: Target, task: EarlierTask | None) -> Activity:
    name = target.name(lane.id)
    return activities.sequence(name, "Lane", [target.mark(lane.id, lane.id), *_sequence(lane.steps, target, task)])
