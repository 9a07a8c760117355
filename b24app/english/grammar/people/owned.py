"""Whose something is, told behind its name: "Milan belongs to Giulia", "Rome stays with Marco"."""

from __future__ import annotations

from b24app.english.grammar.people.meant import people
from b24app.english.grammar.words.lexer import Tokens

_PLURALS = {"belong", "stay", "remain", "head", "report", "travel", "move", "work", "fall", "pass", "land"}
_JOINTS = {"to", "with"}


def owned_next(tokens: Tokens, at: int) -> bool:
    """Whether a verb in small letters and a person behind "to" or "with" stand there."""
    verb = tokens.at(at).text.islower() and (tokens.word(at).endswith("s") or tokens.word(at) in _PLURALS)
    return verb and tokens.word(at + 1) in _JOINTS and people(tokens, at + 2) is not None
