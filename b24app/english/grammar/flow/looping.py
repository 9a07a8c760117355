"""Repetitions among the clauses: what is repeated, and the limits told before or behind it."""

from __future__ import annotations

from b24app.english.grammar.clause import Clause
from b24app.english.grammar.conditions.amounts import amount_at
from b24app.english.grammar.conditions.comparisons import SAME_STAGE
from b24app.english.grammar.draft import Draft, Turn, When
from b24app.english.grammar.flow.listing import tasks_counted
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.head import head
from b24app.english.grammar.slots.bounds import past_joints
from b24app.english.grammar.timing.limits import limit
from b24app.english.grammar.timing.repeating import ADVERBS, UNITS, Again, Limit, again, fits
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.english.grammar.words.moments import duration
from b24app.plan import phrases as say
from b24app.plan.plan import Comparison, Moment, Unit

_MESSAGES = {
    "reminders", "emails", "mails", "messages", "texts", "sms", "whatsapps", "calls", "notifications", "letters",
    "e-mails", "bells",
}  # fmt: skip
_BEFORE = {",", ":", "?", ".", ";", "=>", "and", "then"}
_MOST = 50
_NEAR = 20


def repeated(tokens: Tokens, at: int, draft: Draft) -> int | None:
    found = again(tokens, at) or _rate(tokens, at, draft)
    if not found or any(isinstance(item, Again) for item in draft.items[-1:]):
        return None
    counts = bool(draft.limits)
    for early in draft.limits:
        _ends(found.value, early)
    draft.limits.clear()
    told = [item for item in draft.items if not isinstance(item, Turn)]
    last = told[-1] if told else None
    opens = tokens.word(found.end) == ":" or head(tokens, past_joints(tokens, found.end), bare=True) is not None
    opens = opens and not (counts and tokens.row(found.end, 2) == (",", "then"))
    ends = limit(tokens, found.end)
    heads = ends is not None and tokens.word(ends.end) == ":"  # "repeat every 2 days, 5 times at most: message Anna"
    trails = not heads and (found.value.back or (draft.items[-1:] == [last] and not opens))
    if trails and isinstance(last, Frame) and last.again is None and tokens.word(found.end) != ":":
        last.again = found.value
        draft.items = draft.items[: draft.items.index(last) + 1]
        return found.end
    draft.items.append(found.value)
    return found.end + (tokens.word(found.end) == ":")


def _rate(tokens: Tokens, at: int, draft: Draft) -> Found[Again] | None:
    """Reads "(one e-mail) a week, (six in total)"."""
    last = draft.items[-1] if draft.items else None
    single = isinstance(last, Frame) and last.end == at and tokens.word(last.start) in {"one", "a", "an", "1"}
    unit = UNITS.find(tokens, at + 1) if single and tokens.word(at) in {"a", "an"} else None
    ends = unit and (limit(tokens, unit.end) or tokens.kind(unit.end) == "END" or tokens.word(unit.end) in {".", "for"})
    if not unit or not ends:
        return None
    every: Unit = unit.value  # type: ignore[assignment]  # the table's values are the units
    return Found(Again(Moment(amount=1, unit=every), at, unit.end, back=True), unit.end)


