"""Whatever a model says, reading ends in a plan, a question or a refusal, and a plan holds nothing that was made up."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from b24app.english.read import read
from b24app.english.reading import Question, Refusal, Understood
from b24app.plan.plan import Plan
from tests.english.perfect import Scripted, answers

SENTENCE = (
    'When a deal is won, send an email "Thank you" to the client, wait 2 days, ask the boss for approval, then stop'
)
CLIENT, BOSS = [{"kind": "client"}], [{"kind": "supervisor"}]
MAIL = {"kind": "action", "action": "send_email", "fields": {"to": CLIENT, "body": "Thank you"}}
PLAN = Plan.model_validate(
    {
        "entity": "CRM_DEAL",
        "trigger": {"name": "deal_won"},
        "conditions": [{"field": "amount", "op": "gt", "value": 5000}],
        "steps": [
            {"id": "n1", **MAIL},
            {"id": "n2", "kind": "delay", "amount": 2, "unit": "days"},
            {
                "id": "n3", "kind": "approval", "approvers": BOSS,
                "approved": {"id": "n4", "steps": [{"id": "n5", **MAIL}]}, "rejected": {"id": "n6"},
            },
            {"id": "n7", "kind": "stop"},
        ],
    }
)  # fmt: skip
OUTLINE, FILLING = (json.loads(text) for text in answers(PLAN))
TEXTS = ["", "n1", "n99", "action", "{{NOBODY}}", "{=Document:ID}", "x" * 11_000, "\x00", "\ud800"]
EVIL = ["https://evil.test/x", "boss@evil.test", {"kind": "address", "value": "a@evil.test"}]
ODDITIES: list[object] = [None, 0, -1, 10**30, 1.5, True, [], {}, [[]], *TEXTS, *EVIL]
ODD = st.sampled_from(ODDITIES)


def places(value, path=()):
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from places(inner, (*path, index))


def with_at(value, path, put):
    if not path:
        return put
    if isinstance(value, dict):
        return {key: with_at(inner, path[1:], put) if key == path[0] else inner for key, inner in value.items()}
    return [with_at(inner, path[1:], put) if index == path[0] else inner for index, inner in enumerate(value)]


@st.composite
def bent(draw, told):
    for _ in range(draw(st.integers(0, 3))):
        told = with_at(told, draw(st.sampled_from([*places(told)])), draw(ODD))
    return json.dumps(told)


def check(*said):
    reading = read(SENTENCE, [Scripted(*said)])

    assert isinstance(reading, Understood | Question | Refusal)
    if isinstance(reading, Understood):
        text = json.dumps(reading.plan.dump())
        assert "evil.test" not in text
        assert "{{NOBODY}}" not in text
        Plan.model_validate_json(text)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(bent(OUTLINE), min_size=3, max_size=3), st.lists(bent(FILLING), min_size=3, max_size=3))
def test_bent_answers_end_in_one_of_the_three(outlines, fillings):
    for said in ((outlines[0], *fillings), (*outlines, fillings[0]), (json.dumps(OUTLINE), *fillings)):
        check(*said, *fillings, *outlines)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.text(max_size=200) | st.sampled_from(["[" * 5_000, "NaN", "{}", "0", "null"]), min_size=3, max_size=3)
)
def test_any_text_at_all_ends_in_one_of_the_three(said):
    check(*said)
