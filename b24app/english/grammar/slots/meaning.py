"""From an action's slots to the vocabulary's fields, with what is missing and what was proposed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from b24app.english.grammar.heads.clearing import EMPTIED
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.objects import unquoted
from b24app.english.grammar.heads.requests import METHODS
from b24app.english.grammar.people.meant import CLIENT, RESPONSIBLE, People
from b24app.english.grammar.slots.carrying import told_facts, variable
from b24app.english.grammar.slots.freewords import sentence
from b24app.english.grammar.slots.wording import (
    asked_for,
    client_text,
    handing_over,
    internal_text,
    task_title,
    telling,
)
from b24app.english.grammar.words.lexicon import expand
from b24app.plan import phrases as say
from b24app.plan.defaults import wording
from b24app.plan.plan import FieldValue, Moment, Until
from b24app.plan.vocabulary import ACTIONS, ActionName, EntityName, TriggerName

_NO_STAGE = {" ".join(words) for pattern in say.NO_STAGE for words in expand(pattern)}
_PRIORITIES = {"urgent": "high", "critical": "high", "top": "high", "highest": "high", "medium": "normal"}
_RECURRING = {"recurring", "repeating", "repeated", "recurrent", "periodic", "regular", "repetitive"}
_URGENT = {
    "urgent", "important", "high-priority", "high-prio", "top-prio", "top-priority", "red-hot", "burning", "rush",
    "mission-critical", "drop-everything", "hair-on-fire", "pressing", "time-critical", "business-critical", "vital",
}  # fmt: skip
_WORK: frozenset[ActionName] = frozenset(("create_task", "set_reminder"))
_TODAY = {"today", "today's date", "the current date", "current date", "now", "the date of today"}
_DAYS = {"tomorrow", "today", *say.DAYS}  # a record is moved to a day by its date, not by its stage
_LOW = {"low", "low-priority", "low-prio"}
_INTERNAL: frozenset[ActionName] = frozenset(("send_notification", "send_bitrix_message"))
_TO_CLIENTS: frozenset[ActionName] = frozenset(("send_whatsapp", "send_email", "send_sms"))


@dataclass
class Meant:
    """An action with its fields; `wait` is a delay said inside the action."""

    action: ActionName
    fields: dict[str, FieldValue] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    wait: Moment | Until | None = None
    each: bool = False


@dataclass(frozen=True)
class Setting:
    """What the action happens in: the trigger and its record. Unknown ones are None."""

    trigger: TriggerName | None
    entity: EntityName | None
    watched: str = ""


def meanings(frame: Frame, setting: Setting) -> list[Meant]:
    """The actions that a frame stands for: one for each channel, tag and person who gets work of their own."""
    return [meaning(single, setting) for single in _singles(frame)]


def _singles(frame: Frame) -> list[Frame]:
    if frame.also:
        return [replace(frame, channel=one, also=[]) for one in (frame.channel, *frame.also)]
    if frame.swaps:
        return [replace(frame, action="remove_tag", tag=frame.swaps, swaps=""), replace(frame, swaps="")]
    if frame.tags:
        first = frame.tag or (frame.texts[0] if frame.texts else "")
        return [replace(frame, tag=one, tags=[], texts=[]) for one in (first, *frame.tags)]
    if frame.action in _WORK and len(frame.owner or ()) > 1:
        return [replace(frame, owner=(one,)) for one in frame.owner or ()]
    return [frame]


def meaning(frame: Frame, setting: Setting) -> Meant:
    """The action that a frame stands for."""
    action = frame.channel or frame.action
    if frame.action == "set_reminder" and frame.owner and (CLIENT in frame.owner or frame.channel):
        action, frame.to = frame.channel or "send_bitrix_message", frame.owner
    plain = frame.action in {"send_notification", "send_bitrix_message"} or frame.verb == "message"
    if plain and frame.channel is None and _is_mail(frame.to):
        action = "send_email"
    if action == "update_field" and setting.entity == "TASK":
        action = "update_task"
    meant = Meant(action, wait=frame.wait)
    _RULES[action](frame, setting, meant)
    if "datetime" not in meant.fields and "deadline" not in meant.fields and isinstance(frame.at, Moment):
        meant.wait = meant.wait or frame.at
    return meant


def _is_mail(people: People | None) -> bool:
    return bool(people) and all(one.kind == "address" and "@" in one.value for one in people or ())


def _message(frame: Frame, setting: Setting, meant: Meant) -> None:
    to = _recipient(frame, setting, meant)
    if to and CLIENT in to and meant.action in _INTERNAL:
        meant.missing.append("channel")
    meant.each = len(to or ()) > 1
    if to:
        meant.fields["to"] = to
    text = _said(frame, setting)
    outside = bool(to and CLIENT in to)
    wish, said = ("for", text[4:]) if text.casefold().startswith("for ") else (frame.wish, text)
    if outside and not frame.texts and wish and said:
        text = asked_for(wish, said)
    elif outside and not frame.texts and (whole := handing_over(text)) != text:
        meant.notes.append(f"{ACTIONS[meant.action].title}: only what to send was told; proposed “{whole}”.")
        text = whole
    if meant.action == "send_email":
        _email(frame, setting, meant, text, outside=outside)
        return
    meant.fields["message"] = text or _proposed(frame, setting, meant, outside=outside)


def _recipient(frame: Frame, setting: Setting, meant: Meant) -> People | None:
    if frame.to:
        return frame.to
    verb_alone = frame.start == 0 and frame.end == 1 and not (frame.texts or frame.template)
    reachable = meant.action in _TO_CLIENTS and setting.trigger and setting.entity != "TASK"
    if frame.to is None and reachable and not verb_alone:
        meant.notes.append(f"{ACTIONS[meant.action].title}: nobody was named, so it goes to the client.")
        return (CLIENT,)
    meant.missing.append("recipient")
    return None


def _said(frame: Frame, setting: Setting) -> str:
    """The message in the person's own words, a quoted one as it stands: "'Hello' sms", "sms 'Hello'"."""
    if frame.texts:
        return frame.texts[0]
    if frame.modifiers and (quoted := unquoted(frame.modifiers)) != frame.modifiers:
        return quoted
    topic = "" if frame.topic.casefold() in {"it", "this", "that"} else frame.topic
    more = topic or frame.purpose
    if frame.facts:
        said = [part for part in (frame.content, more, told_facts(frame.facts, setting.entity)) if part]
        return sentence(": ".join(said))
    told = f"{frame.content}: {more}" if frame.content and more else frame.content or more
    return sentence(frame.text or told)


