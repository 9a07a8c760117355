"""What changed between two plans, in English: one sentence a change, nothing left out.

Steps are matched by what they are, not by their ids: a description that is read again numbers its steps anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from b24app.plan.plan import (
    Action,
    Approval,
    Ask,
    Choice,
    Declared,
    Delay,
    DelayUntil,
    ForEach,
    Node,
    Parallel,
    Plan,
    Repeat,
    Wait,
)
from b24app.plan.vocabulary import ACTIONS
from b24app.workflows import wording
from b24app.workflows.headline import headline


@dataclass(frozen=True)
class _Place:
    """Steps that follow each other, and in which part of the plan they stand; empty for its main road."""

    plan: Plan
    steps: Sequence[Node]
    part: str = ""

    def before_or_after(self, at: int) -> str:
        """Where the step at that index stands, told by a neighbour that does something."""
        inside = f" {self.part}" if self.part else ""
        if at + 1 < len(self.steps):
            return f"before {_name(self.steps[at + 1], self.plan)}{inside}"
        return f"after {_name(self.steps[at - 1], self.plan)}{inside}" if at else self.part or "as the only step"


def diff(old: Plan, new: Plan) -> list[str]:
    """The changes from `old` to `new`; empty when they do the same."""
    return [
        *_heads(old, new),
        *_values("input", old.inputs, new.inputs),
        *_values("value", old.variables, new.variables),
        *_rules(old, new),
        *_sequences(_Place(old, old.steps), _Place(new, new.steps)),
    ]


def _heads(old: Plan, new: Plan) -> Iterator[str]:
    if (was := wording.trigger(old)) != (now := wording.trigger(new)):
        yield f"It now starts when {now} (was: when {was})."
    before, after = (wording.conditions(plan.conditions) if plan.conditions else "" for plan in (old, new))
    if before and not after:
        yield f"It no longer asks whether {before}."
    elif before != after:
        yield f"It now runs only if {after} (was: {f'only if {before}' if before else 'always'})."


def _values(kind: str, old: Sequence[Declared], new: Sequence[Declared]) -> Iterator[str]:
    before, after = ({value.name: wording.declared(value) for value in values} for values in (old, new))
    yield from (f"The {kind} {name} is gone." for name in before if name not in after)
    for name, told in after.items():
        if name not in before:
            yield f"There is a new {kind}: {told}."
        elif told != before[name]:
            yield f"The {kind} {name} became: {told} (was: {before[name]})."


def _rules(old: Plan, new: Plan) -> Iterator[str]:
    before, after = ([wording.never(rule) for rule in plan.never] for plan in (old, new))
    yield from (f"It may now {rule}." for rule in before if rule not in after)
    yield from (f"It must now never {rule}." for rule in after if rule not in before)


def _sequences(old: _Place, new: _Place) -> list[str]:
    """Changes between two sequences that stand in the same part."""
    pairs, gone, come = _matched(old, new)
    if (turned := _opened(old, new, gone, come) or _closed(old, new, gone, come)) is not None:
        return turned
    told: list[str] = []
    for at in come:
        step = new.steps[at]
        twin = next((one for one in gone if _content(old.steps[one]) == _content(step)), None)
        verb = "Added" if twin is None else "Moved"
        if twin is not None:
            gone.remove(twin)
        told.append(f"{verb}: {_whole(step, new.plan)}, {new.before_or_after(at)}.")
    told += [f"Removed: {_whole(old.steps[at], old.plan)}{f' {old.part}' if old.part else ''}." for at in gone]
    for one, other in pairs:
        told += _step(old.steps[one], new.steps[other], old, new, new.before_or_after(other))
    return told


def _opened(old: _Place, new: _Place, gone: list[int], come: list[int]) -> list[str] | None:
    """Steps that were repeated, side by side or in a case, and now stand alone; None when there are none."""
    arrived = [_content(new.steps[at]) for at in come]
    for at in gone:
        inside = [step for _, steps in _inside(old.steps[at]) for step in steps]
        if any(_content(step) in arrived for step in inside):
            bare = replace(old, steps=(*old.steps[:at], *inside, *old.steps[at + 1 :]))
            return [f"No longer: {_said(old.steps[at], old.plan)}.", *_sequences(bare, new)]
    return None


def _closed(old: _Place, new: _Place, gone: list[int], come: list[int]) -> list[str] | None:
    """Steps that stood alone and now are repeated, side by side or in a case; None when there are none."""
    left = [_content(old.steps[at]) for at in gone]
    for at in come:
        kept = [step for _, steps in _inside(new.steps[at]) for step in steps if _content(step) in left]
        if kept:
            bare = replace(new, steps=(*new.steps[:at], *kept, *new.steps[at + 1 :]))
            return [f"Now: {_whole(new.steps[at], new.plan)}.", *_sequences(old, bare)]
    return None


def _matched(old: _Place, new: _Place) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Steps that are the same, then steps of one kind between them, as pairs; the rest as gone and come, by index."""
    pairs: list[tuple[int, int]] = []
    gone: list[int] = []
    come: list[int] = []
    same = [[repr(_content(step)) for step in place.steps] for place in (old, new)]
    kinds = [[_kind(step) for step in place.steps] for place in (old, new)]
    for equal, i, i_end, j, j_end in _blocks(*same):
        if equal:
            pairs += zip(range(i, i_end), range(j, j_end), strict=True)
            continue
        for alike, at, at_end, to, to_end in _blocks(kinds[0][i:i_end], kinds[1][j:j_end]):
            if alike:
                pairs += zip(range(i + at, i + at_end), range(j + to, j + to_end), strict=True)
            else:
                gone += range(i + at, i + at_end)
                come += range(j + to, j + to_end)
    return pairs, gone, come


