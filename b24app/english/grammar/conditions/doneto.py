"""Steps where another condition could stand: "(over 5000), an email is sent", "(…,) the deal has the tag removed"."""

from __future__ import annotations

from b24app.english.grammar.conditions.fields import known_field
from b24app.english.grammar.people.meant import person
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Turns
from b24app.english.grammar.words.lexicons import PARTICIPLES, TO_BE

_DOES = {"comment", "tag", "email", "text"}
_SET_TO = {"asked", "tasked", "charged", "instructed", "requested", "supposed", "expected"}
_TAKEN = {"removed", "deleted", "dropped", "stripped", "cleared", "taken"}


def is_done(tokens: Tokens, at: int) -> bool:
    """Whether a step stands there: "(over 5000), an email is sent to the client", "(over 5000), comment 'big'"."""
    if (tokens.word(at) in _DOES and tokens.kind(at + 1) == "QUOTED") or _has_done(tokens, at):
        return True
    field = known_field(tokens, at)
    if field and field.value == "ASSIGNED_BY_ID" and _handed(tokens, field.end):
        return True
    subject = field or person(tokens, at)
    if not subject or (field and tokens.word(field.end) in {"becomes", "turns", "changes", "gets"}):
        return field is not None
    named = tokens.kind(subject.end) == "QUOTED" or tokens.at(subject.end).text[:1].isupper()  # "the tag Cold is …"
    be = TO_BE.find(tokens, subject.end) or (TO_BE.find(tokens, subject.end + 1) if named else None)
    return be is not None and (PARTICIPLES.find(tokens, be.end) is not None or tokens.word(be.end) in _TAKEN | _SET_TO)


def _handed(tokens: Tokens, at: int) -> bool:
    """Whether "(over 5000, responsible) = Anna" ends a step: a case would go on with what is done."""
    who = person(tokens, at + 1) if tokens.word(at) in {"=", ":", "=>"} else None
    return who is not None and (tokens.word(who.end) in {".", ";"} or tokens.kind(who.end) in {"END", "NEWLINE"})


def _has_done(tokens: Tokens, at: int) -> bool:
    """Whether "(it,) the deal has the tag 'old' removed" stands there."""
    held = _HAS_TAG.find(tokens, at)
    return held is not None and tokens.word(held.end + 1) in _TAKEN | {"added", "set", "attached"}


_HAS_TAG = Turns(
    ("[the|this|that|it] [deal|lead|contact|company|task|quote|invoice] has|have|gets [the|a|its] tag|label",)
)
