"""Whose a record is or becomes: "it's Niamh's", "in Hannah's name", "take it away from Ben and give it to Mei Lin"."""

from __future__ import annotations

from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.objects import record, thing
from b24app.english.grammar.people.meant import CLIENT, People, people
from b24app.english.grammar.words.lexer import Tokens, remembered
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.lexicons import TO_BE
from b24app.english.grammar.words.moments import duration

_IS = Turns(
    ("'s|is|are|becomes [now|then]", "should|must|shall|will [now|then] be|become [now|then]", "they're|theyre")
)
_OPEN = {"if", "when", "whenever", "once", "unless", "while", "because", "since", "as", "that", "which", "or", "whose"}
_TAIL = Turns(("to handle|own|keep|process|manage|run|work", "to look after|deal with", "now|then|alone"))
_AFTER = {",", ".", ";", ":", "!", "?", ")", "(", "and", "&", "+", "if", "when", "as"}
_INTO = {"in", "under", "into", "on", "to"}
_PUT = {"put", "puts", "place", "places", "register", "registers", "file", "issue", "make", "move", "switch", "set"}
_WAS_PUT = {"put", "placed", "registered", "filed", "issued", "made", "moved", "switched", "set", "entered", "booked"}
_TAKES = {"take", "takes", "taken", "pull", "pulls"}
_AWAY = Turns(("[away|back|off] from", "off|away"))
_NO_ONE = {("no", "one"), ("without", "anyone"), ("without", "anybody")}
_NOBODY = {"nobody", "noone", "none", "neither"}
_CHANGES = {"update_field", "update_task", "update_deal", "add_comment"}
_ENTERS = {"writes", "puts", "enters", "types", "sets", "fills", "adds", "gives", "changes"}
_BEARS = {"carries", "bears", "wears", "has"}
_CLOSES_EVENT = {",", ":"}
_LONGEST_HOLDER = 6
_LONGEST_EVENT = 16
_EVENT_LEADS = {"when", "whenever", "once", "if", "after", "as"}
_EVENT_ENDS = {",", ":", ".", ";", "then", "-", "?"}


def may_own(people: People) -> bool:
    """Whether these people may have a record: a client or a mere address may not."""
    return bool(people) and CLIENT not in people and all(one.kind != "address" for one in people)


def in_name(tokens: Tokens, at: int) -> Found[People] | None:
    """Reads "in Hannah's name", "under the name of Hannah": whose a record is put down as."""
    if tokens.word(at) not in _INTO:
        return None
    start = tokens.past(at + 1, {"the"})
    if tokens.word(start) == "name" and tokens.word(start + 1) == "of":
        who = people(tokens, start + 2)
        return who if who and may_own(who.value) else None
    who = people(tokens, at + 1)
    named = who is not None and tokens.word(who.end) == "'s" and tokens.word(who.end + 1) == "name"
    return Found(who.value, who.end + 2) if who and named and may_own(who.value) else None


