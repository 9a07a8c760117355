"""A plan tried on the portal's past: which records would have started it, what would have been done, nothing sent."""

from datetime import datetime

import pytest

from b24app.plan.plan import Plan

READS = (".get", ".list", ".fields", ".current")


def backtest(office, plan, days=30, **more):
    answer = office.fetch("POST", "/frame/backtest", office.bearer, {"plan": plan, "days": days, **more})
    assert answer.status == 200, answer.text
    return answer.json


def plan_of(office, sentence):
    reading = office.read(office.bearer, sentence)
    assert reading["status"] == "workflow", reading
    return reading["plan"]


def effects(row):
    return [one for one in row["happenings"] if one["kind"] == "would do"]


def test_the_deals_that_were_won_are_found_with_their_moments_and_nothing_is_written(office):
    """
    The demo portal's fifth deal was won a day ago. The portal's own log is the witness that it was only asked.
    """
    plan = plan_of(
        office, 'When a deal is won, create a task "Thank {{CONTACT_NAME}}" and notify the responsible person'
    )
    before = len(office.log(direction="in"))

    told = backtest(office, plan)

    (row,) = told["tried"]
    assert (row["record_id"], row["title"], row["held"]) == (5, "Annual service", True)
    assert row["because"].startswith("Moved to “Won”, from “")
    assert [one["details"]["action"] for one in effects(row)] == ["create_task", "send_notification"]
    assert effects(row)[0]["details"]["title"] == "Thank Hanna Vogel"
    assert told["effects"] == {"Create a task": 1, "Send a notification": 1}
    moved = office.user_does("crm.stagehistory.list", entityTypeId=2, filter={"OWNER_ID": 5})["items"]
    assert datetime.fromisoformat(row["at"]) == datetime.fromisoformat(moved[-1]["CREATED_TIME"])
    asked = {row["name"] for row in office.log(direction="in")[before:]} - {"batch", "profile", "server.time"}
    assert {name for name in asked if not name.endswith(READS)} == set()
    assert (office.state("tasks"), office.state("notifications")) == ([], [])


def test_the_result_says_what_is_from_history_and_what_is_of_today(office):
    told = backtest(office, plan_of(office, "When a deal is won, add the tag Won"))
    assert "every other field is as it is today" in told["assumed"][0]


def test_conditions_are_judged_with_the_fields_of_today(office):
    plan = plan_of(office, "When a deal is won and the amount is over 5000, add the tag Big")

    small = backtest(office, plan)
    office.user_does("crm.deal.update", id=5, fields={"OPPORTUNITY": "9000"})
    big = backtest(office, plan)

    assert [(row["held"], len(effects(row))) for row in small["tried"]] == [(False, 0)]
    assert [(row["held"], len(effects(row))) for row in big["tried"]] == [(True, 1)]
    assert (small["effects"], big["effects"]) == ({}, {"Add a tag": 1})


def test_what_lies_before_the_days_asked_for_is_not_looked_at(office):
    office.control("/_clock/advance", {"seconds": 3 * 86_400})
    plan = plan_of(office, "When a deal is won, add the tag Won")
    office.user_does("crm.item.update", entityTypeId=2, id=1, fields={"stageId": "LOSE"})

    assert [row["record_id"] for row in backtest(office, plan, days=30)["tried"]] == [5]
    assert backtest(office, plan_of(office, "When a deal is lost, add the tag Lost"))["tried"][0]["record_id"] == 1


def test_a_change_of_stage_is_narrowed_by_where_it_went_and_where_it_came_from(office):
    steps = [{"kind": "action", "id": "n1", "action": "add_tag", "fields": {"tag": "x"}}]
    trigger = {"name": "stage_changed", "stage": "Negotiation"}
    plan = Plan.model_validate({"entity": "CRM_DEAL", "trigger": trigger, "steps": steps}).dump()

    reached = backtest(office, plan)["tried"]
    plan["trigger"]["from_stage"] = "Contract"
    from_contract = backtest(office, plan)["tried"]

    assert {row["record_id"] for row in reached} == {1, 4, 5}
    assert {row["because"] for row in reached} == {"Moved to “Negotiation”, from “Proposal”"}
    assert from_contract == []


