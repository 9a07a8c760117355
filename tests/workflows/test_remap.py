"""Names of a plan for another pipeline or portal: each kind is found wherever it stands, replaced, or listed."""

from __future__ import annotations

import pytest

from b24app.plan.plan import Plan
from b24app.plan.snapshot import demo_portal
from b24app.workflows.remap import in_pipeline, remapped, unresolved

PORTAL = demo_portal()
NOTE = {"kind": "action", "id": "n9", "action": "add_comment", "fields": {"message": "x"}}


def plan(*steps, conditions=(), entity="CRM_DEAL", **trigger):
    told = {"entity": entity, "trigger": {"name": "stage_changed"} | trigger, "conditions": conditions}
    return Plan.model_validate(told | {"steps": steps or [NOTE]})


def field(name, op="eq", value="x"):
    return {"field": name, "op": op, "value": value}


def action(name, on="record", **fields):
    return {"kind": "action", "id": "n1", "action": name, "on": on, "fields": fields}


def notify(kind, name):
    return action("send_notification", to=[{"kind": kind, "name": name}], message="x")


PLACES = [
    ("stage", plan(stage="Moon")),
    ("stage", plan(from_stage="Moon")),
    ("stage", plan(action("move_stage", stage="Moon"))),
    ("stage", plan(conditions=[field("stage", value="Moon")])),
    ("stage", plan(conditions=[field("status", "in", ["Moon", "New"])])),
    ("stage", plan(action("update_field", field="stage", value="Moon"))),
    ("pipeline", plan(pipeline="Moon")),
    ("pipeline", plan(conditions=[field("pipeline", value="Moon")])),
    ("field", plan(field="Moon")),
    ("field", plan(conditions=[field("Moon")])),
    ("field", plan(action("update_field", field="Moon", value="x"))),
    ("person", plan(notify("user", "Moon"))),
    ("person", plan(conditions=[field("owner", value="Moon")])),
    ("person", plan(conditions=[{"any": [[field("responsible person", "in", ["Moon"])]]}])),
    ("person", plan(action("update_field", field="owner", value="Moon"))),
    ("role", plan(notify("role", "Moon"))),
    ("department", plan(notify("group", "Moon"))),
]


@pytest.mark.parametrize(("kind", "told"), PLACES, ids=range(len(PLACES)))
def test_a_name_that_the_portal_lacks_is_listed_with_choices_and_can_be_replaced(kind, told):
    found = [one for one in unresolved(told, PORTAL) if one.name == "Moon"]
    assert [one.kind for one in found] == [kind]
    assert found[0].choices
    assert "Moon" not in remapped(told, {kind: {"Moon": "Sun"}}).model_dump_json()
    assert remapped(told, {"other": {"Moon": "Sun"}}) == told


@pytest.mark.parametrize(
    "told",
    [
        plan(stage="Contract", pipeline="Partners"),
        plan(conditions=[field("owner", value="Anna Berg"), field("amount", "gt", 5)]),
        plan(conditions=[field("payment_status", value="paid")], entity="CRM_INVOICE"),
        plan({"kind": "delay_until", "id": "n1", "until": "tomorrow 9 am"}),
        plan(action("update_task", field="Moon", value="x"), action("move_stage", "lead", stage="Moon") | {"id": "n2"}),
        plan(action("send_email", to=[{"kind": "client"}], subject="Moon", body="Moon")),
    ],
)
def test_what_is_known_or_belongs_to_another_record_is_not_asked_about(told):
    assert unresolved(told, PORTAL) == []


def test_a_copy_for_another_pipeline_is_for_that_pipeline():
    conditions = [field("stage", "in", ["New", "EXECUTING"]), field("pipeline", value="General")]
    told = plan(action("move_stage", stage="WON"), conditions=conditions, pipeline="General", stage="Contract")

    moved = in_pipeline(told, PORTAL, 1)

    assert (moved.trigger.pipeline, moved.trigger.stage) == ("Partners", "C1:EXECUTING")
    assert [row["value"] for row in moved.dump()["conditions"]] == [["C1:NEW", "C1:EXECUTING"], "Partners"]
    assert moved.dump()["steps"][0]["fields"]["stage"] == "C1:WON"
    assert unresolved(moved, PORTAL, 1) == []
