"""A web call told in parts, as one: "a webhook: URL https://…, method GET" is "a webhook to https://… by GET".

The method stands behind the address, and what is passed on behind that.
"""

from __future__ import annotations

from b24app.english.grammar.heads.requests import METHODS
from b24app.english.grammar.heads.webcalls import carried
from b24app.english.grammar.plainer.wording import Kept, Told, Wording
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.plan.plan import Span

_METHOD = Turns(
    (
        "[,] [and] [by|with|using|via|through|in] [the|a|an] [http] method|verb [is|:|=|being]",
        "[,] [and] by|with|using|via|through [the|a|an] [http]",
        "[,] [and] [by|with|using|via|through] [the|a|an] http",
        "[,] [and] use|using [the|a|an] [http] [method|verb]",
    )
)
_NAMED_BEHIND = {"method", "verb"}
_TO = Turns(
    (
        "[:|,|;|-|(] [and] [the|its] [web] [target] url|address|endpoint|link|target [is|:|=|being]",
        "[:|,|;|-|(] [to|at] [the|its] [web] url|address|endpoint|link [is|:|=]",
    )
)
_PASSING = Turns(
    (
        "[,] [and] pass|send|include|transmit|submit|carry|deliver [on|along] [it|them] [on|along]",
        "[,] [and] pass|send|include|transmit|submit [as] [the] payload|body|content|data [:|is]",
        "[,] payload|body|content|data [:|is|=]",
    )
)
# "(each time a lead) receives a note" would be read as a step.
_RECEIVES_NOTE = Turns(("receives|gets|receive|get a|another|some|new [new] note|notes|comment|comments",))
_JOINERS = {";", "|", "/", "+"}


def web_calls_plainly(said: Wording, _: tuple[Span, ...]) -> Wording | None:
    """With the address behind "to", its method behind it, and what it carries behind "with"."""
    if "http" not in said.text.casefold():
        return None
    tokens = said.tokens
    urls = [at for at in range(len(tokens)) if tokens.kind(at) == "URL"]
    if len(urls) != 1 or any(_RECEIVES_NOTE.find(tokens, at) for at in range(len(tokens))):
        return None
    changes = list(_changes(tokens, urls[0]))
    if not changes:
        return None
    pieces: list[Kept | Told] = []
    at = 0
    for start, end, words in sorted(changes):
        place = min(start, len(said.text) - 1)  # words behind the very last are told by its last letter
        pieces += [Kept(at, start), Told(words, place, max(end, place + 1))]
        at = end
    whole = Span(start=min(one[0] for one in changes), end=max(one[1] for one in changes))
    whole = Span(start=min(whole.start, tokens.at(urls[0]).start), end=max(whole.end, tokens.at(urls[0]).end))
    told = said.text[whole.start : whole.end]
    return said.put([*pieces, Kept(at, len(said.text))], {whole: f"“{told}” was read as one web call."})


def _changes(tokens: Tokens, url: int) -> list[tuple[int, int, str]]:
    """The places to change, and the words for each of them."""
    changes = []
    method = _method(tokens)
    led = _led(tokens, url)
    if led is not None:
        changes.append((_from(tokens, led), tokens.at(url).start, " to "))
    if method:
        start, end, name = method
        changes += [(_from(tokens, start), tokens.at(end - 1).end, " "), (tokens.at(url).end,) * 2 + (f" by {name}",)]
    changes += [(*_both(tokens, at), ", ") for at in range(1, len(tokens) - 1) if _joins(tokens, at)]
    if passing := _passed_on(tokens, url):
        changes.append((_from(tokens, passing[0]), tokens.at(passing[1] - 1).end, " with"))
    return changes


def _from(tokens: Tokens, at: int) -> int:
    return tokens.at(at - 1).end if at else 0


def _both(tokens: Tokens, at: int) -> tuple[int, int]:
    return tokens.at(at).start, tokens.at(at).end


def _method(tokens: Tokens) -> tuple[int, int, str] | None:
    """Where "HTTP method PUT", "using the PUT verb" stands, and which it is; none where several do."""
    found = []
    at = 0
    while at < len(tokens):
        led = _METHOD.find(tokens, at)
        name = tokens.word(led.end).upper() if led else ""
        end = led.end + 1 if led else at
        behind = tokens.word(end) in _NAMED_BEHIND
        sure = led is not None and (
            behind or {tokens.word(one) for one in range(at, led.end)} & {"http", "method", "verb", "use"}
        )
        if led and sure and name in METHODS:
            found.append((at, end + behind, name))
            at = end
        at += 1
    return found[0] if len(found) == 1 else None


def _led(tokens: Tokens, url: int) -> int | None:
    """Where "URL", ": address" begins in front of the address."""
    for at in range(max(0, url - 6), url):
        found: Found[bool] | None = _TO.find(tokens, at)
        if found and found.end == url:
            return at
    return None


def _joins(tokens: Tokens, at: int) -> bool:
    """Whether "{{DEAL_TITLE}};{{COMPANY_TITLE}}" is joined there."""
    return tokens.word(at) in _JOINERS and tokens.kind(at - 1) == tokens.kind(at + 1) == "VARIABLE"


def _passed_on(tokens: Tokens, url: int) -> tuple[int, int] | None:
    """Where ", and pass" stands behind the address, with what is passed on behind it."""
    for at in range(url + 1, min(url + 10, len(tokens))):
        found = _PASSING.find(tokens, at)
        if found and carried(tokens, found.end):
            return at, found.end
        if tokens.word(at) in {".", ";"}:
            return None
    return None
