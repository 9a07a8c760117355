"""A field told among the steps of a note: "VIP tag, field Segment = VIP, and …", "deal lost → probability 0"."""

from __future__ import annotations

from b24app.english.grammar.approvals.answers import Answer, answer
from b24app.english.grammar.conditions.fields import capitalised, known_field
from b24app.english.grammar.draft import Draft
from b24app.english.grammar.heads.fieldnotes import LEVELS, NO_FIELDS, closes, one_value, said_name
from b24app.english.grammar.heads.filling import field_named, value_told
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.objects import thing
from b24app.english.grammar.people.meant import CLIENT, people
from b24app.english.grammar.slots.names import name_end
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.plan.plan import Comparison, Condition

_BECOMES = Turns((":=|=>|to", ": =", "set|changed|updated|switched to"))  # no test is told so
# What has a deadline, a priority, a subject of its own.
_OWN_SLOTS = {"create_task", "set_reminder", "schedule_call", "send_email", "create_deal", "create_quote"}
_EQUALS = {"=", "=>", ":="}
_JOINTS = {",", "and", "+", "&", "plus", ";", "then"}


def field_noted(tokens: Tokens, at: int, draft: Draft) -> Frame | None:
    """A field among the steps of a note: "(yes:) status Deferred", "(VIP tag,) field Segment = VIP (and …)"."""
    return _on_task(tokens, at, draft) or _filled_in(tokens, at, draft) or _on_record(tokens, at, draft)


def _on_record(tokens: Tokens, at: int, draft: Draft) -> Frame | None:
    """Reads "(VIP tag,) field Segment = VIP (and …)", "→ probability 0"."""
    last = draft.items[-1] if draft.items else None
    behind_step = isinstance(last, Frame) and all(tokens.word(place) in _JOINTS for place in range(last.end, at))
    first = not draft.items and draft.clause is not None and draft.clause.name and _set_off(tokens, at)
    if not (behind_step and at > 0 and tokens.word(at - 1) in _JOINTS) and not first:
        return None
    field = known_field(tokens, at) or field_named(tokens, at)
    sent = field is not None and tokens.word(field.end) == "to" and thing(tokens, at) is not None
    if not field or field.value in NO_FIELDS or draft.sorts or sent:  # "deal won: email to ben@koru.test"
        return None
    noted = behind_step and tokens.word(field.end) == ":" and isinstance(last, Frame) and last.action not in _OWN_SLOTS
    becomes = Found(True, field.end + 1) if noted else _BECOMES.find(tokens, field.end)
    value = value_told(tokens, becomes.end) if becomes else None
    case = behind_step and becomes is not None and tokens.word(becomes.end - 1) == "=>"  # "Web → Ivan, Phone → Olga"
    if becomes and value and closes(tokens, value.end) and not case:
        return Frame("update_field", at, becomes.end, field_name=said_name(tokens, at, field))
    equals = tokens.word(field.end) in _EQUALS or tokens.kind(field.end) == "ARROW"
    if first and not equals:
        bare = one_value(tokens, at, field, field.end)
        return bare.value if bare and tokens.kind(bare.end) in {"END", "NEWLINE"} else None
    then = tokens.word(at - 1) == "then"
    named = then or "field" in {tokens.word(place) for place in range(at, field.end)}
    end = _value_end(tokens, field.end + 1) if equals and named else None
    if end is None or (
        first and not then and tokens.word(end) == ","
    ):  # "new deal: field Region = North, …" may be a condition
        return None
    return Frame("update_field", at, field.end + 1, field_name=field.value)


def _equated(tokens: Tokens, at: int) -> Found[str] | None:
    """Reads "Renewal" in "Renewal = Yes", where a note equates it."""
    end = capitalised(tokens, at)
    return Found(tokens.text(at, end), end) if end > at and tokens.word(end) == "=" else None


def _filled_in(tokens: Tokens, at: int, draft: Draft) -> Frame | None:
    """Reads "deal won: Won on = {{CURRENT_DATE}}", "new deal, type = A -> Renewal = Yes, …": no test any more."""
    first = not draft.items and draft.clause is not None and draft.clause.name and _set_off(tokens, at)
    field = (known_field(tokens, at) or field_named(tokens, at) or _equated(tokens, at)) if first else None
    value = value_told(tokens, field.end + 1) if field and tokens.word(field.end) == "=" else None
    if not field or field.value in NO_FIELDS or not value:
        return None
    if not (closes(tokens, value.end) or tokens.kind(value.end) == "ARROW"):
        return None
    stamped = value.value.startswith("{{CURRENT_")
    tested = any(tokens.word(place) in _SIGNS for place in range(draft.clause_start, at - 1))
    if not stamped and not (tested and tokens.at(at).text[:1].isupper()):
        return None
    return Frame("update_field", at, value.end, field_name=said_name(tokens, at, field), value=value.value)


_SIGNS = {"=", "<", ">", ">=", "<=", "!="}
_TASK_FIELD = Turns(
    (
        "[the|its|task] [task] status|priority [to|=|:|=>|becomes]",
        "[the|its] task 's status|priority [to|=|:|=>|becomes]",
    )
)


def _on_task(tokens: Tokens, at: int, draft: Draft) -> Frame | None:
    """Reads "(overdue task -> …, yes:) status Deferred", "no: priority Critical": what the task itself is set to."""
    told = _TASK_FIELD.find(tokens, at) if draft.clause and draft.clause.noun == "task" else None
    value = value_told(tokens, told.end) if told else None
    if not told or not value or not _ends_note(tokens, value.end):
        return None
    last = draft.items[-1] if draft.items else None
    answered = isinstance(last, Answer) and last.end == at
    behind = isinstance(last, Frame) and last.action not in _OWN_SLOTS and tokens.word(at - 1) in _JOINTS
    alone = not draft.items and _set_off(tokens, at) and tokens.word(value.end) != ","  # "priority high, notify Ana"
    if not (answered or behind or alone):
        return None
    field = next(tokens.word(place) for place in range(at, told.end) if tokens.word(place) in {"status", "priority"})
    return Frame("update_task", at, value.end, field_name=field, value=value.value, of_task=True)


