"""Texts that nobody gave: what is proposed for them, so that a plan without words is still a plan.

The wording is the vocabulary's. A proposal is shown as a warning before anything is published, never slipped in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from b24app.plan.plan import Action, Plan
from b24app.plan.vocabulary import ACTIONS, TRIGGERS, Family, family

# The variable that names the record, for titles: where a record has none, titles go without.
_RECORD: Final[dict[Family, str]] = {
    "deal": "{{DEAL_TITLE}}",
    "lead": "{{LEAD_NAME}}",
    "contact": "{{CONTACT_NAME}}",
    "company": "{{COMPANY_TITLE}}",
}


@dataclass(frozen=True)
class Proposed:
    """A text that was not given: the node, its field, and the wording proposed."""

    node: str
    field: str
    text: str


def proposed(plan: Plan) -> tuple[Proposed, ...]:
    """Every text that the plan leaves open, in reading order."""
    return tuple(found for step in plan.actions() for found in _missing(step, plan))


def with_defaults(plan: Plan) -> Plan:
    """The same plan with the proposed texts in their places."""
    texts: dict[str, dict[str, str]] = {}
    for found in proposed(plan):
        texts.setdefault(found.node, {})[found.field] = found.text
    return Plan.model_validate(_filled(plan.dump(), texts)) if texts else plan


def _missing(step: Action, plan: Plan) -> Iterator[Proposed]:
    if step.action == "send_email" and step.fields.get("template_id"):
        return
    for name, word in ACTIONS[step.action].fields.items():
        given = step.fields.get(name)
        if word.default and not (isinstance(given, str) and given.strip()):
            yield Proposed(step.id, name, _wording(word.default, step, plan))


def _wording(default: str, step: Action, plan: Plan) -> str:
    trigger = TRIGGERS[plan.trigger.name]
    event = trigger.title[:1].upper() + trigger.title[1:]
    record = _RECORD.get(family(plan.entity), "")
    to = step.fields.get("to")
    outside = isinstance(to, tuple) and any(one.kind == "client" for one in to)
    told = {
        "event": event,
        "letter": f"Hello, {trigger.letter}" if outside else f"{event}: please take a look.",
        "subject": "News for you" if outside else event,
        "of_record": f": {record}" if record else "",
        "client": "{{CONTACT_NAME}}",
        "company": "{{COMPANY_TITLE}}",
    }
    return default.format(**told)


def _filled(value: Any, texts: dict[str, dict[str, str]]) -> Any:
    if isinstance(value, list):
        return [_filled(item, texts) for item in value]
    if not isinstance(value, dict):
        return value
    told = {key: _filled(item, texts) for key, item in value.items()}
    if told.get("kind") == "action" and told.get("id") in texts:
        told["fields"] = {**told.get("fields", {}), **texts[told["id"]]}
    return told
