"""Whose responsible or client is meant, told behind: "the owner of the deal", "responsible for that company"."""

from __future__ import annotations

from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.plan import phrases as say

_NEAR = 8


def of_record(tokens: Tokens, end: int) -> int:
    """Past "of the deal", "for this lead": whose responsible or client it is goes without saying."""
    if tokens.word(end - 1) in {"this", "that"} and tokens.word(end - 2) in {"of", "for"}:
        whose = NOUNS.find(tokens, end)  # "responsible for that" is a phrase of its own, "for that company" too
        return whose.end if whose else end
    if tokens.word(end) not in {"of", "for"}:
        return end
    start = tokens.past(end + 1, say.DETERMINERS)
    noun = NOUNS.find(tokens, start)
    if not noun or (tokens.word(end) == "for" and _told_apart(tokens, start, noun.end)):
        return end
    told = tokens.word(noun.end) in _RELATING  # "the client for deals whose city changes"
    some = tokens.word(end) == "for" and (start == end + 1 or tokens.word(end + 1) in _SOME)
    return end if told and (some or tokens.word(noun.end) == "whose") else noun.end


def _told_apart(tokens: Tokens, start: int, end: int) -> bool:
    """Whether "(text the client for) deals that hit Production", "a lead over 10k that …" says when, not whose."""
    several = tokens.word(start - 1) in {"any", "every", "each", "all"} or tokens.word(end - 1).endswith("s")
    that = {tokens.word(at) for at in range(end, end + _NEAR)} & {"that", "which"}
    return tokens.kind(end) == "WORD" and (several or (tokens.word(start - 1) in {"a", "an"} and bool(that)))


_RELATING = {"whose", "that", "which", "we", "where", "with", "someone", "somebody", "i", "they", "the", "of"}
_SOME = {"a", "an", "any", "every", "each", "all"}
