"""The inbox: stored once, worked on by one worker, one workflow's invocations one by one, finished for good."""

import dataclasses
import threading
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import event as sqlalchemy_event
from sqlalchemy import func, select, update

from b24app.errors import SettingsError
from b24app.invocations.inbox import Call, Inbox
from b24app.model import Document, Secret
from b24app.portals import rows
from b24app.store import leases
from b24app.store.engine import now
from b24app.store.secrets import Safe
from b24app.store.tables import invocation
from tests.world import wait_until


@pytest.fixture
def inbox(engine, settings):
    return Inbox(engine, Safe(settings.keys()))


@pytest.fixture
def call(installed):
    """A call of m1; `call(token=…, **changes)` makes others."""
    installed("m1")

    def make(token="t1", **changes):  # noqa: S107  # of a test
        first = Call(
            member_id="m1",
            robot="add_tag",
            workflow_id=f"w of {token}",
            document=Document("crm", "CCrmDocumentDeal", "DEAL_42"),
            properties={"tag": "größer ☃", "deep": {"a": ["b"]}},
            event_token=Secret(token),
            waits=True,
            timeout_s=0,
            user_id=1,
        )
        return dataclasses.replace(first, **changes)

    return make


def row_of(engine, row_id):
    with engine.begin() as connection:
        return connection.execute(select(invocation).where(invocation.c.id == row_id)).mappings().one()


def expire_leases(engine):
    with engine.begin() as connection:
        past = now(connection) - timedelta(seconds=1)
        connection.execute(update(invocation).where(invocation.c.lease_until.is_not(None)).values(lease_until=past))


def test_what_was_accepted_comes_back_whole(inbox, call):
    told = call()
    assert inbox.accept(told)
    claimed, state = inbox.claim()
    assert state == "new"
    same = ("member_id", "robot", "workflow_id", "document", "properties", "event_token", "waits", "user_id")
    assert [getattr(claimed, name) for name in same] == [getattr(told, name) for name in same]
    assert (claimed.attempts, claimed.outcome) == (1, None)


def test_the_event_token_is_not_readable_in_the_table(engine, inbox, call):
    inbox.accept(call("canary-token", workflow_id="w"))
    claimed, _ = inbox.claim()
    assert "canary" not in str(dict(row_of(engine, claimed.id)))


def test_the_same_event_token_is_stored_once(inbox, call):
    assert inbox.accept(call("t1"))
    assert not inbox.accept(call("t1", properties={"other": "words"}))


def test_the_same_event_token_of_another_portal_is_another_invocation(inbox, call, installed):
    installed("m2")
    assert inbox.accept(call("t1"))
    assert inbox.accept(call("t1", member_id="m2"))


def test_a_duplicate_of_a_finished_invocation_is_still_known(inbox, call):
    inbox.accept(call("t1"))
    claimed, _ = inbox.claim()
    inbox.finish(claimed, "answered")
    assert not inbox.accept(call("t1"))


