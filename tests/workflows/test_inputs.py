"""What a person gives when starting a workflow by hand, on its way into the template's parameters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b24app.errors import MalformedRequest
from b24app.plan.plan import Plan
from b24app.workflows.inputs import parameters


def plan(**declared):
    told = {"name": "Value", **declared}
    tag = {"kind": "action", "id": "n1", "action": "add_tag", "fields": {"tag": "x"}}
    return Plan.model_validate(
        {"entity": "CRM_DEAL", "trigger": {"name": "deal_won"}, "inputs": [told], "steps": [tag]}
    )


@pytest.mark.parametrize(
    ("kind", "typed", "sent"),
    [
        ("number", "1500,5", "1500.5"),
        ("number", "-3", "-3"),
        ("yes_no", "Yes", "Y"),
        ("date", "2027-01-31", "2027-01-31"),
        ("datetime", "2027-01-31T09:30", "2027-01-31T09:30:00"),
        ("person", "7", "user_7"),
        ("text", "=1+1", "'=1+1"),
        ("text", "  plain  ", "plain"),
    ],
)
def test_a_value_is_sent_as_its_type_wants_it(kind, typed, sent):
    assert parameters(plan(type=kind), {"Value": typed}) == {"Value": sent}


@pytest.mark.parametrize(
    ("kind", "typed"),
    [("number", "a lot"), ("number", "1e9"), ("yes_no", "maybe"), ("date", "tomorrow"), ("datetime", "9:30"),
     ("person", "Anna"), ("person", "0")],
)  # fmt: skip
def test_a_value_of_another_type_is_refused_by_name(kind, typed):
    with pytest.raises(MalformedRequest, match="Value"):
        parameters(plan(type=kind), {"Value": typed})


def test_a_choice_is_one_of_those_offered():
    offered = plan(type="list", choices=["Price", "Timing"])
    assert parameters(offered, {"Value": "price"}) == {"Value": "Price"}
    with pytest.raises(MalformedRequest, match="Price, Timing"):
        parameters(offered, {"Value": "Weather"})


def test_the_default_stands_in_for_what_is_left_open():
    assert parameters(plan(default="5", type="number"), {}) == {"Value": "5"}


@given(st.text(max_size=50))
def test_no_text_is_an_expression_when_it_is_read_again(text):
    sent = parameters(plan(), {"Value": text})["Value"]
    assert "{=" not in sent
    assert "{{" not in sent
    assert not sent.lstrip().startswith("=")
