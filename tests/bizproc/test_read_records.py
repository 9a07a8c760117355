"""Questions and loops on every kind of record that hosts templates, with a portal and without one."""

from __future__ import annotations

import pytest

from b24app.bizproc import bpt
from b24app.bizproc.build import build
from b24app.bizproc.read import read_plan, read_tree
from b24app.plan.plan import Plan
from b24app.plan.snapshot import Snapshot

WHO = [{"kind": "creator"}]
TOLD = {"kind": "action", "action": "send_notification", "fields": {"to": WHO, "message": "because {{Why}}"}}
NAMED = {
    "CRM_LEAD": "lead_created",
    "CRM_DEAL": "deal_won",
    "CRM_CONTACT": "contact_created",
    "CRM_COMPANY": "company_created",
    "CRM_QUOTE": "quote_created",
    "CRM_INVOICE": "invoice_paid",
    "DYNAMIC_177": "stage_changed",
}


@pytest.mark.parametrize("entity", NAMED)
@pytest.mark.parametrize("known", [True, False], ids=["with a portal", "without"])
def test_what_is_built_for_a_record_is_read_back(entity, known, client_id):
    until = [
        {"of": "n1", "field": "Comments", "op": "not_empty"},
        {"field": "ID" if known else "UF_CRM_WARRANTY", "op": "not_empty"},
    ]
    who = WHO if known else [{"kind": "user", "name": "Ana Berg"}]
    steps = [
        {
            "kind": "approval",
            "id": "n1",
            "approvers": WHO,
            "approved": {"kind": "outcome", "id": "n2", "steps": [TOLD | {"id": "n3"}]},
            "rejected": {"kind": "outcome", "id": "n4"},
        },
        {"kind": "ask", "id": "n5", "who": who, "answers": [{"name": "Why"}]},
        {
            "kind": "repeat",
            "id": "n6",
            "every": {"amount": 1, "unit": "months"},
            "until": until,
            "max": 3,
            "steps": [TOLD | {"id": "n7"}],
        },
    ]
    plan = Plan.model_validate({"entity": entity, "trigger": {"name": NAMED[entity]}, "steps": steps})
    template = build(plan, Snapshot(known=known), client_id, "v1")
    assert read_plan(read_tree(bpt.encode(template.tree)), template.document_type, client_id) == plan
