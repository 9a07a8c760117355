"""Fields filled in everyday words: "'Paid' goes into the Billing field", "update it with X = Y", "let X say Y".

A field is told by any name: one that the table knows, a quoted one, one in capitals, one announced by "field". A value
that stands before its field is a quote, a variable, a number, a name in capitals, or what "the value" announces.
"""

from __future__ import annotations

from b24app.english.grammar.conditions.fields import about_record, capitalised, known_field, owned_from
from b24app.english.grammar.heads.belonging import inside_event
from b24app.english.grammar.heads.fieldnotes import LEVELS, NO_FIELDS, closes, said_name
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.objects import past_article, record
from b24app.english.grammar.people.meant import people
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Lexicon, Turns
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.english.grammar.words.lines import numbered
from b24app.plan import phrases as say

_SURE = {"QUOTED", "VARIABLE", "NUMBER", "EMAIL", "URL"}
_LONGEST = 5
_DUTY = "[should|must|shall|will|is|are|has|have|needs|need|ought] [to]"
_NOW: Lexicon[str] = Lexicon(
    {
        "[the] current date and time|hour": "{{CURRENT_DATETIME}}",
        "[the] current timestamp|datetime|moment|date-time": "{{CURRENT_DATETIME}}",
        "[the] date and time": "{{CURRENT_DATETIME}}",
        "now|right-now": "{{CURRENT_DATETIME}}",
        "[the] today|current 's date": "{{CURRENT_DATE}}",
        "[the] today's|current date|day": "{{CURRENT_DATE}}",
        "[the] date of today|that-day": "{{CURRENT_DATE}}",
        "today": "{{CURRENT_DATE}}",
    }
)
THE_VALUE = Turns(("[the] value|text|word|words|entry|option|string|number [of|:]", "a value of"))
_INTO = {"into", "in", "to", "as", "under", "onto", "for"}
_GOES = Turns(
    (
        f"{_DUTY} go|goes|come|comes|land|lands|belong|belongs [down] into|in|to|under",
        f"{_DUTY} be|is|gets|being [down] written|put|entered|recorded|stored|saved|filled|noted|set|placed in|into",
        f"{_DUTY} be|is|gets|being [down] written|entered|recorded|stored|saved|noted|logged|stamped under|as|to|on",
        f"{_DUTY} be|is|gets|being inserted|copied|typed|added|dropped|logged|stamped|selected|chosen in|into|to|as",
        "written|entered|recorded|stored|saved|filled|noted|inserted|copied|stamped [down] in|into|under|to",
    )
)
_SAYS = Turns(
    (
        "be|is|are|say|says|read|reads|show|shows|equal|equals|contain|contains|hold|holds|become|becomes",
        "[be|is|becomes|become] equal to",
        "[be|is|gets|get] set|changed|switched|updated|put|filled to|with|as",
    )
)
_LETS = Turns(
    (
        "let|have|get|make",
        "make sure|certain [that]",
        "ensure|see [that]",
        "see to it that",
        "take care that",
    )
)
_GIVES = Turns(("give|gives|assign|assigns|grant|grants",))
_UPDATES = Turns(
    (
        "update|updates|edit|edits|change|changes|amend|amends|modify|modifies|adjust|adjusts|tweak|tweaks|revise|alter",
        "correct|corrects|refresh|refreshes|touch up|revises|alters",
    )
)
_WITH = Turns(
    (
        "with|by|:|,|- [setting|changing|putting]",
        "so [that]",
        "and set",
        "and give|make it|them",
        "to have|carry|show",
    )
)
_IS = Turns((":|=|=>|to|as|is|becomes|:=", "is|gets|be [set|changed] to", "set|changed|switched to", ": ="))
_HAS = Turns((f"{_DUTY} have|get|carry|bear|show|receive", "has|gets|carries|bears|shows|receives"))
_RELATIVES = {"that", "which", "who", "whose"}
_AS = {"as", "in", "for", "under"}


_READS = Turns(("read|say|show|state|display|be|equal",))


def value_lead(tokens: Tokens, at: int) -> Found[bool] | None:
    """Past what only leads to a value: "(set it to) the value (5)", "(amend Priority to) read (High)"."""
    reads = _READS.find(tokens, at) if tokens.word(at - 1) == "to" else None
    told = reads is not None and (
        tokens.kind(reads.end) in {"QUOTED", "NUMBER", "VARIABLE"}
        or tokens.at(reads.end).text[:1].isupper()
        or (tokens.word(reads.end) in LEVELS and closes(tokens, reads.end + 1))
    )
    return reads if told else THE_VALUE.find(tokens, at)


