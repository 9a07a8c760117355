"""What is said of a plan before anything is sent: each finding with its step, and a fix where one is known."""

from typing import Any

import pytest

from b24app.plan.plan import Plan
from b24app.plan.snapshot import demo_portal
from b24app.workflows.lint import fixed, lint

TAG: dict[str, Any] = {"kind": "action", "id": "n1", "action": "add_tag", "fields": {"tag": "x"}}
REPEAT: dict[str, Any] = {"kind": "repeat", "id": "n5", "every": {"amount": 1, "unit": "days"}, "steps": [TAG]}
APPROVAL: dict[str, Any] = {
    "kind": "approval",
    "id": "n5",
    "approvers": [{"kind": "supervisor"}],
    "approved": {"kind": "outcome", "id": "n6", "steps": [TAG]},
    "rejected": {"kind": "outcome", "id": "n7"},
}
WAIT: dict[str, Any] = {"kind": "delay", "id": "n8", "amount": 1, "unit": "days"}


def plan(*steps, **more):
    return Plan.model_validate({"entity": "CRM_DEAL", "trigger": {"name": "deal_won"}, "steps": steps} | more)


def action(name, number=1, **fields):
    return {"kind": "action", "id": f"n{number}", "action": name, "fields": fields}


def mail(number):
    return action("send_sms", number, to=[{"kind": "client"}], message="Hello")


def codes(told, portal=None, others=()):
    return [(one.level, one.code, one.node) for one in lint(told, portal, others)]


def test_nothing_is_said_of_a_plan_that_is_right():
    assert lint(plan(TAG), demo_portal()) == []


@pytest.mark.parametrize(
    ("told", "node", "words"),
    [
        (plan(action("move_stage", stage="Nowhere")), "n1", "Nowhere"),
        (plan(action("update_field", field="wingspan", value="3")), "n1", "wingspan"),
        (plan(action("send_notification", to=[{"kind": "user", "name": "Zoe Quill"}], message="x")), "n1", "Zoe Quill"),
        (plan(action("send_notification", to=[{"kind": "group", "name": "Aviators"}], message="x")), "n1", "Aviators"),
        (plan(TAG, trigger={"name": "stage_changed", "stage": "Nowhere"}), "", "Nowhere"),
        (plan(TAG, trigger={"name": "stage_changed", "pipeline": "Pipe dream"}), "", "Pipe dream"),
        (plan(TAG, conditions=[{"field": "wingspan", "op": "gt", "value": 1}]), "", "wingspan"),
    ],
)
def test_a_name_the_portal_does_not_have_is_an_error_at_its_step(told, node, words):
    (finding,) = [one for one in lint(told, demo_portal()) if one.level == "error"]
    assert (finding.code, finding.node) == ("not_in_portal", node)
    assert words in finding.text


def test_every_unknown_name_is_told_and_not_only_the_first():
    told = plan(action("move_stage", 1, stage="Nowhere"), action("move_stage", 2, stage="Elsewhere"))
    assert codes(told, demo_portal()) == [("error", "not_in_portal", "n1"), ("error", "not_in_portal", "n2")]


def test_an_endless_repeat_has_a_fix():
    (finding,) = lint(plan(REPEAT))
    assert (finding.level, finding.code, finding.fix) == ("error", "endless_repeat", "at_most_5_times")
    assert lint(fixed(plan(REPEAT), finding)) == []


def test_an_approval_without_a_deadline_has_a_fix():
    (finding,) = lint(plan(APPROVAL))
    assert (finding.level, finding.code, finding.node) == ("warning", "no_deadline", "n5")
    assert lint(fixed(plan(APPROVAL), finding)) == []


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/x", "ftp://example.com/x", "https://{{DEAL_TITLE}}/x", "http://10.0.0.5/x", "x"]
)
def test_an_address_that_may_not_be_called_is_an_error(url):
    assert ("error", "url_not_allowed", "n1") in codes(plan(action("webhook", url=url)))


def test_a_record_may_stand_in_the_path_of_an_address():
    assert codes(plan(action("webhook", url="https://erp.example.com/deals/{{DEAL_ID}}", message="x"))) == []


def test_a_result_is_used_only_where_its_step_has_surely_run():
    used = {"of": "n2", "field": "TaskId", "op": "not_empty"}
    asks = {"kind": "choice", "id": "n3", "branches": [{"kind": "branch", "id": "n4", "when": [used], "steps": [TAG]}]}
    before = plan(asks, action("create_task", 2, title="x"))
    after = plan(action("create_task", 2, title="x"), asks)
    inside_a_branch = {
        "kind": "choice",
        "id": "n10",
        "branches": [
            {
                "kind": "branch",
                "id": "n11",
                "when": [{"field": "amount", "op": "gt", "value": 1}],
                "steps": [action("create_task", 2, title="x")],
            }
        ],
    }
    assert ("error", "result_before_step", "n4") in codes(before)
    assert ("error", "result_before_step", "n4") in codes(plan(inside_a_branch, asks))
    assert codes(after) == []


def test_the_client_should_not_be_written_to_twice_within_an_hour():
    hour = {"kind": "delay", "id": "n9", "amount": 1, "unit": "hours"}
    minute = hour | {"unit": "minutes"}
    assert ("warning", "client_twice", "n2") in codes(plan(mail(1), mail(2)))
    assert ("warning", "client_twice", "n2") in codes(plan(mail(1), minute, mail(2)))
    assert codes(plan(mail(1), hour, mail(2))) == []


def test_a_workflow_that_starts_itself_is_told():
    amount = {"trigger": {"name": "deal_updated", "field": "amount"}}
    sets_amount, sets_title = (action("update_field", field=name, value="1") for name in ("amount", "title"))
    assert ("warning", "starts_itself", "n1") in codes(plan(sets_amount, **amount))
    assert codes(plan(sets_title, **amount)) == []
    assert ("warning", "starts_itself", "n1") in codes(
        plan(action("create_deal", title="again"), trigger={"name": "deal_created"})
    )


def test_a_circle_through_another_workflow_is_told_with_its_name():
    here = plan(action("move_stage", stage="Review"), trigger={"name": "deal_updated", "field": "amount"})
    there = plan(
        action("update_field", field="amount", value="1"), trigger={"name": "stage_changed", "stage": "Review"}
    )
    (finding,) = [one for one in lint(here, others=[("Recount", there)]) if one.code == "circle"]
    assert finding.node == "n1"
    assert "Recount" in finding.text


def test_three_workflows_that_wait_on_one_record_queue():
    waiting = plan(WAIT, TAG)
    assert codes(waiting, others=[("a", waiting)]) == []
    assert codes(waiting, others=[("a", waiting), ("b", waiting)]) == [("warning", "queue", "")]


def test_assigning_to_whom_it_belongs_and_proposed_texts_are_warnings():
    owner = [{"kind": "responsible"}]
    assert codes(plan(action("assign_responsible", assignee=owner))) == [("warning", "assigned_already", "n1")]
    assert codes(plan(action("send_sms", to=[{"kind": "client"}]))) == [("warning", "proposed_text", "n1")]
