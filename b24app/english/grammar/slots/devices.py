"""What somebody is reached on: "(a text to) the rep's mobile", "the client's number". Its owner is meant."""

from __future__ import annotations

from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.people.meant import People
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns

_DEVICES = Turns(
    (
        "mobile|cell|phone|handset|smartphone|cellphone|number [phone] [number]",
        "work|private|mobile|cell|personal|business phone|mobile|number|cell [number]",
        "email|mail|e-mail address|inbox|mailbox|account",
        "bell|notifications|chat",
    )
)


def past_device(tokens: Tokens, who: Found[People], frame: Frame) -> int:
    """Past "'s mobile" behind whom a message goes to."""
    device = _DEVICES.find(tokens, who.end + 1) if tokens.word(who.end) == "'s" else None
    return device.end if device and frame.action.startswith("send_") else who.end