def field_named(tokens: Tokens, index: int, *, sure: bool = False) -> Found[str] | None:
    """The field that is told there: known, announced, owned ("its Billing status"), or (if `sure`) any name."""
    field = known_field(tokens, index)
    if field:
        announced = field.value == "comments" and "field" in {tokens.word(at) for at in range(index, field.end)}
        return None if field.value in NO_FIELDS and not announced else Found(said_name(tokens, index, field), field.end)
    at = owned_from(tokens, index)
    end = name_end(tokens, at)
    if end > at and (tokens.word(end - 1) in say.TEAM_NOUNS or _owns(tokens, at, end)):
        return None
    if end == at or tokens.word(at) in _NO_NAMES or not (sure or at > index or sounds(tokens, at, end)):
        return None
    name = tokens.at(at).inner if end == at + 1 else tokens.text(at, end)
    return Found(name, about_record(tokens, end + (tokens.word(end) == "field")))


def name_end(tokens: Tokens, at: int) -> int:
    """The end of a quoted name or one in capitals, with its own preposition: "Delivered on", "Valid until"."""
    if tokens.kind(at) == "QUOTED":
        return at + 1
    end = capitalised(tokens, at)
    for place in range(at + 1, end):  # "Billing status | Cleared"
        large = tokens.at(place).text[:1].isupper() and tokens.word(place) not in FIELD_HEADS
        end = place if large and tokens.word(place - 1) in FIELD_HEADS else end
    own = end > at and tokens.word(end) in _ENDINGS and (_leads(tokens, end + 1) or closes(tokens, end + 1))
    return end + own


def _leads(tokens: Tokens, at: int) -> bool:
    """Whether what follows a field's name stands there, so that a preposition before it is the name's own."""
    valued = tokens.kind(at) == "VARIABLE" or _NOW.find(tokens, at) is not None
    return tokens.word(at) in _BEHIND or (valued and tokens.word(at - 1) == "on")


def sounds(tokens: Tokens, at: int, end: int) -> bool:
    """Whether a name in capitals can only be a field's: "Billing status", "Delivered on"."""
    return end > at + 1 and tokens.word(end - 1) in FIELD_HEADS | _ENDINGS


_ENDINGS = {"on", "by", "at", "until", "from", "in", "since"}
_BEHIND = {
    "to", "with", "=", ":", ":=", "=>", "as", "is", "be", "gets", "field", "should", "must", "shall", "will", "has",
    "becomes", "turns", "set", "changed", "needs", "reads", "says", "on", "of",
}  # fmt: skip
FIELD_HEADS = {
    "status", "date", "type", "number", "level", "score", "reason", "code", "category", "rating", "count", "channel",
    "segment", "tier", "grade", "terms", "flag", "state", "deadline", "step", "address", "value", "class", "priority",
    "method", "period", "probability", "interest", "result", "outcome", "origin", "language", "size", "time", "source",
    "hours", "quantity", "colour", "color", "model", "brand", "format", "mode", "location", "warehouse", "rate",
    "price", "cost", "budget",
}  # fmt: skip


def ends_field(tokens: Tokens, at: int) -> bool:
    """Whether "(update the VIP) category" ends there: a field, whatever people its first words may be."""
    return tokens.word(at) in FIELD_HEADS and closes(tokens, at + 1)


def _owns(tokens: Tokens, at: int, end: int) -> bool:
    """Whether "Greta responsible" stands there: that speaks of who has it."""
    return any(tokens.word(place) in {"responsible", "owner", "assignee"} for place in range(at + 1, end))


_NO_NAMES = {"stage", "tag", "tags", "timeline", "history", "it", "i"}


def value_told(tokens: Tokens, index: int) -> Found[str] | None:
    """A value that ends where it stands: a quote, a variable, a number, today, a level, a name in capitals."""
    now = _NOW.find(tokens, index)
    lead = THE_VALUE.find(tokens, index)
    at = lead.end if lead else index
    if now and not lead:
        return now
    if tokens.kind(at) in _SURE and not numbered(tokens, at):
        end = at + 1 + (tokens.at(at + 1).text == "%")
        return Found(tokens.at(at).inner if end == at + 1 else tokens.text(at, end), end)
    if tokens.word(at) in LEVELS:
        return Found(tokens.at(at).text, at + 1)
    end = at
    large = tokens.at(at).text[:1].isupper() and tokens.kind(at) == "WORD" and index > 0
    while (lead or large) and end - at < _LONGEST and tokens.kind(end) == "WORD" and tokens.word(end) not in _STOPS:
        end += 1
    return Found(tokens.text(at, end), end) if end > at else None


