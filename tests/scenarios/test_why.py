"""Why a workflow ran on a record or did not: one scenario for each reason, through HTTP, with what really happened."""

import pytest

from b24app.plan.plan import Plan

TAG = 'When a deal is won, add the tag "Won"'
GUARDED = "When a deal is won and the amount is over 50000, add the tag Big"
WAITS = 'When a deal is won, add the tag Won, wait 2 days, then add a comment "Two days later"'
NATIVE = 'When a new lead is created, add a comment "Hello"'


def why(office, workflow_id, record=1):
    answer = office.fetch("GET", f"/frame/workflows/{workflow_id}/why/{record}", office.bearer)
    assert answer.status == 200, answer.text
    return answer.json


def publish(office, sentence, **more):
    reading = office.read(office.bearer, sentence)
    ticks = [row["text"] for row in reading["to_confirm"]]
    told = {"description": sentence, "plan": reading["plan"], "name": "Mine", "confirmed": ticks, **more}
    answer = office.fetch("POST", "/frame/workflows", office.bearer, told)
    assert answer.status == 201, answer.text
    return answer.json["id"]


def change(office, workflow_id, verb, body=None):
    answer = office.fetch("POST", f"/frame/workflows/{workflow_id}/{verb}", office.bearer, body or {})
    assert answer.status in {200, 201}, answer.text


def win(office, deal=1):
    office.user_does("crm.item.update", entityTypeId=2, id=deal, fields={"stageId": "WON"})
    office.quiet()


def test_it_ran_to_its_end(office):
    workflow_id = publish(office, TAG)
    win(office)

    told = why(office, workflow_id)

    assert (told["verdict"], told["text"]) == ("ran", "It ran on deal 1 to its end.")
    assert "The record is at “Won”." in [text for _, text in told["facts"]]
    assert told["instance"]


def test_the_trigger_has_not_happened_and_where_the_record_is_instead(office):
    told = why(office, publish(office, TAG))

    assert told["verdict"] == "not_triggered"
    assert told["text"].startswith(
        "It starts when a deal is won, and that has not happened to deal 1. It is at “Contract” since"
    )


def test_the_condition_did_not_hold_and_what_the_workflow_saw(office):
    workflow_id = publish(office, GUARDED)
    win(office)

    told = why(office, workflow_id)

    assert told["verdict"] == "conditions"
    assert "only if the amount is greater than 50,000; it saw amount = “12000" in told["text"]


def test_the_value_is_what_was_seen_then_not_what_it_is_now(office):
    workflow_id = publish(office, GUARDED)
    win(office)
    office.user_does("crm.deal.update", id=1, fields={"OPPORTUNITY": "99999"})

    assert "amount = “12000" in why(office, workflow_id)["text"]


def test_it_was_paused_at_that_time(office):
    workflow_id = publish(office, TAG)
    change(office, workflow_id, "pause")
    win(office)

    assert why(office, workflow_id)["verdict"] == "paused"
    change(office, workflow_id, "resume")
    told = why(office, workflow_id)
    assert told["verdict"] == "paused"
    assert "What happens while it is off is not made up for." in told["text"]


def test_it_was_archived_at_that_time(office):
    workflow_id = publish(office, TAG)
    change(office, workflow_id, "archive")
    win(office)

    assert why(office, workflow_id)["verdict"] == "archived"


def test_it_was_not_published_at_that_time(office):
    win(office)
    told = why(office, publish(office, TAG))

    assert told["verdict"] == "not_published"


def test_a_draft_is_not_published_either(office):
    reading = office.read(office.bearer, TAG)
    draft = {"description": TAG, "plan": reading["plan"], "name": "Mine"}
    workflow_id = office.fetch("POST", "/frame/drafts", office.bearer, draft).json["id"]
    win(office)

    assert why(office, workflow_id)["verdict"] == "not_published"


def test_the_app_was_not_installed_then(office):
    """
    The demo portal's fifth deal was won the day before the app came.
    """
    assert why(office, publish(office, TAG), record=5)["verdict"] == "not_installed"


def test_the_portal_refused_to_start_it(office):
    workflow_id = publish(office, TAG)
    fault = {"match": "bizproc.workflow.start", "kind": "replace", "times": 1}
    office.control("/_fault", {**fault, "find": '"result"', "put": '"error":"","error_description":"Out of order","x"'})
    win(office)

    told = why(office, workflow_id)

    assert told["verdict"] == "refused"
    assert "Out of order" in told["text"]


@pytest.mark.parametrize("match", ["bizproc.workflow.start", "crm.stagehistory.list"])
def test_a_right_is_missing(office, match):
    workflow_id = publish(office, TAG)
    refusal = '"error":"ACCESS_DENIED","error_description":"Access denied!","x"'
    office.user_does("crm.item.update", entityTypeId=2, id=1, fields={"stageId": "WON"})
    office.control("/_fault", {"match": match, "kind": "replace", "times": 1, "find": '"result"', "put": refusal})
    office.quiet()

    told = why(office, workflow_id)

    assert told["verdict"] == "no_right"
    assert "Access denied!" in told["text"]
    assert "administrator" in told["text"]


