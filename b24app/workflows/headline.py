"""What a step of a plan does itself, in one line: without its full stop and without what is inside it."""

from __future__ import annotations

from b24app.plan.plan import (
    Action,
    Approval,
    Ask,
    Choice,
    Delay,
    DelayUntil,
    ForEach,
    Node,
    Parallel,
    Repeat,
    Wait,
)
from b24app.plan.vocabulary import Entity
from b24app.workflows import wording


def headline(step: Node, entity: Entity) -> str:
    """`Create a task “Call them” for Anna`, `Wait 3 days`, `Ask Anna to approve; answer due in 2 days`."""
    match step:
        case Action():
            return wording.action(step, entity)
        case Choice():
            return f"Choose: if {', else if '.join(wording.conditions(branch.when) for branch in step.branches)}"
        case Parallel():
            return f"At the same time, {len(step.lanes)} lanes"
        case Approval():
            return _asks("Ask {} to approve", wording.approval(step))
        case Ask():
            return _asks("Ask {} for information", wording.ask(step))
        case _:
            return _time(step)


def _asks(told: str, pieces: list[str]) -> str:
    who, *rules = pieces
    return told.format(who) + "".join(f"; {rule}" for rule in rules)


def _time(step: Node) -> str:
    match step:
        case Delay():
            return f"Wait {wording.amount(step.amount, step.unit)}"
        case DelayUntil():
            return f"Wait until {wording.until(step)}"
        case Wait():
            return f"Wait until {wording.conditions(step.until)}, {wording.at_most(step.deadline)}"
        case Repeat():
            every = wording.amount(step.every.amount, step.every.unit)
            return f"Repeat every {every}, {', '.join(wording.ends(step))}"
        case ForEach():
            return f"For each of {wording.each(step)}"
        case _:
            return "Stop the workflow here"
