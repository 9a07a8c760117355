"""What a cold review described and left to be mended."""

import dataclasses
import threading

import pytest
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from b24app.app import watcher, worker
from b24app.invocations import sweeper
from b24app.invocations.sweeper import sweep
from b24app.robots import Effect, all_robots
from b24app.store.tables import event, invocation
from b24app.web import bearer

TAG = "When a deal is won, add the tag Won and add a comment “Done”"


def won(office):
    office.user_does("crm.item.update", entityTypeId=2, id=1, fields={"stageId": "WON"})


def test_a_worker_that_is_told_to_stop_takes_no_further_row(office):
    """
    What is due stays due: nothing is begun that would have to be killed.
    """
    office.publish(office.bearer, TAG)
    won(office)
    office.settle(lambda: bool(office.log("mark", kind="robot")))
    with office.services.engine.begin() as connection:
        connection.execute(update(invocation).values(state="new", lease_until=None))

    worker(office.services).drain(stopping=lambda: True)
    watcher(office.services).drain(stopping=lambda: True)

    assert office.services.inbox.has_due()


@pytest.mark.parametrize("effect", list(Effect))
def test_a_robot_with_a_defect_fails_its_own_step_only(office, effect):
    """
    The workflow is told; the next row is attended to.
    """

    def broken(*_):
        raise ZeroDivisionError

    published = office.publish(office.bearer, TAG)
    won(office)
    robots = {**all_robots(), "add_tag": dataclasses.replace(all_robots()["add_tag"], run=broken, effect=effect)}

    def work():
        dataclasses.replace(worker(office.services), robots=robots).drain()
        watcher(office.services).drain()

    def finished():
        runs = office.runs(office.bearer, published.json["id"])
        return bool(runs) and runs[0]["state"] == "finished"

    office.settle(finished, work)

    (run,) = office.runs(office.bearer, published.json["id"])
    error = next(step["error"] for step in run["steps"] if "tag" in step["text"])
    assert ("not known" in error) == (effect is Effect.ONCE)
    assert "Done" in str(office.state("comments"))


def test_an_answer_that_nobody_foresaw_does_not_hold_up_other_events(office):
    """
    A stage history without ids: that event is tried again when its lease has ended, the next one is read.
    """
    office.publish(office.bearer, TAG)
    fault = {"match": "crm.stagehistory.list", "kind": "replace", "times": 1, "find": '"ID"', "put": '"NOBODY"'}
    office.control("/_fault", fault)
    won(office)
    office.quiet()
    office.user_does("crm.item.update", entityTypeId=2, id=2, fields={"stageId": "WON"})
    office.quiet()

    assert len(office.log("bizproc.workflow.start")) == 1
    with office.services.engine.begin() as connection:
        rows = [(row.state, row.lease_until is not None) for row in connection.execute(event.select())]
    assert ("new", True) in rows
    assert ("done", False) in rows


def test_a_scheduler_outlives_its_database(office, monkeypatch):
    """
    It looks again five seconds later.
    """
    monkeypatch.setattr(sweeper, "EVERY_S", 0.01)
    stopped, asked = threading.Event(), []

    def ask():
        asked.append(1)
        if len(asked) > 1:
            stopped.set()
        raise OperationalError("SELECT 1", {}, Exception("the server closed the connection"))

    sweeper.watch(office.services.redis, office.services.bell, {"events": ask}, stopped)

    assert len(asked) == 2


def test_bells_do_not_pile_up_while_no_worker_answers(office):
    for _ in range(50):
        sweep(office.services.bell, {"invocations": lambda: True})

    assert office.services.bell.waiting() <= 10


def test_changing_things_takes_a_younger_bearer_than_looking(office, monkeypatch):
    """
    Whoever lost the administrator's rights keeps the buttons for five minutes at most; the page renews by itself.
    """
    monkeypatch.setattr(bearer, "ADMIN_LIFE_S", -1)
    monkeypatch.setattr("b24app.web.guards.ADMIN_LIFE_S", -1)

    assert office.fetch("GET", "/frame/workflows", office.bearer).status == 200
    assert office.publish(office.bearer, TAG).status == 401


def test_a_bearer_of_another_version_asks_to_open_the_page_again(office):
    secret = office.services.settings.signing_secret()
    foreign = URLSafeTimedSerializer(secret, salt="b24app frame").dumps('{"member_id": "x"}')

    assert office.fetch("GET", "/frame/workflows", foreign).json["error"] == "session_expired"


def test_a_call_that_no_key_opens_does_not_hold_up_the_others(office):
    """
    Its key was lost: it waits for the key to be put back, and the next one is taken.
    """
    office.publish(office.bearer, TAG)
    won(office)
    # The first mark and the tag: the workflow waits for the tag, so no third call can come.
    office.settle(lambda: office.count("invocation") >= 2, watcher(office.services).drain)
    with office.services.engine.begin() as connection:
        connection.execute(update(invocation).values(event_token="lost:AAAA"))

    for _ in range(10):
        office.work_leniently()

    with office.services.engine.begin() as connection:
        errors = [row.error for row in connection.execute(invocation.select())]
    assert all("B24APP_ENCRYPTION_KEYS" in error for error in errors)
    assert not office.services.inbox.has_due()