def test_fifty_threads_with_one_invocation_make_one_row(engine, inbox, call):
    stored: Counter[bool] = Counter()
    start = threading.Barrier(50)

    def accept():
        start.wait()
        stored[inbox.accept(call("t1"))] += 1

    threads = [threading.Thread(target=accept) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert stored == {True: 1, False: 49}
    with engine.begin() as connection:
        assert connection.execute(select(func.count()).select_from(invocation)).scalar_one() == 1


@pytest.mark.parametrize(
    ("timeout_s", "left"),
    [(0, timedelta(hours=24)), (100, timedelta(seconds=90)), (999_999_999, timedelta(days=10416))],
)
def test_the_deadline_leaves_a_tenth_of_the_workflows_timeout(inbox, call, timeout_s, left):
    inbox.accept(call(timeout_s=timeout_s))
    claimed, _ = inbox.claim()
    assert abs(claimed.deadline_at - claimed.received_at - left) < timedelta(
        days=1 if timeout_s > 1000 else 0, seconds=1
    )


def test_one_workflows_invocations_are_taken_one_by_one(inbox, call):
    inbox.accept(call("t1", workflow_id="w"))
    inbox.accept(call("t2", workflow_id="w"))
    first, _ = inbox.claim()
    assert inbox.claim() is None
    inbox.finish(first, "answered")
    second, _ = inbox.claim()
    assert second.event_token == Secret("t2")


def test_one_records_invocations_are_taken_one_by_one(inbox, call):
    """Two workflows that tag one deal at the same time: each reads the tags and writes them back."""
    inbox.accept(call("t1", workflow_id="w1"))
    inbox.accept(call("t2", workflow_id="w2"))
    inbox.accept(call("t3", workflow_id="w3", document=Document("crm", "CCrmDocumentDeal", "DEAL_43")))
    first, _ = inbox.claim()
    other, _ = inbox.claim()
    assert (first.event_token, other.event_token, inbox.claim()) == (Secret("t1"), Secret("t3"), None)
    inbox.finish(first, "answered")
    assert inbox.claim()[0].event_token == Secret("t2")


def test_a_postponed_invocation_does_not_hold_its_workflow_up(inbox, call):
    inbox.accept(call("t1", workflow_id="w"))
    inbox.accept(call("t2", workflow_id="w"))
    first, _ = inbox.claim()
    inbox.postpone(first, 3600, state="new", counts=True, error="busy")
    assert inbox.claim()[0].event_token == Secret("t2")


def test_equal_workflow_ids_of_two_portals_have_nothing_to_do_with_each_other(inbox, call, installed):
    installed("m2")
    inbox.accept(call("t1", workflow_id="w"))
    inbox.accept(call("t2", workflow_id="w", member_id="m2"))
    assert {inbox.claim()[0].member_id, inbox.claim()[0].member_id} == {"m1", "m2"}


def test_a_dead_workers_lease_does_not_hold_its_workflow_up(engine, inbox, call):
    inbox.accept(call("t1", workflow_id="w"))
    inbox.accept(call("t2", workflow_id="w"))
    inbox.claim()
    expire_leases(engine)
    again, _ = inbox.claim()
    assert (again.event_token, again.attempts) == (Secret("t1"), 2)
    assert inbox.claim() is None


def test_workers_at_once_never_hold_two_invocations_of_one_workflow(engine, inbox, call):
    """Also where neither sees the other's claim before it is committed (PostgreSQL)."""
    for number in range(24):
        inbox.accept(call(f"t{number}", workflow_id=f"w{number % 3}"))
    held: Counter[str] = Counter()
    taken: Counter[int] = Counter()
    clashes: list[str] = []
    lock, start = threading.Lock(), threading.Barrier(6)

    def work():
        start.wait()
        while sum(taken.values()) < 24:
            if (claimed := inbox.claim()) is None:
                threading.Event().wait(0.002)  # others hold what is left
                continue
            invocation_now = claimed[0]
            with lock:
                held[invocation_now.workflow_id] += 1
                taken[invocation_now.id] += 1
                clashes.extend(name for name, number in held.items() if number > 1)
            threading.Event().wait(0.002)
            with lock:
                held[invocation_now.workflow_id] -= 1
            inbox.finish(invocation_now, "done")

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert clashes == []
    assert sorted(taken.values()) == [1] * 24


def test_a_portal_that_left_is_not_worked_for_until_it_is_back(engine, inbox, call):
    inbox.accept(call())
    with engine.begin() as connection:
        rows.change(connection, "m1", status="left")
    assert not inbox.has_due()
    assert inbox.claim() is None
    with engine.begin() as connection:
        rows.change(connection, "m1", status="active")
    assert inbox.has_due()
    assert inbox.claim() is not None


def test_the_states_of_a_life(engine, inbox, call):
    inbox.accept(call())
    claimed, _ = inbox.claim()
    assert inbox.begin(claimed)
    assert row_of(engine, claimed.id)["state"] == "running"
    assert inbox.record(claimed, {"values": {"sent": 1}, "error": "", "note": "done"})
    row = row_of(engine, claimed.id)
    assert (row["state"], row["outcome"]["values"], row["answered_at"]) == ("outcome", {"sent": 1}, None)
    assert inbox.finish(claimed, "answered")
    row = row_of(engine, claimed.id)
    assert (row["state"], row["lease_until"], row["event_token"]) == ("answered", None, "")
    assert row["answered_at"] is not None
    assert not inbox.has_due()


@pytest.mark.parametrize(
    ("state", "is_answered"), [("answered", True), ("told", True), ("dead", False), ("done", False)]
)
def test_only_an_answer_has_a_moment(engine, inbox, call, state, is_answered):
    inbox.accept(call())
    claimed, _ = inbox.claim()
    inbox.finish(claimed, state, "why")
    row = row_of(engine, claimed.id)
    assert (row["answered_at"] is not None, row["error"]) == (is_answered, "why")


def test_a_recorded_outcome_survives_the_worker(engine, inbox, call):
    inbox.accept(call())
    claimed, _ = inbox.claim()
    inbox.begin(claimed)
    inbox.record(claimed, {"values": {}, "error": "no such stage", "note": "not done"})
    expire_leases(engine)
    again, state = inbox.claim()
    assert (state, again.outcome["error"]) == ("outcome", "no such stage")
    assert row_of(engine, again.id)["error"] == "no such stage"


def test_a_crash_in_the_middle_shows_as_running(engine, inbox, call):
    inbox.accept(call())
    claimed, _ = inbox.claim()
    inbox.begin(claimed)
    expire_leases(engine)
    assert inbox.claim()[1] == "running"


@pytest.mark.parametrize("verb", ["begin", "record", "finish", "postpone"])
def test_a_worker_that_lost_its_lease_changes_nothing(engine, inbox, call, verb):
    inbox.accept(call())
    zombie, _ = inbox.claim()
    expire_leases(engine)
    current, _ = inbox.claim()
    before = dict(row_of(engine, current.id))
    match verb:
        case "begin":
            assert not inbox.begin(zombie)
        case "record":
            assert not inbox.record(zombie, {"values": {}, "error": "", "note": ""})
        case "finish":
            assert not inbox.finish(zombie, "answered")
        case _:
            inbox.postpone(zombie, 0, state="new", counts=True, error="")
    assert dict(row_of(engine, current.id)) == before


@pytest.mark.parametrize(("counts", "next_attempt"), [(True, 2), (False, 1)])
def test_postponing_counts_only_where_it_should(inbox, call, counts, next_attempt):
    inbox.accept(call())
    claimed, _ = inbox.claim()
    inbox.postpone(claimed, 0, state="new", counts=counts, error="busy")
    assert inbox.claim()[0].attempts == next_attempt


def test_the_lease_is_renewed_while_the_work_lasts_and_not_after(engine, inbox, call, monkeypatch):
    monkeypatch.setattr(leases, "RENEW_S", 0.01)
    inbox.accept(call())
    claimed, _ = inbox.claim()
    first = row_of(engine, claimed.id)["lease_until"]
    with inbox.held(claimed):
        wait_until(lambda: row_of(engine, claimed.id)["lease_until"] > first)
        inbox.finish(claimed, "done")
    row = row_of(engine, claimed.id)
    assert (row["state"], row["lease_until"]) == ("done", None)


def test_a_database_that_is_away_for_one_heartbeat_does_not_end_the_renewing(engine, inbox, call, monkeypatch):
    monkeypatch.setattr(leases, "RENEW_S", 0.01)
    inbox.accept(call())
    claimed, _ = inbox.claim()
    first = row_of(engine, claimed.id)["lease_until"]
    failures: list[str] = []

    @sqlalchemy_event.listens_for(engine, "before_cursor_execute")
    def fail_once(_connection, _cursor, statement, *_rest):
        if threading.current_thread() is not threading.main_thread() and not failures:
            failures.append(statement)
            raise engine.dialect.dbapi.OperationalError("server closed the connection")

    with inbox.held(claimed):
        wait_until(lambda: failures and row_of(engine, claimed.id)["lease_until"] > first)


def test_a_lost_key_is_said_and_leaves_the_row_for_later(engine, inbox, call):
    inbox.accept(call())
    with pytest.raises(SettingsError, match="portal m1"):
        Inbox(engine, Safe({"other": bytes(32)})).claim()
    assert inbox.claim() is None
    with engine.begin() as connection:
        connection.execute(update(invocation).values(run_after=invocation.c.received_at))
    assert inbox.claim() is not None


def test_a_lease_is_longer_than_two_heartbeats():
    assert timedelta(seconds=2 * leases.RENEW_S) < leases.LEASE


def test_nothing_is_put_off_past_its_deadline(engine, inbox, call):
    """The workflow is told before its own step gives up waiting."""
    inbox.accept(call(timeout_s=100))
    claimed, _ = inbox.claim()
    inbox.postpone(claimed, 3600, state="new", counts=True, error="busy")
    assert row_of(engine, claimed.id)["run_after"] <= claimed.deadline_at + timedelta(seconds=1)
