"""The simulated portal's importer accepts whatever is built."""

from __future__ import annotations

import base64

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from b24app.bizproc import bpt
from b24app.bizproc.build import build
from simulator.workflow.importer import import_template


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_built_template_is_imported(data, plans, portal, client_id):
    template = build(data.draw(plans), portal, client_id, "v1")
    sent = base64.b64encode(bpt.encode(template.tree)).decode()
    imported = import_template(sent, user_is_admin=True, robot=lambda _: None)
    assert imported.tree[0]["Name"] == "Template"
    assert list(imported.parameters) == ["StartKey", "Limit", "Reason", "Boss"]
    assert not imported.document_fields
