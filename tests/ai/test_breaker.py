"""Who fails again and again is left alone for a while, by a clock of the test's own."""

import pytest

from b24app.ai.breaker import FAILURES, OPEN_S, Breaker
from b24app.errors import ProviderBusy


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def breaker(clock):
    return Breaker("Gemini", clock)


def test_it_opens_after_several_failures_in_a_row_and_says_for_how_long(breaker, clock):
    for _ in range(FAILURES - 1):
        breaker.failed(None)
    breaker.refuse_if_open()
    breaker.failed(None)

    with pytest.raises(ProviderBusy, match=r"Gemini did not work just now.*30 s"):
        breaker.refuse_if_open()
    clock.now += OPEN_S
    breaker.refuse_if_open()


def test_one_failure_after_the_pause_is_another_pause_and_one_success_ends_it(breaker, clock):
    for _ in range(FAILURES):
        breaker.failed(None)
    clock.now += OPEN_S
    breaker.failed(None)
    with pytest.raises(ProviderBusy):
        breaker.refuse_if_open()

    clock.now += OPEN_S
    breaker.worked()
    breaker.failed(None)
    breaker.refuse_if_open()


def test_a_provider_that_names_its_patience_gets_it_at_once(breaker, clock):
    breaker.failed(120)

    with pytest.raises(ProviderBusy) as refused:
        breaker.refuse_if_open()
    assert refused.value.wait_s == 120
    clock.now += 121
    breaker.refuse_if_open()
