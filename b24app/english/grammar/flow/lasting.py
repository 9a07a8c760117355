"""A state that steps are repeated in: "while a deal sits in Sent", "as long as an overdue task isn't completed"."""

from __future__ import annotations

from b24app.english.grammar.clause import Clause
from b24app.english.grammar.conditions.negation import opposite
from b24app.english.grammar.conditions.states import state
from b24app.english.grammar.draft import Draft
from b24app.english.grammar.heads.head import starts_step
from b24app.english.grammar.timing.repeating import Again, Limit, again
from b24app.english.grammar.trigger.triggers import clipped
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS
from b24app.plan import phrases as say
from b24app.plan.plan import Comparison, Condition

_WHILE = Turns(("[for] as|so long as", "while|whilst"))
_DONE = {
    "task": Comparison(field="status", op="eq", value="completed"),
    "invoice": Comparison(field="payment_status", op="eq", value="paid"),
}
_FARTHEST = 60


def lasting(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """The state as the trigger, and its end as that of the repetition."""
    led = _WHILE.find(tokens, at) if draft.clause is None else None
    loops = [frame.again for frame in draft.frames if frame.again] if led else []
    loops += [item for item in draft.items if isinstance(item, Again)] if led else []
    if not led or not (loops or _repeats(tokens, led.end)):
        return None
    found = _undone(tokens, led.end) or clipped(tokens, led.end, starts_step) or _late(tokens, led.end)
    until = _end(found.value) if found else ()
    if not found or not until or found.value.unread:
        return None
    draft.clause, draft.clause_start, draft.clause_end = found.value, at, found.end
    # What the repetition ends by needs no test before it: "overdue and not paid".
    draft.guards.extend(row for row in found.value.conditions if (row,) != opposite(until))
    if loops:
        loops[-1].until = loops[-1].until or until  # "remind them daily while a task is overdue"
    else:
        draft.limits.append(Limit(until, None))
    return found.end


def _repeats(tokens: Tokens, at: int) -> bool:
    """Whether the sentence says how often."""
    for place in range(at, at + _FARTHEST):
        if tokens.kind(place) in {"END", "NEWLINE"} or tokens.word(place) == ".":
            return False
        if again(tokens, place):
            return True
    return False


def _undone(tokens: Tokens, at: int) -> Found[Clause] | None:
    """Reads "an overdue task isn't completed", "the late invoice is unpaid"."""
    event = EVENTS.find(tokens, tokens.past(at, say.DETERMINERS))
    noun = NOUNS.find(tokens, event.end) if event else None
    held = state(tokens, noun.end) if noun else None
    clause = Clause(noun=noun.value, event=event.value) if noun and event else Clause()
    done = _DONE.get(clause.noun)
    if not held or done is None or not clause.name or opposite((held.value,)) != (done,):
        return None
    return Found(clause, held.end)


def _late(tokens: Tokens, at: int) -> Found[Clause] | None:
    """Reads "the task's late", "an invoice remains overdue"."""
    noun = NOUNS.find(tokens, tokens.past(at, say.DETERMINERS))
    late = tokens.past(noun.end, {"is", "'s", "are", "remains", "stays", "still"}) if noun else at
    if not noun or late == noun.end or noun.value not in _DONE or tokens.word(late) not in {"late", "overdue"}:
        return None
    return Found(Clause(noun=noun.value, event="overdue"), late + 1)


def _end(clause: Clause) -> tuple[Condition, ...]:
    if clause.moves and clause.stage:
        return (Comparison(field="stage", op="ne", value=clause.stage),)
    done = _DONE.get(clause.noun) if clause.event == "overdue" else None
    return (done,) if done else ()
