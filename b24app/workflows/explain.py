"""A plan in plain English, nothing left out: what starts it, on which conditions, and every value of every step.

Each line names the node it speaks of, in the words of the template's marks (`start`, `holds`, `guard`, `n3`,
`n3:otherwise`, `end`), so that a run's trace lies beside it line by line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from b24app.plan.plan import (
    Approval,
    Ask,
    Branch,
    Choice,
    ForEach,
    Lane,
    Outcome,
    Parallel,
    Plan,
    Repeat,
    Step,
    Wait,
)
from b24app.plan.vocabulary import ACTIONS, TRIGGERS
from b24app.workflows import wording
from b24app.workflows.headline import headline

_TITLE_LENGTH = 80


@dataclass(frozen=True)
class Line:
    """One sentence; `depth` is how far it is indented."""

    depth: int
    node: str
    text: str


def explain(plan: Plan) -> list[Line]:
    """The whole plan, in reading order."""
    lines = [Line(0, "start", f"When {wording.trigger(plan)}:")]
    lines += [Line(0, "start", text) for text in _declared(plan)]
    if plan.conditions:
        lines.append(Line(0, "holds", f"Only if {wording.conditions(plan.conditions)}:"))
    lines += _sequence(plan.steps, plan, 1)
    if plan.guards:
        text = "If the conditions do not hold, nothing is done."
        lines.append(Line(0, "guard", text if plan.conditions else "In any other pipeline nothing is done."))
    return [*lines, Line(0, "end", "Then the workflow ends.")]


def _declared(plan: Plan) -> Iterator[str]:
    """What it asks for when a person starts it, the values it has of its own, and what it must never do."""
    if plan.inputs:
        told = wording.listed([wording.declared(one) for one in plan.inputs], "and")
        yield f"Whoever starts it by hand gives {told}."
    if plan.variables:
        yield f"It knows {wording.listed([wording.declared(one) for one in plan.variables], 'and')}."
    yield from (f"It must never {wording.never(rule)}." for rule in plan.never)


def title(plan: Plan) -> str:
    """A short name: "When a deal is won: create a task, add a tag"; what does not fit is counted."""
    names = list(dict.fromkeys(_lower(ACTIONS[step.action].title) for step in plan.actions()))
    head = f"When {TRIGGERS[plan.trigger.name].title}"
    for shown in range(len(names), 0, -1):
        more = f" and {len(names) - shown} more" if shown < len(names) else ""
        told = f"{head}: {', '.join(names[:shown])}{more}"
        if len(told) <= _TITLE_LENGTH:
            return told
    return head


def _sequence(steps: tuple[Step, ...], plan: Plan, depth: int) -> Iterator[Line]:
    for step in steps:
        yield from _step(step, plan, depth)


def _step(step: Step, plan: Plan, depth: int) -> Iterator[Line]:
    told = headline(step, plan.entity)
    match step:
        case Choice():
            yield from _choice(step, plan, depth)
        case Parallel():
            yield Line(depth, step.id, "At the same time, and then go on when all of it is done:")
            for number, lane in enumerate(step.lanes, 1):
                yield from _lane(lane, number, plan, depth + 1)
        case Approval():
            yield Line(depth, step.id, f"{told}.")
            yield from _outcomes(step, plan, depth)
        case Repeat() | ForEach():
            yield Line(depth, step.id, f"{told}:")
            yield from _sequence(step.steps, plan, depth + 1)
        case _:
            yield Line(depth, step.id, f"{told}.")
            yield from _late(step, plan, depth)


def _choice(choice: Choice, plan: Plan, depth: int) -> Iterator[Line]:
    for index, branch in enumerate(choice.branches):
        yield from _branch(branch, "Otherwise, if" if index else "If", plan, depth)
    rest = f"{choice.id}:otherwise"
    if choice.otherwise:
        yield Line(depth, rest, "Otherwise:")
        yield from _sequence(choice.otherwise, plan, depth + 1)
    else:
        yield Line(depth, rest, "Otherwise, nothing is done here.")


def _branch(branch: Branch, opening: str, plan: Plan, depth: int) -> Iterator[Line]:
    ending = ":" if branch.steps else ", nothing is done here."
    yield Line(depth, branch.id, f"{opening} {wording.conditions(branch.when)}{ending}")
    yield from _sequence(branch.steps, plan, depth + 1)


def _lane(lane: Lane, number: int, plan: Plan, depth: int) -> Iterator[Line]:
    yield Line(depth, lane.id, f"Lane {number}:")
    yield from _sequence(lane.steps, plan, depth + 1)


def _outcomes(approval: Approval, plan: Plan, depth: int) -> Iterator[Line]:
    yield from _outcome(approval.approved, "If it is approved", plan, depth)
    yield from _outcome(approval.rejected, "If it is rejected", plan, depth)
    if approval.timed_out is not None:
        yield from _outcome(approval.timed_out, "If there is no answer in time", plan, depth)
    elif approval.deadline is not None:
        yield Line(depth, f"{approval.id}:timed_out", "If there is no answer in time, nothing is done here.")


def _late(step: Step, plan: Plan, depth: int) -> Iterator[Line]:
    if isinstance(step, Wait | Ask) and step.timed_out is not None:
        yield from _outcome(step.timed_out, "If that does not happen in time", plan, depth)


def _outcome(outcome: Outcome, opening: str, plan: Plan, depth: int) -> Iterator[Line]:
    yield Line(depth, outcome.id, f"{opening}{':' if outcome.steps else ', nothing is done here.'}")
    yield from _sequence(outcome.steps, plan, depth + 1)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
