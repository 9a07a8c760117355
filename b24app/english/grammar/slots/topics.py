"""What a message or a task is about: "about the contract", "on the new terms", "with the floor plan"."""

from __future__ import annotations

from b24app.english.grammar.conditions.leads import leads
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.objects import thing
from b24app.english.grammar.people.meant import people
from b24app.english.grammar.slots.behind import before_told
from b24app.english.grammar.slots.bounds import announces, ends_here, run
from b24app.english.grammar.slots.freewords import matter, opens_test, tells_when, trimmed
from b24app.english.grammar.slots.labelled import TEXTED
from b24app.english.grammar.slots.parties import OWNED, SENDS
from b24app.english.grammar.timing.dates import EVENTS_DATED
from b24app.english.grammar.words.calendar import calendar_day
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import phrases
from b24app.plan.phrases import DAYS

_FAR = 8
_ABOUT = phrases(("about|regarding|concerning|on|re", "with [regard|respect|reference] [to]", "as to", "around"))
_DAYS = {
    "christmas", "easter", "thanksgiving", "halloween", "ramadan", "eid", "hanukkah", "diwali",
    "weekdays", "weekends", "workdays", "weekday", "sundays", "saturdays", "holidays", *DAYS,
    *(f"{day}s" for day in DAYS),
}  # fmt: skip
OCCASIONS = {"times", "birthday", "birthdays", "anniversary", "occasion", "occasions", "moment", "while", "point"}


def slot_topic(tokens: Tokens, at: int, frame: Frame) -> int | None:
    found = _ABOUT.find(tokens, at)
    if tokens.row(at, 2) == ("of", "it") and frame.action in SENDS | {"set_reminder"}:
        return at + 2
    if not found or frame.topic:
        return None
    if tokens.word(found.end) in {"it", "this", "that"} and ends_here(tokens, found.end + 1):
        return found.end + 1
    if tokens.word(at) in {"about", "regarding", "concerning"} and announces(tokens, found.end):
        return found.end  # "a message about every lost deal"
    told_when = tells_when(tokens, at) or _on_advice(tokens, at) or _tests(tokens, at, found.end)
    if told_when or not _may_be_topic(tokens, at, frame):
        return None
    text, end = trimmed(tokens, found.end, frame)
    cut = before_told(tokens, found.end, end, timed=not _has_dates(tokens, found.end, end))
    text, end = (text, end) if cut == end else (tokens.text(found.end, cut), cut)
    if tokens.word(at) in {"on", "around"} and tokens.word(end - 1) in OCCASIONS | {"day", "days", "week", "date"}:
        text = ""  # "on his birthday"
    if tokens.kind(end - 1) == "QUOTED" and tokens.at(end - 1).inner == text:
        frame.texts.append(text)
    else:
        frame.topic = matter(text)
    return end if text else None


def _tests(tokens: Tokens, at: int, start: int) -> bool:
    """Whether "with the caveat that the amount is over 5000" tells when it is done."""
    return tokens.word(at) in {"on", "with"} and opens_test(tokens, start, run(tokens, start))


def _has_dates(tokens: Tokens, at: int, end: int) -> bool:
    """Whether what a message is about takes place itself: "the meeting tomorrow", "our call on Monday"."""
    return any(tokens.word(place).removesuffix("s") in EVENTS_DATED for place in range(at, end))


_SAY_SO = {"say-so", "advice", "request", "order", "orders", "instruction", "instructions", "behalf", "word", "return"}


def _on_advice(tokens: Tokens, at: int) -> bool:
    """Whether "on Anna's say-so", "on his return" stands there: why or when, and no matter."""
    whose = people(tokens, at + 1) if tokens.word(at) == "on" else None
    said = whose.end + 1 if whose and tokens.word(whose.end) == "'s" else at + 2
    return tokens.word(at) == "on" and tokens.word(said) in _SAY_SO


def _may_be_topic(tokens: Tokens, at: int, frame: Frame) -> bool:
    """Whether "about", "on", "with" lead to what a message is about, not to a time or a part of the action."""
    if (
        frame.action == "webhook"
        or tokens.word(at - 1) == "only"
        or leads(tokens, at)
        or tokens.word(at + 1) in _DAYS | {"behalf"}
    ):
        return False
    dated = tokens.word(at) == "on" and calendar_day(tokens, at + 1)
    if dated or "behalf" in {tokens.word(at + 1), tokens.word(at + 2)}:
        return False
    if tokens.word(at) == "with" and "attached" in {tokens.word(place) for place in range(at, at + _FAR)}:
        return False
    sent = thing(tokens, at + 1) if tokens.word(at) == "with" else None
    if sent and sent[0] in SENDS and tokens.word(sent[2]) in {"to", "for"} and people(tokens, sent[2] + 1):
        return False  # "email the client, with a bell to the owner"
    if tokens.word(at) in {"with", "on", "around"}:
        told_on = tokens.word(at) == "on" and frame.verb in {"notify", "speak"}
        bears = tokens.word(at) == "with" and tokens.word(at + 1) in _ITS and people(tokens, at + 1) is None
        bears = bears and frame.action in SENDS and bool(frame.to)  # "message Anna with the floor plan"
        return frame.action in {"send_email", "send_whatsapp", "send_sms"} or told_on or bears
    return frame.action in TEXTED | OWNED or tokens.word(at) in {"about", "regarding", "concerning", "re"}


_ITS = {"the", "a", "an", "its", "our", "his", "her", "their", "all"}
