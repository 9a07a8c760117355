"""What no rule takes apart is told again in plain words, part by part, and read by the same grammar."""

import importlib.util
import json
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from b24app.cli import main
from b24app.english.case import to_case
from b24app.english.grammar.parser import parse
from b24app.english.grammar.plainer.retelling import retold
from b24app.english.grammar.plainer.retelling.plain import in_plain_words
from b24app.english.grammar.plainer.retelling.tagger import frames_of, tagged
from b24app.english.grammar.plainer.wording import Wording
from b24app.english.grammar.words.lexer import lex
from b24app.english.meant import meant
from b24app.english.read import read
from b24app.english.reading import Question, Understood
from bench.english.__main__ import FILES, READ, cases_of
from bench.english.marked import Mislabelled, tags, unmarked
from bench.english.train import FINGERPRINT, fingerprint, labelled

CASES = cases_of(FILES["open"])[0] + cases_of(FILES["next"])[0]
ROWS = cases_of(FILES["restated"])[0][::41]
SCORER = Path(__file__).resolve().parents[2] / "bench" / "english" / "score.py"


def told(marked: str) -> str:
    text, _, frames = unmarked(marked)
    said = Wording.written(text)
    pieces = in_plain_words(said, frames)
    return said.put(pieces, {}).text if pieces else ""


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        (
            "‹[who|Maya] should be the [assign|one who gets]› ‹[lead_created|leads that are created]› "
            "‹*from [source|Google Ads]›, and ‹an [sms|SMS must go out] to [client|the lead]›",
            'When a lead is created and the source is "Google Ads", assign it to Maya, send an SMS to the client.',
        ),
        (
            "‹[task|task] for [who|ops] [text|check]› ‹<[wait|a day] later›, ‹[deal_won|once we win]›",
            'When a deal is won, wait a day, create a task "check" for the ops.',
        ),
        (
            "‹[deal_lost|lost]› → ‹[sms|sms] [client|them]› ‹<if [field|phone] [filled|known]›, "
            "‹[tag|tag] [value|lost]›",
            "When a deal is lost, if the phone is filled in: send an SMS to the client. In any case: "
            'add the tag "lost".',
        ),
        (
            "‹[quote_created|new quote]› ‹[who|Ann] [approval|oks it]› ‹[yes|ok]› ‹[email|mail] [client|them]› "
            "‹[no|not ok]› ‹[notify|bell] [rep|owner]› ‹[silent|silence]› ‹[notify|bell] [boss|the boss]›",
            "When a quote is created, ask Ann for approval. If approved: send an e-mail to the client. If rejected: "
            "send a notification to the responsible person. If there is no answer: send a notification to the "
            "responsible person's supervisor.",
        ),
        (
            "‹[contact_created|new contact]›: ‹[parallel|at once]› ‹[email|mail] [client|them]›, "
            "‹[whatsapp|wa] [client|them]› ‹<after [wait|2 days]›",
            "When a contact is created, At the same time: (1) send an e-mail to the client; (2) wait 2 days, "
            "send a WhatsApp message to the client.",
        ),
        (
            "‹[record|deals] [stage_changed|stuck in] [stage|Review]› ‹for [wait|4 days]›, ‹[stays|unmoved]›: "
            "‹[notify|ping] [rep|owner]›",
            'When a deal moves to the "Review" stage, wait 4 days. If the stage is "Review": send a notification to '
            "the responsible person.",
        ),
        (
            "‹[deal_created|new deal]› ‹[currency|EUR or CHF]›: ‹[tag|tag] [value|abroad]›, ‹after [wait|a week]› "
            "‹[untag|take it off]›",
            'When a deal is created and the currency is "EUR" or "CHF", add the tag "abroad", wait a week, '
            'remove the tag "abroad".',
        ),
        (
            "‹[invoice_overdue|late invoice]›: ‹[sms|sms] [client|them] every [every|2 days] till [stop|paid], "
            "[max|4x]›, ‹then a [task|task] for the [who|lawyer]›",
            "When an invoice is overdue, every 2 days send an SMS to the client, at most 4 times until it is paid. "
            "After that: create a task for the lawyer.",
        ),
        (
            "‹[meeting_scheduled|meeting]› ‹[sms|text] [client|them]› ‹<[before|2 hours] before [until|it begins]›",
            "When a meeting is scheduled, wait until 2 hours before the start, send an SMS to the client.",
        ),
        (
            "‹[no_client|leave the client alone]›, ‹[deal_updated|new] [watched|Delivery date]› → "
            "‹[webhook|PUT] [url|https://a.example/x]›",
            'When the "Delivery date" field of a deal changes, send a PUT request to https://a.example/x. '
            "Do not contact the client.",
        ),
    ],
)
def test_each_part_is_told_in_the_words_that_are_read_everywhere(marked, plain):
    assert told(marked) == plain


