"""What joins a field and a value: "is", "is still not", "goes past", "containing", "=", "at least"."""

from __future__ import annotations

from dataclasses import dataclass

from b24app.english.grammar.lexer import Tokens
from b24app.english.grammar.lexicon import Found, Lexicon
from b24app.plan.plan import Operator

_MORE = "above|over|more|greater|higher|bigger|larger|past|beyond"
_LESS = "below|under|less|lower|smaller|fewer"
_SIGNS: Lexicon[Operator] = Lexicon(
    {
        f"{_MORE} [than]": "gt",
        "exceeds|exceed|>": "gt",
        f"{_LESS} [than]": "lt",
        "<": "lt",
        ">=|≥": "gte",
        "<=|≤": "lte",
        "at least": "gte",
        "from": "gte",
        "minimum": "gte",
        f"{_MORE} than or equal to": "gte",
        "at most": "lte",
        "maximum": "lte",
        "up to": "lte",
        "no more than": "lte",
        "no less than": "gte",
        "equals|equal|=|==|exactly": "eq",
        "equal to": "eq",
        "!=|<>": "ne",
        "other than": "ne",
        "different from": "ne",
        "anything but": "ne",
        "contains|contain|containing|includes|include|including|mentions|mention|mentioning": "contains",
        "has|have in it": "contains",
        "empty|missing|blank|unset|unknown|unfilled": "empty",
        "filled|set|given|known|present|available": "not_empty",
        "filled in|out": "not_empty",
        "says|reads|matches": "eq",
    }
)  # fmt: skip
_BE = {"is", "are", "was", "were", "'s", "be", "being", "been", "isn't", "aren't", "wasn't", "has", "hasn't"}
_BECOMES = {
    "becomes", "became", "become", "goes", "went", "gets", "got", "rises", "rose", "raised", "grows", "grew",
    "drops", "dropped", "falls", "changes", "changed",
    "remains", "stays", "turns", "updated", "set",
}  # fmt: skip
_NEGATED = {"isn't", "aren't", "wasn't", "hasn't", "doesn't", "don't", "didn't"}
_PRONOUNS = {"it", "that", "this", "he", "she", "there", "what", "who", "which"}
# These say nothing of equality alone: "has 3 rooms", "the amount rises".
_NO_EQUALS = {"has", "hasn't", "gets", "got", "goes", "went", "set", "updated"}
_MOVES = {"changes", "changed", "drops", "dropped", "falls", "rises", "rose"}
_DO = {"does", "do", "doesn't", "don't"}
_ADVERBS = {
    "still",
    "now",
    "already",
    "currently",
    "also",
    "only",
    "just",
    "actually",
    "been",
    "either",
    "exactly",
    "remains",
}
_OPPOSITE: dict[Operator, Operator] = {
    "eq": "ne", "ne": "eq", "gt": "lte", "lte": "gt", "lt": "gte", "gte": "lt", "contains": "not_contains",
    "not_contains": "contains", "in": "not_in", "not_in": "in", "empty": "not_empty", "not_empty": "empty",
}  # fmt: skip


@dataclass(frozen=True)
class Sign:
    """An operator; a weak one is a mere "is", which joins other things than fields and values too."""

    op: Operator
    weak: bool = False


def operator(tokens: Tokens, index: int) -> Found[Sign] | None:
    """The operator that starts there."""
    key = ("operator", index)
    if key not in tokens.memo:
        tokens.memo[key] = _operator(tokens, index)
    found: Found[Sign] | None = tokens.memo[key]
    return found


def _operator(tokens: Tokens, index: int) -> Found[Sign] | None:
    word = tokens.word(index)
    named = tokens.kind(index + 1) == "QUOTED" or tokens.at(index + 1).text[:1].isupper()
    if word == "has" and named and tokens.word(index + 2) == "in":
        return Found(Sign("contains"), index + 1)
    if word == "'s" and tokens.word(index - 1) not in _PRONOUNS:
        return None  # "the owner's manager" compares nothing
    at, negated = index, word in _NEGATED
    becomes = word in _BECOMES
    verb = word in _BE or word in _DO or becomes
    at += verb
    at += becomes and tokens.word(at) in {"to", "into"}
    at = tokens.past(at, _ADVERBS)
    if tokens.word(at) == "not":
        negated, at = True, at + 1
        verb = True
    at = tokens.past(at, _ADVERBS) if verb else at
    sign = _SIGNS.find(tokens, at)
    if sign and not (sign.value == "gte" and tokens.word(at) == "from"):
        return Found(Sign(_OPPOSITE[sign.value] if negated else sign.value), sign.end)
    lone = word in _NO_EQUALS or (word in _MOVES and at == index + 1)
    if not verb or word in _DO or lone:
        return None
    return Found(Sign("ne" if negated else "eq", weak=not becomes), at)