def _blocks(one: list[str], other: list[str]) -> Iterator[tuple[bool, int, int, int, int]]:
    """The stretches of two lists that are equal, and those that are not."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return ((tag == "equal", i, i_end, j, j_end) for tag, i, i_end, j, j_end in matcher.get_opcodes())


def _step(one: Node, other: Node, old: _Place, new: _Place, where: str) -> Iterator[str]:
    match one, other:
        case Action(), Action():
            yield from _action(one, other, (old.plan, new.plan))
        case Delay() | DelayUntil(), Delay() | DelayUntil():
            if (was := _waits(one)) != (now := _waits(other)):
                yield f"The wait {where} became {now} (was {was})."
        case _:
            if (was := _said(one, old.plan)) != (now := _said(other, new.plan)):
                yield f"Changed: {now} (was: {was})."
    yield from _parts(one, other, old.plan, new.plan)


def _action(one: Action, other: Action, plans: tuple[Plan, Plan]) -> Iterator[str]:
    was, now = wording.action(one, plans[0].entity), wording.action(other, plans[1].entity)
    if was == now:
        return
    before, after = wording.fields(one), wording.fields(other)
    changed = [name for name in dict.fromkeys([*before, *after]) if before.get(name) != after.get(name)]
    if len(changed) == 1 and one.on == other.on:
        name = changed[0]
        told = f"became {after[name]}" if name in after else "is now left open"
        yield f"In {_name(other, plans[1])}, the {wording.label(name)} {told} (was {before.get(name, 'left open')})."
    else:
        yield f"Changed: {now} (was: {was})."


def _parts(one: Node, other: Node, old: Plan, new: Plan) -> Iterator[str]:
    """The sequences inside two steps of one kind, side by side."""
    before, after = _inside(one), _inside(other)
    for (_, steps), (part, others) in zip(before, after, strict=False):
        yield from _sequences(_Place(old, steps, part), _Place(new, others, part))
    for part, steps in before[len(after) :]:
        yield from _sequences(_Place(old, steps, part), _Place(new, (), part))
    for part, steps in after[len(before) :]:
        yield from _sequences(_Place(old, (), part), _Place(new, steps, part))


def _inside(step: Node) -> list[tuple[str, Sequence[Node]]]:
    match step:
        case Choice():
            branches = [(f"if {wording.conditions(branch.when)}", branch.steps) for branch in step.branches]
            return [*branches, ("otherwise", step.otherwise)]
        case Parallel():
            return [(f"in lane {number}", lane.steps) for number, lane in enumerate(step.lanes, 1)]
        case Approval():
            late = step.timed_out.steps if step.timed_out else ()
            decided: list[tuple[str, Sequence[Node]]] = [("if it is approved", step.approved.steps)]
            return [*decided, ("if it is rejected", step.rejected.steps), ("if nobody answers in time", late)]
        case Wait() | Ask():
            return [("if that does not happen in time", step.timed_out.steps if step.timed_out else ())]
        case Repeat() | ForEach():
            return [("in the repeat", step.steps)]
        case _:
            return []


def _kind(step: Node) -> str:
    if isinstance(step, Action):
        return step.action
    kind = str(step.kind)  # type: ignore[attr-defined]  # every step has one; Node itself is only its base
    return "delay" if kind == "delay_until" else kind


def _content(step: Node) -> Any:
    """A step without the ids and spans that reading it again changes."""
    return _without(step.model_dump(mode="json"))


def _without(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without(one) for key, one in value.items() if key not in {"id", "span"}}
    return [_without(one) for one in value] if isinstance(value, list) else value


def _name(step: Node, plan: Plan) -> str:
    """How a change names the step it is about."""
    return wording.quoted(ACTIONS[step.action].title) if isinstance(step, Action) else _said(step, plan)


def _waits(step: Delay | DelayUntil) -> str:
    return wording.amount(step.amount, step.unit) if isinstance(step, Delay) else f"until {wording.until(step)}"


def _whole(step: Node, plan: Plan) -> str:
    """A step with everything in it."""
    inside = [f"{part}: {', then '.join(_whole(one, plan) for one in steps)}" for part, steps in _inside(step) if steps]
    told = "; ".join(inside)
    return f"{_said(step, plan)} ({told})" if told else _said(step, plan)


def _said(step: Node, plan: Plan) -> str:
    return headline(step, plan.entity)
