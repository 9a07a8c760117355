"""What changed between two plans, in one sentence a change."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from b24app.plan.plan import Plan
from b24app.workflows.diff import diff

TASK: dict[str, Any] = {
    "kind": "action",
    "id": "n1",
    "action": "create_task",
    "fields": {"title": "Call", "deadline": {"amount": 2, "unit": "days"}},
}
TAG: dict[str, Any] = {"kind": "action", "id": "n2", "action": "add_tag", "fields": {"tag": "Hot"}}
WAIT: dict[str, Any] = {"kind": "delay", "id": "n3", "amount": 2, "unit": "days"}
BIG: dict[str, Any] = {"field": "amount", "op": "gt", "value": 500}


def plan(*steps, **more):
    return Plan.model_validate({"entity": "CRM_DEAL", "trigger": {"name": "deal_won"}, "steps": steps} | more)


def choice(when, *steps):
    branch = {"kind": "branch", "id": "n11", "when": [when], "steps": steps}
    return {"kind": "choice", "id": "n10", "branches": [branch], "otherwise": []}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (plan(TAG), plan(TAG), []),
        (plan(TAG), plan(TAG | {"id": "n7"}), []),
        (
            plan(WAIT, TASK),
            plan(WAIT | {"amount": 3}, TASK),
            ["The wait before “Create a task” became 3 days (was 2 days)."],
        ),
        (
            plan(TASK),
            plan(TASK | {"fields": TASK["fields"] | {"deadline": {"amount": 5, "unit": "days"}}}),
            ["In “Create a task”, the due date became in 5 days (was in 2 days)."],
        ),
        (
            plan(TASK, TASK | {"id": "n4", "fields": {"title": "Write"}}),
            plan(TASK | {"id": "n4", "fields": {"title": "Write"}}),
            ["Removed: Create a task “Call”, due in 2 days."],
        ),
        (
            plan(
                {"kind": "repeat", "id": "n5", "every": {"amount": 1, "unit": "days"}, "max": 3, "steps": [TASK, TAG]}
            ),
            plan(TASK),
            ["No longer: Repeat every 1 day, at most 3 times.", "Removed: Add the tag “Hot”."],
        ),
        (
            plan(TASK, TAG),
            plan(
                {"kind": "repeat", "id": "n5", "every": {"amount": 1, "unit": "days"}, "max": 3, "steps": [TASK]}, TAG
            ),
            ["Now: Repeat every 1 day, at most 3 times (in the repeat: Create a task “Call”, due in 2 days)."],
        ),
        (plan(TASK), plan(TASK, TAG), ["Added: Add the tag “Hot”, after “Create a task”."]),
        (plan(TASK, TAG), plan(TASK), ["Removed: Add the tag “Hot”."]),
        (plan(TASK, TAG), plan(TAG, TASK), ["Moved: Add the tag “Hot”, before “Create a task”."]),
        (plan(TAG), plan(TAG, conditions=[BIG]), ["It now runs only if the amount is greater than 500 (was: always)."]),
        (
            plan(TAG, conditions=[BIG]),
            plan(TAG, conditions=[BIG | {"value": 5000}]),
            ["It now runs only if the amount is greater than 5,000 (was: only if the amount is greater than 500)."],
        ),
        (plan(TAG, conditions=[BIG]), plan(TAG), ["It no longer asks whether the amount is greater than 500."]),
        (
            plan(TAG),
            plan(TAG, trigger={"name": "deal_lost"}),
            ["It now starts when a deal is lost (was: when a deal is won)."],
        ),
        (
            plan(choice(BIG, TAG)),
            plan(choice(BIG, TAG, TASK)),
            ["Added: Create a task “Call”, due in 2 days, after “Add a tag” if the amount is greater than 500."],
        ),
        (
            plan(TAG),
            plan(TAG, never=[{"actions": ["send_email"], "to": "client"}]),
            ["It must now never send an e-mail to the client."],
        ),
        (
            plan(TAG),
            plan(TAG, inputs=[{"name": "Budget", "type": "number", "required": True}]),
            ["There is a new input: “Budget” (a number, required)."],
        ),
    ],
)
def test_each_change_is_one_sentence(old, new, told):
    assert diff(old, new) == told


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_plan_does_not_differ_from_itself(plans, data):
    same = data.draw(plans)
    assert diff(same, Plan.model_validate(same.dump())) == []


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_plans_that_differ_in_what_they_do_are_told_apart(plans, data):
    """
    No change goes unsaid: whatever two plans are drawn, silence means they do the same.
    """
    one, other = data.draw(plans), data.draw(plans)
    if not diff(one, other):
        assert _deeds(one.dump()) == _deeds(other.dump())


def _deeds(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _deeds(item) for key, item in value.items() if key not in {"id", "span"}}
    return [_deeds(item) for item in value] if isinstance(value, list) else value
