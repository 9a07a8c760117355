"""Comments told by where their words come to stand: "have 'Paid' show up in the timeline"."""

from __future__ import annotations

from b24app.english.grammar.heads.belonging import inside_event
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.noting import TIMELINE
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns

_HAVE = {"have", "has", "let", "make", "get", "want", "need"}
_DUTY = "[should|must|shall|will|has|have|needs|need|to|is] [to]"
_SHOWS_UP = Turns((f"{_DUTY} show|shows|turn|turns|pop|pops|appear|appears|stand|stands|be|read [up]",))
_UPDATES = Turns(
    (
        "update|updates|extend|extends|amend|supplement|complete|feed [the|its] timeline|history|feed|log with|by",
        "change|set|switch|update [the|its] timeline|history|feed to",
    )
)


def in_the_log(tokens: Tokens, index: int) -> Found[Frame] | None:
    """The quoted words, and that they come into the timeline."""
    updates = _UPDATES.find(tokens, index)
    if updates and tokens.kind(updates.end) == "QUOTED":
        return Found(Frame("add_comment", index, updates.end), updates.end)
    at = index + (tokens.word(index) in _HAVE)
    shows = _SHOWS_UP.find(tokens, at + 1) if tokens.kind(at) == "QUOTED" else None
    place = TIMELINE.find(tokens, shows.end) if shows and not inside_event(tokens, index) else None
    return Found(Frame("add_comment", index, place.end, texts=[tokens.at(at).inner]), place.end) if place else None
