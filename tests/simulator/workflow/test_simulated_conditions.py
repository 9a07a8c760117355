"""The four kinds of condition: operators, joiners and quirks."""

import re

import pytest

from simulator.workflow.conditions import OPERATORS as KNOWN
from simulator.workflow.conditions import code_of, holds
from simulator.workflow.values import compare


@pytest.fixture
def decide(desk):
    """Whether a condition holds in a run with the given values."""

    def ask(properties, **values):
        run = desk.start(desk.robot(desk.register("hold", returns=("state",))), **values)
        return holds(properties, desk.engine._runs[run.id].scope)

    return ask


OPERATORS = [
    ("5", "=", "5.0", True),
    ("abc", "=", "ABC", False),
    ("5", "!=", "6", True),
    ("1500.00", ">", "1000", True),
    ("999", ">", "1000", False),
    ("10", ">=", "10", True),
    ("9", "<", "10", True),
    ("10", "<=", "9", False),
    ("9", "<=", "9", True),
    ("WON", "in", ["WON", "C1:WON"], True),
    ("NEW", "in", ["WON", "C1:WON"], False),
    ("WON", "in", "WON,LOSE", True),
    (["a", "x"], "in", ["a", "b"], False),
    ("NEW", "!in", ["WON"], True),
    ("roof tiles", "contain", "tile", True),
    ("roof", "contain", ["roof", "wall"], False),
    (["a", "b"], "contain", ["b", "a"], True),
    ("roof", "!contain", "wall", True),
    ("", "empty", "", True),
    ("0", "empty", "", True),
    ([], "empty", "", True),
    ("x", "empty", "", False),
    ("x", "!empty", "", True),
    ("5", "between", ["1", "5"], True),
    ("6", "between", ["1", "5"], False),
    ("6", "between", "1", False),
    (["1", "2"], "=", ["1", "2"], True),
    (["1", "2"], "=", ["1"], False),
    (["1", "1"], "=", "1", True),
    (["1", "2"], "!=", ["2", "1"], True),
    (["1", "2"], "!=", ["2", "2"], False),
    ("x", "like", "x", False),
    ("x", "modified", "", False),
]


@pytest.mark.parametrize(("left", "operator", "right", "expected"), OPERATORS)
def test_operators(decide, left, operator, right, expected):
    row = {"object": "Variable", "field": "V", "operator": operator, "value": right, "joiner": "0"}
    assert decide({"mixedcondition": [row]}, variables={"V": left}) is expected
    assert decide({"propertyvariablecondition": [["V", operator, right, "0"]]}, variables={"V": left}) is expected


def test_the_evaluator_knows_exactly_the_operators_of_the_table():
    assert {operator for _, operator, _, _ in OPERATORS} - {"like"} == KNOWN
    assert {operator for _, operator, _, held in OPERATORS if held} == KNOWN - {"modified"}


def test_the_table_has_exactly_the_operators_of_the_documents(shared):
    """native-activities.md, "Conditions", operators."""
    text = (shared / "native-activities.md").read_text()
    listed = re.search(r"\* operators: `(.*?)`", text)
    assert listed
    assert {*listed[1].split(), "modified"} == KNOWN


@pytest.mark.parametrize(
    ("kind", "left", "operator", "right", "expected"),
    [
        ("user", "user_7", "=", ["user_7"], True),
        ("user", "user_7", "=", "7", True),
        ("user", "user_7", "in", ["group_D5"], True),
        ("user", "user_1", "in", ["group_D5"], False),
        ("user", "user_7", "!in", ["user_1", "user_9"], True),
        ("user", "user_66", "=", "user_66", True),
        ("user", "user_66", "=", "", False),
        ("user", ["user_7"], "=", "author", True),
        ("string", "user_7", "in", ["group_D5"], False),
        ("date", "11/20/2026", "<", "21.11.2026 09:00:00", True),
        ("string", "11/20/2026", "<", "21.11.2026 09:00:00", True),
        ("string", "21.11.2026", ">", "11/20/2027", True),
        ("date", "21.11.2026", ">", "11/20/2027", False),
        ("datetime", "2026-12-01", ">", "11/30/2026 11:00:00 pm", True),
        ("datetime", "1795219200", "=", "11/21/2026", True),
        ("date", ["11/20/2026", "11/22/2026"], "between", ["11/19/2026", "11/23/2026"], True),
    ],
)
def test_people_and_dates_are_compared_by_their_declared_type_not_by_their_look(
    decide, *, kind, left, operator, right, expected
):
    row = {"object": "Variable", "field": "V", "operator": operator, "value": right, "joiner": "0"}
    assert decide({"mixedcondition": [row]}, variables={"V": left}, types={"V": kind}) is expected
    parameter = {"propertyvariablecondition": [["V", operator, right, "0"]]}
    assert decide(parameter, parameters={"V": left}, types={"V": kind}) is expected


