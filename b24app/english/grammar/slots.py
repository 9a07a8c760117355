"""What follows the head of an action: for whom, what it says, until when, through which channel.

Slots come in any order. Each rule reads one slot at a place and returns where it ends; the first that can does.
"""

from __future__ import annotations

import re

from b24app.english.grammar.bounds import announces, ends_here, run
from b24app.english.grammar.facts import (
    slot_address,
    slot_again,
    slot_due,
    slot_loose_due,
    slot_priority,
    slot_stage_of,
    slot_template,
    slot_until,
    slot_wait,
)
from b24app.english.grammar.frames import Frame
from b24app.english.grammar.heads import head
from b24app.english.grammar.lexer import Tokens
from b24app.english.grammar.lexicon import Found, phrases
from b24app.english.grammar.moments import deadline, duration, later
from b24app.english.grammar.names import name_end
from b24app.english.grammar.objects import record
from b24app.english.grammar.parties import (
    CHANNELS,
    OWNED,
    SENDS,
    slot_channel,
    slot_in_brackets,
    slot_owner,
    slot_person,
)
from b24app.english.grammar.people import CLIENT, people
from b24app.english.grammar.repeating import again, limit
from b24app.english.grammar.waits import until, wait
from b24app.plan.vocabulary import ActionName

_FILLERS = phrases(
    (
        "please|also|too|immediately|automatically|instantly|promptly|directly|quickly|just|kindly|asap",
        "right|straight away",
        "as well",
        "at once",
        "right now",
        "again",
        "there",
        "today|now",
        "by hand",
        "on it",
        "only|scheduled|planned",
        "scheduled|planned right away",
        "in|on [the|her|his|their] calendar",
        "personally|himself|herself|themselves",
    )
)

_SAYS = phrases(
    (
        "saying|says|reading|stating|say|asking [that]",
        "that|which says|reads",
        "with [the|a] text|message|words|content|wording|comment|body",
        "with [the|a] following text|message",
        "text|message|body",
        "and say|write",
        "telling them|him|her [that]",
        "that",
    )
)
_NO_CONTENT = {
    "and", "or", "then", "is", "are", "was", "gets", "every", "each", "until", "if", "when", "unless", "otherwise",
    "not", "no", "never",
    "either", "both", "except", "only", "but", "instead", "while", "during", "within", "because", "since", "in",
    "near", "on", "per",
    "till", "stop", "max", "as", "once", "whenever", "later", "before", "after", "at", "for", "from", "to", "with",
    "by", "via", "without", "weekly", "daily", "hourly", "monthly",
}  # fmt: skip
_CALLED = phrases(
    ("titled|called|named|entitled|title", "with [the|a] title|name [of]", "title is", "which is called", "name")
)
_ABOUT = phrases(("about|regarding|concerning|on", "with"))
_NOT_NAMES = {"after", "like", "as", "by", "for", "to", "in", "on", "with"}
_CARD = phrases(
    (
        "in|into|to|on|onto|at [the|its|his] timeline|card|record|crm|bitrix24|calendar",
        "in|into|to|on|onto [the|its] deal|lead|contact|company 's timeline|card",
        "to|in the history",
        "as a|the comment|note",
    )
)
_TEXTED: frozenset[ActionName] = frozenset(
    ("send_whatsapp", "send_email", "send_sms", "send_notification", "send_bitrix_message", "add_comment", "webhook")
)


def fill(tokens: Tokens, frame: Frame) -> None:
    """Read slots until a word that is none; `frame.end` moves past what was read."""
    _opening(tokens, frame)
    while True:
        end = _slot(tokens, frame.end, frame)
        if end is None or end <= frame.end:
            return
        frame.end = end


def _opening(tokens: Tokens, frame: Frame) -> None:
    """Names that stand directly behind the head: a stage, a tag, a value, a comment's words."""
    at = frame.end
    wanted = {"move_stage": "stage", "add_tag": "tag", "remove_tag": "tag"}.get(frame.action, "")
    wanted = "value" if frame.action in {"update_field", "update_deal", "update_task"} else wanted
    if not wanted or getattr(frame, wanted):
        return
    start = at + (tokens.word(at) in {":", "="} or (wanted == "tag" and tokens.word(at) in {"called", "named"}))
    start += tokens.word(start) == "the" and wanted == "stage"
    start += tokens.word(start) == "stage" and wanted == "stage"
    if tokens.kind(start) == "QUOTED":
        end, name = start + 1, tokens.at(start).inner
    else:
        end = name_end(tokens, start)
        name = tokens.text(start, end)
    if wanted == "stage" and tokens.word(end - 1) == "stage" and end - start > 1:
        name = tokens.text(start, end - 1)
    setattr(frame, wanted, name)
    frame.end = end + (wanted == "stage" and tokens.word(end) == "stage") if name else frame.end


