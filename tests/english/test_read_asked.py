"""What has to be asked: words that name nothing, bounds without a number, moments that nobody knows."""

from pathlib import Path

import pytest

from b24app.english.read import read
from b24app.english.reading import Question, Understood

ROWS = [
    line
    for line in Path(__file__).with_name("wordings").joinpath("asked.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


MORE = [
    "If the lead is a referral: assign it to Anna",
    "When a deal is a referral. Tell the boss",
    "We have 3 days to call: when a lead is created call it",
]


@pytest.mark.parametrize("sentence", ROWS + MORE)
def test_what_only_the_writer_knows_is_asked_about(sentence):
    assert isinstance(read(sentence), Question)


@pytest.mark.parametrize(
    "sentence",
    [
        'When a deal moves to the stage "Usual", tell Anna',
        'When a deal is won, add the tag "right"',
        "When a deal is won, tag it important",
        "When a deal is won, a task for Ben to find the right person",
        "When a deal is won, set the field Priority to high",
        "When a lead's temperature is hot, tell the boss",
        "When a contact is created and the birthday is filled in, send an SMS",
        'When a deal is won, email the client "As discussed, we start soon"',
        "When a deal is won, tell the boss about it",
    ],
)
def test_a_name_that_only_looks_vague_is_taken(sentence):
    assert isinstance(read(sentence), Understood)
