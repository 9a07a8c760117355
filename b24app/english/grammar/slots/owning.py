"""Who gets what is made, told by name: "owner: Petra", "with Anna as assignee", "task Petra: …"."""

from __future__ import annotations

from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.people.meant import CLIENT, RESPONSIBLE, People, people
from b24app.english.grammar.slots.parties import OWNED, closes
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns, phrases


def slot_named_owner(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads ", owner: Petra", "(assignee Nina", "quote owner: Farida" behind something that is created."""
    if frame.action not in OWNED | {"schedule_call"} or frame.owner is not None:
        return None
    start = tokens.past(at, {",", "(", "and", "with", "as", "the", "its", "task", "quote", "deal", "-", ";"})
    same = the_same(tokens, at)
    if same:
        frame.owner = same.value
        return same.end
    behind = _with_owner(tokens, at)
    if behind:
        frame.owner = behind.value
        return behind.end
    named = _OWNER_NAMED.find(tokens, start) if start > at or tokens.word(at) in _OWNER_WORDS else None
    who = people(tokens, named.end) if named else None
    if not who or not who.value:
        return None
    frame.owner = who.value
    return who.end + (tokens.word(who.end) == ")" and "(" in {tokens.word(place) for place in range(at, start)})


def the_same(tokens: Tokens, at: int) -> Found[People] | None:
    """Reads ", same owner", "with the same responsible", "and keep the same person on it": whoever has it now."""
    stays = _STAYS_THE_SAME.find(tokens, at)
    if stays and closes(tokens, stays.end):
        return Found((RESPONSIBLE,), stays.end)
    start = tokens.past(at, {",", "(", "-", "with", "and", "under", "keeping", "keep", "leave", "the"})
    who = people(tokens, start) if start > at and tokens.word(start) == "same" else None
    if not who or not who.value:
        return None
    end = tokens.past(who.end, _IN_CHARGE)
    return Found(who.value, end + (tokens.word(end) == ")")) if closes(tokens, end) else None


_IN_CHARGE = {"on", "it", "in", "charge", "responsible", "as", "before", "manager", "person", "assigned", "for"}
_OWNER = "responsible|owner|manager|assignee|rep"
_STAYS = "stays|remains|is|should|must|shall|will"
_STAYS_THE_SAME = Turns(
    (
        f"[,] [and] [the|its] {_OWNER} [person|manager] {_STAYS} [stay|remain|be] the same [{_OWNER}|person|one]",
        f"[,] [and] [the|its] {_OWNER} [person|manager] {_STAYS} [stay|remain|be] the same as before",
    )
)


def _with_owner(tokens: Tokens, at: int) -> Found[People] | None:
    """Reads "with Anna as assignee", "with Ben responsible", "Anna being the owner"."""
    led = tokens.word(at) in {"with", ","}
    who = people(tokens, at + 1) if led else None
    end = tokens.past(who.end, {"as", "being", "the", "its", "is"}) if who and who.value else at
    named = tokens.word(end) in {"assignee", "responsible", "owner", "executor", "performer", "caller"}
    return Found(who.value, end + 1) if who and named and closes(tokens, end + 1) else None


_OWNER_WORDS = {
    "given", "handed", "passed", "owned", "run", "handled", "led", "managed", "owner", "assignee", "responsible",
    "executor", "assigned", "made", "to", "done", "performed", "held", "placed", "caller", "put", "puts", "stick",
    "pop", "against", "under", "falls", "lies", "rests", "lands",
}  # fmt: skip
_OWNER_NAMED = phrases(
    (
        "owner|assignee|responsible|executor|performer|caller [person] [:|=|is|will|should] [be]",
        "call|calls [to be] made|by",
        "assigned [to|:]",
        "against|under",
        "given|handed|passed [over|on] to",
        "falls|lies|rests|lands to|on|with|upon",
        "put|puts|stick|pop it|this|that on",
        "[to be] owned|run|handled|led|managed|done|performed|made|held|placed by",
    )
)


def slot_bare_owner(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "task Petra: …", "task Petra to …": who gets it stands right behind."""
    if frame.action not in OWNED or frame.owner is not None or frame.verb:
        return None
    who = people(tokens, at)
    bracketed = who is not None and tokens.kind(who.end + (tokens.word(who.end) == "(")) == "QUOTED"
    if not who or not who.value or CLIENT in who.value or not (tokens.word(who.end) in {":", "to", "-"} or bracketed):
        return None
    frame.owner = who.value
    return who.end
