"""Robots, activities, templates, workflows and answers over REST."""

import pytest

INVALID = "ERROR_ACTIVITY_VALIDATION_FAILURE"


@pytest.fixture
def robot(listener):
    return {"CODE": "greet", "HANDLER": f"{listener.url}/robot", "NAME": {"en": "Greet"}}


@pytest.mark.parametrize("kind", ["robot", "activity"])
def test_registration_life(app, robot, kind):
    assert app.call(f"bizproc.{kind}.add", **robot) is True
    assert app.call(f"bizproc.{kind}.list") == ["greet"]
    assert app.call(f"bizproc.{kind}.update", CODE="greet", FIELDS={"NAME": "Hello"}) is True
    assert app.call(f"bizproc.{kind}.delete", CODE="greet") is True
    assert app.call(f"bizproc.{kind}.list") == []


@pytest.mark.parametrize(
    ("change", "code", "text"),
    [
        ({"CODE": ""}, INVALID, "Empty activity code!"),
        ({"CODE": "a b"}, INVALID, "Wrong activity code!"),
        ({"NAME": ""}, INVALID, "Empty activity NAME!"),
        ({"NAME": {"en": " "}}, INVALID, "Empty activity NAME!"),
        ({"PROPERTIES": "x"}, INVALID, "Wrong properties array!"),
        ({"PROPERTIES": {"1a": {"Name": "A"}}}, INVALID, "Wrong property key 1a!"),
        ({"RETURN_PROPERTIES": {"a": {"Type": "int"}}}, INVALID, "Empty property NAME a!"),
        ({"FILTER": {"ONLY": ["b24"]}}, INVALID, "Wrong activity FILTER!"),
        ({"DOCUMENT_TYPE": ["crm"]}, INVALID, "Wrong activity DOCUMENT_TYPE!"),
        ({"HANDLER": "ftp://example.com/x"}, "ERROR_UNSUPPORTED_PROTOCOL", "Unsupported event handler protocol"),
        ({"HANDLER": "nonsense"}, "ERROR_WRONG_HANDLER_URL", "Wrong event handler URL"),
        ({"HANDLER": "http://[bad"}, "ERROR_WRONG_HANDLER_URL", "Wrong event handler URL"),
        ({"USE_PLACEMENT": "Y"}, "ERROR_WRONG_HANDLER_URL", "Wrong event handler URL"),
    ],
)
def test_refused_registrations(app, robot, change, code, text):
    assert app.refused("bizproc.robot.add", **{**robot, **change}) == (400, code, text)


def test_an_empty_registration_is_refused(app):
    assert app.refused("bizproc.robot.add") == (400, INVALID, "Empty data!")


def test_robots_and_activities_share_their_codes(app, robot):
    app.call("bizproc.robot.add", **robot)
    assert app.refused("bizproc.activity.add", **robot)[1] == "ERROR_ACTIVITY_ALREADY_INSTALLED"
    assert app.call("bizproc.activity.list") == []


def test_unknown_codes_and_empty_updates(app, robot):
    assert app.refused("bizproc.robot.update", CODE="greet", FIELDS={"NAME": "x"})[1] == "ERROR_ACTIVITY_NOT_FOUND"
    assert app.refused("bizproc.robot.delete", CODE="greet")[1] == "ERROR_ACTIVITY_NOT_FOUND"
    app.call("bizproc.robot.add", **robot)
    assert app.refused("bizproc.robot.update", CODE="greet", FIELDS={"OTHER": 1}) == (
        400,
        INVALID,
        "No fields to update",
    )


TEMPLATE_INVALID = "ERROR_TEMPLATE_VALIDATION_FAILURE"


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"DOCUMENT_TYPE": ["crm", "CCrmDocumentDeal"]}, "Incorrect field DOCUMENT_TYPE!"),
        ({"NAME": ""}, "Empty template name!"),
        ({"AUTO_EXECUTE": 0}, "Incorrect field AUTO_EXECUTE!"),
        ({"AUTO_EXECUTE": "4"}, "Incorrect field AUTO_EXECUTE!"),
        ({"AUTO_EXECUTE": "01"}, "Incorrect field AUTO_EXECUTE!"),
        ({"TEMPLATE_DATA": ""}, "Incorrect field TEMPLATE_DATA!"),
        ({"TEMPLATE_DATA": ["x.bpt", "***"]}, "Incorrect field TEMPLATE_DATA!"),
    ],
)
def test_refused_templates(app, make_packed, change, text):
    given = {
        "DOCUMENT_TYPE": ["crm", "CCrmDocumentDeal", "DEAL"],
        "NAME": "T",
        "TEMPLATE_DATA": ["t.bpt", make_packed()],
    }
    assert app.refused("bizproc.workflow.template.add", **{**given, **change}) == (400, TEMPLATE_INVALID, text)


