"""Records told with what happened to them, as the event it is: "move every won deal to Onboarding"."""

from __future__ import annotations

from b24app.english.grammar.plainer.wording import Kept, Told, Wording
from b24app.english.grammar.slots.bounds import announces
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS
from b24app.plan.plan import Span

_VERBS = {"move", "shift", "put", "tag", "label", "mark", "untag"}
_EACH = {"each", "every", "all", "any", "the", "our", "a", "an", "newly"}
_RECORDS = {"deal", "lead", "quote", "invoice", "task", "contact", "company"}
_HAPPENED = {
    "won", "lost", "approved", "accepted", "paid", "overdue", "late", "converted", "completed", "finished", "created",
    "new", "added", "declined", "closed",
}  # fmt: skip
_GOES_ON = {"to", "into", "in", "with", "as", "onto", "on"}
_OPENERS = {".", ":", "!", "please", ",", "and", "you"}
_MOST_OPENING = 6


def events_first(said: Wording, _: tuple[Span, ...]) -> Wording | None:
    """With the event in front: "when a deal is won, move it to Onboarding"."""
    tokens = said.tokens
    for at in range(min(_MOST_OPENING, len(tokens))):
        opens = at == 0 or tokens.word(at - 1) in _OPENERS
        told = _event(tokens, at + 1) if opens and tokens.word(at) in _VERBS else None
        if told and not any(announces(tokens, place) for place in range(told[2], len(tokens))):
            noun, happened, end = told
            verb, whole = tokens.span(at, at + 1), tokens.span(at, end)
            event = f"when a {noun} is {'created' if happened == 'new' else happened}, "
            pieces: list[Kept | Told] = [
                Kept(0, verb.start), Told(event, whole.start, whole.end), Kept(verb.start, verb.end),
                Told(" it", whole.start, whole.end), Kept(whole.end, len(said.text)),
            ]  # fmt: skip
            words = f"{event}{said.text[verb.start : verb.end]} it"
            return said.put(pieces, said.read_as(whole, words))
    return None


def _event(tokens: Tokens, at: int) -> tuple[str, str, int] | None:
    """The record, what happened to it, and where "every won deal" ends."""
    start = tokens.past(at, _EACH)
    happened = tokens.word(start)
    noun = NOUNS.find(tokens, start + 1) if happened in _HAPPENED and EVENTS.find(tokens, start) else None
    goes_on = noun is not None and (_names_stage(tokens, noun.end) or tokens.kind(noun.end) == "QUOTED")
    return (noun.value, happened, noun.end) if noun and goes_on and noun.value in _RECORDS else None


def _names_stage(tokens: Tokens, at: int) -> bool:
    """Whether "to Onboarding", "with the tag 'x'" stands there, but not "to our accounting system"."""
    start = tokens.past(at + 1, {"the", "stage", "tag"})
    named = tokens.at(start).text[:1].isupper() or tokens.kind(start) == "QUOTED"
    return tokens.word(at) in _GOES_ON and named
