"""From a draft to the steps of a plan: scope of conditions, waits, numbering in reading order.

A condition before the steps of a sentence governs them up to the sentence's end; "otherwise" belongs to the last
condition. One that governs everything becomes a guard of the plan. One that trails several steps could mean the last or
all of them, so it is left open.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from b24app.english.grammar.clauses import Draft, Item, Turn, Wait, When
from b24app.english.grammar.frames import Frame
from b24app.english.grammar.lexer import Tokens
from b24app.english.grammar.meaning import Meant, Setting, meaning
from b24app.plan.plan import Action, Branch, Choice, Condition, Delay, Moment, Span, Step


@dataclass
class Assembled:
    """Steps and guards, and what stands in the way of a plan."""

    steps: tuple[Step, ...] = ()
    conditions: tuple[Condition, ...] = ()
    missing: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def assemble(draft: Draft, tokens: Tokens, setting: Setting) -> Assembled:
    """The steps of a draft."""
    return _Assembly(tokens, setting).whole(draft)


class _Assembly:
    def __init__(self, tokens: Tokens, setting: Setting) -> None:
        self._tokens = tokens
        self._setting = setting
        self._count = 0
        self._out = Assembled()

    def whole(self, draft: Draft) -> Assembled:
        items = _trimmed(draft.items)
        guards = list(draft.guards)
        last = items[-1] if items else None
        if isinstance(last, When):
            items.pop()
            if len([item for item in items if isinstance(item, Frame)]) > 1:
                self._out.missing.append("scope")
            guards.extend(last.conditions)
        first = items[0] if items else None
        if isinstance(first, When) and _governs_all(items):
            guards.extend(first.conditions)
            items.pop(0)
        self._out.steps = self._block(items)
        self._out.conditions = tuple(guards)
        return self._out

    def _id(self) -> str:
        self._count += 1
        return f"n{self._count}"

    def _block(self, items: list[Item]) -> tuple[Step, ...]:
        steps: list[Step] = []
        at = 0
        while at < len(items):
            item = items[at]
            at += 1
            if isinstance(item, Frame):
                steps.extend(self._action(item))
            elif isinstance(item, Wait):
                steps.append(self._delay(item.moment, self._tokens.span(item.start, item.end)))
            elif isinstance(item, When):
                choice, at = self._choice(items, at - 1)
                steps.extend(choice)
            elif item.kind == "else":
                self._out.missing.append("condition")
        return tuple(steps)

    def _choice(self, items: list[Item], at: int) -> tuple[list[Step], int]:
        own = self._id()
        branches: list[Branch] = []
        otherwise: tuple[Step, ...] = ()
        first, end = items[at], at
        while at < len(items) and isinstance(item := items[at], When):
            branch = self._id()
            end = _scope_end(items, at + 1)
            steps = self._block(items[at + 1 : end])
            span = self._tokens.span(item.start, item.end)
            branches.append(Branch(id=branch, span=span, when=item.conditions, steps=steps))
            turn = _else_after(items, end)
            if turn is None:
                at = end
                break
            at = turn + 1
            if at < len(items) and isinstance(items[at], When):
                continue
            end = _scope_end(items, at)
            otherwise, at = self._block(items[at:end]), end
            break
        if any(not branch.steps for branch in branches):
            self._out.missing.append("action")
        span = self._tokens.span(first.start, first.end)
        return [Choice(id=own, span=span, branches=tuple(branches), otherwise=otherwise)], at

    def _delay(self, moment: Moment, span: Span) -> Delay:
        return Delay(id=self._id(), span=span, amount=max(1, moment.amount), unit=moment.unit)

    def _action(self, frame: Frame) -> list[Step]:
        meant = meaning(frame, self._setting)
        self._out.missing.extend(meant.missing)
        self._out.notes.extend(meant.notes)
        steps: list[Step] = []
        if meant.wait is not None:
            place = frame.wait_place if frame.wait else (frame.start, frame.end)
            steps.append(self._delay(meant.wait, self._tokens.span(*place)))
        if not meant.missing:
            steps.append(self._step(frame, meant))
        return steps

    def _step(self, frame: Frame, meant: Meant) -> Action:
        span = self._tokens.span(frame.start, frame.end)
        return Action(id=self._id(), span=span, action=meant.action, fields=meant.fields)


def _trimmed(items: list[Item]) -> list[Item]:
    kept = list(items)
    while kept and isinstance(kept[-1], Turn):
        kept.pop()
    return kept


def _governs_all(items: list[Item]) -> bool:
    end = _scope_end(items, 1)
    return end >= len(items) and len(items) > 1


def _scope_end(items: list[Item], at: int) -> int:
    while at < len(items) and not isinstance(items[at], Turn | When):
        at += 1
    return at


def _else_after(items: list[Item], at: int) -> int | None:
    while at < len(items) and isinstance(turn := items[at], Turn):
        if turn.kind == "else":
            return at
        at += 1
    return None