def _slot(tokens: Tokens, at: int, frame: Frame) -> int | None:
    filler = _FILLERS.find(tokens, at)
    timed = frame.action in {"create_task", "set_reminder", "schedule_call"} and tokens.word(at) == "today"
    if filler and not timed:
        return filler.end
    if announces(tokens, at) and not (frame.verb == "speak" and tokens.word(at) in {"if", "for"}):
        return None
    rules = (
        _demand, slot_template, _quoted, _subject, _called, _card, slot_owner, slot_priority, slot_due, slot_until,
        slot_wait, slot_channel, slot_in_brackets, slot_stage_of, slot_person, _record, slot_again, slot_address, _says,
        _topic, _purpose, slot_loose_due, _content,
    )  # fmt: skip
    for rule in rules:
        end = rule(tokens, at, frame)
        if end is not None:
            return end
    if tokens.word(at) in {"(", ")"}:
        return at + 1
    return None


def _quoted(tokens: Tokens, at: int, frame: Frame) -> int | None:
    start = at + (tokens.word(at) in {":", ",", "-"} and tokens.kind(at + 1) == "QUOTED")
    if tokens.kind(start) != "QUOTED" or len(frame.texts) > 1:
        return None
    if frame.action in {"move_stage", "assign_responsible", "schedule_call"}:
        return None
    frame.texts.append(tokens.at(start).inner)
    return start + 1


def _subject(tokens: Tokens, at: int, frame: Frame) -> int | None:
    start = at + (tokens.word(at) in {"with", "and", ","})
    start += tokens.word(start) in {"the", "a"}
    if tokens.word(start) not in {"subject", "headline"} or frame.action != "send_email":
        return None
    text, end = _words(tokens, start + 1 + (tokens.word(start + 1) in {":", "line", "of"}))
    frame.subject = text
    return end if text else None


def _words(tokens: Tokens, at: int) -> tuple[str, int]:
    """A quoted text, or free words up to their end."""
    at += tokens.word(at) in {":", "="}
    if tokens.kind(at) == "QUOTED":
        return tokens.at(at).inner, at + 1
    end = run(tokens, at)
    return tokens.text(at, end), end


def _called(tokens: Tokens, at: int, frame: Frame) -> int | None:
    found = _CALLED.find(tokens, at + (tokens.word(at) == ","))
    if not found or frame.title or frame.action in _TEXTED:
        return None
    if tokens.word(found.end) in _NOT_NAMES:
        return None
    text, end = _trimmed(tokens, found.end, frame)
    frame.title = text
    return end if text else None


def _trimmed(tokens: Tokens, at: int, frame: Frame) -> tuple[str, int]:
    """Free words that also stop before a deadline, a priority, or (for a task) before who gets it."""
    at += tokens.word(at) in {":", "="}
    if tokens.kind(at) == "QUOTED":
        return tokens.at(at).inner, at + 1
    end = at
    while not ends_here(tokens, end) and not (end > at and _slot_begins(tokens, end, frame)):
        end += 1
    return tokens.text(at, end), end


def _slot_begins(tokens: Tokens, at: int, frame: Frame) -> bool:
    word, following = tokens.word(at), tokens.word(at + 1)
    if again(tokens, at) or wait(tokens, at) or until(tokens, at) or limit(tokens, at) or deadline(tokens, at):
        return True
    if frame.action in SENDS and _send_slot_begins(tokens, at, frame):
        return True
    template = word == "template" or (word in {"with", "using"} and following in {"template", "subject"})
    if template or slot_priority(tokens, at, Frame("create_task", 0, 0)) is not None:
        return True
    timed = later(tokens, at) and frame.action in {"set_reminder", "create_task"}
    if timed or (word == "in" and duration(tokens, at + 1)):
        return True
    if word == "for" and frame.action in OWNED and frame.owner is None:
        who = people(tokens, at + 1)
        return bool(who and who.value and CLIENT not in who.value and ends_here(tokens, who.end))
    return False


