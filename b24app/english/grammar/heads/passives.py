"""Actions told by what happens to somebody or something: "the client gets an email", "a task is created for Anna"."""

from __future__ import annotations

from b24app.english.grammar.heads.belonging import inside_event, told_of_event
from b24app.english.grammar.heads.channels import channel_after
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.moving import to_somebody
from b24app.english.grammar.heads.objects import HAVING, record, thing, unquoted
from b24app.english.grammar.people.meant import CLIENT, People, people, subjects
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, phrases
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS, PARTICIPLES, RECEIVES, TO_BE
from b24app.plan import phrases as say

_INDEFINITE = {"a", "an", "another", "one"}
_JOINTS = {"and", ",", "&", "+", "plus", ":", ";", "then"}
_CARRIES = phrases(
    (
        "have|carry|bear|get|receive|wear",
        "'s given",
        "should|must|shall|will|to carry|have|bear|wear|show",
        "has to carry|have|bear|wear|show",
    )
)
_HAS_ON = {"carries", "bears", "wears", "carry", "bear"}


def spoken(name: str, start: int, end: int, whom: People) -> Frame:
    if name == "call":
        return Frame("schedule_call", start, end, to=whom)
    if name == "remind":
        return Frame("set_reminder", start, end, owner=whom)
    return Frame(say.CHANNEL_VERBS[name], start, end, verb=name, to=whom)


def given(frame: Frame, whom: People | None) -> Frame:
    called = frame.action == "schedule_call" and whom == (CLIENT,)
    if whom is not None and (called or frame.action.startswith("send_")):
        frame.to = whom
    elif whom is not None:
        frame.owner = whom
    return frame


