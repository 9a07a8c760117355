"""The plan's step machine: walks a plan on a clock of its own and leaves every effect to a port.

A dry run gives it a port that records. Lanes that run at the same time are one generator each; the one whose time has
come first goes on, and of two at the same time the one that began to wait first.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any, Final, Literal, Protocol

from b24app.plan.plan import (
    PIPELINE,
    Action,
    Approval,
    Ask,
    Choice,
    Delay,
    DelayUntil,
    ForEach,
    Interval,
    Outcome,
    Parallel,
    Plan,
    Repeat,
    Step,
    Stop,
    Until,
    Wait,
)
from b24app.workflows import moments
from b24app.workflows.facts import Facts
from b24app.workflows.judge import hold, seen

Decision = Literal["approved", "rejected", "late"]
Road = Iterator["datetime | Fork"]

NO_MAX: Final = 1000
MOST_STEPS: Final = 2_000
MOST_LOOKS: Final = 20_000
_SOON: Final = timedelta(minutes=10)
_HOURLY: Final = timedelta(hours=1)
_TWO_DAYS: Final = timedelta(days=2)


class Port(Protocol):
    """Where effects go and where answers come from."""

    def act(self, step: Action, facts: Facts) -> Mapping[str, Any]:
        """Do it, or record that it would be done; what the step gives back."""

    def decide(self, step: Approval, facts: Facts) -> Decision:
        """How the approval ends; it ends at once, or when its deadline has passed."""

    def answer(self, step: Ask, facts: Facts) -> Mapping[str, str] | None:
        """The answers by name; None when nobody answers in time."""

    def tell(self, node_id: str, kind: str, facts: Facts, **details: Any) -> None:
        """What the machine did itself: looked at a condition, took a branch, waits, ends."""

    def changed(self, facts: Facts) -> None:
        """Time has passed: the record may be another."""


@dataclass(frozen=True)
class Fork:
    """Roads that run at the same time; the one that gave them goes on when all have ended."""

    roads: Sequence[Road]


@dataclass
class _Lane:
    road: Road
    parent: _Lane | None = None
    waits_for: int = 0


class _Cut(Exception):
    """How a run that goes on and on is given up."""


class _Stopped(Exception):
    pass


@dataclass
class Stepper:
    """One run of a plan."""

    facts: Facts
    port: Port
    _queue: list[tuple[datetime, int, _Lane]] = field(default_factory=list)
    _order: Iterator[int] = field(default_factory=count)
    _steps: int = 0
    _looks: int = 0

    def run(self) -> None:
        """From the trigger to the end, or to the first stop. Raises PlanRejected for what cannot be read."""
        plan = self.facts.plan
        self._push(self.facts.now, _Lane(self._whole(plan)))
        try:
            while self._queue:
                self.facts.now, _, lane = heapq.heappop(self._queue)
                self.port.changed(self.facts)
                self._advance(lane)
        except _Stopped:
            self.port.tell("", "stopped", self.facts)
            return
        except _Cut:
            self.port.tell("", "cut", self.facts)
            return
        self.port.tell("end", "ended", self.facts)

    def _push(self, at: datetime, lane: _Lane) -> None:
        heapq.heappush(self._queue, (at, next(self._order), lane))

    def _advance(self, lane: _Lane) -> None:
        """Go on until the lane waits, forks or ends."""
        told = next(lane.road, None)
        if isinstance(told, datetime):
            self._push(told, lane)
        elif isinstance(told, Fork):
            lane.waits_for = len(told.roads)
            for road in told.roads:
                self._advance(_Lane(road, parent=lane))
        elif lane.parent is not None:
            lane.parent.waits_for -= 1
            if not lane.parent.waits_for:
                self._advance(lane.parent)

    def _whole(self, plan: Plan) -> Road:
        # A record that does not tell its pipeline is taken to be where the trigger wants it.
        guards = plan.guards if self.facts.record.get(PIPELINE) not in {None, ""} else plan.conditions
        if guards and not self._judge("holds", guards):
            return
        yield from self._row(plan.steps)

    def _judge(self, node_id: str, conditions: Any) -> bool:
        told = hold(conditions, self.facts, node_id)
        self.port.tell(node_id, "condition", self.facts, holds=told, saw=seen(conditions, self.facts, node_id))
        return told

    def _row(self, steps: Sequence[Step]) -> Road:
        for step in steps:
            self._steps += 1
            if self._steps > MOST_STEPS:
                raise _Cut
            yield from self._step(step)

    def _count(self) -> None:
        """A look of a wait; a plan that takes too many is not followed to its end."""
        self._looks += 1
        if self._looks > MOST_LOOKS:
            raise _Cut

    def _step(self, step: Step) -> Road:
        match step:
            case Action():
                self.facts.results[step.id] = dict(self.port.act(step, self.facts))
            case Delay():
                yield self._waits(step.id, moments.after(self.facts.now, step, self.facts.snapshot.calendar))
            case DelayUntil():
                yield from self._until(step)
            case Stop():
                raise _Stopped
            case Choice():
                yield from self._choice(step)
            case Parallel():
                yield Fork([self._row(lane.steps) for lane in step.lanes])
            case _:
                yield from self._long(step)

    def _long(self, step: Approval | Ask | Repeat | ForEach | Wait) -> Road:
        match step:
            case Approval():
                yield from self._approval(step)
            case Ask():
                yield from self._ask(step)
            case Repeat():
                yield from self._repeat(step)
            case ForEach():
                yield from self._each(step)
            case Wait():
                yield from self._wait(step)

    def _waits(self, node_id: str, until: datetime) -> datetime:
        self.port.tell(node_id, "waits", self.facts, until=until)
        return max(until, self.facts.now)

    def _until(self, step: DelayUntil) -> Road:
        moment = self._moment(step.until, step.id)
        if moment is None:
            self.port.tell(step.id, "no date", self.facts)
            return
        if step.offset:
            moment = moments.after(moment, step.offset, self.facts.snapshot.calendar)
        yield self._waits(step.id, moment)

    def _moment(self, words: str, node_id: str) -> datetime | None:
        told = moments.told(words, self.facts.now)
        if told is not None:
            return told
        name, at, clock = words.rpartition(" at ")
        value = self.facts.record.get(self.facts.field(name if at else words, node_id).code)
        try:
            day = datetime.fromisoformat(str(value)) if value else None
        except ValueError:
            return None
        if day is None:
            return None
        day = day if day.tzinfo else day.replace(tzinfo=self.facts.now.tzinfo)
        hour = moments.told(clock, day) if at else None
        return datetime.combine(day.date(), hour.timetz()) if hour else day

    def _choice(self, step: Choice) -> Road:
        for branch in step.branches:
            if self._judge(branch.id, branch.when):
                yield from self._row(branch.steps)
                return
        self.port.tell(f"{step.id}:otherwise", "otherwise", self.facts)
        yield from self._row(step.otherwise)

    def _approval(self, step: Approval) -> Road:
        decision = self.port.decide(step, self.facts)
        if decision == "late":
            yield self._waits(step.id, self._deadline(step))
        self.facts.results[step.id] = {"IsTimeout": "1" if decision == "late" else "0"}
        self.port.tell(step.id, "decided", self.facts, decision=decision)
        outcomes = {"approved": step.approved, "rejected": step.rejected, "late": step.timed_out}
        yield from self._outcome(outcomes[decision])

    def _ask(self, step: Ask) -> Road:
        answers = self.port.answer(step, self.facts)
        if answers is None:
            yield self._waits(step.id, self._deadline(step))
            self.facts.results[step.id] = {"IsTimeout": "1"}
            yield from self._outcome(step.timed_out)
            return
        self.facts.results[step.id] = {"IsTimeout": "0"}
        self.facts.values |= {name.casefold(): value for name, value in answers.items()}
        self.port.tell(step.id, "answered", self.facts, answers=dict(answers))

    def _deadline(self, step: Approval | Ask) -> datetime:
        due = step.deadline
        if due is None:
            return self.facts.now + timedelta(days=365)
        if isinstance(due, str):
            return self._moment(due, step.id) or self.facts.now
        if isinstance(due, Until):
            anchor = self._moment(due.until, step.id) or self.facts.now
            return moments.after(anchor, due.offset, self.facts.snapshot.calendar) if due.offset else anchor
        return moments.after(self.facts.now, due, self.facts.snapshot.calendar)

    def _outcome(self, outcome: Outcome | None) -> Road:
        yield from self._row(outcome.steps if outcome else ())

    def _repeat(self, step: Repeat) -> Road:
        for _ in range(step.max or NO_MAX):
            if step.until and self._judge(step.id, step.until):
                return
            yield from self._row(step.steps)
            yield self._waits(step.id, moments.after(self.facts.now, step.every, self.facts.snapshot.calendar))
        self.port.tell(step.id, "spent", self.facts)

    def _each(self, step: ForEach) -> Road:
        given = self.facts.values.get(step.over.casefold())
        if step.of == "record":
            given = self.facts.record.get(self.facts.field(step.over, step.id).code)
        before = self.facts.item
        for value in given if isinstance(given, list) else [given] if given else []:
            self.facts.item = str(value)
            yield from self._row(step.steps)
        self.facts.item = before

    def _wait(self, step: Wait) -> Road:
        """Looks as often as the template does, so that both see the same (compile-map.md, wait)."""
        end = moments.after(self.facts.now, step.deadline, self.facts.snapshot.calendar)
        pause = _HOURLY if end - self.facts.now > _TWO_DAYS or _is_of_calendar(step.deadline) else _SOON
        while not hold(step.until, self.facts, step.id) and self.facts.now < end:
            self._count()
            yield self.facts.now + pause
        if self._judge(step.id, step.until):
            return
        self.port.tell(step.id, "late", self.facts)
        yield from self._outcome(step.timed_out)


def _is_of_calendar(length: Interval) -> bool:
    return length.unit in {"months", "business_days"}
