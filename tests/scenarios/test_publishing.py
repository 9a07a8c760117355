"""Publishing: all of it or nothing of it, and only what the portal kept exactly is armed."""

import pytest

from b24app.triggers import all_triggers
from tests.world import page_data

SENTENCE = 'When a deal is won, create a task "Send contract" and add the tag "Won"'
NATIVE = 'When a new lead is created, create a task "Call {{LEAD_NAME}}"'


def test_a_native_start_is_armed_only_after_the_comparison(office):
    office.publish(office.bearer, NATIVE)

    calls = [row["name"].removeprefix("bizproc.workflow.template.") for row in office.log("bizproc.workflow.template.")]
    sent = office.log("bizproc.workflow.template.add")[0]["request"]

    assert calls == ["add", "list", "update"]
    assert sent["AUTO_EXECUTE"] == "0"
    assert str(office.state("templates")[0]["auto_execute"]) == "1"


@pytest.mark.parametrize("kind", ["500", "html", "503"])
@pytest.mark.parametrize("method", ["bizproc.workflow.template.list", "bizproc.workflow.template.update"])
def test_a_portal_that_stumbles_after_the_upload_keeps_nothing_half_published(office, method, kind):
    """
    The person sees why, and may press Publish again.
    """
    office.control("/_fault", {"match": method, "kind": kind, "times": 1})

    failed = office.publish(office.bearer, NATIVE)

    assert failed.status == 502
    assert office.state("templates") == []
    assert office.count("workflow") == 0
    assert office.publish(office.bearer, NATIVE).status == 201


def test_an_upload_whose_answer_was_lost_is_found_and_not_repeated(office):
    office.control("/_fault", {"match": "bizproc.workflow.template.add", "kind": "lost", "times": 1})

    published = office.publish(office.bearer, SENTENCE)

    assert published.status == 201
    assert len(office.state("templates")) == 1


def test_a_template_that_the_portal_changed_stays_off_and_both_values_are_shown(office):
    """
    What was sent and what was kept are compared before anything is armed.
    """
    fault = {"match": "bizproc.workflow.template.list", "kind": "replace", "times": 1}
    office.control("/_fault", {**fault, "find": "Send contract", "put": "Send money"})

    differs = office.publish(office.bearer, SENTENCE)

    assert (differs.status, differs.json["error"]) == (422, "template_differs")
    assert [row[1:] for row in differs.json["differences"]] == [["Send contract", "Send money"]]
    (listed,) = office.fetch("GET", "/frame/workflows", office.bearer).json["workflows"]
    assert listed["status"] == "differs"
    assert won(office, 1) == 0


def test_a_name_the_portal_does_not_know_is_refused_with_the_choices(office):
    reading = office.read(office.bearer, "When a deal is won, notify the sales team")
    plan = reading["plan"]
    plan["steps"][0]["fields"]["to"][0]["name"] = "Astronauts"
    refused = office.fetch(
        "POST", "/frame/workflows", office.bearer, {"description": "…", "plan": plan, "name": "Space"}
    )

    assert (refused.status, refused.json["error"]) == (422, "plan_rejected")
    assert "Sales Team" in refused.json["choices"]
    assert office.log("bizproc.workflow.template.add") == []


@pytest.mark.parametrize("body", [{}, {"description": "x"}, {"description": "x", "plan": {"version": 2}}, {"plan": []}])
def test_a_draft_that_is_no_plan_is_refused_by_the_field_that_is_wrong(office, body):
    refused = office.fetch("POST", "/frame/workflows", office.bearer, body)

    assert (refused.status, refused.json["error"]) == (400, "malformed_request")


def test_one_portal_never_sees_anothers_workflows(office):
    """
    A bearer of this portal and the id of a workflow that is somebody else's: not found.
    """
    workflow_id = office.publish(office.bearer, SENTENCE).json["workflow_id"]
    with office.services.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO portal SELECT 'other', domain, client_endpoint, auth_endpoint, scope, application_token_hash,"
            " installed_by, finished, status, registered, installed_at, served_at FROM portal"
        )
        connection.exec_driver_sql("UPDATE workflow SET member_id = 'other'")

    assert office.fetch("GET", f"/frame/workflows/{workflow_id}/runs", office.bearer).status == 404
    assert office.fetch("GET", "/frame/workflows", office.bearer).json["workflows"] == []


