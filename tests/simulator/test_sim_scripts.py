"""Smart scripts, and how many workflows may run on one item: what only a person or the plan decides."""

DEAL = ["crm", "CCrmDocumentDeal", "DEAL_1"]
TEXT = {"text": {"Name": "Text", "Type": "string"}}


def test_a_smart_script_calls_its_robots_one_after_the_other_on_each_record(app, listener, state):
    app.add_robot(PROPERTIES=TEXT)
    greet = {"client_id": app.client_id, "code": "greet"}
    robots = [
        {**greet, "properties": {"text": "First {=Document:TITLE}"}},
        {"type": "CrmTimelineCommentAdd", "properties": {"CommentText": "Between"}},
        {**greet, "properties": {"text": "Big"}, "condition": [["OPPORTUNITY", ">", 10000]], "delay_s": 60},
    ]
    number = app.control("/_scripts", name="Greet", robots=robots)["id"]

    workflows = app.control(f"/_scripts/{number}/run", ids=[1, 2], user_id=4)["workflows"]

    calls = listener.wait("/robot", 2)
    assert {(call["workflow_id"], call["properties"]["text"]) for call in calls} == {
        (workflows[0], "First Workshop equipment"), (workflows[1], "First Spring campaign"),
    }  # fmt: skip
    assert [row["COMMENT"] for row in state()["comments"]] == ["Between", "Between"]
    app.control("/_clock/advance", seconds=61)
    assert [call["properties"]["text"] for call in listener.wait("/robot", 3)[2:]] == ["Big"]
    assert {row["started_by"] for row in state()["workflows"]} == {4}


def test_no_method_shows_a_smart_script(app):
    app.add_robot()
    number = app.control("/_scripts", name="Greet", robots=[{"client_id": app.client_id, "code": "greet"}])["id"]
    assert app.call("bizproc.workflow.template.list") == []
    assert app.refused("bizproc.workflow.template.delete", ID=number)[1] == "ERROR_TEMPLATE_NOT_FOUND"


def test_a_person_starts_a_smart_script_from_the_card(app, listener, see, submit):
    app.add_robot()
    number = app.control("/_scripts", name="Greet them", robots=[{"client_id": app.client_id, "code": "greet"}])["id"]
    assert "Greet them" in see("/crm/deal/details/1/").text
    assert "by hand as a smart script" in see("/workflows/").text
    submit("/crm/deal/details/1/start/", template_id=number)
    assert listener.wait("/robot")[0]["document_id"] == DEAL


def test_what_is_no_smart_script_is_said(app):
    app.add_robot()
    template = app.add_template()
    robots = [{"client_id": app.client_id, "code": "greet"}]
    number = app.control("/_scripts", name="Greet", robots=robots)["id"]
    for path, given, status in (
        ("/_scripts", {"name": "", "robots": robots}, 400),
        ("/_scripts", {"name": "Empty", "robots": []}, 400),
        ("/_scripts", {"name": "No type", "robots": robots, "entity_type_id": 99}, 404),
        ("/_scripts", {"name": "Unknown", "robots": [{"client_id": app.client_id, "code": "nope"}]}, 404),
        (f"/_scripts/{template}/run", {"ids": [1]}, 404),
        (f"/_scripts/{number}/run", {"ids": [1, 999]}, 404),
        (f"/_scripts/{number}/run", {"ids": []}, 404),
    ):
        assert app.control(path, **given)["http"] == status, (path, given)


def test_an_item_runs_as_many_workflows_as_the_plan_lets_it(app, make_step, state):
    """triggers.md, "Limits on running workflows": a third waits its turn."""
    app.control("/_limits", waiting=2)
    template = app.add_template(make_step("DelayActivity", TimeoutDuration="60", TimeoutDurationType="s"))
    for _ in range(3):
        app.call("bizproc.workflow.start", TEMPLATE_ID=template, DOCUMENT_ID=DEAL)
    assert [row["state"] for row in state()["workflows"]] == ["running", "running", "queued"]
    app.control("/_clock/advance", seconds=61)
    assert [row["state"] for row in state()["workflows"]] == ["done", "done", "running"]
