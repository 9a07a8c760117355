"""Which steps a condition and a "meanwhile" belong to, settled before the steps are built.

A condition before steps governs them up to the sentence's end. One behind a single step governs that step. One behind
several could mean the last or all of them: that is asked, unless the last step sets the very field that is tested.
"""

from __future__ import annotations

from b24app.english.grammar.asking import Answer, Ask
from b24app.english.grammar.draft import Item, Pause, Side, Turn, When
from b24app.english.grammar.forbidding import Never
from b24app.english.grammar.frames import Frame
from b24app.plan.plan import Comparison, Condition


def settled(items: list[Item], guards: list[Condition]) -> tuple[list[Item], list[Condition], bool]:
    """The items with conditions before their steps, the guards of the whole plan, and whether a scope stayed open."""
    kept: list[Item] = [item for item in items if not isinstance(item, Never)]
    while kept and isinstance(kept[-1], Turn):
        kept.pop()
    kept, guards = _with_guarded_else(_waits_first(kept), guards)
    open_scope = False
    at = 0
    while at < len(kept):
        item = kept[at]
        if isinstance(item, When) and _is_trailing(kept, at):
            start, sure = _behind(kept, at, item)
            if start is None and not _else_next(kept, at):
                guards.extend(item.conditions)
                kept.pop(at)
                continue
            open_scope = open_scope or not sure
            if start is not None:
                kept.pop(at)
                kept.insert(start, item)
        at += 1
    if kept and isinstance(kept[0], When) and _governs_all(kept):
        guards.extend(kept.pop(0).conditions)  # type: ignore[union-attr]  # it was tested
    return kept, guards, open_scope


def _waits_first(items: list[Item]) -> list[Item]:
    """In "if it is still open after 1 day" the look comes after the wait."""
    kept = [*items]
    for at in range(len(kept) - 1):
        if isinstance(kept[at], When) and isinstance(kept[at + 1], Pause):
            kept[at], kept[at + 1] = kept[at + 1], kept[at]
    return kept


def _with_guarded_else(items: list[Item], guards: list[Condition]) -> tuple[list[Item], list[Condition]]:
    """An "otherwise" without an "if" is the other case of what the trigger was told with."""
    for item in items:
        if isinstance(item, When | Ask):
            return items, guards
        if isinstance(item, Turn) and item.kind == "else" and guards:
            return [When(tuple(guards), item.start, item.start), *items], []
    return items, guards


def _is_trailing(items: list[Item], at: int) -> bool:
    for item in items[at + 1 :]:
        return bool(isinstance(item, Turn))
    return True


def _else_next(items: list[Item], at: int) -> bool:
    following = [item for item in items[at + 1 :] if not (isinstance(item, Turn) and item.kind == "end")]
    return bool(following) and isinstance(following[0], Turn)


def _behind(items: list[Item], at: int, when: When) -> tuple[int | None, bool]:
    """Where the steps start that a trailing condition governs, and whether that is sure."""
    start = at
    while start and isinstance(items[start - 1], Frame):
        start -= 1
    count = at - start
    last = items[at - 1] if at else None
    if count == 0:
        return None, True
    if count == 1:
        return start, True
    fields = {row.field.casefold() for row in when.conditions if isinstance(row, Comparison)}
    if isinstance(last, Frame) and last.field_name.casefold() in fields:
        return at - 1, True
    return start, False


def _governs_all(items: list[Item]) -> bool:
    end = scope_end(items, 1)
    return len(items) > 1 and all(isinstance(item, Turn) and item.kind == "end" for item in items[end:])


def scope_end(items: list[Item], at: int) -> int:
    """Where the steps behind a condition end: at the sentence's end, at another condition, at "otherwise"."""
    nested = False
    while at < len(items) and not isinstance(items[at], Turn | When):
        nested = nested or isinstance(items[at], Ask)
        if isinstance(items[at], Answer) and not nested:
            break
        at += 1
    while nested and at < len(items) and _belongs_to_approval(items, at):
        at += 1
    return at


def _belongs_to_approval(items: list[Item], at: int) -> bool:
    """Whether answers to the approval before still follow."""
    item = items[at]
    if isinstance(item, Turn) and item.kind == "else":
        return False
    if isinstance(item, When):
        return False
    return any(isinstance(later, Answer) for later in items[at:]) or not isinstance(item, Turn)


def sentence_end(items: list[Item], at: int) -> int:
    """Where the sentence ends."""
    while at < len(items) and not (isinstance(turn := items[at], Turn) and turn.kind == "end"):
        at += 1
    return at


def lanes(items: list[Item]) -> tuple[int, int, int] | None:
    """The first "at the same time" of a row: its place, and where its lanes start and end."""
    for at, item in enumerate(items):
        if not isinstance(item, Side) or item.kind == "close":
            continue
        if item.kind == "open":
            return at, at + 1, _lanes_end(items, at + 1)
        start = at
        while start and isinstance(items[start - 1], Frame):
            start -= 1
        if item.kind == "back":
            return at, start, at
        before = at - 1
        while before >= 0 and isinstance(items[before], Turn):
            before -= 1
        return at, max(before, 0), _lanes_end(items, at + 1)
    return None


def _lanes_end(items: list[Item], at: int) -> int:
    """Labelled lanes ("A: …. B: …") may be sentences; a close word ends them."""
    closed = [
        place for place in range(at, len(items)) if isinstance(side := items[place], Side) and side.kind == "close"
    ]
    if closed:
        return closed[0]
    while at < len(items):
        item = items[at]
        hard = isinstance(item, Turn) and not item.soft and at > 0 and isinstance(items[at - 1], Frame)
        if not isinstance(item, Frame | Turn) or (hard and _frames(items[:at]) > 1):
            return at
        at += 1
    return at


def _frames(items: list[Item]) -> int:
    return sum(isinstance(item, Frame) for item in items)
