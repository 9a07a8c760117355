"""Frames in the plain words that the grammar reads everywhere, each word knowing what it stands for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from b24app.english.grammar.plainer.retelling.labels import (
    FIELDS,
    MARKS,
    NEVERS,
    STATES,
    TESTS,
    TRIGGERS,
    Frame,
    Scope,
    Slot,
)  # fmt: skip
from b24app.english.grammar.plainer.retelling.ordering import Group, in_groups, is_whole, settled
from b24app.english.grammar.plainer.retelling.steps import step
from b24app.english.grammar.plainer.retelling.telling import Piece, Teller
from b24app.english.grammar.plainer.wording import Wording

_STAGED = {"deal", "lead", "quote", "invoice"}


def in_plain_words(said: Wording, frames: list[Frame]) -> list[Piece] | None:
    """The whole description retold.

    None where there is no trigger or more than one, where there is nothing to do, or where a part says too little.
    """
    frames = settled(frames)
    triggers = [frame for frame in frames if frame.trigger]
    if len(triggers) != 1 or not any(frame.step for frame in frames) or not all(map(is_whole, frames)):
        return None
    trigger = triggers[0]
    teller = Teller(said, trigger.get("watched"), trigger.get("stage"))
    record = next((noun for frame in (trigger, *frames) if (noun := teller.noun(frame))), "deal")
    groups = in_groups([frame for frame in frames if frame is not trigger and not frame.never])
    if not groups or groups[-1][-1].mark:
        return None
    pieces = [*_trigger(teller, trigger, record), *_guards(teller, groups), teller.told(", ", trigger)]
    pieces += _flow(teller, groups)
    for frame in frames:
        if never := frame.never:
            pieces.append(teller.told(f". Do not {NEVERS[never.label]}", frame))
    return [*pieces, teller.told(".", frames[-1])]


def _trigger(teller: Teller, frame: Frame, record: str) -> Iterator[Piece]:
    head = frame.trigger or frame.slots[0]
    noun = record if record in _STAGED else "deal"
    stage, source, watched = frame.get("stage"), frame.get("from"), frame.get("watched")
    yield teller.told("When ", frame)
    if head.label == "stage_changed" and (stage or source):
        yield teller.told(f"a {noun} {'moves' if stage else 'leaves'} ", head)
        if source:
            yield from teller.led_quoted("from the " if stage else "the ", source)
            yield teller.told(" stage ", head)
        if stage:
            yield from [*teller.led_quoted("to the ", stage), teller.told(" stage", head)]
    elif watched and head.label.endswith("_updated"):
        yield from [*teller.field(watched), teller.told(f" of a {head.label.removesuffix('_updated')} changes", head)]
    else:
        yield teller.told(TRIGGERS[head.label].format(record=noun, on=f" to a {record}"), head)


def _guards(teller: Teller, groups: list[Group]) -> Iterator[Piece]:
    """The tests that everything depends on, told with the trigger and taken out of the first group."""
    if any(group[-1].get("join") for group in groups) or _are_alternatives(groups):
        return
    first = groups[0] if groups else []
    while first[:-1] and first[0].is_test and first[0].scope is not Scope.K:
        yield teller.told(" and ", first[0])
        yield from _test(teller, first.pop(0))


def _are_alternatives(groups: list[Group]) -> bool:
    """Whether a step behind the first has a test of its own with no wait before it: "if hot: …, if cold: …"."""
    for place, group in enumerate(groups):
        if any(frame.wait for frame in group):
            return False
        if place and any(frame.is_test and frame.scope is not Scope.K for frame in group):
            return True
    return False


def _flow(teller: Teller, groups: list[Group]) -> Iterator[Piece]:
    """Steps with what they depend on; a test for one step only is closed behind it."""
    flow = _Flow(teller, _branched(groups))
    for place, group in enumerate(groups):
        *conditions, last = group
        mark = last.mark
        yield from flow.beginning(place, conditions, last, mark)
        yield from flow.conditions(place, conditions)
        yield from flow.mark(place, conditions, mark) if mark else flow.step(last)


@dataclass
class _Flow:
    """Where the telling stands: `opened` behind a colon, `closing` behind a step that alone had a test."""

    teller: Teller
    branches: dict[int, int]
    opened: bool = True
    closing: bool = False
    repeated: bool = False
    outward: bool = False
    receivers: list[Piece] = field(default_factory=list)

    def beginning(self, place: int, conditions: Group, last: Frame, mark: Slot | None) -> Iterator[Piece]:
        tests = [frame for frame in conditions if frame.is_test]
        new = not tests and not mark
        if number := self.branches.get(place):
            yield self.teller.told(f"{'; ' if number > 1 else ''}({number}) ", last)
            self.opened, self.closing = True, False
        elif new and (self.closing or self.repeated):
            yield self.teller.told(". In any case: " if self.closing else ". After that: ", last)
            self.opened, self.closing = True, False
        self.closing = any(frame.scope is Scope.K for frame in tests) or (self.closing and not mark)
        self.repeated = last.get("every") is not None

    def conditions(self, place: int, conditions: Group) -> Iterator[Piece]:
        for are_tests, frames in groupby(conditions, lambda frame: frame.is_test):
            told = list(frames)
            if are_tests:
                yield self.teller.told("if " if self.opened and not place else ". If ", told[0])
                yield from _tested(self.teller, told)
                self.opened = True
                continue
            for frame in told:
                yield from [self.comma(frame), *_wait(self.teller, frame)]

    def mark(self, place: int, conditions: Group, mark: Slot) -> Iterator[Piece]:
        stop = ". " if place or conditions else ""
        yield self.teller.told(f"{stop}{MARKS[mark.label]}: ", mark)
        self.opened = True

    def step(self, frame: Frame) -> Iterator[Piece]:
        """A message that names nobody goes where the last one went, if both go to clients or both do not."""
        outward = frame.get("sms", "whatsapp", "email") is not None
        self.receivers = self.teller.people(frame) or (self.receivers if outward == self.outward else [])
        self.outward = outward
        yield from [self.comma(frame), *step(self.teller, frame, self.receivers)]

    def comma(self, frame: Frame) -> Piece:
        words = "" if self.opened else ", "
        self.opened = False
        return self.teller.told(words, frame)


def _branched(groups: list[Group]) -> dict[int, int]:
    """The number of each step behind "at the same time" where one of them waits first; none where none waits."""
    start = next((place for place, group in enumerate(groups) if group[-1].get("parallel")), None)
    if start is None:
        return {}
    rest = groups[start + 1 :]
    end = next((place for place, group in enumerate(rest) if group[-1].mark), len(rest))
    waits = any(frame.wait for group in rest[:end] for frame in group)
    return {start + 1 + place: 1 + place for place in range(end)} if waits else {}


def _tested(teller: Teller, tests: list[Frame]) -> Iterator[Piece]:
    for place, frame in enumerate(tests):
        yield teller.told(" and " if place else "", frame)
        yield from _test(teller, frame)
    yield teller.told(": ", tests[-1])


def _test(teller: Teller, frame: Frame) -> Iterator[Piece]:
    if state := frame.get(*STATES):
        yield teller.told(STATES[state.label], state)
        if state.label != "stays":
            yield teller.kept(state)
        elif teller.stage:
            yield from teller.quoted(teller.stage)
        return
    head, implied = frame.get(*TESTS), frame.get(*FIELDS)
    anchor = head or frame
    if field := frame.get("field") or (None if implied else teller.watched):
        yield from teller.field(field)
    else:
        yield teller.told(f"the {FIELDS[implied.label] if implied else 'amount'}", anchor)
    contains = implied is not None and implied.label == "tagged"
    yield teller.told(f" {TESTS[head.label] if head else TESTS['has'] if contains else 'is'}", anchor)
    value: Slot | None = frame.get("value") or implied
    if value and (head is None or head.label not in {"empty", "filled"}):
        yield from [teller.told(" ", anchor), *teller.values(value)]


def _wait(teller: Teller, frame: Frame) -> Iterator[Piece]:
    head = frame.wait or frame.slots[0]
    if head.label == "wait":
        yield from [teller.told("wait ", frame), *teller.length(head)]
        return
    yield teller.told("wait until ", frame)
    for side in ("before", "after"):
        if slot := frame.get(side):
            yield from [*teller.length(slot), teller.told(f" {side} the ", slot)]
    yield from teller.moment(head)
