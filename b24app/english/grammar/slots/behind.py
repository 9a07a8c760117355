"""What stands behind a name without quotes and is no part of it: "(to Web) 3 hours later", "(to Negotiation) too"."""

from __future__ import annotations

from b24app.english.grammar.heads.fieldnotes import closes
from b24app.english.grammar.slots.bounds import FRAMING, announces, ends_here
from b24app.english.grammar.slots.fillers import FILLERS
from b24app.english.grammar.timing.dates import hour, until
from b24app.english.grammar.timing.deadlines import deadline
from b24app.english.grammar.timing.repeating import again
from b24app.english.grammar.timing.waits import wait
from b24app.english.grammar.words.chatter import CHATTER
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Lexicon, Turns
from b24app.english.grammar.words.manner import manner
from b24app.english.grammar.words.moments import clock_time, day, duration
from b24app.english.grammar.words.turns import ALWAYS, PARALLEL
from b24app.english.grammar.words.vaguetimes import VAGUE_TIMES
from b24app.plan import phrases as say

_BY = {"within", "by", "before", "no", "not", "latest"}
# What is said of a step and narrows it, or cannot be done: it is no name either, and is asked about.
_NARROWING = Turns(
    (
        "[only|just] once|twice|thrice",
        "later [on]",
        "sometime|someday|soon|eventually|finally|initially|manually|temporarily|permanently",
        "[at] some point|day",
        "for|until good|later",
        "instead",
        "by default",
        "this time [around|only]",
        "first",
        "next",
    )
)
_OF_STEPS = (FILLERS, ALWAYS, PARALLEL, VAGUE_TIMES, _NARROWING)
_TRYING = {"call", "try", "contact", "write", "ask", "visit", "phone", "remind", "follow", "check", "see", "come"}
_AGAIN = {"again", "later", "back", "first", "today", "now", "tomorrow", "next", "soon"}


def told_behind(tokens: Tokens, at: int) -> bool:
    """Whether what stands there tells of the whole step: when it is done, how often, that it is done too."""
    if tokens.at(at).text[:1].isupper():
        return False
    if tokens.word(at) in _AGAIN and tokens.word(at - 1) in _TRYING:
        return False  # "(move it to) Call again"
    if tokens.word(at) in {"booked", "arranged", "scheduled", "planned"}:
        return False  # "(move it to) Viewing booked"
    return _timed(tokens, at) or _said(tokens, at, (*_OF_STEPS, FRAMING, CHATTER))


def before_told(tokens: Tokens, start: int, end: int, *, timed: bool) -> int:
    """Where a matter or a title between these tokens ends: in front of what tells of the whole step.

    What a message is about may have a time of its own ("the meeting on Monday"): it ends there only if `timed`.
    """
    for at in range(start + 1, end):
        small = not tokens.at(at).text[:1].isupper()
        if small and ((timed and _timed(tokens, at)) or _said(tokens, at, _OF_STEPS)):
            return at
    return end


def past_time(tokens: Tokens, at: int) -> int:
    """Past a time that is a value itself: "(set Next call to) the next day", "(to) end of next week"."""
    found = hour(tokens, at) or day(tokens, at) or duration(tokens, at)
    return found.end if found else clock_time(tokens, at) or at


def _timed(tokens: Tokens, at: int) -> bool:
    rules = (wait, until, hour, again, day)
    if any(rule(tokens, at) for rule in rules) or clock_time(tokens, at):
        return True
    return tokens.word(at) in _BY | {"until", "till", "til"} and (bool(deadline(tokens, at)) or _times(tokens, at + 1))


def _times(tokens: Tokens, at: int) -> bool:
    return bool(day(tokens, at) or duration(tokens, at) or clock_time(tokens, at))


def _said(tokens: Tokens, at: int, tables: tuple[Turns | Lexicon[bool], ...]) -> bool:
    """Whether such words close the step, alone or in a row: "too please", "again right away"."""
    counted = tokens.kind(at) == "NUMBER" or tokens.word(at) in say.NUMBER_WORDS
    if counted and tokens.word(at + 1) in {"times", "x"}:
        return True
    ends = {found.end for table in tables if (found := table.find(tokens, at))}
    ends |= {end} if (end := manner(tokens, at)) else set()
    return any(_closed(tokens, end) or (end > at and told_behind(tokens, end)) for end in ends)


def _closed(tokens: Tokens, at: int) -> bool:
    return closes(tokens, at) or ends_here(tokens, at) or announces(tokens, at) or tokens.word(at) in {"?", ":"}
