"""Mends a finding where a person decided: by its fix, or with one of the choices it offers.

A choice says what a name should have been, not where it stands. So each value of that step is exchanged in turn, and
the exchange is taken after which the finding is gone and the least is wrong: a chosen stage may be one of several
pipelines, and is asked about once more then.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final

from pydantic import ValidationError

from b24app.plan.plan import Plan
from b24app.plan.snapshot import Snapshot
from b24app.workflows.lint import Finding, fixed, lint

Json = dict[str, Any]
_FIXED_KEYS: Final = {"id", "kind", "action", "op", "span", "entity", "version", "on", "of", "unit"}
_INSIDE: Final = {"steps", "otherwise", "branches", "lanes", "approved", "rejected", "timed_out"}
_HEAD: Final = {"trigger", "conditions", "inputs", "variables"}


def mended(plan: Plan, portal: Snapshot, finding: Finding, choice: str = "") -> Plan:
    """The plan without that finding; the same plan where that does not go."""
    if not choice:
        return fixed(plan, finding)
    if choice not in finding.choices:
        return plan
    tried = [(_wrong(changed, portal), changed) for changed in _candidates(plan, finding.node, choice)]
    mending = [(len(wrong), changed) for wrong, changed in tried if finding.text not in wrong]
    best, changed = min(mending, key=lambda row: row[0], default=(0, plan))
    return changed if best <= len(_wrong(plan, portal)) else plan


def _wrong(plan: Plan, portal: Snapshot) -> set[str]:
    return {one.text for one in lint(plan, portal) if one.level == "error"}


def _candidates(plan: Plan, node_id: str, choice: str) -> Iterator[Plan]:
    for told in _exchanged(plan.dump(), node_id, choice):
        with suppress(ValidationError):
            yield Plan.model_validate(told)


def _exchanged(value: Any, node_id: str, choice: str) -> Iterator[Any]:
    """The plan with one value of that step, or of what starts it, exchanged."""
    if isinstance(value, list):
        for at, one in enumerate(value):
            yield from ([*value[:at], other, *value[at + 1 :]] for other in _exchanged(one, node_id, choice))
        return
    if not isinstance(value, dict):
        return
    if value.get("id", "") == node_id:
        own = {key for key in value if key in _HEAD} if "version" in value else value.keys() - _INSIDE
        for key in sorted(own - _FIXED_KEYS):
            yield from (value | {key: other} for other in _replaced(value[key], choice))
    for key in value.keys() & _INSIDE:
        yield from (value | {key: other} for other in _exchanged(value[key], node_id, choice))


def _replaced(value: Any, choice: str) -> Iterator[Any]:
    match value:
        case str():
            yield choice
        case list():
            for at, one in enumerate(value):
                yield from ([*value[:at], other, *value[at + 1 :]] for other in _replaced(one, choice))
        case {"kind": "role" | "user" | "group"}:
            yield from ({"kind": kind, "name": choice} for kind in ("user", "group", "role"))
        case dict():
            for key in sorted(value.keys() - _FIXED_KEYS):
                yield from (value | {key: other} for other in _replaced(value[key], choice))
