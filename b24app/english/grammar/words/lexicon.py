"""Phrases found at a place in the tokens, the longest first.

Looking a phrase up costs its length, however many phrases there are. A table is unfolded when it is first looked into:
most of them are not needed for most descriptions, and importing the parser stays quick.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product
from typing import Generic, TypeVar

from b24app.english.grammar.words.lexer import Tokens

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Found(Generic[V]):
    """Something read up to token `end` (excluded)."""

    value: V
    end: int


class Lexicon(Generic[V]):
    """Phrases with what they mean. Of two equal phrases the first given wins."""

    def __init__(self, phrases: Mapping[str, V]) -> None:
        self._phrases = phrases

    @cached_property
    def _meanings(self) -> dict[tuple[str, ...], V]:
        meanings: dict[tuple[str, ...], V] = {}
        for pattern, meaning in self._phrases.items():
            for words in expand(pattern):
                meanings.setdefault(words, meaning)
        return meanings

    @cached_property
    def _lengths(self) -> dict[str, tuple[int, ...]]:
        """How many words the phrases have that start with a word, the longest first."""
        lengths: dict[str, set[int]] = {}
        for words in self._meanings:
            lengths.setdefault(words[0], set()).add(len(words))
        return {first: tuple(sorted(known, reverse=True)) for first, known in lengths.items()}

    def find(self, tokens: Tokens, index: int) -> Found[V] | None:
        """The longest phrase that starts there."""
        for length in self._lengths.get(tokens.word(index), ()):
            words = tokens.row(index, length)
            if words in self._meanings:
                return Found(self._meanings[words], index + len(words))
        return None

    def around(self, tokens: Tokens, index: int, behind: int) -> Found[V] | None:
        """The longest phrase whose first word stands at one place and the others at another: "puts … together"."""
        first = tokens.word(index)
        for length in self._lengths.get(first, ()):
            words = (first, *tokens.row(behind, length - 1))
            if words in self._meanings:
                return Found(self._meanings[words], behind + len(words) - 1)
        return None

    def words(self) -> set[str]:
        """Every word of every phrase."""
        return {word for phrase in self._meanings for word in phrase}

    def firsts(self) -> set[str]:
        """The words that phrases begin with."""
        return set(self._lengths)


def phrases(patterns: Iterable[str]) -> Lexicon[bool]:
    """A lexicon that only says whether a phrase is there."""
    return Lexicon(dict.fromkeys(patterns, True))


class Turns:
    """Patterns as those of a lexicon, matched word by word and never unfolded: for patterns with many choices.

    `[a b]` is an optional group of words.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        self._patterns = tuple(patterns)

    @cached_property
    def _by_first(self) -> dict[str, list[tuple[_Part, ...]]]:
        by_first: dict[str, list[tuple[_Part, ...]]] = {}
        for pattern in self._patterns:
            for parts in _parts(pattern):
                for first in _firsts(parts):
                    by_first.setdefault(first, []).append(parts)
        return by_first

    def find(self, tokens: Tokens, index: int) -> Found[bool] | None:
        """The longest phrase that starts there."""
        known = self._by_first.get(tokens.word(index))
        if known is None:
            return None
        ends = [end for parts in known if (end := _match(tokens, parts, index)) is not None and end > index]
        return Found(True, max(ends)) if ends else None

    def words(self) -> set[str]:
        """Every word of every phrase."""
        return {word for known in self._by_first.values() for parts in known for words, _ in parts for word in words}


_Part = tuple[frozenset[str], bool]
_GROUP = re.compile(r"\[([^\]]* [^\]]*)\]")


def optional_groups(pattern: str) -> Iterable[str]:
    """The pattern with and without each optional group of several words."""
    group = _GROUP.search(pattern)
    if group is None:
        yield pattern
        return
    for kept in ("", group[1]):
        yield from optional_groups(f"{pattern[: group.start()]}{kept}{pattern[group.end() :]}")


def _parts(pattern: str) -> Iterable[tuple[_Part, ...]]:
    """The words of a pattern and whether they may be left out, with and without each group."""
    for told in optional_groups(pattern):
        yield tuple((frozenset(part.strip("[]").split("|")), part.startswith("[")) for part in told.split())


def _firsts(parts: tuple[_Part, ...]) -> set[str]:
    firsts: set[str] = set()
    for words, optional in parts:
        firsts |= words
        if not optional:
            break
    return firsts


def _match(tokens: Tokens, parts: tuple[_Part, ...], at: int, place: int = 0) -> int | None:
    """Where the words end that the parts from `place` on match, as far as they can."""
    if place == len(parts):
        return at
    words, optional = parts[place]
    taken = _match(tokens, parts, at + 1, place + 1) if tokens.word(at) in words else None
    if not optional:
        return taken
    passed = _match(tokens, parts, at, place + 1)
    return passed if taken is None or (passed is not None and passed > taken) else taken


@cache
def expand(pattern: str) -> tuple[tuple[str, ...], ...]:
    """All word sequences of a pattern: `a|b [c]` gives a, a c, b, b c; `[a b]` is an optional group of words."""
    return tuple(_expanded(pattern))


def _expanded(pattern: str) -> Iterable[tuple[str, ...]]:
    for told in optional_groups(pattern):
        choices: list[list[str]] = []
        for part in told.split():
            optional = part.startswith("[")
            choices.append(part.strip("[]").split("|") + ([""] if optional else []))
        for words in product(*choices):
            kept = tuple(word for word in words if word)
            if kept:
                yield kept