def _proposed(frame: Frame, setting: Setting, meant: Meant, *, outside: bool) -> str:
    if setting.trigger is None or setting.entity is None:
        return ""
    text = client_text(setting.trigger) if outside else internal_text(setting.trigger, setting.entity)
    kept = telling(frame.modifiers)
    new = kept.casefold().replace("-", " ") not in text.casefold()
    text = f"{sentence(kept)}: {text}" if kept and new and meant.action != "send_email" else text
    meant.notes.append(f"{ACTIONS[meant.action].title}: no text was given; proposed “{text}”.")
    return text


def _email(frame: Frame, setting: Setting, meant: Meant, text: str, *, outside: bool) -> None:
    if frame.template:
        meant.fields["template_id"] = frame.template
    if len(frame.texts) > 1:
        meant.fields |= {"subject": frame.texts[0], "body": frame.texts[1]}
        return
    if frame.subject:
        meant.fields["subject"] = frame.subject
    if text or not frame.template:
        meant.fields["body"] = text or _proposed(frame, setting, meant, outside=outside)
    if "subject" not in meant.fields and not frame.template and setting.trigger and setting.entity:
        subject = wording("send_email", "subject", setting.trigger, setting.entity, outside=outside)
        kept = telling(frame.modifiers)
        kept = f"{kept} reminder" if kept and frame.action == "set_reminder" else kept
        meant.fields["subject"] = sentence(kept) or subject