def _ends_note(tokens: Tokens, at: int) -> bool:
    """Whether a step of a note ends there: "status Deferred - no: …"."""
    return closes(tokens, at) or (tokens.word(at) in {"-", "/", "|"} and answer(tokens, at + 1) is not None)


def _set_off(tokens: Tokens, at: int) -> bool:
    return tokens.kind(at - 1) == "ARROW" or tokens.word(at - 1) in {"=>", ":", "-", "so", "then"}


def _value_end(tokens: Tokens, start: int) -> int | None:
    """The end of a value, where no case of a list follows it: "Received", "In progress"."""
    end = start
    while tokens.kind(end) in {"WORD", "QUOTED", "NUMBER", "VARIABLE"} and not closes(tokens, end):
        end += 1
    large = tokens.at(start).text[:1].isupper() or tokens.kind(start) != "WORD" or tokens.word(start) in LEVELS
    return end if end > start and large and closes(tokens, end) else None


_TURNS = Turns(
    (
        "becomes|become [now|then] [:]",
        "turns|changes|switches|flips|goes|jumps|moves [then|now] into|to",
        "is [then|now] set|changed|switched to",
        "is now|then",
    )
)
_EQUAL = Turns(("=", "[is|gets] set to"))
_IN_CHARGE = Turns(
    ("is [now|then] in charge [of] [it|this]", "is [now|then] [the|its] [new] responsible|owner|assignee")
)


def told_as_change(tokens: Tokens, draft: Draft) -> Frame | None:
    """Reads "(when a deal is won,) the region becomes North", where nothing else is to be done."""
    if not draft.clause or not draft.clause.name or draft.items or draft.unread or len(draft.guards) != 1:
        return None
    told = draft.guards[0]
    owns = _now_owns(tokens, draft.clause_end) if told == _owned(told) else None
    if owns:
        return owns
    for at in range(len(tokens) - 1, draft.clause_start, -1):
        field = known_field(tokens, at) if _opens(tokens, at) else None
        turns = _TURNS.find(tokens, field.end) if field else None
        noted = field and tokens.word(at - 1) != "," and tokens.word(at) != "the"
        turns = turns or (_EQUAL.find(tokens, field.end) if field and noted else None)
        if field and turns and isinstance(told, Comparison) and told.op == "eq" and told.field == field.value:
            return _change(tokens, at, field, turns.end)
    return None


def handed_by_arrow(tokens: Tokens, at: int, draft: Draft) -> Frame | None:
    """Reads "lead created >> Budget over 10k >> Sofia": who gets it, alone at the end of a note."""
    owned = at > 0 and draft.clause is not None and draft.clause.noun in _OWNED
    labelled = owned and _set_off(tokens, at) and tokens.word(at) in {"responsible", "owner", "assignee"}
    led = labelled or (owned and tokens.kind(at - 1) == "ARROW")  # "-> responsible Tom, sms to the lead"
    colon = labelled and tokens.word(at + 1) in {":", "="}
    who = people(tokens, at + labelled + colon) if led else None
    if not who or not who.value or any(one.kind not in {"user", "group"} for one in who.value):
        return None
    ends = tokens.kind(who.end) in {"END", "NEWLINE"} or tokens.word(who.end) in {".", "!"}
    ends = ends or (labelled and tokens.word(who.end) in {",", ";", "and", "+"})
    behind = draft.frames and not (labelled and tokens.kind(at - 1) == "ARROW")
    return Frame("assign_responsible", at, who.end, owner=who.value) if ends and not behind else None


_OWNED = {"deal", "lead", "contact", "company", "quote", "invoice", "task"}


def _owned(row: Condition) -> Condition | None:
    return row if isinstance(row, Comparison) and row.field == "ASSIGNED_BY_ID" and row.op == "eq" else None


def _now_owns(tokens: Tokens, end: int) -> Frame | None:
    """Reads ", the Support team is in charge", ", the owner is Anna" at the end of a description."""
    for at in range(1, end):
        who = people(tokens, at) if tokens.word(at - 1) == "," else None
        charge = _IN_CHARGE.find(tokens, who.end) if who and who.value and CLIENT not in who.value else None
        if who and charge and closes(tokens, charge.end):
            return Frame("assign_responsible", at, charge.end, owner=who.value)
    return None


def _opens(tokens: Tokens, at: int) -> bool:
    return tokens.word(at - 1) in {",", ":", "=>", "-"} or (
        tokens.word(at) == "the" and tokens.word(at - 1) not in _AND
    )


_AND = {"and", "or", "when", "if", "once", "as", "but", "whenever", "of", "on", "after", "where"}


def _change(tokens: Tokens, at: int, field: Found[str], start: int) -> Frame | None:
    who = people(tokens, start) if field.value == "ASSIGNED_BY_ID" else None
    if who and who.value and CLIENT not in who.value and closes(tokens, who.end):
        return Frame("assign_responsible", at, who.end, owner=who.value)
    end = name_end(tokens, start) if tokens.kind(start) == "WORD" else start + 1
    if field.value in NO_FIELDS or end == start or not closes(tokens, end):
        return None
    return Frame("update_field", at, start, field_name=said_name(tokens, at, field))
