"""What a plan needs that is understood but cannot be published yet, by names that a person understands."""

from __future__ import annotations

from typing import Final

from b24app.plan.plan import Plan, Trigger
from b24app.plan.vocabulary import ACTIONS, TRIGGERS, Carrier

# A trigger that is narrowed in a way nobody looks at would start for more than it was told; its pipeline is looked at.
_UNSEEN: Final = {"stage": "its stage", "from_stage": "where it came from", "field": "a field", "actor": "who did it"}


def not_built(plan: Plan) -> tuple[str, ...]:
    """The trigger and the actions, each once, in reading order."""
    trigger = _narrowings(plan.trigger) if TRIGGERS[plan.trigger.name].built else (plan.trigger.name,)
    later = (step.action for step in plan.actions() if ACTIONS[step.action].carrier is Carrier.LATER)
    return tuple(dict.fromkeys([*trigger, *later]))


def _narrowings(trigger: Trigger) -> tuple[str, ...]:
    return tuple(f"{trigger.name}, only by {words}" for part, words in _UNSEEN.items() if getattr(trigger, part))
