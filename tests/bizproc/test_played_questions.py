"""Questions, choices, loops over values and values of a plan, run by the simulated engine."""

import pytest

from b24app.errors import PlanRejected
from tests.bizproc.running import DAY, HOUR, Played, note, walk
from tests.simulator.workflow.conftest import Desk, MemoryWorld


@pytest.fixture
def play():
    def start(steps, **plan):
        fields = plan.pop("deal", {})
        world = MemoryWorld()
        world.documents[Desk.document_id].update({"CLOSED": "N"} | fields)
        world.field_types |= {"DATE_CREATE": "datetime"}
        return Played(Desk(world), world, steps, **plan)

    return start


def outcome(number, text):
    return {"kind": "outcome", "id": f"n{number}", "steps": [note(number + 1, text)]}


def approval(**more):
    people = [{"kind": "user", "name": "Mia Manager"}, {"kind": "user", "name": "Rob Rep"}]
    return {
        "kind": "approval",
        "id": "n1",
        "approvers": people,
        "approved": outcome(2, "yes"),
        "rejected": outcome(4, "no"),
        **more,
    }


@pytest.mark.parametrize(
    ("mode", "said", "notes"),
    [
        ("any", [(7, True)], ["yes", "on"]),
        ("any", [(7, False)], ["no", "on"]),
        ("all", [(7, True)], []),
        ("all", [(7, True), (9, True)], ["yes", "on"]),
        ("all", [(7, False)], ["no", "on"]),
        ("vote", [(7, True)], []),
        ("vote", [(7, True), (9, True)], ["yes", "on"]),
        ("vote", [(7, True), (9, False)], ["no", "on"]),
    ],
)
def test_an_approval_is_decided_as_its_mode_says(play, mode, said, notes):
    flow = play([approval(mode=mode), note(9, "on")])
    for user_id, yes in said:
        flow.answers(user_id, yes=yes)
    assert flow.notes == notes


def test_an_approval_that_nobody_answers_times_out_and_is_not_taken_for_a_no(play):
    steps = [approval(deadline={"amount": 2, "unit": "days"}, timed_out=outcome(6, "too late")), note(9, "on")]
    flow = play(steps)
    assert flow.passes(2 * DAY - 1).notes == []
    assert flow.passes(1).notes == ["too late", "on"]
    assert flow.marks == ["start", "n6", "end"]

    silent = play([approval(deadline={"amount": 2, "unit": "days"}), note(9, "on")])
    assert silent.passes(2 * DAY).notes == ["on"]
    assert silent.marks == ["start", "n1:timed_out", "end"]


@pytest.mark.parametrize(
    ("deadline", "seconds"),
    [
        (None, 365 * DAY),
        ({"amount": 90, "unit": "minutes"}, 1.5 * HOUR),
        ({"amount": 1, "unit": "weeks"}, 7 * DAY),
        ({"amount": 2, "unit": "business_days"}, 4 * DAY),
        ({"amount": 1, "unit": "months"}, 30 * DAY),
        ("tomorrow", 32 * HOUR),
        ("17:00", 7 * HOUR),
        ({"until": "close date", "offset": {"amount": -1, "unit": "days"}}, 8 * DAY + 14 * HOUR),
        ({"until": "2026-11-01"}, 60),
    ],
)
def test_a_deadline_is_kept_to_the_minute_and_there_always_is_one(play, deadline, seconds):
    flow = play([approval(deadline=deadline), note(9, "on")], deal={"CLOSEDATE": "11/30/2026"})
    assert flow.passes(seconds - 60).notes == []
    assert flow.passes(60).notes == ["on"]


def test_without_its_date_a_deadline_does_not_pass_at_once(play):
    flow = play([approval(deadline={"until": "close date"}), note(9, "on")], deal={"CLOSEDATE": ""})
    assert flow.passes(300 * DAY).notes == []
    assert flow.passes(65 * DAY).notes == ["on"]


def test_somebody_stands_in_where_the_approver_may_be_nobody(play):
    flow = play([approval(approvers=[{"kind": "supervisor"}])], deal={"ASSIGNED_BY_ID": "user_1"})
    assert flow.task().user_ids == (1,)
    assert flow.answers(1).notes == ["yes"]


