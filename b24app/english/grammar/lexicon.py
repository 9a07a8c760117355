"""Phrases found at a place in the tokens, the longest first.

A lexicon is a trie over words, so looking a phrase up costs its length, however many phrases there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Generic, TypeVar

from b24app.english.grammar.lexer import Tokens

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Found(Generic[V]):
    """Something read up to token `end` (excluded)."""

    value: V
    end: int


class Lexicon(Generic[V]):
    """Phrases with what they mean. Of two equal phrases the first given wins."""

    def __init__(self, phrases: Mapping[str, V]) -> None:
        self._meanings: dict[tuple[str, ...], V] = {}
        self._longest: dict[str, int] = {}
        for pattern, meaning in phrases.items():
            for words in expand(pattern):
                self._meanings.setdefault(words, meaning)
                self._longest[words[0]] = max(len(words), self._longest.get(words[0], 0))

    def find(self, tokens: Tokens, index: int) -> Found[V] | None:
        """The longest phrase that starts there."""
        for length in range(self._longest.get(tokens.word(index), 0), 0, -1):
            words = tuple(tokens.word(index + step) for step in range(length))
            if words in self._meanings:
                return Found(self._meanings[words], index + length)
        return None

    def words(self) -> set[str]:
        """Every word of every phrase."""
        return {word for phrase in self._meanings for word in phrase}


def phrases(patterns: Iterable[str]) -> Lexicon[bool]:
    """A lexicon that only says whether a phrase is there."""
    return Lexicon(dict.fromkeys(patterns, True))


def expand(pattern: str) -> Iterable[tuple[str, ...]]:
    """All word sequences of a pattern: `a|b [c]` gives a, a c, b, b c."""
    choices: list[list[str]] = []
    for part in pattern.split():
        optional = part.startswith("[")
        choices.append(part.strip("[]").split("|") + ([""] if optional else []))
    for words in product(*choices):
        kept = tuple(word for word in words if word)
        if kept:
            yield kept
