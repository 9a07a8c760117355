"""Which of the SDK's typed calls the portal is to have, and which of them it leaves out, and why.

A family ends with a dot and takes in all that begins with it; the rest are single methods.
"""

from __future__ import annotations

FAMILIES = (
    "bizproc.", "placement.", "event.", "events", "scope", "app.info", "app.option.", "profile", "user.",
    "department.get", "department.fields", "server.time", "method.get", "feature.get", "crm.item.", "crm.lead.",
    "crm.deal.", "crm.contact.", "crm.company.", "crm.quote.", "crm.status.", "crm.category.list", "crm.type.list",
    "crm.activity.", "crm.timeline.comment.", "tasks.task.", "im.notify", "im.notify.", "im.message.add",
    "im.message.like", "crm.automation.trigger", "crm.automation.trigger.",
)  # fmt: skip

_COMMENTS = (
    "the documents say that it does not work with the task card of tasks 25.700 and later, which has a chat and no "
    "comments (tasks-task-result-add-from-comment.md)"
)
_RECURRING = "recurring deals are a matter of the plan (recurring-deals/index.md), and this portal's plan has none"
LEFT_OUT = {
    "tasks.task.result.addFromComment": _COMMENTS,
    "tasks.task.result.deleteFromComment": _COMMENTS,
    **{
        f"crm.deal.recurring.{verb}": _RECURRING
        for verb in ("add", "delete", "expose", "fields", "get", "list", "update")
    },
}


def is_asked_for(method: str) -> bool:
    return any(method.startswith(name) if name.endswith(".") else method == name for name in FAMILIES)
