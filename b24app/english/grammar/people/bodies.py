"""Bodies, rooms and units that stand for people: "the board", "our audit committee", "the night shift", "QA lead"."""

from __future__ import annotations

from b24app.english.grammar.people.naming import GOES_ON, ROLES, TEAM_STOP
from b24app.english.grammar.people.teams import group
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.plan import phrases as say
from b24app.plan.plan import Person

_BODIES = Turns(say.BODIES)
_DIVISIONS = Turns(say.DIVISIONS)
_ROOMS = Turns(say.ROOMS)
_ROLES_IN_WORDS = Turns(say.ROLES_IN_WORDS)
_DEFINITE = {"the", "our", "my", "their", "your", "its", "his", "her", "whole", "entire", "all"}
_MOST_BEFORE = 2


def body(tokens: Tokens, index: int, start: int) -> Found[Person | None] | None:
    """A body, unit or room; bodies and rooms only behind "the" or "our", or in "notify tool shop."."""
    unit = _DIVISIONS.find(tokens, start)
    if unit and _is_whole(tokens, unit.end):
        end = unit.end + (tokens.word(unit.end) in say.TEAM_NOUNS)
        return Found(group(tokens.text(start, end)), end)
    room = _ROOMS.find(tokens, start)
    if start == index or tokens.word(start - 1) not in _DEFINITE:
        bare = room and room.end > start + 1 and tokens.word(start - 1) in _TOLD and _closes(tokens, room.end)
        return Found(group(tokens.text(start, room.end)), room.end) if room and bare else None
    if room and _is_whole(tokens, room.end):
        end = room.end + (tokens.word(room.end) in say.TEAM_NOUNS)
        return Found(group(tokens.text(start, end)), end)
    return _of_members(tokens, start)


def _closes(tokens: Tokens, at: int) -> bool:
    return tokens.kind(at) in {"END", "NEWLINE", "ARROW"} or tokens.word(at) in _ENDS


_ENDS = {",", ".", ";", ":", "+", "/", ")", "and"}
_TOLD = {"notify", "inform", "alert", "ping", "tell", "message", "for"}


def _of_members(tokens: Tokens, start: int) -> Found[Person | None] | None:
    """A body that sits, with what tells it apart: "audit committee", "board of trustees", "parish council members"."""
    last: Found[Person | None] | None = None
    for at in range(start, start + _MOST_BEFORE + 1):
        found = _BODIES.find(tokens, at)
        thing = at > start and tokens.word(at - 1) in say.NO_BODIES
        named = say.ONLY_NAMED.get(tokens.word(at))
        told = named is None or tokens.word(at - 1) in named
        if found and told and not thing and tokens.word(found.end) not in GOES_ON | say.OF_BODIES:
            last = Found(group(tokens.text(start, found.end)), found.end)
        if tokens.kind(at) != "WORD" or tokens.word(at) in _NO_NAME:
            break
    return last


_NO_NAME = TEAM_STOP - {"first", "second", "third", "last", "next"}
_KIND_ONLY = (GOES_ON - {*say.TEAM_NOUNS}) | say.OF_BODIES


def _is_whole(tokens: Tokens, end: int) -> bool:
    """Whether nothing follows that the noun would only tell the kind of: "the board meeting", "the committee chair"."""
    return tokens.word(end) not in _KIND_ONLY


def role_in_words(tokens: Tokens, start: int) -> Found[Person | None] | None:
    """Reads "the clerk of works", "our web designer", "the stage manager"."""
    found = _ROLES_IN_WORDS.find(tokens, start)
    if not found or tokens.word(found.end) in ROLES:
        return None
    name = tokens.text(start, found.end)
    several = tokens.word(found.end - 1).endswith("s") and tokens.word(found.end - 1)[:-1] in say.TRADES | ROLES
    return Found(group(name) if several else Person(kind="role", name=name), found.end)
