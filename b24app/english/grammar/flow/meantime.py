"""What may change while a step waits is looked at when the wait is over: "a lead that has no owner after 3 hours"."""

from __future__ import annotations

from dataclasses import replace

from b24app.english.grammar.conditions.comparisons import SAME_STAGE
from b24app.english.grammar.draft import Draft, Item, Pause, Turn, When
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.words.lexer import Tokens
from b24app.plan.plan import Comparison, Condition, Moment

_LASTS = {"after", "within", "for", "in", "since"}
_STATES = {"stage", "status", "payment_status"}
_SENT_AT = ("send_", "add_", "move_", "assign_", "update_")


def in_the_meantime(tokens: Tokens, draft: Draft) -> None:
    """The wait and what is looked at behind it, in front of the steps that depend on it."""
    if draft.clause is None:
        return
    _sent_later(draft)
    _tested_with_its_wait(draft)
    _held_so_long(tokens, draft)
    _still_there(draft)


def may_change(row: Condition) -> bool:
    """Whether a record may no longer meet it later on: a state, or what is still missing."""
    return isinstance(row, Comparison) and (row.field in _STATES or row.op in {"empty", "ne", "not_in"})


def _sent_later(draft: Draft) -> None:
    """In "mail them (subject: X) 10 days after the invoice was sent, unless it is paid" the mail is what waits."""
    for place, item in enumerate(draft.items[:-1]):
        step, told = item, draft.items[place + 1]
        late = isinstance(step, Frame) and isinstance(step.at, Moment) and step.action.startswith(_SENT_AT)
        looked = isinstance(told, When) and all(
            isinstance(row, Comparison) and row.field in _STATES for row in told.conditions
        )
        closes = _closes(draft.items, place + 2)
        if (
            late
            and looked
            and closes
            and isinstance(step, Frame)
            and isinstance(step.at, Moment)
            and isinstance(told, When)
        ):
            wait = Pause(step.at, max(step.start, step.end - 1), step.end)
            step.at = None
            draft.items[place : place + 2] = [wait, told, step]
            return


def _tested_with_its_wait(draft: Draft) -> None:
    """In "give it to Kim in case nobody is assigned within 3 hours" the wait is told inside the condition."""
    for place, (wait, told) in enumerate(zip(draft.items, draft.items[1:], strict=False)):
        inside = isinstance(wait, Pause) and isinstance(told, When) and told.start <= wait.start < told.end
        before = draft.items[:place]
        if inside and _only_steps(before) and _closes(draft.items, place + 2):
            steps: list[Item] = [item for item in before if isinstance(item, Frame)]
            draft.items = [wait, told, *steps, *draft.items[place + 2 :]]
            return


def _closes(items: list[Item], at: int) -> bool:
    return at >= len(items) or isinstance(items[at], Turn)


def _only_steps(items: list[Item]) -> bool:
    return any(isinstance(item, Frame) for item in items) and all(isinstance(item, Frame | Turn) for item in items)


def _held_so_long(tokens: Tokens, draft: Draft) -> None:
    """In "when a new lead has no owner after 3 hours" the trigger's last condition is looked at 3 hours later."""
    row = draft.guards[-1] if draft.guards else None
    wait = _behind_clause(draft)
    if row is None or wait is None or not may_change(row) or any(isinstance(item, When) for item in draft.items):
        return
    if tokens.word(wait.start) not in _LASTS or tokens.word(wait.end) in {"before", "later"}:
        return
    draft.guards.pop()
    rest = [_without_wait(item, wait) for item in draft.items if item is not wait]
    other = any(isinstance(item, Turn) and item.kind == "else" for item in rest)
    kept = [item for item in rest if other or not isinstance(item, Turn)]
    draft.items = [wait, When((row,), draft.clause_start, draft.clause_end), *kept]


def _behind_clause(draft: Draft) -> Pause | None:
    """The wait told right behind the trigger, by itself or as that of the step told before it."""
    for item in draft.items:
        if isinstance(item, Pause):
            return item if item.start == draft.clause_end else None
        if isinstance(item, Frame) and isinstance(item.wait, Moment) and item.wait_place[0] == draft.clause_end:
            return Pause(item.wait, *item.wait_place)
        if not isinstance(item, Frame | Turn):
            return None
    return None


def _without_wait(item: Item, wait: Pause) -> Item:
    """The step without the wait that now stands in front of all."""
    waits = isinstance(item, Frame) and item.wait is not None and item.wait_place[0] == wait.start
    return replace(item, wait=None) if waits and isinstance(item, Frame) else item


def _still_there(draft: Draft) -> None:
    """In "2 days after a deal enters Proposal, unless it has moved on" the stage is looked at 2 days later."""
    first = draft.items[0] if draft.items else None
    rows = tuple(row for row in draft.guards if isinstance(row, Comparison) and row.value == SAME_STAGE)
    if isinstance(first, Pause) and rows and not any(isinstance(item, When) for item in draft.items):
        draft.guards = [row for row in draft.guards if row not in rows]
        draft.items.insert(1, When(rows, draft.clause_start, draft.clause_end))
