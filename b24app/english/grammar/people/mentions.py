"""Capitals that name nobody whom a pronoun could mean: "the source Trade fair", "enters Delivered: ask them"."""

from __future__ import annotations

from b24app.english.grammar.words.lexer import Tokens
from b24app.plan import phrases as say

_FAR = 4
_STAGE_LEADS = {"enters", "enter", "reaches", "hits", "stage", "into", "becomes", "in", "or", "from", "near"}
_WHO = {"who", "and", "or", "then", "already", "still", "now", "also", "that", "which"}
_COMPARED = {"is", "isn't", "=", "equals", "contains"}
_ENTERED = {"enters", "enter", "reaches", "hits", "stage", "becomes", "into"}
_FIELDS = {
    "field", "status", "segment", "type", "source", "reason", "country", "region", "city", "industry", "category",
    "value", "language", "tag", "label", "campaign", "course", "product", "plan", "level", "tier",
}  # fmt: skip
_SAYS = {"be", "is", "become", "=", ":", "equals", "says", "reads", "shows", "of", "set", "to"}
_PLURALS = {"leads", "contacts", "clients", "customers", "prospects"}
_REACHING = {"sms", "email", "mail", "whatsapp", "text", "e-mail"}
_FAR_BACK = 30


def is_value(tokens: Tokens, at: int) -> bool:
    """Whether the name there, of no known person, is a stage or the value of a field."""
    if tokens.word(at) in say.NAMES_TOO | say.GIVEN_NAMES:
        return False
    small = tokens.kind(at + 1) == "WORD" and tokens.at(at + 1).text.islower() and tokens.word(at + 1) not in _WHO
    if small and tokens.word(at + 2) in _COMPARED:
        return True  # "if Survey score is empty"
    named = {tokens.word(place) for place in range(max(0, at - _FAR), at)} & _FIELDS
    valued = tokens.word(at - 1) in _FIELDS or (tokens.word(at - 1) in _SAYS and bool(named))
    return valued or tokens.word(at - 1) in _STAGE_LEADS


def names_stage(tokens: Tokens, at: int, end: int) -> bool:
    """Whether a department's name alone is that of a stage: "enters Customs", "stage Legal"."""
    return end == at + 1 and tokens.word(at - 1) in _ENTERED and tokens.at(at).text[:1].isupper()


def several_clients(tokens: Tokens, index: int) -> bool:
    """Whether "them" are the clients: "new leads go to Tom and we send them an SMS"."""
    told = {tokens.word(at) for at in range(max(0, index - _FAR_BACK), index)} & _PLURALS
    near = {tokens.word(at) for at in range(index + 1, index + _FAR)} & _REACHING
    return tokens.word(index) == "them" and bool(told) and bool(near)
