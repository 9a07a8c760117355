"""Worked examples for a model, made from plans: what is shown is always what would be accepted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from b24app.english import shapes
from b24app.english.outline import span_of
from b24app.plan.plan import Plan

_Json = dict[str, Any]
_LONG = (
    "Deal to Offer sent. 3 days later, still there? In parallel: sms to the client + reminder for Legal; if not, set "
    "Priority to low. Every week remind the rep until it is won, 4 times at most."
)
# Description, what each node and the trigger are said by, and the plan.
_PLANS: Final[tuple[tuple[str, dict[str, str], _Json], ...]] = (
    (
        'Deal won above 5k: email the client "Thank you!", the rep gets a task to send the offer in 2 days. No SMS.',
        {
            "trigger": "Deal won",
            "n1": 'email the client "Thank you!"',
            "n2": "the rep gets a task to send the offer in 2 days",
        },
        {
            "entity": "CRM_DEAL",
            "trigger": {"name": "deal_won"},
            "never": [{"actions": ["send_sms"], "to": "client"}],
            "conditions": [{"field": "amount", "op": "gt", "value": 5000}],
            "steps": [
                {
                    "id": "n1",
                    "kind": "action",
                    "action": "send_email",
                    "fields": {"to": [{"kind": "client"}], "subject": "Thank you!", "body": "Thank you!"},
                },
                {
                    "id": "n2",
                    "kind": "action",
                    "action": "create_task",
                    "fields": {
                        "title": "Send the offer",
                        "assignee": [{"kind": "responsible"}],
                        "deadline": {"amount": 2, "unit": "days"},
                    },
                },
            ],
        },
    ),
    (
        "new website lead -> head of sales approves it within a day; if yes it goes to Zora, if not tag it cold, stop",
        {
            "trigger": "new website lead",
            "n1": "head of sales approves it within a day",
            "n2": "if yes",
            "n3": "it goes to Zora",
            "n4": "if not",
            "n5": "tag it cold",
            "n6": "stop",
        },
        {
            "entity": "CRM_LEAD",
            "trigger": {"name": "lead_created"},
            "conditions": [{"field": "source", "op": "eq", "value": "website"}],
            "steps": [
                {
                    "id": "n1",
                    "kind": "approval",
                    "approvers": [{"kind": "role", "name": "head of sales"}],
                    "deadline": {"amount": 1, "unit": "days"},
                    "approved": {
                        "id": "n2",
                        "steps": [
                            {
                                "id": "n3",
                                "kind": "action",
                                "action": "assign_responsible",
                                "fields": {"assignee": [{"kind": "user", "name": "Zora"}]},
                            }
                        ],
                    },
                    "rejected": {
                        "id": "n4",
                        "steps": [
                            {"id": "n5", "kind": "action", "action": "add_tag", "fields": {"tag": "cold"}},
                            {"id": "n6", "kind": "stop"},
                        ],
                    },
                }
            ],
        },
    ),
    (
        _LONG,
        {
            "trigger": "Deal to Offer sent",
            "n1": "3 days later",
            "n2": "still there?",
            "n4": "In parallel",
            "n6": "sms to the client",
            "n8": "reminder for Legal",
            "n9": "set Priority to low",
            "n10": "Every week remind the rep until it is won, 4 times at most",
            "n11": "remind the rep",
        },
        {
            "entity": "CRM_DEAL",
            "trigger": {"name": "stage_changed", "stage": "Offer sent"},
            "steps": [
                {"id": "n1", "kind": "delay", "amount": 3, "unit": "days"},
                {
                    "id": "n2",
                    "kind": "choice",
                    "branches": [
                        {
                            "id": "n3",
                            "when": [{"field": "stage", "op": "eq", "value": "Offer sent"}],
                            "steps": [
                                {
                                    "id": "n4",
                                    "kind": "parallel",
                                    "lanes": [
                                        {
                                            "id": "n5",
                                            "steps": [
                                                {
                                                    "id": "n6",
                                                    "kind": "action",
                                                    "action": "send_sms",
                                                    "fields": {
                                                        "to": [{"kind": "client"}],
                                                        "message": "Hello {{CONTACT_NAME}}, what about our offer?",
                                                    },
                                                }
                                            ],
                                        },
                                        {
                                            "id": "n7",
                                            "steps": [
                                                {
                                                    "id": "n8",
                                                    "kind": "action",
                                                    "action": "set_reminder",
                                                    "fields": {
                                                        "title": "Follow up {{DEAL_TITLE}}",
                                                        "assignee": [{"kind": "group", "name": "Legal"}],
                                                    },
                                                }
                                            ],
                                        },
                                    ],
                                }
                            ],
                        }
                    ],
                    "otherwise": [
                        {
                            "id": "n9",
                            "kind": "action",
                            "action": "update_deal",
                            "fields": {"field": "Priority", "value": "low"},
                        }
                    ],
                },
                {
                    "id": "n10",
                    "kind": "repeat",
                    "every": {"amount": 1, "unit": "weeks"},
                    "until": [{"field": "stage", "op": "eq", "value": "Won"}],
                    "max": 4,
                    "steps": [
                        {
                            "id": "n11",
                            "kind": "action",
                            "action": "set_reminder",
                            "fields": {"title": "Is {{DEAL_TITLE}} won?", "assignee": [{"kind": "responsible"}]},
                        }
                    ],
                },
            ],
        },
    ),
)


def examples() -> Iterator[str]:
    """Each example as the three texts of its conversation."""
    for description, words, told in _PLANS:
        spanned = _spanned(told | {"trigger": told["trigger"] | {"id": "trigger"}}, words, description)
        spanned["trigger"].pop("id")
        outline, filling = answers(Plan.model_validate(spanned), description)
        yield f"<description>\n{description}\n</description>\noutline: {outline}\nfacts: {filling}"


def answers(plan: Plan, description: str) -> tuple[str, str]:
    """The outline and the facts of that plan, complete as the schemas demand: null for what is not said."""
    told = plan.model_dump(mode="json")
    rows: list[_Json] = []
    facts: list[_Json] = []
    for step in told["steps"]:
        _tell(step, ("", ""), description, rows, facts)
    asked: _Json = {"question": "", "missing": [], "choices": []}
    outline = {
        "outcome": "workflow",
        **asked,
        "reason": None,
        "entity": told["entity"],
        "trigger": _spanless(told["trigger"]),
        "trigger_words": _words(told["trigger"], description),
        "steps": rows,
    }
    whole = {name: told[name] for name in shapes.plan_facts().model_fields}
    return json.dumps(outline), json.dumps({**asked, "plan": _spanless(whole), "steps": _spanless(facts)})


def _tell(node: _Json, place: tuple[str, str], description: str, rows: list[_Json], facts: list[_Json]) -> None:
    kind = node["kind"]
    row = {"id": node["id"], "parent": place[0], "slot": place[1], "kind": kind, "action": node.get("action")}
    rows.append({**row, "words": _words(node, description)})
    shape = shapes.facts(kind)
    if shape:
        told = {name: node[name] for name in shape.model_fields}
        if "fields" in told:
            told["fields"] = [{"name": name, "value": value} for name, value in told["fields"].items()]
        facts.append(told)
    for name in shapes.slots(kind):
        inside = node[name] or []
        for child in inside if isinstance(inside, list) else [inside]:
            _tell(child, (node["id"], name), description, rows, facts)


def _spanned(value: Any, words: dict[str, str], description: str) -> Any:
    if isinstance(value, list):
        return [_spanned(inner, words, description) for inner in value]
    if not isinstance(value, dict):
        return value
    made = {name: _spanned(inner, words, description) for name, inner in value.items()}
    said = words.get(str(value.get("id")))
    return made | ({"span": span_of(said, description)} if said else {})


def _words(told: _Json, description: str) -> str:
    span = told["span"]
    return description[span["start"] : span["end"]] if span else ""


def _spanless(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _spanless(inner) for name, inner in value.items() if name != "span"}
    return [_spanless(inner) for inner in value] if isinstance(value, list) else value
