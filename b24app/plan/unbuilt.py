"""What a plan needs that is understood but cannot be published yet, by names that a person understands."""

from __future__ import annotations

from b24app.plan.plan import Plan
from b24app.plan.vocabulary import ACTIONS, TRIGGERS, Carrier


def not_built(plan: Plan) -> tuple[str, ...]:
    """The trigger and the actions, each once, in reading order."""
    trigger = () if TRIGGERS[plan.trigger.name].built else (plan.trigger.name,)
    later = (step.action for step in plan.actions() if ACTIONS[step.action].carrier is Carrier.LATER)
    return tuple(dict.fromkeys([*trigger, *later]))
