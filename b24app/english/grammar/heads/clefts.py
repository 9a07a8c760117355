"""Actions put last for stress: "all it gets is the tag 'vendor'", "what the client receives is an SMS"."""

from __future__ import annotations

from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.objects import record, thing, unquoted
from b24app.english.grammar.heads.passives import given
from b24app.english.grammar.people.meant import subjects
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.lexicons import RECEIVES

_LEADS = Turns(("all|what|everything [that]", "the only|one thing|message [that|which]"))
_IS = Turns(("[then|from] [us] is|are|:|=|'s", "should|must|shall|will be"))
_RECORDS = {"create_deal", "create_contact", "create_company", "create_invoice", "create_quote"}


def cleft(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "all it gets is the tag 'vendor'", "the only thing Anna receives is a task"."""
    lead = _LEADS.find(tokens, index)
    if not lead:
        return None
    whose = record(tokens, lead.end)
    who = None if whose else subjects(tokens, lead.end)
    end = whose or (who.end if who else lead.end)
    gets = RECEIVES.find(tokens, end) if end > lead.end else None
    be = _IS.find(tokens, gets.end) if gets else None
    found = thing(tokens, be.end) if be else None
    if not found or found[0] in _RECORDS:
        return None
    action, modifiers, end = found
    if whose and action in {"add_tag", "add_comment"}:
        return Found(Frame(action, index, end, tag=unquoted(modifiers) if action == "add_tag" else ""), end)
    if not who or action in {"add_tag", "add_comment", "webhook"}:
        return None
    return Found(given(Frame(action, index, end, verb="create", modifiers=modifiers), who.value), end)


_GETS = {"get", "gets", "set", "sets", "keep", "start", "bring", "put", "have"}
_GOING = {"going", "rolling", "started", "moving", "underway", "running", "ready", "sorted", "off", "motion", "way"}
_LONGEST_AIM = 6


def set_going(tokens: Tokens, index: int) -> bool:
    """Whether "get the delivery going by …ing" stands there: an aim, which the step behind "by" serves."""
    if tokens.word(index) not in _GETS:
        return False
    for at in range(index + 2, index + _LONGEST_AIM):
        if tokens.word(at) in _GOING and tokens.word(at + 1) == "by" and tokens.word(at + 2).endswith("ing"):
            return True
        if tokens.kind(at) != "WORD":
            return False
    return False