def test_template_life(sim, app, make_step, make_packed):
    step = make_step(app.add_robot())
    number = app.add_template(step, DESCRIPTION="d", AUTO_EXECUTE="3")
    assert app.call("bizproc.workflow.template.list") == [{"ID": str(number)}]
    select = ["ID", "NAME", "AUTO_EXECUTE", "SYSTEM_CODE", "DOCUMENT_TYPE", "MODULE_ID", "TEMPLATE", "USER_ID"]
    (row,) = app.call("bizproc.workflow.template.list", SELECT=select, FILTER={"NAME": "Test"})
    assert (row["AUTO_EXECUTE"], row["USER_ID"]) == ("3", "1")
    assert row["SYSTEM_CODE"] == sim.portal.apps.cards[app.client_id].system_code
    assert (row["MODULE_ID"], row["DOCUMENT_TYPE"]) == ("crm", "DEAL")
    assert row["TEMPLATE"][0]["Children"][0]["Type"] == step["Type"]

    changed = app.call(
        "bizproc.workflow.template.update", ID=number, FIELDS={"NAME": "New", "TEMPLATE_DATA": ["t", make_packed()]}
    )
    assert changed == number
    (row,) = app.call("bizproc.workflow.template.list", SELECT=["NAME", "TEMPLATE"], FILTER={">=AUTO_EXECUTE": 1})
    assert (row["NAME"], row["TEMPLATE"][0]["Children"]) == ("New", [])
    assert app.call("bizproc.workflow.template.delete", ID=number) is None
    assert app.call("bizproc.workflow.template.list") == []


def test_template_updates_are_checked(app):
    number = app.add_template()
    update = "bizproc.workflow.template.update"
    assert app.refused(update, ID=99, FIELDS={"NAME": "x"})[1] == "ERROR_TEMPLATE_NOT_FOUND"
    assert app.refused(update, ID=number, FIELDS={"OTHER": "x"})[2] == "No fields to update."
    assert app.refused(update, ID=number, FIELDS={"NAME": ""})[2] == "Empty template name!"
    assert app.refused(update, ID=number, FIELDS={"AUTO_EXECUTE": 1})[2] == "Incorrect field AUTO_EXECUTE!"


@pytest.fixture
def waiting(app, listener, make_step, state):
    """A workflow on deal 1 that waits for the robot's answer, and the robot's call."""
    app.add_robot(PROPERTIES={"text": {"Name": "Text", "Type": "string"}},
                  RETURN_PROPERTIES={"done": {"Name": "Done", "Type": "string"}})  # fmt: skip
    kind = state()["robots"][0]["type"]
    number = app.add_template(make_step(kind, text="{=Document:TITLE}", UseSubscription="Y"))
    workflow = app.call("bizproc.workflow.start", TEMPLATE_ID=number, DOCUMENT_ID=["crm", "CCrmDocumentDeal", "DEAL_1"])
    (call,) = listener.wait("/robot")
    return workflow, number, call


def test_a_robot_is_called_as_the_documents_say(app, waiting):
    workflow, _, call = waiting
    assert (call["workflow_id"], call["code"]) == (workflow, "greet")
    assert call["document_id"] == ["crm", "CCrmDocumentDeal", "DEAL_1"]
    assert call["document_type"] == ["crm", "CCrmDocumentDeal", "DEAL"]
    assert call["properties"] == {"text": "Workshop equipment"}
    assert (call["use_subscription"], call["timeout_duration"]) == ("Y", "0")
    assert set(call["auth"]) == {
        "access_token", "refresh_token", "expires", "expires_in", "scope", "domain", "server_endpoint", "status",
        "client_endpoint", "member_id", "user_id", "application_token",
    }  # fmt: skip
    assert call["auth"]["user_id"] == "1"
    app.token = call["auth"]["access_token"]
    assert app.call("profile")["ID"] == "1"


