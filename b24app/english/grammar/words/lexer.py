"""A description as tokens that know their place in it.

The terminals are in `tokens.lark`; lark's lexer is built once, at the first description, since importing it costs more
than the rest of the parser. Spaces are dropped, every other character belongs to exactly one token.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, wraps
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeVar

from b24app.errors import ReadingEndless
from b24app.plan import phrases as say
from b24app.plan.plan import Span

if TYPE_CHECKING:
    from lark import Lark

T = TypeVar("T")
_SAME = str.maketrans({"\u2019": "'", "\u2018": "'", "\u2013": "-", "\u2014": "-", "[": "(", "]": ")"})
_SPACED = {"SPACE", "MENTION"}
_KINDS = {"SHORT": "WORD", "LATIN": "WORD", "INITIALS": "WORD", "ORDINAL": "WORD"}
_OWNED = "OWN"
_NTH = {"st", "nd", "rd", "th"}
_OPENERS = {"END", "MARK", "NEWLINE", "ARROW"}
_TIME_WORDS = {"minutes", "hours", "days", "day", "weeks", "week", "months", "business", "working"}
_MOST_PASSED = 4
_AROUND = ("",) * 64
# How often the words may be looked at: 190 times for each character is the most that was seen.
_SCHEDULED = {"a", "an", "the", "call", "another", "one", "me", "him", "her", "them"}
# "a task 4 the owner", "an email 2 him"
_SOUNDS = {"4": "for", "2": "to"}
_SENT = {
    "task", "email", "sms", "text", "mail", "message", "whatsapp", "note", "call", "reminder", "notification", "it",
    "send", "bell", "quote", "invoice", "taks", "tsk", "msg", "one", "chat",
}  # fmt: skip
# "The Bill", "when Bill is paid": an invoice.
_NO_NAME_BEHIND = {"the", "a", "an", "new", "every", "each", "any", "this", "that", "our", "their", "unpaid", "paid"}
_BILLED = {"is", "was", "gets", "becomes", "got", "paid", "overdue", "created", "issued", "sent", "number", "amount"}
_WHOM = {"the", "my", "our", "him", "her", "them", "me", "us", "his", "their"}
_LOOKS = 100_000
_LOOKS_PER_CHARACTER = 1_000


@dataclass(frozen=True, slots=True)
class Token:
    """One token: `text` as written, `word` for comparing, characters `start` to `end` of the description.

    Of a `slip` the word is what was meant, not what was written.
    """

    kind: str
    text: str
    word: str
    start: int
    end: int
    slip: bool = False

    @property
    def inner(self) -> str:
        """What is between the quotes of a quoted text; any other token as written."""
        return self.text[1:-1].strip() if self.kind == "QUOTED" else self.text


_END = Token("END", "", "", -1, -1)


@dataclass(frozen=True)
class Tokens:
    """The tokens of a description; reading past the end gives an END token."""

    source: str
    items: tuple[Token, ...]
    memo: dict[tuple[str, int], Any] = field(default_factory=dict)
    _words: tuple[str, ...] = field(init=False, repr=False)
    _padded: tuple[str, ...] = field(init=False, repr=False)  # so that a look a little outside finds ""
    _count: int = field(init=False, repr=False)
    _looks: Iterator[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        words = tuple("" if token.kind == "QUOTED" else token.word for token in self.items)
        object.__setattr__(self, "_words", words)
        object.__setattr__(self, "_padded", (*words, *_AROUND))
        object.__setattr__(self, "_count", len(words))
        object.__setattr__(self, "_looks", iter(range(_LOOKS + _LOOKS_PER_CHARACTER * len(self.source))))

    def __len__(self) -> int:
        return len(self.items)

    def at(self, index: int) -> Token:
        """The token there, END outside."""
        return self.items[index] if 0 <= index < self._count else _END

    def word(self, index: int) -> str:
        """The comparable word there; empty for quoted text, so that no grammar word is found inside quotes.

        Raises ReadingEndless when the grammar looks far more often than any description needs: it would go in circles.
        """
        for _ in self._looks:
            try:
                return self._padded[index]
            except IndexError:
                return ""
        raise ReadingEndless

    def row(self, index: int, length: int) -> tuple[str, ...]:
        """So many comparable words from there, fewer at the end."""
        return self._words[index : index + length]

    def past(self, index: int, words: Container[str]) -> int:
        """The place behind a few of these words; few, so that reading stays linear on a row of them."""
        for place in range(index, index + _MOST_PASSED):
            if self.word(place) not in words:
                return place
        return index + _MOST_PASSED

    def kind(self, index: int) -> str:
        return self.items[index].kind if 0 <= index < self._count else _END.kind

    def text(self, start: int, end: int) -> str:
        """The description from token `start` up to token `end`, as written but for slips of the pen."""
        if start >= end:
            return ""
        first = self.items[start].start
        text = self.source[first : self.items[end - 1].end]
        for token in reversed(self.items[start:end]):
            if token.slip:
                meant = token.word if token.text.islower() else token.word.capitalize()
                text = text[: token.start - first] + meant + text[token.end - first :]
        return text

    def span(self, start: int, end: int) -> Span:
        """The characters of tokens `start` (included) to `end` (excluded)."""
        if start >= end:
            return Span(start=0, end=0)
        return Span(start=self.items[start].start, end=self.items[end - 1].end)


def remembered(rule: Callable[[Tokens, int], T]) -> Callable[[Tokens, int], T]:
    """A rule that reads a place once, however often it is asked: what keeps reading linear."""
    name = f"{rule.__module__}.{rule.__qualname__}"

    @wraps(rule)
    def once(tokens: Tokens, index: int) -> T:
        key = (name, index)
        if key not in tokens.memo:
            tokens.memo[key] = rule(tokens, index)
        found: T = tokens.memo[key]
        return found

    return once


def lex(description: str) -> Tokens:
    """All tokens but the spaces."""
    items = [
        Token(_kind(part.type, str(part)), str(part), _comparable(part.type, str(part)), part.start_pos or 0,
              part.end_pos or 0)
        for part in _lark().lex(description)
        if part.type not in _SPACED
    ]  # fmt: skip
    return Tokens(description, tuple(_arrowed(list(_written_out(_merged(items))))))


def _kind(told: str, text: str) -> str:
    """Quotes with nothing between them quote nothing: no field, stage or tag is called so."""
    return "OTHER" if told == "QUOTED" and not text[1:-1].strip() else _KINDS.get(told, told)


def _merged(items: list[Token]) -> list[Token]:
    """The tokens with a row of commas as one, which covers them all, and "3rd" as one word."""
    kept: list[Token] = []
    for token in items:
        last = kept[-1] if kept else _END
        if token.text == "," and last.text == ",":
            kept[-1] = replace(last, end=token.end)
        elif token.word in _NTH and last.text.isdigit() and last.end == token.start:
            text = last.text + token.text
            kept[-1] = Token("WORD", text, say.ALIKE.get(text.casefold(), text.casefold()), last.start, token.end)
        else:
            kept.append(token)
    return kept


def _written_out(items: list[Token]) -> Iterator[Token]:
    """The tokens with abbreviations written out ("wanna" is two words) and without the full stop that ends one."""
    before = _END
    for index, token in enumerate(items):
        after = items[index + 1] if index + 1 < len(items) else _END
        ends_word = token.text == "." and before.text.casefold() in say.DOTTED and token.start == before.end
        tomorrow = token.text == "2" and after.word in {"moro", "morrow", "morow"} and after.start == token.end
        if tomorrow:
            continue
        if not (
            ends_word and (after.text[:1].islower() or after.kind in {"NUMBER", "SPAN", "MARK", "ARROW", "COMPARE"})
        ):
            named = token.text[:1].isupper() and before.kind not in _OPENERS
            words = [token.word] if named or token.kind != "WORD" else say.SHORTHAND.get(token.word, token.word).split()
            words = ["william"] if token.text == "Bill" and _is_name(before, after) else words
            words = ["schedule"] if token.word == "sched" and after.word in _SCHEDULED else words
            sounds = _SOUNDS.get(token.text) if after.word in _WHOM else None
            if sounds and (before.kind == "QUOTED" or before.word in _SENT):
                yield replace(token, kind="WORD", word=sounds)
            else:
                yield from _parted(token, words)
        before = token


def _is_name(before: Token, after: Token) -> bool:
    """Whether somebody is called so: "a task for Bill", "Who: Bill."; "Bill the client" and "Bill paid" are not."""
    closed = after.kind in {"MARK", "END", "NEWLINE", "ARROW", "OWN"} or after.word in {"should", "must", "needs"}
    inside = before.kind == "WORD" and before.word not in _NO_NAME_BEHIND and after.word not in _BILLED
    return closed if before.kind in _OPENERS and before.kind != "END" else inside


def _parted(token: Token, words: list[str]) -> Iterator[Token]:
    """A token as so many words, each of them written by the whole of it."""
    for word in words or [token.word]:
        yield replace(token, kind=_OWNED if word == "'s" and len(words) > 1 else token.kind, word=word)


def _arrowed(items: list[Token]) -> list[Token]:
    """A lone ">" that compares with no number, or stands before a length of time, is an arrow."""
    for index, token in enumerate(items):
        if token.text != ">":
            continue
        after = [one.kind for one in items[index + 1 : index + 3]]
        unit = items[index + 2].word if len(after) > 1 else ""
        if after[:1] not in (["NUMBER"], ["SPAN"]) or unit in _TIME_WORDS or after[:1] == ["SPAN"]:
            items[index] = replace(token, kind="ARROW", word="=>")
    return items


def _comparable(kind: str, text: str) -> str:
    if kind == "OWN":
        return "'s"
    if kind == "ARROW":
        return "=>"
    word = text.translate(_SAME).casefold()
    return say.ALIKE.get(word, word)


@cache
def _lark() -> Lark:
    from lark import Lark

    grammar = files(__package__).joinpath("tokens.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser=None, lexer="basic")
