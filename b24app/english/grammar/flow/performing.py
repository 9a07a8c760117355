"""Who does the step told last, in a clause of its own: "call the client; the call should be made by Ben"."""

from __future__ import annotations

from b24app.english.grammar.draft import Draft
from b24app.english.grammar.people.meant import CLIENT, people
from b24app.english.grammar.timing.deadlines import deadline
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Turns

_DONE = "done|made|handled|completed|finished|carried|taken|performed"
_MUST = f"should|must|shall|will|has|needs|is [to] [also|then] be {_DONE}"
_TASK = Turns((f"the|this|that task|to-do|todo|work {_MUST} [out|over] by", f"it|this|that {_MUST} [out|over] by"))
_CALL = Turns((f"the|this|that call|conversation {_MUST} by", f"it|this|that {_MUST} by"))


def done_by(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Gives the task or the call before to whom it is said to be for, with its deadline."""
    last = draft.frames[-1] if draft.frames else None
    if last is None or last.action not in {"create_task", "schedule_call"}:
        return None
    led = (_TASK if last.action == "create_task" else _CALL).find(tokens, at)
    who = people(tokens, led.end) if led else None
    if not who or not who.value or CLIENT in who.value:
        return None
    if last.owner not in {None, who.value}:
        draft.unread.append((led.end if led else at, who.end))  # it is for somebody else already
        return who.end
    last.owner = who.value
    due = deadline(tokens, who.end) if last.due is None else None
    last.due = due.value if due else last.due
    return due.end if due else who.end
