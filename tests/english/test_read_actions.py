"""Every way to say an action and its slots: the table in cases/actions.txt, one wording a line."""

import re
from pathlib import Path

import pytest

from b24app.english.case import to_case
from b24app.english.read import read
from b24app.english.reading import Question, Understood

TABLE = Path(__file__).with_name("cases") / "actions.txt"
PEOPLE = {"owner": "{{ASSIGNED_BY_ID}}", "boss": "role:supervisor", "creator": "role:creator"}
CLIENT = {"{{CONTACT_PHONE}}", "{{CONTACT_EMAIL}}"}


def rows():
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split(" || ")) for line in lines if line and not line.startswith("#")]


def wanted(row):
    action, *fields = (part.strip() for part in row.split(" | "))
    return action, [tuple(field.split("=", 1)) for field in fields]


def plain(value):
    """A value of a step as the table writes it."""
    if isinstance(value, dict) and "unit" in value:
        return f"{value['amount']} {value['unit']}"
    text = str(value).casefold().removeprefix("the ")
    return re.sub(r"^(group:.*) (?:team|department)$", r"\1", text)


def holds(step, name, value):
    got = step["fields"].get(name.removesuffix("~"))
    if name.endswith("~"):
        return all(word.casefold() in str(got).casefold() for word in value.split(","))
    if value == "client" and name == "to":
        return got in CLIENT
    if plain(got) == plain(PEOPLE.get(value, value) if name in {"to", "assignee"} else value):
        return True
    # A week may be told in days, a day in hours; "tomorrow" is in one day.
    return (value, plain(got)) in {("2 days", "48 hours"), ("1 days", "24 hours"), ("tomorrow", "1 days")}


@pytest.mark.parametrize(("words", "meaning"), rows())
def test_a_wording_of_an_action_is_understood(words, meaning):
    reading = read(f"When a deal is won, {words}")
    if meaning == "?":
        assert isinstance(reading, Question)
        return
    assert isinstance(reading, Understood), reading
    case = to_case(reading, "x")
    expected = [wanted(row) for row in meaning.split(" ; ")]

    assert case["conditions"] == []
    told = [step for step in case["steps"] if "action" in step or any(action == "delay" for action, _ in expected)]
    assert [step.get("action", "delay") for step in told] == [action for action, _ in expected]
    for step, (_, fields) in zip(told, expected, strict=True):
        got = step if "action" in step else {"fields": {"d": step["delay"]}}
        assert [name for name, value in fields if not holds(got, name, value)] == [], step


ASIDES = [
    "Handover at our bakery: when a deal is won, notify the owner",
    "we phoned a customer, and once a deal is won notify the owner",
    "When a deal is won, notify the owner (that is how we like it)",
]


@pytest.mark.parametrize("text", ASIDES)
def test_an_aside_is_shown_as_not_used_and_not_asked_about(text):
    assert isinstance(read(text), Understood)


NO_ASIDES = [
    "Only on Mondays: when a deal is won, notify the owner",
    "In Berlin, when a deal is won, notify the owner",
    "When a deal is won, notify the owner, archive",
    "When a deal is won, notify the owner (twice)",
    "When a deal is won, email half of the clients",
    "When a deal is won, add 500 to the amount",
    "When a deal is won, create a task for whoever is free",
    "When a deal is won, create an invoice due in 14 days",
]


@pytest.mark.parametrize("text", NO_ASIDES)
def test_what_could_change_the_meaning_is_asked_about(text):
    assert isinstance(read(text), Question)


SOMEBODY_ELSE = [
    "When a deal is won, notify whoever is responsible for marketing",
    "When a deal is won, notify the person in charge of the warehouse",
    "When a deal is won, notify the owner. Anna informed us already",
    "When a deal is won, tell bergmann",
    "When a deal is won, the quote is sent to the boss",
    "When a deal is won, it is sent to the client",
    'When a deal is won, the owner gets "Won" and the client gets "Thanks"',
    "When a deal is won, email Anna but not Ben if the amount is over 5",
    "When a deal is won, nobody else gets an SMS",
    "When a deal is won, several people need to know",
    "When a deal is won, an e-mail tells the client nothing",
    "When a deal is won, what the owner gets is nothing",
    "When a quote is created, ask Ben. If no answer, notify Sue",
    "When a deal is won, the CFO wants to know why",
    "When a deal is won, notify people",
    "When a deal is won, a note to the client",
    "When a deal is won, the owner's mail goes to Ben",
    "When new leads receive a call, notify Ana",
    "When a deal is won, the bell rings at 10:00",
    'When a deal is won, owner: "Do it"',
    "When a deal is won, remind him via the bell",
    'When a deal is won, send "A" to the client by SMS, "B" by e-mail',
    "When a deal is won, either the accountant or the owner is notified",
]


@pytest.mark.parametrize("text", SOMEBODY_ELSE)
def test_who_is_not_surely_meant_is_asked_for(text):
    assert isinstance(read(text), Question)
