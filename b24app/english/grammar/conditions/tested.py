"""Every comparison that a plan makes, in its guards, branches and repetitions."""

from __future__ import annotations

from b24app.plan.plan import AnyOf, Approval, Branch, Comparison, Condition, Node, Plan, Repeat


def comparisons(plan: Plan) -> list[Comparison]:
    """Every comparison of a plan: those of its guards, branches and repetitions."""
    rows = [*plan.conditions, *(row for node in plan.nodes() for row in _tests(node))]
    groups = [group for row in rows for group in (row.any if isinstance(row, AnyOf) else ((row,),))]
    return [comparison for group in groups for comparison in group]


def _tests(node: Node) -> tuple[Condition, ...]:
    match node:
        case Branch():
            return node.when
        case Repeat():
            return node.until
        case Approval():
            return ()
    return ()
