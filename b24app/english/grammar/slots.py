"""What follows the head of an action: for whom, what it says, until when, through which channel.

Slots come in any order. Each rule reads one slot at a place and returns where it ends; the first that can does.
"""

from __future__ import annotations

import re

from b24app.english.grammar.bounds import announces, ends_here, run
from b24app.english.grammar.frames import Frame
from b24app.english.grammar.heads import past_article, record
from b24app.english.grammar.lexer import Tokens
from b24app.english.grammar.lexicon import Lexicon, phrases
from b24app.english.grammar.moments import deadline, duration, later, wait
from b24app.english.grammar.people import CLIENT, People, people
from b24app.plan import phrases as say
from b24app.plan.vocabulary import ActionName

_CHANNELS: Lexicon[ActionName] = Lexicon(say.CHANNELS)
_FILLERS = phrases(
    (
        "please|also|too|immediately|automatically|instantly|promptly|directly|quickly|just|kindly|asap",
        "right|straight away",
        "as well",
        "at once",
        "right now",
        "again",
        "there",
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
_CALLED = phrases(
    ("titled|called|named|entitled|title", "with [the|a] title|name [of]", "title is", "which is called", "name")
)
_ABOUT = phrases(("about|regarding|concerning|on", "with"))
_AFTER_NAMES = {",", "and", "to", "for", "on", "from", "in", "with"}
_NOT_NAMES = {"after", "like", "as", "by", "for", "to", "in", "on", "with"}
_PRIORITIES = {"high", "low", "normal", "medium", "urgent", "critical", "top"}
_VIA = {"via", "by", "through", "over", "on", "using", "in", "as"}
_CARD = phrases(
    (
        "in|into|to|on|onto|at [the|its|his] timeline|card|record|crm|bitrix24|calendar",
        "in|into|to|on|onto [the|its] deal|lead|contact|company 's timeline|card",
        "to|in the history",
    )
)
_PAYLOAD = Lexicon({"id": "ID", "amount": "AMOUNT", "title": "TITLE", "name": "NAME", "details|data": ""})
_TEXTED: frozenset[ActionName] = frozenset(
    ("send_whatsapp", "send_email", "send_sms", "send_notification", "send_bitrix_message", "add_comment", "webhook")
)
_OWNED: frozenset[ActionName] = frozenset(("create_task", "set_reminder", "create_deal", "create_quote"))


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
        end = _name_end(tokens, start)
        name = tokens.text(start, end)
    if wanted == "stage" and tokens.word(end - 1) == "stage" and end - start > 1:
        name = tokens.text(start, end - 1)
    setattr(frame, wanted, name)
    frame.end = end + (wanted == "stage" and tokens.word(end) == "stage") if name else frame.end


def _name_end(tokens: Tokens, index: int) -> int:
    end = index
    while not ends_here(tokens, end) and tokens.kind(end) != "QUOTED" and tokens.word(end) not in _AFTER_NAMES:
        end += 1
    # Words before a quoted name are not the name ("both 'imported'"): what they say is not known.
    return index if tokens.kind(end) == "QUOTED" else end


def _slot(tokens: Tokens, at: int, frame: Frame) -> int | None:
    filler = _FILLERS.find(tokens, at)
    if filler:
        return filler.end
    if tokens.word(at) in {"(", ")"}:
        return at + 1
    if announces(tokens, at):
        return None
    rules = (_quoted, _subject, _called, _card, _owner, _priority, _template, _due, _channel, _person, _record)
    for rule in (*rules, _address, _says, _topic, _wait, _purpose, _loose_due):
        end = rule(tokens, at, frame)
        if end is not None:
            return end
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
    if deadline(tokens, at) or _priority(tokens, at, Frame("create_task", 0, 0)) is not None:
        return True
    if tokens.word(at) == "in" and duration(tokens, at + 1):
        return True
    if later(tokens, at) and frame.action in {"set_reminder", "create_task"}:
        return True
    if tokens.word(at) == "for" and frame.action in _OWNED and frame.owner is None:
        who = people(tokens, at + 1)
        return bool(who and who.value and CLIENT not in who.value and ends_here(tokens, who.end))
    return False


def _card(tokens: Tokens, at: int, _: Frame) -> int | None:
    found = _CARD.find(tokens, at)
    return found.end if found else None


def _owner(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "and assign it to Anna", "assigned to the manager" behind something that is created."""
    start = at + (tokens.word(at) in {",", "and"})
    if frame.action not in _OWNED or tokens.word(start) not in {"assigned", "assign"}:
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


def _priority(tokens: Tokens, at: int, frame: Frame) -> int | None:
    if frame.action != "create_task":
        return None
    start = at + (tokens.word(at) in {"with", "as", "at", ",", "and"})
    start += tokens.word(start) in {"a", "the"}
    if tokens.word(start) in _PRIORITIES and tokens.word(start + 1) == "priority":
        frame.priority = tokens.word(start)
        return start + 2
    if tokens.word(start) == "priority" and tokens.word(start + 1) in _PRIORITIES:
        frame.priority = tokens.word(start + 1)
        return start + 2
    return None


def _template(tokens: Tokens, at: int, frame: Frame) -> int | None:
    start = at + (tokens.word(at) in {"using", "with", "from", "by"})
    start += tokens.word(start) in {"the", "a"}
    if tokens.word(start) != "template" or frame.action != "send_email":
        return None
    name = start + 1 + (tokens.word(start + 1) in {"#", "number", "no", "id"})
    if tokens.kind(name) not in {"NUMBER", "QUOTED"}:
        return None
    frame.template = tokens.at(name).inner
    return name + 1


def _due(tokens: Tokens, at: int, frame: Frame) -> int | None:
    start = at + (tokens.word(at) in {",", "and"})
    found = deadline(tokens, start)
    if not found or frame.due is not None or frame.action not in {"create_task", "set_reminder", "schedule_call"}:
        return None
    frame.due = found.value
    return found.end


def _loose_due(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "in 2 days", "tomorrow", "for next Friday", and "(high priority, 2 days)" of a task."""
    inside = any(tokens.word(place) == "(" for place in range(frame.start, at))
    start = at + (tokens.word(at) == "," and inside) + (tokens.word(at) in {"for", "on"})
    found = later(tokens, start) or (duration(tokens, start) if inside else None)
    if not found or frame.at is not None:
        return None
    if frame.action not in {"create_task", "set_reminder", "schedule_call"} and isinstance(found.value, str):
        return None
    frame.at = found.value
    return found.end


def _channel(tokens: Tokens, at: int, frame: Frame) -> int | None:
    if not frame.action.startswith(("send_", "set_")) or tokens.word(at) not in _VIA:
        return None
    start = past_article(tokens, at + 1)
    found = _CHANNELS.find(tokens, start)
    if not found:
        return None
    frame.channel = found.value
    return found.end


def _person(tokens: Tokens, at: int, frame: Frame) -> int | None:
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
    elif frame.action in _OWNED and frame.owner is None and who.value == (CLIENT,):
        frame.topic = frame.topic or tokens.text(at + 1, who.end)
    elif frame.action in _OWNED and frame.owner is None:
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


def _record(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "to the deal", "for it", "from the lead", "of this company": the record the workflow runs on."""
    if tokens.word(at) not in {"to", "for", "on", "in", "from", "of", "with"}:
        return None
    end = record(tokens, at + 1)
    named = tokens.word(at + 1) in {"it", "the", "this", "that", "its", "our"}
    return end if end and named and not (frame.action.startswith("send_") and tokens.word(at) == "with") else None


def _address(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Url, method and data of a web call."""
    if frame.action != "webhook":
        return None
    start = at + (tokens.word(at) in {"to", "at", ",", "with", "by", "via", "and", "using"})
    if tokens.kind(start) == "URL" and not frame.url:
        frame.url = tokens.at(start).text
        return start + 1
    if tokens.word(start) in {"post", "get"}:
        frame.method = tokens.word(start).upper()
        return start + 1 + (tokens.word(start + 1) in {"request", "method"})
    return _payload(tokens, at, frame)


def _payload(tokens: Tokens, at: int, frame: Frame) -> int | None:
    start = at + (tokens.word(at) in {",", "with", "and"})
    start += tokens.word(start) == "with"
    if start == at:
        return None
    place = past_article(tokens, start)
    owner = tokens.word(place) if tokens.word(place) in {"deal", "lead", "invoice", "task"} else ""
    found = _PAYLOAD.find(tokens, place + bool(owner))
    if not found:
        return None
    frame.data.append(f"{owner}:{found.value}")
    return found.end


def _says(tokens: Tokens, at: int, frame: Frame) -> int | None:
    found = _SAYS.find(tokens, at + (tokens.word(at) == ","))
    colon = tokens.word(at) == ":"
    if not found and not colon:
        return None
    text, end = _words(tokens, found.end if found else at + 1)
    if not text or frame.text:
        return None
    if frame.action in _TEXTED:
        frame.text = text
    elif frame.action in {*_OWNED, "create_contact", "create_company", "create_invoice"}:
        frame.title = frame.title or text
    else:
        return None
    return end


def _topic(tokens: Tokens, at: int, frame: Frame) -> int | None:
    found = _ABOUT.find(tokens, at)
    if not found or frame.topic or frame.action not in _TEXTED | _OWNED or frame.action == "webhook":
        return None
    if tokens.word(at) in {"with", "on"} and frame.action not in {"send_email", "send_whatsapp", "send_sms"}:
        return None
    text, end = _trimmed(tokens, found.end, frame)
    frame.topic = text
    return end if text else None


def _wait(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "… after 3 days" behind the action: it waits first."""
    found = wait(tokens, at)
    if not found or frame.wait is not None:
        return None
    frame.wait, frame.wait_place = found.value, (at, found.end)
    return found.end


def _purpose(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "to prepare a proposal": the title of a task, the words of a message."""
    if (
        tokens.word(at) != "to"
        or tokens.kind(at + 1) != "WORD"
        or frame.purpose
        or frame.action not in _TEXTED | _OWNED
    ):
        return None
    text, end = _trimmed(tokens, at + 1, frame)
    frame.purpose = text
    return end if text else None


def sentence(text: str) -> str:
    """Free words as a title: first letter large, no closing punctuation."""
    cleaned = re.sub(r"\s+", " ", text).strip(" ,.;:!-")
    return cleaned[:1].upper() + cleaned[1:]
