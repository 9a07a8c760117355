"""Tasks that are only counted in front of their list: "create two tasks in parallel: Sales has to …"."""

from __future__ import annotations

from b24app.english.grammar.heads.objects import verb_at
from b24app.english.grammar.heads.speaking import obliged
from b24app.english.grammar.people.meant import subjects
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.turns import PARALLEL
from b24app.plan import phrases as say

_TASKS = {"tasks", "to-dos", "todos", "things", "steps"}
_MORE = {"following", "separate", "different", "parallel", "follow-up", "new"}


def tasks_counted(tokens: Tokens, at: int) -> int | None:
    """Past the count where each point of the list tells who has to do what; the "in parallel" is read on."""
    made = verb_at(tokens, at, "create")
    start = tokens.past(made if made is not None else at, {"the", "following"})
    counts = tokens.kind(start) == "NUMBER" or tokens.word(start) in say.NUMBER_WORDS
    noun = tokens.past(start + 1, _MORE)
    if not counts or tokens.word(noun) not in _TASKS:
        return None
    lanes = PARALLEL.find(tokens, noun + 1)
    colon = lanes.end if lanes else noun + 1
    who = subjects(tokens, colon + 1) if tokens.word(colon) == ":" else None
    if not who or not obliged(tokens, colon + 1):
        return None
    return noun + 1 if lanes else colon + 1
