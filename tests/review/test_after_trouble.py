"""What a sceptical reader tried: lost portals, borrowed access tokens, late crashes, odd events."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
from sqlalchemy import select, update

from b24app.app import worker
from b24app.store.tables import event, invocation, portal, run, token_pair
from tests.world import ask

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
TAG = "When a deal is won, add the tag Won"
MESSAGE = 'When a deal is won, send a chat message "Well done" to the manager'


def change(world, table, **values):
    with world.services.engine.begin() as connection:
        connection.execute(update(table).values(**values))


def rows_of(world, table):
    with world.services.engine.begin() as connection:
        return connection.execute(select(table)).mappings().all()


def win(world):
    world.user_does("crm.item.update", entityTypeId=2, id=1, fields={"stageId": "WON"})


def announcement(world, user_id, application_token):
    """ONAPPUPDATE as a person who opened a page of ours could forge it, with the access token found in that page."""
    world.open_page("CRM_DEAL_DETAIL_TAB", user_id, ID="1")
    form = world.openings()[-1]["request"]
    return urlencode(
        {
            "event": "ONAPPUPDATE",
            "auth[access_token]": form["AUTH_ID"],
            "auth[server_endpoint]": form["SERVER_ENDPOINT"],
            "auth[member_id]": form["member_id"],
            "auth[application_token]": application_token,
        }
    ).encode()


def test_an_employee_cannot_replace_the_application_token_by_announcing_an_update(office):
    """
    Everybody's opened page carries a genuine access token; only an administrator's may change what proves calls.
    """
    before = rows_of(office, portal)[0]

    answer = ask(office.app_url + "/events", data=announcement(office, 4, "f" * 32), headers=FORM)

    after = rows_of(office, portal)[0]
    assert answer.status == 403
    assert (after["application_token_hash"], after["installed_by"]) == (
        before["application_token_hash"],
        before["installed_by"],
    )


def test_an_administrators_update_brings_its_new_application_token(office):
    answer = ask(office.app_url + "/events", data=announcement(office, 1, "f" * 32), headers=FORM)

    assert answer.status == 202


def test_work_of_a_portal_with_dead_tokens_goes_on_when_an_administrator_opens_the_app(office):
    """
    The event that came meanwhile is not lost either: it waits, and the workflow starts.
    """
    published = office.publish(office.bearer, TAG)
    safe = office.services.tokens._safe
    from b24app.model import Secret

    dead = {name: safe.lock(Secret("dead"), office.sim.member_id) for name in ("access", "refresh")}
    change(office, token_pair, **dead)
    win(office)
    office.settle(lambda: rows_of(office, portal)[0]["status"] == "left")
    assert office.log("bizproc.workflow.start") == []

    office.open_page(user_id=4)
    assert rows_of(office, portal)[0]["status"] == "left"
    office.open_page(user_id=1)
    office.hurry()

    assert rows_of(office, portal)[0]["status"] == "active"
    assert office.finished(office.bearer, published.json["workflow_id"])["state"] == "finished"


def test_a_start_that_met_a_lost_portal_is_made_later_and_once(office):
    """
    The portal refused because of the token, so nothing was started and there is no doubt.
    """
    published = office.publish(office.bearer, TAG)
    office.control("/_fault", {"match": "bizproc.workflow.start", "kind": "expired", "times": 2})
    win(office)
    office.settle(lambda: rows_of(office, portal)[0]["status"] == "left")
    assert [row["state"] for row in rows_of(office, run)] == ["planned"]

    office.open_page(user_id=1)
    office.hurry()

    office.finished(office.bearer, published.json["workflow_id"])
    assert len(office.state("workflows")) == 1


@pytest.mark.parametrize("name", ["timeout_duration", "auth[user_id]"])
def test_digits_that_are_no_number_are_no_error(office, name):
    """
    `²` is a digit to Unicode and no number to Python.
    """
    form = {
        "workflow_id": "66f0a1.1",
        "document_id[0]": "crm",
        "document_id[1]": "CCrmDocumentDeal",
        "document_id[2]": "DEAL_1",
        "event_token": "66f0a1.1|A1|abc.def",
        "use_subscription": "N",
        "auth[member_id]": office.sim.member_id,
        "auth[application_token]": office.application_token(),
        name: "²",
    }

    assert ask(office.app_url + "/robots/mark", data=urlencode(form).encode(), headers=FORM).status == 202


@pytest.mark.parametrize("record", ["", "x", "²", "9" * 30])
def test_an_event_about_no_record_is_read_and_done(office, record):
    """
    It neither stops the reading of other events nor comes back for ever.
    """
    office.publish(office.bearer, TAG)
    form = {
        "event": "ONCRMDEALUPDATE",
        "ts": "²",
        "data[FIELDS][ID]": record,
        "auth[member_id]": office.sim.member_id,
        "auth[application_token]": office.application_token(),
    }
    assert ask(office.app_url + "/events", data=urlencode(form).encode(), headers=FORM).status == 202

    office.work()

    assert [row["state"] for row in rows_of(office, event)] == ["done"]


def test_an_event_that_kills_its_reader_each_time_is_given_up(office):
    """
    Poison is left alone after its attempts; nothing else waits for it.
    """
    form = {
        "event": "ONCRMDEALUPDATE",
        "data[FIELDS][ID]": "1",
        "auth[member_id]": office.sim.member_id,
        "auth[application_token]": office.application_token(),
    }
    ask(office.app_url + "/events", data=urlencode(form).encode(), headers=FORM)
    change(office, event, attempts=9, lease_until=datetime(2026, 1, 1, tzinfo=UTC))

    office.work()

    assert [row["state"] for row in rows_of(office, event)] == ["dead"]


def test_a_busy_portal_costs_an_event_no_attempt(office):
    office.publish(office.bearer, TAG)
    office.control("/_fault", {"match": "crm.stagehistory.list", "kind": "503", "times": 1})
    win(office)
    office.settle(lambda: "busy" in str([row["error"] for row in rows_of(office, event)]))

    assert [(row["state"], row["attempts"]) for row in rows_of(office, event) if row["error"]] == [("new", 0)]


def waiting_message(office):
    """A published message step whose call has arrived and is not worked on yet; its row's condition."""
    office.publish(office.bearer, MESSAGE + ' and add a comment "Finished"')
    win(office)
    from b24app.app import watcher

    mine = invocation.c.robot == "send_bitrix_message"

    def is_there():
        with office.services.engine.begin() as connection:
            return connection.execute(select(invocation.c.id).where(mine)).first() is not None

    office.settle(is_there, work=watcher(office.services).drain)
    return mine


