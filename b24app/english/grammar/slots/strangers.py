"""Somebody whom no table knows, told apart from a thing: "email the zorblax the details", "mail the board about it"."""

from __future__ import annotations

from b24app.english.grammar.words.lexer import Tokens

_ARTICLES = {"the", "our", "my"}
_GIVEN = {"the", "a", "an", "our", "their", "your", "my", "his", "her", "its"}
_TOLD_OF = {"it", "this", "that", "him", "her", "them"}
_TELLS = {"there", "it", "a", "an", "he", "she", "they"}
_LONGEST = 3


def names_somebody(tokens: Tokens, at: int, end: int) -> bool:
    """Whether the words are whom a message goes to, and what it is about: two things in a row, or "about it"."""
    if _is_relation(tokens, at):
        return True
    if tokens.word(at) not in _ARTICLES:
        return False
    for place in range(at + 2, min(end + 1, at + _LONGEST + 2)):
        if tokens.kind(place) != "WORD":
            return False
        told_of = tokens.word(place) == "about" and tokens.word(place + 1) in _TOLD_OF
        told_that = tokens.word(place) == "that" and tokens.word(place + 1) in _TELLS
        given = tokens.word(place) in _GIVEN and place + 1 < end and tokens.word(place - 1) not in _JOINS
        if told_of or told_that or given:
            return True
        if tokens.word(place) in _JOINS:
            return False
    return False


def _is_relation(tokens: Tokens, at: int) -> bool:
    """Reads "(text) my wife", "(email) all his neighbours", "(call) their kids' school": nobody whom the CRM knows."""
    start = at + (tokens.word(at) in {"all", "both", "even", "also"})
    whose = tokens.word(start) in _WHOSE
    return whose and any(tokens.word(place) in _RELATIONS for place in range(start + 1, start + _LONGEST))


_WHOSE = {"my", "our", "his", "her", "their", "your", "the"}
_RELATIONS = {
    "wife", "husband", "spouse", "fiance", "fiancee", "girlfriend", "boyfriend", "ex", "kid", "kids", "child",
    "children", "son", "sons", "daughter", "daughters", "mother", "father", "mom", "mum", "dad", "family",
    "relatives", "relative", "brother", "sister", "uncle", "aunt", "cousin", "grandma", "grandmother", "grandfather",
    "friend", "friends", "buddy", "neighbour", "neighbours", "neighbor", "neighbors", "school", "employer",
    "employers", "landlord", "landlady", "roommate", "flatmate", "babysitter", "godfather", "in-laws",
}  # fmt: skip
_JOINS = {
    "and", "or", "of", "for", "to", "in", "on", "with", "from", "by", "about", "at", "as", "plus", "including", "via",
    "than", "over", "under", "is", "are", "that", "which", "containing", "showing", "into", "through", "per", "all",
}  # fmt: skip
