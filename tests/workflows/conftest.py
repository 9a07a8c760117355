"""Random plans: every kind of step, nested, with hostile texts."""

from __future__ import annotations

from itertools import count
from typing import Any, get_args

import pytest
from hypothesis import strategies as st

from b24app.plan.plan import ActivityKind, ApprovalMode, Operator, Plan, Unit
from b24app.plan.vocabulary import ACTIONS, ENTITIES, TRIGGERS, VARIABLES, FieldKind

_PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(VARIABLES).map(lambda name: f"{{{{{name}}}}}"),
    st.sampled_from(
        ["<script>", "]]>", "“", "{{NOT_ONE}}", "\n", "{to}", "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW"]
    ),
)
_TEXTS = st.lists(_PIECES, max_size=4).map("".join)
_NAMES = st.text(min_size=1, max_size=12).filter(str.strip)
_UNITS = st.sampled_from(get_args(Unit))
_MOMENTS = st.fixed_dictionaries({"amount": st.integers(0, 10_000), "unit": _UNITS})
_INTERVALS = st.fixed_dictionaries({"amount": st.integers(1, 10_000), "unit": _UNITS})
_OFFSETS = st.fixed_dictionaries({"amount": st.integers(-10_000, 10_000).filter(bool), "unit": _UNITS})
_UNTIL = st.fixed_dictionaries({"until": _TEXTS.filter(bool)}, optional={"offset": _OFFSETS})
_PERSON = st.one_of(
    st.sampled_from(["responsible", "creator", "supervisor", "client"]).map(lambda kind: {"kind": kind}),
    st.fixed_dictionaries({"kind": st.sampled_from(["role", "user", "group"]), "name": _NAMES}),
    st.fixed_dictionaries({"kind": st.just("address"), "value": _NAMES}),
)
_PEOPLE = st.lists(_PERSON, min_size=1, max_size=3)
_VALUES = {
    FieldKind.PERSON: _PEOPLE,
    FieldKind.MOMENT: st.one_of(_TEXTS, _MOMENTS, _UNTIL),
}


@st.composite
def _comparisons(draw: st.DrawFn) -> dict[str, Any]:
    op = draw(st.sampled_from(get_args(Operator)))
    told: dict[str, Any] = {"field": draw(st.sampled_from(["OPPORTUNITY", "STAGE_ID"]) | _NAMES), "op": op}
    if op in {"in", "not_in"}:
        told["value"] = draw(st.lists(_TEXTS, max_size=3).map(tuple))
    elif op not in {"empty", "not_empty"}:
        told["value"] = draw(_TEXTS | st.floats(allow_nan=False))
    return told


_GROUPS = st.lists(st.lists(_comparisons(), min_size=1, max_size=2), min_size=1, max_size=3)
_CONDITIONS = _comparisons() | _GROUPS.map(lambda groups: {"any": groups})


@st.composite
def _actions(draw: st.DrawFn) -> dict[str, Any]:
    name = draw(st.sampled_from(list(ACTIONS)))
    known = ACTIONS[name].fields
    given = [field for field in known if draw(st.booleans())]
    fields = {field: draw(_VALUES.get(known[field].kind, _TEXTS)) for field in given}
    return {"kind": "action", "action": name, "fields": fields}


_LEAVES = st.one_of(
    _actions(),
    _INTERVALS.map(lambda length: {"kind": "delay"} | length),
    _UNTIL.map(lambda moment: {"kind": "delay_until"} | moment),
    st.just({"kind": "stop"}),
)


def _nested(inside: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    steps = st.lists(inside, max_size=3)
    branch = st.fixed_dictionaries(
        {"kind": st.just("branch"), "when": st.lists(_CONDITIONS, min_size=1, max_size=2), "steps": steps}
    )
    outcome = st.fixed_dictionaries({"kind": st.just("outcome"), "steps": steps})
    lane = st.fixed_dictionaries({"kind": st.just("lane"), "steps": st.lists(inside, min_size=1, max_size=3)})
    return st.one_of(
        st.fixed_dictionaries(
            {"kind": st.just("choice"), "branches": st.lists(branch, min_size=1, max_size=3), "otherwise": steps}
        ),
        st.fixed_dictionaries({"kind": st.just("parallel"), "lanes": st.lists(lane, min_size=2, max_size=3)}),
        _approvals(steps),
        st.fixed_dictionaries(
            {
                "kind": st.just("repeat"),
                "every": _INTERVALS,
                "until": st.lists(_CONDITIONS, max_size=2),
                "max": st.none() | st.integers(1, 1000),
                "steps": st.lists(inside, min_size=1, max_size=3),
            }
        ),
        st.fixed_dictionaries(
            {"kind": st.just("for_each"), "over": _NAMES, "steps": st.lists(inside, min_size=1, max_size=3)}
        ),
        st.fixed_dictionaries(
            {
                "kind": st.just("wait"),
                "until": st.lists(_CONDITIONS, min_size=1, max_size=2),
                "deadline": _INTERVALS,
            },
            optional={"timed_out": outcome},
        ),
        st.fixed_dictionaries(
            {"kind": st.just("ask"), "who": _PEOPLE, "title": _TEXTS},
            optional={"deadline": _TEXTS.filter(bool) | _MOMENTS | _UNTIL, "timed_out": outcome},
        ),
    )


def _approvals(steps: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    outcome = st.fixed_dictionaries({"kind": st.just("outcome"), "steps": steps})
    return st.fixed_dictionaries(
        {
            "kind": st.just("approval"),
            "approvers": _PEOPLE,
            "mode": st.sampled_from(get_args(ApprovalMode)),
            "approved": outcome,
            "rejected": outcome,
        },
        optional={"deadline": _TEXTS.filter(bool) | _MOMENTS | _UNTIL, "timed_out": outcome},
    )


def _kinds(trigger: str) -> st.SearchStrategy[str | None]:
    return st.sampled_from([None, *get_args(ActivityKind)]) if trigger == "activity_added" else st.none()


@st.composite
def _plans(draw: st.DrawFn) -> Plan:
    name = draw(st.sampled_from(list(TRIGGERS)))
    numbers = count(1)
    steps = draw(st.lists(st.recursive(_LEAVES, _nested, max_leaves=12), min_size=1, max_size=5))
    told: dict[str, Any] = {
        "entity": TRIGGERS[name].entity or draw(st.sampled_from(ENTITIES)),
        "trigger": {"name": name, "stage": draw(_TEXTS), "field": draw(_TEXTS), "kind": draw(_kinds(name))},
        "conditions": draw(st.lists(_CONDITIONS, max_size=2)),
        "steps": [_numbered(step, numbers) for step in steps],
    }
    return Plan.model_validate(told)


def _numbered(step: dict[str, Any], numbers: count[int]) -> dict[str, Any]:
    told = {"id": f"n{next(numbers)}", **step}
    if told["kind"] == "ask":
        told["answers"] = [{"name": f"Answer_{told['id']}", "title": "Why?", "required": True}]
    for inside in ("branches", "steps", "otherwise", "lanes"):
        if inside in told:
            told[inside] = [_numbered(child, numbers) for child in told[inside]]
    for outcome in ("approved", "rejected", "timed_out"):
        if outcome in told:
            told[outcome] = _numbered(told[outcome], numbers)
    return told


@pytest.fixture(scope="session")
def plans() -> st.SearchStrategy[Plan]:
    return _plans()