def counted(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Past the number in "3 reminders to the client, one per week": so often the message behind it is repeated."""
    if tasks := tasks_counted(tokens, at):
        return tasks
    sends = tokens.word(at) in {"send", "sends"}
    if not sends and at != draft.clause_end and tokens.word(at - 1) not in _BEFORE:
        return None
    start = at + sends
    count = amount_at(tokens, start)
    many = count is not None and _MESSAGES & {tokens.word(count.end), tokens.word(count.end + 1)}
    if not count or not many or not isinstance(count.value, float) or not 1 < count.value <= _MOST:
        return None
    end = count.end
    while end - at < _NEAR and tokens.kind(end) not in {"END", "NEWLINE"} and tokens.word(end) != ".":
        if again(tokens, end):
            draft.limits.append(Limit((), int(count.value)))
            return count.end
        end += 1
    return None


def limited(tokens: Tokens, at: int, draft: Draft) -> int | None:
    loops = list(draft.of(Again))
    loops += [frame.again for frame in draft.frames if frame.again]
    found = (_till_filled(tokens, at, draft) or limit(tokens, at)) if loops else _early_limit(tokens, at)
    found = found or (_for_so_long(tokens, at, loops[-1]) if loops else None)
    if not found:
        return None
    if not loops:
        draft.limits.append(found.value)
        return found.end
    _ends(loops[-1], found.value)
    _starts_there(tokens, at, found, draft)
    return found.end


_IS_FILLED = "[has|have|is|are] [been] filled|entered|provided|added|given|set|supplied|known|completed|there [in|out]"
_FILLED = Turns(
    (
        f"[,] [up] until|till|til it|this|that|they {_IS_FILLED}",
        f"[,] [up] until|till|til the field|value|data|information {_IS_FILLED}",
    )
)


def _till_filled(tokens: Tokens, at: int, draft: Draft) -> Found[Limit] | None:
    """Reads "until it has been filled in", "until the number is there", where "no tax number" was told before."""
    rows = next((item.conditions for item in reversed(draft.of(When))), ()) or tuple(draft.guards)
    empty = next((row.field for row in rows if isinstance(row, Comparison) and row.op == "empty"), "")
    found = _FILLED.find(tokens, at) if empty else None
    told = limit(tokens, at) if empty and not found else None
    row = told.value.until[0] if told and len(told.value.until) == 1 else None
    named = isinstance(row, Comparison) and row.op == "not_empty" and empty.casefold().endswith(row.field.casefold())
    end = told.end if told and named else found.end if found else None
    return Found(Limit((Comparison(field=empty, op="not_empty"),), None), end) if end else None


def _starts_there(tokens: Tokens, at: int, told: Found[Limit], draft: Draft) -> None:
    """In "email them weekly until the deal leaves Waiting" it starts when the deal comes into that stage."""
    left = told.value.until[0] if len(told.value.until) == 1 else None
    noun = next((found.value for place in range(at, told.end) if (found := NOUNS.find(tokens, place))), "")
    leaves = isinstance(left, Comparison) and left.field == "stage" and left.op == "ne" and left.value != SAME_STAGE
    if draft.clause is not None or not leaves or noun not in {"deal", "lead", "quote", "invoice"}:
        return
    new = "new" in {tokens.word(place) for place in range(at, told.end)}  # "til the new lead has left stage New"
    if new and (noun, "created") in say.TRIGGER_OF:
        draft.clause = Clause(noun=noun, event="created")
    else:
        draft.clause = Clause(noun=noun, moves=True, stage=str(left.value))  # type: ignore[union-attr]  # it was tested
    draft.clause_start, draft.clause_end = at, told.end
    what = f"a {noun} is created" if new and draft.clause.event else "that stage is reached"
    draft.clause.notes.append(f"It was read as starting when {what}.")


def _for_so_long(tokens: Tokens, at: int, loop: Again) -> Found[Limit] | None:
    """Reads "(a monthly email to the client) for half a year", "three months long"."""
    led = tokens.word(at) in {"for", "over", "during"}
    found = duration(tokens, at + (led or tokens.word(at) == ",")) if loop.most is None else None
    long = found is not None and tokens.word(found.end) == "long"
    return Found(Limit((), None, found.value), found.end + long) if found and (led or long) else None


def _ends(loop: Again, told: Limit) -> None:
    loop.until = loop.until or told.until
    loop.most = loop.most or told.most or (fits(told.whole, loop.every) if told.whole else None)


def _early_limit(tokens: Tokens, at: int) -> Found[Limit] | None:
    """Reads "5 times, every 3 days", "for three weeks (email them once a week)": the limit before how often."""
    length = duration(tokens, at + 1) if tokens.word(at) in {"for", "over", "during"} else None
    found = limit(tokens, at) or (Found(Limit((), None, length.value), length.end) if length else None)
    if not found:
        return None
    near = range(found.end, found.end + _NEAR) if found.value.whole else (found.end + (tokens.word(found.end) == ","),)
    return found if any(again(tokens, place) for place in near) else None


def often(frame: Frame, draft: Draft) -> None:
    """A "daily e-mail" is sent daily; a limit told before the message is one of its repetition."""
    for early in draft.limits if frame.again else ():
        _ends(frame.again, early)  # type: ignore[arg-type]  # it was tested
    if frame.again:
        draft.limits.clear()
    first, _, rest = frame.modifiers.partition(" ")
    if frame.again is None and (every := ADVERBS.get(first.casefold())):
        frame.again, frame.modifiers = Again(every, frame.start, frame.end), rest
