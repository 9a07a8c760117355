"""Without a portal a person, a role, a department and a stage stay open, each as what it is."""

from __future__ import annotations

import pytest

from b24app.bizproc import bpt
from b24app.bizproc.build import build
from b24app.bizproc.read import read_plan, read_tree
from b24app.errors import PlanRejected
from b24app.plan.plan import Plan
from b24app.plan.snapshot import Department, Snapshot, User
from b24app.workflows.compiled import NO_PORTAL, compile_plan
from simulator.workflow.bpt import unpack
from tests.bizproc.running import CLIENT_ID
from tests.bizproc.strict.trees import faults

PORTAL = Snapshot(
    users=(User(id=1, name="Ada Admin"), User(id=7, name="Mia Manager", position="Sales manager")),
    departments=(Department(id=5, name="Sales", head_id=1), Department(id=6, name="Legal")),
)


def notify(*people):
    fields = {"to": people, "message": "x"}
    return {"kind": "action", "id": "n1", "action": "send_notification", "fields": fields}


def plan(*steps, **more):
    told = {"entity": "CRM_DEAL", "trigger": {"name": "deal_won"}, "steps": steps}
    return Plan.model_validate(told | more)


KIM, HEAD, SALES = ({"kind": "user", "name": "Kim"}, {"kind": "role", "name": "head of sales"},
                    {"kind": "group", "name": "Sales"})  # fmt: skip


def test_a_person_a_role_and_a_department_are_told_apart_and_read_back():
    compiled = compile_plan(plan(notify(KIM, HEAD, SALES)), NO_PORTAL, CLIENT_ID)

    assert [(one.kind, one.words, one.code) for one in compiled.unresolved] == [
        ("person", "Kim", "Person_Kim"),
        ("role", "head of sales", "Role_head_of_sales"),
        ("group", "Sales", "Group_Sales"),
    ]
    assert {row["Type"] for row in compiled.template.tree["CONSTANTS"].values()} == {"user"}
    found = read_plan(read_tree(compiled.data), compiled.template.document_type, CLIENT_ID)
    assert found is not None
    people = found.dump()["steps"][0]["fields"]["to"]
    assert [(one["kind"], one["name"]) for one in people] == [
        ("user", "Kim"),
        ("role", "head of sales"),
        ("group", "Sales"),
    ]


@pytest.mark.parametrize(
    ("name", "open_one", "code"),
    [
        ("Mia Manager", "{=Constant:Person_Mia_Manager}", "user_7"),
        ("sales manager", "{=Constant:Role_sales_manager}", "user_7"),
        ("head of Sales", "{=Constant:Role_head_of_Sales}", "user_1"),
    ],
)
def test_conditions_fields_and_inputs_take_a_role_where_they_take_a_person(name, open_one, code):
    owner = {"kind": "action", "id": "n1", "action": "update_field", "fields": {"field": "owner", "value": name}}
    row = {"field": "owner", "op": "eq", "value": name}
    told = plan(owner, conditions=[row], inputs=[{"name": "Boss", "type": "person", "default": name}])

    for portal, expected in ((NO_PORTAL, open_one), (PORTAL, code)):
        tree = build(told, portal, CLIENT_ID, "v1").tree
        holds = tree["TEMPLATE"][0]["Children"][1]["Children"][0]
        assert holds["Properties"]["fieldcondition"] == [["ASSIGNED_BY_ID", "=", [expected], "0"]]
        assert holds["Children"][1]["Properties"]["FieldValue"] == {"ASSIGNED_BY_ID": [expected]}
        assert tree["PARAMETERS"]["Boss"]["Default"] == expected


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Nobody Known", "nobody called Nobody Known"),
        ("head of logistics", 'Nobody here is "head of logistics"'),
        ("legal", "is a department here"),
    ],
)
def test_where_one_person_is_wanted_nobody_and_a_department_are_questions(name, said):
    told = plan(notify(KIM), conditions=[{"field": "owner", "op": "eq", "value": name}])

    with pytest.raises(PlanRejected, match=said):
        build(told, PORTAL, CLIENT_ID, "v1")


def test_a_variables_open_person_is_set_by_a_step_because_a_default_is_never_evaluated():
    answer = {"kind": "answer", "name": "Boss"}
    told = plan(notify(answer), variables=[{"name": "Boss", "type": "person", "default": "Kim"}])
    template = build(told, NO_PORTAL, CLIENT_ID, "v1")
    data = bpt.encode(template.tree)

    assert template.tree["VARIABLES"]["Boss"]["Default"] == ""
    first = template.tree["TEMPLATE"][0]["Children"][1]
    assert first["Properties"]["VariableValue"] == {"Boss": "{=Constant:Person_Kim}"}
    assert faults(unpack(data), "DEAL", CLIENT_ID) == []
    found = read_plan(read_tree(data), template.document_type, CLIENT_ID)
    assert found is not None
    assert [(one.name, one.default) for one in found.variables] == [("Boss", "Kim")]