def test_a_wait_sees_the_stages_that_came_later(office):
    """
    Deal 1 went on from Proposal to Negotiation within days: whoever waits long enough sees where it is then.
    """
    choice = {
        "kind": "choice",
        "id": "n2",
        "branches": [
            {
                "kind": "branch",
                "id": "n3",
                "when": [{"field": "stage", "op": "eq", "value": "Proposal"}],
                "steps": [{"kind": "action", "id": "n4", "action": "add_tag", "fields": {"tag": "stuck"}}],
            }
        ],
    }
    trigger = {"name": "stage_changed", "stage": "Proposal"}
    wait = {"kind": "delay", "id": "n1", "amount": 5, "unit": "days"}
    plan = Plan.model_validate({"entity": "CRM_DEAL", "trigger": trigger, "steps": [wait, choice]}).dump()

    stuck = {row["record_id"]: len(effects(row)) for row in backtest(office, plan)["tried"]}

    assert stuck[1] == 0
    assert stuck[2] == 1


def test_new_records_are_found_by_the_day_they_were_made_with_the_stage_they_had(office):
    plan = plan_of(office, 'When a new lead is created, create a task "Call {{LEAD_NAME}}"')

    told = backtest(office, plan)

    assert [(row["record_id"], row["because"]) for row in told["tried"]] == [(1, "Created"), (2, "Created")]
    assert backtest(office, plan, days=5)["tried"] == []


def test_a_long_past_is_gone_through_in_pieces(office):
    for number in range(60):
        office.user_does("crm.item.add", entityTypeId=2, fields={"title": f"Deal {number}", "stageId": "WON"})
    plan = plan_of(office, "When a deal is won, add the tag Won")

    seen, after, pieces = [], 0, 0
    while True:
        told = backtest(office, plan, after=after)
        seen += [row["record_id"] for row in told["tried"]]
        after, pieces = told["next"], pieces + 1
        if not after:
            break

    assert len(seen) == len(set(seen)) == 61
    assert pieces > 1


def test_a_record_that_was_deleted_since_is_counted_and_passed_over(office):
    plan = plan_of(office, "When a deal is won, add the tag Won")
    office.user_does("crm.item.delete", entityTypeId=2, id=5)
    left = office.user_does("crm.stagehistory.list", entityTypeId=2, filter={"OWNER_ID": 5})["items"]

    told = backtest(office, plan)

    assert (told["tried"], told["gone"]) == ([], 1 if left else 0)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("When a deal is updated, add the tag x", "a deal is updated"),
        ("When a quote is approved, notify the responsible person", "a quote is approved"),
    ],
)
def test_a_trigger_that_the_portal_keeps_no_record_of_is_refused_in_words(office, sentence, words):
    answer = office.fetch("POST", "/frame/backtest", office.bearer, {"plan": plan_of(office, sentence)})

    assert answer.status == 422
    assert words in answer.json["message"]
    assert "keeps no record" in answer.json["message"]


@pytest.mark.parametrize("days", [0, -1, 366, "many"])
def test_days_that_are_out_of_bounds_are_refused(office, days):
    plan = plan_of(office, "When a deal is won, add the tag Won")
    answer = office.fetch("POST", "/frame/backtest", office.bearer, {"plan": plan, "days": days})
    assert (answer.status, answer.json["error"]) == (400, "malformed_request")


def test_employees_who_are_no_administrators_cannot_look_into_the_past(office):
    plan = plan_of(office, "When a deal is won, add the tag Won")
    answer = office.fetch("POST", "/frame/backtest", office.bearer_of(4), {"plan": plan})
    assert answer.json["error"] == "not_allowed"


def test_a_portal_that_does_not_answer_is_said_so(office):
    plan = plan_of(office, "When a deal is won, add the tag Won")
    office.control("/_fault", {"match": "crm.stagehistory.list", "kind": "500", "times": 1})

    assert office.fetch("POST", "/frame/backtest", office.bearer, {"plan": plan}).status == 502
    assert backtest(office, plan)["tried"]
