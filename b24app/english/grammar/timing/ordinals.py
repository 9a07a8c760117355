"""The place in a row: "4th", "fourth"."""

from __future__ import annotations

import re

from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found


def ordinal(tokens: Tokens, at: int) -> Found[int] | None:
    """Reads "4th", "fourth"."""
    word = tokens.word(at)
    if word in _ORDINALS:
        return Found(_ORDINALS[word], at + 1)
    numbered = _NUMBERED.fullmatch(word)
    return Found(int(numbered[1]), at + 1) if numbered else None


_NUMBERED = re.compile(r"(\d+)(?:st|nd|rd|th)")
_ORDINALS = {
    "first": 1,
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
