"""Every operator in the ways people tell it, wherever they put the condition, so that no rule fits one sentence."""

import json

import pytest

from b24app.english.case import to_case
from b24app.english.read import read
from b24app.english.reading import Understood
from tests.english.test_read_triggers import taken, wordings

STEP = "notify the responsible"
FRAMES = [
    "When a deal is created and {}, {step}",
    "When a deal is created, {step} if {}",
    "When a deal is created, if {}, {step}",
    "When a deal is created, {step}, but only if {}",
    "When a deal is created, {step}, provided that {}",
    "When a deal is created, {step} as long as {}",
    "When a deal is created, check whether {}; if so, {step}",
    "When a deal is created, {step}. Only do this if {}.",
    "If {} when a deal is created, {step}",
]
TOLD = wordings("conditions.txt")
GUARDS = wordings("guards.txt")
GUARDED = [
    ("When a deal {} is created, {step}", "deal_created"),
    ("When a deal is created {}, {step}", "deal_created"),
    ("When a deal {} is won, {step}", "deal_won"),
    ("A new deal {} -> {step}", "deal_created"),
    ("Every lost deal {}: {step}", "deal_lost"),
    ("For every deal {} that we win, {step}", "deal_won"),
    ("If we win a deal {}, {step}", "deal_won"),
    ("Won deals {}: {step}", "deal_won"),
]


def plain(row):
    """A condition in small letters, lists in order."""
    value = row.get("value")
    value = sorted(str(one).casefold() for one in value) if isinstance(value, list | tuple) else value
    value = value.casefold() if isinstance(value, str) else value
    return row.get("field", "").casefold().replace("_", " "), row.get("op"), value


def rows_of(case):
    """The conditions, also those of a choice around the only step."""
    step = case["steps"][0] if case["steps"] else {}
    return [plain(row) for row in case["conditions"] or step.get("if", [])]


@pytest.mark.parametrize(("head", "told"), TOLD.items(), ids=TOLD)
def test_a_condition_is_understood_however_it_is_told(head, told):
    wanted = [plain(row) for row in json.loads(head)]
    misread = []
    for place, words in enumerate(told):
        for frame in taken(FRAMES, place):
            sentence = frame.format(words, step=STEP)
            reading = read(sentence)
            case = to_case(reading, "x")
            if not isinstance(reading, Understood) or case["trigger"] != "deal_created" or rows_of(case) != wanted:
                misread.append((sentence, rows_of(case)))

    assert misread == []


@pytest.mark.parametrize(("head", "told"), GUARDS.items(), ids=GUARDS)
def test_which_records_are_meant_is_understood_wherever_it_stands(head, told):
    wanted = [plain(row) for row in json.loads(head)]
    misread = []
    for place, words in enumerate(told):
        for frame, trigger in taken(GUARDED, place):
            sentence = frame.format(words, step=STEP)
            case = to_case(read(sentence), "x")
            if case["trigger"] != trigger or rows_of(case) != wanted:
                misread.append((sentence, rows_of(case)))

    assert misread == []


@pytest.mark.parametrize(
    "text",
    [
        "When phone and email of a contact are changed, notify Bob",
        "When a deal is won, or lost, notify Bob",
        "New contacts lacking a phone or an email: notify Bob",
        "Leads from Spain: when a deal is won, notify Bob",
        "When such a lead is created, notify Bob",
        "When a lead is created, notify everyone except Bob",
        "When a deal is won, email the client and notify Bob, but not for deals under 500",
        "When a deal is won, don't email the client, except for VIP clients",
    ],
)
def test_what_could_be_meant_in_two_ways_is_a_question(text):
    assert not isinstance(read(text), Understood)
