"""The industry of a company in small letters: "in the healthcare industry", "belongs to the food sector"."""

from __future__ import annotations

from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.plan import phrases as say
from b24app.plan.plan import Comparison

_IS = "is|are|was|'s|works|operates|comes|isn't [not] in|from"
_WHO = ("[it|this|they|that]", "[the|their] company|client|customer")
_IN = Turns(tuple(f"{who} {verb} the" for who in _WHO for verb in (_IS, "belongs|belong to")))
_OF = Turns(("[that|which] [is|are|works|operates|comes] from|in|within the",))
_FIELDS = {"industry", "sector"}
_NO_NAME = {"same", "other", "right", "wrong", "new", "old", "following", "above", "best", "first", "last", "whole"}
_MOST = 2


def in_sector(tokens: Tokens, index: int) -> Found[Comparison] | None:
    """Reads "(if) it is in the healthcare industry", "the company belongs to the food sector"."""
    led = _IN.find(tokens, index)
    negated = bool(led) and bool({"not", "isn't"} & {tokens.word(at) for at in range(index, led.end if led else index)})
    return _named(tokens, led.end, negated=negated) if led else None


def of_sector(tokens: Tokens, index: int) -> Found[Comparison] | None:
    """Reads "(a company) in the car industry", "from the food sector"."""
    led = _OF.find(tokens, index)
    return _named(tokens, led.end, negated=False) if led else None


def _named(tokens: Tokens, start: int, *, negated: bool) -> Found[Comparison] | None:
    end = start
    while end - start < _MOST and tokens.kind(end) == "WORD" and tokens.word(end) not in _FIELDS:
        end += 1
    if end == start or tokens.word(end) not in _FIELDS or tokens.word(start) in _NO_NAME | say.DETERMINERS:
        return None
    told = tokens.text(start, end)
    return Found(Comparison(field="industry", op="ne" if negated else "eq", value=told), end + 1)
