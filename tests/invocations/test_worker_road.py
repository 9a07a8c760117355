"""The life of an accepted invocation: run as its effect allows, recorded before it is told, told once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from b24app.errors import PortalBusy, PortalLeft, PortalUnreachable, RobotFailed
from b24app.portals import rows
from b24app.robots import Effect, Robot
from b24app.robots._base import prop
from b24app.store.engine import now
from b24app.store.tables import invocation
from tests.invocations.conftest import SEND


@dataclass(frozen=True)
class Inputs:
    text: str = prop("Text", default="")


@dataclass(frozen=True)
class Outputs:
    answer: str = prop("Answer", default="")
    count: int = prop("Count", default=0)
    done: bool = prop("Done", default=False)


class Script:
    """A robot that does what it is told, run after run, and remembers its runs."""

    def __init__(self, *steps, effect=Effect.REPEATABLE):
        self.runs = []
        self._steps = list(steps)
        self.robot = Robot("script", {"en": "Script"}, Inputs, Outputs, effect, self._run)

    def _run(self, inputs, ctx):
        self.runs.append((inputs, ctx))
        step = self._steps.pop(0) if self._steps else Outputs(answer="ok")
        if isinstance(step, BaseException):
            raise step
        return step


class KilledError(BaseException):
    """What `kill -9` leaves: nothing after it runs."""


@pytest.fixture
def life(engine, inbox, make_worker, call, web):
    """Accepts one call of the script and drains; gives what is in the table and what the portal was told."""

    class Life:
        def accept(self, **changes):
            assert inbox.accept(call("script", **changes))

        def drain(self, script, **options):
            make_worker(script.robot, **options).drain()

        def row(self):
            with engine.begin() as connection:
                return connection.execute(select(invocation)).mappings().one()

        def hurry(self, **columns):
            """Everything that was put off is due, and every lease is over."""
            with engine.begin() as connection:
                past = now(connection) - timedelta(seconds=1)
                over = update(invocation).where(invocation.c.lease_until.is_not(None)).values(lease_until=past)
                connection.execute(over)
                connection.execute(update(invocation).values(run_after=past, **columns))

        def told(self):
            return [json.loads(asked.request.body) for asked in web.calls if asked.request.url == SEND]

    return Life()


def test_a_call_is_run_recorded_and_answered(life, web):
    web.post(SEND, json={"result": True})
    script = Script(Outputs(answer="five", count=5, done=True))
    life.accept(properties={"TEXT": "hello"})
    life.drain(script)
    assert [inputs.text for inputs, _ in script.runs] == ["hello"]
    (told,) = life.told()
    assert told["EVENT_TOKEN"] == "t1"
    assert told["RETURN_VALUES"] == {"answer": "five", "count": 5, "done": "Y", "error": ""}
    assert told["LOG_MESSAGE"] == "Script: done"
    assert (life.row()["state"], life.row()["event_token"]) == ("answered", "")


def test_a_robot_is_told_the_record_the_moment_and_a_key_that_stays_the_same(life, web):
    web.post(SEND, json={"result": True})
    script = Script(PortalUnreachable("m", "x", sent=False))
    life.accept()
    life.drain(script)
    life.hurry()
    life.drain(script)
    first, second = (ctx for _, ctx in script.runs)
    assert (first.document.id, first.now.tzinfo is not None) == (42, True)
    assert first.key == second.key
    assert first.now < second.now


def test_what_a_robot_returns_cannot_be_an_expression(life, web):
    web.post(SEND, json={"result": True})
    life.accept()
    life.drain(Script(Outputs(answer="{=Document:COMMENTS} {{=1+1}}")))
    assert life.told()[0]["RETURN_VALUES"]["answer"] == "{ =Document:COMMENTS} { { =1+1}}"


def test_a_failure_is_told_in_words_and_cannot_be_an_expression(life, web):
    web.post(SEND, json={"result": True})
    life.accept()
    life.drain(Script(RobotFailed("=1+1")))
    (told,) = life.told()
    assert told["RETURN_VALUES"] == {"error": "'=1+1"}
    assert life.row()["state"] == "told"


def test_a_workflow_that_does_not_wait_is_not_answered(life):
    life.accept(waits=False)
    life.drain(Script())
    assert (life.row()["state"], life.told()) == ("done", [])


def test_a_failure_nobody_waits_for_is_a_dead_letter(life):
    life.accept(waits=False)
    life.drain(Script(RobotFailed("no such stage")))
    assert (life.row()["state"], life.row()["error"]) == ("dead", "no such stage")


def test_a_robot_this_version_does_not_know_is_told(life, web, make_worker):
    web.post(SEND, json={"result": True})
    life.accept()
    make_worker().drain()
    assert "no robot “script”" in life.told()[0]["RETURN_VALUES"]["error"]


def test_properties_that_cannot_be_read_are_told(life, web, make_worker):
    @dataclass(frozen=True)
    class Needs:
        tag: str = prop("Tag")

    web.post(SEND, json={"result": True})
    life.accept()
    make_worker(Robot("script", {"en": "S"}, Needs, Outputs, Effect.ONCE, lambda *_: Outputs())).drain()
    assert life.told()[0]["RETURN_VALUES"]["error"] == "“Tag” is empty"


def test_what_comes_too_late_is_not_run_and_told(life, web):
    web.post(SEND, json={"result": True})
    script = Script()
    life.accept(timeout_s=100)
    life.hurry(deadline_at=life.row()["received_at"] - timedelta(seconds=1))
    life.drain(script)
    assert script.runs == []
    assert "too late" in life.told()[0]["RETURN_VALUES"]["error"]


@pytest.mark.parametrize("effect", Effect)
def test_a_busy_portal_is_tried_again_and_no_attempt_is_lost(life, web, effect):
    web.post(SEND, json={"result": True})
    script = Script(*[PortalBusy("m", 5)] * 8, effect=effect)
    life.accept()
    for _ in range(9):
        life.drain(script)
        life.hurry()
    assert (len(script.runs), life.row()["state"]) == (9, "answered")


def test_a_call_in_doubt_is_told_and_not_repeated(life, web):
    web.post(SEND, json={"result": True})
    script = Script(PortalUnreachable("m", "timeout", sent=True), effect=Effect.ONCE)
    life.accept()
    life.drain(script)
    assert len(script.runs) == 1
    assert "not known" in life.told()[0]["RETURN_VALUES"]["error"]


def test_the_work_of_a_portal_that_left_waits_for_it(engine, life, web):
    web.post(SEND, json={"result": True})

    def left(_inputs, _ctx):
        with engine.begin() as connection:
            rows.change(connection, "m1", status="left")
        raise PortalLeft("gone")

    script = Script()
    life.accept()
    life.drain(type("Gone", (), {"robot": Robot("script", {"en": "S"}, Inputs, Outputs, Effect.ONCE, left)}))
    assert (life.row()["state"], life.row()["attempts"], life.row()["lease_until"]) == ("new", 0, None)
    life.drain(script)
    assert script.runs == []
    with engine.begin() as connection:
        rows.change(connection, "m1", status="active")
    life.drain(script)
    assert life.row()["state"] == "answered"


@pytest.mark.parametrize("point", ["after_claim", "before_effect", "after_effect", "after_outcome", "after_answer"])
@pytest.mark.parametrize("effect", Effect)
def test_killed_anywhere_an_effect_is_doubled_only_where_that_is_harmless(life, web, point, effect):
    web.post(SEND, json={"result": True})
    script = Script(effect=effect)
    life.accept()

    def kill(reached):
        if reached.partition(":")[0] == point:
            raise KilledError

    with pytest.raises(KilledError):
        life.drain(script, reach=kill)
    life.hurry()
    life.drain(script)
    assert life.row()["state"] in {"answered", "told"}
    runs = {"after_claim": 1, "before_effect": 1, "after_effect": 2, "after_outcome": 1, "after_answer": 1}
    if effect is Effect.ONCE:
        assert len(script.runs) == (0 if point == "before_effect" else 1)
        assert (life.row()["state"] == "told") == (point in {"before_effect", "after_effect"})
    else:
        assert len(script.runs) == runs[point]
    assert len(life.told()) == (2 if point == "after_answer" else 1)


def test_a_robot_that_kills_its_worker_each_time_ends_after_five(life, web):
    web.post(SEND, json={"result": True})
    script = Script(*[KilledError()] * 20)
    life.accept()
    for _ in range(5):
        with pytest.raises(KilledError):
            life.drain(script)
        life.hurry()
    life.drain(script)
    assert (len(script.runs), life.row()["state"]) == (5, "told")


@pytest.mark.parametrize("status", [403, 404, 400])
def test_an_answer_nobody_takes_any_more_is_final(life, web, status):
    web.post(SEND, json={"error": "ACCESS_DENIED", "error_description": "x"}, status=status)
    life.accept()
    life.drain(Script())
    assert (life.row()["state"], len(life.told())) == ("answered", 1)
    assert "no answer any more" in life.row()["error"]


def test_an_answer_that_did_not_get_through_is_sent_again_without_running_again(life, web):
    web.post(SEND, body="<html>", status=502)
    web.post(SEND, json={"error": "ERROR_CORE", "error_description": "locked"}, status=400)
    web.post(SEND, json={"result": True})
    script = Script()
    life.accept()
    for _ in range(3):
        life.drain(script)
        life.hurry()
    assert (len(script.runs), len(life.told()), life.row()["state"]) == (1, 3, "answered")


def test_an_answer_that_never_gets_through_ends_with_its_deadline(life, web):
    web.post(SEND, body="<html>", status=502)
    life.accept()
    life.drain(Script())
    assert life.row()["state"] == "outcome"
    life.hurry(deadline_at=life.row()["received_at"] - timedelta(seconds=1))
    life.drain(Script())
    assert (life.row()["state"], life.row()["lease_until"]) == ("dead", None)


def test_the_portal_gone_between_effect_and_answer_parks_the_answer(engine, life, web):
    web.post(SEND, json={"error": "PAYMENT_REQUIRED"}, status=401)
    script = Script()
    life.accept()
    life.drain(script)
    assert (life.row()["state"], life.row()["attempts"]) == ("outcome", 0)
    with engine.begin() as connection:
        rows.change(connection, "m1", status="active")
    web.replace("POST", SEND, json={"result": True})
    life.drain(script)
    assert (len(script.runs), life.row()["state"]) == (1, "answered")
