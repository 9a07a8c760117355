"""The writer as a person of the workflow: "remind me (the owner)", "a task for me, since I'm responsible for it"."""

from __future__ import annotations

import re

from b24app.english.grammar.people.known import KNOWN, RESPONSIBLE
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.plan.plan import Person

_ROLE = r"(?:responsible|owner|assignee|in\s+charge)"
_A_RECORD = "company|deal|lead|contact|task|invoice|quote|record|client"
_I_AM = re.compile(
    r"\bi\s?['\u2019]?a?m\s+(?:its|the|their)\s+(?:one\s+|person\s+)?(?:responsible|owner|assignee)"
    # Not "a deal I'm responsible for", "if I'm responsible": these single out.
    r"|(?:^|[.,;:!?(\u2013\u2014-]|\b(?:since|because|as|for))\s*i\s?['\u2019]?a?m\s+(?:also\s+)?(?:(?:its|the|their)\s+)?"
    rf"(?:one\s+|person\s+)?{_ROLE}(?:\s+person)?\s*(?:(?:for|of)\s+(?:it|this|that|them|the|these|those)\b|[.,;:!)]|$)"
    r"|\bme\s*\((?:the|its)\s+(?:responsible|owner)"
    rf"|\bme\s*(?:,|,?\s*as)\s+(?:the|its|their)\s+(?:(?:{_A_RECORD})\s?['\u2019]s\s+)?(?:one\s+|person\s+)?(?:responsible|owner)\b",
    re.IGNORECASE,
)
_TAIL = Turns(
    tuple(
        f"{led} the|its|their {owned}[one|person] responsible|owner [person|one] {whose}"
        for led in ("[,] as", ",")
        for owned in ("", f"{_A_RECORD} 's ")
        for whose in ("[for|of] [it|this|that]", f"for|of the|this|that {_A_RECORD}")
    )
)


def myself(tokens: Tokens, index: int) -> Found[Person | None] | None:
    """The word "me" where the writer says to be the responsible."""
    if tokens.word(index) not in {"me", "i"}:
        return None
    if tokens.word(index) == "me" and _I_AM.search(tokens.source):
        tail = _TAIL.find(tokens, index + 1)
        if tail:
            return Found(RESPONSIBLE, tail.end)
        bracket = tokens.word(index + 1) == "("
        known = KNOWN.find(tokens, tokens.past(index + 2, {"the"})) if bracket else None
        return Found(RESPONSIBLE, known.end + 1 if known and tokens.word(known.end) == ")" else index + 1)
    return None
