"""What speaks against publishing a plan, before anything is sent: findings with their steps, and fixes by name.

Errors must be mended; warnings are for the person to weigh. With a portal's snapshot every name is looked up in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from b24app.bizproc.build import build
from b24app.english.refusals import is_internal
from b24app.errors import PlanRejected
from b24app.plan import unbuilt
from b24app.plan.defaults import proposed
from b24app.plan.plan import (
    Action,
    AnyOf,
    Approval,
    Ask,
    Choice,
    Comparison,
    Delay,
    DelayUntil,
    ForEach,
    Node,
    Person,
    Plan,
    Repeat,
    Stop,
    Wait,
    children,
)
from b24app.plan.snapshot import Snapshot, nearest
from b24app.workflows import loops

_IDLE = (
    "Assigning the record to the responsible person changes nothing: it is theirs already. "
    'Name the person it should go to, as in "assign it to Anna Berg".'
)
_ENDLESS = 'A repeat would never end. Say until when or how many times, as in "until it is paid" or "at most 3 times".'
_WAITS_FOR_EVER = "Nobody has to answer this in time: without a deadline it may wait for a year."
_QUEUES = (
    "This is one of {count} active workflows that can wait on one record. Bitrix24 runs two of them at a time there; "
    "the others queue until one ends."
)
_HOUR_S: Final = 3600
_SECONDS: Final = {"minutes": 60, "hours": 3600, "days": 86_400, "weeks": 604_800, "months": 2_592_000}
_WAITING_WORKFLOWS: Final = 2
_HARMLESS: Final = "n9999"


@dataclass(frozen=True)
class Finding:
    """One thing to know; `fix` is the name by which `fixed` mends it, `choices` what a name could have meant."""

    level: Literal["error", "warning"]
    code: str
    node: str
    text: str
    fix: str = ""
    choices: tuple[str, ...] = ()


def lint(plan: Plan, portal: Snapshot | None = None, others: Sequence[tuple[str, Plan]] = ()) -> list[Finding]:
    """Everything found, errors first. `others` are the portal's other active workflows by name."""
    found = [*_errors(plan), *(_names(plan, portal) if portal else ()), *_warnings(plan), *_beside(plan, others)]
    return sorted(dict.fromkeys(found), key=lambda one: one.level != "error")


def errors(plan: Plan) -> tuple[tuple[str, str], ...]:
    """What must be mended first, as (node, plain English), as far as the plan alone tells."""
    return tuple((one.node, one.text) for one in _errors(plan))


def warnings(plan: Plan) -> tuple[str, ...]:
    """What a person should know before publishing, in plain English, as far as the plan alone tells."""
    return tuple(one.text for one in _warnings(plan))


def not_built(plan: Plan) -> tuple[str, ...]:
    """Names of what is understood but cannot be published yet."""
    return unbuilt.not_built(plan)


def fixed(plan: Plan, finding: Finding) -> Plan:
    """The plan with that finding mended; the same plan when it has no fix."""
    change = _FIXES.get(finding.fix)
    return Plan.model_validate(_changed(plan.dump(), finding.node, change)) if change else plan


def _errors(plan: Plan) -> Iterator[Finding]:
    for node in plan.nodes():
        if isinstance(node, Repeat) and not node.until and node.max is None:
            yield Finding("error", "endless_repeat", node.id, _ENDLESS, fix="at_most_5_times")
        if isinstance(node, Action) and node.action == "webhook":
            yield from _url(node)
    yield from _order(plan)


def _url(step: Action) -> Iterator[Finding]:
    url = str(step.fields.get("url", ""))
    if "{{" in url.partition("//")[2].partition("/")[0]:
        told = "The server of a web address must be written out: a record may not decide where data go."
        yield Finding("error", "url_not_allowed", step.id, told)
        return
    if is_internal(url):
        told = "This address may not be called: it must begin with https:// and be reachable from the public internet."
        yield Finding("error", "url_not_allowed", step.id, told)


def _order(plan: Plan) -> Iterator[Finding]:
    """A result can only be used where its step has surely run before."""
    for node, before in _with_earlier(plan.steps, frozenset()):
        for used in _results_used(node):
            if used not in before:
                text = f"This uses the result of step {used}, which has not run here for certain."
                yield Finding("error", "result_before_step", node.id, text)


def _with_earlier(steps: Sequence[Node], before: frozenset[str]) -> Iterator[tuple[Node, frozenset[str]]]:
    for step in steps:
        yield step, before
        inside = before | ({step.id} if isinstance(step, Approval | Ask) else frozenset())
        for child in children(step):
            alone = isinstance(step, Repeat | ForEach)
            yield from _with_earlier((child,), inside) if not alone else ()
        if isinstance(step, Repeat | ForEach):
            yield from _with_earlier(children(step), inside)
        before |= {step.id}


def _results_used(node: Node) -> list[str]:
    used = [node.on] if isinstance(node, Action) and node.on.startswith("n") and node.on[1:].isdigit() else []
    rows: list[Any] = (
        [*getattr(node, "when", ()), *getattr(node, "until", ())] if not isinstance(node, DelayUntil) else []
    )
    for row in rows:
        compared = [one for group in row.any for one in group] if isinstance(row, AnyOf) else [row]
        used += [one.of for one in compared if isinstance(one, Comparison) and one.of not in {"record", "values"}]
    return used