def test_it_is_still_waiting_and_at_which_step(office):
    workflow_id = publish(office, WAITS)
    win(office)

    told = why(office, workflow_id)

    assert told["verdict"] == "waiting"
    assert "is still running. The last step seen is: " in told["text"]
    assert told["text"].endswith("It waits at: Wait 2 days.")


def test_a_run_that_was_stopped_by_hand_has_ended_early(office):
    workflow_id = publish(office, WAITS)
    win(office)
    instance = why(office, workflow_id)["instance"]
    change(office, workflow_id, "stop", {"instance": instance})

    assert why(office, workflow_id)["verdict"] == "ended_early"


def test_a_step_that_stops_it_is_named(office):
    stop = {"kind": "stop", "id": "n1"}
    plan = Plan.model_validate({"entity": "CRM_DEAL", "trigger": {"name": "deal_won"}, "steps": [stop]}).dump()
    told = {"description": "…", "plan": plan, "name": "Stops"}
    workflow_id = office.fetch("POST", "/frame/workflows", office.bearer, told).json["id"]
    win(office)

    assert why(office, workflow_id)["verdict"] == "stopped"


def test_a_message_of_the_portal_that_got_lost_is_said_so(office):
    workflow_id = publish(office, TAG)
    office.control("/_fault", {"match": "ONCRMDEALUPDATE", "kind": "drop", "times": 10})
    win(office)

    told = why(office, workflow_id)

    assert told["verdict"] == "missed"
    assert "may lose it" in told["text"]


def test_what_the_app_has_not_looked_at_yet_is_about_to_be(office):
    workflow_id = publish(office, TAG)
    office.user_does("crm.item.update", entityTypeId=2, id=1, fields={"stageId": "WON"})
    office.settle(lambda: office.count("event") > 0, lambda: None)

    assert why(office, workflow_id)["verdict"] == "about_to_look"


def test_a_native_start_is_explained_from_its_marks(office):
    workflow_id = publish(office, NATIVE)
    lead = office.user_does("crm.item.add", entityTypeId=1, fields={"title": "Ada"})["item"]["id"]
    office.quiet()

    assert why(office, workflow_id, lead)["verdict"] == "ran"
    assert why(office, workflow_id, 1)["verdict"] == "not_installed"


def test_a_paused_native_start_is_explained_too(office):
    workflow_id = publish(office, NATIVE)
    change(office, workflow_id, "pause")
    office.control("/_clock/advance", {"seconds": 60})
    lead = office.user_does("crm.item.add", entityTypeId=1, fields={"title": "Ada"})["item"]["id"]

    assert why(office, workflow_id, lead)["verdict"] == "paused"


def test_the_newest_thing_that_happened_is_what_is_explained(office):
    """
    It ran once; then it was paused, and the same deal was won again.
    """
    workflow_id = publish(office, TAG)
    win(office)
    assert why(office, workflow_id)["verdict"] == "ran"
    change(office, workflow_id, "pause")
    office.control("/_clock/advance", {"seconds": 60})
    office.user_does("crm.item.update", entityTypeId=2, id=1, fields={"stageId": "NEW"})
    win(office)

    assert why(office, workflow_id)["verdict"] == "paused"


def test_a_record_or_a_workflow_that_does_not_exist_is_not_found(office):
    workflow_id = publish(office, TAG)
    for path in (f"{workflow_id}/why/99999", "wf00/why/1"):
        assert office.fetch("GET", f"/frame/workflows/{path}", office.bearer).status == 404


def test_explaining_writes_nothing_to_the_portal(office):
    workflow_id = publish(office, TAG)
    win(office)
    before = len(office.log(direction="in"))

    why(office, workflow_id)

    asked = {row["name"] for row in office.log(direction="in")[before:]} - {"batch", "profile", "server.time"}
    assert {
        name for name in asked if not name.endswith((".get", ".list", ".fields", ".current", ".instances"))
    } == set()


def test_a_workflow_of_one_pipeline_does_nothing_in_another(office):
    """
    The first deal is in the general pipeline; the other one is moved to its own pipeline's success stage.
    """
    workflow_id = publish(office, 'When a deal in the Partners pipeline is won, add a comment "Won"')
    partner = office.user_does("crm.item.add", entityTypeId=2, fields={"title": "P", "categoryId": 1})["item"]["id"]
    win(office)
    office.user_does("crm.item.update", entityTypeId=2, id=partner, fields={"stageId": "C1:WON"})
    office.quiet()

    other = why(office, workflow_id)

    assert (other["verdict"], "only if the pipeline is “Partners”" in other["text"]) == ("conditions", True)
    assert why(office, workflow_id, partner)["verdict"] == "ran"
    assert len(office.state("comments")) == 1