def row_where(office, mine):
    with office.services.engine.begin() as connection:
        return connection.execute(select(invocation).where(mine)).mappings().one()


def test_a_message_whose_worker_died_is_doubtful_also_when_its_time_is_over(office):
    """
    "It came too late to run" would be a lie: it may have run.
    """
    mine = waiting_message(office)
    past = datetime(2026, 1, 1, tzinfo=UTC)
    with office.services.engine.begin() as connection:
        crashed = {"state": "running", "lease_until": past, "deadline_at": past, "attempts": 1}
        connection.execute(update(invocation).where(mine).values(**crashed))

    worker(office.services).drain()

    assert "not known" in row_where(office, mine)["error"]
    assert office.log("im.message.add") == []


def test_a_step_is_never_put_off_beyond_its_deadline(office):
    """
    The workflow is told before its own time-out ends the step.
    """
    mine = waiting_message(office)
    office.control("/_fault", {"match": "im.message.add", "kind": "429", "times": 1})
    deadline = datetime.now(UTC) + timedelta(seconds=300)  # a method that has had its time rests for ten minutes
    with office.services.engine.begin() as connection:
        connection.execute(update(invocation).where(mine).values(deadline_at=deadline))

    worker(office.services).drain()

    row = row_where(office, mine)
    assert (row["state"], row["run_after"] <= deadline + timedelta(seconds=1)) == ("new", True)


def test_a_silent_authorization_server_leaves_no_doubt_about_a_message(office):
    """
    The portal refused the call for its token, so the message did not go out and is sent once the server speaks again.
    """
    mine = waiting_message(office)
    office.control("/_fault", {"match": "im.message.add", "kind": "expired", "times": 1})
    office.control("/_fault", {"match": "oauth/token", "kind": "500", "times": 1})

    worker(office.services).drain(stopping=lambda: row_where(office, mine)["attempts"] > 0)
    assert row_where(office, mine)["state"] == "new", row_where(office, mine)["error"]
    office.hurry()
    worker(office.services).drain()

    assert len(office.state("messages")) == 1
    assert row_where(office, mine)["state"] == "answered"
