"""Currencies by their codes and names: "in GBP", "priced in US dollars or CAD", "in any currency but EUR"."""

from __future__ import annotations

from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Lexicon, Turns, phrases
from b24app.english.grammar.words.lexicons import EVENTS
from b24app.plan import phrases as say
from b24app.plan.plan import Comparison

CURRENCY_NAMES: Lexicon[str] = Lexicon(say.CURRENCIES)
_PRICED = phrases(
    (
        "priced|quoted|billed|denominated|payable|calculated|expressed|charged|valued|invoiced|nominated|counted",
        "made|written out",
        "out",
    )
)
_ANY = Turns(
    (
        "in|of|with any|whatever|whichever|another|a|some [other|foreign|different] currency but|except|besides|than",
        "in|of|with any|whatever|whichever|another|a|some [other|foreign|different] currency other|different than|from",
        "[that|which] [is|are] not|never in|paid in",
        "[that|which] isn't|aren't in",
        "in anything|everything but|except|besides",
        "in anything|everything other than",
        "not",
    )
)
_ONLY_OF = {"if", "when", "for", "on", "to"}
_MOST = 8


def currencies(tokens: Tokens, at: int) -> Found[Comparison] | None:
    """Reads "USD", "US dollars or CAD", "either EUR, CHF or GBP"."""
    names: list[str] = []
    end = at + (tokens.word(at) == "either")
    while len(names) < _MOST:
        one = CURRENCY_NAMES.find(tokens, end)
        if not one:
            break
        names.append(one.value)
        at = one.end
        end = tokens.past(at, {"or", ",", "/", "in", "nor", "and", "&"})
        if not {tokens.word(place) for place in range(at, end)} & {"or", ",", "/", "nor", "and", "&"}:
            break
    if not names:
        return None
    several = len(names) > 1
    value = tuple(names) if several else names[0]
    return Found(Comparison(field="CURRENCY_ID", op="in" if several else "eq", value=value), at)


def in_currency(tokens: Tokens, at: int) -> Found[Comparison] | None:
    """Reads "in GBP", "in euros or dollars", "that's in GBP", "priced in US dollars", "(GBP)", "EUR only"."""
    start = tokens.past(at, {"that", "which", "'s", "is", "was", "are", "were"})
    bracket = tokens.word(start) == "("
    code = currencies(tokens, start) if tokens.at(start).text.isupper() else None
    if code and tokens.word(code.end) == "only":
        return Found(code.value, code.end + 1)
    priced = _PRICED.find(tokens, start)
    start = priced.end if priced and not EVENTS.find(tokens, start) else start
    found = currencies(tokens, start + 1) if bracket or tokens.word(start) == "in" else None
    closed = found and (not bracket or tokens.word(found.end) == ")")
    if not found or not closed:
        return None
    only = tokens.word(found.end) == "only" and tokens.word(found.end + 1) not in _ONLY_OF
    return Found(found.value, found.end + (bracket or only))


def other_currency(tokens: Tokens, at: int) -> Found[Comparison] | None:
    """Reads "in any currency but EUR", "not in EUR or USD"."""
    led = _ANY.find(tokens, at)
    found = currencies(tokens, led.end) if led else None
    if not found:
        return None
    several = isinstance(found.value.value, tuple)
    return Found(found.value.model_copy(update={"op": "not_in" if several else "ne"}), found.end)
