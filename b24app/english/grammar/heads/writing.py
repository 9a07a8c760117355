"""Values written into fields: "write 'Yes' into the field Handover", "copy {{X}} to Main phone"."""

from __future__ import annotations

from b24app.english.grammar.conditions.fields import about_record, joins, known_field, owned_from
from b24app.english.grammar.heads.fieldnotes import closes
from b24app.english.grammar.heads.filling import FIELD_HEADS, THE_VALUE, field_named
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.handing import LISTS
from b24app.english.grammar.heads.objects import MOST_MODIFIERS, thing
from b24app.english.grammar.people.meant import people
from b24app.english.grammar.people.owned import owned_next
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.plan.vocabulary import ActionName


def written_head(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "write 'Yes' into the field Handover", "put tomorrow as the deadline", "copy {{X}} to Main phone"."""
    if tokens.word(index) not in _WRITES or (tokens.word(index) == "set" and known_field(tokens, index + 1)):
        return None
    start = tokens.past(index + 1, {"the", "a", "value", "down"})
    inside = tokens.word(start) in {"in", "down"} and tokens.kind(start + 1) in {"NUMBER", "QUOTED", "VARIABLE"}
    start += inside  # "fill in 8 as …"
    announced = THE_VALUE.find(tokens, start)
    start = announced.end if announced and tokens.word(announced.end) not in _INTO else start
    if _makes_one(tokens, index):
        return None
    end = start
    while end - start < MOST_MODIFIERS and tokens.kind(end) in _VALUES and tokens.word(end) not in _INTO | {"back"}:
        end += 1
    at = end + (tokens.word(end) == "back")
    at += tokens.word(at) in {"in", "down"} and tokens.word(at + 1) in {"as", "under"}  # "put 500 in as the amount"
    if tokens.word(index) in {"add", "adds"} and tokens.kind(start) == "NUMBER":
        return None  # that is a sum, not a value
    if (
        end == start
        or tokens.word(start) in {"it", "them", "this"}
        or tokens.word(at) not in _INTO
        or tokens.word(at + 1) in {"it", "them"}
        or (end > start + 1 and owned_next(tokens, end - 1))  # "type Repair goes to the workshop"
    ):
        return None
    at += 1 + (tokens.word(at + 1) == "to")
    field = _written_to(tokens, index, start, at)
    if not field:
        return None
    whose = tokens.word(start - 1) == "the" and tokens.at(start).text.islower()  # "the amount" is no word to write
    value = tokens.at(start).inner if end == start + 1 and not whose else tokens.text(start - whose, end)
    task = {tokens.word(place) for place in range(at, at + 2)} & {"task"} and tokens.word(field.end - 1) != "task"
    action: ActionName = "update_task" if task else "update_field"
    return Found(Frame(action, index, field.end, field_name=field.value, value=value), field.end)


def _written_to(tokens: Tokens, index: int, value: int, at: int) -> Found[str] | None:
    """The field that a value is written to: announced, known, or (for a sure value) any name in capitals."""
    said = tokens.past(index + 1, {"the", "a", "value"})
    announced = "value" in {tokens.word(place) for place in range(index, said)}
    chosen = tokens.word(index) in _CHOOSES
    sure = announced or chosen or tokens.kind(value) in {"VARIABLE", "QUOTED", "NUMBER"}
    sure = sure or tokens.at(value).text[:1].isupper()
    start = tokens.past(at, {"the", "its", "their", "our", "a"})
    named = "field" in {tokens.word(place) for place in range(start, start + MOST_MODIFIERS)}
    longer = named and tokens.word(start + 1) not in {"field", "of", "on", "in"}  # "the Stage remark field"
    longer = longer or tokens.row(start, 2) == ("comments", "field")
    if tokens.word(start) in _PLACES | {"tag", "tags", "label", "labels"} and not longer:
        return None
    if tokens.word(at - 1) == "for" and not chosen:
        return None
    if tokens.word(index) in _BROAD and not (announced or named):
        return None
    field = field_named(tokens, at, sure=sure and tokens.word(index) != "set")
    return field or (cast_as(tokens, at) if tokens.word(at - 1) in {"as", "under"} else None)


def _makes_one(tokens: Tokens, index: int) -> bool:
    """Whether "put a contact "X" into the CRM" makes a record; "put a note in the field X" fills one."""
    start = tokens.past(index + 1, {"together", "in", "up", "down"})
    made = thing(tokens, start) if tokens.word(start) in {"a", "an", "another"} else None
    end = tokens.past(made[2], {"record", "card", "entry"}) if made else index
    return made is not None and _INTO_CRM.find(tokens, end + (tokens.kind(end) == "QUOTED")) is not None


_INTO_CRM = Turns(("in|into|to|on [the|our] crm|pipeline|funnel|system|database|bitrix24|bitrix|books|board",))


def cast_as(tokens: Tokens, at: int) -> Found[str] | None:
    """Reads "(record courier as) the delivery method": a name in small letters that closes like a field's."""
    start = owned_from(tokens, at)
    for end in range(start + 1, start + _LONGEST_CAST + 1):
        if tokens.kind(end - 1) != "WORD" or joins(tokens, end - 1):
            return None
        if tokens.word(end - 1) in FIELD_HEADS and closes(tokens, about_record(tokens, end)):
            return Found(tokens.text(start, end), about_record(tokens, end)) if start > at else None
    return None


_LONGEST_CAST = 3


def to_a_list(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "add 'Prepare papers' to Petra's to-do list", "… to her tasks"."""
    if tokens.word(index) not in {"add", "put", "place", "adds", "puts"} or tokens.kind(index + 1) != "QUOTED":
        return None
    whose = people(tokens, index + 3) if tokens.word(index + 2) in {"to", "on", "onto", "in"} else None
    if not whose or not whose.value or tokens.word(whose.end) != "'s":
        return None
    end = tokens.past(whose.end + 1, {*LISTS, "task", "tasks"})
    if end == whose.end + 1 or tokens.word(end - 1) == "task":
        return None
    return Found(Frame("create_task", index, end, owner=whose.value, texts=[tokens.at(index + 1).inner]), end)


_CHOOSES = {"select", "selects", "pick", "picks", "choose", "chooses"}
# Verbs that mean much else: "assign 'X' to Anna", "drop 'Hi' in the chat".
_BROAD = {"assign", "assigns", "drop", "drops", "pop", "pops", "stick", "sticks", "slap", "throw", "hang"}
_WRITES = {
    "write", "put", "enter", "record", "save", "copy", "store", "log", "insert", "add", "fill", "set", "note", "place",
    "writes", "puts", "copies", "records", "stamp", "stamps", "type", "types", "key", "print", "enters", "saves",
    "input", "inputs", "paste", *_CHOOSES, *_BROAD,
}  # fmt: skip
_INTO = {"into", "in", "to", "as", "under", "onto", "for"}
_VALUES = {"WORD", "QUOTED", "VARIABLE", "NUMBER", "EMAIL", "URL", "SPAN"}
_PLACES = {
    "timeline",
    "history",
    "card",
    "comments",
    "comment",
    "stage",
    "calendar",
    "chat",
    "feed",
    "log",
}
