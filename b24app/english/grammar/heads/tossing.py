"""A task made by a verb that says how it is handed over: "toss a task at Anna", "jot down a to-do for Ben"."""

from __future__ import annotations

from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.objects import thing
from b24app.english.grammar.people.meant import CLIENT, People, people
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found

_THROWS = {
    "throw", "toss", "fire", "shoot", "lob", "sling", "fling", "chuck", "kick", "ping", "jot", "note", "put", "deal",
    "dish", "dole", "scribble", "pencil", "shove", "bung", "whack", "mete", "slip", "serve", "issue", "ship", "push",
}  # fmt: skip
_AWAY = {"down", "out", "off", "over", "across", "up", "along"}
_TO = {"at", "to", "towards", "with", "for"}
_INDEFINITE = {"a", "an", "another", "one"}


def tossed(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "throw a task at Anna", "ping Anna a task", "deal out a task to Ben"."""
    if not {tokens.word(index), tokens.word(index).removesuffix("s")} & _THROWS:
        return None
    away = tokens.word(index + 1) in _AWAY
    whom = None if away else people(tokens, index + 1)
    at = whom.end if whom and whom.value else index + 1 + away
    found = thing(tokens, at) if tokens.word(at) in _INDEFINITE else None
    if not found or found[0] != "create_task":
        return None
    end = found[2] + (tokens.word(found[2]) in _AWAY)
    behind = people(tokens, end + 1) if tokens.word(end) in _TO and not (whom and whom.value) else None
    owner = whom.value if whom and whom.value else behind.value if behind else ()
    if not _works(owner):
        return None
    frame = Frame("create_task", index, behind.end if behind else found[2], verb="create", modifiers=found[1])
    frame.owner = owner
    return Found(frame, frame.end)


def _works(owner: People) -> bool:
    return bool(owner) and CLIENT not in owner
