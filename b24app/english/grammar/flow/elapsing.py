"""Waits that what was told before gives a sense: "two weeks after the SMS", "on day 7", "when that day is over"."""

from __future__ import annotations

from dataclasses import replace

from b24app.english.grammar.draft import Draft, Item, Pause, Turn, When
from b24app.english.grammar.flow.countdown import counted_down
from b24app.english.grammar.flow.fromstart import from_start
from b24app.english.grammar.flow.meantime import in_the_meantime, may_change
from b24app.english.grammar.heads.forbidden import FORBIDS
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.head import head
from b24app.english.grammar.timing.clock import less
from b24app.english.grammar.timing.schedule import day_told, days_listed
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Lexicon, Turns
from b24app.english.grammar.words.lexicons import EVENTS
from b24app.english.grammar.words.moments import duration
from b24app.plan.plan import Comparison, Moment, Unit
from b24app.plan.vocabulary import ActionName

_SENDS: tuple[ActionName, ...] = ("send_email", "send_sms", "send_whatsapp")
_TOLD: tuple[ActionName, ...] = ("send_notification", "send_bitrix_message")
# What a step before is called when a wait counts from it.
_STEPS: Lexicon[tuple[ActionName, ...]] = Lexicon(
    {
        "sms|text [message]": ("send_sms",),
        "whatsapp [message]": ("send_whatsapp",),
        "email|mail|letter|newsletter": ("send_email",),
        "message": (*_SENDS, *_TOLD),
        "reminder": ("set_reminder", *_SENDS, *_TOLD),
        "notification|bell|ping": _TOLD,
        "chat [message]": ("send_bitrix_message",),
        "call|phone [call]": ("schedule_call",),
        "task": ("create_task",),
        "invoice": ("create_invoice",),
        "quote": ("create_quote",),
        "tag": ("add_tag",),
        "assignment": ("assign_responsible",),
    }
)
_COUNTS_FROM = {"the", "that", "this", "said"}
_PASSES_WITHOUT = Turns(
    (
        "passes|pass|goes|go|elapses [by] with no|without [any|a]",
        "brings|bring|sees|see no|without",
        "later with no|without [any|a]",
        "[later|on] and [there|we] ['s|is|has|have|see] [still] no",
        "[later|on] and still no",
    )
)
_PAYMENT = Turns(("payment|money [has|was|is] [been] [received|arrives|arrived|there|in] [either]", "payment either"))
_UNPAID = Comparison(field="payment_status", op="ne", value="paid")
_OVER = Turns(
    (
        "[and] when|once|after|as that|this|the day|week|month|time|period|deadline is|has [over|up|passed|expired]",
        "[and] after|at that|this|the [end] [of] [that|this] day|week|month|time|period|deadline",
    )
)
_WHOLE = {"time", "period", "deadline"}
_UNITS: dict[str, Unit] = {"day": "days", "week": "weeks", "month": "months", "hour": "hours"}
_NAMES = {unit: word for word, unit in _UNITS.items()}


