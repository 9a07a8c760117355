"""A field that somebody changes: "someone sets the Quality of a lead to Junk", "changing a deal's amount"."""

from __future__ import annotations

from b24app.english.grammar.clause import Clause
from b24app.english.grammar.fields import about_record, capitalised, known_field
from b24app.english.grammar.lexer import Tokens
from b24app.english.grammar.lexicon import Found
from b24app.english.grammar.lexicons import NOUNS
from b24app.english.grammar.operators import Sign
from b24app.english.grammar.values import valued
from b24app.english.grammar.watched import as_said
from b24app.plan import phrases as say

_ALTERS = {
    "change", "changes", "changed", "set", "sets", "update", "updates", "updated", "edit", "edits", "edited", "switch",
    "switches", "switched", "alter", "alters", "altered", "modify", "modifies", "modified", "correct", "corrects",
    "corrected", "overwrite", "overwrites", "adjust", "adjusts", "adjusted",
}  # fmt: skip
_ALTERING = {"changing", "setting", "updating", "editing", "switching", "altering", "modifying", "adjusting"}


def alters(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "(somebody) changes the lead field Quality to Junk": the field, its record, and what it has to become."""
    told = clause.noun or clause.event or clause.watched or clause.moves
    acts = tokens.word(at) in _ALTERS and tokens.word(at - 1) in say.AGENTS
    if told or not (acts or tokens.word(at) in _ALTERING):
        return None
    field = _named(tokens, at + 1)
    record = NOUNS.find(tokens, tokens.past(at + 1, say.DETERMINERS))
    if record and record.end >= field.end and (record.value, "updated") in say.TRIGGER_OF:
        return None  # "someone edits a company"
    nouns = [found.value for place in range(at + 1, field.end) if (found := NOUNS.find(tokens, place))]
    noun = next((one for one in nouns if (one, "updated") in say.TRIGGER_OF), "")
    if field.end == at + 1 or field.value == "stage" or not noun:
        return None
    led = tokens.word(field.end) in {"to", "into"}
    goal = valued(tokens, field.value, Sign("eq"), field.end + 1) if led else None
    if led and not goal:
        return None
    clause.noun, clause.event = noun, "updated"
    clause.watched = as_said(tokens, tokens.past(at + 1, say.DETERMINERS), field)
    clause.watched_place = (at + 1, field.end)
    clause.conditions += goal.value if goal else ()
    return goal.end if goal else field.end


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
