"""Which workflows may start which: what a plan does to records, put beside what triggers listen to.

A change made inside a process starts no workflow natively (bpt/triggers.md), but the app starts workflows from the
portal's events, and our robots write by REST: so a plan that causes what a trigger waits for is told before it runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from b24app.plan.plan import Action, Plan
from b24app.plan.vocabulary import TriggerName

_CREATES: Final[dict[str, TriggerName]] = {
    "create_deal": "deal_created",
    "create_contact": "contact_created",
    "create_company": "company_created",
    "create_quote": "quote_created",
    "create_task": "task_created",
}
_NOUNS: Final = {
    "CRM_DEAL": "deal",
    "CRM_LEAD": "lead",
    "CRM_CONTACT": "contact",
    "CRM_COMPANY": "company",
}
_STAGES: Final[dict[str, tuple[TriggerName, ...]]] = {
    "CRM_DEAL": ("stage_changed", "deal_won", "deal_lost"),
    "CRM_LEAD": ("stage_changed", "lead_converted"),
    "CRM_INVOICE": ("stage_changed", "invoice_paid"),
    "CRM_QUOTE": ("stage_changed", "quote_approved"),
}
# What a stage's name or code says when reaching it sets the trigger off; only the portal knows for certain.
_ENDS: Final[dict[TriggerName, tuple[str, ...]]] = {
    "deal_won": ("won", "success"),
    "deal_lost": ("los", "fail"),
    "lead_converted": ("convert",),
    "invoice_paid": ("paid", "success"),
    "quote_approved": ("approv", "accept"),
}
_SETS: Final = frozenset({"update_field", "update_deal", "assign_responsible"})


def starts_itself(plan: Plan) -> Action | None:
    """The step that may start the same workflow again on a record it has just run on; None when there is none."""
    return next((step for step in plan.actions() if _may_start(step, plan, plan)), None)


def circle(plan: Plan, others: Sequence[tuple[str, Plan]]) -> tuple[Action, tuple[str, ...]] | None:
    """The step of `plan` that leads back to it through other workflows, and their names on the way."""
    for step in plan.actions():
        road = _road_back(step, plan, plan, others, ())
        if road:
            return step, road
    return None


def _road_back(
    step: Action, owner: Plan, home: Plan, others: Sequence[tuple[str, Plan]], seen: tuple[str, ...]
) -> tuple[str, ...]:
    for name, other in others:
        if name in seen or not _may_start(step, owner, other):
            continue
        if any(_may_start(next_step, other, home) for next_step in other.actions()):
            return (*seen, name)
        for next_step in other.actions():
            if road := _road_back(next_step, other, home, others, (*seen, name)):
                return road
    return ()


def _may_start(step: Action, owner: Plan, other: Plan) -> bool:
    trigger = other.trigger
    if trigger.name not in set(_causes(step, owner)):
        return False
    if step.action == "move_stage" and not trigger.name.endswith("_updated"):
        stage = str(step.fields.get("stage", ""))
        ends = _ENDS.get(trigger.name)
        return any(word in stage.casefold() for word in ends) if ends else _same(stage, trigger.stage or stage)
    if step.action in _SETS and trigger.field:
        return _same(_field(step), trigger.field)
    return True


def _causes(step: Action, owner: Plan) -> Iterator[TriggerName]:
    """The triggers that the step's effect may set off."""
    entity = f"CRM_{step.on.upper()}" if step.on in {"deal", "lead", "contact", "company"} else owner.entity
    if step.action in _CREATES:
        yield _CREATES[step.action]
    if step.action == "move_stage":
        yield from _STAGES.get(entity, ("stage_changed",))
    if step.action in _SETS or step.action == "move_stage":
        yield from _updated(entity)
    if step.action == "add_comment":
        yield "activity_added"


def _updated(entity: str) -> Iterable[TriggerName]:
    names: dict[str, TriggerName] = {
        "deal": "deal_updated",
        "lead": "lead_updated",
        "contact": "contact_updated",
        "company": "company_updated",
    }
    noun = _NOUNS.get(entity)
    return (names[noun],) if noun else ()


def _field(step: Action) -> str:
    return "owner" if step.action == "assign_responsible" else str(step.fields.get("field", ""))


def _same(one: str, other: str) -> bool:
    return one.replace("_", " ").strip().casefold() == other.replace("_", " ").strip().casefold()
