"""Whether a bound counts too, told behind it: "between 10k and 50k inclusive", "500 or more (500 included)"."""

from __future__ import annotations

from b24app.english.grammar.conditions.amounts import amount_at
from b24app.english.grammar.conditions.sizes import Read
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.plan.plan import Comparison

_COUNTS = {"gte", "lte"}
_BOTH = Turns(("inclusive|inclusively|included", "both|each [bounds|limits|ends|values] [are] inclusive|included"))
_INCLUDED = Turns(("[is|are] [also] inclusive|included", "counts|count too", "too"))
_RANGE = 2


def past_limit(tokens: Tokens, read: Found[Read]) -> int:
    """Past such words, where the comparison says the same; "over 500 (500 included)" is left to be asked about."""
    rows = [row for row in read.value if isinstance(row, Comparison) and row.op in _COUNTS]
    start = read.end + (tokens.word(read.end) in {"(", ","})
    end = _said_again(tokens, start, rows) if rows and len(rows) == len(read.value) else None
    if end is None:
        return read.end
    bracket = tokens.word(read.end) == "("
    return read.end if bracket and tokens.word(end) != ")" else end + bracket


def _said_again(tokens: Tokens, at: int, rows: list[Comparison]) -> int | None:
    both = _BOTH.find(tokens, at) if len(rows) == _RANGE else None
    if both:
        return both.end
    led = tokens.word(at) in {"including", "incl"}
    again = amount_at(tokens, at + led)
    told = _INCLUDED.find(tokens, again.end) if again else None
    if not again or again.value not in {row.value for row in rows} or not (led or told):
        return None
    return told.end if told else again.end
