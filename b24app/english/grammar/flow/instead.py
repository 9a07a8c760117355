"""One step in place of another: "email the client. If the amount is over 10k, call them instead"."""

from __future__ import annotations

from dataclasses import replace

from b24app.english.grammar.conditions.exclusion import adjoin, excludes
from b24app.english.grammar.draft import Draft, Item, Turn, When
from b24app.english.grammar.flow.branching import national
from b24app.english.grammar.flow.order import scope_end
from b24app.english.grammar.heads.forbidden import Never
from b24app.english.grammar.heads.forbidding import never
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.head import head
from b24app.english.grammar.slots.bounds import past_joints
from b24app.english.grammar.words.lexer import Tokens
from b24app.plan.plan import Condition


def instead(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Past "instead" in a sentence that a condition opens: its steps replace one told before."""
    if tokens.word(at) != "instead" or tokens.word(at + 1) == "of":
        return None
    place = len(draft.items) - 1
    while place > 0 and isinstance(draft.items[place], Frame):
        place -= 1
    told = draft.items[place] if place > 0 else None
    opens = isinstance(draft.items[place - 1], Turn) if place > 0 else False
    if not isinstance(told, When) or not opens or not _told_before(draft.items, place):
        return None
    draft.items[place] = replace(told, instead=True)
    return at + 1


def contrasts(tokens: Tokens, at: int, draft: Draft) -> bool:
    """Whether "but" stands before a prohibition, records of another country, or a step: "no quote but a task"."""
    barred = bool(draft.items) and isinstance(draft.items[-1], Never) and head(tokens, at, bare=True) is not None
    return barred or never(tokens, past_joints(tokens, at)) is not None or national(tokens, at) is not None


def swapped(items: list[Item], guards: list[Condition]) -> tuple[list[Item], bool]:
    """The items with such steps as the other case, and whether it stayed open which step they replace."""
    at = next((at for at, item in enumerate(items) if isinstance(item, When) and item.instead), None)
    if at is None or _tested_before(items, at, tuple(guards)):
        return items, False
    end = scope_end(items, at + 1)
    new = [item for item in items[at + 1 : end] if isinstance(item, Frame)]
    before = _told_before(items, at)
    alike = [frame for frame in before if frame.action in {one.action for one in new}]
    old = alike if len(alike) == 1 else before
    if len(old) != 1 or _else_follows(items, end):
        return items, True
    start = items.index(old[0])
    close = Turn("end", old[0].end, old[0].end)
    rest = [*items[start + 1 : at], *items[end:]]
    return [*items[:start], *items[at:end], Turn("else", old[0].start, old[0].start), old[0], close, *rest], False


def _told_before(items: list[Item], at: int) -> list[Frame]:
    """The steps of the sentence before."""
    end = at
    while end and isinstance(items[end - 1], Turn):
        end -= 1
    start = end
    while start and isinstance(items[start - 1], Frame):
        start -= 1
    return [item for item in items[start:end] if isinstance(item, Frame)]


def _tested_before(items: list[Item], at: int, guards: tuple[Condition, ...]) -> bool:
    """Whether the step before is done in some other case only, so that nothing is to be replaced."""
    told = items[at]
    tests = [guards, *(item.conditions for item in items[:at] if isinstance(item, When))]
    last = tests[-1]
    return isinstance(told, When) and (excludes(last, told.conditions) or adjoin(last, told.conditions))


def _else_follows(items: list[Item], at: int) -> bool:
    while at < len(items) and isinstance(turn := items[at], Turn):
        if turn.kind == "else":
            return True
        at += 1
    return False
