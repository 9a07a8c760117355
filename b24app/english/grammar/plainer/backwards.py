"""Words that speak of what was told before: "when one of them …", "such a deal", "tell her"."""

from __future__ import annotations

from b24app.english.grammar.people.meant import people
from b24app.english.grammar.words.lexer import Tokens
from b24app.plan import phrases as say

_THEM = {"it", "one", "ones", "such", "they", "them", "he", "she", "him", "her", "these", "those", "this", "that"}
_POINTING = {"this", "that", "these", "those", "such", "same"}
_PERSON = {"he", "she", "him", "her", "his", "hers", "them", "they", "their"}
_CLIENTS = {"client", "clients", "customer", "customers", "patients", "guests", "people"}
_OPENING = 6


def speaks_of(tokens: Tokens, start: int, end: int, work: int) -> bool:
    """Whether what follows speaks of the sentence there: by "it" in the event, "this tag", or "her" for its role."""
    opening = (tokens.word(at) for at in range(work, min(len(tokens), work + _OPENING)))
    for word in opening:
        if word == ",":
            break
        if word in _THEM:
            return True
    told = {tokens.word(at) for at in range(start, end)} - say.AUXILIARIES - say.DETERMINERS
    behind = range(work, len(tokens))
    if any(tokens.word(at) in _POINTING and tokens.word(at + 1) in told for at in behind):
        return True
    somebody = any(people(tokens, at) for at in range(start, end) if tokens.word(at) not in _CLIENTS)
    return somebody and any(tokens.word(at) in _PERSON for at in behind)
