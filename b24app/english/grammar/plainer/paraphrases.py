"""What people say in a figure of speech, in plain words: "give Anna a shout" is "notify Anna".

The rows are in `rows/`, one `what people say => plain words` a line:

    a|b         one of these words
    [a b]       words that may be missing
    give~       the verb in any form; the plain verb with "~" takes the same form
    WHO WHAT TEXT N X   somebody, a record, a quoted text, a number or length of time, a few words; kept as they are
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib.resources import files

from b24app.english.grammar.plainer.verbforms import FORMS, forms
from b24app.english.grammar.plainer.wording import Kept, Told, Wording
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import optional_groups
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.english.grammar.words.moments import duration
from b24app.plan import phrases as say
from b24app.plan.plan import Span

_DIRECTORY = "b24app.english.grammar.plainer.rows"
_SLOTS = {"WHO", "WHAT", "TEXT", "N", "X"}
_LONGEST = {"WHO": 5, "X": 7}
_OPENERS = {".", "!", "?", ":", ";", "(", "-"}
_INSIDE = {"WORD", "OWN", "EMAIL", "VARIABLE", "QUOTED", "NUMBER", "SPAN", "URL", "PHONE"}
_BEFORE_DONE = {"is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "gets", "get", "got", "'s"}
# Nobody that a row could name as somebody: "when nobody finishes a task".
_NO_WHO = {
    "nobody", "noone", "no", "none", "neither", "not", "never", "anyone", "anybody", "someone", "somebody", "everyone",
    "everybody", "one", "it", "this", "that", "there", "what", "who",
}  # fmt: skip
_GOES_ON = {"and", "then", "but", "if", "when", "unless", "once", "otherwise"}


@dataclass(frozen=True)
class _Part:
    """A word of a row, in the forms it may have, or a slot."""

    words: Mapping[str, str] = field(default_factory=dict)  # the word as it stands, and its form ("" for no verb)
    slot: str = ""
    optional: bool = False


@dataclass(frozen=True)
class Row:
    """What people say, part by part, and the plain words for it."""

    said: tuple[_Part, ...]
    plain: tuple[str, ...]
    follows: str = ""  # the slot that must stand behind it
    leads: str = ""  # the slot that must stand before it

    @cached_property
    def firsts(self) -> frozenset[str]:
        """The words it may begin with."""
        last = next((place for place, part in enumerate(self.said) if not part.optional), len(self.said) - 1)
        return frozenset(word for part in self.said[: last + 1] for word in part.words)


@dataclass(frozen=True)
class _Match:
    row: Row
    start: int
    end: int
    slots: dict[str, tuple[int, int]]
    literal: tuple[int, ...]
    form: str


def unclear_in_plain_words(said: Wording, unclear: tuple[Span, ...]) -> Wording | None:
    """With the figures of speech that touch an unclear place in plain words."""
    tokens = said.tokens
    return _reworded(said, tokens, [match for match in _matches(tokens) if _touches(tokens, match, unclear)])


def all_in_plain_words(said: Wording, _: tuple[Span, ...]) -> Wording | None:
    """With every figure of speech in plain words."""
    tokens = said.tokens
    return _reworded(said, tokens, list(_matches(tokens)))


def _touches(tokens: Tokens, match: _Match, spans: tuple[Span, ...]) -> bool:
    whole = tokens.span(match.start, match.end)
    return any(whole.start < span.end and span.start < whole.end for span in spans)


def _matches(tokens: Tokens) -> Iterator[_Match]:
    """The longest at each place, none over another."""
    known = _by_rarest()
    words = {tokens.word(at) for at in range(len(tokens))}
    rows: dict[str, list[Row]] = {}
    for row in (row for word in words for row in known.get(word, ())):
        for first in row.firsts & words:
            rows.setdefault(first, []).append(row)
    at = 0
    while at < len(tokens):
        found = [match for row in rows.get(tokens.word(at), ()) if (match := _match(tokens, row, at))]
        if found:
            best = max(found, key=lambda match: (len(match.literal), match.start - match.end))
            yield best
            at = best.end
        else:
            at += 1


def _match(tokens: Tokens, row: Row, at: int) -> _Match | None:
    if row.leads and (tokens.kind(at - 1) not in _INSIDE or tokens.word(at - 1) in _NO_WHO):
        return None
    found = _matched(tokens, row.said, 0, _Match(row, at, at, {}, (), ""))
    if found is None or (row.follows and tokens.kind(found.end) not in _INSIDE):
        return None
    return found


def _matched(tokens: Tokens, parts: tuple[_Part, ...], place: int, so_far: _Match) -> _Match | None:
    if place == len(parts):
        return so_far
    part, at = parts[place], so_far.end
    if part.slot:
        for end in _slot_ends(tokens, part.slot, at, last=place == len(parts) - 1):
            filled = replace(so_far, end=end, slots=so_far.slots | {part.slot: (at, end)})
            if found := _matched(tokens, parts, place + 1, filled):
                return found
        return None
    word = tokens.word(at)
    if word in part.words and _is_plain(tokens, at):
        form = so_far.form or _form(tokens, at, part.words[word])
        taken = replace(so_far, end=at + 1, literal=(*so_far.literal, at), form=form)
        if found := _matched(tokens, parts, place + 1, taken):
            return found
    return _matched(tokens, parts, place + 1, so_far) if part.optional else None


def _form(tokens: Tokens, at: int, form: str) -> str:
    """The form of a verb; what may be several is done behind "is", and a base form elsewhere."""
    if "/" not in form:
        return form
    known = form.split("/")
    return "done" if "done" in known and tokens.word(at - 1) in _BEFORE_DONE else known[0]


def _is_plain(tokens: Tokens, at: int) -> bool:
    """Whether a word is no part of a name."""
    text = tokens.at(at).text
    writer = tokens.word(at) in {"i", "i'd", "i'm", "i've", "i'll"} or text in {"SMS", "CRM"}
    return (
        writer or not text[:1].isupper() or at == 0 or tokens.word(at - 1) in _OPENERS or tokens.kind(at - 1) != "WORD"
    )


def _slot_ends(tokens: Tokens, slot: str, at: int, *, last: bool) -> Iterator[int]:
    """Where what fills the slot may end, the likeliest first: as soon as the row goes on, or where its clause ends."""
    if slot == "WHAT":
        noun = tokens.past(at, say.DETERMINERS)
        yield from (found.end for start in (noun, noun + 1) if (found := NOUNS.find(tokens, start)))
    elif slot == "TEXT":
        yield from [at + 1] if tokens.kind(at) == "QUOTED" else []
    elif slot == "N":
        length = duration(tokens, at)
        number = tokens.kind(at) in {"NUMBER", "SPAN"} or tokens.word(at) in say.NUMBER_WORDS
        yield from [length.end] if length else [at + 1, at + 2] if number else []
    elif slot != "WHO" or tokens.word(at) not in _NO_WHO:
        ends = list(_clause_ends(tokens, at, _LONGEST[slot]))
        yield from reversed(ends) if last else ends


def _clause_ends(tokens: Tokens, at: int, longest: int) -> Iterator[int]:
    for end in range(at + 1, at + 1 + longest):
        if tokens.kind(end - 1) not in _INSIDE or tokens.word(end - 1) in _GOES_ON:
            return
        yield end


def _reworded(said: Wording, tokens: Tokens, matches: list[_Match]) -> Wording | None:
    pieces: list[Kept | Told] = []
    notes: dict[Span, str] = {}
    at = 0
    for match in matches:
        whole = tokens.span(match.start, match.end)
        plain = list(_plain(tokens, match))
        glued = whole.start > 0 and said.text[whole.start - 1].isalnum()
        pieces += [Kept(at, whole.start), *([Told(" ", whole.start, whole.end)] if glued and plain else []), *plain]
        told = "".join(said.text[one.start : one.end] if isinstance(one, Kept) else one.text for one in plain)
        shown = " ".join(said.text[whole.start : whole.end].split())
        notes[whole] = f"“{shown}” was read as “{told}”." if told else f"“{shown}” was passed over."
        at = whole.end
    return said.put([*pieces, Kept(at, len(said.text))], notes) if matches else None


def _plain(tokens: Tokens, match: _Match) -> Iterator[Kept | Told]:
    """The plain words, each standing for the words that it replaces; what stands in a slot is kept."""
    at = match.literal[0]
    for place, word in enumerate(match.row.plain):
        if place and word not in {"'s", ","}:
            yield Told(" ", tokens.at(at).start, tokens.at(at).end)
        if word in match.slots:
            start, end = match.slots[word]
            span = tokens.span(start, end)
            yield Kept(span.start, span.end)
            at = next((literal for literal in match.literal if literal >= end), match.literal[-1])
        else:
            told = forms(word[:-1])[match.form or "base"] if word.endswith("~") else word
            yield Told(told, tokens.at(at).start, tokens.at(at).end)


@cache
def _rows() -> tuple[Row, ...]:
    lines = (
        line
        for file in sorted(files(_DIRECTORY).iterdir(), key=lambda file: file.name)
        if file.name.endswith(".txt")
        for line in file.read_text(encoding="utf-8").splitlines()
    )
    return tuple(row for line in lines if line and not line.startswith("#") for row in parsed(line))


@cache
def _by_rarest() -> dict[str, list[Row]]:
    """The rows by the words of that part of theirs which the fewest rows have: few rows are tried on a description."""
    counts = Counter(word for row in _rows() for part in row.said for word in part.words)
    rows: dict[str, list[Row]] = {}
    for row in _rows():
        needed = [part.words for part in row.said if part.words and not part.optional]
        for word in min(needed, key=lambda words: sum(counts[word] for word in words)):
            rows.setdefault(word, []).append(row)
    return rows


def parsed(line: str) -> Iterator[Row]:
    """The rows of a line, one for each choice of its optional groups. Raises ValueError for what can match nothing."""
    said, _, plain = line.partition(" | ")[0].partition("=>")
    for pattern in optional_groups(said.strip()):
        parts = [_part(word) for word in pattern.split()]
        words = plain.split()
        leads = follows = ""
        if parts and parts[0].slot and words[:1] == [parts[0].slot]:
            leads, parts, words = parts[0].slot, parts[1:], words[1:]
        if parts and parts[-1].slot and words[-1:] == [parts[-1].slot]:
            follows, parts, words = parts[-1].slot, parts[:-1], words[:-1]
        if not parts or parts[0].slot or all(part.optional for part in parts):
            raise ValueError(line)
        yield Row(tuple(parts), tuple(words), follows, leads)


def _part(word: str) -> _Part:
    bare = word.strip("[]")
    if bare in _SLOTS:
        return _Part(slot=bare)
    words: dict[str, str] = {}
    for one in bare.split("|"):
        if one.endswith("~"):
            for form in FORMS:
                told = forms(one[:-1])[form]
                words[told] = f"{words[told]}/{form}" if told in words else form
        else:
            words[one] = ""
    return _Part(words=words, optional=word.startswith("["))
