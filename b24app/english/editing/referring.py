"""Which step is meant: "the email", "step 2", "the last task", "the second reminder", "the wait"."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from b24app.english.editing.patch import Json, Patch, Unclear

_ORDER: Final = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "last": -1, "1st": 0, "2nd": 1, "3rd": 2}
_NOUNS: Final[dict[str, tuple[str, ...]]] = {
    r"e-?mails?|mails?|letters?": ("send_email",),
    r"sms(?:es)?|texts?|text messages?": ("send_sms",),
    r"whats?app(?: message)?s?": ("send_whatsapp",),
    r"notifications?|bells?|alerts?": ("send_notification",),
    r"chat messages?|chats?": ("send_bitrix_message",),
    r"messages?": ("send_email", "send_sms", "send_whatsapp", "send_bitrix_message", "send_notification"),
    r"tasks?|to-?dos?": ("create_task",),
    r"reminders?": ("set_reminder",),
    r"(?:phone )?calls?": ("schedule_call",),
    r"comments?|notes?": ("add_comment",),
    r"tags?|labels?": ("add_tag", "remove_tag"),
    r"webhooks?|web calls?|http calls?|requests?": ("webhook",),
    r"invoices?": ("create_invoice",),
    r"quotes?|estimates?": ("create_quote",),
    r"(?:new )?deals?": ("create_deal",),
    r"contacts?": ("create_contact",),
    r"compan(?:y|ies)": ("create_company",),
    r"assignments?|assigning|reassignment": ("assign_responsible",),
    r"stage change|stage move|move|moving": ("move_stage",),
    r"field update|field|update": ("update_field", "update_deal", "update_task"),
}
_KINDS: Final[dict[str, tuple[str, ...]]] = {
    r"waits?|delays?|pauses?|waiting": ("delay", "delay_until", "wait"),
    r"approvals?|sign-?offs?": ("approval",),
    r"forms?|questions?": ("ask",),
    r"repeats?|loops?|repetition": ("repeat", "for_each"),
    r"branch(?:es|ing)?|choices?|if": ("choice",),
    r"stops?": ("stop",),
}
_STEP = re.compile(r"(?:step|number|no\.?|#) ?(\d{1,3})")
_ORDINAL = re.compile(rf"(?:the )?({'|'.join(_ORDER)})(?: (.+?))?")
_ARTICLE = re.compile(r"^(?:the|that|this|any|all|our|its|their)\s+")

Test = Callable[[Json], bool]


def step_called(said: str, patch: Patch) -> Json:
    """The step of that name. Raises Unclear for none and for several."""
    found = steps_called(said, patch)
    if found is None:
        raise Unclear(f"Which step is “{said}”?", choices=tuple(map(patch.name, patch.steps())))
    return found


def steps_called(said: str, patch: Patch) -> Json | None:
    """The same; None when the words name no step at all."""
    words = _ARTICLE.sub("", said.casefold().strip())
    every = list(patch.steps())
    if numbered := _STEP.fullmatch(words):
        number = int(numbered[1])
        if not 1 <= number <= len(every):
            raise Unclear(f"There is no step {number}.", choices=tuple(map(patch.name, every)))
        return every[number - 1]
    if ordered := _ORDINAL.fullmatch(words):
        test = _test(ordered[2] or "step")
        matching = [step for step in every if test(step)] if test else []
        at = _ORDER[ordered[1]]
        if not matching or at >= len(matching):
            raise Unclear(f"There is no {words}.", choices=tuple(map(patch.name, every)))
        return matching[at]
    test = _test(words)
    return patch.only(test, words) if test else None


def _test(words: str) -> Test | None:
    bare = re.sub(r"\s+(?:step|part|action|to (?:the )?(?:client|customer))$", "", words)
    if bare in {"step", "steps", "action", "thing"}:
        return lambda _: True
    for pattern, actions in _NOUNS.items():
        if re.fullmatch(pattern, bare):
            return lambda step, actions=actions: step.get("action") in actions  # type: ignore[misc]
    for pattern, kinds in _KINDS.items():
        if re.fullmatch(pattern, bare):
            return lambda step, kinds=kinds: step["kind"] in kinds  # type: ignore[misc]
    return None
