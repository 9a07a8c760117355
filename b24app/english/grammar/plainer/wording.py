"""A description in other words that still knows where each of them stands in the one that was written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from b24app.english.grammar.words.lexer import Tokens, lex
from b24app.english.reading import Understood
from b24app.plan.plan import Plan, Span

_DASHES = str.maketrans("\u2013\u2014", "--")
_AS_WRITTEN = {"QUOTED", "URL", "EMAIL", "VARIABLE", "PHONE"}


@dataclass(frozen=True)
class Wording:
    """`text`, and for each character of it where the words that it stands for begin and end as written.

    `replaced` are the places, as written, of what is told in other words, and `notes` say what was read as what.
    """

    text: str
    begins: tuple[int, ...]
    ends: tuple[int, ...]
    replaced: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()

    @cached_property
    def tokens(self) -> Tokens:
        """Its tokens, found once for all that put it in plainer words."""
        return lex(self.text)

    @cached_property
    def masked(self) -> str:
        """The text with an "x" for each character that is quoted, an address or a placeholder, and one kind of dash."""
        letters = list(self.text.translate(_DASHES))
        for token in self.tokens.items:
            if token.kind in _AS_WRITTEN:
                inset = token.kind == "QUOTED"
                letters[token.start + inset : token.end - inset] = "x" * (token.end - token.start - 2 * inset)
        return "".join(letters)

    def read_as(self, span: Span, words: str) -> dict[Span, str]:
        """The note that tells what was read as what there."""
        return {span: f"“{self.text[span.start : span.end]}” was read as “{words}”."}

    @classmethod
    def written(cls, text: str) -> Wording:
        """A description as it was written."""
        return cls(text, tuple(range(len(text))), tuple(range(1, len(text) + 1)))

    def put(self, pieces: Iterable[Kept | Told], notes: Mapping[Span, str]) -> Wording:
        """These pieces of it in this order; the notes are by the places whose words they replace."""
        text: list[str] = []
        begins: list[int] = []
        ends: list[int] = []
        for piece in pieces:
            if isinstance(piece, Kept):
                text.append(self.text[piece.start : piece.end])
                begins += self.begins[piece.start : piece.end]
                ends += self.ends[piece.start : piece.end]
            else:
                text.append(piece.text)
                begins += [self.begins[piece.start]] * len(piece.text)
                ends += [self.ends[piece.end - 1]] * len(piece.text)
        replaced = (*self.replaced, *map(self.place, notes))
        return Wording("".join(text), tuple(begins), tuple(ends), replaced, (*self.notes, *notes.values()))

    def place(self, span: Span) -> Span:
        """Where that stands as written."""
        if span.start >= span.end or span.end > len(self.text):
            return Span(start=0, end=0)
        return Span(start=min(self.begins[span.start : span.end]), end=max(self.ends[span.start : span.end]))

    def as_written(self, reading: Understood) -> Understood:
        """What was understood of the text, with every place as written."""
        return Understood(
            plan=Plan.model_validate(_moved(reading.plan.dump(), self.place)),
            covered=(*map(self.place, reading.covered), *self.replaced),
            uncovered=tuple(map(self.place, reading.uncovered)),
            notes=(*self.notes, *reading.notes),
        )


@dataclass(frozen=True)
class Kept:
    """The characters from `start` to `end` as they are."""

    start: int
    end: int


@dataclass(frozen=True)
class Told:
    """Other words for the characters from `start` to `end`."""

    text: str
    start: int
    end: int


# Puts a wording in plainer words, around the unclear places or all of it; None where there is nothing to say plainer.
Rewriter = Callable[[Wording, tuple[Span, ...]], Wording | None]


def _moved(told: Any, place: Callable[[Span], Span]) -> Any:
    """A plan's JSON with its places moved."""
    if isinstance(told, list):
        return [_moved(one, place) for one in told]
    if not isinstance(told, dict):
        return told
    if set(told) == {"start", "end"}:
        return place(Span(**told)).model_dump()
    return {name: _moved(one, place) for name, one in told.items()}
