"""Pace: thirty at once, then two a second, for all processes together; one a second when Redis is away."""

import pytest
from redis import Redis

from b24app.portals.limits import BURST, RATE, Pace


@pytest.fixture
def pace(redis, slept):
    return Pace(redis, slept.append)


def test_a_burst_goes_at_once_and_what_follows_two_a_second(pace, slept):
    """The clock is Redis' and hardly moves here, so each further call is told to wait half a second more."""
    for _ in range(3 * BURST):
        pace.wait("m1")
    assert slept[:BURST] == [0] * BURST
    late = slept[BURST:]
    assert all(wait <= (number + 1) / RATE for number, wait in enumerate(late))
    assert late[-1] > 0


def test_no_portal_waits_for_another(pace, slept):
    for _ in range(BURST + 2):
        pace.wait("m1")
    slept.clear()
    pace.wait("m2")
    assert slept == [0]


def test_two_processes_share_one_bucket(redis, slept):
    for _ in range(BURST // 2):
        Pace(redis, slept.append).wait("m1")
        Pace(redis, slept.append).wait("m1")
    assert set(slept) == {0}
    for _ in range(2 * BURST):
        Pace(redis, slept.append).wait("m1")
    assert slept[-1] > 0


def test_a_portal_that_had_enough_is_waited_for(pace, slept):
    pace.exhausted("m1")
    pace.wait("m1")
    assert 0 < slept[0] <= 2 / RATE


def test_having_had_enough_several_times_is_not_worse_than_once(pace, slept):
    """Many workers hear of one overrun; together they must not make the portal wait for minutes."""
    for _ in range(10):
        pace.exhausted("m1")
    pace.wait("m1")
    assert slept[0] <= 11 / RATE


def test_the_bucket_is_forgotten_once_it_is_empty(pace, redis):
    pace.wait("m1")
    assert 0 < redis.pttl("pace:m1") <= 1000 + 1000 / RATE


@pytest.fixture
def lost(tmp_path, slept):
    """A pace whose Redis is away."""
    away = Redis.from_url(f"unix://{tmp_path}/nobody.sock")
    yield Pace(away, slept.append)
    away.close()


def test_without_redis_it_is_one_a_second(lost, slept, monkeypatch):
    moment = [1000.0]
    monkeypatch.setattr("b24app.portals.limits.time.monotonic", lambda: moment[0])
    lost.wait("m1")
    lost.wait("m1")
    moment[0] += 0.25
    lost.wait("m1")
    lost.wait("m2")
    moment[0] += 5
    lost.wait("m1")
    assert slept == [0, 1.0, 0.75, 0, 0]


def test_without_redis_a_portal_that_had_enough_is_waited_for_too(lost, slept):
    lost.exhausted("m1")
    lost.wait("m1")
    assert slept[0] > BURST / RATE - 1
