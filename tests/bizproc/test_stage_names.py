"""Names of stages mean those of the trigger's pipeline, and whether an invoice is paid is told by its stage."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from b24app.bizproc import bpt
from b24app.bizproc.build import build
from b24app.bizproc.read import read_plan, read_tree
from b24app.errors import PlanRejected
from b24app.plan.plan import Plan
from b24app.plan.snapshot import PortalField, Snapshot, Stage, demo_portal
from b24app.workflows.compiled import NO_PORTAL, compile_plan
from b24app.workflows.dryrun import Trial, dryrun, effects
from simulator.workflow.bpt import unpack
from tests.bizproc.running import CLIENT_ID, note
from tests.bizproc.strict.trees import faults

NOW = datetime(2026, 12, 1, tzinfo=UTC)


def plan(*steps, entity="CRM_DEAL", pipeline="", conditions=(), trigger="stage_changed"):
    told = {"entity": entity, "trigger": {"name": trigger, "pipeline": pipeline}, "conditions": conditions}
    return Plan.model_validate(told | {"steps": steps})


def move(stage, on="record"):
    return {"kind": "action", "id": "n1", "action": "move_stage", "on": on, "fields": {"stage": stage}}


def branch(template):
    """The condition of the first branch."""
    found = next(node for node in template["TEMPLATE"][0]["Children"] if node["Type"] == "IfElseActivity")
    return found["Children"][0]["Properties"]


def condition(rows, portal, entity="CRM_DEAL", pipeline=""):
    trigger = "invoice_overdue" if entity == "CRM_INVOICE" else "stage_changed"
    told = plan(note(1, "x"), entity=entity, pipeline=pipeline, conditions=rows, trigger=trigger)
    return branch(build(told, portal, CLIENT_ID, "v1").tree)["fieldcondition"]


@pytest.mark.parametrize(("pipeline", "code"), [("General", "EXECUTING"), ("Partners", "C1:EXECUTING")])
def test_a_stage_is_the_one_of_the_triggers_pipeline(pipeline, code):
    moved = build(plan(move("contract"), pipeline=pipeline), demo_portal(), CLIENT_ID, "v1").tree["TEMPLATE"][0]
    moved = moved["Children"][1]["Children"][0]
    assert moved["Children"][1]["Properties"]["FieldValue"] == {"STAGE_ID": code}
    stage = [{"field": "stage", "op": "eq", "value": "Contract"}]
    number = {"General": "0", "Partners": "1"}[pipeline]
    rows = condition(stage, demo_portal(), pipeline=pipeline)
    assert rows == [["CATEGORY_ID", "=", number, "0"], ["STAGE_ID", "=", code, "0"]]


def test_without_a_pipeline_a_stage_of_several_is_a_question():
    with pytest.raises(PlanRejected, match="Several pipelines") as refused:
        build(plan(move("Contract")), demo_portal(), CLIENT_ID, "v1")
    assert refused.value.choices == ("EXECUTING", "C1:EXECUTING")


def test_the_pipelines_own_spelling_counts_before_anothers():
    stages = (Stage(entity="CRM_DEAL", code="A", name="In work"),
              Stage(entity="CRM_DEAL", code="C1:A", name="In Work", pipeline_id=1))  # fmt: skip
    portal = demo_portal().model_copy(update={"stages": stages})
    stage = [{"field": "stage", "op": "eq", "value": "In work"}]
    assert condition(stage, portal, pipeline="Partners")[1] == ["STAGE_ID", "=", "C1:A", "0"]


def test_the_pipeline_of_another_record_is_not_the_triggers():
    told = plan(move("Contract", on="deal"), entity="CRM_INVOICE", pipeline="General", trigger="invoice_overdue")
    with pytest.raises(PlanRejected, match="Several pipelines"):
        build(told, demo_portal(), CLIENT_ID, "v1")


def test_a_dry_run_reads_the_name_in_that_pipeline_too():
    stage = [{"field": "stage", "op": "eq", "value": "Contract"}]
    told = plan(note(1, "x"), pipeline="Partners", conditions=stage)
    for held, done in (("C1:EXECUTING", True), ("EXECUTING", False), ("contract", True)):
        trial = Trial.model_validate({"fields": {"stage": held}})
        assert bool(effects(dryrun(told, trial, demo_portal(), NOW))) is done


BIG = {"field": "amount", "op": "gt", "value": 10}
EITHER = {"any": [[BIG], [{"field": "title", "op": "not_empty"}]]}


@pytest.mark.parametrize("portal", [demo_portal(), NO_PORTAL], ids=["portal", "none"])
@pytest.mark.parametrize("rows", [[], [BIG], [EITHER]], ids=["alone", "one", "either"])
def test_a_workflow_of_a_pipeline_does_nothing_in_another_and_is_read_back(portal, rows):
    template = build(plan(note(1, "x"), pipeline="Partners", conditions=rows), portal, CLIENT_ID, "v1")
    data = bpt.encode(template.tree)
    code = "1" if portal.known else "{=Constant:Pipeline_Partners}"

    groups = [row for row in branch(template.tree)["fieldcondition"] if row[0] == "CATEGORY_ID"]
    assert [row[1:3] for row in groups] == [["=", code]] * (2 if rows == [EITHER] else 1)
    assert faults(unpack(data), "DEAL", CLIENT_ID) == []
    found = read_plan(read_tree(data), template.document_type, CLIENT_ID)
    assert found is not None
    assert found.trigger.pipeline == "Partners"
    assert len(found.conditions) == len(rows)


def test_a_condition_names_a_pipeline_too():
    rows = [{"field": "pipeline", "op": "ne", "value": "partners"}]
    assert condition(rows, demo_portal()) == [["CATEGORY_ID", "!=", "1", "0"]]
    assert condition(rows, NO_PORTAL) == [["CATEGORY_ID", "!=", "{=Constant:Pipeline_partners}", "0"]]
    with pytest.raises(PlanRejected, match="no pipeline called") as refused:
        condition([{"field": "pipeline", "op": "eq", "value": "Retail"}], demo_portal())
    assert refused.value.choices == ("General", "Partners")


def test_leads_are_in_no_pipelines():
    told = plan(note(1, "x"), entity="CRM_LEAD", pipeline="Partners", trigger="lead_created")
    with pytest.raises(PlanRejected, match="in no pipelines"):
        build(told, demo_portal(), CLIENT_ID, "v1")
    assert build(told, NO_PORTAL, CLIENT_ID, "v1").tree["CONSTANTS"] == {}


@pytest.mark.parametrize(
    ("fields", "done"), [({"pipeline": "Partners"}, True), ({"CATEGORY_ID": "0"}, False), ({}, True)]
)
def test_a_dry_run_asks_for_the_pipeline_where_the_record_tells_it(fields, done):
    told = plan(note(1, "x"), pipeline="Partners")
    happenings = dryrun(told, Trial.model_validate({"fields": fields}), demo_portal(), NOW)
    assert bool(effects(happenings)) is done


PAID = [{"field": "payment_status", "op": "eq", "value": "paid"}]
OPEN = [{"field": "payment_status", "op": "ne", "value": "paid"}]


def test_paid_is_the_stage_of_success():
    assert condition(PAID, demo_portal(), "CRM_INVOICE") == [["STAGE_ID", "=", "DT31_5:P", "0"]]
    assert condition(OPEN, demo_portal(), "CRM_INVOICE") == [["STAGE_ID", "!=", "DT31_5:P", "0"]]
    unpaid = [{"field": "paid", "op": "eq", "value": "no"}]
    assert condition(unpaid, demo_portal(), "CRM_INVOICE") == [["STAGE_ID", "!=", "DT31_5:P", "0"]]


def test_paid_is_any_of_the_pipelines_stages_of_success():
    more = (*demo_portal().stages, Stage(entity="CRM_INVOICE", code="DT31_7:P", name="Paid", semantics="success"))
    portal = demo_portal().model_copy(update={"stages": more})
    ((code, sign, values, _),) = condition(PAID, portal, "CRM_INVOICE")
    assert (code, sign, set(values)) == ("STAGE_ID", "in", {"DT31_5:P", "DT31_7:P"})


def test_without_a_portal_paid_is_a_stage_to_be_chosen_and_no_made_up_field():
    compiled = compile_plan(plan(note(1, "x"), entity="CRM_INVOICE", conditions=PAID, trigger="invoice_overdue"),
                            NO_PORTAL, CLIENT_ID)  # fmt: skip
    assert branch(compiled.template.tree)["fieldcondition"] == [["STAGE_ID", "=", "{=Constant:Stage_Paid}", "0"]]
    assert [(one.kind, one.words) for one in compiled.unresolved] == [("stage", "Paid")]


def test_a_field_of_the_portal_of_that_name_is_that_field():
    own = PortalField(entity="CRM_INVOICE", code="UF_CRM_PAY", caption="Payment status", holds="text")
    portal = demo_portal().model_copy(update={"fields": (own,)})
    rows = [{"field": "payment status", "op": "eq", "value": "paid"}]
    assert condition(rows, portal, "CRM_INVOICE") == [["UF_CRM_PAY", "=", "paid", "0"]]


@pytest.mark.parametrize(
    "row", [{"op": "eq", "value": "half"}, {"op": "contains", "value": "paid"}, {"op": "not_empty"}]
)
def test_a_payment_that_no_stage_tells_is_a_question(row):
    with pytest.raises(PlanRejected, match="told by its stage") as refused:
        condition([{"field": "payment_status"} | row], demo_portal(), "CRM_INVOICE")
    assert refused.value.choices == ("paid", "not paid")


def test_invoices_without_such_a_stage_are_never_paid():
    with pytest.raises(PlanRejected, match="no stage here"):
        condition(PAID, Snapshot(), "CRM_INVOICE")


@pytest.mark.parametrize("portal", [demo_portal(), NO_PORTAL], ids=["portal", "none"])
@pytest.mark.parametrize("fields", [{"payment_status": "paid"}, {"payment_status": "unpaid"}])
def test_a_dry_run_knows_it_too(portal, fields):
    told = plan(note(1, "x"), entity="CRM_INVOICE", conditions=PAID, trigger="invoice_overdue")
    done = bool(effects(dryrun(told, Trial.model_validate({"fields": fields}), portal, NOW)))
    assert done is (fields["payment_status"] == "paid")
