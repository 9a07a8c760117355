"""Somebody whom no table knows, or whom mere words name: "email the zorblax the details", "(reminder) Petra 2 days"."""

from __future__ import annotations

from b24app.english.grammar.people.meant import people
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.moments import duration

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


def names_holder(tokens: Tokens, at: int, end: int) -> bool:
    """Whether mere words tell who gets it and when: "(reminder) Petra 2 days", "(task) Petra with it"."""
    who = people(tokens, at)
    named = who is not None and bool(who.value) and who.value[0].kind == "user"
    if not who or not named:
        return False
    time = duration(tokens, who.end)
    with_it = tokens.word(who.end) == "with" and tokens.word(who.end + 1) in {"it", "this", "that"}
    return (time is not None and time.end == end) or (with_it and who.end + 2 == end)


def names_another(tokens: Tokens, at: int, end: int) -> bool:
    """Whether such words name somebody more: "(notify Anna) flanked by Bob", "(notify Anna) like Bob"."""
    who = people(tokens, end - 1) if at < end <= at + 3 and tokens.word(end - 2) in _BESIDE else None
    return who is not None and who.end == end and bool(who.value) and who.value[0].kind == "user"


_BESIDE = {
    "with", "by", "beside", "besides", "like", "near", "behind", "before", "to", "than", "of", "from", "through", "via",
}  # fmt: skip
