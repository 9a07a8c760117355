"""`GET /capabilities` says all that the vocabulary has, and nothing of any portal."""

from typing import get_args

from b24app.plan.plan import Step
from b24app.plan.vocabulary import ACTIONS, TRIGGERS, VARIABLES
from tests.world import ask


def test_everything_of_the_vocabulary_is_told(world):
    answer = ask(f"{world.app_url}/capabilities")

    assert answer.status == 200
    assert set(answer.json["triggers"]) == set(TRIGGERS)
    assert len(answer.json["triggers"]) == 21
    assert {name: set(row["fields"]) for name, row in answer.json["actions"].items()} == {
        name: set(word.fields) for name, word in ACTIONS.items()
    }
    assert len(answer.json["actions"]) == 22
    assert len(answer.json["variables"]) == len(VARIABLES) == 19


def test_every_kind_of_step_is_told(world):
    kinds = {get_args(kind.model_fields["kind"].annotation)[0] for kind in get_args(get_args(Step)[0])}
    assert {*ask(f"{world.app_url}/capabilities").json["control"], "action"} == kinds
