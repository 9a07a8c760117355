"""What a plan needs that is understood but cannot be published yet, by names that a person understands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from b24app.plan.plan import (
    Action,
    Approval,
    Ask,
    Delay,
    DelayUntil,
    Due,
    FieldValue,
    ForEach,
    Interval,
    Moment,
    Node,
    Plan,
    Repeat,
    Unit,
    Until,
    Wait,
)
from b24app.plan.vocabulary import ACTIONS, TRIGGERS, Carrier

_WORDS = {"wait": "waiting until something holds", "ask": "asking for information", "for_each": "for each"}
_Time = FieldValue | Due | Interval | Delay | None


def not_built(plan: Plan) -> tuple[str, ...]:
    """The trigger, actions, kinds of step and ways to tell a time, each once, in reading order."""
    trigger = () if TRIGGERS[plan.trigger.name].built else (plan.trigger.name,)
    return tuple(dict.fromkeys([*trigger, *(name for node in plan.nodes() for name in _names(node))]))


def _names(node: Node) -> Iterator[str]:
    match node:
        case Action():
            if ACTIONS[node.action].carrier is Carrier.LATER:
                yield node.action
            if any(isinstance(value, Until) for value in node.fields.values()):
                yield "deadline from a date"
            yield from _business_days(node.fields.values())
        case Delay():
            yield from _business_days([node])
        case DelayUntil():
            yield "waiting until a date"
            yield from _business_days([node])
        case Approval():
            yield "approval"
            yield from _business_days([node.deadline])
        case Wait() | Ask() | ForEach():
            yield _WORDS[node.kind]
        case Repeat():
            yield "repeat"
            yield from _business_days([node.every])


def _business_days(times: Iterable[_Time]) -> Iterator[str]:
    if any(_unit(time) == "business_days" for time in times):
        yield "business days"


def _unit(time: _Time) -> Unit | None:
    match time:
        case Until():
            return time.offset.unit if time.offset else None
        case Moment() | Interval() | Delay():
            return time.unit
        case _:
            return None
