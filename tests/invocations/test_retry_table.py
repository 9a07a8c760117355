"""The retry table (reliability.md §2): what happens after each failure, for each class of effect."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b24app.errors import (
    AddressRefused,
    NotVerified,
    PortalBusy,
    PortalError,
    PortalLeft,
    PortalRefused,
    PortalUnreachable,
    RobotFailed,
)
from b24app.invocations.retry import ATTEMPTS, Again, after_crash, after_failure, after_unanswered
from b24app.robots import Effect

BUSY = PortalBusy("m")
COOLING = PortalBusy("m", 600)
NOT_SENT = PortalUnreachable("m", "refused", sent=False)
SENT = PortalUnreachable("m", "timeout", sent=True)
REFUSED = PortalRefused("m", "NOT_FOUND", "no deal")
LEFT = PortalLeft("gone")
FINAL = [REFUSED, RobotFailed("no"), AddressRefused("no"), NotVerified("no"), PortalError("no")]
WAITS_S = [5, 30, 120, 600, 3600]


@pytest.mark.parametrize("effect", Effect)
@pytest.mark.parametrize("attempt", [1, 5, 100])
def test_a_portal_that_left_parks_its_work(effect, attempt):
    assert after_failure(LEFT, effect, attempt) == "park"
    assert after_unanswered(LEFT, attempt) == "park"


@pytest.mark.parametrize("effect", Effect)
@pytest.mark.parametrize("error", FINAL, ids=repr)
def test_a_refusal_is_final(effect, error):
    assert after_failure(error, effect, 1) == "fail"


@pytest.mark.parametrize("effect", Effect)
@pytest.mark.parametrize("attempt", [1, 3, 50, 5_000])
def test_a_busy_portal_is_tried_again_without_counting(effect, attempt):
    """Nothing was done, so this is true of every class of effect."""
    step = after_failure(BUSY, effect, attempt)
    assert isinstance(step, Again)
    assert not step.counts
    assert 0 <= step.wait_s <= min(60, 2 ** min(attempt, 10))
    assert after_failure(COOLING, effect, attempt) == Again(600, counts=False)


def test_a_call_in_doubt_is_not_repeated_where_that_could_do_it_twice():
    assert after_failure(SENT, Effect.ONCE, 1) == "doubt"


@pytest.mark.parametrize(
    ("error", "effect"),
    [(SENT, Effect.REPEATABLE), (SENT, Effect.CHECKED), *((NOT_SENT, effect) for effect in Effect)],
)
def test_an_unreachable_portal_is_tried_five_times_over_an_hour(error, effect):
    for attempt, wait_s in enumerate(WAITS_S, 1):
        step = after_failure(error, effect, attempt)
        assert isinstance(step, Again)
        assert step.counts
        assert 0.5 * wait_s <= step.wait_s <= 1.5 * wait_s
    assert after_failure(error, effect, len(WAITS_S) + 1) == "fail"


def test_waits_differ_so_that_workers_do_not_come_back_together():
    assert len({after_failure(NOT_SENT, Effect.ONCE, 1) for _ in range(20)}) > 1


@pytest.mark.parametrize("attempt", [1, 2, 100])
def test_a_crash_in_the_middle_of_what_may_be_done_once_is_a_doubt(attempt):
    assert after_crash(Effect.ONCE, attempt) == "doubt"


@pytest.mark.parametrize("effect", [Effect.REPEATABLE, Effect.CHECKED])
def test_a_crash_in_the_middle_of_anything_else_is_run_again_five_times(effect):
    assert [after_crash(effect, attempt) for attempt in range(1, ATTEMPTS + 1)] == [Again(0, counts=True)] * ATTEMPTS
    assert after_crash(effect, ATTEMPTS + 1) == "fail"


@pytest.mark.parametrize("error", [SENT, NOT_SENT], ids=repr)
@pytest.mark.parametrize("attempt", [1, 6, 50, 2_000])
def test_an_answer_that_did_not_get_through_is_sent_again(error, attempt):
    """Answering twice is harmless, and the deadline ends it."""
    step = after_unanswered(error, attempt)
    assert isinstance(step, Again)
    assert 0 <= step.wait_s <= 60


def test_an_answer_to_a_locked_workflow_is_repeated_five_times():
    locked = PortalRefused("bizproc.event.send", "ERROR_CORE", "instance locked")
    assert all(isinstance(after_unanswered(locked, attempt), Again) for attempt in range(1, ATTEMPTS + 1))
    assert after_unanswered(locked, ATTEMPTS + 1) == "fail"


_errors = st.sampled_from([BUSY, COOLING, NOT_SENT, SENT, LEFT, *FINAL])


@given(_errors, st.sampled_from(Effect), st.integers(1, 10**6))
def test_there_is_a_step_after_every_failure(error, effect, attempt):
    for step in (after_failure(error, effect, attempt), after_unanswered(error, attempt), after_crash(effect, attempt)):
        assert 0 <= step.wait_s <= 5400 if isinstance(step, Again) else step in {"fail", "doubt", "park"}


@given(_errors, st.integers(1, 10**6))
def test_what_may_be_done_once_is_repeated_only_where_nothing_was_done(error, attempt):
    step = after_failure(error, Effect.ONCE, attempt)
    assert not isinstance(step, Again) or isinstance(error, PortalBusy) or not error.sent
