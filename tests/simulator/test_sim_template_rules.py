"""template.add, update, list and delete in a portal (bpt-format.md); robots over REST (rest-robots.md)."""

import base64
import zlib
from typing import Any

import phpserialize
import pytest
import requests

from simulator.changes import Actor, update_record
from simulator.entities import DEAL, ENTITIES

DEAL_TYPE = ["crm", "CCrmDocumentDeal", "DEAL"]
ADD, UPDATE, LIST = (f"bizproc.workflow.template.{verb}" for verb in ("add", "update", "list"))
PAUSE = {"TimeoutDuration": "1", "TimeoutDurationType": "h"}


@pytest.fixture
def given(make_packed):
    return {"DOCUMENT_TYPE": DEAL_TYPE, "NAME": "T", "TEMPLATE_DATA": ["t.bpt", make_packed()]}


def with_fields(fields):
    root = {"Type": "SequentialWorkflowActivity", "Name": "Template", "Properties": {"Title": "T"}, "Children": {}}
    content = {"VERSION": 2, "TEMPLATE": {0: root}, "PARAMETERS": {}, "VARIABLES": {}, "CONSTANTS": {},
               "DOCUMENT_FIELDS": fields}  # fmt: skip
    return base64.b64encode(zlib.compress(phpserialize.dumps(content), 9)).decode()


FIELDS: dict[str, dict[str, Any]] = {
    "UF_CRM_COLOR": {"Name": "Colour", "Type": "select", "BaseType": "select", "Options": {"r": "Red", "b": "Blue"}},
    "UF_CRM_BUDGET": {"Name": "Budget", "Type": "UF:money", "BaseType": "string", "Multiple": "1"},
    "Helper": {"Name": "Helper", "Type": "user", "BaseType": "user"},
    "TITLE": {"Name": "Another title", "Type": "string"},
    "CONTACT.NAME": {"Name": "Contact", "Type": "string"},
    "UF_CRM_COLOR_PRINTABLE": {"Name": "Text", "Type": "string"},
}


def own(state):
    return {row["name"]: (row["type"], row["multiple"]) for row in state()["user_fields"]}


def test_document_fields_create_user_fields_on_the_portal(app, given, state, sim):
    """Top level: every code without a dot and without _PRINTABLE; the CRM's own fields stay."""
    before = own(state)
    app.call(ADD, **given | {"TEMPLATE_DATA": ["t", with_fields(FIELDS)]})
    made = {name: row for name, row in own(state).items() if name not in before}
    assert made == {
        "UF_CRM_COLOR": ("enumeration", False),
        "UF_CRM_BUDGET": ("money", True),
        "UF_CRM_HELPER": ("employee", False),
    }
    deal = ENTITIES[DEAL]
    assert sim.portal.documents.options(deal, "UF_CRM_COLOR") == {"r": "Red", "b": "Blue"}
    assert deal.user_field_entity == state()["user_fields"][-1]["entity_id"]


def test_document_fields_change_a_field_that_is_there_also_by_update(app, given, state, sim):
    number = app.call(ADD, **given | {"TEMPLATE_DATA": ["t", with_fields(FIELDS)]})
    before = own(state)
    more = {"UF_CRM_COLOR": FIELDS["UF_CRM_COLOR"] | {"Name": "Paint", "Options": {"g": "Green"}}}
    app.call(UPDATE, ID=number, FIELDS={"TEMPLATE_DATA": ["t", with_fields(more)]})
    assert own(state) == before
    row = next(row for row in sim.portal.records.user_fields if row.code == "UF_CRM_COLOR")
    assert (row.label, row.options) == ("Paint", {"g": "Green"})


@pytest.mark.parametrize("document_type", [["lists", "BizprocDocument", "iblock_12"], ["crm", "Nope", "DEAL"]])
def test_document_fields_of_documents_that_are_not_here_change_nothing(app, given, state, document_type):
    before = own(state)
    more = {"DOCUMENT_TYPE": document_type, "TEMPLATE_DATA": ["t", with_fields(FIELDS)]}
    assert app.call(ADD, **given | more) > 0
    assert own(state) == before


def test_empty_document_fields_and_a_refused_template_change_nothing(app, given, state):
    before = own(state)
    app.call(ADD, **given | {"TEMPLATE_DATA": ["t", with_fields({})]})
    app.refused(ADD, **given | {"TEMPLATE_DATA": ["t", with_fields(FIELDS)], "NAME": "x" * 256})
    assert own(state) == before


def test_a_name_and_an_entity_must_fit_their_columns(app, given):
    assert app.refused(ADD, **given | {"NAME": "x" * 256})[:2] == (400, "")
    assert app.refused(ADD, **given | {"DOCUMENT_TYPE": ["crm", "x" * 65, "DEAL"]})[:2] == (400, "")
    number = app.call(ADD, **given | {"NAME": "x" * 255})
    assert "NAME" in app.refused(UPDATE, ID=number, FIELDS={"NAME": "y" * 256})[2]


