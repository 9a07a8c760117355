"""Change what a step says, to whom, and through which channel."""

from __future__ import annotations

import re
from typing import Final

from b24app.english.editing import values
from b24app.english.editing.patch import Json, Patch, Unclear
from b24app.english.editing.referring import step_called, steps_called
from b24app.english.editing.words import quoted
from b24app.plan.vocabulary import ACTIONS

_CHANNEL = re.compile(
    r"(?:(?:use|send|make|do|change|turn|replace)\s+)?(?:it |that |the .+? )?(?:(?:by|via|through|over|on|"
    r"to|into|an?|with(?: an?)?)\s+)?(?P<new>e-?mail|mail|sms|text message|text|whats?app|notification|"
    r"bell|chat message|chat)(?: message)?(?: instead(?: of (?:an? |the )?(?P<old>.+))?|"
    r" rather than (?:an? |the )?(?P<older>.+))?"
)
_DIRECT = re.compile(r"^(e-?mail|text|sms|whats?app) (?:it|them|him|her|the \w+) instead$", re.IGNORECASE)
_CHANNELS: Final = {
    "e": "send_email",
    "m": "send_email",
    "s": "send_sms",
    "t": "send_sms",
    "w": "send_whatsapp",
    "n": "send_notification",
    "b": "send_notification",
    "c": "send_bitrix_message",
}
_ONE_THING = re.compile(r"send (?:it|that|this|the [\w ]+?) (?:by|via|through|over|as)\b", re.IGNORECASE)
_PERSON = re.compile(
    r"(?:(?:send|assign|give|address|hand|route|change|make|set|notify|tell|email|text|"
    r"message)\s+)?(?P<what>it|that|this|them|(?:the )?[a-z -]+?)?\s*(?:\bto\b|\bfor\b|"
    r"\bby\b)\s+(?P<who>.+?)(?P<instead> instead(?: of .+)?| rather than .+)?"
)
_TEXT = re.compile(
    r"(?:(?:change|set|make|rename|call|name|let|use|write|have)\s+)?(?:it |that |"
    r"this )?(?P<what>(?:the )?[a-z' -]*?)\s*(?:\b(?:should say|should be|must be|says?|saying|to say|"
    r"reads?|to|be|is|into|as|called|=)\b\s*)*(?P<text>\"[^\"]*\")(?: instead(?: of .+)?)?"
)
_ADDS = re.compile(r"\b(?:also|add|and|then|create|send|post|leave|put|write|otherwise|never|don't)\b", re.IGNORECASE)
_PRIORITY = re.compile(
    r"(?:make|set|mark|with|as|give)?\s*(?:it|that|the task|the priority|priority)?\s*(?:a |to |as |of |"
    r"is )*(?P<level>high|low|normal|urgent|medium)(?:[ -]priority| prio)?(?: is (?:fine|enough|ok|okay))?"
)
_TAG = re.compile(
    r"(?:make|change|set|use|rename)? ?(?:the )?tag(?: to| into| should be| =| be| is)? (?P<text>[\w &+/-]{1,60})"
)
_STAGE = re.compile(
    r"(?:(?:it|the deal|the lead|the record) (?:should|must|shall|has to) (?:go|move|be moved|be put)|"
    r"(?:move|put|set|change|send)\s+(?:it|the deal|the lead|the record|the stage|that|"
    r"the invoice)?)\s*(?:(?:in)?to|into|=)\s+(?:the stage )?(?P<stage>.+?)(?: instead(?: of .+)?)?"
)


def channel(said: str, patch: Patch) -> bool:
    """`by SMS instead`, `use WhatsApp instead of email`, `email them instead`."""
    said = _DIRECT.sub(r"send it by \1 instead", said)
    found = _CHANNEL.fullmatch(said.casefold())
    sends = [step for step in patch.steps() if step.get("action", "").startswith("send_")]
    if (
        not found
        or not sends
        or not (
            "instead" in said.casefold()
            or "rather" in said.casefold()
            or said.casefold().startswith(("make it", "use", "change it", "turn it", "replace"))
            or (_ONE_THING.match(said) and not patch.besides)
        )
    ):
        return False
    action = _CHANNELS[found["new"][0]]
    old = found["old"] or found["older"]
    step = (
        step_called(old, patch) if old else patch.only(lambda one: one in sends and one["action"] != action, "message")
    )
    if step["action"] == action:
        return False
    text = next((step["fields"][key] for key in ("message", "body") if key in step["fields"]), None)
    fields: Json = {"to": step["fields"]["to"]}
    if text is not None:
        fields["body" if action == "send_email" else "message"] = text
    step |= {"action": action, "fields": fields}
    return True


