"""A question about words alone offers to leave them out, where what is left is a plan and says nothing else."""

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from b24app.cli import main
from b24app.english.read import read
from b24app.english.reading import Question, Understood


@pytest.mark.parametrize(
    ("description", "left"),
    [
        ("When a deal is won half way, tell Anna", "When a deal is won, tell Anna"),
        ("a deal is won -> party, tell Anna", "a deal is won -> tell Anna"),
        ("Once a deal is won, peace and joy, tell Anna", "Once a deal is won, tell Anna"),
    ],
)
def test_words_that_were_not_understood_may_be_left_out(description, left):
    asked = read(description)

    assert isinstance(asked, Question)
    assert asked.without == left
    assert isinstance(read(asked.without), Understood)


@pytest.mark.parametrize(
    "description",
    [
        "When a deal is won, tell Anna but not if she frobnicates",
        "When a deal is won, tell Anna unless frobnicated",
        "When a deal is won with 40 frobs, tell Anna",
        "Frobnicate the deal",
        "When a deal is won, frobnicate",
    ],
)
def test_what_would_turn_the_meaning_or_leave_no_plan_is_not_offered(description):
    asked = read(description)

    assert isinstance(asked, Question)
    assert not asked.without


@settings(max_examples=25)
@given(st.text(max_size=80))
def test_an_offer_is_always_a_plan(description):
    asked = read(f"When a deal is won, tell Anna {description}")

    assert not isinstance(asked, Question) or not asked.without or isinstance(read(asked.without), Understood)


def test_the_command_line_tells_what_it_would_understand():
    told = CliRunner().invoke(main, ["parse", "--provider", "rules", "When a deal is won half way, tell Anna"])

    assert told.exit_code == 1
    assert "I would understand it without these words: When a deal is won, tell Anna" in told.output