def test_later_steps_see_how_an_approval_went(play):
    choice = {
        "kind": "choice",
        "id": "n10",
        "branches": [
            {
                "kind": "branch",
                "id": "n11",
                "when": [
                    {"of": "n1", "field": "last approver", "op": "eq", "value": "Rob Rep"},
                    {"field": "amount", "op": "gt", "value": 1000},
                ],
                "steps": [note(12, "by Rob")],
            }
        ],
        "otherwise": [note(13, "by Mia")],
    }
    assert play([approval(), choice]).answers(9).notes == ["yes", "by Rob"]
    assert play([approval(), choice]).answers(7).notes == ["yes", "by Mia"]


def asking(**more):
    answers = [{"name": "Reason", "title": "Why?", "required": True}, {"name": "Price", "type": "number"}]
    who = [{"kind": "responsible"}]
    return {"kind": "ask", "id": "n1", "who": who, "answers": answers, **more}


def test_answers_of_a_form_are_named_by_texts_and_conditions(play):
    choice = {
        "kind": "choice",
        "id": "n3",
        "branches": [
            {
                "kind": "branch",
                "id": "n4",
                "when": [{"of": "values", "field": "price", "op": "gte", "value": 100}],
                "steps": [note(5, "dear")],
            }
        ],
    }
    flow = play([asking(title="Lost {{DEAL_TITLE}}"), note(2, "because {{Reason}}"), choice])
    assert flow.task().name == "Lost Roof"
    flow.answers(7, Reason="{=Document:COMMENTS} is = it", Price="120")
    assert flow.notes == ["because {=Document:COMMENTS} is = it", "dear"]


def test_a_form_that_nobody_fills_in_goes_on_with_empty_answers(play):
    deadline = {"amount": 1, "unit": "days"}
    flow = play([asking(deadline=deadline, timed_out=outcome(6, "no answer")), note(2, "because {{Reason}}")])
    assert flow.passes(DAY).notes == ["no answer", "because "]
    assert flow.marks == ["start", "n6", "end"]


def tell(number, *, to, text):
    fields = {"to": [to], "message": text}
    return {"kind": "action", "id": f"n{number}", "action": "send_notification", "fields": fields}


def test_steps_are_done_for_each_value_of_a_field(play):
    steps = [tell(2, to={"kind": "item"}, text="for {{ITEM}}")]
    flow = play([{"kind": "for_each", "id": "n1", "over": "observers", "steps": steps}, note(4, "on")])
    assert [(people, text) for _, people, text in flow.world.notes] == [([7], "for user_7"), ([9], "for user_9")]
    assert flow.notes == ["on"]


def test_steps_are_done_for_each_value_of_an_input(play):
    loop = {"kind": "for_each", "id": "n1", "of": "values", "over": "Towns", "steps": [note(2, "to {{item}}")]}
    inputs = [{"name": "Towns", "default": "Bonn, Rome"}]
    assert play([loop], inputs=inputs).notes == ["to Bonn", "to Rome"]
    assert play([loop], inputs=inputs, given={"Towns": ["Oslo"]}).notes == ["to Oslo"]


def test_inputs_and_variables_have_the_values_they_were_given(play):
    inputs = [{"name": "Why", "default": "{=Document:COMMENTS} = x"}, {"name": "Boss", "type": "person"}]
    variables = [{"name": "Greeting", "default": "{{=1+1}} hello"}]
    steps = [note(1, "{{Why}} / {{greeting}}"), tell(2, to={"kind": "answer", "name": "Boss"}, text="x")]
    flow = play(steps, inputs=inputs, variables=variables, given={"Boss": "user_9"})
    assert flow.notes == ["{=Document:COMMENTS} = x / {{=1+1}} hello"]
    assert flow.world.notes[-1][1] == [9]