def test_every_trigger_that_is_watched_says_where_it_begins():
    for trigger in all_triggers().values():
        assert bool(trigger.events) == (trigger.occurrences is not None) == (trigger.watermark is not None), trigger


def change(office, workflow_id, verb, bearer=""):
    return office.fetch("POST", f"/frame/workflows/{workflow_id}/{verb}", bearer or office.bearer, {})


def won(office, deal):
    office.user_does("crm.item.update", entityTypeId=2, id=deal, fields={"stageId": "WON"})
    office.quiet()
    assert deal in [row["request"]["data"]["FIELDS"]["ID"] for row in office.log("ONCRMDEALUPDATE", "out")]
    return len(office.log("bizproc.workflow.start"))


def test_a_paused_workflow_starts_nothing_and_a_resumed_one_only_what_comes_after(office):
    workflow_id = office.publish(office.bearer, "When a deal is won, add a comment “Well done”").json["id"]

    assert change(office, workflow_id, "pause").status == 200
    assert won(office, 1) == 0
    assert change(office, workflow_id, "resume").status == 200
    office.user_does("crm.item.update", entityTypeId=2, id=1, fields={"title": "Won while it was off"})
    assert won(office, 2) == 1


def test_pausing_a_native_start_turns_it_off_in_the_portal(office):
    workflow_id = office.publish(office.bearer, NATIVE).json["id"]

    change(office, workflow_id, "pause")
    assert str(office.state("templates")[0]["auto_execute"]) == "0"
    change(office, workflow_id, "resume")
    assert str(office.state("templates")[0]["auto_execute"]) == "1"


def test_a_pause_that_the_portal_does_not_take_is_no_pause(office):
    """
    The portal would go on starting it: the page says so, and shows it as active.
    """
    workflow_id = office.publish(office.bearer, NATIVE).json["id"]
    office.control("/_fault", {"match": "bizproc.workflow.template.update", "kind": "500", "times": 1})

    assert change(office, workflow_id, "pause").status == 502

    (listed,) = office.fetch("GET", "/frame/workflows", office.bearer).json["workflows"]
    assert listed["status"] == "active"
    assert change(office, workflow_id, "pause").status == 200


def test_deleting_removes_the_template_and_the_workflow(office):
    workflow_id = office.publish(office.bearer, SENTENCE).json["id"]

    assert change(office, workflow_id, "delete").status == 200
    assert (office.state("templates"), office.count("workflow")) == ([], 0)
    assert change(office, workflow_id, "delete").status == 404


def test_changing_what_cannot_be_changed_says_why(office):
    workflow_id = office.publish(office.bearer, SENTENCE).json["id"]
    visitor = page_data(office.open_page("CRM_DEAL_DETAIL_TAB", user_id=4, ID="1"))["bearer"]

    again = change(office, workflow_id, "resume")
    by_visitor = change(office, workflow_id, "pause", visitor)

    assert (again.status, again.json["message"]) == (403, "this workflow is active, not paused")
    assert by_visitor.json["error"] == "not_allowed"


def test_what_leaves_the_portal_is_published_only_once_it_is_ticked(office):
    """
    The page shows one box per sentence; without a tick nothing is sent to the portal.
    """
    sentence = 'When a deal is won, call the webhook https://hooks.example.com/won and add the tag "Won"'
    reading = office.read(office.bearer, sentence)
    draft = {"description": sentence, "plan": reading["plan"], "name": "Hook"}

    refused = office.fetch("POST", "/frame/workflows", office.bearer, draft)

    assert (refused.status, refused.json["error"]) == (422, "not_confirmed")
    assert refused.json["to_confirm"] == [row["text"] for row in reading["to_confirm"]]
    assert office.log("bizproc.workflow.template.add") == []
    ticked = {**draft, "confirmed": refused.json["to_confirm"]}
    assert office.fetch("POST", "/frame/workflows", office.bearer, ticked).status == 201
