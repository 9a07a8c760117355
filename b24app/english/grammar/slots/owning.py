"""Who gets what is made, told by name: "owner: Petra", "with Anna as assignee", "task Petra: …"."""

from __future__ import annotations

from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.people.meant import CLIENT, People, people
from b24app.english.grammar.slots.parties import OWNED, closes
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, phrases


def slot_named_owner(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads ", owner: Petra", "(assignee Nina", "quote owner: Farida" behind something that is created."""
    if frame.action not in OWNED | {"schedule_call"} or frame.owner is not None:
        return None
    start = tokens.past(at, {",", "(", "and", "with", "as", "the", "its", "task", "quote", "deal", "-", ";"})
    same = _the_same(tokens, at)
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


def _the_same(tokens: Tokens, at: int) -> Found[People] | None:
    """Reads ", same owner", "with the same responsible": whoever has the record now."""
    start = tokens.past(at, {",", "(", "-", "with", "and", "under", "keeping", "the"})
    who = people(tokens, start) if start > at and tokens.word(start) == "same" else None
    end = who.end + (tokens.word(who.end) == ")") if who else at
    return Found(who.value, end) if who and who.value and closes(tokens, who.end) else None


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
