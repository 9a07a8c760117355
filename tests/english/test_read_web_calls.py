"""A web call among other actions: each is read, none takes another's words."""

import pytest

from b24app.english.read import read
from b24app.english.reading import Understood


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("notify the responsible and call the web address https://x.example/y", ["send_notification", "webhook"]),
        (
            'notify the responsible, create a task "X" and call https://x.example/y',
            ["send_notification", "create_task", "webhook"],
        ),
        (
            "inform the manager, move it to Lost, then ping https://x.example/y",
            ["send_notification", "move_stage", "webhook"],
        ),
        ("post the title and email to https://x.example/y", ["webhook"]),
    ],
)
def test_a_web_call_does_not_swallow_the_actions_before_it(sentence, expected):
    reading = read(f"When a deal is won, {sentence}")
    assert isinstance(reading, Understood)
    assert [action.action for action in reading.plan.actions()] == expected
