"""Waits that are told before their trigger: "90 days on from a won deal", "wait a week after …"."""

from __future__ import annotations

from b24app.english.grammar.clause import Clause
from b24app.english.grammar.draft import Pause
from b24app.english.grammar.heads.head import starts_step
from b24app.english.grammar.slots.bounds import announces
from b24app.english.grammar.trigger.clause_roles import read_roles
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.moments import duration

_SINCE = Turns(
    (
        "past|from|since|behind",
        "on|later|hence|onward|onwards|counting|starting|counted|down [the] [line] from|after|since",
        "later|longer than|after",
        "or more|so after|from",
        "as [counted] of|from",
        "after [it] [being|having|that]",
        "having|have|has|are|is [now] passed|elapsed|gone|over|up [by] since|after|from",
        "passed|elapsed since|after|from",
    )
)


def since_trigger(tokens: Tokens, at: int) -> tuple[Pause, Found[Clause]] | None:
    """Reads "90 days on from (a won deal)", "a week past (the loss of a deal)": a wait that counts from the trigger."""
    lead = tokens.past(at, {"but", "only", "not", "wait"})
    start = tokens.past(lead, {*_ONCE, "soon"}) if tokens.word(lead) in _ONCE else at
    found = duration(tokens, start)
    joint = _SINCE.find(tokens, found.end) if found else None
    if not found or not joint:
        return None
    clause = Clause()
    end = read_roles(tokens, joint.end, clause, starts_step, strict=True)
    late = clause.event == "overdue" and not clause.noun  # "30 days past due" is no wait
    told = clause.name and not (clause.unread or late or clause.dwell)
    return (Pause(found.value, at, joint.end), Found(clause, end)) if told else None


_ONCE = {"once", "when", "as", "after", "until", "till", "before", "if"}


def wait_before(tokens: Tokens, at: int) -> Pause | None:
    """Reads "2 days after …", "wait a week after …": a wait that is told before its trigger."""
    start = tokens.past(at, {"but", "only", "wait"})
    found = duration(tokens, start)
    after = found is not None and tokens.word(found.end) in {"after", "past", "following", "later", "on", "from"}
    return Pause(found.value, at, found.end) if found and after and announces(tokens, found.end) else None
