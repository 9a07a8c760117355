"""A condition told as a fact behind the event: "A lead comes in. Its source is Web. Then …", "region is North. …"."""

from __future__ import annotations

from b24app.english.grammar.conditions.fields import known_field
from b24app.english.grammar.conditions.operators import operator
from b24app.english.grammar.draft import Draft
from b24app.english.grammar.heads.head import head
from b24app.english.grammar.slots.bounds import announces
from b24app.english.grammar.trigger.told import told
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicons import EVENTS

_ENDS = {".", ";", "!"}
_DEMANDS = {"should", "must", "shall", "will", "needs", "becomes", "gets", "set"}
_HOLDS = {"has", "have", "is", "are", "lacks", "comes"}
_STATES = {"says", "reads"}
_SHORT = 3


def supposed(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads such a sentence between that of the event and the first step: it limits what the event starts."""
    clause = draft.clause
    apart = at == draft.clause_end + 1 and tokens.word(at - 1) == "."  # "When its region changes. It is now North. …"
    stated = apart or _is_stated(tokens, draft)
    between = clause is not None and not draft.items and _opens(tokens, at, draft) and stated
    found = told(tokens, at, clause.subject, draft.topic, led=True) if clause and between else None
    if not found or not _closes(tokens, found.end) or not _says(tokens, at, found.end):
        return None
    draft.guards.extend(found.value)
    return found.end


def _opens(tokens: Tokens, at: int, draft: Draft) -> bool:
    """Whether a sentence opens there, or goes on behind the event: "a company is added, its industry is Retail."."""
    goes_on = tokens.word(at - 1) in {",", ":"} and at - 1 == draft.clause_end
    return goes_on or tokens.word(at - 1) in _ENDS or tokens.kind(at - 1) == "NEWLINE"


def _closes(tokens: Tokens, end: int) -> bool:
    """Whether its sentence ends there and another one follows."""
    ends = tokens.word(end) in _ENDS or tokens.kind(end) == "NEWLINE"
    return ends and tokens.kind(end + 1) not in {"END", "NEWLINE"}


def _is_stated(tokens: Tokens, draft: Draft) -> bool:
    """Whether the event was told as a fact: "A deal is won.", not "When a deal is won."."""
    return not any(announces(tokens, at) for at in range(draft.clause_start, draft.clause_end))


def _says(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a verb says that it is so, and none that it shall be: no step is told."""
    words = {tokens.word(at) for at in range(start, end)}
    step = head(tokens, start) is not None and not words & _STATES
    happens = EVENTS.find(tokens, start) is not None and tokens.row(start, 2) != ("new", "value")
    if step or happens or words & _DEMANDS or tokens.word(start) == "priority":
        return False
    says = any(tokens.word(at) in _HOLDS or operator(tokens, at) for at in range(start, end))
    return says and not _is_busy(tokens, start, end)


def _is_busy(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a word in capitals only for opening the sentence may be somebody: "Sales is busy"."""
    plain = tokens.kind(end - 1) == "WORD" and tokens.at(end - 1).text.islower()
    return (
        plain and tokens.at(start).text[:1].isupper() and known_field(tokens, start) is None and end - start == _SHORT
    )
