"""Tags listed by what becomes of each: 'tag swap: "paying" on, "trial" off' is "add the tag …, remove the tag …".

Each tag of such a list is told by a sign or a small word: "+", "plus", "on", "in"; "-", "minus", "off", "out",
"no longer". Tags must be spoken of somewhere in it, and it must put on one of them and take off another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from b24app.english.grammar.plainer.wording import Kept, Told, Wording
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Turns
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.plan import phrases as say
from b24app.plan.plan import Span

_TAGS = {"tag", "tags", "label", "labels"}
_BE = "[is|are|gets|goes|comes|should|must] [be|go|come]"
_ON_BEHIND = Turns((f"{_BE} on|in|added",))
_OFF_BEHIND = Turns((f"{_BE} off|out|gone|removed|away",))
_OFF_BEFORE = Turns(("minus", "[and] no longer|more"))
_ON_BEFORE = Turns(("plus",))
_SWAP = "swap|swapped|change|changed|update|switch|exchange|adjust"
_HEADING = Turns(
    (
        f"[a|the|do|make] [a] tag|label {_SWAP}",
        f"{_SWAP} [the|its|their|our] tags|labels",
        "[its|the|their] tags|labels",
        "( tags|labels|tag|label )",
    )
)
_OF = {"on", "of", "for", "at"}


@dataclass(frozen=True)
class _Listed:
    """A tag of the list: the tokens that tell of it, its name, and whether it is put on."""

    start: int
    end: int
    name: int
    on: bool


def tags_in_plain_words(said: Wording, _: tuple[Span, ...]) -> Wording | None:
    """With each tag of such a list added or removed in so many words, and without the heading of the list."""
    tokens = said.tokens
    if not any(tokens.word(at) in _TAGS for at in range(len(tokens))):
        return None
    listed = [one for at in range(len(tokens)) if (one := _listed(tokens, at))]
    if not (any(one.on for one in listed) and any(not one.on for one in listed)):
        return None
    first = listed[0].start
    headings = [place for at in range(len(tokens)) if (place := _heading(tokens, at, first))]
    return said.put(*_pieces(said, tokens, listed, headings))


def _listed(tokens: Tokens, at: int) -> _Listed | None:
    """The tag that is named there, if a sign or a small word tells what becomes of it."""
    if tokens.kind(at) != "QUOTED":
        return None
    start = at - 2 if tokens.word(at - 1) in _TAGS and tokens.word(at - 2) == "the" else at
    start = at - 1 if start == at and tokens.word(at - 1) in _TAGS else start
    if _is_sign(tokens, start):
        return _Listed(_past_record(tokens, start - 1), at + 1, at, on=tokens.word(start - 1) == "+")
    for before in range(max(0, start - 3), start):
        for turns, on in ((_OFF_BEFORE, False), (_ON_BEFORE, True)):
            led = turns.find(tokens, before)
            if led and led.end == start:
                return _Listed(before, at + 1, at, on)
    for turns, on in ((_ON_BEHIND, True), (_OFF_BEHIND, False)):
        led = turns.find(tokens, at + 1)
        if led and _closes(tokens, led.end):
            return _Listed(start, led.end, at, on)
    return None


def _past_record(tokens: Tokens, sign: int) -> int:
    """Where a record begins that stands alone before the sign, as in "invoice paid: company +'paying'"."""
    for start in range(max(0, sign - 3), sign):
        noun = NOUNS.find(tokens, tokens.past(start, say.DETERMINERS))
        if noun and noun.end == sign and tokens.kind(start - 1) in {"MARK", "ARROW", "NEWLINE", "END"}:
            return start
    return sign


def _is_sign(tokens: Tokens, at: int) -> bool:
    """Whether a plus or a minus leads the word: a dash with a space behind it only marks a line or an aside."""
    sign = tokens.at(at - 1)
    glued = sign.end == tokens.at(at).start and (at == 1 or sign.start > tokens.at(at - 2).end)
    return sign.word == "+" or (sign.word == "-" and glued)


def _closes(tokens: Tokens, at: int) -> bool:
    return tokens.kind(at) in {"END", "NEWLINE"} or tokens.word(at) in {",", ".", ";", "and", "(", "!", "&", "+", "-"}


def _heading(tokens: Tokens, at: int, first: int) -> tuple[int, int] | None:
    """The words that only say that tags follow, with the record they are on: "tag swap on the company:"."""
    found = _HEADING.find(tokens, at)
    if not found or tokens.kind(found.end) == "QUOTED":
        return None
    end = found.end
    noun = tokens.past(end + 1, say.DETERMINERS) if tokens.word(end) in _OF else end
    record = NOUNS.find(tokens, noun) if noun > end else None
    end = record.end if record else end
    return (at, end + (tokens.word(end) == ":")) if end <= first or tokens.word(at) == "(" else None


def _pieces(
    said: Wording, tokens: Tokens, listed: list[_Listed], headings: list[tuple[int, int]]
) -> tuple[list[Kept | Told], dict[Span, str]]:
    """What the description says then, and what was read as what."""
    pieces: list[Kept | Told] = []
    notes: dict[Span, str] = {}
    at = 0
    changes: list[tuple[int, int, _Listed | None]] = [(one.start, one.end, one) for one in listed]
    changes += [(start, end, None) for start, end in headings]
    for start, end, one in sorted(changes, key=lambda change: change[0]):
        whole = tokens.span(start, end)
        if whole.start < at:
            continue
        pieces += [Kept(at, whole.start), *(_plain(tokens, one) if one else ())]
        told = f"{_verb(one)} the tag {tokens.at(one.name).text}" if one else ""
        shown = said.text[whole.start : whole.end]
        notes[whole] = f"“{shown}” was read as “{told}”." if told else f"“{shown}” was passed over."
        at = whole.end
    return [*pieces, Kept(at, len(said.text))], notes


def _verb(one: _Listed) -> str:
    return "add" if one.on else "remove"


def _plain(tokens: Tokens, one: _Listed) -> Iterator[Kept | Told]:
    name = tokens.at(one.name)
    whole = tokens.span(one.start, one.end)
    yield Told(f" {_verb(one)} the tag ", whole.start, whole.end)
    yield Kept(name.start, name.end)
