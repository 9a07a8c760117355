"""How steps are joined, held back, repeated, approved and left out: many wordings each, in `cases/structure.txt`."""

from pathlib import Path

import pytest

from tests.english.compact import compact

TABLE = Path(__file__).parent / "cases" / "structure.txt"
ROWS = [line.split(" || ") for line in TABLE.read_text(encoding="utf-8").splitlines() if " || " in line]


@pytest.mark.parametrize(("sentence", "meaning"), ROWS)
def test_every_wording_of_a_structure_means_the_same(sentence, meaning):
    assert compact(sentence.replace("\\n", "\n")) == meaning


PERHAPS_STEPS = [
    "We also sync it with SAP.",
    "It is printed and archived.",
    "You archive the card.",
    "They are moved to the archive.",
    "The system deletes the old deals.",
    "They need to get a gift too.",
    "The rest is done by Anna.",
    "Do not disturb them at night.",
]


@pytest.mark.parametrize("remark", PERHAPS_STEPS)
def test_a_remark_that_could_be_one_more_step_is_asked_about(remark):
    assert compact(f"When a deal is won, email the client. {remark}").startswith("?")


@pytest.mark.parametrize("tail", ["or call them", "so the manager creates a task", "and feed the hamster"])
def test_a_step_that_is_not_understood_is_never_dropped(tail):
    assert compact(f"When a deal is won, email the client {tail}") != "email"


@pytest.mark.parametrize(
    "sentence",
    [
        "When a deal is won, notify the owner. Consent refused: tag it 'no mail'.",
        "Deal created: if the amount is over 1000, email the client, other contacts: notify the boss",
        "New lead: email the client and notify the boss. If the phone is empty, create a task instead.",
        "Deal won: text the client. Two weeks after the e-mail call them.",
        "When a deal is won, mail the client; in other news, notify Bob",
        "New lead: email the client. Wait a day. On day 5 call them.",
        "Quote created: two approvals needed: Anna, then Bob, then Carl. Yes: email the client",
        "Quote created: Anna must approve, then the client. Yes: email the client",
        "When a deal is won, stop reminding the owner when it is paid",
        "While Ben is away, assign new leads to Anna",
        "While a deal is in stage New, email the client",
        "When an invoice is overdue, email the client. Stop emailing them once it is paid.",
        "New invoice is overdue: two e-mails a week, six in total",
        "New lead: email the client, unless the budget is below 100, create a task for Anna",
        "Deal won: if over 10k, notify Anna. Bigger: notify the boss.",
        "Deal won over 10k: email the client, above the fold",
        "Invoice overdue: case 1: email the client, case 2: sms them",
        "When a quote is approved, email the client. If it isn't, notify the rep.",
        "New lead: call them. No answer → sms",
        "New lead: sms is forbidden for clients from Germany, email them",
        "New deal: email the client, calls are only allowed at night",
        "Deal lost: do not email the client for a week",
        "Quote created: mail it to the client if Legal doesn't object. If they do, notify the rep.",
        "Quote created: mail it to the client, unless Legal objects within 2 days, then notify the rep",
        "Quote created: mail it to the client unless the client declined it",
    ],
)
def test_a_case_or_a_wait_of_something_untold_is_asked_about(sentence):
    assert compact(sentence).startswith("?")
