"""A deadline told apart from its task: "create a task 'X'. Set the deadline to two days.", "…; make it due Friday"."""

from __future__ import annotations

from b24app.english.grammar.draft import Draft, Turn
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.timing.deadlines import due_set
from b24app.english.grammar.words.lexer import Tokens

_TIMED = {"create_task", "set_reminder", "schedule_call"}


def due_apart(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """The deadline of the step told last, where that has none yet."""
    last = next((item for item in reversed(draft.items) if not isinstance(item, Turn)), None)
    if not isinstance(last, Frame) or last.action not in _TIMED or last.due is not None or last.at is not None:
        return None
    found = due_set(tokens, at)
    if not found:
        return None
    last.due = found.value
    return found.end
