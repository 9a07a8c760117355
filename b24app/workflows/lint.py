"""What speaks against publishing a plan, before anything is sent."""

from __future__ import annotations

from b24app.plan.plan import Plan
from b24app.plan.vocabulary import ACTIONS, TRIGGERS, Carrier


def not_built(plan: Plan) -> tuple[str, ...]:
    """Names of the trigger and actions that are understood but cannot be published yet."""
    trigger = () if TRIGGERS[plan.trigger.name].built else (plan.trigger.name,)
    later = (step.action for step in plan.actions() if ACTIONS[step.action].carrier is Carrier.LATER)
    return (*trigger, *dict.fromkeys(later))
