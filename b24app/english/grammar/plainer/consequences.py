"""An event told as a statement, and its work behind "so": "the invoice got overdue so text the client"."""

from __future__ import annotations

from b24app.english.grammar.approvals.asking import ask
from b24app.english.grammar.heads.head import head
from b24app.english.grammar.plainer.wording import Kept, Told, Wording
from b24app.english.grammar.slots.bounds import announces
from b24app.english.grammar.timing.waits import wait
from b24app.english.grammar.words.lexer import Tokens
from b24app.plan.plan import Span

_BREAKS = {".", "!", "?", ";", ":", "if"}
_LONGEST_EVENT = 14
_STEP_LEADS = {"first", "please", "just", "then", "we", "you", "i", "want", "need", "to", "a", ","}


def so_as_when(said: Wording, _: tuple[Span, ...]) -> Wording | None:
    """With "when" in front of the event and a comma in place of "so"."""
    tokens = said.tokens
    at = next((place for place in range(2, _LONGEST_EVENT) if tokens.word(place) == "so"), 0)
    if not at or any(tokens.word(place) in _BREAKS for place in range(at)) or tokens.word(at + 1) == "that":
        return None
    if any(announces(tokens, place) for place in range(at)) or not _works(tokens, at + 1):
        return None
    comma = tokens.word(at - 1) == ","
    event, so = tokens.span(0, at - comma), tokens.span(at - comma, at + 1)
    pieces: list[Kept | Told] = [Told("When ", event.start, event.end), Kept(event.start, event.end)]
    pieces += [Told(",", so.start, so.end), Kept(so.end, len(said.text))]
    words = f"When {said.text[event.start : event.end]},"
    whole = Span(start=event.start, end=so.end)
    return said.put(pieces, said.read_as(whole, words))


def _works(tokens: Tokens, at: int) -> bool:
    """Whether what is done starts there, or a few words on."""
    start = tokens.past(at, _STEP_LEADS)
    places = {at, start}
    return any(
        head(tokens, place, bare=True) or wait(tokens, place) or ask(tokens, place, None) is not None
        for place in places
    )
