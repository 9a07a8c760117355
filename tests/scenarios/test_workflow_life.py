"""A workflow from draft to archive, through HTTP: versions, comparing, going back, turning off, starting, stopping."""

import base64
import json

import pytest

TAG = 'When a deal is won, add the tag "Won"'
TAG_AND_TASK = 'When a deal is won, add the tag "Won" and create a task "Send contract"'
WAITS = 'When a deal is won, wait 2 days, then add a comment "Two days later"'
ON_CREATION = 'When a new lead is created, create a task "Call {{LEAD_NAME}}"'


def get(office, path):
    return office.fetch("GET", f"/frame{path}", office.bearer).json


def post(office, path, body=None):
    return office.fetch("POST", f"/frame{path}", office.bearer, body or {})


def listed(office):
    return get(office, "/workflows")["workflows"]


def draft(office, sentence, **more):
    reading = office.read(office.bearer, sentence)
    ticks = [row["text"] for row in reading["to_confirm"]]
    return {"description": sentence, "plan": reading["plan"], "name": "My workflow", "confirmed": ticks, **more}


def publish(office, sentence, **more):
    answer = post(office, "/workflows", draft(office, sentence, **more))
    assert answer.status == 201, answer.text
    return answer.json["id"]


def win(office, deal=1):
    office.user_does("crm.item.update", entityTypeId=2, id=deal, fields={"stageId": "WON"})
    office.quiet()


def tags(office, deal=1):
    return office.user_does("crm.item.get", entityTypeId=2, id=deal)["item"]


def test_a_draft_is_kept_and_starts_nothing(office):
    told = {key: value for key, value in draft(office, TAG).items() if key != "confirmed"}
    saved = post(office, "/drafts", told)

    assert saved.status == 201
    assert [(row["status"], row["version"]) for row in listed(office)] == [("draft", 0)]
    win(office)
    assert office.state("templates") == []


def test_each_publish_is_a_version_with_its_author_text_note_and_changes(office):
    workflow_id = publish(office, TAG, note="first try")
    publish(office, TAG_AND_TASK, id=workflow_id, note="with a task")

    newest, oldest = get(office, f"/workflows/{workflow_id}/versions")["versions"]

    assert [newest["version"], newest["state"], newest["runs_now"]] == [2, "live", True]
    assert [oldest["version"], oldest["state"], oldest["runs_now"]] == [1, "retired", False]
    assert (newest["author_id"], newest["note"], newest["description"]) == (1, "with a task", TAG_AND_TASK)
    assert newest["changes"] == ["Added: Create a task “Send contract” for the responsible person, after “Add a tag”."]
    assert len(office.state("templates")) == 1


def test_a_version_that_fails_to_upload_leaves_the_earlier_one_running(office):
    workflow_id = publish(office, TAG)
    office.control("/_fault", {"match": "bizproc.workflow.template.add", "kind": "500", "times": 3})

    failed = post(office, "/workflows", draft(office, TAG_AND_TASK, id=workflow_id))

    assert failed.status == 502
    assert [(row["status"], row["version"]) for row in listed(office)] == [("active", 1)]
    win(office)
    assert len(office.log("bizproc.workflow.start")) == 1


def test_a_native_start_is_never_armed_twice_at_once(office):
    workflow_id = publish(office, ON_CREATION)
    publish(office, ON_CREATION.replace("Call", "Greet"), id=workflow_id)
    lead = office.user_does("crm.item.add", entityTypeId=1, fields={"title": "Ada"})["item"]
    office.quiet()

    titles = [task["TITLE"] for task in office.state("tasks")]

    assert lead
    assert titles == ["Greet Ada"]
    assert [template["auto_execute"] for template in office.state("templates")] == [1]


