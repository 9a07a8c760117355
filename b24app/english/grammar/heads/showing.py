"""Words shown to somebody in a place of their own: "show "Hi" in Omar's notifications", "put "Hi" in Ben's chat"."""

from __future__ import annotations

from b24app.english.grammar.heads.channels import CHANNELS
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.objects import past_article
from b24app.english.grammar.people.meant import people
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found

_SHOWS = {
    "show", "shows", "display", "displays", "pop", "pops", "flash", "put", "puts", "drop", "drops", "post", "posts",
    "place", "stick", "write", "push", "send", "raise", "leave",
}  # fmt: skip
_INSIDE = {"send_notification", "send_bitrix_message"}


def shown(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads the words, and whose bell or chat they are shown in."""
    if tokens.word(index) not in _SHOWS or tokens.kind(index + 1) != "QUOTED":
        return None
    if tokens.word(index + 2) not in {"in", "into", "on", "onto", "to"}:
        return None
    whose = people(tokens, index + 3)
    own = whose is not None and tokens.word(whose.end) == "'s"
    place = CHANNELS.find(tokens, whose.end + 1 if whose and own else past_article(tokens, index + 3))
    if not place or place.value not in _INSIDE:
        return None
    of = people(tokens, place.end + 1) if not own and tokens.word(place.end) in {"of", "for"} else None
    who, end = (whose, place.end) if own else (of, of.end if of else index)
    if not who or not who.value:
        return None
    texts = [tokens.at(index + 1).inner]
    return Found(Frame(place.value, index, end, verb="send", to=who.value, channel=place.value, texts=texts), end)
