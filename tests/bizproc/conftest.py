"""Plans as a person could describe them, for a small portal in which every name resolves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from b24app.plan.snapshot import Department, Snapshot, Stage, User
from tests.bizproc.plans import some_plan

CLIENT_ID = "local.65a1b2c3d4e5f6.12345678"
SHARED = Path(__file__).resolve().parents[2].parent / "shared"

PORTAL = Snapshot(
    stages=(
        Stage(entity="CRM_DEAL", code="NEW", name="New"),
        Stage(entity="CRM_DEAL", code="WON", name="Won", semantics="success"),
        Stage(entity="CRM_DEAL", code="EXECUTING", name="In work"),
        Stage(entity="CRM_DEAL", code="C1:NEW", name="Fresh", pipeline_id=1),
        Stage(entity="CRM_DEAL", code="C1:EXECUTING", name="In work", pipeline_id=1),
        Stage(entity="CRM_DEAL", code="C1:WON", name="Won", pipeline_id=1, semantics="success"),
        Stage(entity="CRM_LEAD", code="IN_PROCESS", name="In progress"),
        Stage(entity="CRM_LEAD", code="CONVERTED", name="Converted", semantics="success"),
        Stage(entity="CRM_INVOICE", code="DT31_2:P", name="Paid", semantics="success"),
    ),
    users=(User(id=1, name="Anna Berg"), User(id=7, name="Jonas Krag"), User(id=9, name="Jonas Lind")),
    departments=(Department(id=5, name="Sales"), Department(id=6, name="Legal department")),
)


@pytest.fixture(scope="session")
def plans() -> Any:
    """A hypothesis strategy of plans about deals that the portal below can run."""
    return some_plan()


@pytest.fixture(scope="session")
def portal() -> Snapshot:
    return PORTAL


@pytest.fixture(scope="session")
def client_id() -> str:
    return CLIENT_ID


@pytest.fixture(scope="session")
def corpus() -> list[Path]:
    folder = SHARED / "bpt" / "corpus"
    if not folder.is_dir():
        pytest.skip("../shared is not there: no exported templates to read")
    return sorted(folder.glob("*.bpt"))


@pytest.fixture(scope="session")
def worked() -> dict[str, Any]:
    """Trees that a portal's own importer accepts."""
    path = SHARED / "bpt" / "worked-templates.json"
    if not path.is_file():
        pytest.skip("../shared is not there: no worked templates to compare with")
    trees: dict[str, Any] = json.loads(path.read_text())
    return trees
