"""A description typed in capital letters only: read as if its known words were small and its names large."""

from __future__ import annotations

from dataclasses import replace

from b24app.english.grammar.words.lexer import Token, Tokens
from b24app.english.grammar.words.spelling import speaks

_FEWEST = 4
_SHORTEST_NAME = 3


def calmed(tokens: Tokens) -> Tokens:
    """The tokens of "ASSIGN IT TO KATE" with the letters of "assign it to Kate"; any other description as it is."""
    aside = _bracketed(tokens)  # "(sorry, caps)"
    told = [*tokens.items[: aside[0]], *tokens.items[aside[1] :]]
    words = [token for token in told if token.kind == "WORD" and token.text.isalpha()]
    if len(words) < _FEWEST or not all(token.text.isupper() for token in words):
        return tokens
    return Tokens(tokens.source, tuple(_calm(token) for token in tokens.items))


def _bracketed(tokens: Tokens) -> tuple[int, int]:
    """The first bracket of the description."""
    opens = next((at for at in range(len(tokens)) if tokens.word(at) == "("), 0)
    return opens, next((at for at in range(opens, len(tokens)) if tokens.word(at) == ")"), opens)


def _calm(token: Token) -> Token:
    if token.kind != "WORD":
        return token
    known = len(token.word) < _SHORTEST_NAME or speaks(token.word)
    return replace(token, text=token.text.lower() if known else token.text.capitalize())
