"""A call, note or e-mail told once more, with its record: "somebody rings us and that call shows up on the lead"."""

from __future__ import annotations

from b24app.english.grammar.clause import Clause
from b24app.english.grammar.trigger.modifiers import PASSED_OVER
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, phrases
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS
from b24app.plan import phrases as say

_ACTIVITIES = {"call", "note", "email", "activity"}
_HOSTS = {"deal", "lead", "contact", "company", "quote", "invoice"}
_IT = {"it", "that", "this", "which", "they"}
_SHOWS = phrases(
    (
        "shows|show|showed|turns|pops|ends|ended up",
        "shows|appears|lands|landed|arrives|arrived|goes|gets|sits|is|stands|comes [in]",
        "finds|makes its way",
        "visible|seen|listed|filed|saved|stored|attached|added|linked|registered|noted|entered|put [down]",
        "gets|is|was visible|seen|listed|filed|saved|stored|attached|added|linked|registered|noted|entered|put [down]",
    )
)
_ON = {"on", "in", "under", "at", "to", "onto", "against", "into", "with"}


def shown_on(tokens: Tokens, at: int, clause: Clause) -> Found[str] | None:
    """The record that shows it, where the same activity is told again: "and|, (the call|it) is logged on the deal"."""
    joint = tokens.word(at) in {"and", ",", "(", "&"}
    start = at + joint + (tokens.word(at) == "," and tokens.word(at + 1) == "and")
    told = clause.name == "activity_added" and not clause.host and joint
    again = _activity(tokens, start, clause) if told else None
    event = EVENTS.find(tokens, tokens.past(again, PASSED_OVER)) if again else None
    shows = _SHOWS.find(tokens, again) if again else None
    verb = event.end if event and event.value in {"logged", "created"} else shows.end if shows else 0
    if not verb or tokens.word(verb) not in _ON:
        return None
    host = NOUNS.find(tokens, tokens.past(verb + 1, say.DETERMINERS))
    return Found(host.value, host.end) if host and host.value in _HOSTS else None


def _activity(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Behind "it", "that call", "the mail", if that is what was told of."""
    noun = NOUNS.find(tokens, tokens.past(at, {*say.DETERMINERS, *_IT}))
    if noun and noun.value in _ACTIVITIES:
        return noun.end if noun.value == clause.noun else None
    return at + 1 if tokens.word(at) in _IT else None
