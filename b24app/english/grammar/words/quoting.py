"""How the words of a message and its subject are told: "with the text 'X'", "and put 'X' in the subject".

Behind a message they become `saying 'X'` and `with the subject 'X'`, which every rule knows: "text" is no SMS there,
and "put" no comment.
"""

from __future__ import annotations

from dataclasses import replace

from b24app.english.grammar.words.lexer import Token, Tokens
from b24app.english.grammar.words.lexicon import Turns

_TEXT = "text|texts|words|wording|body|content|phrase"
_SUBJECT = "subject|header|headline"
_IS = "is|reads|says|being"
# What leads to the quoted words, by what they are.
_LEADS = {
    "text": Turns(
        (
            f"using|with|in|bearing|containing the|this|these|following|a [following] {_TEXT} [reading|saying|:]",
            f"where|whose [the] {_TEXT} {_IS}",
            "and|, write|say|state [in it]",
            f"and|, have|let the|its {_TEXT} say|read|be",
        )
    ),
    "subject": Turns(
        (
            f"where|whose [the] {_SUBJECT} [line] {_IS}",
            f"and|, give it the|a {_SUBJECT} [line]",
            f"and|, set|make|let the|its {_SUBJECT} [line] [to|be|read]",
        )
    ),
}
# What stands around them.
_OPENS = Turns(("with", "and|, put|write|have|use"))
_CLOSES = {
    "text": Turns(("in it", f"as|in|for|inside the|its|a {_TEXT}", f"as {_TEXT}")),
    "subject": Turns((f"as|in|for the|its|a {_SUBJECT} [line]", f"as {_SUBJECT}", f"into the {_SUBJECT} [line]")),
}
_MESSAGES = {
    "email", "e-mail", "mail", "sms", "whatsapp", "message", "notification", "notify", "chat", "text", "reminder",
    "inform", "tell", "alert", "emailed", "texted", "notified", "msg", "bell",
}  # fmt: skip
_TOLD = {"text": ("saying",), "subject": ("with", "the", "subject")}
_PLACES = {"in", "on", "into", "to", "as", "at", "under"}  # "and write 'Won' in the timeline" is a comment
_FAR = 12
_ENDS = {".", "!", "?", ";"}
# "when a mail is logged with X in its subject": a test of what came in.
_HAPPENS = {"logged", "arrives", "arrived", "received", "recorded", "lands", "if", "when"}


def worded(tokens: Tokens) -> Tokens:
    """The tokens with the words of messages told in one way."""
    if not any(token.kind == "QUOTED" for token in tokens.items):
        return tokens
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        found = _led(tokens, at) or _framed(tokens, at)
        if found and _follows_message(tokens, at):
            what, quoted, end = found
            kept.extend(replace(tokens.at(at), kind="WORD", word=word) for word in _TOLD[what])
            kept.append(tokens.at(quoted))
            at = end
            continue
        kept.append(tokens.at(at))
        at += 1
    return tokens if len(kept) == len(tokens) else Tokens(tokens.source, tuple(kept))


def _led(tokens: Tokens, at: int) -> tuple[str, int, int] | None:
    """What is told, where it stands in quotes, and where that ends."""
    for what, leads in _LEADS.items():
        found = leads.find(tokens, at)
        placed = tokens.word(at) in {"and", ","} and tokens.word(found.end + 1 if found else at) in _PLACES
        if found and not placed and tokens.kind(found.end) == "QUOTED":
            return what, found.end, found.end + 1
    return None


def _framed(tokens: Tokens, at: int) -> tuple[str, int, int] | None:
    """Reads "with 'X' as the text", "and put 'X' in the subject"."""
    opens = _OPENS.find(tokens, at)
    if not opens or tokens.kind(opens.end) != "QUOTED":
        return None
    for what, closes in _CLOSES.items():
        if found := closes.find(tokens, opens.end + 1):
            return what, opens.end, found.end
    return None


def _follows_message(tokens: Tokens, at: int) -> bool:
    """Whether a message was told before it in the same sentence."""
    for place in range(at - 1, max(at - _FAR, 0) - 1, -1):
        if tokens.word(place) in _ENDS | _HAPPENS:
            return False
        if tokens.word(place) in _MESSAGES:
            return True
    return False
