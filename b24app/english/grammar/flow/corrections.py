"""Slips of the tongue: "wait 3 days, no, 5 days", "email the client … scratch that, notify the owner".

What follows the correction takes the place of the last thing of its kind before it: a step, a trigger, a length of
time, people, an amount, an event, a quoted text. A correction that corrects nothing is left for the clauses to ask.
"""

from __future__ import annotations

from collections.abc import Callable

from b24app.english.grammar.conditions.amounts import amount_at
from b24app.english.grammar.heads.head import starts_step
from b24app.english.grammar.people.meant import people
from b24app.english.grammar.timing.waits import wait
from b24app.english.grammar.trigger.modifiers import MARKERS
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Turns
from b24app.english.grammar.words.lexicons import EVENTS
from b24app.english.grammar.words.moments import duration

_SURE = Turns(
    (
        "[no|oh|oops|ah] [no] [wait|sorry] scratch|forget|ignore|strike that|this|it",
        "[no|oh|oops] i|we mean|meant [to] [say]",
        "[or] rather",
        "or better [yet|said]",
        "no|oh|oops|ah|um|nah|nope|uh|er|hm|hmm|eh [no|nah] wait|sorry [no] [sorry|i] [mean|meant]",
        "sorry|oops|correction [no] [wait] [i] [mean|meant]",
        "[no|oh] [,] sorry|oops|wait|no , i mean|meant",
        "no make|let that|it [be]",
    )
)
_LOOSE = Turns(
    (
        "no|nope",
        "actually|well [no]",
        "er|erm|uh|um|hm|hmm [no|wait|sorry|rather|better]",
        "hold|hang on [no|sorry]",
    )
)
_MAKE_IT = Turns(("[better|rather|actually] make|let it|that|this [be|rather]",))
_BEFORE = {",", "-", "(", ".", ";", "!", "?", ":"}
_STEP_OPENS = {",", "-", "(", ".", ";", "!", "?", ":", "=>", "and", "then"}
_FARTHEST = 40
_SMALL = 8


def corrected(tokens: Tokens) -> Tokens:
    """The tokens without what was taken back."""
    at = 0
    while at < len(tokens):
        cut = _cut(tokens, at)
        if cut is None:
            at += 1
            continue
        start, end = cut
        tokens = Tokens(tokens.source, tokens.items[:start] + tokens.items[end:])
        at = start
    return tokens


def _cut(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """The tokens to leave out when a correction starts there: what was said first, and the correction's words."""
    off = tokens.word(at - 1) in _BEFORE or tokens.kind(at - 1) == "NEWLINE"
    sure = _SURE.find(tokens, at)
    loose = _LOOSE.find(tokens, at) if off and not sure else None
    found = sure or loose
    said_no = tokens.word(at) in {"no", "nope"} and not sure
    answers = said_no and any(tokens.word(place) == "yes" for place in range(max(at - _FARTHEST, 0), at))
    if answers or not found or at == 0 or (said_no and tokens.word(found.end) != ","):
        return None
    end = found.end
    made = _MAKE_IT.find(tokens, end + (tokens.word(end) == ","))
    end = made.end if made else end
    while tokens.word(end) in {",", "-", ":", ".", "simply", "just", "instead"} or (
        tokens.word(end) in {"to", "for"} and not sure
    ):
        end += 1
    before = at
    while before and tokens.word(before - 1) in _BEFORE:
        before -= 1
    for rule in (_trigger, _step) if sure else ():
        start = rule(tokens, before, end)
        if start is not None:
            return start, end
    return _small(tokens, before, end)


def _trigger(tokens: Tokens, before: int, end: int) -> int | None:
    if not MARKERS.find(tokens, end) or tokens.word(end) not in {"when", "whenever", "once", "if", "as", "every"}:
        return None
    return _last(before, lambda at: tokens.word(at) == tokens.word(end))


def _step(tokens: Tokens, before: int, end: int) -> int | None:
    if not starts_step(tokens, end):
        return None
    opened = _last(before, lambda at: starts_step(tokens, at) and (at == 0 or _opens(tokens, at)))
    return opened if opened is not None else _behind_trigger(tokens, before)


def _behind_trigger(tokens: Tokens, before: int) -> int | None:
    """The step of a sentence without a comma: "When a quote is created email the client, I mean …"."""
    opens = _last(before, lambda at: MARKERS.find(tokens, at) is not None)
    if opens is None or any(tokens.word(at) in _BEFORE for at in range(opens, before)):
        return None
    ends = [event.end for at in range(opens, before) if (event := EVENTS.find(tokens, at))]
    return next((at for at in ends if at < before and starts_step(tokens, at)), None)


def _opens(tokens: Tokens, at: int) -> bool:
    return tokens.word(at - 1) in _STEP_OPENS or tokens.kind(at - 1) in {"ARROW", "NEWLINE"}


def _small(tokens: Tokens, before: int, end: int) -> tuple[int, int] | None:
    """A length of time, people, an amount, an event or a quoted text that is put in place of another."""
    for reads in _READERS:
        skip = end + (tokens.word(end) in {"for", "to", "by", "in", "after"})
        for at in (end, skip):
            if reads(tokens, at) is None:
                continue
            start = _earliest(tokens, before, reads)
            if start is None and reads is _quoted and tokens.word(before - 1) in {"on", "it", "to"}:
                start = _earliest(tokens, before - 1, reads)  # "put a tag 'a' on, no wait, 'b'"
            if start is not None:
                return start, at
    return None


def _last(before: int, holds: Callable[[int], bool]) -> int | None:
    return next((at for at in range(before - 1, max(before - _FARTHEST, 0) - 1, -1) if holds(at)), None)


def _earliest(tokens: Tokens, before: int, reads: Callable[[Tokens, int], int | None]) -> int | None:
    """Where the longest thing of the kind starts that ends right before the correction."""
    return next((at for at in range(max(before - _SMALL, 0), before) if reads(tokens, at) == before), None)


def _time(tokens: Tokens, at: int) -> int | None:
    found = duration(tokens, at)
    return found.end if found else None


def _who(tokens: Tokens, at: int) -> int | None:
    found = people(tokens, at)
    return found.end if found and found.value else None


def _size(tokens: Tokens, at: int) -> int | None:
    found = amount_at(tokens, at)
    return found.end if found and not duration(tokens, at) else None


def _event(tokens: Tokens, at: int) -> int | None:
    found = EVENTS.find(tokens, at)
    return found.end if found and not starts_step(tokens, at) else None


def _quoted(tokens: Tokens, at: int) -> int | None:
    return at + 1 if tokens.kind(at) == "QUOTED" else None


def _later(tokens: Tokens, at: int) -> int | None:
    found = wait(tokens, at)
    return found.end if found else None


_READERS = (_later, _time, _size, _who, _event, _quoted)
