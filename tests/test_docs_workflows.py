"""The examples of docs/workflows.md are plans: one for each kind of node, and each reads."""

import json
import re
from pathlib import Path

from b24app.plan.plan import Plan
from b24app.workflows.dryrun import Trial

TEXT = (Path(__file__).resolve().parents[1] / "docs" / "workflows.md").read_text(encoding="utf-8")
EXAMPLES = [json.loads(found) for found in re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)]
KINDS = {
    "action",
    "delay",
    "delay_until",
    "wait",
    "choice",
    "parallel",
    "approval",
    "ask",
    "repeat",
    "for_each",
    "stop",
}


def test_there_is_an_example_of_each_kind_of_node_and_it_is_one():
    nodes = [example for example in EXAMPLES if "kind" in example]
    assert {node["kind"] for node in nodes} == KINDS
    for node in nodes:
        Plan.model_validate({"entity": "CRM_DEAL", "trigger": {"name": "deal_won"}, "steps": [node]})


def test_the_whole_plan_and_the_document_are_what_they_say():
    (plan,) = (example for example in EXAMPLES if "entity" in example)
    (document,) = (example for example in EXAMPLES if "fields" in example and "decisions" in example)
    assert Plan.model_validate(plan).never
    assert Trial.model_validate(document).changes
