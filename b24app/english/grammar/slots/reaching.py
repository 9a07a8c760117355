"""Whom a task reaches, told by how it comes to them: "(a task) to be carried out by Anna", "comes Ben's way"."""

from __future__ import annotations

from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.people.meant import CLIENT, People, people
from b24app.english.grammar.slots.parties import OWNED, closes
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns

_DONE = "carried|done|performed|handled|completed|executed|tackled|processed|finished|undertaken|dealt|worked|solved"
_SENT = (
    "fired|shot|sent|shipped|thrown|tossed|kicked|lobbed|flung|slung|passed|handed|given|addressed|directed|aimed|"
    "allocated|allotted|delegated|dispatched|issued|dealt|entrusted|routed|pushed|slipped|dished|served"
)
_AWAY = "off|over|across|out|down|along|on|through"
_BE = "[which|that] [should|must|shall|will|is|are|gets|get|has|have] [to] [be]"
_LEADS = Turns(
    (
        f"{_BE} {_DONE} [out|with|on|up] by|through",
        f"{_BE} {_SENT} [{_AWAY}] to|at|towards|upon",
        f"{_AWAY} to",
        "allocation|assignment|handover|delegation to",
        "[which|that] finds|makes|wends|works|takes [all] its way [over] to|into|onto",
        "[which|that] lands|falls|drops|arrives|appears|surfaces|shows|turns|pops [up] in|on|at|with",
        "[which|that] [is] waiting|waits|awaits [for]",
    )
)
_COMES = Turns(("[which|that] [is] comes|goes|heads|coming|going|sent",))
_THEIRS = {
    "list", "queue", "board", "backlog", "desk", "inbox", "tray", "plate", "lap", "way", "calendar", "agenda", "court",
    "hands", "door", "direction", "to-do", "todo", "to-dos",
}  # fmt: skip
_MUST = Turns(
    ("must|should|shall|will|can|has|have|needs|need|is [to] do|handle|complete|perform|tackle|finish|carry [out]",)
)


def slot_reaches(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Who gets what is made, where nobody was named before."""
    if frame.action not in OWNED or frame.owner is not None:
        return None
    found = _led(tokens, at) or _their_way(tokens, at) or _whose_work(tokens, at) or _by_whom(tokens, at)
    found = found or (_comes_to(tokens, at) if not frame.verb else None)
    if not found or not found.value or CLIENT in found.value:
        return None
    frame.owner = found.value
    return found.end


def _led(tokens: Tokens, at: int) -> Found[People] | None:
    """Reads "addressed to Anna", "surfaces in Anna's backlog", "to be handled by Anna"."""
    led = _LEADS.find(tokens, at)
    return _with_place(tokens, people(tokens, led.end)) if led else None


def _with_place(tokens: Tokens, who: Found[People] | None) -> Found[People] | None:
    """With the list, the desk behind "Anna's"."""
    if not who or tokens.word(who.end) != "'s":
        return who if who and closes(tokens, who.end) else None
    end = who.end + 1 + (tokens.word(who.end + 2) in _THEIRS)
    return Found(who.value, end + 1) if tokens.word(end) in _THEIRS and closes(tokens, end + 1) else None


def _their_way(tokens: Tokens, at: int) -> Found[People] | None:
    """Reads "comes Anna's way"."""
    led = _COMES.find(tokens, at)
    who = people(tokens, led.end if led else at)
    way = who is not None and (led is not None or tokens.word(who.end + 1) == "way")
    return _with_place(tokens, who) if way and who and tokens.word(who.end) == "'s" else None


def _whose_work(tokens: Tokens, at: int) -> Found[People] | None:
    """Reads "which Anna must do"."""
    who = people(tokens, at + 1) if tokens.word(at) in {"which", "that"} else None
    must = _MUST.find(tokens, who.end) if who else None
    return Found(who.value, must.end) if who and must and closes(tokens, must.end) else None


_TO_BE = Turns(("[which|that] to|must|should|shall|will|has|needs|is [to] be",))
_MOST_WORDS = 4


def _by_whom(tokens: Tokens, at: int) -> Found[People] | None:
    """Reads "to be shouldered by Anna": any participle."""
    led = _TO_BE.find(tokens, at)
    for by in range(led.end + 1, led.end + _MOST_WORDS) if led else ():
        if tokens.word(by) == "by":
            return _with_place(tokens, people(tokens, by + 1))
        if tokens.kind(by - 1) != "WORD" or not tokens.at(by - 1).text.islower():
            return None
    return None


_ONTO = {"to", "with", "onto", "upon", "on", "at"}


def _comes_to(tokens: Tokens, at: int) -> Found[People] | None:
    """Reads "(a task) winds up with Anna": any verb that says how it gets there."""
    word = tokens.word(at)
    if not word.endswith("s") or word.endswith("ss") or not tokens.at(at).text.islower():
        return None
    to = next((place for place in range(at + 1, at + _MOST_WORDS) if tokens.word(place) in _ONTO), None)
    plain = to is not None and all(tokens.kind(place) == "WORD" for place in range(at, to))
    return _with_place(tokens, people(tokens, to + 1)) if to is not None and plain else None
