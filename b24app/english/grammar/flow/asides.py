"""Words that were not used and change nothing: what is told before the trigger, an aside in brackets, who signs.

Only a stretch between marks of which nothing at all was used is one, and only without numbers, names, quotes, steps and
words that limit. It is shown as not used; asking about it would only annoy.
"""

from __future__ import annotations

from collections.abc import Iterator

from b24app.english.grammar.conditions.comparisons import conditions
from b24app.english.grammar.draft import Draft
from b24app.english.grammar.flow.labels import singles_out
from b24app.english.grammar.heads.head import head
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.limits import LIMITS
from b24app.plan.phrases import GIVEN_NAMES

_MARKS = {",", ".", ":", ";", "!", "?", "(", ")", "-"}
_EACH = {"every", "each", "all", "any"}
_TELLERS = {"we", "i", "our", "my", "they", "it", "there", "here", "this", "that", "so", "as", "because", "since"}
_PLACES = {"in", "at", "from", "on", "during", "for", "with", "before", "after", "between", "outside", "inside", "by"}
_MOST = 9
_LEAST_IN_BRACKETS = 2
_LEAST_TOLD = 3  # "Mondays." limits what follows, and is no story
_NEAR = 8
_LONGEST_NAME = 3
_FAREWELLS = {"cheers", "thanks", "thx", "regards", "greetings", "sincerely", "advance", "wishes"}


def asides(tokens: Tokens, draft: Draft, unread: list[int]) -> set[int]:
    """Those unread tokens that need no question."""
    if not unread or draft.clause is None or not draft.frames:
        return set()
    left = set(unread)
    found: set[int] = set()
    for start, end in _stretches(tokens, draft):
        inside = {at for at in range(start, end) if at in left}
        if inside and _unused(tokens, start, end, left) and _is_aside(tokens, draft, start, end):
            found |= inside
    return found


def _stretches(tokens: Tokens, draft: Draft) -> Iterator[tuple[int, int]]:
    """The tokens between marks; the trigger's own are a stretch too."""
    start = 0
    for at in range(len(tokens) + 1):
        marked = tokens.word(at) in _MARKS or tokens.kind(at) in {"END", "NEWLINE", "ARROW"}
        if marked or at in {draft.clause_start, draft.clause_end}:
            if at > start:
                yield start, at
            start = at + marked


def _unused(tokens: Tokens, start: int, end: int, left: set[int]) -> bool:
    """Whether no word with meaning in it was used: the others say nothing by themselves."""
    return all(at in left or tokens.word(at) in _SMALL for at in range(start, end))


_SMALL = {
    "a", "an", "the", "to", "of", "so", "that", "it", "is", "are", "be", "this", "our", "my", "your", "their", "his",
    "her", "its", "we", "i", "you", "and", "then", "'s", "has", "have", "just", "with", "for", "by", "as", "now", "n",
    "am", "here", "how", "there", "would", "love", "like", "want", "at",
    "great", "nice", "lovely", "way", "btw",
}  # fmt: skip


def _signs(tokens: Tokens, draft: Draft, start: int, end: int) -> bool:
    """Whether a name stands behind a farewell: "Cheers, Dom.", "Many thanks in advance, K. Lindqvist"."""
    names = all(tokens.kind(at) == "WORD" and tokens.at(at).text[:1].isupper() for at in range(start, end))
    farewell = {tokens.word(at) for at in range(max(draft.clause_end, start - _NEAR), start)} & _FAREWELLS
    return names and end - start <= _LONGEST_NAME and bool(farewell) and start > draft.frames[-1].end


_MARKERS = {"when", "whenever", "once", "as", "if", "after", "upon", "on"}


_ANNOUNCING = {"when", "whenever", "once", "if", "unless", "where", "whether"}


def _is_aside(tokens: Tokens, draft: Draft, start: int, end: int) -> bool:
    if _signs(tokens, draft, start, end):
        return True
    words = [tokens.word(at) for at in range(start, end)]
    plain = all(tokens.kind(at) in {"WORD", "OWN"} for at in range(start, end))
    most = 2 * _MOST if end <= draft.clause_start else _MOST
    announced = words[0] in _ANNOUNCING  # "When a lead is lost, notify Ben. When a deal is won, …" tells two events
    if announced or not plain or len(words) > most or not LIMITS.isdisjoint(words) or singles_out(tokens, start, end):
        return False
    named = not GIVEN_NAMES.isdisjoint(words) and start >= draft.clause_start  # "deal won (anna's): …"
    ordered = end == draft.clause_start and tokens.word(end) in _MARKERS  # "beg for mercy when a deal is lost"
    if named or ordered or any(head(tokens, at) or conditions(tokens, at) for at in range(start, end)):
        return False
    small = all(tokens.at(at).text.islower() for at in range(start + (start == 0), end))
    if tokens.word(start - 1) == "(" and tokens.word(end) == ")":
        return small and len(words) >= _LEAST_IN_BRACKETS
    told_first = end <= draft.clause_start and not any(frame.start < start for frame in draft.frames)
    if end == draft.clause_start and tokens.word(end) in _EACH and words[0] not in _TELLERS:
        return tokens.word(draft.clause_end) in {"by", "with"}  # "wrap up each lost deal by tagging it"
    whole = len(words) >= _LEAST_TOLD and small and words[0] not in _PLACES
    return told_first and (tokens.word(end) == ":" or whole)
