"""What has not become of a record some time after it was made: "if a quote isn't approved 30 days after creation".

It starts with the making; the wait runs from there, and what the record is then decides.
"""

from __future__ import annotations

from b24app.english.grammar.clause import Clause
from b24app.english.grammar.conditions.states import state
from b24app.english.grammar.draft import Draft, Pause, When
from b24app.english.grammar.trigger.guards import guard
from b24app.english.grammar.trigger.subjects import RECORDS
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.english.grammar.words.moments import duration
from b24app.plan import phrases as say
from b24app.plan.plan import Comparison, Condition, Moment

_OPENS = {"if", "when", "whenever", "where", "should", "once"}
_STILL = {"still", "yet", "by", "within", "in", "even"}
_DONE = "created|made|issued|opened|entered|added|registered|drafted|written|raised|prepared|drawn"
_SINCE = Turns(
    (
        "after|of|from|since|following [its|the|their|his|her] creation|issue|issuing|issuance|making|entry",
        "after|of|from|since|following [its|the|their|his|her] registration|arrival|receipt|drafting|opening",
        f"after|from|since it|they|he|she was|were|is|has|'s [been] [first] {_DONE} [up]",
        f"after|of|from|since being|getting [first] {_DONE} [up]",
        f"after|from|since we|i|you|someone|somebody|sales {_DONE}|created|made|wrote|drew it|them|that [up]",
        "after|from|since it|they came|comes|arrived|arrives|landed [in]",
    )
)
_MOST_GUARDS = 3


def unfinished(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """The trigger, the wait and the test of such a clause."""
    noun = NOUNS.find(tokens, tokens.past(at + 1, {*say.DETERMINERS, "new"})) if tokens.word(at) in _OPENS else None
    if (
        draft.clause is not None
        or not noun
        or (noun.value, "created") not in say.TRIGGER_OF
        or noun.value not in RECORDS
    ):
        return None
    rows, place = _narrowed(tokens, noun)
    held = state(tokens, place)
    since = _since(tokens, held.end) if held and _is_denied(held.value) else None
    if not held or not since:
        return None
    clause = Clause(noun=noun.value, event="created", conditions=rows)
    draft.clause, draft.clause_start, draft.clause_end = clause, at, since.end
    draft.guards.extend(rows)
    draft.items[:0] = [Pause(since.value, held.end, since.end), When((held.value,), place, held.end)]
    return since.end


def _narrowed(tokens: Tokens, noun: Found[str]) -> tuple[tuple[Condition, ...], int]:
    """What stands between the record and its state: "a quote over 5k (isn't approved)"."""
    rows: tuple[Condition, ...] = ()
    at = noun.end
    for _ in range(_MOST_GUARDS):
        told = None if state(tokens, at) else guard(tokens, at, noun.value, "")
        if not told:
            break
        rows, at = (*rows, *told.value), told.end
    return rows, at


def _is_denied(row: Condition) -> bool:
    return isinstance(row, Comparison) and row.op in {"ne", "empty"}


def _since(tokens: Tokens, at: int) -> Found[Moment] | None:
    """Reads "(still) 30 days after creation", "within 60 days of being created", "5 days after we made it"."""
    length = duration(tokens, tokens.past(at, _STILL))
    made = _SINCE.find(tokens, length.end) if length and length.value.amount else None
    return Found(length.value, made.end) if length and made else None
