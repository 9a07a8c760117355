"""Which steps a trace takes for done, inside approvals and repeats."""

from datetime import UTC, datetime
from typing import Any

from b24app.plan.plan import Plan
from b24app.workflows.trace import _steps


def _comment(node):
    return {"id": node, "kind": "action", "action": "add_comment", "fields": {"message": "x"}}


PLAN = Plan.model_validate(
    {
        "entity": "CRM_DEAL",
        "trigger": {"name": "deal_won"},
        "steps": [
            {
                "id": "n1",
                "kind": "approval",
                "approvers": [{"kind": "supervisor"}],
                "approved": {"id": "n2", "kind": "outcome", "steps": [_comment("n3")]},
                "rejected": {"id": "n4", "kind": "outcome", "steps": [_comment("n5")]},
            },
            {
                "id": "n6",
                "kind": "repeat",
                "every": {"amount": 1, "unit": "days"},
                "max": 2,
                "steps": [_comment("n7")],
            },
        ],
    }
)


def _seen(*nodes):
    marks: Any = [{"properties": {"node": node}, "received_at": datetime(2026, 1, 1, tzinfo=UTC)} for node in nodes]
    return {step["node"]: step["seen"] for step in _steps(PLAN, marks, [])}


def test_only_the_outcome_that_was_marked_was_passed():
    told = _seen("start", "n2", "end")
    assert (told["n1"], told["n2"], told["n3"], told["n4"], told["n5"]) == (
        "passed", "seen", "passed", "not seen", "not seen",
    )  # fmt: skip


def test_a_repeat_was_passed_inside_when_its_own_mark_was_seen():
    assert _seen("start", "n2", "n6", "end")["n7"] == "passed"
    assert _seen("start", "n2", "end")["n7"] == "not seen"
