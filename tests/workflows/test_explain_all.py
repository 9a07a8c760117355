"""Nothing of a plan is left out of its explanation: whatever is different in it reads differently, and is told so."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from b24app.plan.parts import Operator, Person, Unit, ValueType
from b24app.plan.plan import Plan
from b24app.plan.vocabulary import ACTIONS, ENTITIES, TRIGGERS
from b24app.workflows.diff import diff
from b24app.workflows.explain import explain

KIM = {"kind": "user", "name": "Kim"}
PAID = {"field": "stage", "op": "eq", "value": "Paid"}


def action(number: int, name: str, on: str = "record", **fields: Any) -> dict[str, Any]:
    return {"kind": "action", "id": f"n{number}", "action": name, "on": on, "fields": fields}


def outcome(number: int, *steps: Any) -> dict[str, Any]:
    return {"kind": "outcome", "id": f"n{number}", "steps": steps}


PLAN: dict[str, Any] = {
    "entity": "CRM_QUOTE",
    "trigger": {
        "name": "stage_changed",
        "stage": "Contract",
        "from_stage": "Proposal",
        "pipeline": "Partners",
        "field": "source",
        "actor": {"kind": "user", "name": "Zoe"},
    },
    "inputs": [{"name": "Budget", "title": "The budget", "type": "number", "required": True, "default": "5"}],
    "variables": [{"name": "Colour", "type": "list", "choices": ["red", "blue"], "default": "red"}],
    "never": [{"actions": ["send_whatsapp", "send_sms"], "to": "client"}],
    "conditions": [
        {"of": "values", "field": "Budget", "op": "gt", "value": 7},
        {
            "any": [
                [PAID, {"field": "source", "op": "in", "value": ["Ads", "Web"]}],
                [{"field": "company", "op": "empty"}],
            ]
        },
    ],
    "steps": [
        {
            "kind": "ask",
            "id": "n1",
            "who": [KIM, {"kind": "role", "name": "cfo"}],
            "title": "Lost deal",
            "deadline": {"amount": 3, "unit": "days"},
            "answers": [{"name": "Reason", "title": "Why?", "required": True, "default": "Price"}],
            "timed_out": outcome(2),
        },
        {
            "kind": "wait",
            "id": "n3",
            "until": [PAID],
            "deadline": {"amount": 5, "unit": "weeks"},
            "timed_out": outcome(4),
        },
        {
            "kind": "for_each",
            "id": "n5",
            "over": "OBSERVER_IDS",
            "steps": [action(6, "send_notification", "lead", to=[{"kind": "item"}], message="Look {{ITEM}}")],
        },
        action(7, "create_quote", title="Q {{DEAL_TITLE}}"),
        action(8, "move_stage", "n7", stage="Sent"),
        action(9, "create_task", title="Call", assignee=[KIM], deadline={"amount": 2, "unit": "days"}, priority="high"),
        action(
            10, "set_reminder", title="Look", datetime={"until": "CLOSEDATE", "offset": {"amount": -2, "unit": "days"}}
        ),
        action(
            11,
            "send_email",
            to=[{"kind": "address", "value": "a@b.example"}, {"kind": "client"}],
            subject="S",
            body="B",
        ),
        {
            "kind": "approval",
            "id": "n12",
            "approvers": [{"kind": "supervisor"}, {"kind": "group", "name": "Legal"}],
            "mode": "vote",
            "deadline": {"until": "close date", "offset": {"amount": -2, "unit": "days"}},
            "approved": outcome(13, {"kind": "delay", "id": "n14", "amount": 3, "unit": "hours"}),
            "rejected": outcome(15),
            "timed_out": outcome(16, {"kind": "delay_until", "id": "n17", "until": "9 am"}),
        },
        {
            "kind": "repeat",
            "id": "n18",
            "every": {"amount": 2, "unit": "hours"},
            "until": [{"of": "n12", "field": "ApprovedCount", "op": "gte", "value": 2}],
            "max": 4,
            "steps": [
                {
                    "kind": "choice",
                    "id": "n19",
                    "branches": [
                        {"kind": "branch", "id": "n20", "when": [PAID], "steps": [{"kind": "stop", "id": "n21"}]}
                    ],
                    "otherwise": [action(22, "add_tag", tag="Late")],
                }
            ],
        },
        {
            "kind": "parallel",
            "id": "n23",
            "lanes": [
                {"kind": "lane", "id": "n24", "steps": [action(25, "webhook", url="https://x.example", method="POST")]},
                {"kind": "lane", "id": "n26", "steps": [action(27, "update_field", field="amount", value="10")]},
            ],
        },
    ],
}
OTHERS: dict[str, tuple[str, ...]] = {
    "unit": get_args(Unit),
    "op": get_args(Operator),
    "type": get_args(ValueType),
    "kind": get_args(Person.model_fields["kind"].annotation),
    "mode": ("any", "all", "vote"),
    "of": ("record", "values", "n7"),
    "on": ("record", "deal", "n7"),
    "to": ("anyone",),
    "entity": tuple(ENTITIES),
    "name": tuple(TRIGGERS),
}


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The place of every leaf that means something to a person."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in {"id", "version"} and not (key == "kind" and "id" in value):
                yield from paths(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from paths(inner, (*path, index))
    elif value not in (None, "", False):
        yield path


def put(told: Any, path: tuple[Any, ...], value: Any) -> None:
    *way, last = path
    for key in way:
        told = told[key]
    told[last] = value


def changed(path: tuple[Any, ...]) -> Iterator[Plan]:
    """The plan with other values at that place, where they make a plan."""
    found: Any = WHOLE
    for key in path:
        found = found[key]
    key = next((key for key in reversed(path) if isinstance(key, str)), "")
    others: list[Any] = [] if isinstance(found, bool | int | float) else [f"{found}x"]
    others = [found + 1] if not others and not isinstance(found, bool) else others or [not found]
    others = [*OTHERS.get(key, ACTIONS if key in {"action", "actions"} else ()), *others]
    for other in others:
        told = copy.deepcopy(WHOLE)
        put(told, path, other)
        try:
            plan = Plan.model_validate(told)
        except ValidationError:
            continue
        if plan.dump() != WHOLE:
            yield plan


WHOLE = Plan.model_validate(PLAN).dump()
PLACES = ["/".join(map(str, path)) for path in paths(WHOLE)]


@pytest.mark.parametrize("path", list(paths(WHOLE)), ids=PLACES)
def test_whatever_is_different_in_a_plan_reads_differently_and_is_a_difference(path):
    before = Plan.model_validate(WHOLE)
    others = list(changed(path))
    assert others or path[-1] in {"action", "type"}, "nothing else can stand here"
    for other in others:
        assert [line.text for line in explain(other)] != [line.text for line in explain(before)], other
        assert diff(before, other) != [], other


def test_a_plan_of_everything_was_looked_at():
    assert len(PLACES) > 100
