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
ASK: dict[str, Any] = {
    "kind": "ask",
    "id": "n1",
    "who": [{"kind": "responsible"}],
    "answers": [{"name": "Reason", "title": "Why was it lost?", "required": True}],
}
UNTIL_PAID: dict[str, Any] = {
    "kind": "wait",
    "id": "n1",
    "until": [{"field": "stage", "op": "eq", "value": "Paid"}],
    "deadline": {"amount": 5, "unit": "days"},
}
EACH: dict[str, Any] = {"kind": "for_each", "id": "n1", "over": "OBSERVER_IDS", "steps": [TAG]}


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
        ASK,
        ASK | {"title": "Lost deal", "timed_out": {"kind": "outcome", "id": "n2", "steps": [TAG]}},
        ASK | {"answers": [{"name": "Kind", "type": "list", "choices": ["Price", "Timing"]}]},
        UNTIL_PAID,
        UNTIL_PAID | {"timed_out": {"kind": "outcome", "id": "n2", "steps": [TAG]}},
        EACH,
        TAG | {"on": "company"},
        TAG | {"on": "n3"},
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
        ASK | {"answers": []},
        ASK | {"answers": [{"name": "two words"}]},
        ASK | {"answers": [{"name": "Kind", "type": "list"}]},
        ASK | {"answers": [{"name": "Reason"}, {"name": "REASON"}]},
        UNTIL_PAID | {"until": []},
        {key: value for key, value in UNTIL_PAID.items() if key != "deadline"},
        EACH | {"steps": []},
        TAG | {"on": "invoice"},
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


@pytest.mark.parametrize("entity", ["DYNAMIC_128", "LIST_7", "PROCESS_12"])
def test_records_that_a_portal_defines_itself_can_have_workflows(entity):
    trigger = {"name": "stage_changed", "stage": "Done", "from_stage": "New", "pipeline": "Service"}
    told = {"entity": entity, "trigger": trigger, "steps": [TAG]}
    assert Plan.model_validate(told).entity == entity


@pytest.mark.parametrize("entity", ["DYNAMIC_", "DYNAMIC_0", "CRM_ORDER", "dynamic_128"])
def test_other_records_cannot(entity):
    with pytest.raises(ValidationError):
        Plan.model_validate({"entity": entity, "trigger": {"name": "deal_won"}, "steps": [TAG]})


def test_what_the_person_ruled_out_cannot_be_a_step():
    mail: dict[str, Any] = {"kind": "action", "id": "n1", "action": "send_email"}
    told: dict[str, Any] = {"entity": "CRM_DEAL", "trigger": {"name": "deal_won"}}
    to_client = mail | {"fields": {"to": [{"kind": "client"}]}}
    to_boss = mail | {"fields": {"to": [{"kind": "supervisor"}]}}
    no_mail_to_clients = [{"actions": ["send_email"], "to": "client"}]
    with pytest.raises(ValidationError, match="rules out"):
        Plan.model_validate(told | {"steps": [to_client], "never": no_mail_to_clients})
    with pytest.raises(ValidationError, match="rules out"):
        Plan.model_validate(told | {"steps": [to_boss], "never": [{"actions": ["send_email"]}]})
    assert Plan.model_validate(told | {"steps": [to_boss], "never": no_mail_to_clients}).never


def test_values_have_one_name_across_inputs_variables_and_answers():
    told: dict[str, Any] = {"entity": "CRM_DEAL", "trigger": {"name": "deal_won"}, "steps": [ASK]}
    Plan.model_validate(told | {"inputs": [{"name": "Budget", "type": "number"}]})
    with pytest.raises(ValidationError, match="two values are called reason"):
        Plan.model_validate(told | {"variables": [{"name": "reason", "default": "x"}]})


def test_everything_inside_a_step_is_among_the_nodes():
    late = {"kind": "outcome", "id": "n4", "steps": [REPEAT | {"id": "n5", "steps": [TAG | {"id": "n6"}]}]}
    written = plan(APPROVAL | {"timed_out": late})
    assert [node.id for node in written.nodes()] == ["n1", "n2", "n9", "n3", "n4", "n5", "n6"]
    assert [node.id for node in children(written.steps[0])] == ["n2", "n3", "n4"]


@pytest.mark.parametrize(
    ("step", "names"),
    [
        (TAG, ()),
        (APPROVAL | {"deadline": {"amount": 2, "unit": "business_days"}}, ()),
        (REPEAT | {"steps": [WAIT | {"id": "n2"}]}, ()),
        (REPEAT | {"steps": [TAG | {"action": "remove_tag"}]}, ("remove_tag",)),
        (due({"amount": 2, "unit": "business_days"}), ()),
        (due({"until": "Contract end"}), ()),
        (due({"amount": 2, "unit": "days"}), ()),
        (due("next Friday"), ()),
    ],
)
def test_what_is_understood_but_not_built_has_a_name(step, names):
    assert not_built(plan(step)) == names
