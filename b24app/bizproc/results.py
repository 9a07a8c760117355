"""What steps give back for later conditions (native-activities.md, column "returns"; docs/robots.md)."""

from __future__ import annotations

from typing import Final

from b24app.bizproc.activities import ROBOTS
from b24app.errors import PlanRejected
from b24app.plan.plan import Action, Approval, Ask, Step

Results = dict[str, str]

_QUESTION: Final[Results] = {"TaskId": "number", "Comments": "text", "IsTimeout": "flag"}
_APPROVAL: Final[Results] = _QUESTION | {
    "VotedCount": "number",
    "TotalCount": "number",
    "VotedPercent": "number",
    "ApprovedPercent": "number",
    "NotApprovedPercent": "number",
    "ApprovedCount": "number",
    "NotApprovedCount": "number",
    "LastApprover": "user",
    "LastApproverComment": "text",
    "Approvers": "text",
    "Rejecters": "text",
}
_ASK: Final[Results] = _QUESTION | {"InfoUser": "user"}
_ROBOT: Final[Results] = {"error": "text", "IsTimeout": "flag"}
_ACTIONS: Final[dict[str, Results]] = {
    "create_task": {"TaskId": "number"},
    "add_tag": {"added": "bool"},
    "send_bitrix_message": {"sent": "number"},
    "webhook": {"status": "number", "answer": "text"},
}


def results_of(step: Step) -> Results:
    """Codes of what `step` gives back, with what each holds; empty when it gives nothing."""
    match step:
        case Approval():
            return _APPROVAL
        case Ask():
            return _ASK
        case Action():
            return _ACTIONS.get(step.action, {}) | (_ROBOT if step.action in ROBOTS else {})
        case _:
            return {}


def result_called(name: str, step: Step, node_id: str) -> tuple[str, str]:
    """The code of the result of that name, and what it holds; else `PlanRejected` with the names there are."""
    known = results_of(step)
    word = name.replace("_", "").replace(" ", "").casefold()
    code = next((code for code in known if code.replace("_", "").casefold() == word), None)
    if code is None:
        raise PlanRejected(f'Step {step.id} gives no "{name}" back.', node_id, tuple(known))
    return code, known[code]


# What the result of a code holds, whatever step gives it.
HOLDS: Final[Results] = (
    _APPROVAL | _ASK | _ROBOT | {code: held for row in _ACTIONS.values() for code, held in row.items()}
)
