"""The moment a test is made, told inside it: "if it has not been approved in the meantime", "unless it's paid by then".

A test stands behind its wait anyway: such words are taken out before the rest is read.
"""

from __future__ import annotations

from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Turns

_LEADS = {"if", "unless", "provided", "should", "whether", "assuming", "still"}
_THEN = Turns(
    (
        "[even|still|up] by|until|till then",
        "even then",
        "[even|still] by|at|until that|this time|point|moment",
        "[still] in the meantime|meanwhile|interim",
        "meanwhile|in-between",
        "since then",
        "by now",
    )
)
_ENDS = {".", ",", ";", ":", "!", "?", "(", ")", "-", "=>"}
_FARTHEST = 16


def without_then(tokens: Tokens) -> Tokens:
    """The tokens without such words."""
    cut: set[int] = set()
    for at in range(len(tokens)):
        if tokens.word(at) in _LEADS:
            cut |= _told(tokens, at)
    kept = tuple(token for at, token in enumerate(tokens.items) if at not in cut)
    return Tokens(tokens.source, kept) if cut else tokens


def _told(tokens: Tokens, lead: int) -> set[int]:
    """The places of such words in the clause behind `lead`; a comma right behind them belongs to them."""
    for at in range(lead + 1, lead + _FARTHEST):
        found = _THEN.find(tokens, at)
        if found:
            return set(range(at, found.end + (at == lead + 1 and tokens.word(found.end) == ",")))
        if tokens.word(at) in _ENDS or tokens.kind(at) in {"END", "NEWLINE", "ARROW", "QUOTED"}:
            return set()
    return set()