@pytest.mark.parametrize("name", ["StartKey", "txtbrace", "Count_n1", "TargetUser"])
def test_a_value_cannot_take_a_name_that_the_template_uses(play, name):
    with pytest.raises(PlanRejected, match="uses that name"):
        play([note(1, "x")], variables=[{"name": name}])


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ({"field": "close date", "op": "eq", "value": "2026-11-30"}, True),
        ({"field": "close date", "op": "eq", "value": "2026-12-01"}, False),
        ({"field": "close date", "op": "lt", "value": "in 11 days"}, True),
        ({"field": "close date", "op": "lt", "value": "in 10 days"}, False),
        ({"field": "close date", "op": "lte", "value": "in 10 days"}, True),
        ({"field": "close date", "op": "gt", "value": "2026-11-29"}, True),
        ({"field": "close date", "op": "gt", "value": "2026-11-30"}, False),
        ({"field": "close date", "op": "gte", "value": "2026-11-30"}, True),
        ({"field": "close date", "op": "in", "value": ["2026-11-30", "2027-01-01"]}, True),
        ({"field": "BEGINDATE", "op": "lt", "value": "today"}, False),
        ({"field": "DATE_CREATE", "op": "eq", "value": "today"}, True),
        ({"field": "DATE_CREATE", "op": "gt", "value": "yesterday"}, True),
        ({"field": "DATE_CREATE", "op": "gt", "value": "today"}, False),
        ({"field": "owner", "op": "eq", "value": "Mia Manager"}, True),
        ({"field": "owner", "op": "in", "value": ["Rob Rep", "Mia Manager"]}, True),
        ({"field": "owner", "op": "not_in", "value": ["Rob Rep", "Ada Admin"]}, True),
        ({"field": "stage", "op": "ne", "value": "Won"}, True),
        ({"field": "stage", "op": "in", "value": ["New", "In work"]}, True),
        ({"field": "CLOSED", "op": "eq", "value": "no"}, True),
        ({"field": "title", "op": "contains", "value": "oo"}, True),
        ({"field": "title", "op": "not_contains", "value": "oo"}, False),
        ({"field": "title", "op": "in", "value": ["Document", "TITLE"]}, False),
        ({"field": "amount", "op": "eq", "value": 1500}, True),
        ({"field": "amount", "op": "lte", "value": 1499.99}, False),
        ({"any": [[{"field": "amount", "op": "gt", "value": 9000}], [{"field": "title", "op": "not_empty"}]]}, True),
    ],
)
def test_a_condition_is_what_it_says(play, condition, holds):
    deal = {"CLOSEDATE": "11/30/2026", "BEGINDATE": "", "DATE_CREATE": "11/20/2026 08:15:00 am"}
    branch = {"kind": "branch", "id": "n2", "when": [condition], "steps": [note(3, "holds")]}
    choice = {"kind": "choice", "id": "n1", "branches": [branch], "otherwise": [note(4, "does not")]}
    assert play([choice], deal=deal).notes == ["holds" if holds else "does not"]

    mixed = [{"of": "values", "field": "Yes", "op": "eq", "value": "yes"}, condition]
    choice = choice | {"branches": [branch | {"when": mixed}]}
    variables = [{"name": "Yes", "type": "yes_no", "default": "yes"}]
    assert play([choice], deal=deal, variables=variables).notes == ["holds" if holds else "does not"]


def test_a_result_cannot_be_looked_at_before_its_step(play):
    condition = {"of": "n5", "field": "Comments", "op": "not_empty"}
    branch = {"kind": "branch", "id": "n2", "when": [condition], "steps": [approval() | {"id": "n5"}]}
    with pytest.raises(PlanRejected, match="has not run"):
        play([{"kind": "choice", "id": "n1", "branches": [branch | {"steps": [note(3, "x")]}]}])
    with pytest.raises(PlanRejected, match="no value called"):
        play([note(1, "x")], conditions=[{"of": "values", "field": "Nope", "op": "empty"}])


def test_a_stop_in_one_lane_ends_everything(play):
    lanes = [
        {"kind": "lane", "id": "n2", "steps": [{"kind": "stop", "id": "n3"}]},
        {"kind": "lane", "id": "n4", "steps": [note(5, "other lane")]},
    ]
    flow = play([{"kind": "parallel", "id": "n1", "lanes": lanes}, note(6, "after")])
    assert "after" not in flow.notes
    assert flow.run.state == "terminated"


def test_what_is_independent_of_the_app_holds_no_robot_and_runs_all_the_same(play):
    flow = play(
        [approval(), {"kind": "delay", "id": "n8", "amount": 1, "unit": "days"}, note(9, "on")], independent=True
    )
    assert not [node for node in walk(flow.tree["TEMPLATE"][0]) if node["Type"].startswith("rest_")]
    assert flow.tree["PARAMETERS"] == {}
    assert flow.answers(7).passes(DAY).notes == ["yes", "on"]
    assert flow.run.state == "done"


def test_what_needs_a_robot_cannot_be_independent_of_the_app(play):
    tag = {"kind": "action", "id": "n1", "action": "add_tag", "fields": {"tag": "x"}}
    with pytest.raises(PlanRejected, match="Add a tag") as refused:
        play([tag], independent=True)
    assert refused.value.node_id == "n1"