def passive(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "an email is sent to …", "the manager should be notified", "the lead must be assigned to …"."""
    found = _passive(tokens, index)
    words = {tokens.word(at) for at in range(index, found.end + 1)} if found else set()
    return None if _PAST & words and told_of_event(tokens, index) else found  # "when … and the task was set by Ben"


_PAST = {"was", "were", "been", "by"}


def _passive(tokens: Tokens, index: int) -> Found[Frame] | None:
    found = thing(tokens, index)
    if found:
        be = TO_BE.find(tokens, found[2])
        part = PARTICIPLES.find(tokens, be.end) if be else None
        reported = tokens.word(index) in _INDEFINITE and tokens.word(index - 1) in _JOINTS
        reported = reported and not told_of_event(tokens, index)
        if not be and (tokens.word(index - 1) in HAVING or reported):
            part = PARTICIPLES.find(tokens, found[2])
        assigned = part and part.value == "assign" and found[0] == "create_task" and tokens.word(index) in _INDEFINITE
        there = {tokens.word(index), tokens.word(index - 1)} & _DEFINITE
        sent = be and tokens.word(be.end) in PASSED_ON and there
        happened = found[0] in _RECORDS and EVENTS.find(tokens, index - 1) and tokens.word(index - 2) in _EVERY
        if part and (part.value == "object" or assigned) and not (sent and found[0] in _RECORDS) and not happened:
            tag = unquoted(found[1]) if found[0] == "add_tag" else ""
            if not (found[0] == "add_tag" and not tag):  # "the tag is set to X"
                return Found(Frame(found[0], index, part.end, verb="create", modifiers=found[1], tag=tag), part.end)
    inside = tokens.word(index) in HAVING
    had = inside or tokens.word(index - 1) in HAVING
    whose = record(tokens, index + inside)
    be = TO_BE.find(tokens, whose) if whose and not had else None
    part = PARTICIPLES.find(tokens, be.end) if be else PARTICIPLES.find(tokens, whose) if had and whose else None
    if part and part.value in {"assign", "move"} and tokens.word(part.end) in {"to", "into"}:
        who = people(tokens, part.end + 1)
        new = thing(tokens, index + inside) if tokens.word(index + inside) in _INDEFINITE else None
        if part.value == "assign" and who and new and new[0] == "create_task":  # "have a task handed to Anna"
            frame = Frame("create_task", index, who.end, verb="create", owner=who.value, modifiers=new[1])
            return Found(frame, who.end)
        if who and (part.value == "assign" or to_somebody(tokens, part.end + 1)):
            return Found(Frame("assign_responsible", index, who.end, owner=who.value), who.end)
        return Found(Frame("move_stage", index, part.end + 1), part.end + 1) if part.value == "move" else None
    return _told(tokens, index)


def _told(tokens: Tokens, index: int) -> Found[Frame] | None:
    whom = subjects(tokens, index) or just_named(tokens, index)
    be = TO_BE.find(tokens, whom.end) if whom else None
    if whom and not be and tokens.word(whom.end) == "'s":  # "the client's texted", but "the client's mail"
        shortened = Found(True, whom.end + 1)
        be = shortened if _reduced(tokens, whom.end + 1) or _asked(tokens, whom.end + 1) else None
    reduced = tokens.word(index - 1) in HAVING | _NOTES_GO_ON or tokens.kind(index - 1) in {"NEWLINE", "END"}
    part = PARTICIPLES.find(tokens, tokens.past(be.end, {"both"})) if be else None
    part = _reduced(tokens, whom.end) if whom and reduced and not be else part
    part = part or (_asked(tokens, be.end) if be else None)
    if not whom or not part or part.value in {"object", "assign", "move"}:
        return None
    if tokens.word(index) == "they" and tokens.word(part.end) == "to":
        return None  # "they are emailed to the client" tells of records
    if tokens.word(part.end - 1) == "told" and tokens.word(part.end) == "to" and CLIENT not in whom.value:
        return None  # "Anna is told to update the list" is work
    return Found(spoken(part.value, index, part.end, whom.value), part.end)


def _reduced(tokens: Tokens, at: int) -> Found[str] | None:
    """Reads "(owner) told by chat" of clipped notes, but not "(Anna) told us"."""
    part = PARTICIPLES.find(tokens, at)
    ends = part and (tokens.kind(part.end) not in {"WORD", "VARIABLE"} or tokens.word(part.end) in _BEHIND_TOLD)
    return part if ends else None


def _asked(tokens: Tokens, at: int) -> Found[str] | None:
    """Reads "(the client is) asked by SMS …": asked in a message, not told to do something."""
    told = tokens.word(at) == "asked" and (channel_after(tokens, at + 1) or tokens.kind(at + 1) == "QUOTED")
    return Found("speak", at + 1) if told else None


def inverted(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "could the owner please be told …", "can the client get an SMS …": a wish put as a question."""
    whom = subjects(tokens, index + 1) if tokens.word(index) in _MODALS else None
    if not whom or not whom.value:
        return None
    at = tokens.past(whom.end, {"please", "kindly", "also", "then", "too"})
    part = PARTICIPLES.find(tokens, at + 1) or _asked(tokens, at + 1) if tokens.word(at) in {"be", "get"} else None
    if part and part.value not in {"object", "assign", "move"}:
        return Found(spoken(part.value, index, part.end, whom.value), part.end)
    found = thing(tokens, at + 1) if tokens.word(at) in {"get", "receive", "have"} else None
    if not found or found[0] in {"add_tag", "webhook", "add_comment"}:
        return None
    frame = Frame(found[0], index, found[2], verb="create", modifiers=found[1])
    return Found(given(frame, whom.value), found[2])


def one_more_told(tokens: Tokens, start: int, before: Frame) -> Frame | None:
    """Reads "(the client is emailed) and texted", "(Ben gets a task) and is notified": more done to the same people."""
    at = tokens.past(start, {"also", "then"})
    be = TO_BE.find(tokens, at)
    part = PARTICIPLES.find(tokens, be.end if be else at)
    whom = before.to if before.to is not None else before.owner
    if not whom or not part or part.value in {"object", "assign", "move"}:
        return None
    named = subjects(tokens, before.start)
    gets = named is not None and named.value == whom
    passive = any(PARTICIPLES.find(tokens, place) for place in range(before.start + 1, before.end))
    told = (gets and (be is not None or passive)) or (passive and not be and before.verb != "create")
    return spoken(part.value, start, part.end, whom) if told else None


def one_more_given(tokens: Tokens, start: int, before: Frame) -> Frame | None:
    """Reads "(it must be moved to Done) and given the tag 'b'", "(Ben is told) and given a task"."""
    found = thing(tokens, start + 1) if tokens.word(start) in {"given", "handed"} else None
    if not found or found[0] not in {"add_tag", "add_comment", "create_task"}:
        return None
    whom = before.to if before.to is not None else before.owner
    work = found[0] == "create_task"
    if work != bool(whom) or before.action == "assign_responsible":
        return None
    tag = unquoted(found[1]) if found[0] == "add_tag" else ""
    frame = Frame(found[0], start, found[2], verb="create" if work else "", tag=tag, modifiers="" if tag else found[1])
    return given(frame, whom) if work else frame


_BEHIND_TOLD = {
    "by", "via", "in", "on", "through", "over", "with", "about", "of", "that", "when", "as", "at", "and", "to", "for",
    "immediately", "automatically", "too", "so", "accordingly",
    "also", "directly", "right", "straight", "once", "if", "after", "template",
}  # fmt: skip
_MODALS = {"could", "can", "would", "should", "shall", "may", "might", "must", "will"}
# What is done with a record that is there already: "the deal is assigned to Anna".
PASSED_ON = {
    "sent",
    "delivered",
    "assigned",
    "reassigned",
    "handed",
    "given",
    "passed",
    "put",
    "placed",
    "moved",
    "pushed",
}
_DEFINITE = {"the", "this", "that", "our", "their", "its"}
_EVERY = {"each", "every", "any", "a", "all"}  # "each won deal must be entered in the list": it is there already
_RECORDS = {"create_deal", "create_contact", "create_company", "create_invoice", "create_quote"}
# What stands in front of a step of clipped notes: "deal won: owner told, boss informed".
_NOTES_GO_ON = {"plus", "and", ",", ";", ":", "=>", "+", "&", "then", ".", "?", "-", "*", "•", ")"}


def commented(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "(the deal) is to be commented with "Done""."""
    be = TO_BE.find(tokens, record(tokens, index) or index)
    if not be or tokens.word(be.end) not in {"commented", "annotated"}:
        return None
    end = be.end + 1 + (tokens.word(be.end + 1) in {"with", "as", ":"})
    return Found(Frame("add_comment", index, end), end)


def gets_comment(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "(the lead) gets a comment …": the record is the subject."""
    start = record(tokens, index + (tokens.word(index) in {"let", "have", "make"})) or index
    verb = RECEIVES.find(tokens, start) or _CARRIES.find(tokens, start)
    if not verb and tokens.word(start) in _HAS_ON and not inside_event(tokens, start):
        verb = Found(True, start + 1) if tokens.word(start - 1) not in {"that", "which", "who"} else None
    found = thing(tokens, verb.end) if verb else None
    if not found or found[0] not in {"add_comment", "add_tag"}:
        return None
    tag = unquoted(found[1]) if found[0] == "add_tag" else ""
    return Found(Frame(found[0], index, found[2], tag=tag), found[2])


def just_named(tokens: Tokens, index: int) -> Found[People] | None:
    """The client whom the trigger named right before: "every new lead (is welcomed)", "new leads (receive …)"."""
    before = index - 1 - (tokens.word(index - 1) in {"added", "created", "arriving", "imported", "registered"})
    gets = tokens.word(index) in {"receive", "receives"} and not _announced(tokens, index)
    told = index and (gets or TO_BE.find(tokens, index))
    noun = NOUNS.find(tokens, before) if told else None
    return Found((CLIENT,), index) if noun and noun.value in {"lead", "contact"} else None


def _announced(tokens: Tokens, index: int) -> bool:
    """Whether "when" stands before: "when a lead receives a call" is an event."""
    return any(tokens.word(at) in _WHENS for at in range(max(0, index - _NEAR), index))


_WHENS = {"when", "whenever", "once", "if", "after", "as", "every-time", "time"}
_NEAR = 6
