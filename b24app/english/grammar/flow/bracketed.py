"""A condition in brackets behind a step among others: "tag it, notify Anna (only if it is over 5k) and call them"."""

from __future__ import annotations

from b24app.english.grammar.draft import Draft, Pause, Turn, When
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.words.lexer import Tokens
from b24app.plan.plan import Condition

_GOES_ON = {",", "and", "then", "&", "+", "plus"}


def tests_one_step(tokens: Tokens, place: tuple[int, int], draft: Draft, rows: tuple[Condition, ...]) -> bool:
    """Keep it for that step alone, where one stands right before the brackets and the sentence has others."""
    at, end = place
    last = draft.items[-1] if draft.items else None
    opens = at - 1 - (tokens.word(at - 1) == "again")
    if tokens.word(opens) != "(" or tokens.word(end) != ")":
        return False
    if not isinstance(last, Frame) or not opens <= last.end <= at or not _has_others(tokens, end + 1, draft):
        return False
    draft.items[-1:] = [When(rows, at, end), last, Turn("end", end, end + 1, soft=True)]
    return True


def _has_others(tokens: Tokens, at: int, draft: Draft) -> bool:
    """Whether steps follow, or stand before the wait of this one: "mail them, wait 5 days, sms (if unpaid)"."""
    before = draft.items[-2] if len(draft.items) > 1 else None
    waited = isinstance(before, Pause) and any(isinstance(item, Frame) for item in draft.items[:-1])
    return waited or tokens.word(at) in _GOES_ON
