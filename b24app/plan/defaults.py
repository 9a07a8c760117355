"""Texts that nobody gave: what is proposed for them, so that a plan without words is still a plan.

The wording is the vocabulary's. A proposal is shown as a warning before anything is published, never slipped in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from b24app.plan.plan import Action, Plan
from b24app.plan.vocabulary import ACTIONS, TRIGGERS, ActionName, Entity, Family, TriggerName, family

# The variable that names the record, for titles: where a record has none, titles go without.
_RECORD: Final[dict[Family, str]] = {
    "deal": "{{DEAL_TITLE}}",
    "lead": "{{LEAD_NAME}}",
    "contact": "{{CONTACT_NAME}}",
    "company": "{{COMPANY_TITLE}}",
    "task": "{{TASK_TITLE}}",
    "invoice": "{{INVOICE_ID}}",
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
    to = step.fields.get("to")
    outside = isinstance(to, tuple) and any(one.kind == "client" for one in to)
    return _told(default, plan.trigger.name, plan.entity, outside=outside)


def wording(action: ActionName, field: str, trigger: TriggerName, entity: Entity, *, outside: bool = False) -> str:
    """What is proposed for that field; `outside` if a client reads it."""
    return _told(ACTIONS[action].fields[field].default, trigger, entity, outside=outside)


def record_named(entity: Entity) -> str:
    """The record in words of a title: its variable, or "the quote"."""
    kind = family(entity)
    if kind == "invoice":
        return f"invoice {_RECORD[kind]}"
    return _RECORD.get(kind) or ("the record" if kind in {"spa", "list"} else f"the {kind}")


def _told(default: str, trigger: TriggerName, entity: Entity, *, outside: bool) -> str:
    word = TRIGGERS[trigger]
    event = word.title[:1].upper() + word.title[1:]
    record = _RECORD.get(family(entity), "")
    told = {
        "event": event,
        "letter": f"Hello, {word.letter}" if outside else f"{event}: please take a look.",
        "subject": word.subject if outside else f"{word.headline}{f': {record}' if record else ''}",
        "work": word.work.replace("{record}", record_named(entity)),
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
