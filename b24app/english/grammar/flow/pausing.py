"""Waits among the clauses: of their own, or of the step that they stand behind."""

from __future__ import annotations

from b24app.english.grammar.draft import Draft, Item, Pause
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.head import head
from b24app.english.grammar.slots.bounds import past_joints
from b24app.english.grammar.slots.fill import fill
from b24app.english.grammar.slots.parties import OWNED
from b24app.english.grammar.timing.dates import date_field, hour, until
from b24app.english.grammar.timing.deadlines import due_set
from b24app.english.grammar.timing.relative import ahead_of_it, around, introduced, led_by_until, relates
from b24app.english.grammar.timing.waits import bare_count, wait
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.moments import clock_time, day, duration
from b24app.english.grammar.words.turns import PARALLEL
from b24app.plan.plan import Moment, Until

_NOT_BEFORE = {"only", "not", "earlier", "sooner"}


def pause(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """A wait that starts there, or what only repeats one."""
    end = _once_more(tokens, at, draft) or _waited(tokens, at, draft)
    return end + _after_that_step(tokens, end) if end else None


def _after_that_step(tokens: Tokens, end: int) -> bool:
    """Whether "(10 days after that) SMS" names the step before: another order follows at once."""
    named = tokens.row(end - 2, 2) in {("after", "that"), ("after", "this")} and tokens.word(end) in _STEPS_NAMED
    return named and head(tokens, end + 1 + (tokens.word(end + 1) == ",")) is not None


def _waited(tokens: Tokens, at: int, draft: Draft) -> int | None:
    if spoken_of := introduced(tokens, at):
        return spoken_of.end
    if moment := _moment(tokens, at, draft):
        return moment
    found = wait(tokens, at) or again_so_long(tokens, at, draft) if not _grants(tokens, at, draft) else None
    if not found and tokens.word(at) == "in":
        found = duration(tokens, at + 1)
        start = past_joints(tokens, found.end) if found else at
        found = found if _step_follows(tokens, start) or _noted(tokens, at, start) else None
    found = found or _months_on(tokens, at)
    named = day(tokens, at) if not found and tokens.word(at) in {"on", "next", "tomorrow"} else None
    start = past_joints(tokens, named.end) if named else at
    if named and isinstance(named.value, str) and (head(tokens, start) or PARALLEL.find(tokens, start)):
        draft.items.append(Pause(Until(until=named.value), at, named.end))
        return named.end
    if not found:
        found = duration(tokens, at)
        set_off = found and (tokens.kind(found.end) == "ARROW" or tokens.word(found.end) in {",", ":", "=>"})
        found = found if set_off and (draft.frames or draft.clause) else None
    if not found or not found.value.amount:
        return None
    last = draft.items[-1] if draft.items else None
    if isinstance(last, Frame) and last.wait is None and {tokens.word(at), tokens.word(at + 1)} & _NOT_BEFORE:
        last.wait, last.wait_place = found.value, (at, found.end)
        return found.end
    listed = tokens.word(at - 1) in {")", ":", "."} and len(tokens.word(at - 2)) == 1
    draft.items.append(Pause(found.value, at, found.end, listed=listed))
    end = found.end
    doer = tokens.past(end + 1, _ANYBODY) if tokens.word(end) == "before" else end
    return doer if doer > end and head(tokens, doer) else end


_NOT_SOONER = Turns(("[,] [and|but] [please] not|no [a] [day|hour|minute|moment|any|bit] earlier|sooner",))


def _waits(item: Item) -> bool:
    return isinstance(item, Pause) or (isinstance(item, Frame) and item.wait is not None)


def _once_more(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Past what only repeats a wait: "again" of "again a week later", "(24 hours later)", "and not sooner"."""
    if tokens.word(at) == "again":
        return at + 1 if draft.frames and wait(tokens, at + 1) else None
    sooner = _NOT_SOONER.find(tokens, at) if any(_waits(item) for item in draft.items) else None
    if sooner and (
        tokens.kind(sooner.end) in {"END", "NEWLINE"} or tokens.word(sooner.end) in {".", ",", ";", "!", ")"}
    ):
        return sooner.end
    last = draft.items[-1] if draft.items else None
    told = wait(tokens, at + 1) if tokens.word(at) == "(" and isinstance(last, Pause) and last.end == at else None
    same = told is not None and isinstance(last, Pause) and told.value == last.moment
    return told.end + 1 if told and same and tokens.word(told.end) == ")" else None


def _moment(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads "until the Start date", "two days before it", "tomorrow at 9": a wait until a moment."""
    start = led_by_until(tokens, at)
    before = around(tokens, start, _date_meant(tokens, at, draft)) if relates(tokens, start) else None
    last = draft.items[-1] if draft.items else None
    if before and isinstance(last, Frame) and last.end == at and last.wait is None:
        last.wait, last.wait_place = before.value, (at, before.end)  # "remind them 2 hours before it"
        return _said_on(tokens, before.end, last)
    timed = hour(tokens, at) or _clock(tokens, at)
    moment = before or until(tokens, at) or (Found(Until(until=timed.value), timed.end) if timed else None)
    if moment:
        draft.items.append(Pause(moment.value, at, moment.end))
    return moment.end if moment else None


_ANYBODY = {"you", "we", "i", "it", "they", "anyone", "anybody", "the", "system", "crm", "actually", "finally", "then"}


def _clock(tokens: Tokens, at: int) -> Found[str] | None:
    """Reads "at noon", "at 9 am" in front of a step."""
    end = clock_time(tokens, at) if tokens.word(at) == "at" else None
    step = end is not None and head(tokens, past_joints(tokens, end)) is not None
    return Found(tokens.text(tokens.past(at, {"at", "the"}), end), end) if end and step else None


def again_so_long(tokens: Tokens, at: int, draft: Draft) -> Found[Moment] | None:
    """Reads "wait two more", "after seven" in the unit of the wait told before."""
    counted = bare_count(tokens, at)
    for item in reversed(draft.items) if counted else ():
        moment = item.moment if isinstance(item, Pause) else item.wait if isinstance(item, Frame) else None
        if counted and isinstance(moment, Moment):
            return Found(Moment(amount=counted.value, unit=moment.unit), counted.end)
    return None


def _months_on(tokens: Tokens, at: int) -> Found[Moment] | None:
    """Reads "six weeks on (a survey by email)": what is told behind it is a step."""
    found = duration(tokens, at)
    on = found is not None and tokens.word(found.end) == "on" and _step_follows(tokens, found.end + 1)
    return Found(found.value, found.end + 1) if found and on else None


def _grants(tokens: Tokens, at: int, draft: Draft) -> bool:
    """Whether "give Ben 2 days for a task" is a step, and "(a task.) Give her 2 days for it" a deadline: no waits."""
    if draft.frames and draft.frames[-1].action in OWNED and draft.frames[-1].due is None and due_set(tokens, at):
        return True
    step = head(tokens, at) if tokens.word(at) in {"give", "gives", "allow"} else None
    return step is not None and step.value.due is not None


_THERE = Turns(("there should|must|shall|will|has|is|'s|comes|follows [to] [be|come|follow]", "comes|follows"))


def _step_follows(tokens: Tokens, at: int) -> bool:
    """Whether a step is told there: "(in 11 months) there should be a call", "(in a week) an sms"."""
    there = _THERE.find(tokens, at)
    start = there.end if there else tokens.past(at, {"we", "i"})
    named = there is not None or tokens.word(start) in {"a", "an", "another", "sms", "email", "whatsapp", "task"}
    return head(tokens, start, bare=named) is not None


def _noted(tokens: Tokens, at: int, start: int) -> bool:
    """Whether a step is noted without its verb behind a mark: ": in 10 days sms to client", "-> in a week call him"."""
    marked = tokens.word(at - 1) in {":", ",", ";", "then", "-", "."} or tokens.kind(at - 1) == "ARROW"
    return marked and head(tokens, start, bare=True) is not None


def _said_on(tokens: Tokens, at: int, step: Frame) -> int:
    """Past what goes on behind such a wait: "(remind them 2 weeks before that date) to renew it"."""
    if tokens.word(at) not in {"to", "that", "about"} or step.purpose or step.texts:
        return at
    step.end = at
    fill(tokens, step)
    return step.end


def _date_meant(tokens: Tokens, at: int, draft: Draft) -> str:
    """What "before it" counts from: the date told last, or the one that the trigger is about."""
    for item in reversed(draft.items):
        moment = item.moment if isinstance(item, Pause) else item.wait if isinstance(item, Frame) else None
        if isinstance(moment, Until) and moment.offset:
            return moment.until
    dated = draft.clause.dated if draft.clause else ""
    return dated or (_field_spoken_of(tokens, at) if ahead_of_it(tokens, led_by_until(tokens, at)) else "")


def _field_spoken_of(tokens: Tokens, at: int) -> str:
    """The one field that was spoken of by the word: "look at the field Warranty end. (30 days before that date …)"."""
    told = (
        introduced(tokens, one) or (date_field(tokens, one) if tokens.word(one) == "field" else None)
        for one in range(at)
    )
    named = {found.value for found in told if found}
    return named.pop() if len(named) == 1 else ""


_STEPS_NAMED = {
    "sms", "email", "e-mail", "mail", "message", "call", "task", "whatsapp", "text", "reminder", "notification", "step",
}  # fmt: skip
