"""The channel that is named further on in a clause: "send the price list to the client by e-mail"."""

from __future__ import annotations

from b24app.english.grammar.heads.objects import VERBS, past_article
from b24app.english.grammar.people.meant import People, people
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Lexicon
from b24app.plan import phrases as say
from b24app.plan.vocabulary import ActionName

CHANNELS: Lexicon[ActionName] = Lexicon(say.CHANNELS)
_CHANNEL_LEADS = {"into", "via", "by", "through", "in", "on", "over", "per", "using"}
_REACHES = {"emails", "mails", "texts", "messages", "whatsapps", "sms"}
_FARTHEST_CHANNEL = 16
_CLAUSE_ENDS = {".", ";", "!", "?", "if", "unless", "otherwise", "when", "=>"}


def reaches(tokens: Tokens, at: int) -> bool:
    """Whether "(Anna) emails the client", "(the owner) texts Bob" tells work: who is reached stands behind."""
    return tokens.word(at) in _REACHES and people(tokens, at + 1) is not None


def _room(tokens: Tokens, at: int) -> Found[ActionName] | None:
    """Reads "in the sales chat"."""
    whose = people(tokens, at + 1) if tokens.word(at) in {"in", "into", "to", "on"} else None
    found = CHANNELS.find(tokens, whose.end + (tokens.word(whose.end) == "'s")) if whose else None
    return found if found and found.value == "send_bitrix_message" else None


def channel_after(tokens: Tokens, at: int) -> Found[ActionName] | None:
    """The channel that is named right there: "by e-mail", "in the internal chat", "on their bell"."""
    if tokens.word(at) not in _CHANNEL_LEADS | {"as"}:
        return None
    return CHANNELS.find(tokens, past_article(tokens, at + 1))


def _acts(tokens: Tokens, at: int) -> bool:
    """Whether the next step begins here: the channel behind it is its own ("and ping Anna on WhatsApp")."""
    start = tokens.past(at, {"also", "then", "please"})
    return any(verbs.find(tokens, start) for verbs in VERBS.values())


def channel_ahead(tokens: Tokens, index: int) -> ActionName | None:
    """The channel that is named before the clause ends."""
    for at in range(index, index + _FARTHEST_CHANNEL):
        if tokens.kind(at) in {"END", "NEWLINE", "ARROW", "URL"} or tokens.word(at) in _CLAUSE_ENDS:
            return None
        if tokens.word(at) == "template" and tokens.kind(at + 1) in {"NUMBER", "QUOTED"}:
            return "send_email"
        if tokens.kind(at) == "EMAIL" and tokens.word(at - 1) in {"to", "and", ","} and at > index:
            return "send_email"
        if tokens.word(at) in _CHANNEL_LEADS:
            found = CHANNELS.find(tokens, past_article(tokens, at + 1)) or _room(tokens, at)
            if found:
                return found.value
        if at > index and tokens.word(at) in {"and", "then"} and _acts(tokens, at + 1):
            return None
    return None


def channel_inside(tokens: Tokens, index: int) -> Found[ActionName] | None:
    """Reads "(inform) via chat (the head of …)"."""
    if tokens.word(index) not in {"by", "via", "through", "over", "per"}:
        return None
    return CHANNELS.find(tokens, past_article(tokens, index + 1))


def at_address(tokens: Tokens, whom: Found[People]) -> Found[People]:
    """Reads the address in "mail Accounting (bills@koru.test)"."""
    at = whom.end + 1
    if tokens.word(whom.end) != "(" or tokens.kind(at) != "EMAIL" or tokens.word(at + 1) != ")":
        return whom
    there = people(tokens, at)
    return Found(there.value, at + 2) if there else whom
