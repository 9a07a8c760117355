"""How long a record has been where it is: "in Negotiation for 2 weeks", "overdue by 14 days", "hasn't left Sent"."""

from __future__ import annotations

from b24app.english.grammar.clause import Clause
from b24app.english.grammar.conditions.stages import in_stage, kept_in, not_left
from b24app.english.grammar.trigger.modifiers import PASSED_OVER
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns, phrases
from b24app.english.grammar.words.lexicons import EVENTS
from b24app.english.grammar.words.moments import duration
from b24app.plan.plan import Comparison

_LONGER = phrases(
    (
        "for [already] [more|longer than]",
        "[already] more|longer than",
        "[already] over|about",
        "[for] [already] in excess of",
        "[for] [already] upwards of",
        "[already] since|beyond",
        "for [already] over|about|around|another|at [least] [a|full]",
        "already",
    )
)
_STAYS = phrases(
    (
        "lying|sitting|waiting|hanging|resting|rotting",
        "hangs|hang|hung|sits|sat|stays|stayed|remains|lingers|waits|rests|stuck|parked|been [around]",
    )
)
_FAR = 7
_THERE = Turns(
    (
        "after|since|from [it] landing|arriving|getting|entering|moving|reaching|coming|going [in] there|it|here",
        "after|since [it] [has] landed|arrived|got|entered|moved|came|went [in] there|it|here",
        "after|since entry|arrival|entering|arriving",
    )
)
_OR_MORE = phrases(("[or|and] longer|more|upwards", "or so"))
_OPEN = {"unpaid", "open", "outstanding", "unsettled"}
_LATE_BY = phrases(("[by|for|since] [already] [more|longer|over|at|about] [than|least]",))


def dwells(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "(in Negotiation) 2 weeks", "(without owner) for 3 hours", "10 days in stage Qualification"."""
    stays = _STAYS.find(tokens, at) if clause.noun and not clause.moves else None
    if clause.dwell is not None or not (stays or clause.moves or clause.conditions or not clause.noun):
        return None
    longer = _LONGER.find(tokens, stays.end if stays else at)
    still = _still_there(tokens, at, clause)
    found = duration(tokens, longer.end if longer else at + (bool(still) and tokens.word(at) == "after"))
    there = _THERE.find(tokens, found.end) if found else None
    late = found is not None and tokens.word(found.end) in {"before", "after", "later"} and not there
    if not found or (late and not _since(tokens, found.end)):
        return None
    if still and not late:
        clause.moves, clause.stage, clause.dwell = True, still, found.value
        clause.conditions = clause.conditions[:-1]
        return there.end if there else found.end
    ahead = tokens.word(found.end) in {"in", "at"} and not (clause.noun and not stays)
    here = (kept_in if stays else in_stage)(tokens, found.end) if ahead else None
    if here and here.value:
        clause.moves, clause.stage, clause.dwell = True, here.value, found.value
        return here.end
    if not clause.noun or stays or tokens.word(at) in {"in", "after", "within"}:
        return None
    since = _since(tokens, found.end)
    clause.event = since.value if since and not clause.event else clause.event
    clause.dwell = found.value
    more = there or _OR_MORE.find(tokens, found.end)
    return since.end if since else more.end if more else found.end


def _still_there(tokens: Tokens, at: int, clause: Clause) -> str:
    """The stage of "(if the deal is still in Proposal) after 5 days", "(still in Proof) 3 days"."""
    still = duration(tokens, at) and "still" in {tokens.word(place) for place in range(at - _FAR, at)}
    last = clause.conditions[-1] if clause.conditions and (still or tokens.word(at) == "after") else None
    whole = clause.event or clause.moves or not isinstance(last, Comparison)
    if whole or not isinstance(last, Comparison) or (last.field, last.op) != ("stage", "eq"):
        return ""
    return str(last.value)


def _since(tokens: Tokens, at: int) -> Found[str] | None:
    """Reads "(two hours) after it came in"."""
    if tokens.word(at) != "after" or tokens.word(at + 1) not in {"it", "they", "its", "being"}:
        return None
    return EVENTS.find(tokens, tokens.past(at + 2, PASSED_OVER))


def is_still_late(clause: Clause) -> bool:
    """Whether "an overdue invoice that is still unpaid" was told."""
    last = clause.conditions[-1] if clause.conditions else None
    late = isinstance(last, Comparison) and (last.field, last.op) in {("payment_status", "ne"), ("status", "ne")}
    return clause.event == "overdue" and late


def lateness(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "(overdue) by 14 days", "(an invoice is) 10 days overdue", "(is still unpaid) after 30 days"."""
    if clause.dwell is not None or clause.noun not in {"invoice", "payment", "task"}:
        return None
    waits = tokens.word(at) == "after"
    after = duration(tokens, at + waits) if is_still_late(clause) else None
    later = after is not None and tokens.word(after.end) == "later"
    if after and (waits or later):
        clause.conditions, clause.dwell = clause.conditions[:-1], after.value
        return after.end + later
    still = duration(tokens, at + 1) if clause.event == "overdue" and tokens.word(at) in _OPEN else None
    if still and tokens.word(still.end) == "later":  # "(an overdue invoice is) unpaid 30 days later"
        clause.dwell = still.value
        return still.end + 1
    led = _LATE_BY.find(tokens, at)
    found = duration(tokens, led.end if led else at)
    behind = EVENTS.find(tokens, found.end) if found else None
    late = behind is not None and behind.value == "overdue"
    if not found or not (late or (clause.event == "overdue" and led and tokens.word(at) != "more")):
        return None
    clause.event, clause.dwell = "overdue", found.value
    return behind.end if behind and late else found.end


def unmoved(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "(a deal) hasn't left Negotiation for 2 weeks", "hasn't moved out of 'Sent' in 10 days"."""
    named = not_left(tokens, at) if clause.noun and not clause.moves else None
    if not named:
        return None
    longer = _LONGER.find(tokens, named.end)
    led = tokens.word(named.end) in {"in", "within", "after", "for"}
    found = duration(tokens, longer.end if longer else named.end + led)
    if not found:
        return None
    there = _THERE.find(tokens, found.end)
    clause.moves, clause.stage, clause.dwell = True, named.value, found.value
    return there.end if there else found.end + (tokens.word(found.end) == "later")