def test_going_back_publishes_the_earlier_plan_as_a_new_version(office):
    workflow_id = publish(office, TAG)
    publish(office, TAG_AND_TASK, id=workflow_id)

    back = post(office, f"/workflows/{workflow_id}/versions/1/restore")

    assert back.status == 201
    newest = get(office, f"/workflows/{workflow_id}/versions")["versions"][0]
    assert (newest["version"], newest["note"]) == (3, "Back to version 1")
    assert newest["changes"] == ["Removed: Create a task “Send contract” for the responsible person."]
    assert get(office, f"/workflows/{workflow_id}/versions/1/changes/3")["changes"] == []


def test_a_running_instance_of_an_earlier_version_finishes_as_it_began(office):
    workflow_id = publish(office, WAITS)
    win(office)
    publish(office, TAG, id=workflow_id)
    assert len(office.state("templates")) == 2

    office.control("/_clock/advance", {"seconds": 3 * 86_400})
    office.quiet()

    comments = [row["COMMENT"] for row in office.state("comments")]
    assert comments == ["Two days later"]
    publish(office, TAG_AND_TASK, id=workflow_id)
    assert len(office.state("templates")) == 1


def test_what_was_edited_in_the_designer_is_shown_and_not_overwritten_unasked(office):
    workflow_id = publish(office, TAG_AND_TASK)
    (template,) = office.state("templates")
    office.control("/_templates/edit", {"id": template["id"], "find": "Send contract", "put": "Send flowers"})

    told = get(office, f"/workflows/{workflow_id}/edited")
    refused = post(office, "/workflows", draft(office, TAG, id=workflow_id))

    assert told["edited"]
    assert [row[1:] for row in told["differences"]] == [["Send contract", "Send flowers"]]
    assert (refused.status, refused.json["error"]) == (422, "edited_in_designer")
    assert post(office, "/workflows", draft(office, TAG, id=workflow_id, overwrite=True)).status == 201
    assert not get(office, f"/workflows/{workflow_id}/edited")["edited"]


def test_what_the_portal_kept_differently_stays_off_until_the_person_accepts_it(office):
    fault = {"match": "bizproc.workflow.template.list", "kind": "replace", "times": 1}
    office.control("/_fault", {**fault, "find": "Send contract", "put": "Send money"})
    differs = post(office, "/workflows", draft(office, TAG_AND_TASK))
    assert (differs.status, differs.json["error"]) == (422, "template_differs")
    workflow_id, version = differs.json["workflow_id"], differs.json["version"]
    assert get(office, f"/workflows/{workflow_id}/versions")["versions"][0]["differences"]

    post(office, f"/workflows/{workflow_id}/versions/{version}/accept")

    assert [row["status"] for row in listed(office)] == ["active"]
    win(office)
    assert len(office.log("bizproc.workflow.start")) == 1


def test_what_the_portal_kept_differently_can_be_thrown_away(office):
    fault = {"match": "bizproc.workflow.template.list", "kind": "replace", "times": 1}
    office.control("/_fault", {**fault, "find": "Send contract", "put": "Send money"})
    told = post(office, "/workflows", draft(office, TAG_AND_TASK)).json

    post(office, f"/workflows/{told['workflow_id']}/versions/{told['version']}/discard")

    assert listed(office) == []
    assert office.state("templates") == []


def test_a_published_version_cannot_be_thrown_away(office):
    workflow_id = publish(office, TAG)

    refused = post(office, f"/workflows/{workflow_id}/versions/1/discard")

    assert (refused.status, refused.json["error"]) == (403, "not_allowed")


@pytest.mark.parametrize("verb", ["archive", "delete"])
def test_neither_archive_nor_delete_ends_a_run_unasked(office, verb):
    workflow_id = publish(office, WAITS)
    win(office)

    refused = post(office, f"/workflows/{workflow_id}/{verb}")

    assert (refused.status, refused.json["error"]) == (422, "still_running")
    assert len(refused.json["instances"]) == 1
    assert post(office, f"/workflows/{workflow_id}/{verb}", {"end_running": True}).status == 200
    assert office.state("templates") == []
    assert [row["status"] for row in listed(office)] == {"archive": ["archived"], "delete": []}[verb]


