"""A dry run: what a person is told, on a real or an invented record, and that nothing is needed but the plan."""

from datetime import UTC, datetime
from typing import Any

import pytest

from b24app.errors import PlanRejected
from b24app.plan.plan import Plan
from b24app.workflows.dryrun import Trial, dryrun, effects
from tests.bizproc.running import PORTAL

NOW = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)  # a Tuesday
NOTE: dict[str, Any] = {
    "kind": "action",
    "id": "n1",
    "action": "add_comment",
    "fields": {"message": "Hi {{DEAL_TITLE}}"},
}


def plan(*steps, **more):
    told = {"entity": "CRM_DEAL", "trigger": {"name": "deal_won"}, "steps": steps}
    return Plan.model_validate(told | more)


def run(told, **trial):
    return dryrun(told, Trial.model_validate(trial), PORTAL, NOW)


def texts(happenings):
    return [one.text for one in happenings]


def test_a_text_is_shown_as_it_will_read():
    (effect,) = effects(run(plan(NOTE), fields={"title": "Roof"}))
    assert effect.details == {"action": "add_comment", "message": "Hi Roof"}


def test_a_variable_that_the_record_does_not_give_stays_visible_and_can_be_supplied():
    told = plan(NOTE | {"fields": {"message": "Invoice {{INVOICE_ID}}"}})
    assert effects(run(told))[0].details["message"] == "Invoice {{INVOICE_ID}}"
    assert effects(run(told, variables={"INVOICE_ID": "77"}))[0].details["message"] == "Invoice 77"


def test_a_condition_says_which_value_it_saw_and_which_branch_was_taken():
    branch = {"kind": "branch", "id": "n3", "when": [{"field": "amount", "op": "gt", "value": 1000}], "steps": [NOTE]}
    told = plan({"kind": "choice", "id": "n2", "branches": [branch], "otherwise": []})
    assert texts(run(told, fields={"amount": 1500}))[0] == "Yes: amount is 1500"
    assert texts(run(told, fields={"amount": 10}))[:2] == ["No: amount is 10", "Otherwise"]


def test_guards_that_do_not_hold_end_it_at_once():
    told = plan(NOTE, conditions=[{"field": "amount", "op": "gt", "value": 1000}])
    assert texts(run(told, fields={"amount": 10})) == ["No: amount is 10", "The workflow ends"]


@pytest.mark.parametrize(
    ("wait", "until"),
    [
        ({"kind": "delay", "amount": 2, "unit": "days"}, "2026-12-03 12:00"),
        ({"kind": "delay", "amount": 3, "unit": "business_days"}, "2026-12-04 12:00"),
        ({"kind": "delay", "amount": 4, "unit": "business_days"}, "2026-12-07 12:00"),
        ({"kind": "delay", "amount": 1, "unit": "months"}, "2027-01-01 12:00"),
        ({"kind": "delay_until", "until": "9 am"}, "2026-12-02 09:00"),
        ({"kind": "delay_until", "until": "18:30"}, "2026-12-01 18:30"),
        ({"kind": "delay_until", "until": "next monday"}, "2026-12-07 09:00"),
        ({"kind": "delay_until", "until": "2026-12-24"}, "2026-12-24 09:00"),
        (
            {"kind": "delay_until", "until": "close date", "offset": {"amount": -3, "unit": "days"}},
            "2026-12-17 00:00",
        ),
    ],
)
def test_it_says_when_it_will_go_on(wait, until):
    happenings = run(plan({"id": "n2"} | wait, NOTE), fields={"close date": "2026-12-20"})
    assert texts(happenings)[0] == f"Wait until {until}"
    assert f"{effects(happenings)[0].at:%Y-%m-%d %H:%M}" == until


def test_an_empty_date_is_not_waited_for():
    happenings = run(plan({"kind": "delay_until", "id": "n2", "until": "close date"}, NOTE))
    assert texts(happenings)[0] == "There is no date to wait for: it goes on at once"
    assert effects(happenings)[0].at == NOW


