"""Explaining: the largest exported template of ../shared, where it is there, and a plan of 200 steps."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from b24app.bizproc.read import read_tree
from b24app.plan.plan import Plan
from b24app.workflows.explain import explain
from b24app.workflows.explain_tree import explain_tree
from bench.compile import best, mixed

_CORPUS = Path(__file__).resolve().parents[1].parent / "shared" / "bpt" / "corpus"


def measure() -> list[tuple[str, str, str]]:
    plan = Plan.model_validate({"entity": "CRM_DEAL", "trigger": {"name": "deal_won"}, "steps": mixed()})
    rows = [("a plan of 200 steps", f"{best(partial(explain, plan)) * 1000:.1f} ms", "below 50 ms")]
    files = sorted(_CORPUS.glob("*.bpt"), key=lambda path: path.stat().st_size) if _CORPUS.is_dir() else []
    if not files:
        return [*rows, ("the largest exported template", "not there", "needs ../shared")]
    data = files[-1].read_bytes()
    tree = read_tree(data)
    said = len(explain_tree(tree))
    return [
        *rows,
        (
            f"the largest exported template, {said} lines",
            f"{best(partial(explain_tree, tree)) * 1000:.1f} ms",
            "below 50 ms",
        ),
        ("  reading it first", f"{best(partial(read_tree, data)) * 1000:.1f} ms", f"{len(data):,} bytes"),
    ]
