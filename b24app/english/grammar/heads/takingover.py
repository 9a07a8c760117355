"""Which records somebody takes over, told behind the verb: "Anna takes over a deal when it is won"."""

from __future__ import annotations

from b24app.english.grammar.conditions.comparisons import conditions
from b24app.english.grammar.heads.objects import record
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS

_EACH = {"a", "an", "any", "each", "every"}
_WHENS = {"as", "when", "once", "whenever", "after", "upon"}
_NO_SORTS = {"new", "newly", "incoming", "other", "single"}
_ALL_SORTS = {"member", "client", "customer"}


def past_records(tokens: Tokens, at: int) -> int | None:
    """Past "each company" in front of "as soon as …"; None for "any big company": which ones they are is not known."""
    if tokens.word(at - 1) not in {"over", "for"} or tokens.word(at) not in _EACH:
        return at
    if _is_sorted(tokens, at + 1):
        return None
    noun = at + 1 + (tokens.word(at + 1) in _ALL_SORTS)
    found = NOUNS.find(tokens, noun)
    rows = conditions(tokens, found.end) if found else None
    end = rows.end if rows else found.end if found else at
    if tokens.word(end) in _WHENS:
        return end
    return record(tokens, at) or at if tokens.word(at - 1) == "over" else at


def _is_sorted(tokens: Tokens, at: int) -> bool:
    """Whether "big company" stands there: a record, with a word of which sort it is."""
    happened = EVENTS.find(tokens, at) or tokens.word(at) in _NO_SORTS | _ALL_SORTS
    return not happened and not NOUNS.find(tokens, at) and NOUNS.find(tokens, at + 1) is not None
