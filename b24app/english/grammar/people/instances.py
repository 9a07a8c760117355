"""Somebody left open, and then named: "someone senior, say the commercial director", "somebody (ideally the CFO)"."""

from __future__ import annotations

from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Turns

_OPEN = {"someone", "somebody", "anyone", "anybody"}
# What may be said of them before the name: no verb is among it.
_SAID = {
    "senior", "more", "higher", "high", "up", "important", "suitable", "competent", "experienced", "from", "in", "at",
    "the", "our", "top", "leadership", "management", "with", "authority", "else", "above", "upstairs", "else's", "of",
    "board", "office", "team", "sales", "finance", "responsible", "appropriate", "senior-level", "knowledgeable",
}  # fmt: skip
_SAY = Turns(
    (
        "[let's] say|ideally|preferably|maybe|perhaps|possibly|probably|usually|namely|normally",
        "for example|instance",
        "e.g|eg|i.e|ie [.]",
        "e . g [.]",
        "i . e [.]",
        "such as",
        "like",
    )
)
_LONGEST = 6


def named_behind(tokens: Tokens, at: int) -> int | None:
    """Where the name begins of somebody who was left open first."""
    if tokens.word(at) not in _OPEN:
        return None
    end = at + 1
    while tokens.word(end) in _SAID and end - at < _LONGEST:
        end += 1
    led = _SAY.find(tokens, end + 1) if tokens.word(end) in {",", "(", "-"} else None
    if not led:
        return None
    return led.end + (tokens.word(led.end) == ",")