@pytest.mark.parametrize(
    "marked",
    [
        "‹[task|a task] for [who|Ann]›",
        "‹[deal_won|won]›",
        "‹[deal_won|won]› or ‹[deal_lost|lost]› ‹[task|a task]›",
        "‹[deal_won|won]› ‹[tag|tag it]›",
        "‹[deal_won|won]› ‹[gt|more than]› ‹[task|a task]›",
        "‹[deal_won|won]› ‹[assign|hand it over]›",
    ],
    ids=["no trigger", "no step", "two triggers", "no tag", "no value", "nobody"],
)
def test_what_is_not_whole_is_not_told(marked):
    assert told(marked) == ""


@pytest.mark.parametrize("line", ["‹[deal_won|x", "‹‹", "[deal_won|x]", "‹[no_such|x]›", "›", "‹[deal_won| ]›"])
def test_marks_that_do_not_fit_are_refused(line):
    with pytest.raises(Mislabelled):
        unmarked(line)


def test_the_models_were_trained_on_the_lines_that_stand_there():
    """`make tagger` trains them again."""
    assert FINGERPRINT.read_text(encoding="ascii").strip() == fingerprint()


def test_each_labelled_line_is_its_case_in_other_words_and_keeps_its_frames_as_tags():
    known = {"-"} | {case["id"] for name in ("dev", *READ) for case in cases_of(FILES[name])[0]}
    for case, marked in [*labelled()][::5]:
        text, tokens, frames = unmarked(marked)
        assert case in known, marked
        assert text.strip(), marked
        assert [frame.slots for frame in frames_of(tags(tokens, frames))] == [frame.slots for frame in frames], marked


def test_nine_in_ten_labelled_lines_say_in_plain_words_what_their_case_means():
    """Those that do not wait for a rule of the grammar or of the retelling; the figure may only rise."""
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec
    assert spec.loader
    score = sys.modules["score"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    cases = {case["id"]: case for name in ("dev", *READ) for case in cases_of(FILES[name])[0]}
    lines = [line for line in labelled() if line[0] != "-"][::40]
    right = 0
    for case, marked in lines:
        answer = json.loads(json.dumps(to_case(parse(told(marked)), case)))
        right += score.score_case(score.Case(cases[case]), answer).overall
    assert right >= 0.9 * len(lines)


WORDS = """
when a deal is won lost lead , . : -> tell Ann task for the client "Call" if amount > 10k not no every 2 days until paid
otherwise and https://a.example/x boss@a.test {{DEAL_ID}} stage tag
"""
TEXTS = st.one_of(st.text(max_size=120), st.lists(st.sampled_from(WORDS.split()), max_size=30).map(" ".join))


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_slots_stand_in_order_and_do_not_overlap(text):
    tokens = lex(text)
    slots = [slot for frame in tagged(tokens) for slot in frame.slots]

    assert all(0 <= slot.start < slot.end <= len(tokens) for slot in slots)
    assert all(one.end <= two.start for one, two in pairwise(slots))


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_nothing_is_told_that_was_not_written(text):
    """No address, no placeholder and no quoted text comes from anywhere else, and none is left out."""
    found = retold(text)
    if found is None:
        return
    literal = {"URL", "EMAIL", "VARIABLE", "PHONE"}
    said, again = (sorted(one.text for one in lex(words).items if one.kind in literal) for words in (text, found))
    assert set(again) <= set(said)
    assert found.startswith("When ")


@settings(max_examples=20, deadline=None)
@given(TEXTS)
def test_what_is_offered_is_always_a_plan(text):
    offered = meant(text)

    assert not offered or isinstance(read(offered), Understood)


def test_most_open_questions_come_with_what_was_probably_meant():
    asked = [row["text"] for row in ROWS if isinstance(read(row["text"]), Question)]
    offers = [offered for text in asked if (offered := meant(text))]

    assert len(offers) > len(asked) / 3


@pytest.mark.parametrize(
    "description",
    [
        "",
        "Lorem ipsum dolor",
        "Wenn ein Deal gewonnen wird, schicke dem Kunden eine E-Mail",
        "Whenever we get a deal over the line, never write to the client but give Ann a frobnication",
        "When a deal is won, hum " * 200,
    ],
    ids=["empty", "nonsense", "another language", "a negation left over", "too long"],
)
def test_nothing_is_offered_where_there_is_nothing_to_go_by(description):
    assert not meant(description)


@pytest.mark.parametrize("row", [row for row in CASES if row["expect"] == "refuse"], ids=lambda row: row["id"])
def test_what_is_refused_is_not_offered_in_other_words(row):
    assert not meant(row["text"])


def test_the_terminal_asks_whether_that_was_meant():
    asked = (row["text"] for row in ROWS if isinstance(read(row["text"]), Question))
    shown = CliRunner().invoke(main, ["parse", next(text for text in asked if meant(text))])

    assert shown.exit_code == 1
    assert "Did you mean: When " in shown.output
