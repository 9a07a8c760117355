"""A quoted text told by what is done with it: "“It moved” should be put as a comment" puts it there."""

from __future__ import annotations

from b24app.english.grammar.plainer.wording import Kept, Told, Wording
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicons import TO_BE
from b24app.plan.plan import Span

_DONE = {
    "put": "put", "added": "add", "left": "leave", "written": "write", "posted": "post", "sent": "send",
    "texted": "text", "emailed": "email", "mailed": "email", "noted": "add", "entered": "add", "saved": "add",
    "logged": "add", "commented": "add", "placed": "put", "recorded": "add",
}  # fmt: skip
_GOES = {"goes", "go"}
_DUTY = {"should", "must", "shall", "will", "has", "to", "needs"}
_OPENERS = {",", ":", ".", "so", "then", "and", "-", ";", "please"}


def quoted_told(said: Wording, _: tuple[Span, ...]) -> Wording | None:
    """With the verb in front of the text."""
    tokens = said.tokens
    for at in range(len(tokens) - 2):
        if tokens.kind(at) != "QUOTED" or not _opens(tokens, at):
            continue
        found = _verb(tokens, at + 1)
        if found:
            verb, end = found
            text, whole = tokens.span(at, at + 1), tokens.span(at, end)
            pieces = (
                Kept(0, text.start),
                Told(f"{verb} ", text.start, whole.end),
                Kept(text.start, text.end),
                Kept(whole.end, len(said.text)),
            )
            told = said.text[text.end : whole.end].strip()
            return said.put(pieces, {Span(start=text.end, end=whole.end): f"“{told}” was read as “{verb}”."})
    return None


def _opens(tokens: Tokens, at: int) -> bool:
    return at == 0 or tokens.word(at - 1) in _OPENERS or tokens.kind(at - 1) in {"NEWLINE", "ARROW"}


def _verb(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """The verb of "should be put", "goes", and where it ends."""
    be = TO_BE.find(tokens, at)
    if be and tokens.word(be.end) in _DONE:
        return _DONE[tokens.word(be.end)], be.end + 1
    duty = tokens.past(at, _DUTY)
    if tokens.word(duty) in _GOES and tokens.word(duty + 1) in {"in", "into", "to", "as", "on", "onto"}:
        return "send" if tokens.word(duty + 1) == "to" else "put", duty + 1
    return None
