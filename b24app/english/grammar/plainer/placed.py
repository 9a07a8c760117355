"""Where the clients are who get something, told with them: "email clients from Spain" is done only for Spain.

It is put behind the whole, so it is done where a single step is told, which it then limits.
"""

from __future__ import annotations

from b24app.english.grammar.conditions.places import places
from b24app.english.grammar.heads.head import starts_step
from b24app.english.grammar.plainer.wording import Kept, Told, Wording
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Turns
from b24app.plan.plan import Span

_CLIENTS = Turns(("clients|customers|client|customer|buyers|buyer|contacts|guests|patients|people|everybody|everyone",))
_FROM = Turns(("[who|that] [are|is|come|comes|live|lives] [based|located] from|in",))
_MORE = {"and", "then", "also", "plus", "otherwise", "else", "if", "unless", "only", "wait", ";", "or", "&", "+"}


def place_apart(said: Wording, unclear: tuple[Span, ...]) -> Wording | None:
    """With "only for Spain" behind the step."""
    tokens = said.tokens
    for at in range(len(tokens)):
        led = _FROM.find(tokens, at) if at and _CLIENTS.find(tokens, at - 1) else None
        there = places(tokens, led.end) if led else None
        if there and _is_unclear(tokens, at - 1, there.end, unclear) and _is_single(tokens):
            return _moved(said, tokens, at, there.end, led.end if led else at)
    return None


def _is_unclear(tokens: Tokens, start: int, end: int, unclear: tuple[Span, ...]) -> bool:
    whole = tokens.span(start, end)
    return any(span.start < whole.end and whole.start < span.end for span in unclear)


def _is_single(tokens: Tokens) -> bool:
    """Whether one step is told, and no other case."""
    words = {tokens.word(at) for at in range(len(tokens))}
    return not words & _MORE and sum(starts_step(tokens, at) for at in range(len(tokens))) <= 1


def _moved(said: Wording, tokens: Tokens, start: int, end: int, name: int) -> Wording:
    """Without the place, and with a sentence of its own that names it."""
    whole, place = tokens.span(start, end), tokens.span(name, end)
    rest = said.text[whole.end :].rstrip(" .!?")
    told = said.text[whole.start : whole.end]
    before, behind = Kept(0, tokens.at(start - 1).end), Kept(whole.end, whole.end + len(rest))
    limit = (Told(", only for ", whole.start, whole.end), Kept(place.start, place.end))
    return said.put((before, behind, *limit), {whole: f"“{told}” was read as a condition of the whole."})
