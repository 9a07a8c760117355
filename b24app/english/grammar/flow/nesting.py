"""A choice inside a case: "over 2000: to Olga if the source is Partner, otherwise to Denis. 2000 or less: …"."""

from __future__ import annotations

from dataclasses import replace

from b24app.english.grammar.conditions.exclusion import excludes
from b24app.english.grammar.draft import Item, Turn, When
from b24app.english.grammar.heads.frames import Frame
from b24app.plan.plan import Condition


def nested(items: list[Item]) -> list[Item]:
    """The items with such a choice as the steps of its case."""
    for at, item in enumerate(items):
        if not isinstance(item, When) or item.steps or not _opens(items, at):
            continue
        end = _sentence_end(items, at + 1)
        if _chooses(items[at + 1 : end]):
            case = replace(item, steps=tuple(items[at + 1 : end]))
            return [*items[:at], case, *nested(items[end:])]
    return items


def nested_in_guards(items: list[Item], guards: tuple[Condition, ...]) -> list[Item] | None:
    """The trigger's own case with such a choice, where the other case follows: "(won over 2000:) … 2000 or less: …"."""
    other = next((at for at, one in enumerate(items) if isinstance(one, When) and excludes(guards, one.conditions)), 0)
    end = _sentence_end(items, 0)
    if not guards or not other or end >= other or not _chooses(items[:end]):
        return None
    return [When(guards, items[0].start, items[0].start, steps=tuple(items[:end])), *items[end:]]


def _opens(items: list[Item], at: int) -> bool:
    """Whether a condition is told before its steps, at the beginning of a sentence."""
    before = items[at - 1] if at else None
    first = before is None or (isinstance(before, Turn) and before.kind == "end")
    return first and at + 1 < len(items) and isinstance(items[at + 1], Frame)


def _sentence_end(items: list[Item], at: int) -> int:
    while at < len(items) and not (isinstance(turn := items[at], Turn) and turn.kind == "end"):
        at += 1
    return at


def _chooses(items: list[Item]) -> bool:
    """Whether these are one step with its condition behind it, and "otherwise" another."""
    kinds = [type(item) for item in items]
    step, test = (items[0], items[1]) if kinds[:2] == [Frame, When] else (None, None)
    if kinds != [Frame, When, Turn, Frame] or step is None or test is None:
        return False
    turn = items[2]
    return isinstance(step, Frame) and step.end == test.start and isinstance(turn, Turn) and turn.kind == "else"
