"""A step in front of what is looked at later: "text them if it's still unpaid 30 days later" waits, then tests."""

from __future__ import annotations

from dataclasses import dataclass

from b24app.english.grammar.heads.head import head
from b24app.english.grammar.plainer.wording import Kept, Told, Wording
from b24app.english.grammar.slots.bounds import announces
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Turns
from b24app.english.grammar.words.moments import duration
from b24app.plan.plan import Span

_IFS = Turns(("[only|but] if", "in case [that]", "[only] when|provided [that]"))
_BEHIND = Turns(
    ("later|afterwards|on", "after that|this|it|them", "after it|they went|became|fell|was|got overdue|late")
)
_SUBJECTS = {"it", "its", "it's", "there", "there's", "they", "their", "nobody", "no", "he", "she"}
_BREAKS = {".", ";", "!", "?"}
_PAUSES = {",", ".", ";", ":", "and", "then", "please", "-"}
_LONGEST_STEP = 16
_LONGEST_TEST = 18
_LONGEST_EVENT = 9


@dataclass(frozen=True)
class _Later:
    """A step, what is tested, how long is waited before, and since what: each from its first token to behind its last.

    `end` is where all of it ends.
    """

    step: tuple[int, int]
    test: tuple[int, int]
    wait: tuple[int, int]
    event: tuple[int, int]
    end: int


def tested_later(said: Wording, _: tuple[Span, ...]) -> Wording | None:
    """With "wait 30 days, if it's unpaid," in front of the step that is done then."""
    tokens = said.tokens
    for at in range(len(tokens)):
        if at == 0 or tokens.word(at - 1) in _PAUSES or tokens.kind(at - 1) == "NEWLINE":
            found = _later(tokens, at) if head(tokens, at) else None
            if found:
                return _turned(said, tokens, found)
    return None


def _later(tokens: Tokens, at: int) -> _Later | None:
    end = next((place for place in range(at, len(tokens)) if tokens.word(place) in _BREAKS), len(tokens))
    known = any(announces(tokens, before) for before in range(at))
    for place in range(at + 1, min(at + _LONGEST_STEP, end)):
        told = _event_and_later(tokens, place, end) if not known and announces(tokens, place) else None
        if told:
            return _Later((at, place), told[2], told[0], told[1], end)
        test = _IFS.find(tokens, place)
        if not test:
            continue
        start = test.end + (tokens.word(test.end) == ",")
        found = _since(tokens, start, end) if not known else _at_end(tokens, start, end)
        if found:
            wait, event, tested = found
            return _Later((at, place), tested, wait, event, end)
    return None


_Parts = tuple[tuple[int, int], tuple[int, int], tuple[int, int]]


def _at_end(tokens: Tokens, start: int, end: int) -> _Parts | None:
    """Reads "it is still unpaid 30 days later", "30 days later it is still unpaid", "it is unpaid after 30 days"."""
    first = duration(tokens, start)
    later = _BEHIND.find(tokens, first.end) if first else None
    if first and later:
        tested = later.end + (tokens.word(later.end) == ",")
        return ((start, first.end), (0, 0), (tested, end)) if tokens.word(tested) in _SUBJECTS else None
    for place in range(start + 1, min(start + _LONGEST_TEST, end)):
        after = tokens.word(place) in {"after", "in"}
        length = duration(tokens, place + after)
        behind = _BEHIND.find(tokens, length.end) if length and not after else None
        closes = length is not None and (behind.end if behind else length.end) == end
        if length and closes and (behind or after) and tokens.word(start) in _SUBJECTS:
            return (place + after, length.end), (0, 0), (start, place)
    return None


def _since(tokens: Tokens, start: int, end: int) -> _Parts | None:
    """Reads "3 days after making the quote it's still not approved" where nothing else starts it."""
    length = duration(tokens, start)
    if not length or tokens.word(length.end) != "after":
        return None
    for place in range(length.end + 2, min(length.end + _LONGEST_EVENT, end)):
        comma = tokens.word(place) == ","
        if comma or (tokens.word(place) in _SUBJECTS and tokens.word(place - 1) not in {"after", "of"}):
            return (start, length.end), (length.end, place), (place + comma, end)
    return None


def _event_and_later(tokens: Tokens, start: int, end: int) -> _Parts | None:
    """Reads "when a deal enters Proof and, 3 days on, it's still there": the event, and what is looked at then."""
    for place in range(start + 2, min(start + _LONGEST_STEP, end)):
        if tokens.word(place) not in {"and", "but"}:
            continue
        at = place + 1 + (tokens.word(place + 1) == ",")
        length = duration(tokens, at)
        later = _BEHIND.find(tokens, length.end) if length else None
        tested = later.end + (tokens.word(later.end) == ",") if later else end
        if length and tokens.word(tested) in _SUBJECTS:
            return (at, length.end), (start, place), (tested, end)
    return None


def _turned(said: Wording, tokens: Tokens, told: _Later) -> Wording:
    whole = tokens.span(told.step[0], told.end)
    wait, test, step = (tokens.span(*one) for one in (told.wait, told.test, told.step))
    order: list[str | Span] = [tokens.span(*told.event), ", "] if told.event[1] else []
    order += ["wait ", wait, ". If ", test, ", ", step]
    pieces: list[Kept | Told] = [Kept(0, whole.start)]
    pieces += [Told(one, whole.start, whole.end) if isinstance(one, str) else Kept(one.start, one.end) for one in order]
    words = "".join(one if isinstance(one, str) else said.text[one.start : one.end] for one in order)
    note = said.read_as(whole, words)
    return said.put([*pieces, Kept(whole.end, len(said.text))], note)
