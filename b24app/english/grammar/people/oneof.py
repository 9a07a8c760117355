"""Any one of several who have the same role: "one of the partners (must approve)"."""

from __future__ import annotations

from b24app.english.grammar.people.naming import ROLES
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found
from b24app.plan.plan import Person

_OWN = {"the", "our", "my", "these", "their", "your"}
_MOST_WORDS = 3


def one_of(tokens: Tokens, index: int) -> Found[Person] | None:
    """Reads "one of the partners", "any of our sales managers": the role that each of them has."""
    if tokens.word(index) not in {"one", "any", "either"} or tokens.word(index + 1) != "of":
        return None
    start = tokens.past(index + 2, _OWN)
    for end in range(start + 1, start + 1 + _MOST_WORDS):
        if tokens.kind(end - 1) != "WORD":
            return None
        if tokens.word(end - 1).endswith("s") and tokens.word(end - 1)[:-1] in ROLES:
            return Found(Person(kind="role", name=tokens.text(start, end)[:-1]), end)
    return None
