"""Waits that count from the start: "8 days in total", "a week after it went overdue", "on the eighth day"."""

from __future__ import annotations

from b24app.english.grammar.clause import Clause
from b24app.english.grammar.draft import Draft, Pause, Turn
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.head import head, starts_step
from b24app.english.grammar.slots.bounds import past_joints
from b24app.english.grammar.timing.clock import Clock, less, more
from b24app.english.grammar.timing.schedule import day_told
from b24app.english.grammar.timing.waits import BEEN, IN_TOTAL
from b24app.english.grammar.trigger.clause_roles import read_roles
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS
from b24app.english.grammar.words.moments import duration
from b24app.plan.plan import Moment

_LEADS = Turns(("[and|then|only] after|at|once|by|wait|in [the|a]", "[and|then|only] after|at a total of"))
_MARK = {"mark", "point"}
_IT = {"it", "they", "that", "this", "he", "she"}


def from_start(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """What is left of such a wait behind those told before it, where nothing but waits and steps is told."""
    if not draft.frames:
        return _first_of_all(tokens, at, draft)
    found = _whole(tokens, at, draft) if draft.clause else None
    passed = _passed(tokens, draft) if found else None
    if not found or not passed:
        return None
    left = less(found.value, passed[0]) if passed[0] else found.value
    if not left:
        return None
    told = Pause(left, at, found.end, counted=True)
    last = draft.items[-1]
    behind = isinstance(last, Frame) and last.end == at and last.wait is None and tokens.word(at - 1) != ","
    draft.items.insert(len(draft.items) - behind, told)
    return found.end + (tokens.word(found.end) in {":", ","})


def _first_of_all(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads "(when a quote is created,) 3 days after it was created," where no step has been told yet."""
    found = duration(tokens, tokens.past(at, {"only", "wait", "then"})) if draft.clause and not draft.items else None
    again = _told_again(tokens, found.end, draft) if found and found.value.amount else None
    if not found or not again:
        return None
    draft.items.append(Pause(found.value, at, again))
    return again


def _whole(tokens: Tokens, at: int, draft: Draft) -> Found[Moment] | None:
    """How long after the start it is, and where that has been said."""
    start = tokens.past(at, {"and", "then"})
    day = day_told(tokens, start) if draft.scheduled is None and _ordinal(tokens, start) else None
    lead = _LEADS.find(tokens, start)
    found = day or duration(tokens, lead.end if lead else start)
    if not found or not found.value.amount:
        return None
    if day:
        return day
    marked = found.end + (tokens.word(found.end) in _MARK)
    total = IN_TOTAL.find(tokens, found.end)
    again = _told_again(tokens, found.end, draft)
    ends = total.end if total else again or marked
    at_mark = lead is not None and tokens.word(lead.end - 1) in {"at", "the"} and _sets_off(tokens, marked)
    summed = lead is not None and tokens.word(lead.end - 1) == "of"
    return Found(found.value, ends) if total or again or at_mark or summed else None


def _ordinal(tokens: Tokens, at: int) -> bool:
    """Whether "on the eighth day" stands there, and no name of it; "day 8" may count the first day or not."""
    day = day_told(tokens, at) if tokens.word(at + 1) not in {"day", "week"} else None
    return day is not None and tokens.word(at) == "on" and _sets_off(tokens, day.end)


def _sets_off(tokens: Tokens, at: int) -> bool:
    """Whether a sentence, or a part of it, ends there, or a step begins."""
    closes = tokens.kind(at) in {"END", "NEWLINE", "ARROW"} or tokens.word(at) in {
        ".",
        ",",
        ";",
        ":",
        "and",
        "then",
        ")",
    }
    return closes or head(tokens, past_joints(tokens, at)) is not None


def _told_again(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Past "after it went overdue", "after the deal was won" where that is the trigger."""
    clause = draft.clause
    if tokens.word(at) not in {"after", "from", "since"} or clause is None:
        return None
    start = tokens.past(at + 1, {"the", "when"})
    if done := _done_to_it(tokens, at + 1, clause):
        return done
    verb = tokens.past(start + 1, BEEN) if tokens.word(start) in _IT else start
    event = EVENTS.find(tokens, verb) if verb > start + 1 or verb == start else None
    noun = NOUNS.find(tokens, start)
    bare = event is not None and noun is None and event.value == clause.event
    if event and bare and tokens.word(start - 1) != "when":
        return event.end
    told = Clause()
    end = read_roles(tokens, start, told, starts_step, strict=True) if noun else at
    same = told.event == clause.event and told.noun == clause.noun and bool(told.event)
    return end if same and not (told.unread or told.conditions or told.dwell) else None


def _done_to_it(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Past "winning it", "we've entered them" where that is the trigger."""
    verb = tokens.past(at, _DOERS)
    event = EVENTS.find(tokens, verb)
    gerund = verb == at and tokens.word(at).endswith("ing")
    known = event.value if event else _GERUNDS.get(tokens.word(verb), "") if gerund else ""
    end = event.end if event else verb + 1
    same = known == clause.event and (verb > at or gerund) and bool(known)
    return end + 1 if same and tokens.word(end) in _OBJECTS else None


_DOERS = {"we", "we've", "you", "you've", "someone", "somebody", "they", "they've", "i", "i've", "have", "had", "has"}
_OBJECTS = {"it", "them", "him", "her", "this"}
_GERUNDS = {
    "winning": "won", "losing": "lost", "creating": "created", "adding": "created", "entering": "created",
    "opening": "created", "completing": "completed", "finishing": "completed", "closing": "completed",
    "converting": "converted", "paying": "paid", "approving": "approved", "booking": "scheduled",
    "scheduling": "scheduled",
}  # fmt: skip


def _passed(tokens: Tokens, draft: Draft) -> tuple[Moment | None] | None:
    """How long all the waits told before are together; None where that cannot be said."""
    clock = Clock(tokens)
    whole: Moment | None = None
    for item in draft.items:
        if not isinstance(item, Frame | Pause | Turn) or (isinstance(item, Turn) and item.kind != "end"):
            return None
        if isinstance(item, Turn) or (isinstance(item, Frame) and not _waits(item)):
            continue
        left = item.moment if isinstance(item, Pause) else item.wait
        if left is not None and not (isinstance(item, Pause) and item.counted):
            left = clock.left(left, *((item.start, item.end) if isinstance(item, Pause) else item.wait_place))
        whole = more(whole, left) if isinstance(left, Moment) else None
        if whole is None:
            return None
    return (whole,)


def _waits(step: Frame) -> bool:
    """Whether it is told when the step is done, or that it is done again and again."""
    sent = step.at is not None and step.action not in _PLANNED
    return sent or step.wait is not None or step.again is not None


_PLANNED = {"create_task", "set_reminder", "schedule_call"}
