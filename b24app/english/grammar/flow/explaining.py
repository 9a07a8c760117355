"""What is said again in other words, or only leads up to a step: "a gift, namely a task …", "needs a deposit, so …".

The words before are no step of their own then: what they mean is told by the step that follows.
"""

from __future__ import annotations

from b24app.english.grammar.draft import Draft
from b24app.english.grammar.heads.head import head
from b24app.english.grammar.slots.bounds import enables
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import phrases
from b24app.english.grammar.words.limits import LIMITS

_AGAIN = phrases(("namely|viz|i.e|ie", "i . e", "that is [to say]", "in other words", "to be precise|exact|specific"))
_THEREFORE = phrases(("so|hence|therefore|thus [please] [we|you|just]",))
_CLOSES = {".", "?", "!", ";", "\n"}
_LONGEST = 8


def explained(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Past "namely", "i.e.", ", so" in front of a step, with the words before it that it explains."""
    end = _joint(tokens, at)
    aim = enables(tokens, at + (tokens.word(at) == ","))  # "tag it, so we can call them"
    if end is None or aim or draft.clause is None or head(tokens, end, bare=True) is None:
        return None
    start = at
    while draft.unread and _follows(tokens, draft.unread[-1], start) and draft.unread[-1][0] >= draft.clause_end:
        start = draft.unread.pop()[0]
    return end


def _joint(tokens: Tokens, at: int) -> int | None:
    start = at + (tokens.word(at) in {",", "-", "("})
    again = _AGAIN.find(tokens, start)
    found = again or (_THEREFORE.find(tokens, start) if start > at else None)
    if not found:
        return None
    return (
        found.end
        + (tokens.word(found.end) == "." and again is not None)
        + (tokens.word(found.end + (tokens.word(found.end) == ".")) in {",", ":"})
    )


def _follows(tokens: Tokens, unread: tuple[int, int], start: int) -> bool:
    """Whether unread words stand in the same clause right before, few and harmless."""
    between = [tokens.word(place) for place in range(unread[0], start)]
    certain = any(
        tokens.kind(place) in {"NUMBER", "QUOTED", "SPAN", "EMAIL", "URL"} for place in range(unread[0], start)
    )
    return len(between) <= _LONGEST and not certain and not ({*between} & (LIMITS | _CLOSES))
