"""The writer as a person of the workflow: "remind me (the owner)"."""

from __future__ import annotations

import re

from b24app.english.grammar.people.known import KNOWN, RESPONSIBLE
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found
from b24app.plan.plan import Person

_I_AM = re.compile(
    r"\bi\s?['\u2019]?a?m\s+(?:its|the|their)\s+(?:one\s+|person\s+)?(?:responsible|owner|assignee)"
    r"|\bme\s*\((?:the|its)\s+(?:responsible|owner)",
    re.IGNORECASE,
)


def myself(tokens: Tokens, index: int) -> Found[Person | None] | None:
    """The word "me" where the writer says to be the responsible."""
    if tokens.word(index) not in {"me", "i"}:
        return None
    if tokens.word(index) == "me" and _I_AM.search(tokens.source):
        bracket = tokens.word(index + 1) == "("
        known = KNOWN.find(tokens, tokens.past(index + 2, {"the"})) if bracket else None
        return Found(RESPONSIBLE, known.end + 1 if known and tokens.word(known.end) == ")" else index + 1)
    return None
