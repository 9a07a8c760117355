"""Changes of the record's fields: "set Region to North", "its Priority set to High", "write 'Yes' into Handover"."""

from __future__ import annotations

from b24app.english.grammar.conditions.documents import document_field
from b24app.english.grammar.conditions.fields import known_field, owned_from
from b24app.english.grammar.heads.belonging import inside_event, may_own, told_of_event
from b24app.english.grammar.heads.fieldnotes import said_name
from b24app.english.grammar.heads.filling import field_named, name_end, one_more_value, sounds
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.objects import MOST_MODIFIERS, past_article, record, thing, unquoted, up_to, verb_at
from b24app.english.grammar.heads.requests import METHODS
from b24app.english.grammar.people.meant import people
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns, phrases
from b24app.english.grammar.words.lexicons import NOUNS, TO_BE
from b24app.plan import phrases as say
from b24app.plan.vocabulary import ActionName


def set_head(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "set the field X to Y", "update deal field Priority to A", "change the priority of the task to high"."""
    verb = verb_at(tokens, index, "set")
    if verb is None and tokens.word(index) in _SHIFTS:
        shifted = known_field(tokens, index + 1)
        own = shifted is None or shifted.value == "stage" or tokens.word(shifted.end - 1) in _OWNER_WORDS
        verb = None if own else index + 1
    if verb is None or not _may_set(tokens, index, verb) or tokens.word(verb) in _ASIDE:
        return None
    directly = _set_directly(tokens, index, verb)
    if directly:
        return directly
    name, noun, end = _field_told(tokens, verb)
    if not name or name.casefold() in _NO_NAMES | say.GIVEN_NAMES:
        return None  # "replace Anna with Ben"
    if tokens.word(end) == "from":
        end = up_to(tokens, end + 1, {"to"})
    if tokens.word(end) == "as" and tokens.word(tokens.past(end + 1, {"the", "a"})) in _OWNER_WORDS:
        return None
    end += tokens.word(end) == "back" or (tokens.word(end) == "in" and tokens.word(end + 1) in {"with", "as"})
    end += tokens.word(end) == ":" and tokens.word(end + 1) == "="
    by = tokens.word(end) == "with" and tokens.word(index) in _GROWING  # "raise it with 5" tells no value
    free = tokens.word(end) == ":" and name.islower() and not known_field(tokens, verb)  # "it changes hands: Olga"
    if tokens.word(end) not in _SET_LEADS or by or free:
        return None
    update = tokens.word(index).startswith("update")
    action: ActionName = (
        "update_task" if noun == "task" else "update_deal" if update and noun == "deal" else "update_field"
    )
    return Found(Frame(action, index, end + 1, field_name=name, of_task=noun == "task"), end + 1)


_ASIDE = {"aside", "apart", "forth", "about"}  # "set aside time to call them"
_NO_NAMES = {
    "a reminder", "reminder", "task", "it", "them", "this", "that", "comment", "note", "tag", "label", "tags",
    "labels", "timeline", "history",
}  # fmt: skip
_GROWING = {"raise", "lower", "bump", "increase", "decrease", "reduce", "up", "lift", "adjust", "cut", "boost"}
_SHIFTS = {"move", "moves", "push", "pushes", "shift", "shifts", "postpone", "extend", "up", "bring", "lift"}


def renamed(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "rename it to 'Won: X'", "retitle the deal 'X'"."""
    whose = record(tokens, index + 1) if tokens.word(index) in {"rename", "renames", "retitle", "retitles"} else None
    at = tokens.past(whose, {"to", "as", "into"}) if whose else index
    if not whose or tokens.kind(at) not in {"QUOTED", "VARIABLE"}:
        return None
    task = "task" in {tokens.word(place) for place in range(index, whose)}
    return Found(Frame("update_task" if task else "update_field", index, at, field_name="title"), at)


def _demands(tokens: Tokens, index: int) -> bool:
    """Whether "get the CEO to (call them)" stands there: work for a person, no field."""
    who = people(tokens, index + 1) if tokens.word(index) in {"get", "let", "have", "make", "gets"} else None
    return who is not None and tokens.word(who.end) == "to"


def _name_stops(tokens: Tokens, at: int, start: int) -> bool:
    """Whether a field's name ends here; "Paid on" and "Valid until" end in a preposition of their own."""
    own = at > start and tokens.word(at) in {"on", "in", "at", "by", "until", "from"}
    own = (
        own
        and tokens.word(at + 1) in _SET_LEADS | {"field", "on"}
        and not (tokens.word(at) == "in" and tokens.word(at + 1) == "with")
    )
    return tokens.word(at) in _SET_STOPS and not own


def one_more_field(tokens: Tokens, start: int, action: ActionName) -> Frame | None:
    """Reads "(set A to X) and B to Y": the verb holds for both."""
    name, _, end = _field_told(tokens, start - 1)
    named = tokens.kind(start) == "QUOTED" or tokens.at(start).text[:1].isupper() or known_field(tokens, start)
    other = tokens.at(start).text in METHODS or any(TO_BE.find(tokens, at) for at in range(start, end))
    if not name or not named or other or _sent_to(tokens, start, end) or tokens.word(end) not in {"to", "=", "with"}:
        # "and POST it to …", "and the stage is set to …" have verbs of their own
        return None if action == "move_stage" else one_more_value(tokens, start)
    action = "update_field" if action == "move_stage" else action
    if name.casefold() == "stage":
        return Frame("move_stage", start, end + 1)
    if name.casefold().split()[0] in _OWNER_WORDS:
        who = people(tokens, end + 1)
        return Frame("assign_responsible", start, who.end, owner=who.value) if who and may_own(who.value) else None
    return Frame(action, start, end + 1, field_name=name)


def _sent_to(tokens: Tokens, start: int, end: int) -> bool:
    """Whether "(set the priority to high,) SMS to the assignee" tells of a message, and of no field "SMS"."""
    found = thing(tokens, start)
    who = people(tokens, end + 1) if found and found[0].startswith("send_") and found[2] == end else None
    return who is not None and any(one.kind != "address" for one in who.value)


def _may_set(tokens: Tokens, index: int, verb: int) -> bool:
    """Whether a verb that means much else ("write", "mark") has a field as its object here."""
    if tokens.word(index) not in _WEAK_SETTERS or field_named(tokens, verb) or known_field(tokens, verb):
        return True
    start = tokens.past(verb, {"the", "its", "their", "a", "our"})
    named = tokens.at(start).text[:1].isupper() or (tokens.kind(start) == "QUOTED" and tokens.word(index) != "replace")
    return named and tokens.word(index) not in {"write", "put", "make", "let"}


def _field_told(tokens: Tokens, verb: int) -> tuple[str, str, int]:
    """The field's name, the kind of record it is of, and where that ends."""
    start = tokens.past(verb, {"the", "its", "their", "a", "our", "both", "and", ","})
    of_value = tokens.word(start) in {"value", "content", "contents"} and tokens.word(start + 1) == "of"
    start = tokens.past(start + 2, {"the", "its", "their"}) if of_value else start
    own = tokens.at(start).text[:1].isupper() and document_field(tokens, start)  # "Payment date"
    owner = None if own else NOUNS.find(tokens, start)
    whole = known_field(tokens, start) if owner and tokens.at(start).text[:1].isupper() else None
    if whole and tokens.word(whole.end - 1) == "field":
        return whole.value, "", whole.end  # "the Lead score field"
    noun = owner.value if owner and owner.value != "stage" else ""
    at = owner.end if owner and noun else start
    at += tokens.word(at) == "'s"
    at += tokens.word(at) in {"field", "fields", "the", "its"}
    at += tokens.word(at) == "field"
    end = at
    while end - at <= MOST_MODIFIERS and tokens.kind(end) in {"WORD", "QUOTED"} and not _name_stops(tokens, end, at):
        end += 1
    if end == at and owner and tokens.word(at - 1) == "field":
        return owner.value, "", end  # "the company field"
    if end == at or end - at > MOST_MODIFIERS:
        return "", noun, end
    known = known_field(tokens, at) if tokens.word(end - 1) in _ONWARD else None
    moved = known is not None and known.end == end - 1  # "push the deadline out to …"
    last = end - ((moved or tokens.word(end - 1) in {"up", "down", "over", "back"}) and end - at > 1)
    name = unquoted(tokens.text(at, last - 1 if tokens.word(last - 1) == "field" and last - at > 1 else last))
    if tokens.word(end) in {"of", "on", "in", "for"}:
        whose = record(tokens, end + 1)
        inner = NOUNS.find(tokens, past_article(tokens, end + 1))
        noun, end = inner.value if inner else noun, whose or end
    return name, noun, end


_ONWARD = {"out", "forward", "ahead", "off", "along", "on"}


def _set_directly(tokens: Tokens, index: int, verb: int) -> Found[Frame] | None:
    """Reads "make the priority high", "set priority high": a known field, and its value right behind."""
    field = known_field(tokens, verb) or field_named(tokens, verb)
    if not field or tokens.word(index) not in {"make", "set", "makes", "sets"}:
        return None
    if tokens.row(field.end, 2) in {("equal", "to"), ("equal", "with")}:
        name = said_name(tokens, verb, field)
        return Found(Frame("update_field", index, field.end + 2, field_name=name), field.end + 2)
    word = tokens.word(field.end)
    if tokens.kind(field.end) not in {"WORD", "QUOTED", "NUMBER"} or word in _SET_STOPS or word in _NO_VALUES:
        return None
    if field.value == "stage" or tokens.word(field.end - 1) in _OWNER_WORDS or _makes_record(tokens, index, verb):
        return None
    name = said_name(tokens, verb, field)
    return Found(Frame("update_field", index, field.end, field_name=name), field.end)


def _makes_record(tokens: Tokens, index: int, at: int) -> bool:
    """Whether "make a company 'X'" makes a record: "set the company 'X'" fills a field of that name."""
    noun = NOUNS.find(tokens, past_article(tokens, at))
    record_made = noun is not None and noun.value in {"company", "contact"}
    some = tokens.word(at) in {"a", "an", "another", "new"}
    return record_made and (some or (tokens.word(index) in {"make", "makes"} and tokens.word(at) not in {"the", "its"}))


_NO_VALUES = {"field", "is", "has", "changes", "should", "must", "gets", "then", "or", "from", "until"}
_SET_LEADS = {"to", "=", "as", "with", "=>", ":", "at"}
_OWNER_WORDS = {"responsible", "owner", "assignee", "charge"}
_DUTY = "[should|must|shall|will|is|are|has|have|needs|need|ought] [to]"
_IS_SET = phrases(
    (
        "should|must|shall|will|to say|read|show|become|contain|equal|hold|get|receive|have",
        "is|has to say|read|show|become|contain|equal|hold|get|receive|have|be",
        "should|must|shall|will be",
        "goes|moves|rises|jumps|climbs|drops|falls|shifts|switches|flips|changes [up|down|over|back] to",
        "turns|changes|switches|flips|goes into",
        "up|down to",
        "becomes|reads|says|turns",
        "gets|receives",
        "gets|receives [the|a|new] value|entry",
        f"{_DUTY} get|receive|have the|a value",
        "gets|get set|changed|updated|switched|put|raised|reset [back] to",
        "[is|be|gets|to|being] [be] filled|populated|stamped|overwritten [in] with",
        f"{_DUTY} be filled|populated|stamped|overwritten [in] with",
        "being set|changed|updated|switched|put|raised|reset [back] to",
        "is|are to be|read|say|show",
        "is|are to be set|changed|updated|switched to",
        "has|have|needs|need to be set|changed|updated|switched|put|raised|reset [back] to",
        ": set|change|put|update [it] to",
        "[shall|should|must|is|be|to] [to] [be] set|changed|updated|switched|put|raised [back] to",
        "[back] to",
        "=|:=",
        ": =",
        "on it be",
        "be",
    )
)


# What is said of fields only, so that any name in capitals before it is one.
_SURELY_SET = Turns(
    (
        f"{_DUTY} be|is|gets|get|being set|changed|updated|switched|reset|put|raised|lowered [back] to",
        f"{_DUTY} be|is|gets|get|being filled|populated|stamped|overwritten [in] with",
        f"{_DUTY} get|receive|have|gets|receives the|a value",
        f"{_DUTY} equal|contain|hold|equals|contains|holds",
        "set|changed|updated|switched to",
        "becomes|turns|:=",
    )
)
_OWNS = Turns(
    (
        "[it|they|this] should|must|shall|will|needs|need|has|have [to] have|get",
        "[it|they] gets|get|has|have",
        "the|this|that deal|lead|task|contact|company|quote|invoice|record should|must|shall|will [to] have|get",
        "the|this|that deal|lead|task|contact|company|quote|invoice|record gets|has",
    )
)


def set_passive_head(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "field Payment date shall be set to …", "its Priority set to Urgent", "the deal's Next step becomes …"."""
    owns = _OWNS.find(tokens, index)
    start = owns.end if owns else index + (tokens.word(index) == "let")
    field = _subject(tokens, index, start)
    is_set = _IS_SET.find(tokens, field.end) if field else None
    if not field or not is_set or field.value.casefold() in _OWN_STEPS or _demands(tokens, index):
        return None
    if tokens.word(index) == "get" and tokens.word(is_set.end - 1) == "to" and people(tokens, is_set.end):
        return None  # "get an email to the CFO"
    told = start > index or "field" in {tokens.word(at) for at in range(start, min(start + _FIELD_NEAR, field.end))}
    if not _is_step(tokens, index, field, is_set.end, told=told):
        return None
    whose = people(tokens, is_set.end) if tokens.word(field.end - 1) in _OWNER_WORDS else None
    if whose and whose.value:  # "responsible becomes Debt Collection"
        return Found(Frame("assign_responsible", index, whose.end, owner=whose.value), whose.end)
    return Found(Frame("update_field", index, is_set.end, field_name=_plain_name(tokens, start, field)), is_set.end)


_FIELD_NEAR = 8
_OWN_STEPS = {"stage", "assigned_by_id", "tag", "tags", "label", "labels"}  # what steps of their own change
_FIRM = {"says", "reads", "becomes", "be"}


def _subject(tokens: Tokens, index: int, start: int) -> Found[str] | None:
    """The field that something is said of; a name that no table knows has a capital letter and an article."""
    field = known_field(tokens, start)
    at = owned_from(tokens, start)
    if not field and tokens.word(at) in say.NAMES_TOO:
        return None  # "have Ben reminded to …"
    set_off = tokens.kind(index - 1) == "ARROW" and index > 0
    owned = tokens.word(start) in {"its", "the", "their"} or tokens.word(at - 1) == "'s" or set_off
    if field:
        return field
    end = name_end(tokens, at)
    sure = not inside_event(tokens, index) and (sounds(tokens, at, end) or _SURELY_SET.find(tokens, end))
    return (
        Found(tokens.at(at).inner if end == at + 1 else tokens.text(at, end), end)
        if end > at and ((owned and tokens.kind(at) != "QUOTED") or sure)
        else None
    )


def _plain_name(tokens: Tokens, start: int, field: Found[str]) -> str:
    at = tokens.past(owned_from(tokens, start), {"field"})
    words = tokens.text(at, field.end).removesuffix(" on it").removesuffix(" field")
    as_said = field.value.isupper() or (tokens.word(start) != "field" and not field.value[:1].isupper())
    return words if as_said else field.value


def _is_step(tokens: Tokens, index: int, field: Found[str], value: int, *, told: bool) -> bool:
    """Whether "X is set to Y" or "X becomes Y" asks for something rather than telling an event or a condition."""
    verb = tokens.word(field.end)
    if verb == "=" or (verb == ":" and tokens.word(field.end + 1) == "="):
        variable = tokens.kind(value) == "VARIABLE"
        set_off = index > 0 and tokens.kind(index - 1) == "ARROW"
        return (told or set_off) and (variable or _stands_alone(tokens, value))
    if tokens.word(value - 1) in {"value", "entry"}:
        return not told_of_event(tokens, index)
    if tokens.word(value - 1) in {"get", "gets", "receive", "receives", "have"}:
        return told
    mild = verb in _FIRM or tokens.word(value - 1) == "be" or verb in _GOES
    if mild and (not _telling(tokens, value) or told_of_event(tokens, index) or tokens.word(index - 1) in _OPENS):
        return verb == "be" and told
    return told or value - field.end > 1 or verb in _FIRM


def _telling(tokens: Tokens, at: int) -> bool:
    """Whether a value stands there that is no state of somebody: "Quoting", 10 %, "high", a variable."""
    goes = tokens.word(at - 1) == "to" or tokens.word(at - 2) == "to"
    large = tokens.at(at).text[:1].isupper() and tokens.kind(at) == "WORD" and not goes
    known = tokens.word(at) in _LEVELS or tokens.word(at) in {"yes", "no", "today", "medium", "tomorrow"}
    return large or known or tokens.kind(at) in {"QUOTED", "VARIABLE", "NUMBER"}


_GOES = {
    "goes", "moves", "rises", "jumps", "climbs", "drops", "falls", "shifts", "switches", "flips", "changes", "turns",
}  # fmt: skip
_OPENS = {"if", "when", "whenever", "once", "unless", "while", "as", "or", "because", "since", "after", "where"}


def _stands_alone(tokens: Tokens, start: int) -> bool:
    """Whether "field X = Y" is all there is: with a colon or an arrow behind it would be a condition."""
    end = start + 1
    while tokens.kind(end) == "WORD" and tokens.word(end) not in {"and", "then", "if", "or"}:
        end += 1
    return tokens.kind(end) in {"END", "NEWLINE"} or tokens.word(end) in {".", "and", "+", ";", "plus"}


def priority_head(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "priority high", "priority to low" as a step of its own."""
    at = index + 1 + (tokens.word(index + 1) in {"to", ":", "=>"})
    if tokens.word(index) != "priority" or tokens.word(at) not in {"high", "low", "normal", "urgent", "medium"}:
        return None
    if tokens.word(index - 1) in {"with", "of", "a", "the", "has", "have", "and"} or tokens.word(at + 1) in {
        "task",
        "tasks",
    }:
        return None
    return Found(Frame("update_field", index, at + 1, field_name="priority", value=tokens.word(at)), at + 1)


_LEVELS = {"high": "high", "top": "high", "highest": "high", "urgent": "high", "normal": "normal", "low": "low"}
_GRADES = {
    "bump", "raise", "set", "lift", "move", "change", "upgrade", "escalate", "give", "make", "switch", "lower",
    "drop", "put", "mark", "marks", "treat", "treats", "marked", "treated", "bumped", "raised", "lifted", "moved",
    "changed", "upgraded", "escalated", "given", "made", "switched", "lowered",
}  # fmt: skip


# "it becomes high priority", "it should have a high priority", "let it have low priority"
_HAS_LEVEL = Turns(
    (
        "becomes|become|gets|carries",
        "should|must|shall|will|needs|ought [to] be|have|get|become|receive|carry [set|made|marked|given] [to|as]",
        "let|have|make it|them have|get|be|become",
        "let|have|make the|this|that deal|lead|task|contact|company|quote|invoice have|get|be|become",
    )
)


def levelled(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "bump it to high priority", "(tasks) must be raised to top priority", "give it a low priority"."""
    whose = record(tokens, index)
    be = TO_BE.find(tokens, whose or index)
    had = _HAS_LEVEL.find(tokens, whose or index) if not inside_event(tokens, index) else None
    verb = be.end if be else index
    if tokens.word(verb) not in _GRADES and not had:
        return None
    at = tokens.past(
        had.end if had else record(tokens, verb + 1) or verb + 1,
        {"up", "down", "to", "a", "the", "as", "at", "on", "with"},
    )
    level = _LEVELS.get(tokens.word(at))
    if not level or tokens.word(at + 1) not in {"priority", "prio"} or tokens.word(at + 2) in {"task", "tasks"}:
        return None
    return Found(Frame("update_field", index, at + 2, field_name="priority", value=level), at + 2)


_WEAK_SETTERS = {
    "write", "make", "let", "put", "mark", "switch", "raise", "lower", "bump", "reset", "fill", "turn", "flip",
    "increase", "decrease", "reduce", "adjust", "edit", "modify", "replace", "overwrite", "overwrites", "amend",
    "amends",
}  # fmt: skip
_SET_STOPS = {
    "from",
    "back",
    "at",
    "to",
    "as",
    "of",
    "and",
    "for",
    "when",
    "if",
    "with",
    "in",
    "on",
    "then",
    "by",
    "a",
    "an",
}
