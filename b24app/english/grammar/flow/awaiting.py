"""What waits for somebody's work: "(create a task for Ben.) When it is completed, …": no step can wait for that.

Only a workflow of its own starts with the completion, so it is asked, and the steps behind it never run too early.
"""

from __future__ import annotations

from b24app.english.grammar.draft import Draft, Turn
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.people.meant import people
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Turns

_ONCE = Turns(("[and|then] [only] once|when|after", "[and|then] as soon as"))
_PAST = "done|completed|finished|complete|closed|handled"
_WORK = "[the|that|this] task|job|work|call"
_IS_DONE = Turns(
    tuple(
        row
        for work in ("it", _WORK)
        for row in (
            f"{work} is|'s|gets|was|has [been] {_PAST} [by]",
            f"[the] completion of {work}",
            f"finishing|completing {work}",
        )
    )
)
_FINISHES = Turns(
    (
        "is|are|'s|has|have [been] done|finished|completed|ready [with] [it|that|this]",
        f"is|are|'s|has|have [been] done|finished|completed [with] {_WORK}",
        "finishes|completes|finish|complete|closes|close it|that|this",
        f"finishes|completes|finish|complete|closes|close {_WORK}",
    )
)
_PRONOUNS = {"he", "she", "they"}
_WORKED = {"create_task", "schedule_call"}


def awaited(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Past such a clause; the draft keeps that somebody's work is waited for."""
    last = next((item for item in reversed(draft.items) if not isinstance(item, Turn)), None)
    once = _ONCE.find(tokens, at)
    if not once or not isinstance(last, Frame) or last.action not in _WORKED:
        return None
    who = people(tokens, once.end)
    doer = who.end if who else once.end + (tokens.word(once.end) in _PRONOUNS)
    done = _IS_DONE.find(tokens, once.end) or (_FINISHES.find(tokens, doer) if doer > once.end else None)
    if not done:
        return None
    draft.awaits = True
    return done.end
