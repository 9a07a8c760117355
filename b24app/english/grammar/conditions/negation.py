"""What must hold when conditions do not: for "unless", "except", "not from …"."""

from __future__ import annotations

from itertools import product

from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Turns
from b24app.plan.plan import AnyOf, Comparison, Condition, Operator

OPPOSITE: dict[Operator, Operator] = {
    "eq": "ne", "ne": "eq", "gt": "lte", "lte": "gt", "lt": "gte", "gte": "lt", "contains": "not_contains",
    "not_contains": "contains", "in": "not_in", "not_in": "in", "empty": "not_empty", "not_empty": "empty",
}  # fmt: skip
Group = tuple[Comparison, ...]


def opposite(read: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """The opposite of all rows together: not (A and B) is (not A or not B), not (A or B) is (not A and not B)."""
    if len(read) == 1:
        return tuple(_one_of(group) for group in _denied(read[0]))
    ways = [way for row in read for way in _ways(row)]
    return (AnyOf(any=tuple(dict.fromkeys(ways))),)


def _one_of(group: Group) -> Condition:
    return group[0] if len(group) == 1 else AnyOf(any=tuple((row,) for row in group))


def _denied(row: Condition) -> tuple[Group, ...]:
    """Groups of which each needs one member: (A and B) or C is denied by (not A or not B) and not C."""
    groups = row.any if isinstance(row, AnyOf) else ((row,),)
    return tuple(tuple(_turned(part) for part in group) for group in groups)


def _ways(row: Condition) -> list[Group]:
    """The same as ways of which one has to hold, with all its members."""
    return [tuple(dict.fromkeys(way)) for way in product(*_denied(row))]


def _turned(row: Comparison) -> Comparison:
    return row.model_copy(update={"op": OPPOSITE[row.op]})


_UNWANTED = Turns(
    ("is|are|isn't|aren't [not] [really|strictly] necessary|needed|required|allowed|permitted|wanted|ok|okay",)
)
_SENT = {
    "email",
    "e-mail",
    "emails",
    "mail",
    "sms",
    "text",
    "texts",
    "call",
    "calls",
    "whatsapp",
    "message",
    "messages",
}


def is_unwanted(tokens: Tokens, index: int) -> bool:
    """Whether "an e-mail is not necessary" stands there: what need not be done tests nothing."""
    start = index + (tokens.word(index) in {"a", "an", "any", "the"})
    return tokens.word(start) in _SENT and _UNWANTED.find(tokens, start + 1) is not None
