"""Who is asked for a portal: its order, its keys or the operator's, its budget, and what keeps failures apart."""

import threading

import pytest
from sqlalchemy import select

from b24app.ai import rows
from b24app.ai.desk import SEATS, Desk
from b24app.ai.provider import Prompt
from b24app.ai.rows import Choice
from b24app.errors import BudgetSpent, ProviderBusy, ProviderRefused, ProviderUnreachable, SettingsError
from b24app.model import Secret
from b24app.store.secrets import Safe
from b24app.store.tables import ai_key
from tests.ai.fakes import ClaudeWords, GeminiWords, listening

PROMPT = Prompt("r", ("x",), {"type": "object"})
CLAUDE, GEMINI = ClaudeWords(), GeminiWords()


@pytest.fixture
def safe(settings):
    return Safe(settings.keys())


@pytest.fixture
def desk(engine, safe, settings, fake, installed):
    """A desk whose two providers listen at one fake, with the operator's keys and a budget of three calls."""
    installed("m1")
    installed("m2", "https://other.bitrix24.com")
    keys = {"gemini_api_key": Secret("operator-g"), "claude_api_key": Secret("operator-c")}
    urls = {"gemini_url": fake.url, "claude_url": fake.url}
    return Desk(engine, safe, settings.model_copy(update={**keys, **urls, "ai_daily_calls": 3}))


def titles(desk, *asked):
    return [provider.title for provider in desk.providers(*asked)]


def choose(engine, *order, member_id="m1", shared=()):
    with engine.begin() as connection:
        rows.choose(connection, member_id, Choice(order, shared))


def test_without_a_choice_the_operators_order_counts(desk):
    assert titles(desk, "m1") == ["Gemini", "Claude"]


def test_a_portal_chooses_its_own_order_or_none_at_all(desk, engine):
    choose(engine, "claude")
    choose(engine, member_id="m2")

    assert titles(desk, "m1") == ["Claude"]
    assert titles(desk, "m2") == []


def test_a_provider_without_a_key_is_passed_over_and_says_so_when_asked_for_by_name(engine, safe, settings, installed):
    installed("m1")
    bare = Desk(engine, safe, settings)

    assert bare.providers("m1") == ()
    (claude,) = bare.providers("m1", "claude")
    with pytest.raises(ProviderRefused, match="Claude has no key here"):
        claude.ask(PROMPT, 5)


def test_a_portals_own_key_is_used_before_the_operators_and_is_sealed_for_it(desk, engine, safe, fake):
    with engine.begin() as connection:
        rows.keep_key(connection, safe, "m1", "gemini", Secret("own-key"))
        stored = connection.execute(select(ai_key.c.key)).scalar_one()
    fake.script += [GEMINI.says("{}"), GEMINI.says("{}")]

    desk.providers("m1")[0].ask(PROMPT, 5)
    desk.providers("m2")[0].ask(PROMPT, 5)

    assert "own-key" in str(fake.asked[0][1])
    assert "operator-g" in str(fake.asked[1][1])
    assert "own-key" not in stored
    with pytest.raises(SettingsError):
        safe.unlock(stored, "m2")


def test_a_key_that_no_longer_opens_counts_as_none_and_reading_goes_on(desk, engine, safe, settings, fake):
    """
    Its encryption key was dropped: the operator's key is used, and the page asks for a new one.
    """
    with engine.begin() as connection:
        rows.keep_key(connection, Safe({"old": b"k" * 32}), "m1", "gemini", Secret("own-key"))
    fake.script.append(GEMINI.says("{}"))

    desk.providers("m1")[0].ask(PROMPT, 5)

    assert "operator-g" in str(fake.asked[0][1])
    assert desk.state("m1")["providers"][0]["key"] == "operator"


def test_an_empty_key_forgets_the_portals_own(desk, engine, safe):
    with engine.begin() as connection:
        rows.keep_key(connection, safe, "m1", "claude", Secret("own"))
        rows.keep_key(connection, safe, "m1", "claude", Secret(""))
        assert rows.keys(connection, safe, "m1") == {}


def test_the_daily_budget_is_the_portals_own(desk, fake):
    fake.script += [CLAUDE.says("{}")] * 4
    (claude,), (other,) = desk.providers("m1", "claude"), desk.providers("m2", "claude")
    for _ in range(3):
        claude.ask(PROMPT, 5)

    with pytest.raises(BudgetSpent, match="its 3 calls"):
        claude.ask(PROMPT, 5)
    other.ask(PROMPT, 5)


def test_a_call_that_came_to_nothing_costs_nothing(desk, engine, fake):
    fake.script += [CLAUDE.fails(500, "api_error", "oops"), CLAUDE.says("{}")]
    (claude,) = desk.providers("m1", "claude")

    with pytest.raises(ProviderUnreachable):
        claude.ask(PROMPT, 5)
    claude.ask(PROMPT, 5)

    with engine.begin() as connection:
        assert rows.used(connection, "m1") == 1


def test_a_pause_is_kept_across_readings_and_by_account(desk, engine, safe, fake):
    """
    What one portal's own account ran into does not close the operator's to the others.
    """
    with engine.begin() as connection:
        rows.keep_key(connection, safe, "m1", "claude", Secret("own"))
    fake.script += [CLAUDE.fails(429, "rate_limit_error", "slow", wait_s=60), CLAUDE.says("{}")]

    with pytest.raises(ProviderBusy):
        desk.providers("m1", "claude")[0].ask(PROMPT, 5)
    with pytest.raises(ProviderBusy, match="left alone"):
        desk.providers("m1", "claude")[0].ask(PROMPT, 5)
    desk.providers("m2", "claude")[0].ask(PROMPT, 5)

    assert len(fake.asked) == 2


def test_a_wrong_key_opens_no_breaker(desk, fake):
    fake.script += [CLAUDE.fails(401, "authentication_error", "no")] * 6
    for _ in range(6):
        with pytest.raises(ProviderRefused):
            desk.providers("m2", "claude")[0].ask(PROMPT, 5)
        with desk._engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM ai_use")


def test_no_more_calls_go_on_at_once_than_leave_room_for_robot_calls(desk, fake):
    """
    Whoever comes then is told at once, and the seats are free again afterwards.
    """
    reached, go_on = threading.Barrier(SEATS + 1), threading.Event()

    def waits(request):
        reached.wait(10)
        go_on.wait(10)
        CLAUDE.says("{}")(request)

    fake.script += [waits] * SEATS
    threads = [threading.Thread(target=desk.providers("m1", "claude")[0].ask, args=(PROMPT, 10)) for _ in range(SEATS)]
    for thread in threads:
        thread.start()
    reached.wait(10)
    with pytest.raises(ProviderBusy, match="many descriptions"):
        desk.providers("m1", "claude")[0].ask(PROMPT, 5)
    go_on.set()
    for thread in threads:
        thread.join(10)

    fake.script.append(CLAUDE.says("{}"))
    desk.providers("m1", "claude")[0].ask(PROMPT, 5)


def test_the_time_of_one_answer_is_the_settings(engine, safe, settings, installed):
    installed("m1")
    with listening() as slow:
        slow.script.append(lambda request: request.connection.recv(1))
        short = {"claude_api_key": Secret("k"), "claude_url": slow.url, "ai_timeout_s": 0.3}
        (claude,) = Desk(engine, safe, settings.model_copy(update=short)).providers("m1", "claude")

        with pytest.raises(ProviderUnreachable, match="in time"):
            claude.ask(PROMPT, 60)
