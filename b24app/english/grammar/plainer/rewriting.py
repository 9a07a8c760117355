"""What putting a description in plainer words gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from b24app.english.grammar.words.lexer import Tokens
from b24app.plan.plan import Span


@dataclass(frozen=True)
class Plainer:
    """The description in plainer words, and what was read as what."""

    tokens: Tokens
    notes: tuple[str, ...]


# Puts the tokens in plainer words, those around the unclear places or all; None where it has nothing to say.
Rewriter = Callable[[Tokens, tuple[Span, ...]], Plainer | None]


def touches(tokens: Tokens, start: int, end: int, spans: tuple[Span, ...]) -> bool:
    """Whether one of the tokens from `start` up to `end` stands in one of the places."""
    return any(
        tokens.at(at).start < span.end and span.start < tokens.at(at).end for at in range(start, end) for span in spans
    )
