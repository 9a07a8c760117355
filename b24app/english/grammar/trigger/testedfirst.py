"""A condition told before what happens: "Berth size is XL and the deal's won: …", "Region North on a lost deal → …"."""

from __future__ import annotations

from b24app.english.grammar.clause import Clause
from b24app.english.grammar.conditions.operators import operator
from b24app.english.grammar.trigger.clause_roles import read_roles
from b24app.english.grammar.trigger.markers import marker
from b24app.english.grammar.trigger.told import told
from b24app.english.grammar.trigger.trailing import StartsStep
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS
from b24app.plan import phrases as say

_JOINTS = {"and", "&", "+", ",", "("}
_OF = {"on", "in", "of", "for", "with", "at"}
_CLOSES = {",", "-", ";", "."}
_LACKS = {"no", "without"}
_FAR = 5
# Neither what was told before nor the records themselves: "every deal missing a phone".
_NEVER_FIRST = {
    "it", "this", "that", "they", "he", "she", "for", "on", "in", "at", "of", "with", "from", "every", "each", "any",
    "all", "when", "whenever", "if", "once", "after", "as", "a", "an", "new",
}  # fmt: skip


def tested_first(tokens: Tokens, index: int, starts_step: StartsStep) -> Found[Clause] | None:
    """The trigger of such a sentence, where all of it is understood and a mark or a step closes it."""
    if tokens.kind(index) not in {"WORD", "QUOTED"} or tokens.word(index) in _NEVER_FIRST:
        return None
    rows = told(tokens, index, "", led=False)
    start = _joint(tokens, rows.end) if rows else None
    if not rows or start is None or (starts_step(tokens, index) and not _compares(tokens, index, rows.end)):
        return None
    clause = Clause()
    end = read_roles(tokens, start, clause, starts_step, strict=True)
    end += tokens.word(start - 1) == "(" and tokens.word(end) == ")"
    closed = tokens.word(end) in {":", "?"} or tokens.kind(end) == "ARROW"
    closed = closed or (tokens.word(end) in _CLOSES and tokens.word(index) not in _LACKS)  # "no e-mail on won deals, …"
    if not clause.name or clause.unread or clause.watched or clause.dwell or not (closed or starts_step(tokens, end)):
        return None
    clause.conditions = (*rows.value, *clause.conditions)
    return Found(clause, end)


def _compares(tokens: Tokens, index: int, end: int) -> bool:
    """Whether it is no step: not "comment 'ok'", but "comment contains ok", "the owner is Ben", "no phone"."""
    return tokens.word(index) in _LACKS or any(operator(tokens, place) for place in range(index + 1, end))


def _joint(tokens: Tokens, end: int) -> int | None:
    """Where the event begins: behind "and", a comma, a bracket, or behind "on", "of" with its record."""
    for at in range(end, end - _FAR, -1):
        if tokens.word(at) in _OF and _record(tokens, at + 1):
            return at + 1  # the record may have been taken with the field: "in the title of a task (that got done)"
    if tokens.word(end) not in _JOINTS:
        return None
    announced = marker(tokens, end + 1)
    return end + 1 if announced is None else announced


def _record(tokens: Tokens, at: int) -> bool:
    """Whether a record, or an event and its record, stands there: "a lost deal", "a task that got done"."""
    start = tokens.past(at, {*say.DETERMINERS, "new"})
    event = EVENTS.find(tokens, start)
    return NOUNS.find(tokens, start) is not None or (event is not None and NOUNS.find(tokens, event.end) is not None)
