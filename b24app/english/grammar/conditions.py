"""Comparisons of the record's fields: "the amount is above 10k", "source is Google Ads", "the phone is empty"."""

from __future__ import annotations

import re

from b24app.english.grammar.lexer import Tokens
from b24app.english.grammar.lexicon import Found, Lexicon
from b24app.english.grammar.moments import number
from b24app.plan import phrases as say
from b24app.plan.plan import AnyOf, Branch, Comparison, Condition, Operator, Plan

_FIELDS: Lexicon[str] = Lexicon(say.FIELDS)
_NOUNS: Lexicon[str] = Lexicon(say.NOUNS)
_MORE = "above|over|more|greater|higher|bigger|larger"
_LESS = "below|under|less|lower|smaller|fewer"
_IS = "[is|was|=|are|being]"
_OPERATORS: Lexicon[Operator] = Lexicon(
    {
        f"{_IS} {_MORE} [than]": "gt",
        f"{_IS} {_LESS} [than]": "lt",
        "exceeds|>": "gt",
        "<": "lt",
        ">=|≥": "gte",
        "<=|≤": "lte",
        f"{_IS} at least": "gte",
        f"{_IS} {_MORE} than or equal to": "gte",
        f"{_IS} at most": "lte",
        f"{_IS} up to": "lte",
        f"{_IS} no|not more than": "lte",
        f"{_IS} no|not less than": "gte",
        "is|equals|=|==": "eq",
        "is equal to": "eq",
        "is exactly": "eq",
        "is|isn't not": "ne",
        "isn't|!=|<>": "ne",
        "is not equal to": "ne",
        "contains|includes": "contains",
        "doesn't|not contain|include": "not_contains",
        "does not contain|include": "not_contains",
        "is empty|missing|blank": "empty",
        "is not set|filled|given|known": "empty",
        "isn't set|filled|given|known": "empty",
        "is not empty|blank": "not_empty",
        "isn't empty|blank": "not_empty",
        "is set|filled|given|known": "not_empty",
        "is filled in": "not_empty",
    }
)
_OPPOSITE: dict[Operator, Operator] = {
    "eq": "ne", "ne": "eq", "gt": "lte", "lte": "gt", "lt": "gte", "gte": "lt", "contains": "not_contains",
    "not_contains": "contains", "in": "not_in", "not_in": "in", "empty": "not_empty", "not_empty": "empty",
}  # fmt: skip
_CURRENCIES = {"eur", "euro", "euros", "usd", "dollar", "dollars", "gbp", "pounds", "€", "$", "£", "chf", "rub"}
_WORTH = {"worth", "costs"}
_LONGEST_VALUE = 4
_OWN_WORDS = {"the", "its", "their", "a", "an", "any", "our", "this", "that"}
AMOUNT = "OPPORTUNITY"
CURRENCY = re.compile(r"[€$£]|\b(?:eur|euros?|usd|dollars?|gbp|pounds?|chf|rub)\b", re.IGNORECASE)


def conditions(tokens: Tokens, index: int) -> Found[tuple[Condition, ...]] | None:
    """Comparisons joined by "and", or by "or"; a mixture is left for a question."""
    first = comparison(tokens, index)
    if not first:
        return None
    rows, end, joint = [first.value], first.end, ""
    while tokens.word(end) in {"and", "or"} and joint in {"", tokens.word(end)}:
        again = tokens.word(end + 1) in {"if", "when", "also"}
        following = comparison(tokens, end + 1 + again)
        if not following:
            break
        joint = tokens.word(end)
        rows.append(following.value)
        end = following.end
    if joint == "or":
        return Found((AnyOf(any=tuple((row,) for row in rows)),), end)
    return Found(tuple(rows), end)


