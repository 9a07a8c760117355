"""Changes told by what is done: "the deal gets renamed to 'X'", "the task should be deferred", "the box is ticked"."""

from __future__ import annotations

from b24app.english.grammar.conditions.fields import known_field
from b24app.english.grammar.heads.belonging import inside_event, told_of_event
from b24app.english.grammar.heads.fieldnotes import closes
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.objects import HAVING, OBJECTS, record
from b24app.english.grammar.people.meant import CLIENT, people
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.plan.vocabulary import ActionName

_TASK = Turns(("the|this|that [current|linked|existing|related|open] task|to-do|todo",))
_STATUS = {
    "deferred": "deferred", "postponed": "deferred", "completed": "completed", "finished": "completed",
    "closed": "completed", "started": "in progress", "resumed": "in progress", "reopened": "pending",
    "paused": "pending",
}  # fmt: skip
_TICKED = {"ticked": "Yes", "checked": "Yes", "unticked": "No", "unchecked": "No", "zeroed": "0"}
_RENAMED = {"renamed", "retitled", "rechristened"}
_STORED = {"created", "added", "saved", "stored", "registered", "entered", "recorded", "kept", "filed", "set"}
_RECORDS: set[ActionName] = {"create_deal", "create_contact", "create_company", "create_invoice", "create_quote"}
_MUST = Turns(
    (
        "should|must|shall|will|needs|has|have|need|ought [to] be|get",
        "is|are to be|get",
        "to be|get",
        "gets|get",
    )
)


def changed_passively(tokens: Tokens, index: int) -> Found[Frame] | None:
    """The first of these that stands there; what only tells of an event is none of them."""
    if inside_event(tokens, index) or told_of_event(tokens, index):
        return None
    for rule in (_renamed, _put_off, _ticked, _handed, _recorded):
        found = rule(tokens, index)
        if found:
            return found
    return None


def _done(tokens: Tokens, index: int, subject: int) -> int | None:
    """Where the participle stands: behind "should be", or right behind what somebody wants to have changed."""
    must = _MUST.find(tokens, subject)
    if must:
        return must.end
    return subject if tokens.word(index - 1) in HAVING or tokens.word(index) in HAVING else None


def _renamed(tokens: Tokens, index: int) -> Found[Frame] | None:
    whose = record(tokens, index + (tokens.word(index) in HAVING))
    verb = _done(tokens, index, whose) if whose else None
    if not whose or verb is None or tokens.word(verb) not in _RENAMED:
        return None
    at = tokens.past(verb + 1, {"to", "as", "into"})
    if tokens.kind(at) not in {"QUOTED", "VARIABLE"}:
        return None
    task = "task" in {tokens.word(place) for place in range(index, whose)}
    return Found(Frame("update_task" if task else "update_field", index, at, field_name="title"), at)


def _put_off(tokens: Tokens, index: int) -> Found[Frame] | None:
    task = _TASK.find(tokens, index)
    verb = _done(tokens, index, task.end) if task else None
    status = _STATUS.get(tokens.word(verb)) if verb is not None else None
    if not status or verb is None or not closes(tokens, verb + 1):
        return None
    frame = Frame("update_task", index, verb + 1, field_name="status", value=status, of_task=True)
    return Found(frame, verb + 1)


def _ticked(tokens: Tokens, index: int) -> Found[Frame] | None:
    field = known_field(tokens, index)
    verb = _done(tokens, index, field.end) if field else None
    value = _TICKED.get(tokens.word(verb), "") if verb is not None else ""
    told = field is not None and "field" in {tokens.word(at) for at in range(index, field.end)}
    if not field or verb is None or not value or not (told or value == "0"):
        return None
    name = "amount" if field.value == "OPPORTUNITY" else field.value
    return Found(Frame("update_field", index, verb + 1, field_name=name, value=value), verb + 1)


def _handed(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "the task's responsible should be changed to Anna"."""
    task = _TASK.find(tokens, index)
    if (
        not task
        or tokens.word(task.end) != "'s"
        or tokens.word(task.end + 1) not in {"responsible", "assignee", "owner"}
    ):
        return None
    verb = _done(tokens, index, task.end + 2)
    who = people(tokens, verb + 2) if verb is not None and tokens.word(verb) in _SWITCHED else None
    if verb is None or not who or not who.value or CLIENT in who.value or tokens.word(verb + 1) != "to":
        return None
    value = tokens.text(verb + 2, who.end)
    frame = Frame("update_task", index, who.end, field_name="responsible", value=value, of_task=True)
    return Found(frame, who.end)


_HOLDERS = {"responsible", "assignee", "owner"}
_SWITCHED = {"changed", "set", "switched", "updated"}


def _recorded(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "Nordhaven should be created as a company", "the caller gets stored as a contact"."""
    who = people(tokens, index)
    client = who is not None and CLIENT in who.value
    end = index + 1 if tokens.kind(index) in {"QUOTED", "VARIABLE"} else who.end if who and client else index
    while not client and end - index < _LONGEST and tokens.kind(end) == "WORD" and tokens.at(end).text[:1].isupper():
        end += 1
    verb = _done(tokens, index, end) if end > index and not NOUNS.find(tokens, index) else None
    if verb is None or tokens.word(verb) not in _STORED:
        return None
    led = verb + 1 + (tokens.word(verb + 1) == "up")
    made = OBJECTS.find(tokens, tokens.past(led + 1, {"a", "an", "the", "our", "new", "separate"}))
    if tokens.word(led) != "as" or not made or made.value not in _RECORDS:
        return None
    frame = Frame(made.value, index, made.end, verb="create")
    quoted = tokens.kind(index) == "QUOTED"
    frame.texts = [tokens.at(index).inner] if quoted else []
    frame.title = "" if quoted or client else tokens.text(index, end)
    return Found(frame, made.end)


_LONGEST = 5
