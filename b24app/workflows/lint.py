"""What speaks against publishing a plan, before anything is sent."""

from __future__ import annotations

from b24app.plan import unbuilt
from b24app.plan.defaults import proposed
from b24app.plan.plan import Person, Plan, Repeat

_IDLE = (
    "Assigning the record to the responsible person changes nothing: it is theirs already. "
    'Name the person it should go to, as in "assign it to Anna Berg".'
)
_ENDLESS = 'A repeat would never end. Say until when or how many times, as in "until it is paid" or "at most 3 times".'


def not_built(plan: Plan) -> tuple[str, ...]:
    """Names of what is understood but cannot be published yet."""
    return unbuilt.not_built(plan)


def errors(plan: Plan) -> tuple[tuple[str, str], ...]:
    """What must be mended first, as (node, plain English)."""
    return tuple(
        (node.id, _ENDLESS) for node in plan.nodes() if isinstance(node, Repeat) and not node.until and node.max is None
    )


def warnings(plan: Plan) -> tuple[str, ...]:
    """What a person should know before publishing, in plain English."""
    owner = (Person(kind="responsible"),)
    idle = any(step.action == "assign_responsible" and step.fields.get("assignee") == owner for step in plan.actions())
    texts = (f'No {one.field} was given; proposed: "{one.text}"' for one in proposed(plan))
    return (*((_IDLE,) if idle else ()), *texts)
