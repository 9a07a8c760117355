"""Templates that others exported (../shared, where it is there): explained with each of their active steps."""

from pathlib import Path
from typing import Any

import pytest

from b24app.bizproc.compare import scalar
from b24app.bizproc.read import read_tree
from b24app.workflows.explain_tree import explain_tree

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "bpt" / "corpus"
FILES = sorted(CORPUS.glob("*.bpt")) if CORPUS.is_dir() else []


def active(node: Any):
    """The nodes that would run, without what is inside a step that was switched off."""
    if isinstance(node, dict) and scalar(node.get("Activated")) != "N":
        yield node
        children = node.get("Children") or {}
        for child in children.values() if isinstance(children, dict) else children:
            yield from active(child)


@pytest.mark.skipif(not FILES, reason="../shared is not there: no exported templates to explain")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_active_step_is_told_by_its_title_or_its_type(path):
    tree = read_tree(path.read_bytes())
    lines = explain_tree(tree)
    text = " ".join(word for line in lines for word in line.text.split())
    roots = tree["TEMPLATE"]
    nodes = [node for root in (roots.values() if isinstance(roots, dict) else roots) for node in active(root)]

    assert nodes
    for node in nodes:
        title = str(scalar((node.get("Properties") or {}).get("Title") or ""))
        assert (title and " ".join(title.split()) in text) or str(node["Type"]) in text, node["Type"]
    assert len(lines) >= len(nodes)