def _send_slot_begins(tokens: Tokens, at: int, frame: Frame) -> bool:
    if tokens.kind(at) == "QUOTED":
        return True
    if tokens.word(at) in {"via", "by", "using"} and CHANNELS.find(tokens, at + 1):
        return True
    return tokens.word(at) == "to" and frame.to is None and people(tokens, at + 1) is not None


def _card(tokens: Tokens, at: int, _: Frame) -> int | None:
    found = _CARD.find(tokens, at)
    return found.end if found else None


def _demand(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """What somebody is asked to do: "(ask Peter) to fill it in"."""
    if not frame.asks or frame.purpose:
        return None
    start = at + (tokens.word(at) == "to")
    text, end = _trimmed(tokens, start, frame)
    cut = next((place for place in range(start, end) if tokens.word(place) in {":", ","}), end)
    text, end = tokens.text(start, cut), cut
    frame.purpose = text
    return end if text else None


def _bare_title(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "create a task follow up for the owner"."""
    told = frame.title or frame.text or frame.purpose or frame.texts
    if told or tokens.kind(at) != "WORD" or tokens.word(at) in _NO_CONTENT or ends_here(tokens, at):
        return None
    frame.title, end = _trimmed(tokens, at, frame)
    return end if frame.title else None


def _content(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """The thing that is sent, told in plain words: "email them tip of the day", "whatsapp them the address"."""
    open_text = not (frame.text or frame.topic or frame.purpose or frame.texts)
    if frame.action == "create_task" and frame.verb == "create":
        return _bare_title(tokens, at, frame)
    if frame.action not in SENDS or not open_text or frame.content or tokens.kind(at) != "WORD":
        return None
    if frame.verb not in {"email", "sms", "whatsapp", "speak", "send"}:
        return None
    if tokens.word(at) in _NO_CONTENT or (ends_here(tokens, at) or head(tokens, at)):
        return None
    text, end = _trimmed(tokens, at, frame)
    frame.content = text
    return end if text else None


def _record(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "to the deal", "for it", "from the lead", "of this company": the record the workflow runs on."""
    if tokens.word(at) not in {"to", "for", "on", "in", "from", "of", "with"}:
        return None
    end = record(tokens, at + 1)
    named = tokens.word(at + 1) in {"it", "the", "this", "that", "its", "our"}
    return end if end and named and not (frame.action.startswith("send_") and tokens.word(at) == "with") else None


def _says(tokens: Tokens, at: int, frame: Frame) -> int | None:
    found = _SAYS.find(tokens, at + (tokens.word(at) == ","))
    if frame.verb == "speak" and tokens.word(at) in {"if", "whether", "for", "to"} and not found:
        found = Found(True, at + 1)
    colon = tokens.word(at) == ":"
    if not found and not colon:
        return None
    text, end = _words(tokens, found.end if found else at + 1)
    if not text or frame.text:
        return None
    if tokens.kind(end - 1) == "QUOTED" and tokens.at(end - 1).inner == text:
        frame.texts.append(text)
    elif frame.action in _TEXTED:
        frame.text = text
    elif frame.action in {*OWNED, "create_contact", "create_company", "create_invoice"}:
        frame.title = frame.title or text
    else:
        return None
    return end


def _topic(tokens: Tokens, at: int, frame: Frame) -> int | None:
    found = _ABOUT.find(tokens, at)
    if not found or frame.topic or frame.action not in _TEXTED | OWNED or frame.action == "webhook":
        return None
    if tokens.word(at) in {"with", "on"} and frame.action not in {"send_email", "send_whatsapp", "send_sms"}:
        return None
    text, end = _trimmed(tokens, found.end, frame)
    if tokens.kind(end - 1) == "QUOTED" and tokens.at(end - 1).inner == text:
        frame.texts.append(text)
    else:
        frame.topic = text
    return end if text else None


def _purpose(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "to prepare a proposal": the title of a task, the words of a message."""
    if tokens.word(at) != "to" or tokens.kind(at + 1) != "WORD" or frame.purpose or frame.action not in _TEXTED | OWNED:
        return None
    text, end = _trimmed(tokens, at + 1, frame)
    frame.purpose = text
    return end if text else None


def sentence(text: str) -> str:
    """Free words as a title: first letter large, no closing punctuation."""
    cleaned = re.sub(r"\s+", " ", text).strip(" ,.;:!-")
    return cleaned[:1].upper() + cleaned[1:]
