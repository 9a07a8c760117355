"""How a robot's properties are declared to the portal and read from its calls."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from b24app.errors import RobotFailed
from b24app.robots import Effect, Robot
from b24app.robots._base import prop

People = tuple[str, ...]


@dataclass(frozen=True)
class Inputs:
    text: str = prop("Text")
    number: int = prop("Number", default=0)
    one: int = prop("One", default=1)
    ticked: bool = prop("Ticked", default=False)
    unticked: bool = prop("Unticked", default=True)
    people: People = prop("People", default=())
    word: str = prop("Word", default="x")


@pytest.fixture
def robot():
    return Robot("r", {"en": "R"}, Inputs, Inputs, Effect.ONCE, lambda _inputs, _ctx: None)


def test_each_kind_has_its_portal_type_and_its_default(robot):
    told = robot.registration("https://app.example/", 1)["PROPERTIES"]
    assert {key: (row["Type"], row["Required"], row["Multiple"]) for key, row in told.items()} == {
        "text": ("text", "Y", "N"),
        "number": ("int", "N", "N"),
        "one": ("int", "N", "N"),
        "ticked": ("bool", "N", "N"),
        "unticked": ("bool", "N", "N"),
        "people": ("user", "N", "Y"),
        "word": ("text", "N", "N"),
    }
    assert {key: row["Default"] for key, row in told.items() if "Default" in row} == {
        "number": 0,
        "one": 1,
        "ticked": "N",
        "unticked": "Y",
        "word": "x",
    }


@pytest.mark.parametrize(
    ("name", "told", "read"),
    [
        ("text", "a", "a"),
        ("text", ["a", "b"], "a, b"),
        ("text", {"0": "a", "1": "b"}, "a, b"),
        ("text", 5, "5"),
        ("number", "5", 5),
        ("number", " -5 ", -5),
        ("number", "", 0),
        ("ticked", "Y", True),
        ("ticked", "1", True),
        ("ticked", True, True),
        ("ticked", "N", False),
        ("ticked", "0", False),
        ("unticked", "", True),
        ("unticked", "N", False),
        ("unticked", False, False),
        ("people", "user_1", ("user_1",)),
        ("people", ["user_1", "", "user_2"], ("user_1", "user_2")),
        ("people", {"0": "user_1"}, ("user_1",)),
        ("people", [], ()),
        ("word", None, "x"),
    ],
)
def test_values_are_read_leniently(robot, name, told, read):
    assert getattr(robot.parse({"text": "needed", name: told}), name) == read


def test_names_are_read_in_any_case(robot):
    assert robot.parse({"TEXT": "a", "Number": "3"}).number == 3


def test_a_missing_value_is_said_by_its_english_name(robot):
    with pytest.raises(RobotFailed, match="“Text” is empty"):
        robot.parse({"number": "5"})


@pytest.mark.parametrize("value", ["five", "1.5", "1e3", ["1", "2"], "9" * 5000])
def test_what_is_no_whole_number_is_refused_in_a_short_sentence(robot, value):
    with pytest.raises(RobotFailed, match="“Number” is not a whole number") as caught:
        robot.parse({"text": "a", "number": value})
    assert len(str(caught.value)) < 200
