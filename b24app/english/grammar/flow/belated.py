"""Records told with conditions first and what happens to them last: "deals over 10k go to Ben once they're won"."""

from __future__ import annotations

from b24app.english.grammar.draft import Draft
from b24app.english.grammar.heads.head import starts_step
from b24app.english.grammar.slots.bounds import announces
from b24app.english.grammar.trigger.subjects import speaks_of
from b24app.english.grammar.trigger.triggers import clipped, marked
from b24app.english.grammar.words.lexer import Tokens
from b24app.plan import phrases as say


def belated(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """The records as the trigger, with the event that is announced of them behind the steps; later past that event."""
    if draft.clause is not None:
        return draft.belated[1] if draft.belated and at == draft.belated[0] else None
    place = draft.last_announced
    if place <= at or draft.frames or draft.items:
        return None
    event = marked(tokens, place, starts_step)
    if not event or event.value.noun or not event.value.event or event.value.watched or event.value.dwell:
        return None
    alone = not event.value.conditions and speaks_of(tokens, place, event.end)
    told = clipped(tokens, at, starts_step) if alone else None
    if not told or not told.value.conditions or told.end >= place or not told.value.notes:
        return None
    if (told.value.noun, event.value.event) not in say.TRIGGER_OF:
        return None
    draft.clause, draft.clause_start, draft.clause_end = told.value, at, told.end
    told.value.event, told.value.notes = event.value.event, []
    draft.guards.extend(told.value.conditions)
    draft.unread.extend(told.value.unread)
    while announces(tokens, place - 1):  # "as soon as" holds "soon as"
        place -= 1
    draft.belated = (place, event.end)
    return told.end
