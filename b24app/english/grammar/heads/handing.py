"""Work that is handed to somebody by its name: "Anna gets 'X' as a task", "'X' goes on Ben's list"."""

from __future__ import annotations

from b24app.english.grammar.heads.frames import Frame, When
from b24app.english.grammar.heads.objects import thing
from b24app.english.grammar.people.meant import CLIENT, People, people, subjects
from b24app.english.grammar.timing.deadlines import deadline
from b24app.english.grammar.timing.waits import counts_on
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.moments import duration, later

_TASKS = {"task", "tasks", "todo", "to-do"}
_GIVE = {"assign", "assigns", "give", "gives", "hand", "hands", "set", "sets"}
_GETS = Turns(
    (
        "gets|receives|takes|has|handles",
        "[should|must|shall|will] get|receive|take|have|handle|be given|assigned|handed",
        "is|are [to] [be] given|assigned|handed",
        "is|are to get|receive|have|take",
    )
)
_AS_TASK = Turns(("as [a|one|his|her|their] [new|next] task|to-do|todo|assignment|ticket",))
_IS_TASK = Turns(
    (
        "turns into a|the [new|next] task|to-do|todo|assignment|job|ticket for|of",
        "becomes|is a|the [new|next] task|to-do|todo|assignment|job|ticket for|of",
        "should|must|shall|will be|become a|the [new|next] task|to-do|todo|assignment|job|ticket for|of",
        "as a [new|next] task|to-do|todo|assignment|job|ticket for|to",
    )
)
_LANDS = Turns(
    (
        "goes|lands|is|comes|belongs on|onto|in|to",
        "should|must|shall|will go|land|be|come on|onto|in|to",
        "[should|must|shall|will] [be] is|gets|put|added|placed|noted on|onto|in|to",
    )
)
LISTS = {"list", "plate", "desk", "agenda", "queue", "to-do", "todo", "to-dos"}
_TIME = Turns(
    (
        "for|to [do|finish|complete] a|the|this [new|next] task|to-do|todo|assignment [called|named|titled]",
        "for",
    )
)
_BOOKS = {"book", "books", "put", "puts", "pencil", "pencils", "schedule", "schedules", "sign", "mark", "note"}
_DOWN_FOR = Turns(("in|down|up for|with",))
_HAS_TIME = {"has", "have", "gets", "get"}


