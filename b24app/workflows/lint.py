"""What speaks against publishing a plan, before anything is sent."""

from __future__ import annotations

from b24app.plan.plan import Person, Plan
from b24app.plan.vocabulary import ACTIONS, TRIGGERS, Carrier

_IDLE = (
    "Assigning the record to the responsible person changes nothing: it is theirs already. "
    'Name the person it should go to, as in "assign it to Anna Berg".'
)


def not_built(plan: Plan) -> tuple[str, ...]:
    """Names of the trigger and actions that are understood but cannot be published yet."""
    trigger = () if TRIGGERS[plan.trigger.name].built else (plan.trigger.name,)
    later = (step.action for step in plan.actions() if ACTIONS[step.action].carrier is Carrier.LATER)
    return (*trigger, *dict.fromkeys(later))


def warnings(plan: Plan) -> tuple[str, ...]:
    """What a person should know before publishing, in plain English."""
    owner = (Person(kind="responsible"),)
    idle = any(step.action == "assign_responsible" and step.fields.get("assignee") == owner for step in plan.actions())
    return (_IDLE,) if idle else ()
