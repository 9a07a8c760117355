"""What a plan reads like, and that nothing of it is left out."""

import re
from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from b24app.plan.plan import (
    Action,
    Plan,
)
from b24app.plan.vocabulary import ACTIONS, ENTITIES, VARIABLES
from b24app.workflows import wording
from b24app.workflows.explain import explain, title
from b24app.workflows.lint import errors
from tests.workflows.leaves import leaves

_some = settings(deadline=None, max_examples=60)  # drawing a random plan is slow
_VARIABLE = re.compile("({{(?:" + "|".join(VARIABLES) + ")}})")


def _plan(*steps, **rest):
    told = {"entity": "CRM_DEAL", "trigger": {"name": "deal_won"}, "steps": steps, **rest}
    return Plan.model_validate(told)


def _action(node, action, **fields):
    return {"id": node, "kind": "action", "action": action, "fields": fields}


def _texts(plan):
    return [("   " * line.depth + line.text) for line in explain(plan)]


def test_the_sentence_of_the_readme_reads_back_in_plain_english():
    boss = [{"kind": "responsible"}]
    plan = _plan(
        _action("n1", "create_task", title="Send contract", assignee=boss, deadline={"amount": 2, "unit": "days"}),
        _action("n2", "send_bitrix_message", to=boss, message="Deal {{DEAL_TITLE}} is won"),
        _action("n3", "add_tag", tag="Won"),
    )
    assert _texts(plan) == [
        "When a deal is won:",
        "   Create a task “Send contract” for the responsible person, due in 2 days.",
        "   Send a chat message to the responsible person: “Deal [deal's title] is won”.",
        "   Add the tag “Won”.",
        "Then the workflow ends.",
    ]
    assert title(plan) == "When a deal is won: create a task, send a chat message, add a tag"


def test_conditions_branches_waits_and_lanes_are_told_with_their_marks():
    amount = {"field": "OPPORTUNITY", "op": "gt", "value": 10000.0}
    sources = {"any": [[{"field": "SOURCE_ID", "op": "eq", "value": "Ads"}], [{"field": "PHONE", "op": "empty"}]]}
    group = [{"kind": "group", "name": "Sales Team"}, {"kind": "client"}]
    plan = _plan(
        {
            "id": "n1",
            "kind": "choice",
            "branches": [{"id": "n2", "kind": "branch", "when": [amount], "steps": [{"id": "n3", "kind": "stop"}]}],
        },
        {
            "id": "n4",
            "kind": "parallel",
            "lanes": [
                {"id": "n5", "kind": "lane", "steps": [{"id": "n6", "kind": "delay", "amount": 1, "unit": "weeks"}]},
                {"id": "n7", "kind": "lane", "steps": [_action("n8", "send_sms", to=group)]},
            ],
        },
        conditions=[amount, sources],
    )
    told = [(line.node, line.depth, line.text) for line in explain(plan)]
    only = "Only if the amount is greater than 10,000 and (the source is “Ads” or the phone is empty):"
    assert told == [
        ("start", 0, "When a deal is won:"),
        ("holds", 0, only),
        ("n2", 1, "If the amount is greater than 10,000:"),
        ("n3", 2, "Stop the workflow here."),
        ("n1:otherwise", 1, "Otherwise, nothing is done here."),
        ("n4", 1, "At the same time, and then go on when all of it is done:"),
        ("n5", 2, "Lane 1:"),
        ("n6", 3, "Wait 1 week."),
        ("n7", 2, "Lane 2:"),
        ("n8", 3, "Send an SMS to the Sales Team and the client."),
        ("guard", 0, "If the conditions do not hold, nothing is done."),
        ("end", 0, "Then the workflow ends."),
    ]


def _outcome(node, *steps):
    return {"id": node, "kind": "outcome", "steps": steps}


