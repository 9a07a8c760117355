"""Compiling: plans of 200 steps for a portal of 100 people, beside packing the file and reading it back."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from b24app.bizproc import bpt
from b24app.bizproc.build import build
from b24app.bizproc.read import read_plan, read_tree
from b24app.plan.plan import Plan
from b24app.plan.snapshot import Snapshot, Stage, User

_CLIENT_ID = "local.65a1b2c3d4e5f6.12345678"
_PORTAL = Snapshot(
    stages=(Stage(entity="CRM_DEAL", code="NEW", name="New"), Stage(entity="CRM_DEAL", code="WON", name="Won")),
    users=tuple(User(id=number, name=f"Person {number}") for number in range(1, 101)),
)
_ROUNDS = 15


def measure() -> list[tuple[str, str, str]]:
    rows: list[tuple[str, str, str]] = []
    for name, steps in {"actions in a row": _actions(), "branches, waits, questions": mixed()}.items():
        plan = Plan.model_validate({"entity": "CRM_DEAL", "trigger": {"name": "deal_won"}, "steps": steps})
        template = build(plan, _PORTAL, _CLIENT_ID, "w.1")
        data = bpt.encode(template.tree)
        built = best(partial(build, plan, _PORTAL, _CLIENT_ID, "w.1"))
        packed = best(partial(bpt.encode, template.tree))
        again = best(partial(_read, data, template.document_type))
        whole = built + packed
        rows += [
            (f"200 steps, {name}", f"{whole * 1000:.1f} ms", "below 50 ms"),
            ("  of that packing, which nothing can avoid", f"{packed * 1000:.1f} ms", f"ratio {whole / packed:.1f}"),
            ("  reading it back, building included", f"{again * 1000:.1f} ms", f"ratio {again / whole:.1f}"),
        ]
    return rows


def _read(data: bytes, document_type: tuple[str, str, str]) -> Plan | None:
    return read_plan(read_tree(data), document_type, _CLIENT_ID)


def _actions() -> list[dict[str, Any]]:
    message = "Deal {{DEAL_TITLE}} of {{CONTACT_NAME}} {and = {=so} on}"
    note = {"kind": "action", "action": "add_comment", "fields": {"message": message}}
    task = {
        "kind": "action",
        "action": "create_task",
        "fields": {"title": message, "assignee": [{"kind": "user", "name": "Person 50"}]},
    }
    tag = {"kind": "action", "action": "add_tag", "fields": {"tag": "x"}}
    return [(note, task, tag)[number % 3] | {"id": f"n{number + 1}"} for number in range(200)]


def mixed() -> list[dict[str, Any]]:
    """Twenty times a choice, an approval and a wait with what belongs to them: ten nodes each."""
    steps: list[dict[str, Any]] = []
    for first in range(1, 200, 10):
        ids = [f"n{number}" for number in range(first, first + 10)]
        note = {"kind": "action", "action": "add_comment", "fields": {"message": "{{DEAL_TITLE}}"}}
        rich = {"field": "amount", "op": "gt", "value": 1000}
        branch = {"kind": "branch", "id": ids[1], "when": [rich], "steps": [note | {"id": ids[2]}]}
        steps += [
            {"kind": "choice", "id": ids[0], "branches": [branch]},
            {
                "kind": "approval",
                "id": ids[3],
                "approvers": [{"kind": "user", "name": "Person 90"}],
                "deadline": {"amount": 2, "unit": "business_days"},
                "approved": {"kind": "outcome", "id": ids[4], "steps": [note | {"id": ids[5]}]},
                "rejected": {"kind": "outcome", "id": ids[6]},
            },
            {"kind": "wait", "id": ids[7], "until": [rich], "deadline": {"amount": 3, "unit": "days"}},
            {"kind": "delay", "id": ids[8], "amount": 1, "unit": "months"},
            {"kind": "action", "id": ids[9], "action": "move_stage", "fields": {"stage": "Won"}},
        ]
    return steps


def best(work: Callable[[], object]) -> float:
    times = []
    for _ in range(_ROUNDS):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)
