"""Fields set in clipped notes: "deal field Paid → Yes", "today's date in field Sent on", "let it have priority low"."""

from __future__ import annotations

from b24app.english.grammar.conditions.fields import capitalised, known_field
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.lines import numbered

_TODAY = Turns(("[the] today's|current date", "[the] today|current 's date", "today", "[the] date of today", "now"))
_INTO = Turns(("in|into|to|under|as [the|its] [deal|lead|contact|company|task|quote|invoice]",))
NO_FIELDS = {"stage", "tags", "ASSIGNED_BY_ID", "COMPANY_ID", "contact", "comments"}
_GIVES = Turns(
    (
        "let|have it|them|that [have|get|carry|be]",
        "let|have the|this|that deal|lead|contact|company|task|quote|invoice [have|get|carry|be]",
        "give|gives|grant it|them|that",
        "give|gives the|this|that deal|lead|contact|company|task|quote|invoice",
        "it|they [should|must|shall|will|needs|has|is] [to] get|gets|have|has|receive|receives|carry|carries",
    )
)
LEVELS = {"high", "low", "normal", "medium", "urgent", "top", "critical", "yes", "no", "true", "false"}
_ENDS = {",", ".", ";", "and", "+", "&", ")", "plus", "!", "then"}


def placed_value(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "today's date in field Delivered on", "'Yes' into the field Paid", as a step without a verb."""
    today = _TODAY.find(tokens, index)
    sure = tokens.kind(index) in {"QUOTED", "VARIABLE", "NUMBER"}
    if not today and not sure:
        return None
    end = today.end if today else index + 1
    said = tokens.kind(end + 1) == "VARIABLE" and tokens.word(end) == "(" and tokens.word(end + 2) == ")"
    told = end + 1 if said else index
    into = _INTO.find(tokens, end + 3 * said)
    field = known_field(tokens, into.end) if into else None
    announced = field is not None and "field" in {tokens.word(at) for at in range(into.end if into else 0, field.end)}
    if not field or not announced:
        return None
    value = "{{CURRENT_DATE}}" if today and not said else tokens.at(told).inner
    return Found(Frame("update_field", index, field.end, field_name=field.value, value=value), field.end)


def owned_value(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "let it have priority low", "give the task priority high", "it gets Segment 'Top'"."""
    gives = _GIVES.find(tokens, index)
    field = known_field(tokens, tokens.past(gives.end, {"a", "the"})) if gives else None
    if not field or field.value in NO_FIELDS:
        return None
    start = field.end + (tokens.word(field.end) in {":", "=", "of"})
    return one_value(tokens, index, field, start)


def one_value(tokens: Tokens, index: int, field: Found[str], start: int) -> Found[Frame] | None:
    """The field with a value of one word, number or quote, that ends the step."""
    sure = tokens.kind(start) in {"QUOTED", "VARIABLE", "NUMBER"} or tokens.word(start) in LEVELS
    end = start + 1 + (tokens.at(start + 1).text == "%")
    if not sure or not closes(tokens, end):
        return None
    name = said_name(tokens, index, field)
    value = tokens.text(start, end) if tokens.kind(start) == "NUMBER" else tokens.at(start).inner
    return Found(Frame("update_field", index, end, field_name=name, value=value), end)


def said_name(tokens: Tokens, index: int, field: Found[str]) -> str:
    """The field in the words it was told in, where the table knows it by a code: "source", not SOURCE_ID."""
    if not field.value.isupper():
        return field.value
    start = next((at for at in range(index, field.end) if _is_code(tokens, at, field)), field.end - 1)
    return tokens.text(start, field.end)


def _is_code(tokens: Tokens, at: int, field: Found[str]) -> bool:
    own = known_field(tokens, at)
    return own is not None and own.end == field.end and tokens.word(at) not in _OWN


_OWN = {"the", "its", "their", "a", "it", "them", "this", "that", "deal", "lead", "contact", "company", "'s", "field"}
_TICKS = Turns(("tick|ticks|check|checks|enable|enables|activate|activates|switch|turn|ticking|checking [on|off]",))
_UNTICKS = Turns(("untick|unticks|uncheck|unchecks|disable|disables|deactivate|deactivates", "switch|turn off"))
_BOX = Turns(("[the|its] checkbox|tickbox|box|flag [for]",))
_TICKED = Turns(
    (
        "gets|is|be [to] [be] checked|ticked|enabled|activated|set",
        "should|must|shall|will be checked|ticked|enabled|activated",
        "on",
    )
)


def ticked(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "tick the box Delivered", "uncheck the flag Newsletter", "the checkbox Paid gets ticked"."""
    off = _UNTICKS.find(tokens, index)
    lead = off or _TICKS.find(tokens, index)
    box = _BOX.find(tokens, lead.end if lead else index)
    at = box.end if box else index
    quoted = box is not None and tokens.kind(at) == "QUOTED"
    end = at + 1 if quoted else capitalised(tokens, at) if box else at
    done = None if lead else _TICKED.find(tokens, end)
    if not box and lead and tokens.word(index) in _BOX_VERBS:
        return _ticked_field(tokens, index, lead.end, off=off is not None)
    if not box or end == at or not (lead or done) or (lead and not closes(tokens, end)):
        return None
    name = tokens.at(at).inner if quoted else tokens.text(at, end)
    stop = done.end if done else end
    return Found(Frame("update_field", index, stop, field_name=name, value="No" if off else "Yes"), stop)


_BOX_VERBS = {"tick", "ticks", "ticking", "untick", "unticks", "uncheck", "unchecks", "enable", "disable", "activate"}


def _ticked_field(tokens: Tokens, index: int, at: int, *, off: bool) -> Found[Frame] | None:
    """Reads "tick the Approved field", "untick field Newsletter (no)"."""
    field = known_field(tokens, at)
    if not field or "field" not in {tokens.word(place) for place in range(at, field.end)}:
        return None
    told = tokens.word(field.end) == "(" and tokens.word(field.end + 1) in LEVELS and tokens.word(field.end + 2) == ")"
    end = field.end + 3 * told
    value = tokens.at(field.end + 1).text if told else "No" if off else "Yes"
    return Found(Frame("update_field", index, end, field_name=field.value, value=value), end)


def closes(tokens: Tokens, at: int) -> bool:
    """Whether a step ends there: the end, a comma, "and", the number of the next point."""
    return tokens.kind(at) in {"END", "NEWLINE"} or tokens.word(at) in _ENDS or numbered(tokens, at)
