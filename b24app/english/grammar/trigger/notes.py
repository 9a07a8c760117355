"""Conditions as people jot them down: "source: Web", "tag = inbox", "USD or CAD", "email but no company"."""

from __future__ import annotations

from b24app.english.grammar.conditions.currencies import CURRENCY_NAMES, currencies
from b24app.english.grammar.conditions.fieldlist import field_list
from b24app.english.grammar.conditions.fields import capitalised, known_field
from b24app.english.grammar.conditions.operators import Sign, operator
from b24app.english.grammar.conditions.presence import there_and_not
from b24app.english.grammar.conditions.values import valued
from b24app.english.grammar.trigger.guards import Guards
from b24app.english.grammar.trigger.tagging import tag_named
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found
from b24app.plan.plan import Comparison

_TAGS = {"tag", "label", "tags"}
# "priority: high" between steps is one.
_STEPS = {
    "comments",
    "TITLE",
    "ASSIGNED_BY_ID",
    "stage",
    "priority",
    "deadline",
    "email",
    "phone",
    "tags",
    "description",
}
_NO = {"no", "without"}


def labelled(tokens: Tokens, at: int, *, led: bool) -> Guards | None:
    """Reads "source: Facebook or Instagram", "Tier: Gold"; where words lead to it, "tag = inbox", "comment: ok" too."""
    tag = at + 1 if led and tokens.word(at) in _TAGS else at
    tag += tag > at and tokens.word(tag) in {":", "=", "is"}
    named = tag_named(tokens, tag) if tag > at else None
    if named:
        return Found((Comparison(field="tags", op="contains", value=named.value),), named.end)
    field = known_field(tokens, at) or _announced(tokens, at)
    if not field or tokens.word(field.end) != ":" or (not led and field.value in _STEPS):
        return None
    return valued(tokens, field.value, Sign("eq"), field.end + 1)


def _announced(tokens: Tokens, at: int) -> Found[str] | None:
    end = capitalised(tokens, at)
    told = tokens.kind(end + 1) in {"QUOTED", "NUMBER"} or tokens.at(end + 1).text[:1].isupper()
    compared = not told or CURRENCY_NAMES.find(tokens, at) is not None
    compared = compared or any(operator(tokens, place) for place in range(at + 1, end))
    return Found(tokens.text(at, end), end) if end > at and tokens.word(end) == ":" and not compared else None


def clipped(tokens: Tokens, at: int, *, led: bool) -> Guards | None:
    """Reads "USD or CAD", "not EUR", "email but no company", "neither phone nor email", "title without 'test'"."""
    start = at + (tokens.word(at) == "not")
    code = currencies(tokens, start) if tokens.at(start).text.isupper() or led else None
    if code and start > at:
        several = isinstance(code.value.value, tuple)
        code = Found(code.value.model_copy(update={"op": "not_in" if several else "ne"}), code.end)
    if code:
        return Found((code.value,), code.end)
    return there_and_not(tokens, at) or _neither(tokens, at) or _lacks_text(tokens, at)


def _neither(tokens: Tokens, at: int) -> Guards | None:
    """Reads "neither phone nor email" without a verb."""
    found = field_list(tokens, at) if tokens.word(at) == "neither" else None
    if not found:
        return None
    return Found(tuple(Comparison(field=name, op="empty") for name in found.value.names), found.end)


def _lacks_text(tokens: Tokens, at: int) -> Guards | None:
    """Reads "title without 'test'", "no 'test' in the title"."""
    field = known_field(tokens, at)
    if field and tokens.word(field.end) in _NO and tokens.kind(field.end + 1) == "QUOTED":
        row = Comparison(field=field.value, op="not_contains", value=tokens.at(field.end + 1).inner)
        return Found((row,), field.end + 2)
    quoted = tokens.word(at) in _NO and tokens.kind(at + 1) == "QUOTED" and tokens.word(at + 2) in {"in", "inside"}
    field = known_field(tokens, at + 3) if quoted else None
    if not field:
        return None
    return Found((Comparison(field=field.value, op="not_contains", value=tokens.at(at + 1).inner),), field.end)
