"""Steps of every case: "in either case, notify the owner", "(…), and then the owner is notified in either case"."""

from __future__ import annotations

from b24app.english.grammar.approvals.asking import Ask
from b24app.english.grammar.draft import Draft, Turn, When
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.turns import ALWAYS


def always(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """What follows is no longer a matter of the condition before; behind the last of several steps, that step is."""
    bracket = tokens.word(at) == "("
    found = ALWAYS.find(tokens, at + bracket)
    if not found or (bracket and tokens.word(found.end) != ")") or (not draft.of(When) and not draft.of(Ask)):
        return None
    end = found.end + bracket
    last = draft.items[-1] if draft.items else None
    before = draft.items[-2] if len(draft.items) > 1 else None
    closes = tokens.kind(end) in {"END", "NEWLINE"} or tokens.word(end) in {".", "!", ";"}
    behind = closes and isinstance(last, Frame) and isinstance(before, Frame) and last.end == at
    place = len(draft.items) - behind
    draft.items.insert(place, Turn("end", at, end, whole=True))
    return end
