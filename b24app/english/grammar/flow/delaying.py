"""Steps that are not done at once: "not right away but 2 months later", "don't write yet; wait a day, then …"."""

from __future__ import annotations

from b24app.english.grammar.draft import Draft, Item, Pause, Turn, When
from b24app.english.grammar.heads.forbidding import PROHIBITS, at_once
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.head import head
from b24app.english.grammar.slots.bounds import announces, past_joints
from b24app.english.grammar.timing.dates import until
from b24app.english.grammar.timing.waits import wait
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Turns

_NOT_NOW = Turns(
    (
        "[and|but|-|(] [just] not immediately|instantly|directly|now|yet|today [though] [)]",
        "[and|but|-|(] [just] not right|straight away|now [though] [)]",
        "[and|but|-|(] [just] not at once [)]",
    )
)
_SHARPLY = {"right", "directly", "immediately", "straight", "just"}
_RATHER = {",", "but", "rather", "only", "instead", "-", "and", ";", "."}
_OFF = {",", ";", ".", "-", "but", ":", "!"}
_WAITS_ON = {"wait", "pause", "then", "hold", "sleep"}
_LISTS = {"and", "&", "+"}
_FARTHEST = 20
_LONGEST_PROHIBITION = 12  # words: more than any way to forbid a step has


def delayed(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Past words that only say that the step waits, where it is told how long."""
    return _not_now(tokens, at, draft) or _not_after(tokens, at) or _but_later(tokens, at, draft) or _first(tokens, at)


def trailing(tokens: Tokens, draft: Draft) -> None:
    """A wait told behind the last step is that step's: "text the client when a deal is won, 2 days later"."""
    told = [item for item in draft.items if not isinstance(item, Turn) and not _of_trigger(item, draft)]
    last = told[-1] if told else None
    if not isinstance(last, Pause) or tokens.word(last.start) in _WAITS_ON:
        return
    before = told[:-1]
    one = before and isinstance(before[-1], Frame) and not any(isinstance(item, Frame) for item in before[:-1])
    step = before[-1] if one or (before and draft.items.index(before[-1]) + 1 == draft.items.index(last)) else None
    listed = tokens.word(before[-1].start - 1) in _LISTS if before else False
    draft.items.remove(last)
    sure = tokens.word(last.start) not in {"until", "till"} and tokens.word(last.start - 1) != "then"
    if isinstance(step, Frame) and step.wait is None and sure and not listed:
        step.wait, step.wait_place = last.moment, (last.start, last.end)
    else:
        draft.unread.append((last.start, last.end))


def _of_trigger(item: Item, draft: Draft) -> bool:
    """Whether it is a condition within the words that tell the trigger in passing: "to new leads, source Web, …"."""
    start, end = draft.clause.place if draft.clause else (0, 0)
    return isinstance(item, When) and start <= item.start and item.end <= end


def put_off(tokens: Tokens, draft: Draft) -> None:
    """A step that is not to be done at once, and nobody says when: "don't text the client right away." is asked."""
    step = next((one for one in draft.frames if one.start == draft.postponed), None)
    waits = any(isinstance(item, Pause) for item in draft.items) or any(one.wait or one.at for one in draft.frames)
    if step and not waits and _is_denied(tokens, step):
        draft.unread.append((step.start, step.end))


def _waits(tokens: Tokens, at: int) -> int | None:
    found = wait(tokens, at) or until(tokens, at)
    return found.end if found else None


def _not_now(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads "not right away but" in front of a wait, or behind one."""
    found = _NOT_NOW.find(tokens, at)
    if not found:
        return None
    start = tokens.past(found.end, _RATHER)
    if _waits(tokens, start):
        return start
    ends = (
        tokens.word(found.end) in _OFF
        or tokens.word(found.end - 1) == ")"
        or tokens.kind(found.end) in {"END", "NEWLINE"}
    )
    told = any(isinstance(item, Pause) or (isinstance(item, Frame) and item.wait) for item in draft.items)
    return found.end if ends and told else None


def _not_after(tokens: Tokens, at: int) -> int | None:
    """Reads "not right" of "not right after the deal is won but 3 days later"."""
    if tokens.word(at) != "not":
        return None
    start = at + 1 + (tokens.word(at + 1) in _SHARPLY and not announces(tokens, at + 1))
    later = any(tokens.word(place) == "but" and _waits(tokens, place + 1) for place in range(start, start + _FARTHEST))
    return start if later and announces(tokens, start) else None


def _but_later(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads "but 2 days later" behind the trigger: how long the step told before it, or the one behind, waits."""
    if tokens.word(at) != "but":
        return None
    last = draft.items[-1] if draft.items else None
    denied = isinstance(last, Frame) and last.end in {at, at - 1} and _is_denied(tokens, last)
    start = tokens.past(at + 1, {"rather", "only"})
    found = wait(tokens, start) or until(tokens, start)
    behind = found is not None and isinstance(last, Frame) and last.end in {at, at - 1} and _told_of(tokens, found.end)
    if not found or (not (denied or behind) and at not in {draft.clause_end, draft.clause_end + 1}):
        return None
    if isinstance(last, Frame) and (denied or behind or last.start < draft.clause_start) and last.wait is None:
        last.wait, last.wait_place = found.value, (start, found.end)
        return found.end
    return start


def _is_denied(tokens: Tokens, step: Frame) -> bool:
    """Whether the step was told by what is not done at once: "don't (email them right away) but …"."""
    places = range(max(0, step.start - _LONGEST_PROHIBITION), step.start)
    return any((told := PROHIBITS.find(tokens, at)) and told.end == step.start for at in places)


def _told_of(tokens: Tokens, at: int) -> bool:
    """Whether a wait that ends there is told of the step before: nothing follows it but a sentence or the trigger."""
    return tokens.kind(at) in {"END", "NEWLINE"} or tokens.word(at) in {".", ";"} or announces(tokens, at)


def _closes(tokens: Tokens, at: int) -> bool:
    return tokens.kind(at) in {"END", "NEWLINE"} or tokens.word(at) in {".", ";", ",", "and", "!", ")"}


def _first(tokens: Tokens, at: int) -> int | None:
    """Reads "don't write to them straight away." in front of "wait until tomorrow, then …": the step is told there."""
    end = at_once(tokens, at)
    if end is None or tokens.word(end) not in _OFF:
        return None
    start = past_joints(tokens, tokens.past(end, _RATHER))
    waited = _waits(tokens, start)
    told = PROHIBITS.find(tokens, at)
    if told and waited and tokens.word(tokens.past(end, {","})) == "but" and _closes(tokens, waited):
        return told.end if head(tokens, told.end) else None  # "don't email them right away but 2 hours later"
    step = past_joints(tokens, waited) if waited else at
    return start if waited and head(tokens, step, bare=True) else None
