"""What the tagger sees of each word: itself, its form, its neighbours, what the tables know, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from b24app.english.grammar.plainer.retelling.known import known
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS
from b24app.plan import phrases as say

_OPENING = {
    "when", "whenever", "once", "after", "if", "unless", "until", "before", "otherwise", "else", "then", "and", "or",
    "but", "as", "every", "each", "while", "for", "with", "to", "in", "by", "that", "which", "who", "whose", "where",
    "should", "must", "so", "because", "not", "never", "no", "only",
}  # fmt: skip
_WHENS = {"when", "whenever", "once", "after", "if"}
_ENDS = {".", "!", "?", ";"}
_STOPS = _ENDS | {":", "\n", "=>", "-", ","}
_SPOKEN = {"WORD", "OWN", "MARK", "COMPARE", "ARROW"}
_ENDINGS = ("ing", "ed", "es", "s", "er", "ly")
_AROUND = 3
_NEAR = 6


@dataclass(frozen=True)
class _Clause:
    """What stands before a word: the last word that opens a clause, the last stop and how far, the last record."""

    opened: str = ""
    stop: str = "^"
    since: int = 0
    noun: str = ""


def features(tokens: Tokens) -> list[list[str]]:
    """A list of named features for each token."""
    seen = _Seen(tokens)
    return [[*seen.itself(at), *seen.around(at), *seen.together(at), *seen.near(at)] for at in range(len(tokens))]


@dataclass(frozen=True)
class _Seen:
    tokens: Tokens

    @cached_property
    def words(self) -> list[str]:
        kinds = map(self.tokens.kind, range(len(self.tokens)))
        return [self.tokens.word(at) if kind in _SPOKEN else f"<{kind}>" for at, kind in enumerate(kinds)]

    @cached_property
    def stems(self) -> list[str]:
        return [_stem(word) for word in self.words]

    @cached_property
    def shapes(self) -> list[str]:
        return [_shape(self.tokens, at) for at in range(len(self.tokens))]

    @cached_property
    def nouns(self) -> list[str]:
        return [_noun(self.tokens, at) for at in range(len(self.tokens))]

    @cached_property
    def tables(self) -> list[list[str]]:
        return known(self.tokens)

    @cached_property
    def clauses(self) -> list[_Clause]:
        found = [_Clause()]
        for at, word in enumerate(self.words):
            last = found[-1]
            stops = self.tokens.word(at) in _STOPS or self.tokens.kind(at) in {"NEWLINE", "ARROW"}
            stop = (self.tokens.word(at) or "\n") if stops else last.stop
            opened = "" if stops and stop in _ENDS else word if word in _OPENING else last.opened
            noun = self.nouns[at] if self.nouns[at] != "-" else last.noun
            found.append(_Clause(opened, stop, 0 if stops else last.since + 1, noun))
        return found

    def itself(self, at: int) -> Iterator[str]:
        """The word, its form, and what stands before it in its clause and in the whole."""
        word, stem, shape, clause = self.words[at], self.stems[at], self.shapes[at], self.clauses[at]
        yield from ("b", f"w={word}", f"st={stem}", f"p4={word[:4]}", f"e3={word[-3:]}", f"sh={shape}")
        yield from (f"n={self.nouns[at]}", f"op={clause.opened}", f"sp={clause.stop}", f"op+w={clause.opened}|{stem}")
        yield from (f"ln={clause.noun}", f"ln+w={clause.noun}|{stem}", f"kw={shape}|{clause.opened}")
        yield from (f"at={min(at // 4, 6)}", f"since={min(clause.since, 6)}")
        yield from (f"left={min((len(self.words) - at) // 4, 6)}", f"when={not _WHENS.isdisjoint(self.words)}")
        yield from (f"t+w={name}|{clause.opened}" for name in self.tables[at])

    def around(self, at: int) -> Iterator[str]:
        """The neighbours, each by its distance."""
        for step in range(-_AROUND, _AROUND + 1):
            there = at + step
            inside = 0 <= there < len(self.words)
            if step:
                yield from (f"w{step}={self.words[there] if inside else '^'}", f"sh{step}={self._shaped(there)}")
            if step and abs(step) < _AROUND:
                yield f"st{step}={self.stems[there] if inside else '^'}"
                yield f"n{step}={self.nouns[there] if inside else '^'}"
            if inside and abs(step) < _AROUND:
                yield from (f"t{step}={name}" for name in self.tables[there])

    def together(self, at: int) -> Iterator[str]:
        """The word with its neighbours."""
        back, here, ahead = self._stemmed(at - 1), self.stems[at], self._stemmed(at + 1)
        back2, ahead2 = self._stemmed(at - 2), self._stemmed(at + 2)
        yield from (f"st-1+0={back}|{here}", f"st0+1={here}|{ahead}", f"st-1+1={back}|{ahead}")
        yield from (f"st-2-1={back2}|{back}", f"st1+2={ahead}|{ahead2}", f"st-2-1+0={back2}|{back}|{here}")
        yield from (f"st0+1+2={here}|{ahead}|{ahead2}", f"sh-1+0+1={self._shaped(at - 1)}|{self.shapes[at]}|{ahead}")

    def near(self, at: int) -> Iterator[str]:
        """The next few and the last few words, wherever they stand."""
        yield from (f"near>{stem}" for stem in self.stems[at + 1 : at + 1 + _NEAR])
        yield from (f"near<{stem}" for stem in self.stems[max(at - _NEAR, 0) : at])

    def _stemmed(self, at: int) -> str:
        return "^" if at < 0 else self.stems[at] if at < len(self.stems) else "$"

    def _shaped(self, at: int) -> str:
        return self.shapes[at] if 0 <= at < len(self.shapes) else "^"


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)]
    return word


def _shape(tokens: Tokens, at: int) -> str:
    token = tokens.at(at)
    if token.kind != "WORD":
        return token.kind
    text = token.text
    form = "Aa" if text[:1].isupper() and not text.isupper() else "AA" if text.isupper() and len(text) > 1 else "a"
    return form + ("N" if token.word in say.NUMBER_WORDS else "")


def _noun(tokens: Tokens, at: int) -> str:
    noun, event = NOUNS.find(tokens, at), EVENTS.find(tokens, at)
    return (str(noun.value) if noun else "-") + ("E" if event else "")
