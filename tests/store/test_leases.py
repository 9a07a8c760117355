"""Leases: one worker per row, the longest-waiting portal first, and no write by a worker that lost its lease."""

import threading
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import insert, select, true, update

from b24app.store import leases
from b24app.store.engine import now
from b24app.store.tables import event, portal


@pytest.fixture
def add(engine, installed):
    """Stores a due event and gives its id."""
    known = set()

    def store(member_id="m1", *, in_s=0.0, state="new"):
        if member_id not in known:
            installed(member_id)
            known.add(member_id)
        with engine.begin() as connection:
            moment = now(connection)
            due_at = moment + timedelta(seconds=in_s)
            row = insert(event).values(
                member_id=member_id, name="E", data={}, sent_at=0, state=state, run_after=due_at, received_at=moment
            )
            return connection.execute(row.returning(event.c.id)).scalar_one()

    return store


def claim(engine):
    with engine.begin() as connection:
        return leases.claim(connection, event, true())


def expire(engine, row_id):
    with engine.begin() as connection:
        past = now(connection) - timedelta(seconds=1)
        connection.execute(update(event).where(event.c.id == row_id).values(lease_until=past))


def stored(engine, row_id):
    with engine.begin() as connection:
        return connection.execute(select(event).where(event.c.id == row_id)).mappings().one()


def test_a_claim_leases_the_row_and_counts_the_attempt(engine, add):
    row_id = add()
    row = claim(engine)
    assert (row["id"], row["attempts"], row["fence"], row["state"]) == (row_id, 1, 1, "new")
    with engine.begin() as connection:
        left = row["lease_until"] - now(connection)
    assert timedelta(0) < left <= leases.LEASE


def test_a_leased_row_is_nobody_elses(engine, add):
    add()
    assert claim(engine) is not None
    assert claim(engine) is None


def test_a_row_whose_time_has_not_come_is_left(engine, add):
    add(in_s=60)
    assert claim(engine) is None
    with engine.begin() as connection:
        assert not leases.has_due(connection, event, true())


@pytest.mark.parametrize("state", ["done", "dead", "answered", "told"])
def test_a_finished_row_is_never_claimed_even_with_an_old_lease(engine, add, state):
    expire(engine, add(state=state))
    assert claim(engine) is None


@pytest.mark.parametrize("state", ["new", "running", "outcome"])
def test_an_expired_lease_can_be_claimed_in_the_state_it_was_left_in(engine, add, state):
    row_id = add(state=state)
    expire(engine, row_id)
    row = claim(engine)
    assert (row["id"], row["state"]) == (row_id, state)


def test_running_without_a_lease_is_not_due(engine, add):
    add(state="running")
    assert claim(engine) is None


def test_a_zombie_writes_nothing(engine, add):
    row_id = add()
    first = claim(engine)
    expire(engine, row_id)
    second = claim(engine)
    assert second["fence"] == first["fence"] + 1
    with engine.begin() as connection:
        assert not leases.write(connection, event, row_id, first["fence"], state="done")
        assert not leases.renew(connection, event, row_id, first["fence"])
        assert not leases.postpone(connection, event, row_id, first["fence"], 0)
    assert stored(engine, row_id) == second


def test_renewing_moves_the_end_of_the_lease(engine, add):
    row_id = add()
    row = claim(engine)
    with engine.begin() as connection:
        assert leases.renew(connection, event, row_id, row["fence"])
    assert stored(engine, row_id)["lease_until"] > row["lease_until"]


def test_a_late_renewal_does_not_take_back_a_row_that_was_given_back(engine, add):
    """The heartbeat runs beside the work; its last beat may come after the row was postponed."""
    row_id = add()
    row = claim(engine)
    with engine.begin() as connection:
        leases.postpone(connection, event, row_id, row["fence"], 3600)
        assert not leases.renew(connection, event, row_id, row["fence"])
    assert stored(engine, row_id)["lease_until"] is None


def test_a_postponed_row_waits_and_keeps_its_other_values(engine, add):
    row_id = add()
    row = claim(engine)
    with engine.begin() as connection:
        moment = now(connection)
        assert leases.postpone(connection, event, row_id, row["fence"], 60, error="busy")
    after = stored(engine, row_id)
    assert after["run_after"] >= moment + timedelta(seconds=60)
    assert (after["error"], after["lease_until"], after["attempts"]) == ("busy", None, 1)
    assert claim(engine) is None


def test_the_portal_served_longest_ago_comes_first(engine, add):
    """A burst of one portal does not make the other wait for its end (reliability.md F-12)."""
    busy = [add("busy") for _ in range(6)]
    quiet = [add("quiet") for _ in range(2)]
    order = [claim(engine)["member_id"] for _ in range(8)]
    assert set(order[:4]) == {"busy", "quiet"}
    assert [order[:4].count(name) for name in ("busy", "quiet")] == [2, 2]
    assert len(busy) + len(quiet) == len(order)


def test_within_a_portal_the_first_comes_first(engine, add):
    ids = [add() for _ in range(5)]
    assert [claim(engine)["id"] for _ in ids] == ids


def test_only_what_is_free_is_claimed(engine, add):
    add("m1")
    mine = add("m2")
    with engine.begin() as connection:
        row = leases.claim(connection, event, portal.c.member_id == "m2")
        assert row is not None
        assert row["id"] == mine
        assert not leases.has_due(connection, event, portal.c.member_id == "m2")
        assert leases.has_due(connection, event, true())


def test_claims_at_once_never_take_the_same_row(engine, add):
    ids = [add(f"m{number % 3}") for number in range(40)]
    taken: Counter[int] = Counter()
    start = threading.Barrier(8)

    def work():
        start.wait()
        while (row := claim(engine)) is not None:
            taken[row["id"]] += 1

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    while (row := claim(engine)) is not None:
        taken[row["id"]] += 1
    assert taken == Counter(ids)
