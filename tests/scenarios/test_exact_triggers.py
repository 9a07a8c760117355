"""A workflow starts once for each time its trigger really happens, whatever the events do."""

import pytest

SENTENCE = "When a deal is won, add a comment “Well done”"


def move(office, stage, deal=1):
    office.user_does("crm.item.update", entityTypeId=2, id=deal, fields={"stageId": stage})


def read_events(office, at_least):
    """Until what the portal announced has arrived and been read; so many events at least."""
    office.quiet()
    assert len([row for row in office.log(kind="event") if row["status"] == 202]) >= at_least


def starts(office):
    return len(office.log("bizproc.workflow.start"))


def test_an_event_delivered_twice_starts_once(office):
    office.publish(office.bearer, SENTENCE)
    office.control("/_fault", {"match": "ONCRMDEALUPDATE", "kind": "double", "times": 1})

    move(office, "WON")
    read_events(office, 2)

    assert starts(office) == 1


def test_later_changes_of_a_won_deal_start_nothing_more(office):
    office.publish(office.bearer, SENTENCE)
    move(office, "WON")
    read_events(office, 1)

    office.user_does("crm.item.update", entityTypeId=2, id=1, fields={"title": "Another title"})
    read_events(office, 2)

    assert starts(office) == 1


def test_a_deal_won_before_the_workflow_was_armed_does_not_start_it(office):
    move(office, "WON")
    read_events(office, 1)
    office.publish(office.bearer, SENTENCE)

    office.user_does("crm.item.update", entityTypeId=2, id=1, fields={"title": "Another title"})
    read_events(office, 2)

    assert starts(office) == 0


def test_a_deal_that_is_reopened_and_won_again_starts_again(office):
    office.publish(office.bearer, SENTENCE)

    for number, stage in enumerate(("WON", "EXECUTING", "WON"), 1):
        move(office, stage)
        read_events(office, number)

    assert starts(office) == 2


def test_a_lost_event_is_made_good_by_the_next_one(office):
    """
    The stage history knows of the transition whose own event never came.
    """
    office.publish(office.bearer, SENTENCE)
    office.control("/_fault", {"match": "ONCRMDEALUPDATE", "kind": "drop", "times": 1})
    move(office, "WON")

    office.user_does("crm.item.update", entityTypeId=2, id=1, fields={"title": "Another title"})
    read_events(office, 1)

    assert starts(office) == 1


def test_other_deals_and_other_endings_start_nothing(office):
    office.publish(office.bearer, SENTENCE)

    move(office, "LOSE", deal=2)
    move(office, "EXECUTING", deal=3)
    read_events(office, 2)

    assert starts(office) == 0


def test_a_busy_portal_is_asked_again_and_the_workflow_starts_once(office):
    """
    A refusal without effect is tried again; it does not count as a start.
    """
    published = office.publish(office.bearer, SENTENCE)
    office.control("/_fault", {"match": "bizproc.workflow.start", "kind": "503", "times": 1})
    move(office, "WON")
    office.settle(lambda: starts(office) >= 1)
    office.hurry()

    office.finished(office.bearer, published.json["workflow_id"])

    assert [row["status"] for row in office.log("bizproc.workflow.start")] == [503, 200]
    assert len(office.state("workflows")) == 1


@pytest.mark.parametrize("kind", ["500", "html", "half", "reset"])
def test_a_robot_call_survives_a_portal_that_stumbles_at_the_answer(office, kind):
    """
    The effect is done; only the answer is repeated.
    """
    published = office.publish(
        office.bearer, 'When a deal is won, send a chat message "Well done" to the manager and add a comment "Done"'
    )
    office.control("/_fault", {"match": "bizproc.event.send", "kind": kind, "times": 1})
    move(office, "WON")
    office.settle(lambda: len(office.log("bizproc.event.send")) >= 1)
    office.hurry()

    office.finished(office.bearer, published.json["workflow_id"])

    assert [row.get("fault") for row in office.log("bizproc.event.send")] == [kind, None]
    assert len(office.log("im.message.add")) == 1
    assert len(office.state("messages")) == 1


def test_an_expired_token_is_refreshed_once_and_the_call_repeated(office):
    office.control("/_fault", {"match": "crm.stagehistory.list", "kind": "expired", "times": 1})
    office.publish(office.bearer, SENTENCE)

    move(office, "WON")
    office.settle(lambda: starts(office) >= 1)

    assert len([row for row in office.log(kind="oauth") if "token" in row["name"]]) == 1


def test_a_page_left_open_gets_a_new_bearer_for_a_fresh_token_only(office):
    """
    The portal's frame gives the page a token; the authorization server says whose it is.
    """
    sent = office.openings()[-1]["request"]
    body = {"member_id": sent["member_id"], "access_token": sent["AUTH_ID"], "placement": "CRM_DEAL_DETAIL_TAB"}

    good = office.fetch("POST", "/frame/renew", "", body)
    bad = office.fetch("POST", "/frame/renew", "", {**body, "access_token": "0" * 64})
    other = office.fetch("POST", "/frame/renew", "", {**body, "member_id": "f" * 32})

    assert office.fetch("GET", "/frame/workflows", good.json["bearer"]).status == 200
    assert [bad.status, other.status] == [403, 403]
