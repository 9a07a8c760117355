"""Records made by a name told first: "create Nordhaven as a company", "set up 'Service' as a new deal"."""

from __future__ import annotations

from b24app.english.grammar.heads.fieldnotes import closes
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.objects import OBJECTS, record, thing
from b24app.english.grammar.people.meant import CLIENT, people
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns, phrases
from b24app.plan.vocabulary import ActionName

_MAKES = Turns(
    (
        "create|creates|add|adds|save|saves|register|registers|store|stores|enter|enters|make|open|opens|insert|file",
        "set|put|sets|puts up|in|down",
        "record|log|keep|build|generate|launch|list|creating|adding|saving|registering|entering",
    )
)
_AS = Turns(("as a|an|the|our|another [new|separate|second|fresh]", "as new|separate"))
_LONGEST = 5
_RECORDS: set[ActionName] = {"create_deal", "create_contact", "create_company", "create_invoice", "create_quote"}


def named_record(tokens: Tokens, index: int) -> Found[Frame] | None:
    """The name, and behind "as a" what is made with it."""
    brought = _brought_about(tokens, index)
    if brought:
        return brought
    makes = _MAKES.find(tokens, index)
    end = _name_end(tokens, makes.end) if makes else index
    led = _AS.find(tokens, end) if makes and end > makes.end else None
    made = OBJECTS.find(tokens, led.end) if led else None
    if not makes or not made or made.value not in _RECORDS | {"create_task"}:
        return None
    if not (
        closes(tokens, made.end) or tokens.word(made.end) in {"in", "for", "to", "with", "when", "once", "if", "as"}
    ):
        return None
    frame = Frame(made.value, index, made.end, verb="create")
    if tokens.kind(makes.end) == "QUOTED" and end == makes.end + 1:
        frame.texts = [tokens.at(makes.end).inner]
    else:
        frame.title = tokens.text(makes.end, end)
    return Found(frame, made.end)


def _brought_about(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "call a deal into being", "bring an invoice into existence"."""
    made = thing(tokens, index + 1) if tokens.word(index) in _BRINGS else None
    led = _INTO_BEING.find(tokens, made[2]) if made else None
    if not made or not led or made[0] not in _RECORDS | {"create_task"}:
        return None
    return Found(Frame(made[0], index, led.end, verb="create", modifiers=made[1]), led.end)


_BRINGS = {"call", "calls", "bring", "brings", "will", "put", "puts", "conjure", "breathe", "usher", "spring"}
_INTO_BEING = Turns(("into being|existence|life", "into the world"))


def _name_end(tokens: Tokens, at: int) -> int:
    """The end of a quoted name, a variable, or words in capitals."""
    if tokens.kind(at) in {"QUOTED", "VARIABLE"}:
        return at + 1
    end = at
    while end - at < _LONGEST and tokens.kind(end) == "WORD" and tokens.at(end).text[:1].isupper():
        end += 1
    return end


_STATUS = {
    "defer": "deferred", "defers": "deferred", "complete": "completed", "completes": "completed",
    "finish": "completed", "finishes": "completed", "close": "completed", "closes": "completed",
    "begin": "in progress", "start": "in progress", "starts": "in progress", "resume": "in progress",
    "resumes": "in progress", "reopen": "pending", "reopens": "pending", "pause": "pending", "pauses": "pending",
}  # fmt: skip
_THE_TASK = Turns(("the|this|that [current|linked|existing|related|open] task|to-do|todo",))


def task_status(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "defer the current task", "complete the linked task": its status changes, no new task is made."""
    status = _STATUS.get(tokens.word(index))
    task = _THE_TASK.find(tokens, index + 1) if status else None
    if not status or not task or not closes(tokens, task.end):
        return None
    frame = Frame("update_task", index, task.end, field_name="status", value=status, of_task=True)
    return Found(frame, task.end)


def kept_as(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "save them as a contact", "add the client to the companies", "reopen it as a new deal"."""
    task = _MAKE_A_TASK.find(tokens, index)
    if task:
        return Found(Frame("create_task", index, task.end), task.end)
    if tokens.word(index) in {"reopen", "reopens", "re-open", "revive", "restart", "renew"}:
        at = tokens.past(record(tokens, index + 1) or index + 1, {"it", "that", "this"})
        made = OBJECTS.find(tokens, tokens.past(at + 1, {"a", "an", "the", "brand", "brand-new", "new", "fresh"}))
        again = made and tokens.word(at) == "as" and made.value in _RECORDS
        return Found(Frame(made.value, index, made.end), made.end) if made and again else None
    if tokens.word(index) not in {"save", "add", "register", "store", "keep", "enter", "convert", "turn", "make"}:
        return None
    whom = people(tokens, index + 1)
    end = whom.end if whom and whom.value and CLIENT in whom.value else record(tokens, index + 1)
    kept = _IN_CONTACTS.find(tokens, end) if end else None
    end = kept.end if kept and tokens.word(kept.end) == "as" else end
    if not end or tokens.word(end) not in {"as", "to", "into"} or tokens.at(end + 1).text == "Proposal":
        return None  # "turn it into Proposal" names a stage
    found = OBJECTS.find(tokens, tokens.past(end + 1, {"a", "an", "the", "our", "new"}))
    plural = _PLURALS.get(tokens.word(tokens.past(end + 1, {"the", "our"})))
    action = plural or (found.value if found else None)
    if action not in _RECORDS:
        return None
    stop = found.end if found and not plural else tokens.past(end + 1, {"the", "our"}) + 1
    return Found(Frame(action, index, stop), stop)


_IN_CONTACTS = phrases(("in|into|to|among our|the contacts|crm|companies|database|system|records",))
_MAKE_A_TASK = phrases(("make it|this|that [into] a|one task", "turn it|this|that into a task", "as a task"))
_PLURALS: dict[str, ActionName] = {"contacts": "create_contact", "companies": "create_company"}
