"""That a record is no longer where it was: "(unless) the deal moved on", "it has changed stage"."""

from __future__ import annotations

from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.plan import phrases as say

_HAS = "[has|have|is|'s|had|was] [been] [already|since|meanwhile|now|just]"
_BY_NOW = "[already|since|meanwhile|now|earlier|before] [by then|now] [in the meantime|meanwhile]"
_STAGE = "stage|phase|step|column"
_OTHER = f"another|a|the|some|any [different|later|next|other|new|further] {_STAGE}"
_IT_LEFT = Turns(
    (
        f"{_HAS} moved|gone|went|progressed|advanced|passed|shifted on|along|ahead|forward|forwards|further {_BY_NOW}",
        f"{_HAS} progressed|advanced {_BY_NOW}",
        f"{_HAS} moved|taken|got|gone out of [the|that|this|its] {_STAGE} {_BY_NOW}",
        f"is|'s [already] no longer there|here {_BY_NOW}",
        f"is|'s [already] no longer in|at the|that|this [same] {_STAGE} {_BY_NOW}",
        f"is|'s [already] elsewhere|somewhere [else] {_BY_NOW}",
        f"is|'s [already] in {_OTHER} {_BY_NOW}",
    )
)
# These tell an event as well: "if a deal is moved to another stage"; only "has", or "unless" before, makes them a look.
_IT_WENT = Turns(
    (
        f"{_HAS} moved|gone|went|changed|switched|passed|dragged [on] to|into {_OTHER} {_BY_NOW}",
        f"{_HAS} changed|left|switched [the|that|this|its] {_STAGE} {_BY_NOW}",
    )
)
_STAGE_CHANGED = Turns(
    (
        f"{_HAS} changed|moved|different|advanced [on] {_BY_NOW}",
        f"{_HAS} another|a [one|different|new] [one|{_STAGE}] {_BY_NOW}",
    )
)
_IT = {"it", "this", "that", "they", "it's"}
_OWNED = {"deal", "lead", "quote", "invoice"}
_NAMED = {"to", "into"}
_DONE = {"has", "have", "had", "'s"}
_EXCEPTS = {"unless", "until", "till"}


def moved_on(tokens: Tokens, at: int) -> int | None:
    """Past such words; not past "moved on to Contract", which names where it is now."""
    start = tokens.past(at, say.DETERMINERS) if tokens.word(at) not in _IT else at
    noun = NOUNS.find(tokens, start)
    own = noun is not None and noun.value in _OWNED and tokens.word(noun.end) == "'s"
    staged = noun.end + 1 if noun and own else start
    changed = None
    if tokens.word(staged) in {"stage", "phase"} and staged > at:
        changed = _STAGE_CHANGED.find(tokens, staged + 1)
    elif tokens.word(at) in _IT:
        changed = _left(tokens, at, at + 1)
    elif noun and noun.value in _OWNED and start > at:
        changed = _left(tokens, at, noun.end)
    return changed.end if changed and tokens.word(changed.end) not in _NAMED else None


def _left(tokens: Tokens, at: int, verb: int) -> Found[bool] | None:
    done = tokens.word(verb) in _DONE or tokens.word(at - 1) in _EXCEPTS
    return _IT_LEFT.find(tokens, verb) or (_IT_WENT.find(tokens, verb) if done else None)
