"""Random plans of every kind of step, about deals of the portal in conftest.py."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from b24app.plan.plan import Plan

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
    st.sampled_from(["minutes", "hours", "days", "weeks", "months", "business_days"]),
)


UNTIL: Any = st.one_of(
    st.sampled_from(["9 am", "9:30", "noon", "tomorrow 9 am", "next monday", "2026-12-24", "end of the month"]).map(
        lambda words: {"until": words}
    ),
    st.builds(
        lambda until, amount, unit: {"until": until, "offset": {"amount": amount, "unit": unit}},
        st.sampled_from(["CLOSEDATE", "BEGINDATE", "tomorrow 9 am"]),
        st.integers(-400, 400).filter(bool),
        st.sampled_from(["minutes", "hours", "days", "weeks", "months", "business_days"]),
    ),
    st.sampled_from(["CLOSEDATE", "CLOSEDATE at 9:15"]).map(lambda code: {"until": code}),
)
DUES: Any = st.one_of(UNTIL, st.sampled_from(["next Friday", "tomorrow", "17:00"]))
DEADLINES = st.one_of(st.none(), MOMENTS, DUES)


def _action(name: str, required: dict[str, Any], optional: dict[str, Any] | None = None) -> Any:
    return st.fixed_dictionaries(
        {
            "kind": st.just("action"),
            "action": st.just(name),
            "fields": st.fixed_dictionaries(required, optional=optional or {}),
        }
    )


CLIENT = {"kind": "client"}
ANYBODY: Any = st.sampled_from(
    [[CLIENT], [CLIENT, {"kind": "address", "value": "a@b.example"}, {"kind": "supervisor"}], [{"kind": "responsible"}]]
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
    _action("send_email", {"to": ANYBODY, "subject": TEXTS, "body": TEXTS}),
    _action("send_sms", {"to": st.sampled_from([[CLIENT], [{"kind": "user", "name": "Anna"}]]), "message": TEXTS}),
    _action("set_reminder", {"title": TEXTS, "assignee": st.just([{"kind": "responsible"}])}, {"datetime": MOMENTS}),
    _action("create_contact", {"title": TEXTS}),
    _action("remove_tag", {"tag": TEXTS}),
    _action(
        "create_task",
        {"title": TEXTS},
        {
            "assignee": PEOPLE,
            "deadline": st.one_of(MOMENTS, DUES),
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
DATES: Any = st.fixed_dictionaries(
    {
        "field": st.sampled_from(["close date", "DATE_CREATE"]),
        "op": st.sampled_from(["eq", "gt", "gte", "lt", "lte"]),
        "value": st.sampled_from(["2026-12-24", "today", "tomorrow", "7 days ago", "in 9 days", "in 2 months"]),
    }
)
VALUES: Any = st.sampled_from(
    [
        {"of": "values", "field": "Limit", "op": "gt", "value": 5.0},
        {"of": "values", "field": "Limit", "op": "empty"},
        {"of": "values", "field": "Colour", "op": "eq", "value": "red"},
        {"of": "values", "field": "Colour", "op": "in", "value": ["red", "light blue"]},
        {"of": "values", "field": "Urgent", "op": "eq", "value": "Y"},
        {"of": "values", "field": "Boss", "op": "eq", "value": "Anna Berg"},
        {"of": "values", "field": "Reason", "op": "contains", "value": "{=x} {{Limit}}"},
    ]
)
COMPARISONS = st.one_of(COMPARISONS, COMPARISONS, COMPARISONS, DATES, VALUES)
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


def _questions(children: Any) -> Any:
    outcome = st.fixed_dictionaries({"kind": st.just("outcome"), "steps": st.lists(children, max_size=2)})
    late = st.one_of(st.none(), outcome)
    return st.one_of(
        st.fixed_dictionaries(
            {
                "kind": st.just("approval"),
                "approvers": PEOPLE,
                "mode": st.sampled_from(["any", "all", "vote"]),
                "deadline": DEADLINES,
                "approved": outcome,
                "rejected": outcome,
                "timed_out": late,
            }
        ),
        st.fixed_dictionaries(
            {
                "kind": st.just("ask"),
                "who": PEOPLE,
                "title": st.one_of(st.just(""), TEXTS),
                "deadline": DEADLINES,
                "timed_out": late,
            }
        ),
        st.fixed_dictionaries(
            {"kind": st.just("wait"), "until": SOME_CONDITIONS, "deadline": MOMENTS, "timed_out": late}
        ),
        st.fixed_dictionaries(
            {"kind": st.just("wait"), "until": st.just([CLOSED]), "deadline": MOMENTS, "timed_out": late}
        ),
    )


def _loops(children: Any) -> Any:
    body = st.lists(children, min_size=1, max_size=2)
    return st.one_of(
        st.just(ASKED_AGAIN),
        st.fixed_dictionaries(
            {
                "kind": st.just("repeat"),
                "every": MOMENTS,
                "until": st.lists(COMPARISONS, min_size=1, max_size=2),
                "max": st.one_of(st.none(), st.integers(1, 999)),
                "steps": body,
            }
        ),
        st.fixed_dictionaries({"kind": st.just("repeat"), "every": MOMENTS, "max": st.integers(1, 999), "steps": body}),
        st.fixed_dictionaries(
            {
                "kind": st.just("for_each"),
                "over": st.sampled_from(["OBSERVER_IDS", "UF_CRM_NOTE"]),
                "steps": st.lists(st.one_of(children, ITEMS), min_size=1, max_size=2),
            }
        ),
        st.fixed_dictionaries(
            {"kind": st.just("for_each"), "of": st.just("values"), "over": st.just("Reason"), "steps": body}
        ),
    )


CLOSED = {"field": "CLOSED", "op": "eq", "value": "Y"}
ITEMS = st.sampled_from(
    [
        {
            "kind": "action",
            "action": "send_notification",
            "fields": {"to": [{"kind": "item"}, {"kind": "answer", "name": "Boss"}], "message": "{{ITEM}} {{Reason}}"},
        }
    ]
)
ASKED_AGAIN = {
    "kind": "repeat",
    "every": {"amount": 1, "unit": "days"},
    "max": 4,
    "steps": [{"kind": "action", "action": "webhook", "fields": {"url": "https://x.example"}}],
}
INPUTS = [
    {"name": "Limit", "type": "number", "default": "5", "title": "How much?", "required": True},
    {"name": "Reason", "type": "text", "default": "because {=x}"},
    {"name": "Boss", "type": "person", "default": "jonas krag"},
]
VARIABLES = [
    {"name": "Colour", "type": "list", "choices": ["red", "light blue"], "default": "red"},
    {"name": "Urgent", "type": "yes_no", "default": "Y"},
]
DELAYS: Any = st.one_of(
    MOMENTS.map(lambda moment: {"kind": "delay"} | moment), UNTIL.map(lambda until: {"kind": "delay_until"} | until)
)


def _control(children: Any) -> Any:
    return st.one_of(_steps(children), _questions(children), _loops(children))


LEAVES: Any = st.one_of(ACTIONS, ACTIONS, DELAYS, st.just({"kind": "stop"}))
STEPS = st.lists(st.one_of(LEAVES, _control(st.one_of(LEAVES, _control(LEAVES)))), min_size=1, max_size=3)


NODES = {
    "action",
    "delay",
    "delay_until",
    "choice",
    "branch",
    "parallel",
    "lane",
    "approval",
    "ask",
    "wait",
    "outcome",
    "repeat",
    "for_each",
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
        for key in ("branches", "lanes", "steps", "otherwise", "approved", "rejected", "timed_out"):
            if key in copied:
                copied[key] = _numbered(copied[key], counter)
        if value == ASKED_AGAIN:
            result = {"of": f"n{counter[0]}"}
            copied["until"] = [
                result | {"field": "status", "op": "eq", "value": 200.0},
                result | {"field": "answer", "op": "contains", "value": "ok"},
            ]
        if value["kind"] == "ask":
            copied["answers"] = [{"name": f"Why_{copied['id']}", "title": "Why = {=x}?", "required": True}]
    return copied


@st.composite
def some_plan(draw: st.DrawFn) -> Plan:
    """A function and not a `builds` expression: hypothesis would print the whole of that for every failure."""
    return Plan.model_validate(
        {
            "entity": "CRM_DEAL",
            "trigger": {"name": draw(st.sampled_from(["deal_won", "deal_lost"])), "actor": {"kind": "responsible"}},
            "inputs": INPUTS,
            "variables": VARIABLES,
            "never": [{"actions": ["send_whatsapp", "create_deal"], "to": "client"}],
            "conditions": draw(CONDITIONS),
            "steps": _numbered(draw(STEPS), [0]),
        }
    )
