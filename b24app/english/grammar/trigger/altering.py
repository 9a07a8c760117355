"""A field that somebody changes: "someone sets the Quality of a lead to Junk", "changing a deal's amount"."""

from __future__ import annotations

from b24app.english.grammar.clause import Clause
from b24app.english.grammar.conditions.fields import about_record, capitalised, known_field
from b24app.english.grammar.conditions.operators import Sign
from b24app.english.grammar.conditions.values import valued
from b24app.english.grammar.trigger.watched import as_said
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.plan import phrases as say
from b24app.plan.plan import Comparison

_ALTERS = {
    "change", "changes", "changed", "set", "sets", "update", "updates", "updated", "edit", "edits", "edited", "switch",
    "switches", "switched", "alter", "alters", "altered", "modify", "modifies", "modified", "correct", "corrects",
    "corrected", "overwrite", "overwrites", "adjust", "adjusts", "adjusted", "touch", "touches", "touched", "replace",
    "replaces", "replaced", "revise", "revises", "revised", "amend", "amends", "amended",
}  # fmt: skip
_REMOVES = {
    "remove", "removes", "removed", "delete", "deletes", "deleted", "clear", "clears", "cleared", "wipe", "wipes",
    "erase", "erases", "erased", "empties", "emptied",
}  # fmt: skip
_FILLS = {
    "fill", "fills", "filled", "enter", "enters", "entered", "add", "adds", "added", "supply", "supplies", "provide",
    "provides", "provided", "specify", "specifies", "specified", "record", "records", "recorded", "states", "stated",
}  # fmt: skip
_TYPES = {"type", "types", "typed", "enter", "enters", "entered", "put", "puts", "write", "writes", "key", "keys"}
_ALTERING = {"changing", "setting", "updating", "editing", "switching", "altering", "modifying", "adjusting"}


def alters(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "(somebody) changes the lead field Quality to Junk": the field, its record, and what it has to become."""
    told = clause.noun or clause.event or clause.watched or clause.moves
    acts = tokens.word(at) in {*_ALTERS, *_REMOVES, *_FILLS, *_TYPES} and tokens.word(at - 1) in say.AGENTS
    if told or not (acts or tokens.word(at) in _ALTERING):
        return None
    return _altered(tokens, at, clause)


def _altered(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "changes the amount (to 500)", "fills in the phone", "removes the email"."""
    fills = tokens.word(at) in _FILLS
    start = at + 1 + (fills and tokens.word(at + 1) in {"in", "out"})
    field = _named(tokens, start)
    record = NOUNS.find(tokens, tokens.past(start, {*say.DETERMINERS, "new"}))
    if record and record.end >= field.end and (record.value, "updated") in say.TRIGGER_OF:
        return None  # "someone edits a company"
    noun = _owner(tokens, start, field.end)
    if field.end == start or field.value == "stage" or not noun:
        return None
    led = tokens.word(field.end) in {"to", "into"}
    goal = valued(tokens, field.value, Sign("eq"), field.end + 1) if led else None
    if led and not goal:
        return None
    _watch(tokens, clause, noun, start, field)
    clause.conditions += goal.value if goal else ()
    if fills or tokens.word(at) in _REMOVES:
        clause.conditions += (Comparison(field=field.value, op="not_empty" if fills else "empty"),)
    return goal.end if goal else field.end


def _owner(tokens: Tokens, start: int, end: int) -> str:
    """The record whose field it is: "the company of a deal", "a deal's company"."""
    found = [(noun.value, noun.end) for place in range(start, end) if (noun := NOUNS.find(tokens, place))]
    told = [row for row in found if (row[0], "updated") in say.TRIGGER_OF]
    owned = (noun for noun, behind in told if tokens.word(behind) == "'s")
    return next(owned, told[-1][0] if told else "")


def _watch(tokens: Tokens, clause: Clause, noun: str, start: int, field: Found[str]) -> None:
    clause.noun, clause.event = noun, "updated"
    clause.watched = as_said(tokens, tokens.past(start, say.DETERMINERS), field)
    clause.watched_place = (start, field.end)


def _named(tokens: Tokens, at: int) -> Found[str]:
    """A field with the record it belongs to; nothing where no record is named beside it."""
    known = known_field(tokens, at)
    if known:
        return known
    start = tokens.past(at, say.DETERMINERS)
    owner = NOUNS.find(tokens, start)
    owned = owner.end + 1 if owner and tokens.word(owner.end) == "'s" else start
    end = capitalised(tokens, owned)
    whose = about_record(tokens, end) if end > owned else end
    told = end > owned and (owned > start or whose > end)
    return Found(tokens.text(owned, end), whose) if told else Found("", at)
