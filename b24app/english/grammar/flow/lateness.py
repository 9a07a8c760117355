"""Times among the clauses that nobody could keep ("now and then", "a few days later"), left to be asked about."""

from __future__ import annotations

from b24app.english.grammar.draft import Draft
from b24app.english.grammar.timing.repeating import again
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.vaguetimes import VAGUE_TIMES


def vague_time(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Such a time, unless it is told right behind how often it is ("again and again, every 2 days")."""
    found = VAGUE_TIMES.find(tokens, at) if draft.clause or draft.frames else None
    if not found:
        return None
    if not (again(tokens, found.end) or again(tokens, found.end + 1)):
        draft.unread.append((at, found.end))
    return found.end
