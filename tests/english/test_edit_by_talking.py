"""A hundred edits by talking: each changes exactly what was asked, or asks back."""

import json
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from b24app.english.editing import edit
from b24app.english.read import read
from b24app.english.reading import Question, Refusal, Understood
from b24app.workflows.diff import diff

LONG = 10  # seconds, on any machine
ROWS = [json.loads(line) for line in (Path(__file__).parent / "edits.jsonl").read_text(encoding="utf-8").splitlines()]


@cache
def plan(description):
    reading = read(description)
    assert isinstance(reading, Understood), (description, reading)
    return reading.plan


def deeds(value: Any) -> Any:
    """A plan without what reading it anew gives anew: ids and spans."""
    if isinstance(value, dict):
        return {key: deeds(item) for key, item in value.items() if key not in {"id", "span"}}
    return [deeds(item) for item in value] if isinstance(value, list) else value


def flat(told: dict[str, Any]) -> dict[str, Any]:
    """A single case around everything, with nothing otherwise, is a condition of the whole."""
    only = told["steps"][0] if len(told["steps"]) == 1 else {}
    if told.get("conditions") or only.get("kind") != "choice" or only.get("otherwise") or len(only["branches"]) > 1:
        return told
    return told | {"conditions": only["branches"][0]["when"], "steps": only["branches"][0]["steps"]}


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['edit'][:40]} ({number})" for number, row in enumerate(ROWS)])
def test_an_edit_changes_exactly_what_was_asked(row):
    before = plan(row["plan"])

    answer = edit(before, row["edit"])

    if row["becomes"] is None:
        assert isinstance(answer, Question | Refusal)
        return
    assert isinstance(answer, Understood), answer
    assert flat(deeds(answer.plan.dump())) == flat(deeds(plan(row["becomes"]).dump()))
    assert diff(before, answer.plan)


@pytest.mark.parametrize("row", [row for row in ROWS if row["becomes"]])
def test_what_is_not_spoken_of_keeps_its_id(row):
    before = plan(row["plan"])
    answer = edit(before, row["edit"])
    assert isinstance(answer, Understood)
    kept = {json.dumps(deeds(node.model_dump(mode="json"))): node.id for node in before.nodes()}
    after = [(json.dumps(deeds(node.model_dump(mode="json"))), node.id) for node in answer.plan.nodes()]
    assert all(node_id == kept[told] for told, node_id in after if told in kept and list(kept).count(told) == 1)


@pytest.mark.parametrize("row", [row for row in ROWS if row["becomes"]])
def test_each_step_keeps_its_words_and_new_ones_claim_none(row):
    before = plan(row["plan"])
    answer = edit(before, row["edit"])
    assert isinstance(answer, Understood)
    words = {node.id: node.span for node in before.nodes()}
    assert all(node.span == words.get(node.id) for node in answer.plan.nodes())


@pytest.mark.parametrize(
    "said",
    [
        "make it 3 days, " * 60,
        "remove the email and " * 45,
        "before the task wait 2 days and " * 30,
        "the task should be " * 50,
        '"a" ' * 240,
        "swap the email and the task and the tag and the note and remove x and add y and do z",
    ],
)
def test_a_long_edit_is_answered_soon(said):
    started = perf_counter()
    assert edit(plan('When a deal is won, send an email to the client and create a task "Call"'), said[:1000])
    assert perf_counter() - started < LONG


def test_undo_goes_back_to_the_plan_before():
    before = plan("When a deal is won, add the tag Won")
    changed = edit(before, 'also add a comment "x"')
    assert isinstance(changed, Understood)
    back = edit(changed.plan, "undo", earlier=before)
    assert isinstance(back, Understood)
    assert back.plan == before


def test_swapping_two_people_swaps_them_where_they_stand():
    before = plan("When a lead is created, if the source is Google, assign it to Olga, otherwise assign it to Peter")
    answer = edit(before, "swap Peter and Olga")
    assert isinstance(answer, Understood)
    names = [step.model_dump()["fields"]["assignee"][0]["name"] for step in answer.plan.actions()]
    assert names == ["Peter", "Olga"]
    assert [node.id for node in answer.plan.nodes()] == [node.id for node in before.nodes()]


def test_a_proposed_text_follows_what_starts_the_workflow_and_a_given_one_stays():
    before = plan('When a deal is won, notify the boss and send an SMS to the client "Hello"')
    answer = edit(before, "start it when the deal is lost")
    assert isinstance(answer, Understood)
    texts = [one.fields["message"] for one in answer.plan.actions()]
    assert texts == ["A deal is lost: {{DEAL_TITLE}}", "Hello"]
