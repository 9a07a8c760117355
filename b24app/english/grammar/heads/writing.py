"""Values written into fields: "write 'Yes' into the field Handover", "copy {{X}} to Main phone"."""

from __future__ import annotations

from b24app.english.grammar.conditions.fields import known_field
from b24app.english.grammar.heads.filling import field_named
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.handing import LISTS
from b24app.english.grammar.heads.objects import MOST_MODIFIERS
from b24app.english.grammar.people.meant import people
from b24app.english.grammar.people.owned import owned_next
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found


def written_head(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "write 'Yes' into the field Handover", "put tomorrow as the deadline", "copy {{X}} to Main phone"."""
    if tokens.word(index) not in _WRITES or (tokens.word(index) == "set" and known_field(tokens, index + 1)):
        return None
    start = tokens.past(index + 1, {"the", "a", "value", "down"})
    end = start
    while end - start < MOST_MODIFIERS and tokens.kind(end) in _VALUES and tokens.word(end) not in _INTO | {"back"}:
        end += 1
    at = end + (tokens.word(end) == "back")
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
    return Found(Frame("update_field", index, field.end, field_name=field.value, value=value), field.end)


def _written_to(tokens: Tokens, index: int, value: int, at: int) -> Found[str] | None:
    """The field that a value is written to: announced, known, or (for a sure value) any name in capitals."""
    said = tokens.past(index + 1, {"the", "a", "value"})
    announced = "value" in {tokens.word(place) for place in range(index, said)}
    chosen = tokens.word(index) in _CHOOSES
    sure = announced or chosen or tokens.kind(value) in {"VARIABLE", "QUOTED", "NUMBER"}
    sure = sure or tokens.at(value).text[:1].isupper()
    start = tokens.past(at, {"the", "its", "their", "our", "a"})
    if tokens.word(start) in _PLACES | {"tag", "tags", "label", "labels"}:
        return None
    named = "field" in {tokens.word(place) for place in range(start, start + MOST_MODIFIERS)}
    if tokens.word(at - 1) == "for" and not chosen:
        return None
    if tokens.word(index) in _BROAD and not (announced or named):
        return None
    return field_named(tokens, at, sure=sure and tokens.word(index) != "set")


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
