"""The number of employees is one of several ranges: a test of it is a list of them, or a question."""

import pytest

from b24app.bizproc.build import build
from b24app.errors import PlanRejected
from b24app.plan.plan import Plan
from b24app.plan.snapshot import Snapshot, demo_portal
from b24app.workflows.compiled import compile_plan

COMMENT = {"kind": "action", "id": "n1", "action": "add_comment", "fields": {"message": "x"}}


def plan(op, value):
    rows = [{"field": "employees", "op": op, "value": value}]
    told = {"entity": "CRM_COMPANY", "trigger": {"name": "company_created"}, "conditions": rows, "steps": [COMMENT]}
    return Plan.model_validate(told)


def row(tree):
    (found,) = tree["TEMPLATE"][0]["Children"][1]["Children"][0]["Properties"]["fieldcondition"]
    return found[:3]


@pytest.mark.parametrize(
    ("op", "value", "codes"),
    [
        ("gt", 500.0, ["EMPLOYEES_4"]),
        ("gte", 250.0, ["EMPLOYEES_3", "EMPLOYEES_4", "EMPLOYEES_4"]),
        ("lt", 50.0, ["EMPLOYEES_1"]),
        ("lte", "500", ["EMPLOYEES_1", "EMPLOYEES_2", "EMPLOYEES_3"]),
    ],
)
def test_a_number_at_an_end_of_a_range_means_the_ranges_on_its_side(client_id, op, value, codes):
    """
    Two values are three, since the engine could read a pair as a reference.
    """
    assert row(build(plan(op, value), demo_portal(), client_id, "v1").tree) == ["EMPLOYEES", "in", codes]


@pytest.mark.parametrize(("op", "value"), [("gt", 100.0), ("lt", 300.0), ("gt", 1000.0), ("eq", 50.0), ("gt", "many")])
def test_a_number_inside_a_range_is_a_question_with_the_ranges(client_id, op, value):
    with pytest.raises(PlanRejected, match=r"employees|ranges") as asked:
        build(plan(op, value), demo_portal(), client_id, "v1")

    assert asked.value.choices == () or "50 to 250" in asked.value.choices


def test_without_a_portal_whoever_imports_the_template_picks_the_ranges(client_id):
    compiled = compile_plan(plan("gt", 100.0), Snapshot(known=False), client_id)

    code = "Values_employees_more_than_100"
    assert row(compiled.template.tree) == ["EMPLOYEES", "in", f"{{=Constant:{code}}}"]
    assert [(one.kind, one.code) for one in compiled.unresolved] == [("values", code)]
    assert compiled.template.tree["CONSTANTS"][code]["Name"] == "employees more than 100"