def owns_new(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "Anna should be responsible for a new deal", "Ben is the owner of a task 'X'": it is made for them."""
    who = people(tokens, index)
    held = _HOLDS.find(tokens, who.end) if who and may_own(who.value) and not told_of_event(tokens, index) else None
    new = thing(tokens, held.end) if held and tokens.word(held.end) in _NEW else None
    if not who or not new or new[0] not in _OWNED:
        return None
    return Found(Frame(new[0], index, new[2], verb="create", owner=who.value, modifiers=new[1]), new[2])


_HOLDS = Turns(
    (
        "[should|must|shall|will|to|has|is] [to] be|is|becomes|become [the] [one|person] responsible [person] for|of",
        "[should|must|shall|will|to|has|is] [to] be|is|becomes|become [the] owner|assignee of|on|for",
    )
)
_NEW = {"a", "an", "another"}
_OWNED = {"create_task", "create_deal", "create_quote"}


def belongs(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "it's Niamh's", "(new leads) are Hubert's": the owner told by a genitive that nothing follows."""
    subject = record(tokens, index) or index
    held = _IS.find(tokens, index if tokens.word(index) == "they're" else subject)
    if not held or (index > 0 and tokens.word(index - 1) in _OPEN) or told_of_event(tokens, index):
        return None
    who = people(tokens, held.end)
    if (
        not who
        or not may_own(who.value)
        or who.value[0].kind == "responsible"
        or not tokens.word(who.end).startswith("'")
    ):
        return None
    tail = _TAIL.find(tokens, who.end + 1)
    end = tail.end if tail else who.end + 1
    closed = tokens.kind(end) in {"END", "NEWLINE", "ARROW"} or tokens.word(end) in _AFTER
    return Found(Frame("assign_responsible", index, end, owner=who.value), end) if closed else None


def told_of_event(tokens: Tokens, index: int) -> bool:
    """Whether a state told there still belongs to "when a deal is won and …": it narrows the event, it is no step."""
    index -= index > 0 and tokens.word(index - 1) in {"it", "they", "the", "its", "their"}
    return tokens.word(index - 1) in {"and", "&", "but", "or"} and inside_event(tokens, index - 1)


def tells_event(tokens: Tokens, index: int, step: Found[Frame]) -> bool:
    """Whether what looks like a step closes the clause of "when": "when a lead comes in and it goes to Ben, …"."""
    if step.value.action == "add_tag" and tokens.word(index) in _BEARS and tokens.word(index - 1) == "and":
        return True  # "a deal is won and carries the tag VIP: …" tells which
    if not told_of_event(tokens, index):
        return False
    if step.value.action == "assign_responsible":
        return tokens.word(step.end) in _CLOSES_EVENT
    if step.value.action in _CHANGES and tokens.word(index) in _ENTERS:
        return _goes_on_behind(tokens, step.end)  # "if someone creates a task and writes ASAP in the title, …"
    works = step.value.action == "create_task" and step.value.asks and people(tokens, index) is not None
    return works and _goes_on_behind(tokens, step.end)  # "… and Anna supervises it, …"


def _goes_on_behind(tokens: Tokens, at: int) -> bool:
    """Whether a comma sets the clause off from what follows it."""
    for place in range(at, at + _LONGEST_EVENT):
        if tokens.kind(place) in {"END", "NEWLINE", "ARROW"} or tokens.word(place) in {".", ";"}:
            return False
        if tokens.word(place) in _CLOSES_EVENT:
            return True
    return False


def nobody_tests(tokens: Tokens, index: int, end: int) -> bool:
    """Whether "(when a lead comes in and) nobody calls it, …" tells when it starts: nothing is forbidden there."""
    start = index + (tokens.word(index) in {"and", "but"})
    nobody = tokens.word(start) in _NOBODY or tokens.row(start, 2) in _NO_ONE
    if end == start + 1:
        return nobody and inside_event(tokens, start)
    behind = tokens.word(start - 1) in {"with", "is"} or tokens.word(start) == "without"
    return nobody and tokens.word(end) in {",", ":"} and (told_of_event(tokens, start) or behind)


@remembered
def inside_event(tokens: Tokens, index: int) -> bool:
    """Whether "when", "if" or the like opened the clause that this place is in."""
    for at in range(index - 1, max(-1, index - _LONGEST_EVENT), -1):
        if tokens.word(at) in _EVENT_LEADS and not (tokens.word(at) == "after" and duration(tokens, at + 1)):
            return True
        if tokens.kind(at) in {"NEWLINE", "ARROW"} or tokens.word(at) in _EVENT_ENDS:
            return False
    return False


def put_in_name(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "put the deal in Hannah's name", "it is put in Hannah's name"."""
    whose = record(tokens, index + 1) if tokens.word(index) in _PUT else None
    subject = record(tokens, index) if whose is None else None
    be = TO_BE.find(tokens, subject) if subject else None
    at = whose or (be.end + (tokens.word(be.end) in _WAS_PUT) if be else None)
    who = in_name(tokens, at) if at else None
    return Found(Frame("assign_responsible", index, who.end, owner=who.value), who.end) if who else None


def holder_before(tokens: Tokens, index: int) -> int | None:
    """Past "take it away from whoever has it and" in front of whom it is given to."""
    taken = record(tokens, index + 1) if tokens.word(index) in _TAKES else None
    away = _AWAY.find(tokens, taken) if taken else None
    if not away:
        return None
    for at in range(away.end, away.end + _LONGEST_HOLDER):
        if tokens.word(at) in {"and", ",", "then", "&"}:
            return tokens.past(at, {"and", ",", "then", "&"})
    return None
