"""Tasks that are there already: "(when a task is overdue,) set the task to done" makes no new one."""

from __future__ import annotations

from b24app.english.grammar.draft import Draft
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.words.lexer import Tokens

_THE = {"the", "this", "that"}
_TASK = {"task", "to-do", "todo", "ticket"}
_NAMED = {":", "for", "called", "named", "titled", "entitled", "about"}
# "Create the task 'X'" makes it; these may as well change the one that is spoken of.
_WEAK = {
    "set", "sets", "put", "puts", "make", "makes", "open", "opens", "give", "gives", "leave", "leaves", "start",
    "starts", "keep", "keeps", "mark", "marks", "schedule", "schedules", "plan", "plans", "let", "have", "get", "book",
    "write", "log", "post", "pop", "throw", "place", "hand", "push", "run", "turn", "change", "move", "raise", "line",
}  # fmt: skip


def told_again(tokens: Tokens, draft: Draft) -> list[tuple[int, int]]:
    """Where the task that the workflow is about would be made once more: what is to be done with it is not known."""
    made = [frame for frame in draft.frames if frame.action == "create_task"]
    about_one = draft.clause is not None and draft.clause.entity == "TASK"
    return [(one.start, one.end) for one in made if about_one and _same(tokens, one)]


def _same(tokens: Tokens, frame: Frame) -> bool:
    """Whether "the task" stands there without a name of its own."""
    at = frame.start + (tokens.word(frame.start) in _WEAK)
    the_task = tokens.word(at) in _THE and tokens.word(at + 1) in _TASK
    return the_task and tokens.kind(at + 2) != "QUOTED" and tokens.word(at + 2) not in _NAMED
