"""What a plan reads like, and that nothing of it is left out."""

import re
from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from b24app.plan.plan import Action, AnyOf, Branch, Comparison, Delay, Moment, Person, Plan
from b24app.plan.vocabulary import ACTIONS, ENTITIES, VARIABLES
from b24app.workflows import wording
from b24app.workflows.explain import explain, title

_WORDS = {"OPPORTUNITY": "amount", "STAGE_ID": "stage"}
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


def test_a_stage_trigger_names_its_record_and_its_stage():
    plan = _plan(
        {"id": "n1", "kind": "stop"}, entity="CRM_INVOICE", trigger={"name": "stage_changed", "stage": "Shipping"}
    )
    assert _texts(plan)[0] == "When an invoice moves to the stage “Shipping”:"


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
    for node, leaf in _leaves(plan):
        for piece in filter(None, _VARIABLE.split(leaf)):
            told = _VARIABLE.fullmatch(piece)
            assert (f"[{wording.VARIABLES[piece.strip('{}')]}]" if told else piece) in said[node]


@_some
@given(data=st.data())
def test_a_title_is_short_and_begins_with_the_trigger(plans, data):
    plan = data.draw(plans)
    assert title(plan).startswith("When ")
    assert len(title(plan)) <= 80


def _leaves(plan):
    yield "start", plan.trigger.stage
    yield "start", plan.trigger.field
    yield from (("holds", leaf) for leaf in _of_conditions(plan.conditions))
    for node in plan.nodes():
        if isinstance(node, Action):
            yield from ((node.id, leaf) for value in node.fields.values() for leaf in _of_value(value))
        if isinstance(node, Delay):
            yield node.id, str(node.amount)
        if isinstance(node, Branch):
            yield from ((node.id, leaf) for leaf in _of_conditions(node.when))


def _of_value(value):
    if isinstance(value, Moment):
        return [f"{value.amount} {value.unit.removesuffix('s')}"]
    if isinstance(value, str):
        return [_WORDS.get(value, value)]
    return [person.name + person.value for person in value if isinstance(person, Person)]


def _of_conditions(conditions):
    for condition in conditions:
        if isinstance(condition, AnyOf):
            yield from (leaf for group in condition.any for leaf in _of_conditions(group))
        if isinstance(condition, Comparison):
            yield _WORDS.get(condition.field, condition.field)
            yield wording.OPERATORS[condition.op]
            yield from _of_compared(condition.value)


def _of_compared(value):
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) < 1e15
        return [f"{int(value):,}" if whole else repr(value)]
    return [value] if isinstance(value, str) else value or ()