@pytest.mark.parametrize("value", [0, 1, 3, "4", "8", "32", "", " 1", "1.0", True])
def test_auto_execute_is_strictly_one_of_four_strings(app, given, value):
    answer = app.refused(ADD, **given | {"AUTO_EXECUTE": value})
    assert answer[1:] == ("ERROR_TEMPLATE_VALIDATION_FAILURE", "Incorrect field AUTO_EXECUTE!")


def test_auto_execute_absent_is_0_and_the_rest_of_a_new_row_is_the_callers(app, given, sim):
    number = app.call(ADD, **given)
    (row,) = app.call(LIST, SELECT=["*"], FILTER={"ID": number})
    assert (row["AUTO_EXECUTE"], row["USER_ID"], row["IS_MODIFIED"]) == ("0", "1", "N")
    assert row["SYSTEM_CODE"] == f"rest_app_{sim.portal.apps.cards[app.client_id].id}"
    assert sim.portal.templates.rows[number].active


def wrong_child(make_step):
    return make_step("IfElseActivity") | {"Children": {0: make_step("SequenceActivity", name="A2")}}


def test_add_keeps_an_exceptions_words_and_update_its_code_too(app, given, make_packed, make_step):
    """template.add: any exception → its message and the default code; update's are not wrapped."""
    data = {"TEMPLATE_DATA": ["t", make_packed(wrong_child(make_step))]}
    status, code, text = app.refused(ADD, **given | data)
    assert (status, code) == (400, "")
    assert text.startswith("Action 'IfElseActivity': ")
    number = app.call(ADD, **given)
    assert app.refused(UPDATE, ID=number, FIELDS=data) == (400, "10010", text)


def test_a_php_type_error_is_a_500(app, given, make_packed, make_step):
    data = ["t", make_packed(make_step("LogActivity", Text="x") | {"Children": None})]
    assert app.refused(ADD, **given | {"TEMPLATE_DATA": data})[0] == 500


def test_update_does_not_touch_active(app, given, sim):
    number = app.call(ADD, **given)
    sim.portal.templates.keep(_inactive(sim.portal.templates.rows[number]), number)
    app.call(UPDATE, ID=number, FIELDS={"NAME": "New"})
    assert not sim.portal.templates.rows[number].active


def _inactive(row):
    return type(row)(**{**row.__dict__, "active": False})


def test_a_reinstalled_app_no_longer_owns_its_templates(app, given):
    number = app.call(ADD, **given)
    app.control(f"/_apps/{app.client_id}/uninstall", clean=0)
    app.open()
    app.finish()
    for method, more in ((UPDATE, {"FIELDS": {"NAME": "x"}}), ("bizproc.workflow.template.delete", {})):
        assert app.refused(method, ID=number, **more)[1] == "ERROR_TEMPLATE_NOT_OWNER"


def test_list_shows_the_whole_tree_in_a_webhook_too_and_pages_by_50(app, given, sim):
    numbers = [app.call(ADD, **given | {"NAME": f"T{index:02}"}) for index in range(51)]
    assert len(app.call(LIST)) == 50
    assert app.call(LIST, start=50) == [{"ID": str(numbers[-1])}]
    hook = requests.get(f"{sim.portal_url}/_seed", timeout=10).json()["webhook"]
    body = {"SELECT": ["TEMPLATE", "CONSTANTS"], "FILTER": {"<=ID": numbers[0]}}
    (row,) = requests.post(hook + LIST, json=body, timeout=10).json()["result"]
    assert (row["TEMPLATE"][0]["Name"], row["CONSTANTS"]) == ("Template", [])


@pytest.mark.parametrize(
    ("condition", "found"),
    [({"ID": 2}, "2"), ({"!ID": 2}, "13"), ({"<ID": 2}, "1"), ({"<=ID": 2}, "12"), ({">ID": 2}, "3"),
     ({">=ID": 2}, "23"), ({"AUTO_EXECUTE": 8}, "")],
)  # fmt: skip
def test_list_filters(app, given, condition, found):
    for _ in range(3):
        app.call(ADD, **given)
    assert "".join(row["ID"] for row in app.call(LIST, FILTER=condition)) == found


def test_properties_of_a_robot_must_fit_their_column(app, listener):
    robot = {"CODE": "big", "HANDLER": f"{listener.url}/robot", "NAME": "Big"}
    large = {f"p{index}": {"Name": "x" * 500} for index in range(200)}
    for key in ("PROPERTIES", "RETURN_PROPERTIES"):
        assert f"'{key}'" in app.refused("bizproc.robot.add", **robot, **{key: large})[2]
    small = {f"p{index}": {"Name": "x" * 500} for index in range(100)}
    assert app.call("bizproc.robot.add", **robot, PROPERTIES=small, RETURN_PROPERTIES=small) is True


