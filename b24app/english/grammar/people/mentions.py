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
_SAYS = {"be", "is", "become", "=", ":", "equals", "says", "reads", "shows", "of", "set", "to", "now", "becomes"}
_DATES = {"date", "day", "time", "start", "end", "deadline", "expiry"}
_PLURALS = {"leads", "contacts", "clients", "customers", "prospects"}
_REACHING = {"sms", "email", "mail", "whatsapp", "text", "e-mail"}
_FAR_BACK = 30


def is_value(tokens: Tokens, at: int) -> bool:
    """Whether the name there, of no known person, is a stage, a date or the value of a field."""
    if tokens.word(at) in say.NAMES_TOO | say.GIVEN_NAMES:
        return False
    small = tokens.kind(at + 1) == "WORD" and tokens.at(at + 1).text.islower() and tokens.word(at + 1) not in _WHO
    if small and tokens.word(at + 2) in _COMPARED:
        return True  # "if Survey score is empty"
    named = {tokens.word(place) for place in range(max(0, at - _FAR), at)} & _FIELDS
    valued = tokens.word(at - 1) in _FIELDS or (tokens.word(at - 1) in _SAYS and bool(named))
    put_in = tokens.word(at - 1) in _PUTS and tokens.word(at + 1) in {"in", "into"}
    a_field = tokens.word(at) in _FIELDS | _POSTS or tokens.word(at - 1) == "'s"
    dated = tokens.word(at + 1) in _DATES  # "Course start"
    return valued or put_in or a_field or dated or tokens.word(at - 1) in _STAGE_LEADS


def is_post(tokens: Tokens, at: int) -> bool:
    """Whether a role there is what somebody's position is: "Position is changed to CEO", "job title = Owner"."""
    told = {tokens.word(place) for place in range(max(0, at - _FAR_POST), at)} & _POSTS
    return bool(told) and tokens.word(at - 1) in _SAYS


_PUTS = {"put", "puts", "enter", "write", "fill", "set"}
_POSTS = {"position", "job", "function", "role", "occupation", "profession", "title", "post"}
_FAR_POST = 14


def handed_over(tokens: Tokens, index: int) -> bool:
    """Whether the pronoun was a record before: "give him to Bruno and email him"."""
    word = tokens.word(index)
    return any(
        tokens.word(at) == word and tokens.word(at + 1) == "to" and tokens.word(at - 1) in _HANDS
        for at in range(max(1, index - _FAR_BACK), index)
    )


_HANDS = {"give", "gives", "assign", "assigns", "hand", "hands", "pass", "passes", "route", "transfer", "send", "move"}


def names_stage(tokens: Tokens, at: int, end: int) -> bool:
    """Whether a department's name alone is that of a stage: "enters Customs", "stage Legal"."""
    return end == at + 1 and tokens.word(at - 1) in _ENTERED and tokens.at(at).text[:1].isupper()


def several_clients(tokens: Tokens, index: int) -> bool:
    """Whether "them", "they" are the clients: "new leads go to Tom and we send them an SMS"."""
    told = {tokens.word(at) for at in range(max(0, index - _FAR_BACK), index)} & _PLURALS
    near = {tokens.word(at) for at in range(index + 1, index + _FAR + 2)} & _REACHING
    return tokens.word(index) in {"them", "they"} and bool(told) and bool(near)