@pytest.mark.parametrize(("decision", "said"), [("approved", "yes"), ("rejected", "no"), ("late", "late")])
def test_an_approval_goes_as_the_trial_assumes(decision, said):
    def outcome(number, text):
        step = NOTE | {"id": f"n{number + 1}", "fields": {"message": text}}
        return {"kind": "outcome", "id": f"n{number}", "steps": [step]}

    asks = {
        "kind": "approval",
        "id": "n2",
        "approvers": [{"kind": "user", "name": "Ada Admin"}],
        "deadline": {"amount": 2, "unit": "days"},
        "approved": outcome(10, "yes"),
        "rejected": outcome(20, "no"),
        "timed_out": outcome(30, "late"),
    }
    happenings = run(plan(asks), decisions={"n2": decision})
    assert texts(happenings)[0] == "Ask Ada Admin to approve"
    assert effects(happenings)[0].details["message"] == said


def test_the_record_may_change_while_it_waits():
    wait = {"kind": "wait", "id": "n2", "until": [{"field": "stage", "op": "eq", "value": "Won"}]}
    told = plan(wait | {"deadline": {"amount": 1, "unit": "weeks"}}, NOTE)
    change = {"after": {"amount": 3, "unit": "days"}, "fields": {"stage": "Won"}}

    paid, unpaid = run(told, changes=[change]), run(told)

    assert effects(paid)[0].at.day == 4
    assert texts(unpaid)[-3] == "It did not come about in time"


def test_a_step_that_changes_the_record_is_seen_by_later_conditions():
    move = {"kind": "action", "id": "n2", "action": "move_stage", "fields": {"stage": "In work"}}
    branch = {
        "kind": "branch",
        "id": "n4",
        "when": [{"field": "stage", "op": "eq", "value": "In work"}],
        "steps": [NOTE],
    }
    told = plan(move, {"kind": "choice", "id": "n3", "branches": [branch], "otherwise": []})
    assert [one.details["action"] for one in effects(run(told, fields={"stage": "New"}))] == [
        "move_stage",
        "add_comment",
    ]


def test_a_stop_ends_every_lane():
    stop = {"kind": "lane", "id": "n3", "steps": [{"kind": "stop", "id": "n4"}]}
    goes_on = {"kind": "lane", "id": "n5", "steps": [{"kind": "delay", "id": "n6", "amount": 1, "unit": "days"}, NOTE]}
    happenings = run(plan({"kind": "parallel", "id": "n2", "lanes": [goes_on, stop]}))
    assert effects(happenings) == []
    assert texts(happenings)[-1] == "The workflow stops here"


def test_a_plan_that_goes_on_and_on_is_cut_off_and_said_so():
    """
    Loops in loops would take as many steps as their rounds multiplied.
    """
    inner = NOTE
    for number in range(2, 6):
        every = {"amount": 1, "unit": "hours"}
        inner = {"kind": "repeat", "id": f"n{number}", "every": every, "max": 1000, "steps": [inner]}
    assert texts(run(plan(inner)))[-1] == "It goes on; no more than this is tried"


def test_a_field_that_the_portal_does_not_have_is_named():
    with pytest.raises(PlanRejected, match="wingspan"):
        run(plan(NOTE), fields={"wingspan": 3})


@pytest.mark.parametrize("unit", ["weeks", "months"])
def test_a_wait_of_centuries_is_not_followed_look_by_look(unit):
    """
    A wait looks again every hour: a deadline of 10,000 months would be seven million looks.
    """
    until = [{"field": "amount", "op": "eq", "value": 77}]
    wait = {"kind": "wait", "id": "n1", "until": until, "deadline": {"amount": 1_500, "unit": unit}}
    assert run(plan(wait))[-1].kind == "cut"


@pytest.mark.parametrize("unit", ["weeks", "months"])
def test_a_wait_beyond_the_calendar_is_refused_in_words(unit):
    waits = [{"kind": "delay", "id": f"n{number}", "amount": 10_000, "unit": unit} for number in range(1, 60)]
    with pytest.raises(PlanRejected, match=f"10000 {unit} lead beyond the calendar"):
        run(plan(*waits))
