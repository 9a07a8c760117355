"""What something is worth, told in passing: "it isn't worth a visit: …", "a won deal is a pupil enrolled. …", "= junk".

Such words are taken out before the rest is read. They hold no number, no name, no record and no step.
"""

from __future__ import annotations

from b24app.english.grammar.conditions.fields import known_field
from b24app.english.grammar.heads.head import starts_step
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Turns
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS
from b24app.plan import phrases as say

_VALUED = (
    "worth|useless|worthless|pointless|junk|trash|rubbish|trouble|bad|good|great|important|serious|critical|dangerous|"
    "sad|annoying|unacceptable|fine|wonderful|precious|valuable|interesting|alarming|no|big"
)
_IS = "is|are|isn't|aren't|'s|'re|was|means|mean"
_PRONOUN = Turns((f"[so|then] it|that|this|they|these|those {_IS} [not] [a|an|really|very|just|too|so] {_VALUED}",))
_PREDICATE = Turns(
    (
        f"{_IS} [not] [always] a|an|our|another",
        f"{_IS} [not] [really|very|just|too|so|always] {_VALUED}",
    )
)
_TESTS = {"where", "whose", "with", "if", "when", "which", "that", "of", "for", "in", "from"}
_CLOSES = {":", "."}
_OPENS = {"", ".", "!", "?", ","}
_LONGEST = 7
_LONGEST_SUBJECT = 8
_ORDERS = {
    "must", "should", "to", "not", "if", "unless", "when", "only", "never", "no", "for", "from", "in", "with", "by",
    "approved", "until", "and", "or",
}  # fmt: skip


def unvalued(tokens: Tokens) -> Tokens:
    """The tokens without such words."""
    cuts = [cut for at in range(len(tokens)) if (cut := _said_of_it(tokens, at) or _said_of_record(tokens, at))]
    kept = [token for at, token in enumerate(tokens.items) if not any(start <= at < end for start, end in cuts)]
    return Tokens(tokens.source, tuple(kept)) if cuts else tokens


def _said_of_it(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """Reads "(…,) it isn't worth a visit(: …)"."""
    found = _PRONOUN.find(tokens, at)
    end = _end(tokens, found.end) if found and tokens.word(at - 1) != "if" else None
    return (at, end) if end is not None else None


def _said_of_record(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """Reads "(A won deal over 1k) is worth a postcard(: …)", where only a record and its event stand before."""
    found = _PREDICATE.find(tokens, at)
    if not found or not tokens.word(at):
        return None
    start = next((place for place in range(at - 1, at - _LONGEST_SUBJECT, -1) if tokens.word(place - 1) in _OPENS), -1)
    subject = range(start, at) if 0 <= start < at else range(0)
    tests = any(tokens.word(place) in _TESTS or known_field(tokens, place) for place in subject)
    event = not tests and any(EVENTS.find(tokens, place) for place in subject)
    noun = any(NOUNS.find(tokens, place) for place in subject)
    end = _end(tokens, found.end) if event and noun and tokens.word(start) in say.DETERMINERS else None
    return (at, end) if end is not None else None


def _end(tokens: Tokens, at: int) -> int | None:
    """Where plain words end with a mark in front of a step."""
    end = at
    while tokens.kind(end) == "WORD" and end - at < _LONGEST:
        record = NOUNS.find(tokens, end) or known_field(tokens, end) or EVENTS.find(tokens, end)
        if tokens.word(end) in _ORDERS or not tokens.at(end).text.islower() or (record and end == at):
            return None
        end += 1
    closed = tokens.word(end) in _CLOSES or tokens.kind(end) == "ARROW"
    return end if closed and starts_step(tokens, end + 1) else None
