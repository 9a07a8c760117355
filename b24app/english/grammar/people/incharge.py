"""Whose work the record is, told by a trade: "the broker in charge", "the consultant handling it"."""

from __future__ import annotations

from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Turns
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.plan import phrases as say

_IS = "[who|that] [is|'s|was]"
_IN_CHARGE = Turns((f"{_IS} in charge [here]",))
_HANDLING = Turns(
    (
        f"{_IS} in charge of",
        f"{_IS} handling|managing|running|overseeing|processing",
        f"{_IS} dealing with",
        f"{_IS} working on",
        f"{_IS} looking after",
        f"{_IS} taking care of",
        f"{_IS} assigned to",
        f"{_IS} responsible for",
        "who|that handles|manages|runs|owns|oversees|has",
        "who|that looks after",
        "who|that deals with",
        "who|that works on",
        "who|that takes care of",
        "on",
    )
)
_IT = {"it", "this", "that", "them"}
_FILES = {"file", "case", "account", "matter", "client", "customer", "project", "record", "job", "order", "dossier"}


def past_charge(tokens: Tokens, at: int) -> int | None:
    """Past "in charge", "handling it", "who looks after the file" behind somebody's trade."""
    handling = _HANDLING.find(tokens, at)
    if handling:
        if tokens.word(handling.end) in _IT and tokens.word(at) != "on":
            return handling.end + 1
        what = tokens.past(handling.end, say.DETERMINERS)
        noun = NOUNS.find(tokens, what)
        case = tokens.word(what) in (_FILES - {"client", "customer"} if tokens.word(at) == "on" else _FILES)
        if what > handling.end and case:
            return what + 1
        if what > handling.end and noun and tokens.word(at) != "on":
            return noun.end
    alone = _IN_CHARGE.find(tokens, at)
    return alone.end if alone and tokens.word(alone.end) not in {"of", "for"} else None
