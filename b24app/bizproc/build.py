"""Build the workflow template of a plan.

Control flow is native, actions are native where the portal has a faithful step, else our robots. Marks stand at the
start, at the head of every branch, lane and round, after every wait, before every stop and at the end: no other trace
of a run exists. The same plan for the same portal and application always gives the same tree.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from b24app.bizproc import activities, conditions, control, times, values
from b24app.bizproc.actions import build_action
from b24app.bizproc.activities import Activity
from b24app.bizproc.constants import needed_constants
from b24app.bizproc.documents import DocumentType
from b24app.bizproc.fields import known_codes
from b24app.bizproc.literals import literal, needed_variables, variable
from b24app.bizproc.names import Role
from b24app.bizproc.names import read as read_name
from b24app.bizproc.notes import plan_note
from b24app.bizproc.target import START_KEY, Target
from b24app.errors import PlanRejected
from b24app.plan.defaults import with_defaults
from b24app.plan.plan import (
    PIPELINE,
    Action,
    Approval,
    Ask,
    Branch,
    Choice,
    Condition,
    Delay,
    DelayUntil,
    ForEach,
    Lane,
    Moment,
    Parallel,
    Plan,
    Repeat,
    Step,
    Wait,
)
from b24app.plan.snapshot import Snapshot
from b24app.plan.vocabulary import ACTIONS, TRIGGERS, FieldKind, may_be_about


@dataclass(frozen=True)
class Template:
    """What is uploaded. `auto_execute` is what it becomes when armed; it is always uploaded with '0'."""

    document_type: DocumentType
    tree: dict[str, Any]
    start: Literal["native_create", "app"]
    auto_execute: Literal["0", "1"]


def build(plan: Plan, snapshot: Snapshot, client_id: str, version_ref: str, *, independent: bool = False) -> Template:
    """The template; `PlanRejected` when the plan cannot become one.

    It may need triggers and robots that are not built yet: whoever publishes it asks for them first. `independent`:
    wholly native, without marks, so that it runs on when the application is gone; there is no trace of its runs then,
    and a plan that needs one of our robots is refused with its name.
    """
    if not may_be_about(plan.trigger.name, plan.entity):
        title = TRIGGERS[plan.trigger.name].title
        raise PlanRejected(f"The workflow is not about the record of which {title}.")
    plan = with_defaults(plan)
    told = values.values_of(plan)
    target = Target(plan.entity, snapshot, client_id, version_ref, plan.trigger.pipeline, values=told)
    root = activities.root(_whole(plan, target), note=literal(plan_note(plan)))
    parameters = {START_KEY: variable("Start key")}
    if independent:
        root, parameters = _without_marks(root, client_id), {}
        _refuse_robots(root, plan)
    declared = {
        "PARAMETERS": parameters | values.parameters(plan, snapshot),
        "VARIABLES": values.variables(plan, snapshot) | target.own,
    }
    declared["VARIABLES"] |= needed_variables([root, declared["PARAMETERS"]])
    tree = {
        "VERSION": 2,
        "TEMPLATE": [root],
        **declared,
        "CONSTANTS": needed_constants([root, declared], plan.dump()),
        "DOCUMENT_FIELDS": {},  # anything here would change the portal's fields (bpt-format.md, Top level)
    }
    start = start_of(plan)
    return Template(target.kind.type, tree, start, "1" if start == "native_create" else "0")


def start_of(plan: Plan) -> Literal["native_create", "app"]:
    """Native only for a creation that the workflow itself cannot cause (compile-map.md, Trigger → start)."""
    what, _, event = plan.trigger.name.rpartition("_")
    causes_itself = any(action.action == f"create_{what}" for action in plan.actions())
    is_native = event == "created" and not causes_itself and plan.trigger.actor is None
    return "native_create" if is_native else "app"


def _without_marks(activity: Activity, client_id: str) -> Activity:
    mark = activities.robot_type(client_id, "mark")
    left = [_without_marks(child, client_id) for child in activity["Children"] if child["Type"] != mark]
    return activity | {"Children": left}


def _refuse_robots(activity: Activity, plan: Plan) -> None:
    if activity["Type"] not in activities.NATIVE_TYPES:
        node_id = (read_name(activity["Name"]) or ("", Role.STEP))[0]
        step = next((step for step in plan.actions() if step.id == node_id), None)
        title = ACTIONS[step.action].title if step else activity["Properties"]["Title"]
        raise PlanRejected(f'"{title}" is done by the app: a workflow independent of it cannot hold that.', node_id)
    for child in activity["Children"]:
        _refuse_robots(child, plan)


def _in_pipelines(target: Target) -> bool:
    """Whether such records are in pipelines; `PlanRejected` where the trigger asks for one, and a portal is known."""
    if not target.pipeline.strip() or PIPELINE in known_codes(target.entity):
        return True
    if target.snapshot.known:
        raise PlanRejected("These records are in no pipelines.", "start")
    return False


def _whole(plan: Plan, target: Target) -> list[Activity]:
    guards = plan.guards if _in_pipelines(target) else plan.conditions
    seen = conditions.values_read(guards, target, "")
    found = conditions.groups(guards, target, "")
    first = values.set_first(plan, target.snapshot) | conditions.derived(found)
    start = [target.mark("start", values=seen), *control.prepared("", target, first)]
    if not guards:
        return [*start, *_sequence(plan.steps, target), target.mark("end")]
    rows = conditions.condition(found)
    name = target.name("", Role.GUARD)
    steps = [target.mark("holds"), *_sequence(plan.steps, target), target.mark("end")]
    branches = [
        activities.tested(target.name("", Role.HOLDS), "The conditions hold", rows, steps),
        activities.otherwise(target.name("", Role.OTHERWISE), [target.mark("guard", values=seen)]),
    ]
    return [*start, activities.if_else(name, "Conditions", branches)]


def _sequence(steps: tuple[Step, ...], target: Target) -> list[Activity]:
    """The activities of steps in their order; what has run is known to those after it on the same road."""
    built: list[Activity] = []
    for index, step in enumerate(steps):
        here = replace(target, more=target.more or index + 1 < len(steps))
        if isinstance(step, Action):
            done = build_action(step, here, here.task, more=here.more)
            added, task = done.activities, done.task
            _note_time(step, added, here)
        else:
            added, task = _control(step, here), None
        built += added
        names = (activity["Name"] for activity in added if read_name(activity["Name"]) == (step.id, Role.STEP))
        target = target.after(step, next(names, ""), task)
    return built


def _note_time(step: Action, added: list[Activity], target: Target) -> None:
    """A moment told in words leaves them in a comment: the expression does not tell which they were."""
    told = [value for name, value in step.fields.items() if ACTIONS[step.action].fields[name].kind is FieldKind.MOMENT]
    if told and not isinstance(told[0], Moment | tuple) and told[0]:
        added[0]["Properties"]["EditorComment"] = literal(times.note(told[0], target, step.id))


def _control(step: Step, target: Target) -> list[Activity]:
    match step:
        case Choice():
            return _choice(step, target)
        case Parallel():
            return [activities.parallel(target.name(step.id), [_lane(lane, target) for lane in step.lanes])]
        case Approval():
            return control.approval(step, target, _sequence)
        case Ask():
            return control.ask(step, target, _sequence)
        case _:
            return _waiting(step, target)


def _waiting(step: Step, target: Target) -> list[Activity]:
    match step:
        case Delay():
            return [control.pause(step, target.name(step.id)), target.mark(step.id, step.id)]
        case DelayUntil():
            return control.delay_until(step, target)
        case Wait():
            return control.wait(step, target, _sequence)
        case Repeat():
            return control.repeat(step, target, _sequence)
        case ForEach():
            return control.for_each(step, target, _sequence)
        case _:
            return [target.mark(step.id, step.id), activities.terminate(target.name(step.id))]


def _choice(step: Choice, target: Target) -> list[Activity]:
    when: tuple[Condition, ...] = tuple(condition for branch in step.branches for condition in branch.when)
    seen = conditions.values_read(when, target, step.id)
    name = target.name(step.id)
    found = [conditions.groups(branch.when, target, branch.id) for branch in step.branches]
    branches = [_branch(branch, rows, target, seen) for branch, rows in zip(step.branches, found, strict=True)]
    mark = target.mark(f"{step.id}:otherwise", step.id, seen)
    rest = [mark, *_sequence(step.otherwise, target)]
    otherwise = activities.otherwise(target.name(step.id, Role.OTHERWISE), rest)
    choice = activities.if_else(name, "Condition", [*branches, otherwise])
    return [*control.prepared(step.id, target, conditions.derived(*found)), choice]


def _branch(branch: Branch, found: conditions.Groups, target: Target, seen: list[str]) -> Activity:
    rows = conditions.condition(found)
    name = target.name(branch.id)
    steps = [target.mark(branch.id, branch.id, seen), *_sequence(branch.steps, target)]
    return activities.tested(name, "If", rows, steps)


def _lane(lane: Lane, target: Target) -> Activity:
    name = target.name(lane.id)
    return activities.sequence(name, "Lane", [target.mark(lane.id, lane.id), *_sequence(lane.steps, target)])
