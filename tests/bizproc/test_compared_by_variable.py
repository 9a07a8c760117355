"""Revenue is compared as a number and a company by its name, though the record holds neither so (variables.md)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from b24app.bizproc import bpt
from b24app.bizproc.build import build
from b24app.bizproc.read import read_plan, read_tree
from b24app.errors import PlanRejected
from b24app.plan.plan import Plan
from b24app.workflows.compiled import NO_PORTAL
from b24app.workflows.dryrun import Trial, dryrun, effects
from simulator.workflow.bpt import unpack
from tests.bizproc.running import CLIENT_ID, DAY, PORTAL, Played, note
from tests.bizproc.strict.trees import faults
from tests.simulator.workflow.conftest import Desk, MemoryWorld

RICH = {"field": "revenue", "op": "gt", "value": 1_000_000}
ACME = {"field": "company", "op": "contains", "value": "Acme"}


@pytest.fixture
def play():
    def start(steps, **plan):
        fields = plan.pop("deal", {})
        world = MemoryWorld()
        world.documents[Desk.document_id].update(fields)
        return Played(Desk(world), world, steps, **plan)

    return start


def choice(condition):
    branch = {"kind": "branch", "id": "n2", "when": [condition], "steps": [note(3, "yes")]}
    return {"kind": "choice", "id": "n1", "branches": [branch], "otherwise": [note(4, "no")]}


def foreseen(steps, fields, **plan):
    told = Plan.model_validate({"entity": "CRM_DEAL", "trigger": {"name": "deal_won"}, "steps": steps} | plan)
    trial = Trial.model_validate({"fields": fields})
    return [one.details["message"] for one in effects(dryrun(told, trial, PORTAL, datetime(2026, 12, 1, tzinfo=UTC)))]


@pytest.mark.parametrize(
    ("held", "said"), [("900000", "no"), ("1000000.00", "no"), ("5000000 EUR", "yes"), ("", "no"), ("90000", "no")]
)
def test_revenue_is_a_number_also_where_text_is_written_behind_it(play, held, said):
    fields = {"COMPANY.REVENUE": held}
    assert play([choice(RICH)], deal=fields).notes == foreseen([choice(RICH)], fields) == [said]


def test_a_guard_compares_it_too_and_the_mark_tells_what_the_record_held(play):
    flow = play([note(1, "on")], conditions=[RICH], deal={"COMPANY.REVENUE": "5000000 EUR"})

    assert flow.notes == ["on"]
    assert "COMPANY.REVENUE=5000000 EUR" in flow.world.calls[0].properties["values"]


@pytest.mark.parametrize(("held", "said"), [("Acme Ltd", "yes"), ("Other", "no")])
def test_the_company_of_a_deal_is_compared_by_its_name(play, held, said):
    fields = {"COMPANY_ID": "7", "COMPANY.TITLE": held}
    assert play([choice(ACME)], deal=fields).notes == foreseen([choice(ACME)], fields) == [said]


def test_a_company_is_told_by_its_number_or_by_whether_there_is_one(play):
    for condition in ({"field": "company", "op": "eq", "value": "7"}, {"field": "company", "op": "not_empty"}):
        assert play([choice(condition)], deal={"COMPANY_ID": "7", "COMPANY.TITLE": "Acme"}).notes == ["yes"]


def test_a_loop_looks_again_in_every_round(play):
    every = {"amount": 1, "unit": "days"}
    repeat = {"kind": "repeat", "id": "n1", "every": every, "until": [RICH], "max": 9, "steps": [note(2, "again")]}
    flow = play([repeat, note(3, "on")], deal={"COMPANY.REVENUE": "1"})

    flow.passes(DAY).deal(**{"COMPANY.REVENUE": "2000000"}).passes(DAY)

    assert flow.notes == ["again", "again", "on"]


def test_a_wait_looks_again_too(play):
    wait = {"kind": "wait", "id": "n1", "until": [RICH], "deadline": {"amount": 9, "unit": "days"}}
    flow = play([wait, note(2, "on")], deal={"COMPANY.REVENUE": "1"})

    assert flow.passes(DAY).notes == []
    assert flow.deal(**{"COMPANY.REVENUE": "2000000"}).passes(DAY).notes == ["on"]


@pytest.mark.parametrize(
    ("entity", "trigger", "condition"),
    [
        ("CRM_DEAL", "deal_won", RICH),
        ("CRM_DEAL", "deal_won", ACME),
        ("CRM_COMPANY", "company_updated", RICH),
        ("CRM_LEAD", "lead_created", ACME),
        ("CRM_QUOTE", "quote_created", ACME),
        ("CRM_INVOICE", "invoice_paid", ACME),
        ("DYNAMIC_130", "stage_changed", ACME),
    ],
)
def test_every_kind_of_record_is_built_without_a_fault_and_read_back(entity, trigger, condition):
    every = {"amount": 1, "unit": "days"}
    steps = [
        choice(condition),
        {"kind": "repeat", "id": "n5", "every": every, "until": [condition], "max": 3, "steps": [note(6, "again")]},
        {"kind": "wait", "id": "n7", "until": [condition], "deadline": every},
    ]
    told = {"entity": entity, "trigger": {"name": trigger}, "conditions": [condition], "steps": steps}
    template = build(Plan.model_validate(told), NO_PORTAL, CLIENT_ID, "v1")
    data = bpt.encode(template.tree)

    assert faults(unpack(data), template.document_type[2], CLIENT_ID) == []
    found = read_plan(read_tree(data), template.document_type, CLIENT_ID)
    assert found is not None
    assert [row["value"] for row in found.dump()["conditions"]] == [condition["value"]]


def test_a_contact_does_not_tell_the_name_of_its_company():
    told = {"entity": "CRM_CONTACT", "trigger": {"name": "contact_created"}, "conditions": [ACME], "steps": []}
    plan = Plan.model_validate(told | {"steps": [note(1, "x")]})

    with pytest.raises(PlanRejected, match="only the number"):
        build(plan, NO_PORTAL, CLIENT_ID, "v1")
