"""Change a plan by talking, weigh it, and try it on a real record: through HTTP, with nothing done to the portal."""

import pytest

SENTENCE = (
    'When a deal is won, if the amount is over 1000 create a task "Thank {{CONTACT_NAME}}", otherwise add the tag Small'
)


def post(office, path, body):
    return office.fetch("POST", f"/frame{path}", office.bearer, body)


def wrong(office, plan):
    return [one for one in post(office, "/weigh", {"plan": plan}).json["findings"] if one["level"] == "error"]


@pytest.fixture
def plan(office):
    return office.read(office.bearer, SENTENCE)["plan"]


def test_an_edit_is_answered_with_the_plan_and_with_what_changed(office, plan):
    told = post(office, "/edit", {"plan": plan, "words": 'also add a comment "Well done"'}).json

    assert told["status"] == "workflow"
    assert told["changes"] == [
        "Added: Add a comment to the deal: “Well done”, after Choose: if the amount is greater than 1,000."
    ]
    assert "<svg" in told["diagram"]
    back = post(office, "/edit", {"plan": told["plan"], "words": "undo", "earlier": plan}).json
    assert [step["id"] for step in back["plan"]["steps"]] == [step["id"] for step in plan["steps"]]


def test_an_edit_that_could_mean_several_things_is_a_question_with_choices(office, plan):
    two = post(office, "/edit", {"plan": plan, "words": 'also create a task "Call"'}).json["plan"]

    told = post(office, "/edit", {"plan": two, "words": "remove the task"}).json

    assert told["status"] == "clarify"
    assert len(told["choices"]) == 2


def test_a_real_record_is_tried_and_nothing_happens_to_it(office, plan):
    """
    The portal's log is the witness: it was only asked, never told.
    """
    before = len(office.log(direction="in"))

    told = post(office, "/try", {"plan": plan, "document_id": 1}).json

    effects = [one for one in told["happenings"] if one["kind"] == "would do"]
    assert effects
    asked = {row["name"] for row in office.log(direction="in")[before:]} - {"batch", "profile", "server.time"}
    told = {name for name in asked if not name.endswith((".get", ".list", ".fields", ".current"))}
    assert not told
    assert office.state("tasks") == []


def test_the_record_decides_the_branch_and_fills_the_texts(office, plan):
    deal = office.user_does("crm.deal.get", id=1)
    office.user_does("crm.deal.update", id=1, fields={"OPPORTUNITY": "5000"})
    contact = office.user_does("crm.contact.get", id=deal["CONTACT_ID"])

    rich = post(office, "/try", {"plan": plan, "document_id": 1}).json["happenings"]
    poor = post(office, "/try", {"plan": plan, "document_id": 1, "trial": {"fields": {"OPPORTUNITY": 5}}}).json[
        "happenings"
    ]

    (task,) = [one for one in rich if one["kind"] == "would do"]
    assert task["details"]["title"] == f"Thank {contact['NAME']} {contact['LAST_NAME']}"
    assert [one["details"]["action"] for one in poor if one["kind"] == "would do"] == ["add_tag"]


def test_a_record_that_does_not_exist_is_said_so(office, plan):
    refused = post(office, "/try", {"plan": plan, "document_id": 99999})
    assert (refused.status, refused.json["error"]) == (404, "not_found")


def test_a_plan_is_weighed_against_the_portal_and_the_other_workflows(office, plan):
    plan["steps"][0]["otherwise"][0] |= {"action": "move_stage", "fields": {"stage": "Nowhere"}}

    found = post(office, "/weigh", {"plan": plan}).json["findings"]

    assert [(one["level"], one["code"]) for one in found] == [("error", "not_in_portal")]
    assert "Won" in found[0]["choices"]


def test_a_finding_is_mended_by_its_fix(office):
    plan = office.read(office.bearer, 'When a deal is won, request approval from Anna Berg, then add the tag "OK"')[
        "plan"
    ]
    (found,) = post(office, "/weigh", {"plan": plan}).json["findings"]

    told = post(office, "/fix", {"plan": plan, "node": found["node"], "code": found["code"]}).json

    assert told["plan"]["steps"][0]["deadline"] == {"amount": 2, "unit": "days"}
    assert len(told["changes"]) == 1
    assert post(office, "/weigh", {"plan": told["plan"]}).json["findings"] == []


@pytest.mark.parametrize(
    ("sentence", "choice", "word"),
    [
        ("When a deal is won, move it to Contracting", "Contract", "Contract"),
        ("When a deal is won, create a task for Ann Bork", "Anna Berg", "Anna Berg"),
    ],
)
def test_a_name_that_is_not_known_becomes_the_one_that_is_chosen(office, sentence, choice, word):
    plan = office.read(office.bearer, sentence)["plan"]
    (found,) = wrong(office, plan)
    assert choice in found["choices"]

    told = post(office, "/fix", {"plan": plan, "node": found["node"], "code": found["code"], "choice": choice}).json

    assert word in told["changes"][0]
    assert found["text"] not in [one["text"] for one in wrong(office, told["plan"])]


def test_a_stage_of_several_pipelines_is_offered_with_their_names(office):
    plan = office.read(office.bearer, "When a deal is won, move it to Contract")["plan"]

    (found,) = wrong(office, plan)

    assert found["labels"] == ["Contract (General)", "Contract (Partners)"]
    told = post(office, "/fix", {"plan": plan, "node": "n1", "code": found["code"], "choice": found["choices"][1]}).json
    assert told["plan"]["steps"][0]["fields"]["stage"] == "C1:EXECUTING"
    assert wrong(office, told["plan"]) == []


def test_a_finding_that_is_not_there_changes_nothing(office, plan):
    told = post(office, "/fix", {"plan": plan, "node": "n1", "code": "no_deadline"}).json

    assert (told["plan"], told["changes"]) == (plan, [])


def test_a_plan_about_a_task_is_tried_on_a_real_task(office):
    """
    Tasks host no templates, so these plans are kept and tried, and run by the app.
    """
    task = office.user_does("tasks.task.add", fields={"TITLE": "Call ASAP", "RESPONSIBLE_ID": 4, "CREATED_BY": 3})
    plan = {
        "entity": "TASK",
        "trigger": {"name": "task_completed"},
        "conditions": [{"field": "title", "op": "contains", "value": "ASAP"}],
        "steps": [
            {
                "kind": "action",
                "id": "n1",
                "action": "send_notification",
                "fields": {"to": [{"kind": "responsible"}], "message": "Done: {{TASK_TITLE}}"},
            }
        ],
    }

    told = post(office, "/try", {"plan": plan, "document_id": int(task["task"]["id"])}).json["happenings"]

    (notice,) = [one for one in told if one["kind"] == "would do"]
    assert notice["details"] == {"action": "send_notification", "to": ["David Moreau"], "message": "Done: Call ASAP"}
    assert post(office, "/try", {"plan": plan, "document_id": 99999}).status == 404
