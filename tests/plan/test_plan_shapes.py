"""What a plan can say, and that it refuses what makes no sense."""

from typing import Any

import pytest
from pydantic import ValidationError

from b24app.plan.plan import Plan, children
from b24app.plan.unbuilt import not_built

TAG: dict[str, Any] = {"kind": "action", "id": "n9", "action": "add_tag", "fields": {"tag": "x"}}
APPROVAL: dict[str, Any] = {
    "kind": "approval",
    "id": "n1",
    "approvers": [{"kind": "supervisor"}],
    "approved": {"kind": "outcome", "id": "n2", "steps": [TAG]},
    "rejected": {"kind": "outcome", "id": "n3"},
}
REPEAT: dict[str, Any] = {
    "kind": "repeat",
    "id": "n1",
    "every": {"amount": 1, "unit": "days"},
    "max": 3,
    "steps": [TAG],
}
WAIT: dict[str, Any] = {
    "kind": "delay_until",
    "id": "n1",
    "until": "Warranty end",
    "offset": {"amount": -30, "unit": "days"},
}
TASK: dict[str, Any] = {"kind": "action", "id": "n1", "action": "create_task"}


def plan(*steps, **trigger):
    return Plan.model_validate({"entity": "CRM_DEAL", "trigger": {"name": "deal_won"} | trigger, "steps": steps})


def due(moment):
    return TASK | {"fields": {"deadline": moment}}


@pytest.mark.parametrize(
    "step",
    [
        APPROVAL,
        APPROVAL | {"mode": "vote", "deadline": "Friday"},
        APPROVAL | {"deadline": {"amount": 2, "unit": "business_days"}, "timed_out": {"kind": "outcome", "id": "n4"}},
        APPROVAL | {"deadline": {"until": "9 am"}},
        REPEAT,
        REPEAT | {"until": [{"field": "paid", "op": "eq", "value": "yes"}], "max": None},
        REPEAT | {"max": None},
        WAIT,
        {"kind": "delay_until", "id": "n1", "until": "9 am"},
        due({"until": "Contract end", "offset": {"amount": 2, "unit": "hours"}}),
        due("next Friday"),
    ],
)
def test_a_plan_reads_back_as_it_was_written(step):
    written = plan(step)
    assert Plan.model_validate(written.dump()) == written


@pytest.mark.parametrize(
    "step",
    [
        APPROVAL | {"approvers": []},
        APPROVAL | {"mode": "some"},
        APPROVAL | {"deadline": ""},
        APPROVAL | {"rejected": APPROVAL["approved"] | {"id": "n5"}},
        {key: value for key, value in APPROVAL.items() if key != "rejected"},
        REPEAT | {"every": {"amount": 0, "unit": "days"}},
        REPEAT | {"max": 0},
        REPEAT | {"steps": []},
        REPEAT | {"then": []},
        WAIT | {"until": ""},
        WAIT | {"offset": {"amount": 0, "unit": "days"}},
        WAIT | {"offset": {"amount": 10_001, "unit": "days"}},
        TASK | {"fields": {"title": {"until": "Contract end"}}},
    ],
)
def test_what_makes_no_sense_is_refused(step):
    with pytest.raises(ValidationError):
        plan(step)


def test_only_an_added_activity_has_a_kind():
    assert plan(TAG, name="activity_added", kind="note").trigger.kind == "note"
    for trigger in ({"kind": "note"}, {"name": "activity_added", "kind": "fax"}):
        with pytest.raises(ValidationError):
            plan(TAG, **trigger)


def test_everything_inside_a_step_is_among_the_nodes():
    late = {"kind": "outcome", "id": "n4", "steps": [REPEAT | {"id": "n5", "steps": [TAG | {"id": "n6"}]}]}
    written = plan(APPROVAL | {"timed_out": late})
    assert [node.id for node in written.nodes()] == ["n1", "n2", "n9", "n3", "n4", "n5", "n6"]
    assert [node.id for node in children(written.steps[0])] == ["n2", "n3", "n4"]


@pytest.mark.parametrize(
    ("step", "names"),
    [
        (TAG, ()),
        (APPROVAL, ("approval",)),
        (APPROVAL | {"deadline": {"amount": 2, "unit": "business_days"}}, ("approval", "business days")),
        (REPEAT | {"every": {"amount": 2, "unit": "business_days"}}, ("repeat", "business days")),
        (REPEAT | {"steps": [WAIT | {"id": "n2"}]}, ("repeat", "waiting until a date")),
        (WAIT | {"offset": {"amount": 2, "unit": "business_days"}}, ("waiting until a date", "business days")),
        ({"kind": "delay", "id": "n1", "amount": 2, "unit": "business_days"}, ("business days",)),
        (due({"amount": 2, "unit": "business_days"}), ("business days",)),
        (due({"until": "Contract end"}), ("deadline from a date",)),
        (due({"amount": 2, "unit": "days"}), ()),
        (due("next Friday"), ()),
    ],
)
def test_what_is_understood_but_not_built_has_a_name(step, names):
    assert not_built(plan(step)) == names