@pytest.mark.parametrize("size", [128, 129])
def test_a_code_has_at_most_128_signs_and_a_handler_1000(app, listener, size):
    handler = f"{listener.url}/robot?"
    fits = {"CODE": "x" * size, "HANDLER": handler + "x" * (1000 - len(handler) + size - 128), "NAME": "N"}
    if size == 128:
        assert app.call("bizproc.robot.add", **fits) is True
    else:
        assert app.refused("bizproc.robot.add", **fits)[2] == "Wrong activity code!"
        assert app.refused("bizproc.robot.add", **fits | {"CODE": "x"})[1] == "ERROR_WRONG_HANDLER_URL"


def test_the_type_of_a_property_is_not_checked_and_a_handler_may_be_of_any_domain(app):
    odd = {"a": {"Name": "A", "Type": "nonsense"}}
    assert app.call("bizproc.robot.add", CODE="odd", HANDLER="https://elsewhere.example/x", NAME="Odd",
                    PROPERTIES=odd, RETURN_PROPERTIES=odd) is True  # fmt: skip


@pytest.mark.parametrize("expired", [1, 0])
def test_the_step_of_an_unpaid_app_throws(app, state, make_step, expired):
    """rest-robots.md, "Call to HANDLER": the process is terminated and its status shows the error."""
    app.add_template(make_step(app.add_robot(), UseSubscription="Y"), AUTO_EXECUTE="2")
    app.control(f"/_apps/{app.client_id}/payment", expired=expired, status="T")
    hook = requests.get(f"{app.sim.portal_url}/_seed", timeout=10).json()["webhook"]
    requests.post(hook + "crm.item.update", json={"entityTypeId": 2, "id": 1, "fields": {"title": "y"}}, timeout=10)
    (run,) = state()["workflows"]
    assert (run["state"], bool(run["error"])) == (("faulted", True) if expired else ("running", False))
    assert not expired or run["status"] == run["error"]


def test_without_their_tariff_feature_methods_do_not_exist(app, given):
    """template.add, and robot.* with any feature of several (rest-robots.md)."""
    robot = {"CODE": "c", "HANDLER": "https://a.example/x", "NAME": "N"}
    missing = (404, "ERROR_METHOD_NOT_FOUND", "Method not found!")
    app.control("/_limits", closed_features=["bizproc"])
    assert app.refused(ADD, **given) == app.refused("bizproc.activity.add", **robot) == missing
    assert app.call("bizproc.robot.add", **robot) is True
    every = ["bizproc", "crm_automation_lead", "crm_automation_deal", "crm_automation_order", "tasks_automation"]
    app.control("/_limits", closed_features=every)
    assert app.refused("bizproc.robot.list") == missing
    app.control("/_limits", closed_features=[])
    assert app.call(ADD, **given) > 0


@pytest.mark.parametrize(
    ("name", "found"),
    [("group_UA", 6), ("group_D1", 2), ("group_HR1", 2), ("group_G3", 0), ("group_SG7_A", 0), ("group_SG7_K", 0),
     ("6", 0), ("user_6", 0), ("nobody", 0)],
)  # fmt: skip
def test_groups_and_departments_name_who_still_works_and_workgroups_nobody(sim, name, found):
    """Users: there are no workgroups and no roles of users here."""
    assert len(sim.portal.people.named([name])) == found


@pytest.mark.parametrize("prefix", ["group_DR", "group_HRR"])
def test_with_its_subdepartments_the_first_department_is_everybody(sim, prefix):
    assert sim.portal.people.named([f"{prefix}1"]) == sim.portal.people.named(["group_UA"])


MOVE = {"NEW": "EXECUTING", "EXECUTING": "NEW"}


@pytest.fixture
def chased(sim):
    """Two stages whose robots move a deal to the other one; the deal, and its workflows after it was sent round."""

    def chase(kind, properties):
        portal = sim.portal
        for stage, other in MOVE.items():
            portal.automation.place((DEAL, 0, stage), kind, "Move", properties=properties(other))
        record = portal.records.tables[DEAL][2]
        with portal.lock:
            update_record(portal, ENTITIES[DEAL], record, {"STAGE_ID": "EXECUTING"}, Actor(1))
        return portal.engine.instances()

    return chase


def test_robots_that_move_a_record_back_and_forth_are_stopped_after_99_rounds(chased, app):
    runs = chased("SetFieldActivity", lambda other: {"FieldValue": {"STAGE_ID": other}})
    assert len(runs) == 99
    assert {run.state for run in runs} <= {"done", "terminated"}
    assert app.call("crm.item.get", entityTypeId=2, id=2)["item"]["id"] == 2
    again = chased("LogActivity", lambda _: {"Text": "x"})
    assert len(again) > 99


def test_the_third_same_change_of_a_stage_is_refused(chased, sim):
    """native-activities.md, CrmChangeStatusActivity: more than two same changes in a hit."""
    runs = chased("CrmChangeStatusActivity", lambda other: {"TargetStatus": other})
    assert len(runs) == 5
    assert any("recursion" in note["text"] for note in runs[-1].log)
    assert sim.portal.records.tables[DEAL][2]["STAGE_ID"] in MOVE
