"""Fields to be emptied: "clear the field Next step", "wipe the deadline", "the phone number should be removed".

No step can empty a field yet, so the plan says so and asks for the value it should get instead.
"""

from __future__ import annotations

from b24app.english.grammar.conditions.fields import known_field
from b24app.english.grammar.heads.belonging import inside_event, told_of_event
from b24app.english.grammar.heads.filling import field_named
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns

EMPTIED = frozenset({"empty", "blank", "nothing", "null", "nil"})

_CLEARS = Turns(
    (
        "clear|clears|empty|empties|blank|blanks|wipe|wipes|erase|erases|nullify|unset|clean|cleans [out|off|away]",
        "clearing|emptying|blanking|wiping|erasing|cleaning [out|off|away]",
        "remove|removes|delete|deletes|reset|resets|removing|deleting",
        "get rid of",
    )
)
_ZEROES = Turns(("zero|zeros|zeroes|zeroing [out]", "nil|nullify"))
_HELD = Turns(("[the] [current|old|present] value|content|contents|entry of|in|from", "[the] value [for]"))
_CLEARED = Turns(
    (
        "should|must|shall|will be cleared|emptied|blanked|wiped|erased|removed|deleted|reset [out|off]",
        "is|are|has|have|needs to be cleared|emptied|blanked|wiped|erased|removed|deleted|reset [out|off]",
        "should|must|shall|will be|become|go|get empty|blank",
        "is|gets cleared|emptied|blanked|wiped|erased [out]",
        "becomes|goes empty|blank",
    )
)
_NO_FIELDS = {"stage", "tags", "ASSIGNED_BY_ID", "COMPANY_ID", "contact", "comments"}


def cleared(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "clear the field X", "erase the content of field X", "the field X must be emptied"."""
    zeroes = _ZEROES.find(tokens, index)
    counted = field_named(tokens, zeroes.end, sure=True) if zeroes else None
    if counted:
        return Found(Frame("update_field", index, counted.end, field_name=counted.value, value="0"), counted.end)
    clears = _CLEARS.find(tokens, index)
    if clears:
        held = _HELD.find(tokens, clears.end)
        field = _field(tokens, held.end if held else clears.end)
        return _emptied(index, field, field.end) if field else None
    leaves = tokens.word(index) in _LEAVES
    opens = leaves or tokens.word(index) in _OPENS or tokens.at(index).text[:1].isupper()
    field = _field(tokens, index + leaves) if opens and not told_of_event(tokens, index) else None
    if field and leaves:
        return _emptied(index, field, field.end + 1) if tokens.word(field.end) in EMPTIED else None
    done = _CLEARED.find(tokens, field.end) if field and not inside_event(tokens, index) else None
    return _emptied(index, field, done.end) if field and done else None


_OPENS = {"the", "its", "their", "field", "his", "her"}
_LEAVES = {"leave", "leaves", "keep", "make", "set"}


def _field(tokens: Tokens, at: int) -> Found[str] | None:
    return known_field(tokens, at) or field_named(tokens, at)


def _emptied(index: int, field: Found[str], end: int) -> Found[Frame] | None:
    if field.value in _NO_FIELDS:
        return None
    name = "amount" if field.value == "OPPORTUNITY" else field.value.removesuffix("_ID").lower()
    name = name if field.value.isupper() else field.value
    return Found(Frame("update_field", index, end, field_name=name, value="empty"), end)
