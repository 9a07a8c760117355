"""Work told by what must be done to something, and by whom: "the contract must be checked by Legal within 2 days"."""

from __future__ import annotations

import re

from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.people.meant import CLIENT, people
from b24app.english.grammar.timing.deadlines import deadline
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.lexicons import NOUNS, PARTICIPLES
from b24app.english.grammar.words.spelling import is_word
from b24app.plan import phrases as say

_MUST = Turns(
    (
        "should|must|shall|will|needs|need|has|have|ought [to] [also|first|then|always|additionally] be|get",
        "is|are to [also|first|then] be",
    )
)
# What is decided, told, paid or handed on is no piece of work, and has rules of its own.
_NO_WORK = {
    "approved", "authorised", "authorized", "accepted", "rejected", "confirmed", "cleared", "signed", "decided",
    "okayed", "agreed", "passed", "sent", "asked", "called", "caused", "followed", "accompanied", "owned", "paid",
    "replaced", "delivered", "received", "created", "won", "lost", "handled", "looked", "taken", "given", "closed",
}  # fmt: skip
_IRREGULAR = {"written": "write", "drawn": "draw", "made": "make", "done": "do", "built": "build", "set": "set"}
_PARTICLES = {"up", "out", "off", "over", "through"}
_NO_SUBJECT = {"and", "or", "if", "when", "to", "that", "which", "who", "not", "by", "then", "no", "nobody"}
_STEPS = {"task", "to-do", "todo", "call", "email", "mail", "sms", "message", "reminder", "notification", "work"}
_PRONOUNS = {"it", "this", "they", "these", "that"}
_DOUBLED = re.compile(r"[aeiou](nn|pp|tt|gg|mm|bb|rr)$")
_WITH_E = re.compile(
    r"([^aeiou]|^)[aeiou]s$|[aeiou]z$|[^aeo]at$|[cvu]$|[^aeioul]l$|[aeo]g$|ng$|[^aeio][aiu]r$|[vclt]id$|[mbf]in$|[uo]ut$|qu?ot$|let$"
)
_LONGEST_SUBJECT = 5
_SHORTEST = 3


def passive_work(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "its tax number should be verified by the accountant", "(new deals) have to be reviewed by Anna"."""
    start = tokens.past(index, say.DETERMINERS)
    least = index if start == index or tokens.word(index) in _PRONOUNS else start + 1
    for at in range(max(index, least), index + _LONGEST_SUBJECT + 1):
        must = _MUST.find(tokens, at)
        if must:
            bare = at > index and start == index and tokens.word(index) not in _PRONOUNS
            return None if bare else _worked(tokens, index, at, must.end)
        if tokens.kind(at) != "WORD" or tokens.word(at) in _NO_SUBJECT:
            return None
    return None


def _worked(tokens: Tokens, index: int, subject_end: int, verb: int) -> Found[Frame] | None:
    told = PARTICIPLES.find(tokens, verb)
    base = _infinitive(tokens.word(verb))
    alone = base in {"do", "make"} and (subject_end == index or tokens.word(subject_end - 1) in _PRONOUNS)
    if not base or alone or tokens.word(verb) in _NO_WORK or (told and told.value != "object"):
        return None
    end = tokens.past(verb + 1, _PARTICLES)
    end += tokens.word(end) == "in" and tokens.word(end + 1) == "by"  # "filled in by the rep"
    due = deadline(tokens, end)
    by = due.end if due else end
    who = people(tokens, by + 1) if tokens.word(by) == "by" else None
    if not who or not who.value or CLIENT in who.value or any(one.kind == "address" for one in who.value):
        return None
    if tokens.word(subject_end - 1) in _STEPS and subject_end > index:
        return None  # "the task should be done by Ben" tells who does a step told before
    what = tokens.text(index, subject_end) if subject_end > index else _before(tokens, index)
    title = " ".join((base.capitalize(), *(tokens.word(place) for place in range(verb + 1, end)), what))
    frame = Frame("create_task", index, who.end, owner=who.value, title=title)
    frame.due = due.value if due else None
    return Found(frame, who.end)


def _before(tokens: Tokens, index: int) -> str:
    """The record that the trigger ended with: "every new deal (must be checked by …)"."""
    noun = NOUNS.find(tokens, index - 1)
    return f"the {noun.value}" if noun else "it"


def _infinitive(participle: str) -> str:
    """The verb of "checked", "planned", "verified", "revised"; empty where it is no participle."""
    if participle in _IRREGULAR:
        return _IRREGULAR[participle]
    if not participle.endswith("ed") or len(participle) <= _SHORTEST:
        return ""
    stem = participle[:-2]
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if _DOUBLED.search(stem) or (stem.endswith("ell") and len(stem) > _SHORTEST + 2):
        return stem[:-1]
    return stem + "e" if is_word(stem + "e") or _WITH_E.search(stem) else stem
