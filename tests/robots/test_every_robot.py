"""What holds for every robot, found as the app finds them: no list to keep."""

import ast
import contextlib
import dataclasses
import re
from pathlib import Path

import pytest

import b24app.robots
from b24app.errors import RobotFailed
from b24app.plan.vocabulary import ACTIONS, Carrier
from b24app.robots import Effect, all_robots

ROBOTS = all_robots()
FOLDER = Path(b24app.robots.__file__).parent
FILES = {path.stem: path for path in FOLDER.glob("*.py") if not path.stem.startswith("_")}
# bizproc.md §1: types that need no DOCUMENT_TYPE.
BASE_TYPES = {"bool", "date", "datetime", "double", "file", "int", "select", "string", "text", "user"}
every_robot = pytest.mark.parametrize("robot", ROBOTS.values(), ids=ROBOTS)


def test_every_file_is_a_robot_and_every_robot_a_file():
    assert set(ROBOTS) == set(FILES)
    assert {code: robot.code for code, robot in ROBOTS.items()} == {code: code for code in FILES}


def test_every_action_that_a_robot_carries_has_its_robot():
    carried = {name for name, action in ACTIONS.items() if action.carrier is Carrier.ROBOT}
    assert carried <= set(ROBOTS)
    assert {name for name in ROBOTS if name in ACTIONS} == carried


@every_robot
def test_a_robots_inputs_cover_its_actions_fields(robot):
    if robot.code not in ACTIONS:
        assert robot.hidden, "a robot that people see carries an action"
        return
    inputs = {field.name: field for field in dataclasses.fields(robot.inputs)}
    fields = ACTIONS[robot.code].fields
    assert set(fields) == set(inputs)
    assert {name for name, field in fields.items() if field.required} <= {
        name for name, field in inputs.items() if field.default is dataclasses.MISSING
    }


@every_robot
def test_it_says_what_it_is_and_what_a_crash_means(robot):
    assert isinstance(robot.effect, Effect)
    assert robot.title["en"].strip()
    assert re.fullmatch(r"[a-z0-9._-]{1,128}", robot.code)
    assert (ast.get_docstring(ast.parse(FILES[robot.code].read_text(encoding="utf-8"))) or "").startswith("Robot: ")


@every_robot
def test_it_has_a_test_file(robot):
    assert (Path(__file__).parent / f"test_{robot.code}.py").is_file()


@every_robot
def test_its_file_imports_only_what_a_robot_may_know(robot):
    """plan, model, errors, what a robot is; standard modules that do not reach out."""
    allowed = {"__future__", "collections", "dataclasses", "datetime", "decimal", "json", "re", "typing", "urllib"}
    for node in ast.walk(ast.parse(FILES[robot.code].read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        for name in names:
            inside = name.startswith(("b24app.plan", "b24app.robots._")) or name in {"b24app.errors", "b24app.model"}
            assert inside or name.partition(".")[0] in allowed, f"{robot.code} imports {name}"
            assert not name.startswith("urllib.request")


@every_robot
def test_its_registration_is_what_the_portal_takes(robot):
    told = robot.registration(f"https://app.example/robots/{robot.code}", 17)
    assert (told["CODE"], told["HANDLER"], told["AUTH_USER_ID"]) == (
        robot.code,
        f"https://app.example/robots/{robot.code}",
        17,
    )
    assert told["NAME"]["en"] == robot.title["en"]
    assert told["RETURN_PROPERTIES"]["error"]["Type"] == "text"
    for properties in (told["PROPERTIES"], told["RETURN_PROPERTIES"]):
        assert len(str(properties)) < 65_535
        for key, prop in properties.items():
            check_property(key, prop)


def check_property(key, prop):
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", key)
    assert prop["Name"]["en"].strip()
    assert prop["Type"] in BASE_TYPES
    assert prop["Required"] in {"Y", "N"}
    assert prop["Multiple"] in {"Y", "N"}
    default = prop.get("Default")
    kinds = {"bool": {"Y", "N"}}.get(prop["Type"])
    assert default is None or (
        default in kinds if kinds else isinstance(default, int if prop["Type"] == "int" else str)
    )


@every_robot
def test_names_and_keys_are_read_whatever_their_case(robot):
    """The portal matches keys case-insensitively; two that differ in case only would be one."""
    names = [field.name.lower() for field in dataclasses.fields(robot.inputs)]
    outputs = [field.name.lower() for field in dataclasses.fields(robot.outputs)]
    assert len(set(names)) == len(names)
    assert len({*outputs, "error"}) == len(outputs) + 1


@every_robot
def test_any_properties_are_inputs_or_a_failure_in_words(robot):
    odd = [
        "",
        " ",
        "x",
        "7",
        [],
        {},
        ["a"],
        {"0": "a", "1": "b"},
        None,
        "=1+1",
        "é" * 300,
        [["deep"]],
        {"a": {"b": "c"}},
    ]
    for value in odd:
        properties = {field.name: value for field in dataclasses.fields(robot.inputs)}
        with contextlib.suppress(RobotFailed):
            assert isinstance(robot.parse({**properties, "unknown": "ignored"}), robot.inputs)
