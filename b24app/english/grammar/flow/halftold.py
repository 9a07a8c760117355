"""What a "when" goes on to tell that nothing reads as a test: "when a deal is created and it sits with Ben, …".

It narrows the event. Read as a step it would do what was only to be looked at, so it is left to be asked about.
"""

from __future__ import annotations

from b24app.english.grammar.approvals.asking import ask
from b24app.english.grammar.conditions.leads import lead
from b24app.english.grammar.draft import Draft
from b24app.english.grammar.flow.branching import set_off
from b24app.english.grammar.heads.belonging import told_of_event
from b24app.english.grammar.heads.head import head
from b24app.english.grammar.people.meant import people
from b24app.english.grammar.slots.bounds import past_joints
from b24app.english.grammar.timing.waits import wait
from b24app.english.grammar.words.lexer import Tokens
from b24app.plan import phrases as say

_SUBJECTS = {
    "it", "he", "she", "they", "i", "there", "nobody", "noone", "somebody", "someone", "the", "its", "their", "his",
    "her", "it's", "they're", "i'm", "he's", "she's",
}  # fmt: skip
# What is to be done is told with these, wherever it stands.
_ORDERS = {
    "should", "must", "shall", "will", "needs", "need", "ought", "gets", "get", "receives", "receive", "goes", "go",
    "can", "may", "would",
}  # fmt: skip
_ANY = {"this", "that", "these", "those", "neither", "none", "no", "a", "an", "any", "both", "either"}
_ENDS = {",", ":", "=>"}
# Behind these a verb orders nothing: "is set", "to call", "an open task".
_NO_ORDER = {
    "is", "are", "was", "were", "be", "been", "has", "have", "gets", "to", "a", "an", "the", "not", "no", "by", "its",
    "we", "they", "of", "for", "in", "on", "with", "and", "or",
}  # fmt: skip
_STOPS = {".", ";", "!", "?", ")"}
_LONGEST = 20


def half_told(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Set such words aside as not understood, up to where the steps begin."""
    behind = draft.clause is not None and not draft.items and told_of_event(tokens, at)
    if not behind or not _states(tokens, at):
        return None
    end = _end(tokens, at)
    if end is None or _ORDERS & {tokens.word(place) for place in range(at, end)}:
        return None
    draft.unread.append((at, end))
    return end


def inverted(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Set "should neither of them fit" aside where no rule reads it: a case, though it begins like an order."""
    opens = tokens.word(at) == "should" and draft.clause is not None and set_off(tokens, at)
    if not opens or not (tokens.word(at + 1) in _SUBJECTS | _ANY or people(tokens, at + 1)):
        return None
    end = at + 2
    while tokens.kind(end) not in {"END", "NEWLINE", "ARROW"} and tokens.word(end) not in _ENDS | _STOPS:
        if head(tokens, end):
            break
        end += 1
    draft.unread.append((at, end))
    return end


def _states(tokens: Tokens, at: int) -> bool:
    """Whether a sentence with a subject of its own begins there, no order: "it sits …", "no one is …", "Ben runs …"."""
    if tokens.word(at) in _SUBJECTS or tokens.row(at, 2) == ("no", "one"):
        return True
    who = people(tokens, at)
    return who is not None and tokens.word(who.end).endswith(("s", "ed")) and tokens.word(who.end) not in _ORDERS


def _end(tokens: Tokens, at: int) -> int | None:
    """The comma or the arrow that the steps stand behind, or the first of them."""
    for end in range(at, at + _LONGEST):
        if end > at + 1 and tokens.word(end - 1) not in _NO_ORDER and _orders(tokens, end):
            return end
        if tokens.kind(end) in {"END", "NEWLINE"} or tokens.word(end) in _STOPS:
            return None
        if tokens.kind(end) == "ARROW" or tokens.word(end) in _ENDS:
            start = past_joints(tokens, end + 1)
            follows = head(tokens, start, bare=True) or wait(tokens, start) or ask(tokens, start, None)
            return end if follows or lead(tokens, start) else None
    return None


def _orders(tokens: Tokens, at: int) -> bool:
    """Whether an order begins there: "notify Ann", "create a task"."""
    return tokens.word(at) in say.VERBS_SEEN and not tokens.word(at).endswith(("s", "ed")) and bool(head(tokens, at))