def _names(plan: Plan, portal: Snapshot) -> Iterator[Finding]:
    """Each step is compiled alone, so that every name that is not known is told, and not only the first."""
    unknown = list(_trigger_names(plan, portal))
    yield from unknown
    if plan.trigger.pipeline and not portal.pipelines_called(plan.entity, plan.trigger.pipeline):  # said once
        plan = plan.model_copy(update={"trigger": plan.trigger.model_copy(update={"pipeline": ""})})
    alone = [node for node in _steps(plan) if not _refers(node)]
    parts = [("", plan.model_copy(update={"steps": (Stop(id=_HARMLESS),)}))]
    parts += [(node.id, plan.model_copy(update={"conditions": (), "steps": (_bare(node),)})) for node in alone]
    for node_id, part in parts:
        try:
            build(part, portal, "lint", "lint")
        except PlanRejected as error:
            yield Finding("error", "not_in_portal", error.node_id or node_id, str(error), choices=error.choices)


def _trigger_names(plan: Plan, portal: Snapshot) -> Iterator[Finding]:
    """A trigger that waits for a stage or pipeline the portal does not have would never fire."""
    stages = [row.name for row in portal.stages if row.entity == plan.entity]
    for name in filter(None, (plan.trigger.stage, plan.trigger.from_stage)):
        if not portal.stages_called(plan.entity, name):
            text = f'There is no stage called "{name}" in this portal: the workflow would never start.'
            yield Finding("error", "not_in_portal", "", text, choices=nearest(name, stages))
    if plan.trigger.pipeline and not portal.pipelines_called(plan.entity, plan.trigger.pipeline):
        known = (row.name for row in portal.pipelines if row.entity == plan.entity)
        text = f'There is no pipeline called "{plan.trigger.pipeline}" in this portal: the workflow would never start.'
        yield Finding("error", "not_in_portal", "", text, choices=nearest(plan.trigger.pipeline, known))


def _steps(plan: Plan) -> Iterator[Node]:
    kinds = (Action, Delay, DelayUntil, Choice, Approval, Ask, Repeat, ForEach, Wait)
    return (node for node in plan.nodes() if isinstance(node, kinds))


def _refers(node: Node) -> bool:
    people = [who for value in getattr(node, "fields", {}).values() if isinstance(value, tuple) for who in value]
    return bool(_results_used(node)) or any(who.kind == "item" for who in people)


def _bare(node: Node) -> Any:
    """The step without what is inside it."""
    told = node.model_dump(mode="json", exclude_none=True)
    for key in ("approved", "rejected", "timed_out"):
        if key in told:
            told[key]["steps"] = []
    if isinstance(node, Choice):
        told |= {"branches": [branch | {"steps": []} for branch in told["branches"]], "otherwise": []}
    if isinstance(node, Repeat | ForEach):
        told["steps"] = [{"id": _HARMLESS, "kind": "stop"}]
    if isinstance(node, Repeat):
        told["max"] = node.max or 1
    return type(node).model_validate(told)


def _warnings(plan: Plan) -> Iterator[Finding]:
    owner = (Person(kind="responsible"),)
    for node in plan.nodes():
        if isinstance(node, Action) and node.action == "assign_responsible" and node.fields.get("assignee") == owner:
            yield Finding("warning", "assigned_already", node.id, _IDLE)
        if isinstance(node, Approval | Ask) and node.deadline is None:
            yield Finding("warning", "no_deadline", node.id, _WAITS_FOR_EVER, fix="within_2_days")
    yield from _twice_in_an_hour(plan.steps)
    for one in proposed(plan):
        text = f'No {one.field} was given; proposed: "{one.text}"'
        yield Finding("warning", "proposed_text", one.node, text)
    step = loops.starts_itself(plan)
    if step:
        text = "This may start the same workflow again on the same record, without an end."
        yield Finding("warning", "starts_itself", step.id, text)


def _twice_in_an_hour(steps: Sequence[Node]) -> Iterator[Finding]:
    """The client gets a second message on the same road before an hour has passed."""
    since: int | None = None
    for step in steps:
        if isinstance(step, Delay):
            waited = step.amount * _SECONDS.get(step.unit, 86_400)
            since = None if since is None or since + waited >= _HOUR_S else since + waited
        elif isinstance(step, DelayUntil | Wait | Approval | Ask):
            since = None
        if isinstance(step, Action) and _is_to_client(step):
            if since is not None:
                text = "The client is written to twice within an hour."
                yield Finding("warning", "client_twice", step.id, text)
            since = 0
        for child in children(step):
            inside = children(child) if not isinstance(child, Action) else ()
            yield from _twice_in_an_hour(inside)


def _is_to_client(step: Action) -> bool:
    to = step.fields.get("to")
    return step.action.startswith("send_") and isinstance(to, tuple) and any(who.kind == "client" for who in to)


def _beside(plan: Plan, others: Sequence[tuple[str, Plan]]) -> Iterator[Finding]:
    road = loops.circle(plan, others)
    if road:
        names = " → ".join(f"“{name}”" for name in road[1])
        text = f"This may start {names}, which starts this workflow again, without an end."
        yield Finding("warning", "circle", road[0].id, text)
    waiting = [other for _, other in others if other.entity == plan.entity and _waits(other)]
    if _waits(plan) and len(waiting) >= _WAITING_WORKFLOWS:
        yield Finding("warning", "queue", "", _QUEUES.format(count=len(waiting) + 1))


def _waits(plan: Plan) -> bool:
    return any(isinstance(node, Delay | DelayUntil | Wait | Approval | Ask | Repeat) for node in plan.nodes())


_FIXES: Final[dict[str, Callable[[dict[str, Any]], dict[str, Any]]]] = {
    "at_most_5_times": lambda step: step | {"max": 5},
    "within_2_days": lambda step: step | {"deadline": {"amount": 2, "unit": "days"}},
}


def _changed(value: Any, node_id: str, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Any:
    if isinstance(value, list):
        return [_changed(one, node_id, change) for one in value]
    if not isinstance(value, dict):
        return value
    told = {key: _changed(one, node_id, change) for key, one in value.items()}
    return change(told) if told.get("id") == node_id else told
