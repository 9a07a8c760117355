"""Plans as a person could describe them, for a small portal in which every name resolves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

from b24app.plan.plan import Plan
from b24app.plan.snapshot import Department, Snapshot, Stage, User

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

TEXTS = st.one_of(
    st.text(alphabet="{}= \n\tab:>,'\"[]é0", min_size=1, max_size=30),
    st.lists(
        st.sampled_from(
            ["{{DEAL_TITLE}}", "{{ASSIGNED_BY_ID}}", "{{CURRENT_DATE}}", "{=Document:ID}", "{", "{{", "=", "hi "]
        ),
        min_size=1,
        max_size=6,
    ).map("".join),
).filter(lambda text: text.strip())
PEOPLE = st.lists(
    st.sampled_from(
        [
            {"kind": "responsible"},
            {"kind": "creator"},
            {"kind": "supervisor"},
            {"kind": "user", "name": "Anna"},
            {"kind": "user", "name": "jonas krag"},
            {"kind": "group", "name": "Sales team"},
        ]
    ),
    min_size=1,
    max_size=3,
)
MOMENTS = st.builds(
    lambda amount, unit: {"amount": amount, "unit": unit},
    st.integers(1, 500),
    st.sampled_from(["minutes", "hours", "days", "weeks", "months"]),
)


def _action(name: str, required: dict[str, Any], optional: dict[str, Any] | None = None) -> Any:
    return st.fixed_dictionaries(
        {
            "kind": st.just("action"),
            "action": st.just(name),
            "fields": st.fixed_dictionaries(required, optional=optional or {}),
        }
    )


ACTIONS = st.one_of(
    _action("send_notification", {"to": PEOPLE, "message": TEXTS}),
    _action("send_bitrix_message", {"to": PEOPLE, "message": TEXTS}),
    _action("add_comment", {"message": TEXTS}),
    _action("add_tag", {"tag": TEXTS}),
    _action("webhook", {"url": TEXTS}, {"method": st.sampled_from(["GET", "POST"]), "message": TEXTS}),
    _action("assign_responsible", {"assignee": PEOPLE}),
    _action("move_stage", {"stage": st.sampled_from(["new", "Fresh", "C1:WON"])}),
    _action("update_field", {"field": st.sampled_from(["title", "COMMENTS", "UF_CRM_NOTE"]), "value": TEXTS}),
    _action("update_field", {"field": st.just("amount"), "value": st.sampled_from(["10", "{{DEAL_AMOUNT}}"])}),
    _action("update_field", {"field": st.just("owner"), "value": st.just("Anna Berg")}),
    _action(
        "create_task",
        {"title": TEXTS},
        {
            "assignee": PEOPLE,
            "deadline": MOMENTS,
            "priority": st.sampled_from(["low", "normal", "high"]),
            "description": TEXTS,
        },
    ),
)
COMPARISONS: Any = st.one_of(
    st.fixed_dictionaries(
        {
            "field": st.sampled_from(["amount", "OPPORTUNITY", "probability"]),
            "op": st.sampled_from(["eq", "ne", "gt", "gte", "lt", "lte"]),
            "value": st.one_of(st.integers(-(10**9), 10**9).map(float), st.floats(0, 1e6), st.just("30000")),
        }
    ),
    st.fixed_dictionaries(
        {
            "field": st.sampled_from(["title", "UF_CRM_NOTE", "country"]),
            "op": st.sampled_from(["eq", "ne", "contains", "not_contains"]),
            "value": TEXTS,
        }
    ),
    st.fixed_dictionaries(
        {
            "field": st.sampled_from(["title", "UF_CRM_NOTE"]),
            "op": st.sampled_from(["in", "not_in"]),
            "value": st.lists(st.one_of(TEXTS, st.just("Document")), min_size=1, max_size=4),
        }
    ),
    st.fixed_dictionaries(
        {
            "field": st.sampled_from(["amount", "company", "close date", "industry", "owner", "stage"]),
            "op": st.sampled_from(["empty", "not_empty"]),
        }
    ),
    st.fixed_dictionaries(
        {"field": st.just("stage"), "op": st.sampled_from(["eq", "ne"]), "value": st.sampled_from(["New", "in work"])}
    ),
    st.fixed_dictionaries(
        {
            "field": st.just("stage"),
            "op": st.sampled_from(["in", "not_in"]),
            "value": st.lists(st.sampled_from(["New", "In work", "Fresh"]), min_size=1, max_size=3),
        }
    ),
    st.fixed_dictionaries(
        {"field": st.just("owner"), "op": st.sampled_from(["eq", "ne"]), "value": st.just("Anna Berg")}
    ),
    st.fixed_dictionaries({"field": st.just("currency"), "op": st.just("eq"), "value": st.just("EUR")}),
    st.fixed_dictionaries({"field": st.just("CLOSED"), "op": st.just("eq"), "value": st.sampled_from(["yes", "N"])}),
)
CONDITION: Any = st.one_of(
    COMPARISONS,
    st.lists(st.lists(COMPARISONS, min_size=1, max_size=2), min_size=1, max_size=3).map(lambda any_: {"any": any_}),
)
CONDITIONS = st.lists(CONDITION, max_size=2)
SOME_CONDITIONS = st.lists(CONDITION, min_size=1, max_size=2)


def _steps(children: Any) -> Any:
    sequence = st.lists(children, max_size=3)
    return st.one_of(
        st.fixed_dictionaries(
            {
                "kind": st.just("choice"),
                "branches": st.lists(
                    st.fixed_dictionaries({"kind": st.just("branch"), "when": SOME_CONDITIONS, "steps": sequence}),
                    min_size=1,
                    max_size=2,
                ),
                "otherwise": sequence,
            }
        ),
        st.fixed_dictionaries(
            {
                "kind": st.just("parallel"),
                "lanes": st.lists(
                    st.fixed_dictionaries(
                        {"kind": st.just("lane"), "steps": st.lists(children, min_size=1, max_size=2)}
                    ),
                    min_size=2,
                    max_size=3,
                ),
            }
        ),
    )


LEAVES: Any = st.one_of(
    ACTIONS, ACTIONS, MOMENTS.map(lambda moment: {"kind": "delay"} | moment), st.just({"kind": "stop"})
)
STEPS = st.lists(st.one_of(LEAVES, _steps(st.one_of(LEAVES, _steps(LEAVES)))), min_size=1, max_size=4)


NODES = {
    "action",
    "delay",
    "delay_until",
    "choice",
    "branch",
    "parallel",
    "lane",
    "approval",
    "outcome",
    "repeat",
    "stop",
}


def _numbered(value: Any, counter: list[int]) -> Any:
    """The same steps with node ids in reading order."""
    if isinstance(value, list):
        return [_numbered(item, counter) for item in value]
    if not isinstance(value, dict):
        return value
    copied = dict(value)
    if value.get("kind") in NODES:
        counter[0] += 1
        copied["id"] = f"n{counter[0]}"
        for key in ("branches", "lanes", "steps", "otherwise", "approved", "rejected"):
            if key in copied:
                copied[key] = _numbered(copied[key], counter)
    return copied


@st.composite
def some_plan(draw: st.DrawFn) -> Plan:
    """A function and not a `builds` expression: hypothesis would print the whole of that for every failure."""
    return Plan.model_validate(
        {
            "entity": "CRM_DEAL",
            "trigger": {"name": draw(st.sampled_from(["deal_won", "deal_lost"]))},
            "conditions": draw(CONDITIONS),
            "steps": _numbered(draw(STEPS), [0]),
        }
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
