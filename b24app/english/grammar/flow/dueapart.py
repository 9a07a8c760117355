"""What a step has, told apart from it: "create a task 'X'. Priority high. Set the deadline to two days."."""

from __future__ import annotations

from b24app.english.grammar.draft import Draft, Turn
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.slots.facts import slot_priority
from b24app.english.grammar.slots.owning import the_same
from b24app.english.grammar.slots.parties import OWNED
from b24app.english.grammar.timing.deadlines import due_set
from b24app.english.grammar.words.lexer import Tokens

_TIMED = {"create_task", "set_reminder", "schedule_call"}
_PRIORITY = {"priority", "prio"}


def due_apart(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """The deadline, the priority or the owner of the step told last, where that has none yet."""
    last = next((item for item in reversed(draft.items) if not isinstance(item, Turn)), None)
    if not isinstance(last, Frame) or last.action not in _TIMED | OWNED:
        return None
    same = the_same(tokens, at) if last.action in OWNED and last.owner is None else None
    if same:
        last.owner = same.value
        return same.end
    if last.action not in _TIMED:
        return None
    if tokens.word(at) in _PRIORITY or tokens.word(at + 1) in _PRIORITY:
        return slot_priority(tokens, at, last) if not last.priority else None
    found = due_set(tokens, at) if last.due is None and last.at is None else None
    if not found:
        return None
    last.due = found.value
    return found.end