def handed_work(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "Anna gets 'X' as a task", "'X' becomes a task for Ben", "give Ben 2 days for a task 'X'"."""
    if tokens.kind(index) == "QUOTED":
        return _becomes(tokens, index)
    booked = _allotted(tokens, index) or _booked(tokens, index)
    if booked:
        return booked
    given = tokens.word(index) in _GIVE
    who = people(tokens, index + 1) if given else subjects(tokens, index)
    if not who or not _works(who.value):
        return None
    timed = _timed(tokens, index, who, given=given)
    if timed:
        return timed
    gets = _GETS.find(tokens, who.end) if not given else None
    at = gets.end if gets else who.end
    if tokens.kind(at) != "QUOTED" or not (gets or given):
        return None
    named = _AS_TASK.find(tokens, at + 1)
    assigned = given and tokens.word(index) in {"assign", "assigns"}
    return _task(tokens, index, at, named.end if named else at + 1, who.value) if named or assigned else None


def _booked(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "book the owner in for a call", "put Anna down for 'Send gift'"."""
    who = people(tokens, index + 1) if tokens.word(index) in _BOOKS else None
    led = _DOWN_FOR.find(tokens, who.end) if who and _works(who.value) else None
    if not who or not led:
        return None
    if tokens.kind(led.end) == "QUOTED":
        return _task(tokens, index, led.end, led.end + 1, who.value)
    found = thing(tokens, led.end)
    if not found or found[0] not in {"create_task", "schedule_call", "set_reminder"}:
        return None
    return Found(Frame(found[0], index, found[2], owner=who.value, modifiers=found[1]), found[2])


def _timed(tokens: Tokens, index: int, who: Found[People], *, given: bool) -> Found[Frame] | None:
    """Reads "Ben has 2 days for the task 'X'"."""
    had = tokens.word(who.end) in _HAS_TIME
    at = who.end + had
    left = deadline(tokens, at) if tokens.word(at) in {"until", "till"} else duration(tokens, at)
    length = left if had or given else None
    until = _TIME.find(tokens, length.end) if length else None
    if not length or not until or tokens.kind(until.end) != "QUOTED":
        return None
    found = _task(tokens, index, until.end, until.end + 1, who.value)
    found.value.due = length.value
    return found


def _becomes(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "'X' becomes a task for Anna", "'X' goes on Anna's to-do list"."""
    made = _IS_TASK.find(tokens, index + 1)
    who = people(tokens, made.end) if made else None
    if who:
        return _task(tokens, index, index, who.end, who.value) if _works(who.value) else None
    lands = _LANDS.find(tokens, index + 1)
    whose = people(tokens, lands.end) if lands else None
    if (
        not whose
        or not _works(whose.value)
        or tokens.word(whose.end) != "'s"
        or tokens.word(whose.end + 1) not in LISTS
    ):
        return None
    end = tokens.past(whose.end + 1, {*LISTS, "task", "tasks"})
    return _task(tokens, index, index, end, whose.value)


def _allotted(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "task: Anna (3 days)", "todo Anna, 3 days": whose task it is and how long they have."""
    at = tokens.past(index, {"new", "a"}) + 1
    if tokens.word(at - 1) not in _TASKS:
        return None
    at += tokens.word(at) == "for"
    who = people(tokens, at + (tokens.word(at) == ":"))
    named = who is not None and all(one.kind in {"user", "group"} for one in who.value) and _works(who.value)
    if not who or not named or tokens.word(who.end) == "'s":
        return None
    due = _by_when(tokens, who.end, led=tokens.word(at - 1) == "for")
    if not due:
        return None
    end = due.end + (tokens.word(due.end) == ")")
    return Found(Frame("create_task", index, end, owner=who.value, due=due.value), end)


def _by_when(tokens: Tokens, at: int, *, led: bool) -> Found[When] | None:
    """Reads "(3 days)", "+ 3 days", "by Friday", "tomorrow"; behind "a task for Anna" only what a mark sets off."""
    start = tokens.past(at, {"+", "(", ",", ":", "-", "/", "in", "within"})
    time = duration(tokens, start)
    if time:
        later_on = tokens.word(time.end) in _COUNTS_ON or counts_on(tokens, start, time.end)
        return Found(time.value, time.end) if time.value.amount and not later_on else None  # "…, 5 days later a call"
    until = None if led else deadline(tokens, at) or later(tokens, start)
    return Found(until.value, until.end) if until else None


_COUNTS_ON = {"later", "after", "afterwards", "on", "thereafter", "more", "pass", "passes"}


def _works(who: People) -> bool:
    return bool(who) and CLIENT not in who and all(one.kind != "address" for one in who)


def _task(tokens: Tokens, start: int, title: int, end: int, owner: People) -> Found[Frame]:
    return Found(Frame("create_task", start, end, owner=owner, texts=[tokens.at(title).inner]), end)


def slot_asking_work(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "(a task) asking Anna to check it", "(a task) so that Ben can call": who does what, as a clause."""
    if frame.action not in {"create_task", "set_reminder"} or frame.purpose:
        return None
    if frame.owner is not None:
        return _their_work(tokens, at, frame)
    asking = tokens.word(at) in _ASKING
    so = next((len(words) for words in _SO if tokens.row(at, len(words)) == words), 0)
    who = people(tokens, at + (so or 1)) if asking or so else None
    if not who or not _works(who.value):
        return None
    can = tokens.word(who.end) in _CAN
    verb = who.end + can
    verb += can and tokens.word(verb) == "to"
    works = can or tokens.word(verb).endswith("s")
    if (asking and tokens.word(who.end) != "to") or (so and not works):
        return None
    frame.owner, frame.asks, frame.third = who.value, True, bool(so) and not can
    return verb


def _their_work(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "(a task for legal) so that they draft the contract"."""
    so = 1 + (tokens.word(at + 1) == "that") if tokens.word(at) == "so" else 0
    they = bool(so) and tokens.word(at + so) in {"they", "he", "she"}
    verb = at + so + 1 + (tokens.word(at + so + 1) in _CAN)
    if not they or tokens.kind(verb) != "WORD" or tokens.word(verb) in {"know", "knows", "is", "are"}:
        return None
    frame.asks, frame.third = True, tokens.word(verb).endswith("s") and verb == at + so + 1
    return verb


_SO = (("so", "that"), ("in", "which"), ("so",), ("that",))
_CAN = {"can", "could", "may", "will", "should", "must", "shall", "has", "have", "needs", "need"}
_ASKING = {
    "asking",
    "telling",
    "reminding",
    "instructing",
    "requesting",
    "prompting",
    "requiring",
    "ordering",
    "getting",
}
