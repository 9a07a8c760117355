"""Workflows on something new: the portal starts them itself, for every kind of record that can be created."""

import pytest

from b24app.plan.plan import Plan
from b24app.triggers import all_triggers

NOTE = {"kind": "action", "id": "n1", "action": "add_comment", "fields": {"message": "Seen at once"}}
CREATED = {
    "lead_created": ("CRM_LEAD", 1, {"title": "New"}),
    "deal_created": ("CRM_DEAL", 2, {"title": "New"}),
    "contact_created": ("CRM_CONTACT", 3, {"name": "New"}),
    "company_created": ("CRM_COMPANY", 4, {"title": "New"}),
    "quote_created": ("CRM_QUOTE", 7, {"title": "New"}),
}


def published(office, entity, trigger, *steps):
    plan = Plan.model_validate({"entity": entity, "trigger": trigger, "steps": steps}).dump()
    draft = {"description": "…", "plan": plan, "name": "New records"}
    return office.fetch("POST", "/frame/workflows", office.bearer, draft)


@pytest.mark.parametrize("name", CREATED)
def test_a_new_record_starts_the_workflow_without_the_app(office, name):
    """
    Armed by the portal's own switch, and gone through once for the record made afterwards.
    """
    entity, type_id, fields = CREATED[name]
    assert published(office, entity, {"name": name}, NOTE).status == 201
    (template,) = office.state("templates")
    assert str(template["auto_execute"]) == "1"

    office.user_does("crm.item.add", entityTypeId=type_id, fields=fields)

    assert [str(row.get("COMMENT", row)) for row in office.state("comments")] == ["Seen at once"]
    (run,) = office.state("workflows")
    assert (run["state"], run["template_id"]) == ("done", template["id"])
    assert office.log("bizproc.workflow.start") == []


def test_every_native_start_is_a_trigger_file_that_watches_nothing():
    assert {name for name, trigger in all_triggers().items() if not trigger.events} == set(CREATED)


@pytest.mark.parametrize(
    "more",
    [
        {"trigger": {"name": "lead_created", "actor": {"kind": "user", "name": "Clara Novak"}}},
        {"trigger": {"name": "lead_created", "actor": {"kind": "responsible"}}},
    ],
)
def test_a_creation_by_somebody_in_particular_is_refused_by_name_until_the_app_can_tell_who(office, more):
    refused = published(office, "CRM_LEAD", more["trigger"], NOTE)

    assert (refused.status, refused.json["error"]) == (422, "not_built")
    assert office.log("bizproc.workflow.template.add") == []


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ({"actor": {"kind": "user", "name": "Clara Novak"}}, "who did it"),
        ({"stage": "Won"}, "its stage"),
        ({"from_stage": "Proposal"}, "where it came from"),
        ({"field": "amount"}, "a field"),
    ],
)
def test_a_trigger_narrowed_in_a_way_that_nobody_looks_at_is_refused_by_name(office, part, words):
    refused = published(office, "CRM_DEAL", {"name": "deal_won"} | part, NOTE)

    assert (refused.status, refused.json["error"]) == (422, "not_built")
    assert f"deal_won, only by {words}" in refused.json["message"]
    assert office.log("bizproc.workflow.template.add") == []
