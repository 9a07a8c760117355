"""Whose the step told last is, in a clause of its own: "the call should be made by Ben", "put that task on Eva"."""

from __future__ import annotations

from b24app.english.grammar.draft import Draft
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.people.meant import CLIENT, People, people
from b24app.english.grammar.slots.parties import LISTS
from b24app.english.grammar.timing.deadlines import deadline
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns

_DONE = "done|made|handled|completed|finished|carried|taken|performed"
_MUST = f"should|must|shall|will|has|needs|is [to] [also|then] be {_DONE}"
_TASK = "the|this|that task|to-do|todo|work|job|ticket"
_CALL = "the|this|that call|conversation|callback|phone-call"
_REMINDER = "the|this|that reminder"
_THINGS = {"create_task": _TASK, "schedule_call": f"{_CALL} [back]", "set_reminder": _REMINDER}
_BY = {
    action: Turns((f"{thing} {_MUST} [out|over] by", f"it|this|that {_MUST} [out|over] by"))
    for action, thing in _THINGS.items()
}
_GIVE = (
    "put|book|pop|stick|place|hand|pass|give|assign|schedule|enter|log|set|file|plan|reassign|leave|delegate|dump|pin"
)
_GOES = "goes|go|is|falls|belongs|passes|lands|should|must|shall|will|has [to] [be] [go|assigned|given|handed|made]"
_LED = {
    action: Turns(
        (
            f"{_GIVE} {thing} [over] on|to|with|for|under|in",
            f"{thing} {_GOES} [over] to|for|with|on|in",
            f"{thing} is",
        )
    )
    for action, thing in _THINGS.items()
}
_GETS = {
    action: Turns(
        (
            f"gets|takes|makes|does|handles|owns|places|has|receives {thing}",
            f"should|must|shall|will|to [also] get|take|make|do|handle|own|place|receive {thing}",
            f"get|take|make|do|handle|own|place|receive {thing}",
            thing,
        )
    )
    for action, thing in _THINGS.items()
}

_CAUSES = {"let", "have"}
_DATIVE = {"give", "assign", "hand", "pass", *_CAUSES}
_BARE = {"get", "take", "make", "do", "handle", "own", "place", "receive"}


def done_by(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Gives the task, call or reminder before to whom it is said to be for, with its deadline."""
    last = draft.frames[-1] if draft.frames else None
    if last is None or last.action not in _THINGS:
        return None
    who = _whose(tokens, at, last)
    if not who or CLIENT in who.value:
        return None
    if last.owner not in {None, who.value}:
        draft.unread.append((at, who.end))  # it is for somebody else already
        return who.end
    last.owner = who.value
    due = deadline(tokens, who.end) if last.due is None else None
    last.due = due.value if due else last.due
    return due.end if due else who.end


def _whose(tokens: Tokens, at: int, last: Frame) -> Found[People] | None:
    """Reads "the call is made by Ben", "put that task on Eva", "that call is Eva's", "Eva makes that call"."""
    made = _BY[last.action].find(tokens, at)
    led = made or _LED[last.action].find(tokens, at)
    gives = not led and tokens.word(at) in _DATIVE
    who = people(tokens, led.end if led else at + gives)
    if not who or not who.value:
        return None
    if not led:
        bare = tokens.word(who.end) in {"the", "this", "that"}
        if (bare or tokens.word(who.end) in _BARE) and (not gives or (tokens.word(at) in _CAUSES) == bare):
            return None  # "Eva the task", "give Eva make the call"
        gets = _GETS[last.action].find(tokens, who.end)
        return Found(who.value, gets.end) if gets and _closes(tokens, gets.end) else None
    theirs = tokens.word(who.end) == "'s"
    listed = theirs and tokens.word(who.end + 1) in LISTS | {"name"}
    end = who.end + theirs + listed
    is_whose = led.end - 1 > at and tokens.word(led.end - 1) == "is"
    return Found(who.value, end) if made or (_closes(tokens, end) and (theirs or not is_whose)) else None


def _closes(tokens: Tokens, at: int) -> bool:
    """Whether the clause ends there, or a deadline follows."""
    ends = tokens.kind(at) in {"END", "NEWLINE"} or tokens.word(at) in {".", ",", ";", "!", "and", ")", "then", "when"}
    return ends or deadline(tokens, at) is not None
