"""The industry of a company: "in the healthcare industry", "in Retail"; other kinds: "with source website"."""

from __future__ import annotations

from b24app.english.grammar.conditions.fields import known_field
from b24app.english.grammar.conditions.operators import operator
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
_KINDS = {"source", "industry", "sector", "segment", "region", "category", "type", "tier"}
_COMES = {"comes", "come", "came", "arrives", "arrive", "arrived", "lands", "appears", "enters", "moves", "goes"}
_CLOSES = {",", ".", ";", ":", ")", "?", "-", "=>", "then"}
_SECTORS = Turns(
    (
        "retail|healthcare|health|pharma|pharmaceuticals|construction|education|finance|banking|insurance|logistics",
        "manufacturing|hospitality|automotive|agriculture|energy|technology|tech|it|media|telecom|telecommunications",
        "real estate",
        "public|financial sector|services",
        "food and|& beverage|drink",
        "transport|transportation|utilities|mining|tourism|travel|entertainment|fashion|textiles|chemicals|aerospace",
        "consulting|software|wholesale|government|nonprofit|biotech|fintech|gastronomy|catering|advertising|gaming",
    )
)


def in_sector(tokens: Tokens, index: int) -> Found[Comparison] | None:
    """Reads "(if) it is in the healthcare industry", "the company belongs to the food sector"."""
    led = _IN.find(tokens, index)
    negated = bool(led) and bool({"not", "isn't"} & {tokens.word(at) for at in range(index, led.end if led else index)})
    return _named(tokens, led.end, negated=negated) if led else None


def of_sector(tokens: Tokens, index: int) -> Found[Comparison] | None:
    """Reads "(a company) in the car industry", "from the food sector"."""
    led = _OF.find(tokens, index)
    return _named(tokens, led.end, negated=False) if led else None


def of_kind(tokens: Tokens, index: int) -> Found[Comparison] | None:
    """Reads "(a lead) with source website (is created)", "of type rental": a value in small letters."""
    field = known_field(tokens, index + 1) if tokens.word(index) in {"with", "of"} else None
    if not field or tokens.word(field.end - 1) not in _KINDS:
        return None
    start = end = field.end + (tokens.word(field.end) in {":", "="})
    while (
        end - start < _MOST
        and tokens.at(end).text.islower()
        and tokens.kind(end) == "WORD"
        and not _goes_on(tokens, end)
    ):
        end += 1
    closed = _goes_on(tokens, end) or tokens.word(end) in _CLOSES or tokens.kind(end) in {"END", "NEWLINE"}
    told = end > start and closed and not operator(tokens, start) and tokens.word(start) not in _NO_NAME
    return Found(Comparison(field=field.value, op="eq", value=tokens.text(start, end)), end) if told else None


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Whether it is told there what happens to the record: "(with source website) is created", "comes in"."""
    return tokens.word(at) in say.AUXILIARIES | _COMES


def in_business(tokens: Tokens, index: int) -> Found[Comparison] | None:
    """Reads "(a company) in Retail", "from Healthcare or Pharma": industries by their common names."""
    if tokens.word(index) not in {"in", "from"}:
        return None
    names: list[str] = []
    end = index + 1
    while found := _SECTORS.find(tokens, end):
        if not tokens.at(end).text[:1].isupper():
            return None
        names.append(tokens.text(end, found.end))
        index, end = found.end, found.end + 1
        if tokens.word(index) not in {"or", ",", "/"}:
            break
    if not names or tokens.word(index) in _FIELDS | {"stage"} or tokens.at(index).text[:1].isupper():
        return None
    several = len(names) > 1
    row = Comparison(field="industry", op="in" if several else "eq", value=tuple(names) if several else names[0])
    return Found(row, index)


def _named(tokens: Tokens, start: int, *, negated: bool) -> Found[Comparison] | None:
    end = start
    while end - start < _MOST and tokens.kind(end) == "WORD" and tokens.word(end) not in _FIELDS:
        end += 1
    if end == start or tokens.word(end) not in _FIELDS or tokens.word(start) in _NO_NAME | say.DETERMINERS:
        return None
    told = tokens.text(start, end)
    return Found(Comparison(field="industry", op="ne" if negated else "eq", value=told), end + 1)