def test_approvals_repeats_and_waits_until_a_date_are_told_with_every_outcome():
    plan = _plan(
        {
            "id": "n1",
            "kind": "delay_until",
            "until": "Warranty end",
            "offset": {"amount": -30, "unit": "business_days"},
        },
        {
            "id": "n2",
            "kind": "approval",
            "approvers": [{"kind": "supervisor"}, {"kind": "user", "name": "Anna"}],
            "mode": "all",
            "deadline": {"amount": 1, "unit": "business_days"},
            "approved": _outcome("n3", _action("n4", "add_tag", tag="Yes")),
            "rejected": _outcome("n5"),
        },
        {
            "id": "n6",
            "kind": "repeat",
            "every": {"amount": 3, "unit": "days"},
            "until": [{"field": "paid", "op": "eq", "value": "yes"}],
            "max": 5,
            "steps": [{"id": "n7", "kind": "delay_until", "until": "9 am"}],
        },
    )
    asked = "Ask the responsible person's supervisor and Anna to approve; all of them must agree"
    assert [(line.node, line.depth, line.text) for line in explain(plan)[1:-1]] == [
        ("n1", 1, "Wait until 30 business days before “Warranty end”."),
        ("n2", 1, f"{asked}; answer due in 1 business day."),
        ("n3", 1, "If it is approved:"),
        ("n4", 2, "Add the tag “Yes”."),
        ("n5", 1, "If it is rejected, nothing is done here."),
        ("n2:timed_out", 1, "If there is no answer in time, nothing is done here."),
        ("n6", 1, "Repeat every 3 days, until the paid is “yes”, at most 5 times:"),
        ("n7", 2, "Wait until “9 am”."),
    ]


def test_one_person_who_approves_is_asked_without_rules_and_an_endless_repeat_says_so():
    plan = _plan(
        {
            "id": "n1",
            "kind": "approval",
            "approvers": [{"kind": "supervisor"}],
            "approved": _outcome("n2"),
            "rejected": _outcome("n3"),
            "timed_out": _outcome("n4", {"id": "n5", "kind": "stop"}),
        },
        {
            "id": "n6",
            "kind": "repeat",
            "every": {"amount": 1, "unit": "days"},
            "steps": [_action("n7", "add_comment", message="x")],
        },
        trigger={"name": "activity_added", "kind": "email"},
    )
    told = {line.node: line.text for line in explain(plan)}
    assert told["start"] == "When an e-mail is added:"
    assert told["n1"] == "Ask the responsible person's supervisor to approve."
    assert told["n4"] == "If there is no answer in time:"
    assert told["n6"] == "Repeat every 1 day, with no end:"
    ((node, said),) = errors(plan)
    assert (node, said[:26]) == ("n6", "A repeat would never end. ")


def test_a_stage_trigger_names_its_record_and_its_stage():
    plan = _plan(
        {"id": "n1", "kind": "stop"}, entity="CRM_INVOICE", trigger={"name": "stage_changed", "stage": "Shipping"}
    )
    assert _texts(plan)[0] == "When an invoice moves to the stage “Shipping”:"


def test_a_field_of_two_words_is_said_in_two_words():
    told = _plan({"id": "n1", "kind": "stop"}, conditions=[{"field": "payment_status", "op": "eq", "value": "paid"}])
    assert _texts(told)[1] == "Only if the payment status is “paid”:"


def test_every_word_of_the_vocabulary_has_its_english():
    assert set(wording.VARIABLES) == set(VARIABLES)
    assert set(wording.RECORDS) == set(ENTITIES)
    for name in ACTIONS:
        assert wording.action(Action(id="n1", action=name), "CRM_DEAL")


@_some
@given(data=st.data())
def test_every_leaf_of_a_plan_is_said_in_the_line_of_its_node(plans, data):
    plan = data.draw(plans)
    said: defaultdict[str, str] = defaultdict(str)
    for line in explain(plan):
        said[line.node] += line.text
    for node, leaf in leaves(plan):
        for piece in filter(None, _VARIABLE.split(leaf)):
            told = _VARIABLE.fullmatch(piece)
            assert (f"[{wording.VARIABLES[piece.strip('{}')]}]" if told else piece) in said[node]


def test_a_count_of_repetitions_is_written_as_any_number():
    stop = {"kind": "stop", "id": "n2"}
    often = {"kind": "repeat", "id": "n1", "every": {"amount": 1, "unit": "days"}, "max": 1000, "steps": [stop]}
    plan = Plan.model_validate({"entity": "CRM_DEAL", "trigger": {"name": "deal_won"}, "steps": [often]})

    assert "at most 1,000 times" in explain(plan)[1].text


@_some
@given(data=st.data())
def test_a_title_is_short_and_begins_with_the_trigger(plans, data):
    plan = data.draw(plans)
    assert title(plan).startswith("When ")
    assert len(title(plan)) <= 80
