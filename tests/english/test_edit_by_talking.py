"""A hundred edits by talking: each changes exactly what was asked, or asks back."""

import json
from pathlib import Path
from typing import Any

import pytest

from b24app.english.editing import edit
from b24app.english.read import read
from b24app.english.reading import Question, Refusal, Understood

ROWS = [json.loads(line) for line in (Path(__file__).parent / "edits.jsonl").read_text(encoding="utf-8").splitlines()]


def plan(description):
    reading = read(description)
    assert isinstance(reading, Understood), (description, reading)
    return reading.plan


def deeds(value: Any) -> Any:
    """A plan without what reading it anew gives anew: ids and spans."""
    if isinstance(value, dict):
        return {key: deeds(item) for key, item in value.items() if key not in {"id", "span"}}
    return [deeds(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['edit'][:40]} ({number})" for number, row in enumerate(ROWS)])
def test_an_edit_changes_exactly_what_was_asked(row):
    before = plan(row["plan"])

    answer = edit(before, row["edit"])

    if row["becomes"] is None:
        assert isinstance(answer, Question | Refusal)
        return
    assert isinstance(answer, Understood), answer
    assert deeds(answer.plan.dump()) == deeds(plan(row["becomes"]).dump())


@pytest.mark.parametrize("row", [row for row in ROWS if row["becomes"]])
def test_what_is_not_spoken_of_keeps_its_id(row):
    before = plan(row["plan"])
    answer = edit(before, row["edit"])
    assert isinstance(answer, Understood)
    kept = {json.dumps(deeds(node.model_dump(mode="json"))): node.id for node in before.nodes()}
    after = [(json.dumps(deeds(node.model_dump(mode="json"))), node.id) for node in answer.plan.nodes()]
    assert all(node_id == kept[told] for told, node_id in after if told in kept and list(kept).count(told) == 1)


def test_undo_goes_back_to_the_plan_before():
    before = plan("When a deal is won, add the tag Won")
    changed = edit(before, 'also add a comment "x"')
    assert isinstance(changed, Understood)
    back = edit(changed.plan, "undo", earlier=before)
    assert isinstance(back, Understood)
    assert back.plan == before
