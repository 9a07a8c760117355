"""Tariff features: without its feature a method does not exist (bpt-format.md, template.add; rest-robots.md)."""

from __future__ import annotations

from collections.abc import Iterable

_BIZPROC = frozenset({"bizproc"})
_ANY_AUTOMATION = _BIZPROC | {
    "crm_automation_lead", "crm_automation_deal", "crm_automation_order", "tasks_automation",
}  # fmt: skip
_VERBS = ("add", "update", "list", "delete")
# The features of a method, one of which must be open; other methods need none.
_NEEDED = {
    **{f"bizproc.workflow.template.{verb}": _BIZPROC for verb in _VERBS},
    **{f"bizproc.activity.{verb}": _BIZPROC for verb in _VERBS},
    **{f"bizproc.robot.{verb}": _ANY_AUTOMATION for verb in _VERBS},
}


def is_offered(method: str, closed: Iterable[str]) -> bool:
    """Whether a portal without these features has the method."""
    needed = _NEEDED.get(method)
    return needed is None or bool(needed.difference(closed))
