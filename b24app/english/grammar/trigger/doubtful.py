"""Words that tell an event in most places and something else in some: "saves a deal", "the first sign of a deal"."""

from __future__ import annotations

from b24app.english.grammar.clause import Clause
from b24app.english.grammar.heads.channels import CHANNELS
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.plan import phrases as say

_SAVES = {"save", "saves", "saving"}
_LEAVES = {"leave", "leaves", "left", "leaving"}
_GOING = {"deal", "lead", "contact", "company"}
_COMES = {"come", "comes", "came", "coming"}
_SHORT = {"close", "first", "last", "second", "clean", "true", "undone", "unstuck", "easy", "cheap", "naturally"}
_NEAR = 4


def may_tell_another(tokens: Tokens, at: int, clause: Clause) -> bool:
    """Whether the word may tell another event: "anyone saves a deal", which a change is too, "the first sign of it"."""
    sign = tokens.word(at) == "sign" and tokens.word(at + 1) == "of"
    gone = tokens.word(at) in _LEAVES and clause.noun in _GOING  # "a lead that leaves us" is not left anywhere
    short = tokens.word(at) in _COMES and tokens.word(at + 1) in _SHORT  # "a deal comes close"
    late = tokens.word(at) == "late" and clause.moves  # "enters Negotiation late"
    return sign or gone or late or short or (tokens.word(at) in _SAVES and not _is_new(tokens, at))


def agreed(tokens: Tokens, at: int) -> bool:
    """Whether "(we) have a deal" stands there, which may tell that it is agreed on; "we have a new deal" does not."""
    noun = NOUNS.find(tokens, tokens.past(at + 1, say.DETERMINERS))
    return tokens.word(at) in {"have", "has"} and noun is not None and noun.value == "deal" and not _is_new(tokens, at)


def channel_told(tokens: Tokens, at: int) -> bool:
    """Whether "by email" is told of what the client did: "(a client gets in touch) by email"."""
    return tokens.word(at) in {"by", "via", "over", "through"} and CHANNELS.find(tokens, at + 1) is not None


def _is_new(tokens: Tokens, at: int) -> bool:
    return "new" in tokens.row(at, _NEAR)
