"""Claim → parse → run → record → answer: the whole life of an accepted invocation, on one screen."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable
from typing import Any

import structlog
from sqlalchemy import Engine

from b24app.errors import B24AppError, PortalError
from b24app.invocations import answer, retry
from b24app.invocations.inbox import Inbox
from b24app.model import Invocation, Portal
from b24app.portals import rows
from b24app.portals.client import Client, PortalCalls
from b24app.robots import Ctx, Effect, Http, Robot

_log = structlog.get_logger()
_DRAIN_S = 60.0
_DOUBT = "it is not known whether this step had its effect; it was not repeated"
_LATE = "the step came too late: its time was over before it could run"


@dataclasses.dataclass(frozen=True)
class Worker:
    """Works on whatever is due. `reach` is where fault tests kill it; it does nothing otherwise."""

    engine: Engine
    inbox: Inbox
    client: Client
    http: Http
    robots: dict[str, Robot]
    reach: Callable[[str], None]

    def drain(self, stopping: Callable[[], bool] = lambda: False) -> None:
        """Attend to due invocations, one after the other, for about a minute at the most or until stopping."""
        end = time.monotonic() + _DRAIN_S
        while not stopping() and time.monotonic() < end and (claimed := self.inbox.claim()) is not None:
            call, state = claimed
            self.reach(f"after_claim:{call.robot}")
            with (
                self.inbox.held(call),
                structlog.contextvars.bound_contextvars(portal=call.member_id, invocation=call.id),
            ):
                self._attend(call, state)

    def _attend(self, call: Invocation, state: str) -> None:
        with self.engine.begin() as connection:
            portal = rows.find(connection, call.member_id)
        if state != "outcome":
            outcome = self._outcome(call, portal, crashed=state == "running")
            self.reach(f"after_effect:{call.robot}")
            if outcome is None or not self.inbox.record(call, outcome):
                return
            call = dataclasses.replace(call, outcome=outcome)
            self.reach(f"after_outcome:{call.robot}")
        self._answer(call, portal)

    def _outcome(self, call: Invocation, portal: Portal, *, crashed: bool) -> dict[str, Any] | None:
        """What came out, as it is stored; None when the row was given back for later."""
        robot = self.robots.get(call.robot)
        if robot is None:
            return _failed(f"this version of the app has no robot “{call.robot}”")
        if self.inbox.moment() > call.deadline_at:
            return _failed(_DOUBT if crashed else _LATE)
        step = retry.after_crash(robot.effect, call.attempts) if crashed else None
        if step in {"doubt", "fail"}:
            return _failed(_DOUBT if step == "doubt" else "the app failed at this step five times")
        return self._run(call, robot, portal) if self.inbox.begin(call) else None

    def _run(self, call: Invocation, robot: Robot, portal: Portal) -> dict[str, Any] | None:
        self.reach(f"before_effect:{call.robot}")
        try:
            outputs = robot.run(robot.parse(call.properties), self._ctx(call, portal))
        except B24AppError as error:
            return self._after_failure(call, robot, error)
        except Exception:  # noqa: BLE001  # a defect of one robot must not hold up everybody else's work
            _log.exception("robot_broke", robot=robot.code)
            return _failed(_DOUBT if robot.effect is Effect.ONCE else "the app could not carry out this step")
        return {"values": dataclasses.asdict(outputs), "error": "", "note": f"{robot.title['en']}: done"}

    def _after_failure(self, call: Invocation, robot: Robot, error: B24AppError) -> dict[str, Any] | None:
        step = retry.after_failure(error, robot.effect, call.attempts)
        _log.info("robot_did_not_finish", robot=robot.code, error=error.code, step=str(step))
        if isinstance(step, retry.Again):
            self.inbox.postpone(call, step.wait_s, state="new", counts=step.counts, error=str(error))
            return None
        if step == "park":
            self.inbox.postpone(call, 0, state="new", counts=False, error=str(error))
            return None
        return _failed(_DOUBT if step == "doubt" else str(error))

    def _answer(self, call: Invocation, portal: Portal) -> None:
        failed = bool((call.outcome or {}).get("error"))
        if not call.waits:
            self.inbox.finish(call, "dead" if failed else "done")
            return
        try:
            taken = answer.send(self.client, portal, call)
        except PortalError as error:
            step = retry.after_unanswered(error, call.attempts)
            if step == "fail" or self.inbox.moment() > call.deadline_at:
                self.inbox.finish(call, "dead", str(error))
            else:
                wait_s, counts = (step.wait_s, step.counts) if isinstance(step, retry.Again) else (0.0, False)
                self.inbox.postpone(call, wait_s, state="outcome", counts=counts, error=str(error))
            return
        self.reach(f"after_answer:{call.robot}")
        self.inbox.finish(call, "told" if failed else "answered", "" if taken else "the portal took no answer any more")

    def _ctx(self, call: Invocation, portal: Portal) -> Ctx:
        calls = PortalCalls(self.client, portal)
        return Ctx(document=call.document, portal=calls, http=self.http, now=self.inbox.moment(), key=call.key)


def _failed(why: str) -> dict[str, Any]:
    return {"values": {}, "error": why, "note": f"Not done: {why}"}
