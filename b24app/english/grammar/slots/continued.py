"""One message that says more: "(thank the client) and ask for a review", "(mail them) and wish a nice day"."""

from __future__ import annotations

from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.head import head
from b24app.english.grammar.people.meant import CLIENT, people
from b24app.english.grammar.slots.freewords import trimmed
from b24app.english.grammar.slots.parties import SENDS
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.turns import PARALLEL


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


_ASKS = Turns(
    (
        "[and|to|that|which|,] ask|asking|asks [them|him|her] if|whether",
        "[and|to|that|which|,] ask|asking|asks [the|our] client|customer|contact|lead if|whether",
        "[with] the question if|whether",
        "to find out if|whether",
    )
)
_THEY = {"they", "he", "she", "everything", "all", "the", "it", "we", "there", "our", "this", "that", "anything"}


def asks_if(tokens: Tokens, at: int, frame: Frame) -> Found[bool] | None:
    """Reads "if" in "(an SMS asks the customer) if they want to buy"."""
    verb = next((place for place in range(frame.start + 1, at) if tokens.word(place) in {"asks", "ask"}), None)
    sent = frame.action in SENDS and frame.verb == "notify" and verb is not None and bool(frame.to)
    return Found(True, at + 1) if sent and tokens.word(at) in {"if", "whether"} else None


def slot_question(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "(text the client) asking if they want to buy", "(an e-mail) with the question whether he wants it"."""
    lead = (_ASKS.find(tokens, at) or asks_if(tokens, at, frame)) if frame.action in SENDS else None
    who = tokens.word(lead.end).partition("'")[0] if lead else ""
    if not lead or who not in _THEY or frame.content or frame.texts or frame.text:
        return None
    _, end = trimmed(tokens, lead.end, frame)
    stops = (place for place in range(lead.end, end) if tokens.word(place) == "," or PARALLEL.find(tokens, place))
    end = next(stops, end)
    content = tokens.text(lead.end, end)
    if not content or (tokens.word(at) == "and" and frame.to is None):
        return None
    colleague = bool(frame.to) and CLIENT not in (frame.to or ())
    frame.content = f"Whether {content}" if colleague else content
    frame.wish = "" if colleague else tokens.word(lead.end - 1)
    return end


_SPOKEN = {"speak", "email", "sms", "whatsapp"}
_SAYING_ON = {"ask", "thank", "tell", "offer", "wish", "invite", "explain", "say", "request", "apologise", "apologize"}
