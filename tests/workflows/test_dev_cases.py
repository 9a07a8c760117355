"""Every workflow of the development cases is tried, explained and compared: nothing is refused, nothing left out."""

import json
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

import pytest

from b24app.english.gold import from_case
from b24app.plan.snapshot import Snapshot
from b24app.workflows import wording
from b24app.workflows.diff import diff
from b24app.workflows.dryrun import Trial, dryrun
from b24app.workflows.explain import explain
from b24app.workflows.lint import lint
from tests.workflows.leaves import leaves
from tests.workflows.test_explain import _VARIABLE

CASES = Path(__file__).resolve().parents[2] / "bench" / "english" / "cases-dev.jsonl"
LINES = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
PLANS = {case["id"]: from_case(case) for case in LINES if case.get("expect", case.get("status")) == "workflow"}
NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)


@pytest.fixture(params=list(PLANS.values()), ids=list(PLANS))
def plan(request):
    return request.param


def test_it_can_be_tried_without_a_portal(plan):
    told = dryrun(plan, Trial(), Snapshot(known=False), NOW)
    assert told[-1].kind in {"ended", "stopped"}


def test_every_leaf_of_it_is_said(plan):
    said: defaultdict[str, str] = defaultdict(str)
    for line in explain(plan):
        said[line.node] += line.text
    for node, leaf in leaves(plan):
        for piece in filter(None, _VARIABLE.split(str(leaf))):
            told = _VARIABLE.fullmatch(piece)
            assert (f"[{wording.VARIABLES[piece.strip('{}')]}]" if told else piece) in said[node]


def test_it_differs_from_itself_in_nothing_and_has_no_error(plan):
    assert diff(plan, plan) == []
    assert [one for one in lint(plan, None) if one.level == "error"] == []
