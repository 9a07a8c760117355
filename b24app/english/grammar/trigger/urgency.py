"""How urgent the record of an event is: "a task of high priority is created"."""

from __future__ import annotations

from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found
from b24app.plan.plan import Comparison, Condition

_PRIORITIES = {"high", "low", "normal", "medium", "urgent", "critical", "high-priority", "low-priority"}
_WORK = {"task", "to-do", "todo", "ticket", "reminder"}


def prioritised(tokens: Tokens, at: int, _: str, __: str) -> Found[tuple[Condition, ...]] | None:
    """Reads "high priority", "of priority High", "marked high priority"."""
    start = at + (tokens.word(at) in {"of", "with", "a", ",", "having", "marked", "at"})
    start += tokens.word(start) in {"as", "a"}
    word = tokens.word(start)
    if word in _PRIORITIES and tokens.word(start + 1) == "priority" and tokens.word(start + 2) not in _WORK:
        return Found((Comparison(field="priority", op="eq", value=tokens.at(start).text),), start + 2)
    if word == "priority" and tokens.word(start + 1) in _PRIORITIES:
        return Found((Comparison(field="priority", op="eq", value=tokens.at(start + 1).text),), start + 2)
    return None