def test_fields_have_the_types_of_the_portal_and_results_those_of_their_step(decide, desk, world):
    world.documents[desk.document_id] |= {"CLOSEDATE": "11/20/2026", "TITLE": "user_7"}
    assert decide({"fieldcondition": [["ASSIGNED_BY_ID", "in", ["group_D5"], "0"]]})
    assert not decide({"fieldcondition": [["TITLE", "in", ["group_D5"], "0"]]})
    assert decide({"fieldcondition": [["CLOSEDATE", "<", '{{=dateadd({=System:Now}, "7d")}}', "0"]]})


def rows(*joined):
    return {"fieldcondition": [["ID", "=", "5" if holds_ else "6", joiner] for holds_, joiner in joined]}


@pytest.mark.parametrize(
    ("joined", "expected"),
    [
        ([(True, "0"), (True, "0")], True),
        ([(True, "0"), (False, "0")], False),
        ([(False, "0"), (True, "1")], True),
        ([(True, "0"), (False, "0"), (True, "1")], True),
        ([(True, "0"), (False, 1), (False, "0")], True),
        ([(False, "1")], True),
        ([(False, 0), (False, 1)], False),
        ([], True),
    ],
)
def test_rows_are_an_or_of_and_groups_and_a_first_joiner_of_1_makes_all_true(decide, joined, expected):
    assert decide(rows(*joined)) is expected


def test_a_row_may_omit_its_joiner_and_its_value(decide):
    assert decide({"fieldcondition": [["TITLE", "!empty"]]})
    assert decide({"fieldcondition": [["TITLE", "=", "Roof"], ["ID", "=", "5"]]})


@pytest.mark.parametrize(
    ("operator", "value", "expected"),
    [("=", "", True), ("!=", "x", True), ("=", "x", False), ("empty", "", True), (">", "0", False), ("<", "5", True)],
)
def test_an_unknown_document_field_is_null(decide, operator, value, expected):
    assert decide({"fieldcondition": [["NOPE", operator, value, "0"]]}) is expected


@pytest.mark.parametrize("operator", ["=", "!=", ">", "!empty"])
def test_an_unknown_code_makes_a_variable_condition_true(decide, operator):
    assert decide({"propertyvariablecondition": [["NOPE", operator, "x", "0"]]})


def test_parameters_come_before_variables(decide):
    both = {"parameters": {"X": "p"}, "variables": {"X": "v"}}
    assert decide({"propertyvariablecondition": [["X", "=", "p", "0"]]}, **both)


@pytest.mark.parametrize(("operator", "expected"), [("=", True), ("!=", False), ("empty", True), (">", False)])
def test_a_step_that_does_not_exist_compares_as_on_26(decide, operator, expected):
    row = {"object": "A1_1_1_1", "field": "x", "operator": operator, "value": "y", "joiner": "0"}
    assert decide({"mixedcondition": [row]}) is expected


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("Document", "TITLE", "Roof"),
        ("Constant", "C", "c"),
        ("Template", "P", "p"),
        ("Parameter", "P", "p"),
        ("Robot", "IsTimeout", "0"),
        ("Robot", "state", ""),
        ("GlobalVar", "G", ""),
    ],
)
def test_mixed_conditions_read_every_object(decide, name, field, value):
    row = {"object": name, "field": field, "operator": "=", "value": value}
    assert decide({"mixedcondition": [row]}, constants={"C": "c"}, parameters={"P": "p"})


def test_values_are_expressions_and_parameters_are_evaluated_again(decide):
    row = {"object": "Template", "field": "P", "operator": "=", "value": "{=Document:TITLE}"}
    assert decide({"mixedcondition": [row]}, parameters={"P": ""}, given={"P": "{=Document:TITLE}"})
    assert decide({"fieldcondition": [["OPPORTUNITY", "=", "={=Document:ID}*300", "0"]]})


def test_modified_needs_the_list_of_changed_fields(decide):
    condition = {"fieldcondition": [["STAGE_ID", "modified", "", "0"]]}
    assert not decide(condition)
    assert decide(condition, changed_fields=["STAGE_ID"])
    assert not decide(condition, changed_fields=["TITLE"])


def test_the_first_key_that_is_a_condition_decides_and_none_is_true(decide):
    both = {"Title": "x", "fieldcondition": [["ID", "=", "6", "0"]], "truecondition": "1"}
    assert code_of(both) == "fieldcondition"
    assert not decide(both)
    assert decide({"FieldCondition": [["ID", "=", "6", "0"]]})
    assert decide({"truecondition": "1"})
    assert decide({"mixedcondition": {"0": {"object": "Document", "field": "ID", "operator": "=", "value": "5"}}})


@pytest.mark.parametrize(
    ("left", "right", "order"),
    [
        ("abc", 0, 1),
        (None, "", 0),
        (None, 5, -1),
        (None, False, 0),
        ("0", False, 0),
        ("1e1", "10", 0),
        ([], "x", 1),
        ("x", [], -1),
        ([1, 2], ["1", "2"], 0),
        ([1], [1, 2], -1),
        ("", 5, -1),
    ],
)
def test_loose_comparison_follows_php_8(left, right, order):
    assert compare(left, right) == order
