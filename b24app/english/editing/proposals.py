"""Texts that nobody gave follow the plan: what was proposed for a won deal is not what a lost one is told.

A text that still is what the parser proposes is not the person's own. When the trigger, the channel or the reader of
its step changes, it becomes what is proposed there now.
"""

from __future__ import annotations

from typing import Any

from b24app.english.grammar.slots.wording import client_text, internal_text
from b24app.plan.defaults import wording
from b24app.plan.plan import Action, Plan
from b24app.plan.vocabulary import ACTIONS

_MESSAGES = {"message", "body"}


def followed(old: Plan, new: Plan) -> Plan:
    """`new`, with the proposals of `old` that no longer fit made those that do."""
    before = {step.id: step for step in old.actions()}
    texts = {step.id: told for step in new.actions() if (told := _told_anew(before.get(step.id), step, old, new))}
    return Plan.model_validate(_filled(new.dump(), texts)) if texts else new


def proposal(step: Action, field: str, plan: Plan) -> str:
    """What the parser proposes for a text of that step when the description has none; empty for no proposal."""
    to = step.fields.get("to")
    outside = isinstance(to, tuple) and any(one.kind == "client" for one in to)
    if field in _MESSAGES and step.action.startswith("send_"):
        return client_text(plan.trigger.name) if outside else internal_text(plan.trigger.name, plan.entity)
    if not ACTIONS[step.action].fields[field].default:
        return ""
    return wording(step.action, field, plan.trigger.name, plan.entity, outside=outside)


def open_texts(step: dict[str, Any], plan: dict[str, Any]) -> set[str]:
    """The fields of a step whose texts nobody gave."""
    action, told = Action.model_validate(step), Plan.model_validate(plan)
    return {name for name in action.fields if action.fields[name] == proposal(action, name, told)}


def _told_anew(was: Action | None, now: Action, old: Plan, new: Plan) -> dict[str, str]:
    """The texts of the step that were proposals and are others now."""
    if was is None:
        return {}
    texts = {
        field: proposal(now, field, new)
        for field in ACTIONS[now.action].fields
        if _is_open(was, now, field, old) and proposal(now, field, new)
    }
    return {field: text for field, text in texts.items() if text != now.fields.get(field)}


def _is_open(was: Action, now: Action, field: str, old: Plan) -> bool:
    """Whether nobody gave that text: it is missing in a step of another kind, or is what was proposed."""
    given = now.fields.get(field)
    if given is None:
        return was.action != now.action
    sources = _MESSAGES if field in _MESSAGES else {field}
    return any(name in was.fields and was.fields[name] == given == proposal(was, name, old) for name in sources)


def _filled(value: Any, texts: dict[str, dict[str, str]]) -> Any:
    if isinstance(value, list):
        return [_filled(one, texts) for one in value]
    if not isinstance(value, dict):
        return value
    told = {key: _filled(one, texts) for key, one in value.items()}
    if told.get("kind") == "action" and told["id"] in texts:
        told["fields"] = {**told.get("fields", {}), **texts[told["id"]]}
    return told