def priority(said: str, patch: Patch) -> bool:
    """`make it high priority`."""
    found = _PRIORITY.fullmatch(said.casefold())
    tasks = [step for step in patch.steps() if step.get("action") == "create_task"]
    if not found or not tasks or ("prio" not in said.casefold() and found["level"] != "urgent"):
        return False
    patch.only(lambda step: step in tasks, "task")["fields"]["priority"] = (
        "high" if found["level"] == "urgent" else found["level"]
    )
    return True


def text(said: str, patch: Patch) -> bool:
    """`change the title to "X"`, `the message should say "X"`, `rename the task to "X"`."""
    found = _TEXT.fullmatch(said) or _TEXT.fullmatch(said.casefold())
    given = quoted(said)
    if not found or len(given) != 1 or _ADDS.search(said.split('"', maxsplit=1)[0]):
        return False
    what = re.sub(r"^the ", "", found["what"].strip().casefold())
    step, field = _texted(what, patch)
    step["fields"][field] = given[0]
    return True


def tag(said: str, patch: Patch) -> bool:
    """`make the tag VIP`."""
    found = _TAG.fullmatch(said) or _TAG.fullmatch(said[:1].casefold() + said[1:])
    tags = [step for step in patch.steps() if step.get("action") in {"add_tag", "remove_tag"}]
    if not found or not tags or said.casefold().startswith(("add", "also")):
        return False
    patch.only(lambda step: step in tags, "tag")["fields"]["tag"] = found["text"].strip()
    return True


def stage(said: str, patch: Patch) -> bool:
    """`move it to Contract instead`."""
    found = _STAGE.fullmatch(said)
    moves = [step for step in patch.steps() if step.get("action") == "move_stage"]
    if not found or not moves or "also" in said.casefold():
        return False
    told = values.stage(found["stage"], patch)
    if told is None:
        return False
    patch.only(lambda step: step in moves, "stage change")["fields"]["stage"] = told
    return True


def person(said: str, patch: Patch) -> bool:
    """`send it to the boss instead`, `assign the task to Anna`, `to the client instead`."""
    found = _PERSON.fullmatch(said)
    if not found or not (found["instead"] or re.match(r"(?:assign|give|send|address|hand|route)\b", said.casefold())):
        return False
    what = (found["what"] or "").casefold().strip()
    named = None if what in {"", "it", "that", "this", "them"} else steps_called(what, patch)
    if what and named is None and what not in {"it", "that", "this", "them"}:
        return False
    people = values.people(found["who"], patch)
    if people is None:
        raise Unclear(f"Who is “{found['who']}”?", ("recipient",))
    holders = [step for step in patch.steps() if _people_field(step)]
    step = named or patch.only(lambda one: one in holders, "step with a person")
    field = _people_field(step)
    if not field:
        raise Unclear("That step is not for anybody.", ("recipient",))
    step["fields"][field] = people
    return True


def _texted(what: str, patch: Patch) -> tuple[Json, str]:
    """The step and the field whose text is meant."""
    fields = {"title": ("title",), "name": ("title",), "subject": ("subject",), "body": ("body", "message"),
              "message": ("message", "body"), "text": ("message", "body", "description"), "comment": ("message",),
              "description": ("description",), "tag": ("tag",)}  # fmt: skip
    parts = re.fullmatch(
        r"(?:(.*?)(?:'s)? ?)?(title|name|subject|body|message|text|description|comment|tag)?(?: of (?:the )?(.+))?",
        what,
    )
    noun = ((parts[1] or parts[3]) if parts else what) or ""
    key = parts[2] if parts else None
    step = steps_called(noun, patch) if noun else None
    wanted = fields.get(key or "", ("title", "message", "body", "tag", "subject"))
    if step is None:
        holders = [one for one in patch.steps() if _text_field(one, wanted)]
        step = patch.only(lambda one: one in holders, key or "text")
    field = _text_field(step, wanted)
    if not field:
        raise Unclear("That step has no such text.", ("content",))
    return step, field


def _text_field(step: Json, wanted: tuple[str, ...]) -> str:
    known = ACTIONS[step["action"]].fields if step["kind"] == "action" else {}
    return next((name for name in wanted if name in known), "")


def _people_field(step: Json) -> str:
    if step["kind"] != "action":
        return ""
    return next((name for name in ("to", "assignee") if name in ACTIONS[step["action"]].fields), "")
