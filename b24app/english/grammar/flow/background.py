"""Sentences before the trigger that ask for nothing by themselves: "we like deals over 10k", "no quote leaves …"."""

from __future__ import annotations

from b24app.english.grammar.approvals.answers import NOD
from b24app.english.grammar.draft import Draft, Turn, When
from b24app.english.grammar.flow.consenting import nothing_leaves, singled_out
from b24app.english.grammar.heads.head import head
from b24app.english.grammar.people.meant import people
from b24app.english.grammar.slots.bounds import announces
from b24app.english.grammar.trigger.referring import sentence_before
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.plan import phrases as say

# Words of orders: a sentence with one of them is no mere background.
_ORDERING = {
    "must", "should", "shall", "will", "need", "needs", "please", "let", "has", "have", "get", "gets", "go", "goes",
    "not", "no", "never", "without", "only", "don't", "except", "unless", "until", "if", "want", "wants", "would",
    "leave", "ignore", "skip", "stop", "keep", "do",
}  # fmt: skip
_NARROWS = {"from", "with", "whose", "without", "tagged", "over", "under", "above", "below"}
_CONSENT = {*NOD.split("|"), "say-so", "approve", "approves", "approved"}
_OPENERS = {"so", "therefore", "thus", "hence", "that", "is", "why", ",", "which", "means"}
_LONGEST = 25
_LINKS = {"is", "are", "means", "mean", "=", "equals"}
_CLOSES = {".", "!", ":", ";"}
_NEAR = 6


def policy(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Past "no quote over 8,000 leaves without Graham's OK.", where the next sentence says who is asked, and when."""
    first = NOUNS.find(tokens, tokens.past(at + 1, say.DETERMINERS)) if tokens.word(at) == "no" else None
    if not first or draft.clause is not None or draft.frames:
        return None
    if decided := nothing_leaves(tokens, at, draft):
        return decided
    end = at
    while tokens.word(end) not in {".", "!", ":"}:
        if end - at > _LONGEST or tokens.kind(end) in {"END", "NEWLINE", "ARROW", "QUOTED"}:
            return None
        end += 1
    words = {tokens.word(place) for place in range(at, end)}
    behind = {tokens.word(place) for place in range(end, len(tokens))}
    without = next((place for place in range(at, end) if tokens.word(place) == "without"), 0)
    told = without and (words & _CONSENT or people(tokens, without + 1)) and behind & _CONSENT
    if not told or not announces(tokens, tokens.past(end + 1, _OPENERS)):
        return None
    rows = singled_out(tokens, first.end, first.value)
    draft.guards.extend(rows.value if rows else ())
    return end + 1


_HANDED_OUT = {"tagged", "assigned", "routed", "distributed", "handed", "split", "given", "shared", "labelled"}


def likened(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Past "(a won deal) is a pupil enrolled.", "(a converted lead) = a new student:": what it is to the writer."""
    told = draft.clause is not None and at == draft.clause_end and not draft.frames
    link = next((place for place in range(at, at - _NEAR, -1) if tokens.word(place) in _LINKS), None) if told else None
    if link is None or any(tokens.word(place) not in say.DETERMINERS for place in range(link + 1, at)):
        return None
    end = at = max(link + 1, at)
    if tokens.word(at) in _HANDED_OUT:
        return None  # "(new leads) are tagged by source:"
    while tokens.word(end) not in _CLOSES and tokens.kind(end) != "NEWLINE":
        plain = tokens.kind(end) == "WORD" and (end == at or tokens.at(end).text[:1].islower())
        if not plain or tokens.word(end) in _ORDERING or end - at >= _NEAR or head(tokens, end, bare=True):
            return None
        end += 1
    return end if end > at and end + 1 < len(tokens) else None


def drop_background(tokens: Tokens, draft: Draft, at: int) -> None:
    """Forget the sentence that the trigger refers to, if it only tells what matters: "we like deals over 10k"."""
    start, end = sentence_before(tokens, at)
    ordering = _ORDERING & {tokens.word(place) for place in range(start, end)}
    there = tokens.row(start, 2) in {("we", "have"), ("there", "are"), ("i", "have"), ("we", "got")}
    kept = (item for item in draft.items if not (there and start <= item.start < end))
    words = {tokens.word(place) for place in range(start, end)}
    if words & _NARROWS and not (draft.clause and draft.clause.conditions):
        return  # "there are leads from Spain. When one of them is converted, …"
    if end == start or (ordering and not there) or any(not isinstance(item, When | Turn) for item in kept):
        return
    draft.unread = [(one, two) for one, two in draft.unread if not start <= one < end]
    draft.items = [item for item in draft.items if not start <= item.start < end]


def past_only(tokens: Tokens, at: int, draft: Draft) -> int:
    """Past "but only" in "(ping Anna,) but only when a deal is won", where nothing else starts it."""
    only = at + (tokens.word(at) == "but")
    told = tokens.word(only) in {"only", "just"} and draft.last_announced == only + 1
    return only + 1 if told and announces(tokens, only + 1) else at


def holds_another(tokens: Tokens, at: int, end: int, draft: Draft) -> bool:
    """Whether another record's event is announced in it: "an email goes out, but only when a task is added"."""
    place = draft.last_announced
    opens = at < place < end and tokens.word(place) in _WHENEVER and tokens.word(place - 1) not in {":", "."}
    other = tokens.past(place + 1, {*say.DETERMINERS, *_WHENEVER, "new", "minute", "moment", "time", "soon", "if"})
    return opens and NOUNS.find(tokens, other) is not None and not announces(tokens, at)


_WHENEVER = {"when", "whenever", "once", "as", "every", "each", "any", "the", "only"}
