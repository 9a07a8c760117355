"""Messages that tell by themselves: "an e-mail thanks the client", ""Hello" goes to the owner by chat"."""

from __future__ import annotations

from b24app.english.grammar.channels import channel_after
from b24app.english.grammar.frames import Frame
from b24app.english.grammar.lexer import Tokens
from b24app.english.grammar.lexicon import Found, phrases
from b24app.english.grammar.objects import done_to, thing, unquoted
from b24app.english.grammar.people import people

_TELLS = phrases(
    (
        "informs|notifies|tells|alerts|warns|thanks|welcomes|reminds|congratulates|greets|reaches|asks|invites",
        "should|must|shall|will|is [to] inform|notify|tell|alert|warn|thank|welcome|remind|let",
        "should|must|shall|will|is [to] congratulate|greet|invite|reach|ask",
        "lets",
    )
)
_KNOWS = phrases(("know [of|about] [it|this]",))
_SAYS = {"say", "write", "shout"}


def telling_message(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "an automatic SMS informs the client that …", "an email should let the CFO know"."""
    found = thing(tokens, index)
    tells = _TELLS.find(tokens, found[2]) if found and found[0].startswith("send_") else None
    who = people(tokens, tells.end) if tells else None
    if not found or not tells or not who or not who.value:
        return None
    knows = _KNOWS.find(tokens, who.end)
    lets = tokens.word(tells.end - 1) in {"let", "lets"}
    if lets != (knows is not None):
        return None
    end = knows.end if knows else who.end
    about = tokens.word(index) in {"a", "an", "one", "our", "the"}
    frame = Frame(found[0], index, end, verb="notify", to=who.value, channel=found[0], modifiers=unquoted(found[1]))
    return Found(frame, end) if about else None


def quoted_message(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads ""Well done" is sent to the owner in chat", "say "Hello" to the client by SMS"."""
    at = index + (tokens.word(index) in _SAYS)
    if tokens.kind(at) != "QUOTED":
        return None
    gone = done_to(tokens, at + 1)
    start = gone.end if gone else at + 1
    whom = people(tokens, start + 1) if tokens.word(start) == "to" else None
    channel = channel_after(tokens, whom.end) if whom and whom.value else None
    early = channel_after(tokens, start) if not whom else None
    later = people(tokens, early.end + 1) if early and tokens.word(early.end) == "to" else None
    told = Found(whom.value, whom.end) if whom and channel else later
    if not told or not told.value:
        return None
    by = channel or early
    end = channel.end if channel else told.end
    return Found(
        Frame(
            by.value if by else "send_notification", index, end, verb="send", to=told.value, texts=[tokens.at(at).inner]
        ),
        end,
    )