def test_an_archived_workflow_comes_back_with_its_history(office):
    workflow_id = publish(office, TAG)
    post(office, f"/workflows/{workflow_id}/archive")
    win(office)
    assert office.log("bizproc.workflow.start") == []

    post(office, f"/workflows/{workflow_id}/versions/1/restore")

    assert [(row["status"], row["version"]) for row in listed(office)] == [("active", 2)]
    assert len(get(office, f"/workflows/{workflow_id}/versions")["versions"]) == 2


def test_a_workflow_can_be_started_by_hand_on_one_record(office):
    workflow_id = publish(office, TAG_AND_TASK)

    started = post(office, f"/workflows/{workflow_id}/start", {"document_id": 2})
    office.quiet()

    assert started.status == 201
    (run,) = get(office, f"/workflows/{workflow_id}/runs")["runs"]
    assert (run["key"], run["document"], run["state"]) == (started.json["key"], "DEAL_2", "finished")


def test_inputs_are_asked_for_and_reach_the_workflow_as_typed(office):
    told = draft(office, TAG)
    told["plan"]["inputs"] = [{"name": "Budget", "title": "The budget", "type": "number", "required": True}]
    workflow_id = post(office, "/workflows", told).json["id"]

    wrong = [
        ({}, "please give a value"),
        ({"Budget": "much"}, "not a number"),
        ({"Cost": "1"}, "no such"),
    ]
    for inputs, words in wrong:
        refused = post(office, f"/workflows/{workflow_id}/start", {"document_id": 1, "inputs": inputs})
        assert refused.status == 400
        assert words in refused.json["message"]
    post(office, f"/workflows/{workflow_id}/start", {"document_id": 1, "inputs": {"Budget": "1500,50"}})

    (started,) = office.log("bizproc.workflow.start")
    assert started["request"]["PARAMETERS"]["Budget"] == "1500.50"


def test_a_run_can_be_stopped_and_only_a_run_of_this_workflow(office):
    workflow_id = publish(office, WAITS)
    other_id = publish(office, TAG)
    win(office)
    instance = next(run["instance"] for run in get(office, f"/workflows/{workflow_id}/runs")["runs"])

    assert post(office, f"/workflows/{other_id}/stop", {"instance": instance}).status == 403
    assert post(office, f"/workflows/{workflow_id}/stop", {"instance": instance}).status == 200
    assert [run["state"] for run in get(office, f"/workflows/{workflow_id}/runs")["runs"]] == ["stopped"]
    assert post(office, f"/workflows/{workflow_id}/stop", {"instance": instance}).status == 403


@pytest.mark.parametrize("kind", ["json", "bpt"])
def test_an_export_can_be_imported_and_is_the_same_plan(office, kind):
    workflow_id = publish(office, TAG_AND_TASK)
    file = office.fetch("GET", f"/frame/workflows/{workflow_id}/export.{kind}", office.bearer)

    body = {"workflow": json.loads(file.text)} if kind == "json" else {"bpt": base64.b64encode(file.raw).decode()}
    brought = post(office, "/import", body)

    assert brought.status == 200, brought.text
    assert brought.json["unresolved"] == []
    assert [step["action"] for step in brought.json["plan"]["steps"]] == ["add_tag", "create_task"]


@pytest.mark.parametrize("entity", ["CRM_LEAD", "CRM_DEAL", "CRM_INVOICE", "DYNAMIC_177"])
def test_a_draft_for_any_kind_of_record_comes_back_from_its_template_file(office, entity):
    """
    The file does not tell what kind of record it is for, and no portal has resolved its names.
    """
    step = {"kind": "action", "id": "n1", "action": "update_field", "fields": {"field": "title", "value": "x"}}
    plan = {"entity": entity, "trigger": {"name": "stage_changed", "stage": "Signing"}, "steps": [step]}
    workflow_id = post(office, "/drafts", {"description": "…", "name": "Mine", "plan": plan}).json["id"]
    file = office.fetch("GET", f"/frame/workflows/{workflow_id}/export.bpt", office.bearer)

    brought = post(office, "/import", {"bpt": base64.b64encode(file.raw).decode()})

    assert brought.status == 200, brought.text
    assert (brought.json["plan"]["entity"], brought.json["plan"]["trigger"]["stage"]) == (entity, "Signing")


