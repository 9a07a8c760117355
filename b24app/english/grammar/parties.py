"""Slots with people and channels: to whom, for whom, assigned to whom, by what."""

from __future__ import annotations

from b24app.english.grammar.frames import Frame
from b24app.english.grammar.lexer import Tokens
from b24app.english.grammar.lexicon import Lexicon, phrases
from b24app.english.grammar.objects import past_article
from b24app.english.grammar.people import CLIENT, People, people
from b24app.plan import phrases as say
from b24app.plan.plan import Person
from b24app.plan.vocabulary import ActionName

CHANNELS: Lexicon[ActionName] = Lexicon(say.CHANNELS)
SENDS = {"send_email", "send_sms", "send_whatsapp", "send_bitrix_message", "send_notification"}
_SCHEDULED = phrases(
    (
        "schedule|scheduled|plan|planned [it] for",
        "put it in|into the calendar of",
        "for|by",
        "assigned to",
    )
)
_VIA = {"via", "by", "through", "over", "on", "using", "in", "as"}
OWNED: frozenset[ActionName] = frozenset(("create_task", "set_reminder", "create_deal", "create_quote"))


def slot_owner(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "and assign it to Anna", "assigned to the manager" behind something that is created."""
    start = at + (tokens.word(at) in {",", "and"})
    if frame.action not in OWNED or tokens.word(start) not in {"assigned", "assign"}:
        return None
    end = start + 1
    if tokens.word(start) == "assign":
        reference = past_article(tokens, end)
        nouns = {"it", "task", "deal", "quote", "reminder"} - ({"deal"} if frame.action != "create_deal" else set())
        if tokens.word(reference) not in nouns:
            return None
        end = reference + 1
    who = people(tokens, end + 1) if tokens.word(end) == "to" else None
    if not who or frame.owner is not None:
        return None
    frame.owner = who.value
    return who.end


def slot_in_brackets(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "(bell)", "(e-mail, billing@lumen.test)", "(rep)", "(schedule it for the rep)"."""
    if tokens.word(at) not in {"(", ","} or (tokens.word(at) == "," and frame.bracket < 0):
        return None
    start = at + 1
    found = CHANNELS.find(tokens, start)
    if found and tokens.word(found.end) in {")", ","} and frame.action.startswith("send_"):
        frame.channel = found.value
        frame.bracket = at
        return found.end
    planned = frame.action == "schedule_call"
    lead = _SCHEDULED.find(tokens, start) if planned else None
    who = people(tokens, lead.end if lead else start)
    if not who or not who.value or tokens.word(who.end) != ")":
        return None
    if planned:
        frame.owner = who.value
    elif frame.action.startswith("send_"):
        frame.to = who.value
    elif frame.action in OWNED and frame.owner is None:
        frame.owner = who.value
    else:
        return None
    return who.end + 1


def slot_channel(tokens: Tokens, at: int, frame: Frame) -> int | None:
    at += tokens.word(at) in {",", "."} and tokens.word(at + 1) in {"via", "by", "through", "in", "on"}
    if not frame.action.startswith(("send_", "set_")) or tokens.word(at) not in _VIA:
        return None
    start = past_article(tokens, at + 1)
    found = CHANNELS.find(tokens, start)
    if not found:
        return None
    frame.channel = found.value
    end = found.end + (tokens.word(found.end) in {"at", ":"} and tokens.kind(found.end + 1) == "EMAIL")
    if tokens.kind(end) == "EMAIL" and frame.channel == "send_email":
        frame.to = (Person(kind="address", value=tokens.at(end).text),)
        end += 1
    return end


def slot_person(tokens: Tokens, at: int, frame: Frame) -> int | None:
    word = tokens.word(at)
    if word not in {"to", "for", "with", "towards"}:
        return None
    who = people(tokens, at + 1)
    if not who:
        return None
    if frame.action.startswith("send_") and frame.to is None and (word != "with" or frame.verb == "create"):
        frame.to = who.value
    elif frame.action == "schedule_call":
        _call_party(frame, who.value, word)
    elif frame.action in OWNED and frame.owner is None and who.value == (CLIENT,):
        frame.topic = frame.topic or tokens.text(at + 1, who.end)
    elif frame.action in OWNED and frame.owner is None:
        frame.owner = who.value
    elif frame.action in {"create_contact", "create_company", "create_invoice"} and who.value == (CLIENT,):
        return who.end
    else:
        return None
    return who.end


def _call_party(frame: Frame, who: People, word: str) -> None:
    if who == (CLIENT,) or word in {"with", "to"}:
        frame.to = who
    else:
        frame.owner = who
