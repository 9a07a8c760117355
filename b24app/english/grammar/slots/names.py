"""Where a name without quotes ends: a stage, a tag, a value."""

from __future__ import annotations

from b24app.english.grammar.heads.objects import done_to
from b24app.english.grammar.slots.bounds import ends_here
from b24app.english.grammar.words.lexer import Tokens

AFTER_NAMES = {",", "and", "to", "for", "on", "from", "in", "with", "off", "away"}


def after_name(tokens: Tokens, index: int) -> bool:
    return tokens.word(index) in AFTER_NAMES and not tokens.at(index).text[:1].isupper()


def name_end(tokens: Tokens, index: int) -> int:
    end = index
    while not (ends_here(tokens, end) or tokens.kind(end) == "QUOTED" or after_name(tokens, end)) and not (
        end > index and (done_to(tokens, end) or _is_denied(tokens, end))
    ):
        end += 1
    # Words before a quoted name are not the name ("both 'imported'"): what they say is not known.
    return index if tokens.kind(end) == "QUOTED" else end


def _is_denied(tokens: Tokens, at: int) -> bool:
    """Whether "must not" stands there: what is told of the name ends it."""
    return tokens.word(at) in _MODALS and tokens.word(at + 1) in {"not", "never"}


_MODALS = {"must", "should", "shall", "will", "may", "does", "do", "can", "is"}
