"""Web calls told in words of phoning or as a noun: "ring the webhook https://…", "a get goes out to https://…"."""

from __future__ import annotations

from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns

METHODS = {"POST", "GET", "PUT", "PATCH", "DELETE"}
_METHOD = "[http] post|get|put|patch|delete [request|call]"
_RINGS = Turns(
    (
        "ring|rings|buzz|buzzes|dial|dials|phone|phones|contact|contacts|poke|pokes|prod|nudge|nudges|tap|taps",
        "ring|buzz|dial|phone|call up",
        "reach|reaches [out]",
        "talk|talks|speak|speaks to",
        "knock|knocks on|at",
        "get in touch with",
        "make|makes|place|places|do|issue|launch|shoot|shoots|fire|fires a|an|one|the [web|http|api] call|request|ping",
        f"shoot|shoots|launch|launches|throw|throws|issue|issues|drop a|an|one|the {_METHOD} [off|over|out]",
    )
)
_DUTY = "[should|must|shall|will|has|have|needs] [to]"
_SENT = "sent|made|fired|issued|shot|placed|launched|dispatched|triggered|pushed|done|run [off|out|over]"
_GOES = Turns(
    (
        f"a|an|one|the [web|http|api|rest] call|request|ping {_DUTY} go|goes|fires|runs [off|out|over]",
        f"a|an|one|the [web|http|api|rest] call|request|ping {_DUTY} be|is|gets {_SENT}",
        f"a|an|one|the {_METHOD} {_DUTY} go|goes|fires|runs [off|out|over]",
        f"a|an|one|the {_METHOD} {_DUTY} be|is|gets {_SENT}",
    )
)
_AROUND = {
    "to", "at", "on", "against", "the", "our", "their", "webhook", "url", "address", "endpoint", "hook", "server",
    "api", "system", "service", "backend", "web", "link", "site", "under", ":", "(",
}  # fmt: skip
_MOST_AROUND = 6


def requested(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Such words, and right behind them the address."""
    told = _GOES.find(tokens, index) or _RINGS.find(tokens, index)
    at = told.end if told else index
    end = next((place for place in range(at, at + _MOST_AROUND) if tokens.word(place) not in _AROUND), at)
    if not told or tokens.kind(end) != "URL":
        return None
    named = next((place for place in range(index, at) if tokens.word(place).upper() in METHODS), None)
    method = tokens.word(named).upper() if named is not None else ""
    stop = end + 1 + (tokens.word(end - 1) == "(" and tokens.word(end + 1) == ")")
    return Found(Frame("webhook", index, stop, url=tokens.at(end).text, method=method), stop)


def addressless(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "POST the deal to our ERP": a call in capitals whose address is not told, and has to be asked."""
    method = tokens.at(index).text
    shouted = tokens.at(index + 1).text.isupper() and len(tokens.at(index + 1).text) > 1
    if method not in METHODS or shouted:
        return None
    end = index + 1
    while tokens.kind(end) not in {"END", "NEWLINE", "ARROW", "URL"} and tokens.word(end) not in _CLOSES:
        end += 1
    led = any(tokens.word(place) in {"to", "at", "into"} for place in range(index + 1, end))
    return Found(Frame("webhook", index, end, method=method), end) if led and tokens.kind(end) != "URL" else None


_CLOSES = {".", ",", ";", "!", "then", ")"}


def noun_method(tokens: Tokens, at: int) -> bool:
    """Whether a method in small letters is a noun there: "(fire off) a get to …", not "(send) a get-well card"."""
    small = tokens.word(at).upper() in METHODS and tokens.word(at - 1) in {"a", "an", "one"}
    return small and tokens.word(at + 1) in _BEHIND_METHOD


_BEHIND_METHOD = {"to", "at", "on", "against", "over", "out", "off", "request", "call"}