def opposite(read: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """What must hold when these do not: for "unless"."""
    turned: list[Comparison] = []
    for row in read:
        if isinstance(row, AnyOf):
            return tuple(part.model_copy(update={"op": _OPPOSITE[part.op]}) for group in row.any for part in group)
        turned.append(row.model_copy(update={"op": _OPPOSITE[row.op]}))
    return tuple(turned) if len(turned) == 1 else (AnyOf(any=tuple((row,) for row in turned)),)


def comparison(tokens: Tokens, index: int) -> Found[Comparison] | None:
    """One field, an operator, a value."""
    field = _field(tokens, index)
    if not field:
        return None
    operator = _OPERATORS.find(tokens, field.end)
    if not operator:
        return None
    if operator.value in {"empty", "not_empty"}:
        return Found(Comparison(field=field.value, op=operator.value), operator.end)
    value = _value(tokens, operator.end, numeric=operator.value in {"gt", "gte", "lt", "lte"})
    return Found(Comparison(field=field.value, op=operator.value, value=value.value), value.end) if value else None


def implied(tokens: Tokens, index: int) -> Found[tuple[Condition, ...]] | None:
    """Reads "(with) source Web": a field and its value without "is"; the value must look like a name."""
    field = _field(tokens, index)
    if not field or not (tokens.kind(field.end) == "QUOTED" or tokens.at(field.end).text[:1].isupper()):
        return None
    value = _value(tokens, field.end, numeric=False)
    return Found((Comparison(field=field.value, op="eq", value=value.value),), value.end) if value else None


def _field(tokens: Tokens, index: int) -> Found[str] | None:
    """`amount`, `the deal's amount`, `deal amount`, `the amount of the deal`, `it is worth`, `it` before a number."""
    at = _past_determiners(tokens, index)
    direct = _FIELDS.find(tokens, at)
    noun = _NOUNS.find(tokens, at)
    if noun and not (direct and direct.end > noun.end):
        owner = noun.end + (tokens.word(noun.end) == "'s")
        owned = _FIELDS.find(tokens, owner)
        if owned and not _is_worth(tokens, owner):
            return owned
        return _worth(tokens, noun.end) or _bare_amount(tokens, noun.end) or direct
    if tokens.word(at) in {"it", "this", "that"}:
        return _worth(tokens, at + 1) or _bare_amount(tokens, at + 1)
    if direct and tokens.word(direct.end) == "of":
        owner = _past_determiners(tokens, direct.end + 1)
        whose = _NOUNS.find(tokens, owner)
        return Found(direct.value, whose.end) if whose else direct
    return direct


def _past_determiners(tokens: Tokens, index: int) -> int:
    while (
        tokens.word(index) in {"the", "its", "their", "a", "an", "any", "our", "this", "that"}
        and tokens.kind(index + 1) == "WORD"
    ):
        if tokens.word(index) in {"this", "that"} and tokens.word(index + 1) in {"is", "'s"}:
            break
        index += 1
    return index


def _is_worth(tokens: Tokens, index: int) -> bool:
    return tokens.word(index) in _WORTH


def _worth(tokens: Tokens, index: int) -> Found[str] | None:
    at = index + (tokens.word(index) in {"is", "'s"})
    return Found(AMOUNT, at + 1) if _is_worth(tokens, at) else None


def _bare_amount(tokens: Tokens, index: int) -> Found[str] | None:
    """Reads "it is over 5000": a size without a field is the amount."""
    operator = _OPERATORS.find(tokens, index + (tokens.word(index) == "'s"))
    sized = operator and operator.value in {"gt", "gte", "lt", "lte"}
    return Found(AMOUNT, index) if sized else None


def _value(tokens: Tokens, index: int, *, numeric: bool) -> Found[str | float] | None:
    at = index + (tokens.word(index) in _CURRENCIES)
    if tokens.kind(at) == "NUMBER":
        amount = number(tokens.at(at).text)
        end = at + 1 + (tokens.word(at + 1) in _CURRENCIES)
        return Found(amount, end) if amount is not None else None
    if numeric:
        return None
    if tokens.kind(index) in {"QUOTED", "VARIABLE", "EMAIL"}:
        return Found(tokens.at(index).inner, index + 1)
    end = index
    while end - index < _LONGEST_VALUE and tokens.at(end).text[:1].isupper() and tokens.kind(end) == "WORD":
        end += 1
    if end == index and tokens.kind(index) == "WORD" and tokens.word(index) not in {*say.DETERMINERS, "not"}:
        end = index + 1
    return Found(tokens.text(index, end), end) if end > index else None


def comparisons(plan: Plan) -> list[Comparison]:
    """Every comparison of a plan: those of its guards and of its branches."""
    rows = [*plan.conditions, *(row for node in plan.nodes() if isinstance(node, Branch) for row in node.when)]
    groups = [group for row in rows for group in (row.any if isinstance(row, AnyOf) else ((row,),))]
    return [comparison for group in groups for comparison in group]
