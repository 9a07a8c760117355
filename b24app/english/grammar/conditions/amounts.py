"""Numbers as people tell them: "10k", "5,000 EUR", "fifty thousand", "half a million"."""

from __future__ import annotations

from b24app.english.grammar.conditions.calendar import day_of_calendar
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found
from b24app.english.grammar.words.moments import number
from b24app.plan import phrases as say

CURRENCIES = {
    "eur", "euro", "euros", "usd", "dollar", "dollars", "gbp", "pounds", "pound", "chf", "rub", "cad", "pln", "sek",
    "nok", "dkk", "czk", "jpy", "aud", "inr", "aed", "bucks", "€", "$", "£",
}  # fmt: skip


def amount_at(tokens: Tokens, index: int) -> Found[str | float] | None:
    """`10k`, `5,000 EUR`, `fifty thousand`."""
    if tokens.kind(index) == "NUMBER" and not day_of_calendar(tokens, index):
        read = number(tokens.at(index).text)
        end = index + 1
        if read is not None and tokens.word(end) in say.MULTIPLIERS:
            read, end = read * say.MULTIPLIERS[tokens.word(end)], end + 1
        end += tokens.word(end) in CURRENCIES or tokens.at(end).text == "%" or tokens.word(end) == "percent"
        return Found(read, end) if read is not None else None
    word = tokens.word(index)
    if word in {"a", "an", "half"} and (round_number := _round(tokens, index)):
        return round_number
    if word in say.NUMBER_WORDS and word not in {"a", "an", "couple"}:
        factor = say.MULTIPLIERS.get(tokens.word(index + 1))
        end = index + 1 + (factor is not None)
        end += tokens.word(end) in CURRENCIES
        return Found(float(say.NUMBER_WORDS[word] * (factor or 1)), end)
    return None


def _round(tokens: Tokens, index: int) -> Found[str | float] | None:
    """Reads "a million", "half a million", "a hundred thousand"."""
    half = tokens.word(index) == "half"
    at = index + half
    factor = say.MULTIPLIERS.get(tokens.word(at + 1)) if tokens.word(at) in {"a", "an"} else None
    if factor is None or tokens.word(at + 1) == "k":
        return None
    more = say.MULTIPLIERS.get(tokens.word(at + 2), 1)
    end = at + 2 + (more > 1)
    return Found(factor * more / (2 if half else 1), end + (tokens.word(end) in CURRENCIES))
