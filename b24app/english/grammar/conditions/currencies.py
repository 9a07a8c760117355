"""Currencies by their codes and names: "in GBP", "priced in US dollars", "in any currency but EUR"."""

from __future__ import annotations

from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Lexicon, phrases
from b24app.english.grammar.words.lexicons import EVENTS
from b24app.plan import phrases as say

CURRENCY_NAMES: Lexicon[str] = Lexicon(say.CURRENCIES)
_PRICED = phrases(
    (
        "priced|quoted|billed|denominated|payable|calculated|expressed|charged|valued|invoiced|nominated|counted",
        "made|written out",
        "out",
    )
)
_ANY = phrases(
    (
        "in|of|with any|whatever|whichever|another|a|some [other|foreign|different] currency but|except|besides|than",
        "in|of|with any|whatever|whichever|another|a|some [other|foreign|different] currency other|different than|from",
        "not|never in|paid in",
        "in anything|everything but|except|besides",
        "in anything|everything other than",
    )
)


def in_currency(tokens: Tokens, at: int) -> Found[str | tuple[str, ...]] | None:
    """The currency of "in GBP", "that's in GBP", "priced in US dollars", "(GBP)", "EUR only", "in USD or CAD"."""
    start = tokens.past(at, {"that", "which", "'s", "is", "was", "are", "were"})
    bracket = tokens.word(start) == "("
    code = CURRENCY_NAMES.find(tokens, start) if tokens.at(start).text.isupper() else None
    if code and tokens.word(code.end) == "only":
        return Found(code.value, code.end + 1)
    priced = _PRICED.find(tokens, start)
    start = priced.end if priced and not EVENTS.find(tokens, start) else start
    found = _any_of(tokens, start + 1) if bracket or tokens.word(start) == "in" else None
    closed = found and (not bracket or tokens.word(found.end) == ")")
    if not found or not closed:
        return None
    only = tokens.word(found.end) == "only" and tokens.word(found.end + 1) not in {"if", "when", "for", "on", "to"}
    return Found(found.value, found.end + (bracket or only))


def _any_of(tokens: Tokens, at: int) -> Found[str | tuple[str, ...]] | None:
    """Reads "USD", "EUR, USD or CAD", "euros or in dollars"."""
    names: list[str] = []
    end = at
    while one := CURRENCY_NAMES.find(tokens, end):
        names.append(one.value)
        at, end = one.end, tokens.past(one.end, {",", "or", "/", "either", "in"})
        if not {tokens.word(place) for place in range(at, end)} & {",", "or", "/"}:
            break
    listed = tuple(dict.fromkeys(names))
    return Found(listed if len(listed) > 1 else listed[0], at) if listed else None


def other_currency(tokens: Tokens, at: int) -> Found[str] | None:
    """The currency of "in any currency but EUR"."""
    led = _ANY.find(tokens, at)
    return CURRENCY_NAMES.find(tokens, led.end) if led else None
