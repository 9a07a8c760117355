"""Times that count from the start: "an SMS in 4 days and a call in 8", "8 days from the start"; and waits for both.

Such a time is what is left of it when the waits before are over.
"""

from __future__ import annotations

from b24app.english.grammar.draft import Draft, Item, Pause, Side, Turn
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.timing.clock import less
from b24app.english.grammar.words.lexer import Tokens
from b24app.plan.plan import Moment, Until

_STARTS = {"start", "beginning", "outset", "first day", "trigger"}
_TIMED = {"create_task", "set_reminder"}


def counted_down(tokens: Tokens, draft: Draft) -> None:
    """The waits of steps whose times count from the start, less those before; a wait of "both at once" before both."""
    _from_the_start(tokens, draft)
    _from_now(tokens, draft)
    _waits_of_both(draft)


def _from_the_start(tokens: Tokens, draft: Draft) -> None:
    """Reads "(email, SMS 4 days later and a call) 8 days from the start"."""
    passed: list[Moment] = []
    for item in draft.items:
        if not isinstance(item, Frame | Pause | Turn):
            return
        wait = item.moment if isinstance(item, Pause) else item.wait if isinstance(item, Frame) else None
        counts = isinstance(item, Frame) and isinstance(wait, Until) and wait.until in _STARTS and wait.offset
        if counts and isinstance(item, Frame) and isinstance(wait, Until) and wait.offset:
            ahead = wait.offset.amount < 0  # "the day before the start" is over when it starts
            left = None if ahead else _less_all(Moment(amount=wait.offset.amount, unit=wait.offset.unit), passed)
            if left is None or tokens.word(item.wait_place[0] + 2) == "before":
                draft.unread.append(item.wait_place)
                return
            item.wait = wait = left
        if isinstance(wait, Moment):
            passed.append(wait)


def _less_all(whole: Moment, passed: list[Moment]) -> Moment | None:
    left: Moment | None = whole
    for one in passed:
        left = less(left, one) if left else None
    return left


def _from_now(tokens: Tokens, draft: Draft) -> None:
    """Reads "(email them today,) an SMS in 4 days and a call in 8 days": both count from today."""
    reached: Moment | None = None
    for item in draft.items:
        if not isinstance(item, Frame) or item.wait is not None:
            reached = None
            continue
        told = item.at if isinstance(item.at, Moment) and _in_so_long(tokens, item) else None
        left = less(told, reached) if told and reached else None
        if left and item.action in _TIMED:
            item.at = left
        elif left:
            item.wait, item.wait_place, item.at = left, (item.start, item.end), None
        planned = item.action == "schedule_call" and not left  # "a call in 2 days" is planned at once
        waits = item.action not in _TIMED and not planned
        reached = told if told and waits and (left or reached is None) else reached


def _in_so_long(tokens: Tokens, step: Frame) -> bool:
    """Whether "in 4 days" closes the step."""
    return any(tokens.word(at) == "in" for at in range(max(step.start, step.end - 4), step.end))


def _waits_of_both(draft: Draft) -> None:
    """In "text them 14 days later, at the same moment the rep gets a task" both wait."""
    for place, item in enumerate(draft.items):
        before: list[Item] = [one for one in draft.items[:place] if not isinstance(one, Turn)]
        first = before[0] if len(before) == 1 else None
        if not isinstance(item, Side) or item.kind not in {"with", "open"} or not isinstance(first, Frame):
            continue
        late = first.at if first.action.startswith("send_") and isinstance(first.at, Moment) else None
        wait = first.wait or late
        if wait is not None:
            first.wait, first.at = None, None if late else first.at
            start, end = first.wait_place if first.wait_place[1] else (max(first.start, first.end - 1), first.end)
            draft.items.insert(0, Pause(wait, start, end))
        return
