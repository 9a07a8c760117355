"""A workflow that runs without the app: wholly native, without marks, and kept so through its versions."""

import base64

from b24app.bizproc.activities import robots_of
from b24app.bizproc.read import read_tree
from tests.scenarios.test_workflow_life import draft, get, post

NATIVE = 'When a new lead is created, create a task "Call {{LEAD_NAME}}"'


def published(office, sentence, **more):
    return post(office, "/workflows", draft(office, sentence, independent=True, **more))


def sent(office):
    data = office.log("bizproc.workflow.template.add", "in")[-1]["request"]["TEMPLATE_DATA"][1]
    return read_tree(base64.b64decode(data))


def test_it_holds_no_step_of_the_app_and_runs_when_the_app_is_gone(office):
    answer = published(office, NATIVE)

    assert answer.status == 201
    assert robots_of(sent(office), office.client_id) == frozenset()
    office.control(f"/_apps/{office.client_id}/uninstall", {})
    office.user_does("crm.item.add", entityTypeId=1, fields={"title": "Ada"})
    assert [task["TITLE"] for task in office.state("tasks")] == ["Call Ada"]


def test_the_choice_belongs_to_the_version_and_comes_back_with_it(office):
    workflow_id = published(office, NATIVE).json["id"]
    post(office, "/workflows", draft(office, NATIVE.replace("Call", "Greet"), id=workflow_id))
    assert robots_of(sent(office), office.client_id) == {"mark"}

    assert post(office, f"/workflows/{workflow_id}/versions/1/restore").status == 201

    assert robots_of(sent(office), office.client_id) == frozenset()
    told = get(office, f"/workflows/{workflow_id}/versions")["versions"]
    assert [row["independent"] for row in told] == [True, False, True]


def test_a_step_that_only_the_app_can_do_is_refused_by_name(office):
    refused = published(office, 'When a new lead is created, add the tag "Fresh"')

    assert (refused.status, refused.json["error"]) == (422, "plan_rejected")
    assert "Add a tag" in refused.json["message"]
    assert office.log("bizproc.workflow.template.add") == []


def test_a_start_that_only_the_app_can_see_is_refused_in_words(office):
    refused = published(office, 'When a deal is won, create a task "Thank them"')

    assert refused.status == 422
    assert refused.json["message"].startswith("The app watches for the moment when a deal is won")
    assert office.count("workflow") == 0


def test_why_says_that_it_reports_nothing(office):
    workflow_id = published(office, NATIVE).json["id"]
    office.control("/_clock/advance", {"seconds": 60})
    lead = office.user_does("crm.item.add", entityTypeId=1, fields={"title": "Ada"})["item"]["id"]

    told = get(office, f"/workflows/{workflow_id}/why/{lead}")

    assert told["verdict"] == "not_seen"
    assert "independent of the app" in told["text"]
