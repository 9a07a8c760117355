"""What somebody wishes done, as what should be done: "I'd like every new deal handed over to Ben".

It is put as "every new deal should be handed over to Ben".
"""

from __future__ import annotations

from b24app.english.grammar.plainer.wording import Kept, Told, Wording
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Turns
from b24app.plan.plan import Span

_WISHES = Turns(
    ("i|we want|need|prefer|wish", "i|we would|'d like|love|prefer|want", "i'd|we'd [really] like|love|prefer|want")
)
_DONE = {
    "assigned", "reassigned", "given", "handed", "passed", "moved", "put", "pushed", "tagged", "labelled", "labeled",
    "marked", "flagged", "sent", "forwarded", "routed", "transferred", "set", "changed", "added", "created", "emailed",
    "texted", "called", "notified", "informed", "told", "alerted", "pinged", "converted", "welcomed", "thanked",
    "shifted", "dragged",
}  # fmt: skip
_SUBJECTS = {"them": "they", "him": "he", "her": "she"}
_NOT_INSIDE = {"to", "be", "is", "are", "was", "were", "that", "if", "when", "whenever", "not", "no", "never", "been"}
_BEFORE = {"and", "so", "then", "please", "but"}
_KINDS = {"WORD", "QUOTED", "OWN"}
_LONGEST = 9


def wished_done(said: Wording, _: tuple[Span, ...]) -> Wording | None:
    """With "… should be" for the first such wish."""
    tokens = said.tokens
    for at in range(len(tokens)):
        opens = at == 0 or tokens.kind(at - 1) not in _KINDS or tokens.word(at - 1) in _BEFORE
        wish = _WISHES.find(tokens, at) if opens else None
        done = _done(tokens, wish.end) if wish else 0
        if wish and done:
            return _put(said, tokens, (at, wish.end, done))
    return None


def _done(tokens: Tokens, start: int) -> int:
    """Where it is told what is done to that which stands first; 0 where nothing is."""
    for at in range(start, start + _LONGEST):
        if at > start and tokens.word(at) in _DONE:
            return at
        if tokens.kind(at) not in _KINDS or tokens.word(at) in _NOT_INSIDE:
            return 0
    return 0


def _put(said: Wording, tokens: Tokens, places: tuple[int, int, int]) -> Wording:
    start, first, done = places
    wish, thing, verb = tokens.span(start, first), tokens.span(first, done), tokens.span(done, done + 1)
    subject = _SUBJECTS.get(tokens.word(first), "") if done == first + 1 else ""
    what: list[Kept | Told] = [Told(subject, *_ends(thing))] if subject else [Kept(thing.start, thing.end)]
    pieces = [Kept(0, wish.start), *what, Told(" should be ", *_ends(verb)), Kept(verb.start, len(said.text))]
    named = subject or said.text[thing.start : thing.end]
    told = said.text[wish.start : verb.end]
    note = f"“{told}” was read as “{named} should be {said.text[verb.start : verb.end]}”."
    return said.put(pieces, {Span(start=wish.start, end=verb.end): note})


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end
