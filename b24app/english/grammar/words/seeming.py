"""Words that only soften or stress what is: "deals that happen to be in CHF", "the owner himself"."""

from __future__ import annotations

from dataclasses import replace

from b24app.english.grammar.words.lexer import Token, Tokens
from b24app.english.grammar.words.lexicon import Turns
from b24app.plan import phrases as say

_SEEMS = {
    "happen", "happens", "happened", "happening", "turn", "turns", "turned", "prove", "proves", "proved", "seem",
    "seems", "appear", "appears",
}  # fmt: skip
# The verb that is meant, in the form that the grammar knows.
_IS = {
    "be": "is", "have": "has", "come": "comes", "carry": "carries", "lack": "lacks", "exceed": "exceeds",
    "contain": "contains", "mention": "mentions", "originate": "comes", "live": "live", "cost": "costs",
}  # fmt: skip
_STRESS = {"itself", "himself", "herself", "themselves", "themself"}
# "by itself", "do it themselves", "check themselves": there they tell how it is done, or to whom.
_NO_STRESS = {
    "by", "to", "for", "of", "with", "it", "them", "him", "her", "on", "in", "at", "from", "do", "does", "did", "done",
    "and", "or", "not", "us", "me", "up", "that", "this",
}  # fmt: skip
_FARTHEST_ARTICLE = 4
# Behind "is" they only stress: "is really high", "is in fact high".
_BE = {"is", "are", "was", "were", "be", "been", "isn't", "aren't", "not"}
_INDEED = Turns(
    (
        "presently|indeed|really|truly|simply|explicitly|clearly|definitely|certainly|obviously|genuinely|effectively",
        "in fact|reality|truth|actuality",
        "as a matter of fact",
        "of course",
    )
)


def plainly(tokens: Tokens) -> Tokens:
    """The tokens without such words: "happens to be" is "is"."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        verb = _past(tokens, at)
        if _stresses(tokens, at) or _joins_channels(tokens, at):
            at += 1
            continue
        if indeed := _indeed(tokens, at):
            at = indeed
            continue
        if verb:
            kept.append(replace(tokens.at(verb), word=_IS[tokens.word(verb)]))
        else:
            kept.append(tokens.at(at))
        at = max(verb, at) + 1
    return tokens if len(kept) == len(tokens) else Tokens(tokens.source, tuple(kept))


def _joins_channels(tokens: Tokens, at: int) -> bool:
    """Reads the "both" of "by both WhatsApp and email", "by WhatsApp and email both"."""
    if tokens.word(at) != "both":
        return False
    behind = (
        tokens.word(at - 1) in _CHANNELS and tokens.word(at - 2) == "and" and tokens.kind(at + 1) in {"END", "MARK"}
    )
    return behind or (tokens.word(at - 1) in {"by", "via", "through"} and tokens.word(at + 1) in _CHANNELS)


_CHANNELS = {"email", "e-mail", "mail", "sms", "text", "whatsapp", "chat", "phone", "bell", "message"}


def _stresses(tokens: Tokens, at: int) -> bool:
    """Whether "himself" stands behind a noun with its article, as in "the owner himself gets it"."""
    if tokens.word(at) not in _STRESS or tokens.word(at - 1) in _NO_STRESS or tokens.kind(at - 1) != "WORD":
        return False
    before = {tokens.word(place) for place in range(at - _FARTHEST_ARTICLE, at - 1)}
    return bool(before & {*say.DETERMINERS})


def _indeed(tokens: Tokens, at: int) -> int:
    """Past "really", "in fact" between "is" and what is; 0 where no such words stand."""
    found = _INDEED.find(tokens, at) if tokens.word(at - 1) in _BE else None
    return found.end if found and tokens.kind(found.end) in _SAID else 0


_SAID = {"WORD", "QUOTED", "NUMBER"}


def _past(tokens: Tokens, at: int) -> int:
    """The place of "be" in "happen to be", "turns out to be"; 0 where no such words stand."""
    if tokens.word(at) not in _SEEMS:
        return 0
    to = at + 1 + (tokens.word(at + 1) == "out")
    return to + 1 if tokens.word(to) == "to" and tokens.word(to + 1) in _IS else 0