def test_an_answer_ends_the_wait_and_a_second_one_is_ignored(app, waiting, state):
    workflow, _, call = waiting
    assert [row["ID"] for row in app.call("bizproc.workflow.instances")] == [workflow]
    assert app.call("bizproc.activity.log", EVENT_TOKEN=call["event_token"], LOG_MESSAGE="half way") is True
    assert app.call("bizproc.event.send", EVENT_TOKEN=call["event_token"], RETURN_VALUES={"done": "1"}) is True
    assert app.call("bizproc.workflow.instances") == []
    assert app.call("bizproc.event.send", EVENT_TOKEN=call["event_token"]) is True
    assert state()["workflows"][0]["state"] == "done"


def test_a_forged_token_is_refused(app, waiting):
    token = waiting[2]["event_token"]
    for forged in (token[:-1] + "x", "", "a|b|c.d", token + "0"):
        assert app.refused("bizproc.event.send", EVENT_TOKEN=forged)[:2] == (403, "ACCESS_DENIED")
    assert app.refused("bizproc.activity.log", EVENT_TOKEN=token)[:2] == (400, "ERROR_EMPTY_LOG_MESSAGE")
    assert app.refused("bizproc.activity.log", EVENT_TOKEN="x", LOG_MESSAGE="y")[:2] == (400, "ACCESS_DENIED")


def test_running_workflows_can_be_terminated_and_killed(app, waiting, state):
    workflow, number, _ = waiting
    assert app.refused("bizproc.workflow.template.delete", ID=number)[0] == 400
    assert app.call("bizproc.workflow.terminate", ID=workflow, STATUS="enough") is True
    assert state()["workflows"][0]["state"] == "terminated"
    assert app.refused("bizproc.workflow.kill", ID=workflow)[:2] == (400, "ERROR_WRONG_WORKFLOW_ID")
    again = app.call("bizproc.workflow.start", TEMPLATE_ID=number, DOCUMENT_ID=["crm", "CCrmDocumentDeal", "DEAL_2"])
    assert app.call("bizproc.workflow.kill", ID=again) is True


@pytest.mark.parametrize(
    ("change", "code", "text"),
    [
        ({"TEMPLATE_ID": ""}, "ERROR_WRONG_WORKFLOW_ID", "Empty TEMPLATE_ID"),
        ({"TEMPLATE_ID": 99}, "ERROR_WRONG_WORKFLOW_ID", "Template not found"),
        ({"DOCUMENT_ID": ["crm", "CCrmDocumentDeal"]}, "", "Wrong DOCUMENT_ID!"),
        ({"DOCUMENT_ID": ["crm", "CCrmDocumentDeal", "DEAL_99"]}, "", "Incorrect document type!"),
        ({"DOCUMENT_ID": ["crm", "CCrmDocumentLead", "LEAD_1"]}, "", "Template type and DOCUMENT_ID mismatch!"),
    ],
)
def test_refused_starts(app, change, code, text):
    given = {"TEMPLATE_ID": app.add_template(), "DOCUMENT_ID": ["crm", "CCrmDocumentDeal", "DEAL_1"]}
    assert app.refused("bizproc.workflow.start", **{**given, **change}) == (400, code, text)


def test_templates_start_by_themselves_on_create_and_change(app, state):
    app.add_template(AUTO_EXECUTE="1", NAME="created")
    app.add_template(AUTO_EXECUTE="2", NAME="changed")
    app.add_template(AUTO_EXECUTE="0", NAME="by hand")
    app.add_template(AUTO_EXECUTE="1", DOCUMENT_TYPE=["crm", "CCrmDocumentLead", "LEAD"])
    number = app.call("crm.item.add", entityTypeId=2, fields={"title": "x"})["item"]["id"]
    assert [row["template_id"] for row in state()["workflows"]] == [1]
    app.call("crm.deal.update", id=number, fields={"TITLE": "y"})
    app.call("crm.deal.update", id=number, fields={"TITLE": "y"})  # nothing differs, nothing starts
    assert [row["template_id"] for row in state()["workflows"]] == [1, 2]


def test_a_change_made_by_a_process_starts_no_process(app, state, make_step, listener):
    app.call("event.bind", event="ONCRMDEALUPDATE", handler=f"{listener.url}/event")
    app.add_template(make_step("SetFieldActivity", FieldValue={"TITLE": "by a process"}), AUTO_EXECUTE="1")
    app.add_template(AUTO_EXECUTE="2")
    app.call("crm.item.add", entityTypeId=2, fields={"title": "x"})
    assert [row["template_id"] for row in state()["workflows"]] == [1]
    assert state()["deals"][-1]["title"] == "by a process"
    (event,) = listener.wait("/event")
    assert "access_token" not in event["auth"]
