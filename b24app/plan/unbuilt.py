"""What a plan needs that is understood but cannot be published yet, by names that a person understands."""

from __future__ import annotations

from collections.abc import Iterator

from b24app.plan.plan import Action, Moment, Plan, Until
from b24app.plan.vocabulary import ACTIONS, TRIGGERS, Carrier


def not_built(plan: Plan) -> tuple[str, ...]:
    """The trigger, actions and ways to tell a time, each once, in reading order."""
    trigger = () if TRIGGERS[plan.trigger.name].built else (plan.trigger.name,)
    return tuple(dict.fromkeys([*trigger, *(name for action in plan.actions() for name in _names(action))]))


def _names(action: Action) -> Iterator[str]:
    if ACTIONS[action.action].carrier is Carrier.LATER:
        yield action.action
    if any(isinstance(value, Until) for value in action.fields.values()):
        yield "deadline from a date"
    if any(isinstance(value, Moment) and value.unit == "business_days" for value in action.fields.values()):
        yield "business days"