def _task(frame: Frame, setting: Setting, meant: Meant) -> None:
    said = frame.texts[0] if frame.texts else sentence(frame.title or frame.text or frame.purpose)
    title = said if frame.texts else _of_watched(said, setting.watched)
    if not said and setting.trigger and setting.entity:
        title = task_title(setting.trigger, setting.entity, frame.modifiers)
        title = f"{title} ({frame.topic})" if frame.topic else title
        meant.notes.append(f"Create a task: no title was given; proposed “{title}”.")
    meant.fields["title"] = title
    _description(frame, meant, said)
    _owner(frame, meant)
    due = frame.due if frame.due is not None else frame.at
    if due is not None:
        meant.fields["deadline"] = due
    if frame.due is None and frame.at is not None:
        meant.notes.append("Create a task: the time was read as its deadline.")
    told = frame.modifiers.casefold()
    kinds = {*told.split(), *told.replace("-", " ").split()}
    if kinds & _RECURRING and not frame.again:
        meant.missing.append("end")
    graded = kinds & {"high", "low", "top", "highest", "normal"} if kinds & {"priority", "prio"} else set()
    said = "urgent" if _URGENT & kinds else "low" if _LOW & kinds else "".join(sorted(graded)[:1])
    priority = frame.priority or said
    if priority:
        meant.fields["priority"] = _PRIORITIES.get(priority, priority)


def _of_watched(said: str, watched: str) -> str:
    """The title with the field that has changed, where it ends in a pronoun: "check it" is "check the address"."""
    return re.sub(r"\b(it|this|that)$", f"the {watched}", said) if watched else said


def _description(frame: Frame, meant: Meant, said: str) -> None:
    """What was said beside the title."""
    extra = [frame.description, *frame.texts[1:], sentence(frame.purpose), sentence(frame.topic) if said else ""]
    extra.append(_sort(frame) if said and frame.texts else "")
    kept = [text for text in extra if text and text != said]
    if kept:
        meant.fields["description"] = ". ".join(kept)


def _sort(frame: Frame) -> str:
    """What sort of task one is that has a title of its own: "a billing task 'X'"."""
    words = telling(frame.modifiers)
    quoted = unquoted(words) != words or any(words.casefold() in text.casefold() for text in frame.texts)
    return "" if not words or quoted or words.isnumeric() else f"{sentence(words)} task"


def _owner(frame: Frame, meant: Meant) -> None:
    if frame.owner == ():
        meant.missing.append("recipient")
    elif frame.owner:
        meant.fields["assignee"] = frame.owner
    elif ACTIONS[meant.action].fields.keys() & {"assignee"}:
        meant.fields["assignee"] = (RESPONSIBLE,)
        meant.notes.append(f"{ACTIONS[meant.action].title}: nobody was named, so the responsible gets it.")


def _reminder(frame: Frame, setting: Setting, meant: Meant) -> None:
    title = frame.texts[0] if frame.texts else sentence(frame.title or frame.purpose or frame.text or frame.topic)
    if not title and setting.trigger and setting.entity:
        title = wording("set_reminder", "title", setting.trigger, setting.entity)
        sort = telling(frame.modifiers)
        title = f"{title} ({sort})" if sort else title
        meant.notes.append(f"Set a reminder: no text was given; proposed “{title}”.")
    meant.fields["title"] = title
    _owner(frame, meant)
    moment = frame.at if frame.at is not None else frame.due
    if moment is not None:
        meant.fields["datetime"] = moment


def _call(frame: Frame, _: Setting, meant: Meant) -> None:
    if frame.to == () or frame.owner == ():
        meant.missing.append("recipient")
    with_themselves = frame.to == frame.owner  # in "the owner has a call with them" the client is meant
    meant.fields["to"] = (CLIENT,) if with_themselves or not frame.to else frame.to
    meant.fields["assignee"] = frame.owner or (RESPONSIBLE,)
    moment = frame.at if frame.at is not None else frame.due
    if moment is not None:
        meant.fields["datetime"] = moment


