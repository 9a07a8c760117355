"""The end of a repetition in front of it: "until it gets paid, remind the customer every 3 days"."""

from __future__ import annotations

from b24app.english.grammar.heads.head import head
from b24app.english.grammar.plainer.wording import Kept, Told, Wording
from b24app.english.grammar.timing.repeating import again
from b24app.english.grammar.words.lexer import Tokens
from b24app.plan.plan import Span

_OPENERS = {".", ":", ";", ",", "and", "then"}
_BREAKS = {".", ";", "!", "?"}
_LONGEST = 10


def untils_behind(said: Wording, _: tuple[Span, ...]) -> Wording | None:
    """With the end behind what is repeated: "remind the customer every 3 days until it gets paid"."""
    tokens = said.tokens
    for at in range(len(tokens)):
        opens = at == 0 or tokens.word(at - 1) in _OPENERS or tokens.kind(at - 1) == "NEWLINE"
        comma = _comma(tokens, at) if opens and tokens.word(at) in {"until", "till"} else None
        end = _sentence_end(tokens, comma) if comma else 0
        if comma and head(tokens, comma + 1) and any(again(tokens, place) for place in range(comma, end)):
            ends, step = tokens.span(at, comma), tokens.span(comma + 1, end)
            pieces: list[Kept | Told] = [Kept(0, ends.start), Kept(step.start, step.end)]
            pieces += [Told(" ", ends.start, ends.end), Kept(ends.start, ends.end), Kept(step.end, len(said.text))]
            words = f"{said.text[step.start : step.end]} {said.text[ends.start : ends.end]}"
            whole = Span(start=ends.start, end=step.end)
            return said.put(pieces, said.read_as(whole, words))
    return None


def _comma(tokens: Tokens, at: int) -> int | None:
    return next((place for place in range(at + 2, at + _LONGEST) if tokens.word(place) == ","), None)


def _sentence_end(tokens: Tokens, at: int) -> int:
    return next((place for place in range(at, len(tokens)) if tokens.word(place) in _BREAKS), len(tokens))
