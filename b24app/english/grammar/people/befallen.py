"""Clients told by what happened to them: "every client whose invoice is overdue", "a customer with an unpaid bill"."""

from __future__ import annotations

from b24app.english.grammar.people.known import CLIENT, KNOWN
from b24app.english.grammar.words.lexer import Tokens, remembered
from b24app.english.grammar.words.lexicon import Found
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS
from b24app.plan import phrases as say

_BETWEEN = {*say.AUXILIARIES, *say.EVENT_ADVERBS} - {"not", "isn't"}
_ARTICLES = {"a", "an", "the"}
# What clients have and do; a contact "with a new deal" would be another record.
_THEIRS = {"invoice", "payment", "quote"}


@remembered
def befallen(tokens: Tokens, index: int) -> Found[tuple[str, str]] | None:
    """The record and event that single a client out; any number of them stands for the client of the record."""
    start = tokens.past(index, say.DETERMINERS)
    client = KNOWN.find(tokens, start)
    if not client or client.value != CLIENT:
        return None
    return _whose(tokens, client.end) or _with(tokens, client.end)


def _whose(tokens: Tokens, at: int) -> Found[tuple[str, str]] | None:
    """Reads "whose invoice is overdue", "whose quote has been approved"."""
    noun = NOUNS.find(tokens, at + 1) if tokens.word(at) == "whose" else None
    event = EVENTS.find(tokens, tokens.past(noun.end, _BETWEEN)) if noun else None
    return _told(noun, event, event.end) if noun and event else None


def _with(tokens: Tokens, at: int) -> Found[tuple[str, str]] | None:
    """Reads "with an overdue invoice", "with unpaid bills"."""
    event = EVENTS.find(tokens, tokens.past(at + 1, _ARTICLES)) if tokens.word(at) in {"with", "behind"} else None
    noun = NOUNS.find(tokens, event.end) if event else None
    return _told(noun, event, noun.end) if noun and event else None


def _told(noun: Found[str], event: Found[str], end: int) -> Found[tuple[str, str]] | None:
    known = noun.value in _THEIRS and (noun.value, event.value) in say.TRIGGER_OF
    return Found((noun.value, event.value), end) if known else None