_STOPS = _INTO | {
    "goes", "go", "should", "must", "is", "are", "gets", "and", "then", "with", "on", "be", "shall", "will", "has",
    "at", "or", "if", "when", "from", "by", "the", "a", "comes", "lands", "belongs", "needs",
}  # fmt: skip


def filled(tokens: Tokens, index: int) -> Found[Frame] | None:
    """A field and its value, told by other verbs than "set" and "write"."""
    for rule in (_value_goes, _given_value, _updated_with, _told_to_say, _has_value):
        found = rule(tokens, index)
        if found:
            return found
    return None


def _set(index: int, name: str, end: int, value: str = "") -> Found[Frame]:
    return Found(Frame("update_field", index, end, field_name=name, value=value), end)


def one_more_value(tokens: Tokens, index: int) -> Frame | None:
    """Reads "(put 'A' in X) and 'B' in Y": the verb holds for both."""
    value = value_told(tokens, index)
    into = value is not None and tokens.word(value.end) in {"in", "into", "under"}
    field = field_named(tokens, value.end + 1, sure=True) if value and into else None
    if not value or not field or not closes(tokens, field.end):
        return None
    return Frame("update_field", index, field.end, field_name=field.value, value=value.value)


def _value_goes(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "'Cleared' goes into the Billing field", "today's date is entered in Sent on"."""
    value = value_told(tokens, index)
    goes = _GOES.find(tokens, value.end) if value else None
    field = field_named(tokens, goes.end, sure=tokens.kind(index) in _SURE) if goes else None
    return _set(index, field.value, field.end, value.value) if value and field else None


def _given_value(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "give the Region field the value North", "give it the Billing status 'Paid'"."""
    gives = _GIVES.find(tokens, index)
    if not gives:
        return None
    whose = record(tokens, gives.end)
    field = field_named(tokens, whose, sure=True) if whose else None
    if field and whose:
        start = field.end + (tokens.word(field.end) in {":", "=", "of"})
        value = value_told(tokens, start)
        return _set(index, field.value, value.end, value.value) if value and closes(tokens, value.end) else None
    field = field_named(tokens, gives.end, sure=True)
    if not field or (people(tokens, gives.end) and not known_field(tokens, gives.end)):
        return None
    announced = THE_VALUE.find(tokens, tokens.past(field.end, {"a", "the"}))
    return _set(index, field.value, field.end) if announced else None


def _updated_with(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "update the deal with Region = North", "update it: field Region to North"."""
    updates = _UPDATES.find(tokens, index)
    whose = record(tokens, updates.end) if updates else None
    led = _WITH.find(tokens, whose) if whose else None
    field = field_named(tokens, led.end, sure=True) if led else None
    equals = _IS.find(tokens, field.end) if field else None
    value = value_told(tokens, field.end) if field and not equals else None
    if not updates or not field or not led:
        return None
    if value and closes(tokens, value.end):
        found = _set(index, said_name(tokens, led.end, field), value.end, value.value)
    elif equals:
        found = _set(index, field.value, equals.end)
    else:
        return None
    of_task = NOUNS.find(tokens, past_article(tokens, updates.end))
    if of_task and of_task.value == "task" and of_task.end == whose:
        found.value.action = "update_task"
    return found


def _told_to_say(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "let the Region field read 'North'", "make sure that Region is North", "have X set to Y"."""
    lets = _LETS.find(tokens, index)
    field = field_named(tokens, lets.end, sure=True) if lets else None
    says = _SAYS.find(tokens, field.end) if field else None
    whose = people(tokens, lets.end) if lets else None
    person = whose is not None and field is not None and whose.end >= field.end  # "have Anna read 'Dune'"
    return None if person or not field or not says else _set(index, field.value, says.end)


def _has_value(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "the deal should have Region 'North'", "it gets North as its Region", "it shows 'A' in field Class"."""
    told = inside_event(tokens, index) or _RELATIVES & {tokens.word(index), tokens.word(index - 1)}
    whose = None if told else record(tokens, index)
    has = _HAS.find(tokens, whose) if whose else None
    if not has:
        return None
    field = field_named(tokens, tokens.past(has.end, {"the", "a", "its"}), sure=True)
    start = field.end + (tokens.word(field.end) in {":", "=", "of"}) if field else has.end
    value = value_told(tokens, start)
    if field and value and closes(tokens, value.end):
        return _set(index, field.value, value.end, value.value)
    value = value_told(tokens, has.end)
    field = field_named(tokens, value.end + 1) if value and tokens.word(value.end) in _AS else None
    return _set(index, field.value, field.end, value.value) if value and field else None
