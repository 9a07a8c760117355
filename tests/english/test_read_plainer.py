"""The rows of `grammar/plainer/rows/`: what people say, in plain words. Each brings the example of its use."""

from importlib.resources import files

import pytest

from b24app.english.case import to_case
from b24app.english.grammar.plainer.paraphrases import all_in_plain_words
from b24app.english.grammar.plainer.wording import Kept, Told, Wording
from b24app.english.read import read
from b24app.english.reading import Question, Understood
from b24app.plan.plan import Span
from tests.english.test_read_alike import facts

LINES = [
    line
    for file in sorted(files("b24app.english.grammar.plainer.rows").iterdir(), key=lambda file: file.name)
    if file.name.endswith(".txt")
    for line in file.read_text(encoding="utf-8").splitlines()
]
EVERY = 12  # of the rows one in so many is tried each time; all of them by `make test ARGS=`
NOTED = "“{}” was read as “{}”."


def check(line: str) -> str:
    """What is wrong with a row; empty when nothing is."""
    example = line.split(" | ")[1]
    plainer = all_in_plain_words(Wording.written(example), ())
    if plainer is None:
        return f"{line}: not found in its example"
    meant, reading = read(plainer.text), read(example)
    if not isinstance(meant, Understood):
        return f"{line}: “{plainer.text}” is not understood"
    if not isinstance(reading, Understood) or facts(to_case(reading, "x")) != facts(to_case(meant, "x")):
        return f"{line}: not read as “{plainer.text}”"
    return ""


def test_no_two_rows_put_the_same_words_into_other_words():
    said = [line.partition("=>")[0] for line in LINES]
    assert len(said) == len(set(said))


def test_the_rows_say_in_their_examples_what_they_say_in_plain_words():
    assert [wrong for line in LINES[::EVERY] if (wrong := check(line))] == []


@pytest.mark.slow
def test_every_row_says_in_its_example_what_it_says_in_plain_words():
    assert [wrong for line in LINES if (wrong := check(line))] == []


def test_what_was_read_as_what_is_told_and_every_step_stands_where_it_was_written():
    said = "Whenever we bag a deal, holler at Anna and then create a task for Ben"
    reading = read(said)

    assert isinstance(reading, Understood)
    assert NOTED.format("holler at", "notify") in reading.notes
    words = [said[step.span.start : step.span.end] for step in reading.plan.steps if step.span]
    assert words == ["holler at Anna", "create a task for Ben"]


def test_what_is_understood_is_never_put_in_other_words():
    reading = read("When a deal is won, notify Anna")
    assert isinstance(reading, Understood)
    assert not [note for note in reading.notes if "was read as" in note]


def test_a_name_is_no_figure_of_speech():
    """
    The stage is called "Over the line" here, whatever else the words could mean.
    """
    reading = read('When a deal moves to the stage "Over the line", notify Anna')
    assert isinstance(reading, Understood)
    assert reading.plan.trigger.stage == "Over the line"


def test_what_stays_unclear_in_plain_words_is_asked_in_the_words_that_were_written():
    said = "When a deal is won, holler at Anna and frobnicate the gizmo"
    reading = read(said)
    assert isinstance(reading, Question)
    assert all(span.end <= len(said) for span in reading.uncovered)


def test_other_words_know_where_the_written_ones_stand():
    said = Wording.written("give Anna a shout")
    plain = said.put([Told("notify", 0, 4), Kept(4, 9), Told("", 9, 17)], {Span(start=0, end=17): "noted"})
    again = plain.put([Told("tell", 0, 6), Kept(6, 11)], {})

    assert plain.text == "notify Anna"
    assert again.text == "tell Anna"
    assert again.place(Span(start=0, end=9)) == Span(start=0, end=9)
    assert again.place(Span(start=5, end=9)) == Span(start=5, end=9)
    assert again.notes == ("noted",)
    assert again.replaced == (Span(start=0, end=17),)


def test_every_word_is_accounted_for_where_several_stand_for_one():
    said = "When a deal is won, needless to say, notify whoever created the quote"
    reading = read(said)

    assert isinstance(reading, Understood)
    places = {at for span in (*reading.covered, *reading.uncovered) for at in range(span.start, span.end)}
    assert [char for at, char in enumerate(said) if at not in places and not char.isspace()] == []