def elapsed(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """A wait that starts there, with what is looked at when it is over."""
    if draft.clause is None:
        return None
    return (
        from_start(tokens, at, draft)
        or _after_step(tokens, at, draft)
        or _unpaid(tokens, at, draft)
        or _due(tokens, at, draft)
        or _on_days(tokens, at, draft)
        or _on_day(tokens, at, draft)
        or _dwelt(tokens, at, draft)
        or _truce(tokens, at, draft)
        or _lasts(tokens, at, draft)
    )


_TRUCE = {"no", "don't", "do", "never", "leave", "let", "not", "nobody"}
_QUIET = {"alone", "peace", "be", "quiet", "contact", "bother", "disturb"}
_UNTIL_THEN = Turns(
    ("[and] [only] then|afterwards|afterward", "[and] [only] after that|this|which", "[and] once that 's|is over")
)
_FARTHEST = 8


def _truce(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads "no emails for half a year; after that …", "leave the client alone for a week, then …" as a wait."""
    if tokens.word(at) not in _TRUCE:
        return None
    place = next((one for one in range(at + 1, at + _FARTHEST) if tokens.word(one) in {"for", "in", "during"}), None)
    spared = place and any(tokens.word(one) in _QUIET or tokens.word(one) in FORBIDS for one in range(at, place))
    found = duration(tokens, tokens.past(place + 1, {"the", "first"})) if place and spared else None
    if not found or not found.value.amount:
        return None
    off = found.end + (tokens.word(found.end) in {",", ";", ".", ":"})
    then = _UNTIL_THEN.find(tokens, off)
    if not then:
        return None
    draft.items.append(Pause(found.value, at, found.end))
    return then.end + (tokens.word(then.end) == ",")


_TAKES = Turns(("[usually|normally|then|will] takes|lasts|take|last [about|us|around|roughly|another]",))
_MOST_WORDS = 4


def _lasts(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads "production takes 5 days, then (stage Ready)": what goes on meanwhile is waited for."""
    opens = tokens.word(at - 1) in {",", ";", ".", ":", "and"} or tokens.kind(at - 1) in {"ARROW", "NEWLINE"}
    takes = next((told for one in range(at + 1, at + _MOST_WORDS) if (told := _TAKES.find(tokens, one))), None)
    found = duration(tokens, takes.end) if takes and opens and tokens.kind(at) == "WORD" else None
    if not found or not found.value.amount:
        return None
    off = found.end + (tokens.word(found.end) in {",", ";", ".", ":", "and"})
    then = _UNTIL_THEN.find(tokens, off)
    if not then:
        return None
    draft.items.append(Pause(found.value, at, found.end))
    return then.end + (tokens.word(then.end) == ",")


def looked_at_later(tokens: Tokens, draft: Draft) -> None:
    """In "if a lead is still in New after 2 days" it is looked at when the wait told with the trigger is over."""
    _tested_by_then(draft)
    _tested_behind(draft)
    _tested_again(tokens, draft)
    counted_down(tokens, draft)
    _still_then(tokens, draft)
    in_the_meantime(tokens, draft)


def _still_then(tokens: Tokens, draft: Draft) -> None:
    """Reads "if a lead is still in New after 2 days"."""
    first = draft.items[0] if draft.items else None
    if draft.clause is None or not isinstance(first, Pause) or not draft.guards or first.start > draft.clause_end + 1:
        return
    start = next((at for at in range(draft.clause_start, draft.clause_end) if tokens.word(at) in {"still", "yet"}), 0)
    rows = [row for row in draft.guards if may_change(row)] if start else []
    if rows and not any(isinstance(item, When) for item in draft.items):
        draft.guards = [row for row in draft.guards if row not in rows]
        other = any(isinstance(item, Turn) and item.kind == "else" for item in draft.items)
        # Without another case it holds for the steps of all sentences.
        steps = [item for item in draft.items[1:] if other or not isinstance(item, Turn)]
        draft.items = [first, When(tuple(rows), start, draft.clause_end), *steps]


def _tested_by_then(draft: Draft) -> None:
    """In "unless it's approved by then, call the client 5 days later" it is looked at when the wait is over."""
    for place, item in enumerate(draft.items[:-1]):
        step = draft.items[place + 1]
        outcome = isinstance(item, When) and all(
            isinstance(row, Comparison) and row.op in {"ne", "not_in"} and row.field in _STATES
            for row in item.conditions
        )
        if outcome and isinstance(step, Frame) and step.wait is not None:
            draft.items.insert(place, Pause(step.wait, *step.wait_place))
            step.wait = None
            return
        if isinstance(item, Frame) and item.wait is not None and _looks_behind(draft.items, place + 1):
            draft.items.insert(place, Pause(item.wait, *item.wait_place))
            item.wait = None
            return


def _tested_behind(draft: Draft) -> None:
    """In "text them if 3 days later it's unpaid" the step comes last; with more than one step it is asked which."""
    for place in range(1, len(draft.items) - 1):
        step, pause, told = draft.items[place - 1 : place + 2]
        inside = isinstance(pause, Pause) and isinstance(told, When) and told.start <= pause.start < told.end
        behind = draft.items[place + 2 : place + 3]
        if not inside or not isinstance(step, Frame) or not all(isinstance(item, Turn) for item in behind):
            continue
        if place > 1 and isinstance(draft.items[place - 2], Frame):
            draft.unread.append((pause.start, pause.end))
        else:
            draft.items[place - 1 : place + 2] = [pause, told, step]
        return


def _looks_behind(items: list[Item], place: int) -> bool:
    """Whether a state closes the sentence there: "(text them 3 days later) if it's still there"."""
    told, following = items[place], items[place + 1] if place + 1 < len(items) else None
    closes = following is None or isinstance(following, Turn)
    return (
        closes
        and isinstance(told, When)
        and not told.overall
        and all(isinstance(row, Comparison) and row.field in _STATES for row in told.conditions)
    )


def _tested_again(tokens: Tokens, draft: Draft) -> None:
    """What is looked at after each wait: "after 3 days, if empty, …; after another 4, if still empty, …".

    In "if still there after a week tell Ben, after two weeks tell Ana" the second is tested like the first.
    """
    first = next((item for item in draft.items if isinstance(item, When)), None)
    if first is None or any(isinstance(item, Turn) and not item.soft for item in draft.items):
        return
    fields = _fields(first)
    kept: list[Item] = []
    for place, item in enumerate(draft.items):
        following = draft.items[place + 1 : place + 2]
        waits = isinstance(item, Pause) and bool(kept) and isinstance(kept[-1], Frame) and item.start > first.start
        again = waits and bool(following) and isinstance(following[0], When) and _fields(following[0]) == fields
        longer = waits and isinstance(item, Pause) and bool(following) and isinstance(following[0], Frame)
        longer = longer and isinstance(item, Pause) and _counts_on(tokens, first, item, kept)
        if again or longer:
            kept.append(Turn("end", item.start, item.start, whole=True))
        kept.append(item)
        if longer:
            kept.append(When(first.conditions, item.start, item.end))
    draft.items = kept


def _fields(told: When) -> set[str]:
    return {row.field for row in told.conditions if isinstance(row, Comparison)}


def _counts_on(tokens: Tokens, first: When, wait: Pause, before: list[Item]) -> bool:
    """Whether "(still there after a week …), after two weeks" counts both waits from the same moment."""
    earlier = [item for item in before if isinstance(item, Pause)]
    still = bool(first.conditions) and all(may_change(row) for row in first.conditions)
    after = bool(earlier) and all(tokens.word(item.start) == "after" for item in (*earlier, wait))
    one, two = (earlier[-1].moment, wait.moment) if after else (None, None)
    same = isinstance(one, Moment) and isinstance(two, Moment) and one.unit == two.unit and two.amount > one.amount
    return still and same and not {tokens.word(at) for at in range(wait.start, wait.end)} & _MORE


_MORE = {"another", "more", "further", "additional", "later"}


_STATES = {"stage", "status", "payment_status"}


def _after_step(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads "two weeks after the SMS", "three days after that call": the step told last."""
    found = duration(tokens, at) if draft.frames else None
    if not found or tokens.word(found.end) not in {"after", "following"} or not found.value.amount:
        return None
    if tokens.word(found.end + 1) not in _COUNTS_FROM:
        return None
    named = _STEPS.find(tokens, found.end + 2)
    last = draft.frames[-1]
    if not named or (last.channel or last.action) not in named.value or EVENTS.find(tokens, named.end):
        return None
    draft.items.append(Pause(found.value, at, named.end))
    return named.end + (tokens.word(named.end) == ",")


def _unpaid(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads "if another week brings no payment either", "a week later and still no payment"."""
    if draft.clause is None or draft.clause.noun not in {"invoice", "payment"}:
        return None
    start = tokens.past(at, {"and", "if", "when", "once", "after", "should"})
    start += tokens.word(start) in {"a", "the"} and tokens.word(start + 1) in {"further", "second", "third", "next"}
    found = duration(tokens, start)
    passes = _PASSES_WITHOUT.find(tokens, found.end) if found else None
    nothing = _PAYMENT.find(tokens, passes.end) if passes else None
    if not found or not nothing or not found.value.amount:
        return None
    draft.items.append(Pause(found.value, start, found.end))
    draft.items.append(When((_UNPAID,), found.end, nothing.end))
    return nothing.end + (tokens.word(nothing.end) in {",", ":"})


def _due(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads "(a task … within 1 day,) and when that day is over": as long as was given for the step before."""
    told = _OVER.find(tokens, at)
    last = draft.frames[-1] if draft.frames else None
    due = (last.due if last.due is not None else last.at) if last else None
    if not told or not isinstance(due, Moment):
        return None
    named = next((word for place in range(at, told.end) if (word := tokens.word(place)) in {*_UNITS, *_WHOLE}), "")
    if named not in _WHOLE and _UNITS.get(named) != due.unit.replace("business_", ""):
        return None
    draft.items.append(Pause(due, at, told.end))
    return told.end


def _on_day(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads "day 3:", "(an SMS) on day 7", "week 2" of a schedule: what is left of it since the step before."""
    found = day_told(tokens, at)
    if not found or draft.clause is None or not _goes_on(draft, found.value):
        return None
    count, unit = found.value.amount, found.value.unit
    first = draft.scheduled is None and count == 1 and not draft.frames
    if first:
        draft.clause.notes.append(f"The first {_NAMES[unit]} was read as the {_NAMES[unit]} on which it starts.")
    left = count - (count if first else draft.scheduled.amount if draft.scheduled else 0)
    draft.scheduled = found.value
    last = draft.items[-1] if draft.items else None
    if isinstance(last, Frame) and last.end == at and last.wait is None and tokens.word(at - 1) != ",":
        last.wait, last.wait_place = (Moment(amount=left, unit=unit) if left else None), (at, found.end)
        return found.end
    if left:
        draft.items.append(Pause(Moment(amount=left, unit=unit), at, found.end))
    return found.end + (tokens.word(found.end) in {":", ",", "-", "="})


def _on_days(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads "(text them) on days 3, 7 and 14", "after 3, 7 and 14 days (text them)": one step at each of them."""
    found = days_listed(tokens, at) if draft.scheduled is None and not draft.days else None
    if not found or any(isinstance(item, Pause) for item in draft.items):
        return None
    last = draft.items[-1] if draft.items else None
    if isinstance(last, Frame) and last.end in {at, at - 1} and last.wait is None:
        draft.items[-1:] = _at_each(last, found.value, found.end)
    elif head(tokens, found.end + (tokens.word(found.end) in {",", ":"})):
        draft.days = found.value
        draft.items.append(Pause(found.value[0], found.end, found.end))
    else:
        return None
    return found.end + (tokens.word(found.end) in {",", ":"})


def _at_each(step: Frame, days: tuple[Moment, ...], place: int) -> list[Item]:
    told: list[Item] = []
    before = 0
    for moment in days:
        told.append(Pause(moment.model_copy(update={"amount": moment.amount - before}), place, place))
        told.append(replace(step, texts=[*step.texts], tags=[*step.tags]))
        before = moment.amount
    return told


def on_each_day(draft: Draft) -> None:
    """The step behind "on days 3, 7 and 14" once more for each day."""
    at = next((at for at, item in enumerate(draft.items) if isinstance(item, Pause) and item.start == item.end), None)
    step = draft.items[at + 1] if at is not None and at + 1 < len(draft.items) else None
    if draft.days and at is not None and isinstance(step, Frame):
        draft.items[at : at + 2] = _at_each(step, draft.days, draft.items[at].start)


def _dwelt(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads "by a week tell Ben" behind "overdue by 3 days tell Anna": counted from the same start."""
    whole = draft.clause.dwell if draft.clause and draft.frames else None
    start = at + (tokens.word(at) == "and")
    led = tokens.word(start) in {"by", "for"}
    found = duration(tokens, start + led) if whole else None
    if not whole or not found or not (led or tokens.word(found.end) in {":", "=>", "late", "overdue"}):
        return None
    late = found.end + (tokens.word(found.end) in {"late", "overdue"})
    end = late + (tokens.word(late) in {":", ","} or tokens.kind(late) == "ARROW")
    before = draft.scheduled or whole
    left = less(found.value, before)
    if not left or not head(tokens, end, bare=end > late):
        return None
    draft.scheduled = found.value
    again = next((item for item in draft.items if isinstance(item, When)), None)
    draft.items.append(Turn("end", at, at, soft=True))
    draft.items.append(Pause(left, at, late))
    if again and again.start == draft.clause_start:  # "overdue by 3 days": it is looked at once more
        draft.items.append(again)
    return end


def _goes_on(draft: Draft, told: Moment) -> bool:
    """Whether the day comes after the one before; the first is counted from the start, so no wait may be told yet."""
    if draft.scheduled is None:
        return not any(isinstance(item, Pause) or (isinstance(item, Frame) and item.wait) for item in draft.items)
    return draft.scheduled.unit == told.unit and told.amount > draft.scheduled.amount