@pytest.mark.parametrize(
    "body",
    [{}, {"bpt": "!!"}, {"bpt": base64.b64encode(b"rubbish").decode()}, {"workflow": {"format": "other"}}],
)
def test_an_import_that_cannot_be_read_says_so(office, body):
    refused = post(office, "/import", body)

    assert refused.status in {400, 422}
    assert refused.json["message"]


def test_a_copy_for_another_pipeline_takes_the_stages_of_the_same_name_and_lists_the_rest(office):
    move = {"kind": "action", "action": "move_stage"}
    steps = [{"id": f"n{n}", **move, "fields": {"stage": stage}} for n, stage in ((1, "EXECUTING"), (2, "APOLOGY"))]
    told = draft(office, TAG)
    told["plan"] |= {"trigger": {"name": "deal_lost"}, "steps": steps}
    workflow_id = post(office, "/workflows", told).json["id"]

    copy = post(office, f"/workflows/{workflow_id}/copy", {"pipeline_id": 1}).json
    stages = [step["fields"]["stage"] for step in copy["plan"]["steps"]]
    decided = post(
        office, f"/workflows/{workflow_id}/copy", {"pipeline_id": 1, "names": {"stage": {"APOLOGY": "C1:LOSE"}}}
    )

    assert stages == ["C1:EXECUTING", "APOLOGY"]
    assert [(row["kind"], row["name"]) for row in copy["unresolved"]] == [("stage", "APOLOGY")]
    assert "Lost" in copy["unresolved"][0]["choices"]
    assert decided.json["unresolved"] == []


def test_an_import_lists_the_people_the_portal_does_not_have_and_takes_the_decision(office):
    told = draft(office, TAG_AND_TASK)
    plan = told["plan"]
    plan["steps"][1]["fields"]["assignee"] = [{"kind": "user", "name": "Zoe Quill"}]
    file = {"format": "workflow-composer", "version": 1, "name": "From afar", "description": TAG, "plan": plan}

    brought = post(office, "/import", {"workflow": file}).json
    (open_name,) = brought["unresolved"]
    decided = post(
        office, "/import", {"workflow": file, "names": {"person": {"Zoe Quill": open_name["choices"][0]}}}
    ).json

    assert (brought["name"], open_name["kind"], open_name["name"]) == ("From afar", "person", "Zoe Quill")
    assert decided["unresolved"] == []


def test_odd_numbers_and_names_are_refused_in_words(office):
    workflow_id = publish(office, TAG_AND_TASK)
    told = post(office, f"/workflows/{workflow_id}/copy", {"names": {"person": {"Anna": ""}, "stage": {"x": ""}}})
    assert told.status in {200, 422}
    assert office.fetch("GET", f"/frame/workflows/{workflow_id}/versions/{10**30}", office.bearer).status == 404


def test_only_an_administrator_changes_anything(office):
    workflow_id = publish(office, TAG)
    employee = office.bearer_of(3)

    verbs = ["pause", "archive", "delete", "start", "stop", "copy", "versions/1/restore", "versions/1/discard"]
    for path in ["/workflows", "/drafts", "/import", *(f"/workflows/{workflow_id}/{verb}" for verb in verbs)]:
        assert office.fetch("POST", f"/frame{path}", employee, {}).status == 403, path
    assert office.fetch("GET", "/frame/workflows", employee).status == 200


def test_a_version_names_its_author_and_a_workflow_the_pipelines_it_could_be_copied_to(office):
    workflow_id = publish(office, TAG)

    (version,) = get(office, f"/workflows/{workflow_id}/versions")["versions"]

    assert version["author"] == "Anna Berg"
    names = [row["name"] for row in get(office, f"/workflows/{workflow_id}/pipelines")["pipelines"]]
    assert names == ["General", "Partners"]
