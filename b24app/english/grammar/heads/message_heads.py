"""Messages that tell by themselves: "an e-mail thanks the client", ""Hello" goes to the owner by chat"."""

from __future__ import annotations

from b24app.english.grammar.heads.channels import CHANNELS, channel_after
from b24app.english.grammar.heads.fieldnotes import closes
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.objects import HAVING, done_to, past_article, thing, unquoted
from b24app.english.grammar.people.meant import CLIENT, people
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, phrases
from b24app.english.grammar.words.lexicons import PARTICIPLES
from b24app.plan.phrases import CHANNEL_VERBS

_TELLS = phrases(
    (
        "informs|notifies|tells|alerts|warns|thanks|welcomes|reminds|congratulates|greets|reaches|asks|invites",
        "should|must|shall|will|is [to] inform|notify|tell|alert|warn|thank|welcome|remind|let",
        "should|must|shall|will|is [to] congratulate|greet|invite|reach|ask",
        "lets",
        "informing|notifying|telling|alerting|warning|thanking|welcoming|reminding|congratulating|asking|inviting",
        "to tell|inform|notify|alert|warn|thank|welcome|remind|congratulate|greet|invite",
        "to let|letting",
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
    lets = tokens.word(tells.end - 1) in {"let", "lets", "letting"}
    if lets != (knows is not None):
        return None
    end = knows.end if knows else who.end
    about = tokens.word(index) in {"a", "an", "one", "our", "the"}
    frame = Frame(found[0], index, end, verb="notify", to=who.value, channel=found[0], modifiers=unquoted(found[1]))
    return Found(frame, end) if about else None


def bell_rings(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "the owner's bell rings", "let Ben's bell ring", "ring the boss's bell"."""
    at_whom = _rings_at(tokens, index)
    if at_whom:
        return at_whom
    rung = tokens.word(index) in {"ring", "rings", "sound", "let", "make", "have"}
    who = people(tokens, index + rung)
    if not who or not who.value or tokens.word(who.end) != "'s" or tokens.word(who.end + 1) != "bell":
        return None
    rings = _RINGS.find(tokens, who.end + 2)
    if not rings and tokens.word(index) not in {"ring", "rings", "sound"}:
        return None
    end = rings.end if rings else who.end + 2
    return Found(Frame("send_notification", index, end, verb="notify", to=who.value, channel="send_notification"), end)


_OUGHT = {"should", "must", "shall", "will", "has", "have", "needs", "is", "to"}


def _rings_at(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "the bell rings at the boss's (desk)"."""
    bell = past_article(tokens, index)
    rings = _RINGS.find(tokens, bell + 1) if tokens.word(bell) == "bell" else None
    who = people(tokens, rings.end + 1) if rings and tokens.word(rings.end) in {"at", "on", "with", "for"} else None
    if not who or not who.value:
        return None
    own = tokens.word(who.end) == "'s"
    end = who.end + own + (own and tokens.word(who.end + 1) in {"desk", "end", "place", "side"})
    return Found(Frame("send_notification", index, end, verb="notify", to=who.value, channel="send_notification"), end)


_RINGS = phrases(
    (
        "rings|chimes|dings|sounds|buzzes|pings|ring|chime|sound|ding",
        "goes|go off",
        "should|must|shall|will|has|is [to] ring|chime|ding|sound|buzz|ping",
        "should|must|shall|will|has|is [to] go off",
        "lights|light up",
        "is rung|sounded",
    )
)


def brief_word(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "a line to the client by SMS", "a note by mail to the boss", "word to Ben": told without a verb."""
    at = past_article(tokens, index)
    at += tokens.word(at) in {"quick", "short", "brief", "friendly", "little", "kind", "small"}
    if tokens.word(at) not in _WORDS or (at == index and tokens.word(at) not in {"word", "notice", "memo"}):
        return None
    early = channel_after(tokens, at + 1)
    start = early.end if early else at + 1
    who = people(tokens, start + 1) if tokens.word(start) in {"to", "for"} else None
    late = channel_after(tokens, who.end) if who else None
    channel = early or late
    if not who or not who.value or (tokens.word(at) in {"note", "line"} and not channel):
        return None
    end = late.end if late else who.end
    action = channel.value if channel else "send_notification"
    frame = Frame(action, index, end, verb="notify", to=who.value, channel=channel.value if channel else None)
    return Found(frame, end)


_WORDS = {"word", "line", "note", "shout", "memo", "notice", "shout-out", "signal", "alarm", "buzz"}


def unaddressed(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "acknowledge by e-mail", "reply by SMS", "thank via WhatsApp": the client is meant."""
    greets = _GREETS.find(tokens, index)
    at = greets.end if greets else index + 1
    channel = channel_after(tokens, at) if greets or tokens.word(index) in _ANSWERING else None
    if not channel or channel.value not in {"send_email", "send_sms", "send_whatsapp"}:
        return None
    said = tokens.text(index + 1, at)
    frame = Frame(channel.value, index, channel.end, verb="speak", to=(CLIENT,), channel=channel.value, content=said)
    return Found(frame, channel.end)


_GREETS = phrases(("say hello|hi|thanks|goodbye|sorry|thank-you|welcome|congratulations", "say thank|well you|done"))
_ANSWERING = {
    "acknowledge", "reply", "respond", "answer", "thank", "apologise", "apologize", "congratulate", "greet", "welcome",
    "confirm", "reassure", "invite",
}  # fmt: skip


def quoted_message(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads ""Well done" is sent to the owner in chat", "say "Hello" to the client by SMS"."""
    at = index + (tokens.word(index) in _SAYS | HAVING)
    if tokens.kind(at) != "QUOTED":
        return None
    had = _had_sent(tokens, index) if at > index else None
    if had:
        return had
    if room := _into_room(tokens, index, at):
        return room
    gone = done_to(tokens, at + 1)
    start = gone.end if gone else at + 1
    reaches = tokens.past(at + 1, _OUGHT) if not gone else start
    start = reaches if tokens.word(reaches) in {"reach", "reaches"} else start
    whom = people(tokens, start + 1) if tokens.word(start) in {"to", "reach", "reaches"} else None
    channel = channel_after(tokens, whom.end) if whom and whom.value else None
    early = channel_after(tokens, start) if not whom else None
    later = people(tokens, early.end + 1) if early and tokens.word(early.end) == "to" else None
    told = Found(whom.value, whom.end) if whom and channel else later
    alone = early is not None and start == at + 1 and closes(tokens, early.end) and early.value in _TO_CLIENTS
    alone = alone and not _second(tokens, at)
    if alone and early and not told:  # ""See you soon" by WhatsApp"
        frame = Frame(early.value, index, early.end, verb="send", to=(CLIENT,), texts=[tokens.at(at).inner])
        return Found(frame, early.end)
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


def _second(tokens: Tokens, at: int) -> bool:
    """Whether other words in quotes stand in the same sentence: "send 'A' to the client by SMS, 'B' by e-mail"."""
    for place in range(at - 1, max(-1, at - _FAR), -1):
        if tokens.kind(place) == "NEWLINE" or tokens.word(place) in {".", ";", ":"}:
            return False
        if tokens.kind(place) == "QUOTED":
            return True
    return False


_FAR = 20
_TO_CLIENTS = {"send_email", "send_sms", "send_whatsapp"}


def _into_room(tokens: Tokens, index: int, at: int) -> Found[Frame] | None:
    """Reads ""Deal closed" into the sales chat", ""Well done" goes to the team's internal chat"."""
    goes = done_to(tokens, at + 1)
    start = goes.end if goes else at + 1
    whose = people(tokens, start + 1) if tokens.word(start) in {"in", "into", "to"} else None
    room = CHANNELS.find(tokens, whose.end + (tokens.word(whose.end) == "'s")) if whose and whose.value else None
    if not whose or not room or room.value != "send_bitrix_message":
        return None
    frame = Frame(room.value, index, room.end, verb="send", to=whose.value, texts=[tokens.at(at).inner])
    return Found(frame, room.end)


def _had_sent(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "have "We got it" texted to the client"."""
    done = PARTICIPLES.find(tokens, index + 2) if tokens.word(index) in HAVING else None
    whom = people(tokens, done.end + 1) if done and tokens.word(done.end) == "to" else None
    if not done or not whom or not whom.value or done.value not in CHANNEL_VERBS:
        return None
    texts = [tokens.at(index + 1).inner]
    action = CHANNEL_VERBS[done.value]
    return Found(Frame(action, index, whom.end, verb="send", to=whom.value, texts=texts), whom.end)