def _creation(frame: Frame, setting: Setting, meant: Meant) -> None:
    title = frame.texts[0] if frame.texts else sentence(frame.title or frame.text or telling(frame.modifiers))
    if not title and setting.trigger and setting.entity:
        title = wording(meant.action, "title", setting.trigger, setting.entity)
        meant.notes.append(f"{ACTIONS[meant.action].title}: no title was given; proposed “{title}”.")
    meant.fields["title"] = title
    if frame.stage and "stage" in ACTIONS[meant.action].fields:
        meant.fields["stage"] = frame.stage
    if "assignee" in ACTIONS[meant.action].fields and frame.owner:
        meant.fields["assignee"] = frame.owner
    if frame.owner == ():
        meant.missing.append("recipient")


def _assign(frame: Frame, _: Setting, meant: Meant) -> None:
    if frame.owner and CLIENT not in frame.owner:
        meant.fields["assignee"] = frame.owner
    else:
        meant.missing.append("recipient")


def _move(frame: Frame, _: Setting, meant: Meant) -> None:
    stage = frame.stage.casefold()
    if not stage or stage in _NO_STAGE or stage in _DAYS or frame.stage in say.VAGUE_STAGES:
        meant.missing.append("stage")
    meant.fields["stage"] = frame.stage


def _update(frame: Frame, setting: Setting, meant: Meant) -> None:
    value = frame.value or (frame.texts[0] if frame.texts else "")
    emptied = bool(value) and (value.casefold() in EMPTIED or not unquoted(value))
    value = "" if emptied else value
    wanted = (("field", frame.field_name), ("emptied" if emptied else "value", value))
    meant.missing.extend(name for name, given in wanted if not given)
    value = "{{CURRENT_DATE}}" if value.casefold() in _TODAY else value
    due = setting.entity == "TASK" and frame.field_name.casefold() in {"due date", "due", "due day"}
    meant.fields |= {"field": "deadline" if due else frame.field_name, "value": value}


def _comment(frame: Frame, setting: Setting, meant: Meant) -> None:
    meant.fields["message"] = _said(frame, setting) or _proposed(frame, setting, meant, outside=False)


def _tag(frame: Frame, _: Setting, meant: Meant) -> None:
    tag = frame.tag or (frame.texts[0] if frame.texts else "")
    if not tag:
        meant.missing.append("tag")
    meant.fields["tag"] = tag


def _webhook(frame: Frame, setting: Setting, meant: Meant) -> None:
    if not frame.url:
        meant.missing.append("url")
    told = next((word for word in frame.modifiers.upper().split() if word in METHODS), "POST")  # "a GET request"
    meant.fields |= {"url": frame.url, "method": frame.method or told}
    parts = (said[1:] if said.startswith("=") else variable(said, setting.entity) for said in frame.data)
    text = frame.texts[0] if frame.texts else sentence(frame.text) or ", ".join(dict.fromkeys(filter(None, parts)))
    if text:
        meant.fields["message"] = text


_Rule = Callable[[Frame, Setting, Meant], None]
_RULES: dict[ActionName, _Rule] = {
    "send_whatsapp": _message,
    "send_email": _message,
    "send_sms": _message,
    "send_notification": _message,
    "send_bitrix_message": _message,
    "create_task": _task,
    "update_task": _update,
    "set_reminder": _reminder,
    "schedule_call": _call,
    "create_deal": _creation,
    "update_deal": _update,
    "create_contact": _creation,
    "create_company": _creation,
    "create_invoice": _creation,
    "create_quote": _creation,
    "assign_responsible": _assign,
    "move_stage": _move,
    "update_field": _update,
    "add_comment": _comment,
    "add_tag": _tag,
    "remove_tag": _tag,
    "webhook": _webhook,
}
