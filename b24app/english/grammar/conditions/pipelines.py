"""The pipeline that a record is in, as a condition: "it is in the Wholesale pipeline", "belongs to pipeline 'Rent'"."""

from __future__ import annotations

from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.plan.plan import Comparison, Condition

_IS = "is|are|was|'s|isn't|aren't|sits|lies|runs [not] in|inside"
_BELONGS = "belongs|belong to"
_PART = "is|are|isn't [not] part of"
_IN = Turns(
    tuple(f"{who} {verb} [the|our]" for who in ("[it|this|they]", "[the] deal|lead") for verb in (_IS, _BELONGS, _PART))
)
_PIPELINES = {"pipeline", "funnel"}
_NO_NAME = {"sales", "deal", "lead", "other", "same", "whole", "new", "right", "wrong", "first", "next", "last", "a"}
_LONGEST = 4


def in_pipeline(tokens: Tokens, index: int) -> Found[Condition] | None:
    """Reads "(if) it is in the Construction pipeline", "the deal belongs to the pipeline 'Rent'"."""
    led = _IN.find(tokens, index)
    name = _name(tokens, led.end) if led else None
    if not led or not name:
        return None
    negated = bool({"not", "isn't", "aren't"} & {tokens.word(at) for at in range(index, led.end)})
    return Found(Comparison(field="pipeline", op="ne" if negated else "eq", value=name.value), name.end)


def _name(tokens: Tokens, start: int) -> Found[str] | None:
    if tokens.word(start) in _PIPELINES:
        named = tokens.kind(start + 1) == "QUOTED" or tokens.at(start + 1).text[:1].isupper()
        return Found(tokens.at(start + 1).inner, start + 2) if named else None
    if tokens.word(start) in _NO_NAME:
        return None
    end = start
    while end - start < _LONGEST and tokens.kind(end) in {"WORD", "QUOTED"} and tokens.word(end) not in _PIPELINES:
        end += 1
    if end == start or tokens.word(end) not in _PIPELINES:
        return None
    one = end == start + 1 and tokens.kind(start) == "QUOTED"
    return Found(tokens.at(start).inner if one else tokens.text(start, end), end + 1)
