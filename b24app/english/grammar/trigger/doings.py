"""Events that are told by words which mean one only beside their record: "a task is dealt with", "a client rings"."""

from __future__ import annotations

from functools import cache

from b24app.english.grammar.clause import Clause
from b24app.english.grammar.conditions.fields import known_field
from b24app.english.grammar.people.meant import CLIENT, person
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Lexicon
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS
from b24app.plan import phrases as say


def _told_of() -> dict[str, Lexicon[str]]:
    """Per kind of record the phrases that tell an event of it."""
    rows: dict[str, dict[str, str]] = {}
    for nouns, event, patterns in say.DOINGS:
        for noun in nouns:
            rows.setdefault(noun, {}).update(dict.fromkeys(patterns, event))
    return {noun: Lexicon(patterns) for noun, patterns in rows.items()}


_TOLD_OF = _told_of()
_DEEDS = Lexicon(say.DEEDS)
_CLIENT_DEEDS = Lexicon(say.CLIENT_DEEDS)
_BEFORE_OBJECT = {*say.DETERMINERS, "new", "fresh"}
_LETS = {"let", "lets", "letting"}


@cache
def _firsts() -> set[str]:
    return {word for told in _TOLD_OF.values() for word in told.firsts()}


def doing(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "(a task) is dealt with", "(somebody) jots down a note", "(we) put a quote together"."""
    if clause.event not in {"", "created"} or tokens.word(at) not in _firsts():
        return None
    found = _of_known(tokens, at, clause.noun) if clause.noun else _with_object(tokens, at)
    if not found or (clause.event and found.value[1] == "logged"):
        return None
    clause.noun, clause.event = found.value
    return found.end


def _of_known(tokens: Tokens, at: int, noun: str) -> Found[tuple[str, str]] | None:
    """Reads "(a call) ended", unless the words tell a longer event of everyday speech."""
    told = _TOLD_OF.get(noun)
    found = told.find(tokens, at) if told else None
    common = EVENTS.find(tokens, at) if found else None
    longer = common is not None and found is not None and common.end > found.end
    if not found or (longer and common is not None and (noun, common.value) in say.TRIGGER_OF):
        return None
    return Found((noun, found.value), found.end)


def _with_object(tokens: Tokens, at: int) -> Found[tuple[str, str]] | None:
    """Reads "jots down (a note)", "puts a quote together", "gives our offer the nod"."""
    for noun, told in _TOLD_OF.items():
        found = told.find(tokens, at)
        after = NOUNS.find(tokens, tokens.past(found.end, _BEFORE_OBJECT)) if found else None
        if found and after and after.value == noun:
            return Found((noun, found.value), after.end)
    between = NOUNS.find(tokens, tokens.past(at + 1, _BEFORE_OBJECT))
    told_of = _TOLD_OF.get(between.value) if between else None
    around = told_of.around(tokens, at, between.end) if between and told_of else None
    return Found((between.value, around.value), around.end) if between and around else None


def deed(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "(we) hang up", "(somebody) calls us", "(a customer) is in arrears": the record goes without saying."""
    if clause.noun or clause.event or clause.unread or tokens.word(at - 1) in {"a", "an", "the", "another"}:
        return None  # "gets a call"
    acts = tokens.word(at - 1) in {*say.AGENTS, *say.AUXILIARIES, *say.EVENT_ADVERBS} or clause.client
    found = _DEEDS.find(tokens, at) if acts else None
    found = found or (_CLIENT_DEEDS.find(tokens, at) if clause.client else None) or _rang(tokens, at)
    if not found or NOUNS.find(tokens, tokens.past(found.end, _BEFORE_OBJECT)):
        return None
    clause.noun, clause.event = found.value
    whom = person(tokens, found.end + 1) if tokens.word(found.end) == "with" else None
    return whom.end if whom and whom.value == CLIENT else found.end


def _rang(tokens: Tokens, at: int) -> Found[tuple[str, str]] | None:
    """Reads "someone called: …", not "someone called Peter"."""
    rings = tokens.word(at) in {"called", "calls", "rang", "rings", "phoned", "phones"}
    somebody = tokens.word(at - 1) in {"someone", "somebody", "anyone", "anybody"}
    closed = tokens.word(at + 1) in {",", ":", "?", "."} or tokens.kind(at + 1) in {"END", "ARROW"}
    return Found(("call", "logged"), at + 1) if rings and somebody and closed else None


def lets(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "(a client) lets (an invoice go overdue)"."""
    if tokens.word(at) not in _LETS or clause.noun or clause.event:
        return None
    noun = NOUNS.find(tokens, tokens.past(at + 1, _BEFORE_OBJECT))
    return at + 1 if noun and (noun.value, "overdue") in say.TRIGGER_OF else None


def renewal(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "(a contact) has a new (email address)", "gets another (owner)": a field that changes, not a condition."""
    found = EVENTS.find(tokens, at) if clause.noun and not clause.event else None
    if not found or found.value != "renewed" or not known_field(tokens, found.end):
        return None
    clause.event = "renewed"
    return found.end
