"""Words of a description told again: as they are, between quotes, as a field, as people."""

from __future__ import annotations

from dataclasses import dataclass

from b24app.english.grammar.plainer.retelling.labels import PEOPLE, Frame, Slot
from b24app.english.grammar.plainer.wording import Kept, Told, Wording
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.english.grammar.words.spelling import is_word
from b24app.plan import phrases as say

Piece = Kept | Told
_LISTED = {"or", "and", ",", "/"}
_VOID = {"", "the", "a", "an"}
_RECORDS = {"contact", "company", "deal", "lead", "quote", "invoice"}
_BODIES = {"team", "department", "group", "desk", "office"}
_PLAIN = {"NUMBER", "SPAN", "QUOTED", "VARIABLE"}


@dataclass(frozen=True)
class Teller:
    """Tells the words of one description; a change of the field `watched` or the reaching of `stage` starts it."""

    said: Wording
    watched: Slot | None
    stage: Slot | None

    def told(self, words: str, frame: Frame | Slot) -> Told:
        """Words of ours that stand for a frame or a slot."""
        span = self.said.tokens.span(frame.start, frame.end)
        return Told(words, span.start, span.end)

    def kept(self, slot: Slot) -> Kept:
        span = self.said.tokens.span(slot.start, slot.end)
        return Kept(span.start, span.end)

    def led(self, words: str, slot: Slot) -> list[Piece]:
        """Words of ours and those of a slot."""
        return [self.told(words, slot), self.kept(slot)]

    def led_quoted(self, words: str, slot: Slot) -> list[Piece]:
        return [self.told(words, slot), *self.quoted(slot)]

    def text(self, slot: Slot) -> str:
        kept = self.kept(slot)
        return self.said.text[kept.start : kept.end]

    def quoted(self, slot: Slot) -> list[Piece]:
        """A text, a name or a value between quotes."""
        if self.said.tokens.kind(slot.start) == "QUOTED" and slot.end == slot.start + 1:
            return [self.kept(slot)]
        return [self.told('"', slot), self.kept(slot), self.told('"', slot)]

    def noun(self, frame: Frame) -> str:
        """The record that a frame names, or nothing."""
        slot = frame.get("record")
        found = [NOUNS.find(self.said.tokens, at) for at in range(slot.start, slot.end)] if slot else []
        return next((str(noun.value) for noun in found if noun), "")

    def field(self, slot: Slot) -> list[Piece]:
        text = self.text(slot)
        if text.islower() and text not in _RECORDS:
            return [self.told("the ", slot), self.kept(slot)]
        return [self.told("the ", slot), *self.quoted(slot), self.told(" field", slot)]

    def length(self, slot: Slot) -> list[Piece]:
        """A length of time; "the day before" is one day."""
        bare = slot.end == slot.start + 1 and self.said.tokens.kind(slot.start) == "WORD"
        return [self.told("a " if bare else "", slot), self.kept(slot)]

    def moment(self, slot: Slot) -> list[Piece]:
        """A field or a moment without its article; "it begins" is the start of what was planned."""
        if self.said.tokens.word(slot.start) == "it":
            return [self.told("start", slot)]
        start = min(self.said.tokens.past(slot.start, _VOID), slot.end - 1)
        return [self.kept(Slot(slot.label, start, slot.end))]

    def values(self, slot: Slot) -> list[Piece]:
        """What a field is compared with or set to: amounts and dates as they are, words between quotes, one by one."""
        tokens = self.said.tokens
        places = range(slot.start, slot.end)
        if any(tokens.kind(at) in _PLAIN or tokens.word(at) in say.NUMBER_WORDS for at in places):
            return [self.kept(slot)]
        pieces: list[Piece] = []
        start = slot.start
        for at in range(slot.start, slot.end + 1):
            if at == slot.end or tokens.word(at) in _LISTED:
                if start < at:
                    pieces += [self.told(" or " if pieces else "", slot), *self.quoted(Slot(slot.label, start, at))]
                start = at + 1
        return pieces

    def people(self, frame: Frame, *labels: str) -> list[Piece]:
        """Who a frame names, in its order, joined by "and"."""
        pieces: list[Piece] = []
        for slot in frame.all(*(labels or (*PEOPLE, "who"))):
            pieces += [self.told(" and ", slot)] if pieces else []
            pieces += self._named(slot) if slot.label == "who" else [self.told(PEOPLE[slot.label], slot)]
        return pieces

    def _named(self, slot: Slot) -> list[Piece]:
        """A name as names are written, a role or a team with its article."""
        tokens = self.said.tokens
        start = min(tokens.past(slot.start, _VOID), slot.end - 1)
        name = Slot("who", start, slot.end)
        text = self.text(name)
        if "@" in text or not text.islower():
            named = "@" in text or (text[:1].isupper() and tokens.word(slot.end - 1) not in _BODIES)
            return self.led("" if named else "the ", name)
        if any(tokens.word(at) in say.GIVEN_NAMES or not is_word(tokens.word(at)) for at in range(start, slot.end)):
            return [self.told(text.title(), name)]
        return self.led("the ", name)
