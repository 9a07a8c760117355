"""The field that brackets name: "the odds (Probability) are at most 10", "they can spend more than 12,000 (budget)"."""

from __future__ import annotations

from b24app.english.grammar.conditions.fieldlist import field_at
from b24app.english.grammar.conditions.fields import breaks, known_field, past_own
from b24app.english.grammar.people.meant import person
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found
from b24app.plan.plan import Comparison, Condition

_LONGEST = 5
_IN_NAMES = {"of", "for", "to", "in"}


def in_brackets(tokens: Tokens, index: int) -> Found[str] | None:
    """Reads "(budget)", "(field Guests)", "(see the Budget field)"."""
    if tokens.word(index) != "(":
        return None
    start = tokens.past(index + 1, {"see", "in", "the", "custom", "our"})
    found = known_field(tokens, start) or (None if person(tokens, start) else field_at(tokens, start))
    return Found(found.value, found.end + 1) if found and tokens.word(found.end) == ")" else None


def glossed_subject(tokens: Tokens, index: int) -> Found[str] | None:
    """Reads "the chance of winning (probability)" where a field would stand."""
    start = past_own(tokens, index)
    for end in range(start + 1, start + _LONGEST):
        if tokens.kind(end - 1) != "WORD" or (breaks(tokens, end - 1) and tokens.word(end - 1) not in _IN_NAMES):
            return None
        if tokens.word(end) == "(":
            return in_brackets(tokens, end)
    return None


def renamed(tokens: Tokens, read: Found[tuple[Condition, ...]]) -> Found[tuple[Condition, ...]]:
    """The size that was told, of the field that brackets behind it name."""
    told = in_brackets(tokens, read.end)
    rows = [row for row in read.value if isinstance(row, Comparison) and isinstance(row.value, float)]
    if not told or len(rows) != len(read.value) or len({row.field for row in rows}) != 1:
        return read
    return Found(tuple(row.model_copy(update={"field": told.value}) for row in rows), told.end)
