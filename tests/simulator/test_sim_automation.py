"""Robots and triggers that people put on stages."""

import requests


def place(app, **given):
    answer = app.control("/_stages/robots", client_id=app.client_id, stage_id="EXECUTING", **given)
    assert answer["http"] == 200, answer
    return answer["id"]


def move(app, number, stage):
    app.call("crm.item.update", entityTypeId=2, id=number, fields={"stageId": stage})


TEXT = {"text": {"Name": "Text", "Type": "string"}}


def test_a_robot_on_a_stage_is_called_when_a_record_comes_there(app, listener):
    app.add_robot(PROPERTIES=TEXT)
    place(app, code="greet", properties={"text": "{=Document:TITLE}"})
    move(app, 2, "EXECUTING")
    (call,) = listener.wait("/robot")
    assert (call["document_id"][2], call["properties"]) == ("DEAL_2", {"text": "Spring campaign"})
    app.call("crm.item.add", entityTypeId=2, fields={"title": "born there", "stageId": "EXECUTING"})
    assert listener.wait("/robot", 2)[1]["properties"] == {"text": "born there"}


def test_a_robot_waits_for_its_delay_and_looks_at_its_condition_then(app, listener, sim):
    app.add_robot(PROPERTIES=TEXT)
    place(app, code="greet", delay_s=600, condition=[["OPPORTUNITY", ">", 5000]], properties={"text": "big"})
    move(app, 2, "EXECUTING")
    move(app, 4, "EXECUTING")
    assert sim.portal.queue.drain()
    assert listener.to("/robot") == []
    app.call("crm.item.update", entityTypeId=2, id=2, fields={"opportunity": 9000})
    app.call("crm.item.update", entityTypeId=2, id=4, fields={"opportunity": 10})
    app.control("/_clock/advance", seconds=601)
    assert [call["document_id"][2] for call in listener.wait("/robot")] == ["DEAL_2"]
    assert sim.portal.queue.drain()
    assert len(listener.to("/robot")) == 1


def test_leaving_the_stage_ends_what_waits_there(app, listener, sim):
    app.add_robot()
    place(app, code="greet", delay_s=600)
    move(app, 2, "EXECUTING")
    move(app, 2, "NEW")
    app.control("/_clock/advance", seconds=601)
    assert sim.portal.queue.drain()
    assert listener.to("/robot") == []


def test_robots_of_one_stage_do_not_wait_for_each_other(app, listener):
    app.add_robot("slow", USE_SUBSCRIPTION="Y")
    app.add_robot("quick")
    place(app, code="slow")
    place(app, code="quick")
    move(app, 2, "EXECUTING")
    assert {call["code"] for call in listener.wait("/robot", 2)} == {"slow", "quick"}


def test_a_change_made_by_a_process_sets_off_robots_too(app, listener, make_step):
    app.add_robot()
    place(app, code="greet")
    number = app.add_template(make_step("SetFieldActivity", FieldValue={"STAGE_ID": "EXECUTING"}))
    app.call("bizproc.workflow.start", TEMPLATE_ID=number, DOCUMENT_ID=["crm", "CCrmDocumentDeal", "DEAL_2"])
    assert len(listener.wait("/robot")) == 1


def test_rest_does_not_show_the_template_of_a_stage(app, state):
    app.add_robot()
    place(app, code="greet")
    assert app.call("bizproc.workflow.template.list", SELECT=["*"]) == []
    (row,) = state()["templates"]
    assert row["auto_execute"] == 8
    refused = app.refused("bizproc.workflow.template.update", ID=row["id"], FIELDS={"NAME": "x"})
    assert refused[1] == "ERROR_TEMPLATE_NOT_FOUND"


def test_a_robot_taken_off_its_stage_is_called_no_more(app, listener, sim):
    app.add_robot()
    number = place(app, code="greet")
    url = f"{sim.portal_url}/_stages/robots/{number}"
    assert requests.delete(url, timeout=10).status_code == 200
    assert requests.delete(url, timeout=10).status_code == 404
    move(app, 2, "EXECUTING")
    assert sim.portal.queue.drain()
    assert listener.to("/robot") == []


def test_after_an_update_a_placed_robot_is_blocked_until_it_is_registered_again(app, listener, sim, state):
    app.add_robot()
    place(app, code="greet")
    app.control(f"/_apps/{app.client_id}/update", version=2)
    assert (state()["robots"], len(state()["stage_robots"])) == ([], 1)
    move(app, 2, "EXECUTING")
    assert sim.portal.queue.drain()
    assert listener.to("/robot") == []
    app.add_robot()
    move(app, 3, "EXECUTING")
    assert len(listener.wait("/robot")) == 1


def test_an_uninstalled_app_leaves_no_robots_handlers_placements_and_triggers(app, listener, state):
    app.add_robot()
    place(app, code="greet")
    app.call("event.bind", event="ONCRMDEALADD", handler=f"{listener.url}/event")
    app.call("event.bind", event="ONCRMDEALADD", event_type="offline")
    app.call("placement.bind", PLACEMENT="LEFT_MENU", HANDLER=f"{listener.url}/menu")
    app.call("crm.automation.trigger.add", CODE="paid", NAME="Paid")
    app.control(f"/_apps/{app.client_id}/uninstall", clean=1)
    left = state()
    gone = ("robots", "event_handlers", "placements", "triggers")
    assert [row for name in gone for row in left[name] if row["app"] == app.client_id] == []


def test_what_is_not_there_cannot_be_placed(app):
    for given in ({"code": "nobody"}, {"type": "LogActivity", "stage_id": "NOWHERE"}, {"entity_type_id": 99}):
        answer = app.control("/_stages/robots", **{"client_id": app.client_id, "stage_id": "NEW", **given})
        assert (answer["http"], answer["error"]) == (404, "NOT_FOUND")


def test_a_trigger_moves_a_record_where_a_person_has_put_it(app, state):
    app.call("crm.automation.trigger.add", CODE="paid", NAME="Paid")
    app.call("crm.automation.trigger.add", CODE="paid", NAME="Payment came")
    assert app.call("crm.automation.trigger.list") == [{"NAME": "Payment came", "CODE": "paid"}]
    fire = {"CODE": "paid", "OWNER_TYPE_ID": 2, "OWNER_ID": 2}
    assert app.call("crm.automation.trigger.execute", **fire) is True
    assert state()["deals"][1]["stageId"] == "PREPARATION"
    app.add_template(AUTO_EXECUTE="2")
    wired = {"client_id": app.client_id, "code": "paid", "stage_id": "WON"}
    assert app.control("/_stages/triggers", **wired)["http"] == 200
    assert app.call("crm.automation.trigger.execute", **fire) is True
    assert state()["deals"][1]["stageId"] == "WON"
    assert state()["workflows"] == []
    assert app.call("crm.automation.trigger.execute", **{**fire, "OWNER_ID": 6}) is True
    assert state()["deals"][5]["stageId"] == "C1:NEW"
