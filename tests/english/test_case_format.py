"""A plan in the format of the evaluation cases."""

import json
from pathlib import Path
from typing import Any

import pytest

from b24app.english.case import to_case
from b24app.english.gold import from_case
from b24app.english.reading import Understood
from b24app.plan.plan import Plan

TAG: dict[str, Any] = {"kind": "action", "id": "n9", "action": "add_tag", "fields": {"tag": "x"}}
TOLD = {"action": "add_tag", "fields": {"tag": "x"}}
PAID = {"field": "paid", "op": "eq", "value": "yes"}
APPROVAL: dict[str, Any] = {
    "kind": "approval",
    "approvers": [{"kind": "role", "name": "CFO"}],
    "approved": {"kind": "outcome", "id": "n2", "steps": [TAG]},
    "rejected": {"kind": "outcome", "id": "n3"},
}


def case(step, **trigger):
    told = {"entity": "CRM_DEAL", "trigger": {"name": "deal_won"} | trigger, "steps": [{"id": "n1"} | step]}
    return to_case(Understood(Plan.model_validate(told)), "x")


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (
            {"kind": "delay", "amount": 2, "unit": "business_days"},
            {"delay": {"amount": 2, "unit": "business_days"}},
        ),
        (
            {"kind": "delay_until", "until": "Warranty end", "offset": {"amount": -30, "unit": "days"}},
            {"delay": {"until": "Warranty end", "offset": {"amount": -30, "unit": "days"}}},
        ),
        ({"kind": "delay_until", "until": "9 am"}, {"delay": {"until": "9 am"}}),
        (
            {"kind": "action", "action": "create_task", "fields": {"deadline": {"until": "Contract end"}}},
            {"action": "create_task", "fields": {"deadline": {"until": "Contract end"}}},
        ),
        (APPROVAL, {"approval": {"approver": "role:CFO"}, "approved": [TOLD], "rejected": []}),
        (
            APPROVAL
            | {
                "approvers": [{"kind": "supervisor"}, {"kind": "user", "name": "Anna"}],
                "mode": "all",
                "deadline": {"amount": 2, "unit": "days"},
                "timed_out": {"kind": "outcome", "id": "n4", "steps": [TAG | {"id": "n5"}]},
            },
            {
                "approval": {
                    "approver": ["role:supervisor", "user:Anna"],
                    "deadline": {"amount": 2, "unit": "days"},
                    "mode": "all",
                },
                "approved": [TOLD],
                "rejected": [],
                "timeout": [TOLD],
            },
        ),
        (
            {"kind": "repeat", "every": {"amount": 1, "unit": "weeks"}, "until": [PAID], "max": 4, "steps": [TAG]},
            {"repeat": {"every": {"amount": 1, "unit": "weeks"}, "until": [PAID], "max": 4}, "steps": [TOLD]},
        ),
        (
            {"kind": "repeat", "every": {"amount": 1, "unit": "days"}, "steps": [TAG]},
            {"repeat": {"every": {"amount": 1, "unit": "days"}}, "steps": [TOLD]},
        ),
    ],
)
def test_each_kind_of_step_has_its_form(step, told):
    assert case(step)["steps"] == [told]
    assert from_case(case(step)).steps == from_case({**case(step), "steps": [told]}).steps


def test_the_kind_of_an_activity_narrows_its_trigger():
    assert case(TAG, name="activity_added", kind="note")["trigger_filter"] == "note"


def workflow_cases():
    own = Path(__file__).parent / "cases"
    shared = Path(__file__).resolve().parents[2].parent / "shared" / "eval" / "cases-dev.jsonl"
    for path in (own / "open.jsonl", shared):
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        yield from (row for row in map(json.loads, lines) if row["expect"] == "workflow")


def test_every_case_that_is_a_workflow_is_a_plan_and_comes_back_the_same():
    read = 0
    for row in workflow_cases():
        plan = from_case(row)
        assert from_case(to_case(Understood(plan), row["id"])) == plan, row["id"]
        read += 1
    assert read > 200


def test_words_that_must_occur_become_a_text_and_of_alternatives_the_first_is_taken():
    fields = {"message~": ["{{DEAL_TITLE}}", "won"], "to": {"any": ["{{ASSIGNED_BY_ID}}", "role:sales manager"]}}
    steps = [{"action": "send_sms", "fields": fields}]
    given = {"entity": "CRM_DEAL", "trigger": "deal_updated", "trigger_filter": "amount", "steps": steps}
    either = {"any": [PAID, [PAID, {"field": {"any": ["sum", "amount"]}, "op": "in", "value": ["1", 2]}]]}
    plan = from_case({**given, "conditions": [either]})
    assert plan.trigger.field == "amount"
    assert plan.dump()["steps"][0]["fields"] == {
        "message": "{{DEAL_TITLE}} won",
        "to": [{"kind": "responsible", "name": "", "value": ""}],
    }
    of, paid = {"of": "record"}, {"of": "record", **PAID}
    assert plan.dump()["conditions"] == [
        {"any": [[paid], [paid, {**of, "field": "sum", "op": "in", "value": ["1", "2"]}]]},
    ]


def test_true_and_false_are_yes_and_no():
    rows = [{"field": "closed", "op": "eq", "value": True}, {"field": "opened", "op": "eq", "value": False}]
    given = {"entity": "CRM_DEAL", "trigger": "deal_won", "conditions": rows, "steps": [TOLD]}
    assert [row["value"] for row in from_case(given).dump()["conditions"]] == ["yes", "no"]


@pytest.mark.parametrize("steps", [[{"dance": 1}], [], [{"action": "dance"}], [{"delay": {}}]])
def test_what_is_no_workflow_is_refused(steps):
    with pytest.raises(ValueError, match=r"."):
        from_case({"entity": "CRM_DEAL", "trigger": "deal_won", "steps": steps})
