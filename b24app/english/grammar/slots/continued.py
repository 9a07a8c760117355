"""One message that says more: "(thank the client) and ask for a review", "(mail them) and wish a nice day"."""

from __future__ import annotations

from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.head import head
from b24app.english.grammar.people.meant import people
from b24app.english.grammar.slots.freewords import trimmed
from b24app.english.grammar.words.lexer import Tokens


def slot_continued(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "(thank the client) and ask for a review": one message says both."""
    goes_on = tokens.word(at) == "and" and tokens.word(at + 1) in _SAYING_ON and frame.verb in _SPOKEN
    if not goes_on or frame.content or people(tokens, at + 2) or head(tokens, at + 1):
        return None
    if tokens.word(at + 1) == "ask" and tokens.word(at + 2) in {"for", "if", "whether", "to"} and frame.verb != "speak":
        frame.content, end = trimmed(tokens, at + 3, frame)
        frame.wish = tokens.word(at + 2)
        return end if frame.content else None
    frame.content, end = trimmed(tokens, at + 1, frame)
    return end if frame.content else None


_SPOKEN = {"speak", "email", "sms", "whatsapp"}
_SAYING_ON = {"ask", "thank", "tell", "offer", "wish", "invite", "explain", "say", "request", "apologise", "apologize"}
