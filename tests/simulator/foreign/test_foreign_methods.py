"""Every method that the SDK has a typed call for: the call goes through, its result has the documented shape, and the
SDK's own parsers take it.
"""

from __future__ import annotations

import pytest

from simulator.methods import METHODS
from tests.simulator.foreign import (
    rows_activities,
    rows_app,
    rows_bizproc,
    rows_classic,
    rows_crm,
    rows_items,
    rows_office,
    rows_todo,
)
from tests.simulator.foreign.families import LEFT_OUT, is_asked_for
from tests.simulator.foreign.shape import misfit

WRITTEN = [
    *rows_app.ROWS, *rows_bizproc.ROWS, *rows_crm.ROWS, *rows_todo.ROWS, *rows_classic.ROWS, *rows_office.ROWS,
    *rows_activities.ROWS, *rows_items.ROWS,
]  # fmt: skip
UNREAD = {"crm.type.fields"}
"""The SDK looks for the fields beside `fields`; the documents put them inside (crm-type-fields.md)."""
ROWS = [row for row in WRITTEN if row[0].lower() in METHODS]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_typed_call_gets_the_documented_shape(sim, token, desk, row):
    method, ask, shape = row
    request = ask(token.get_client(), desk)

    assert misfit(request.result, shape) == ""
    assert request.response.time.finish >= request.response.time.start
    called = sim.common.log.find(direction="in", kind="rest", status=200)[-1]["name"]
    assert called.lower() == method.lower()
    for adapted in ("value", "values"):
        if hasattr(type(request), adapted) and method not in UNREAD:
            getattr(request, adapted)


def test_each_method_the_sdk_offers_and_the_portal_has_is_called(webhook):
    offered = {name.lower() for name in webhook.get_client().get_supported_api_methods()}
    called = {row[0].lower() for row in (*WRITTEN, *rows_todo.WITH_MOMENTS)}

    assert sorted(offered & set(METHODS) - called) == []


def test_each_method_of_the_families_we_are_to_have_is_there_or_is_left_out_for_a_reason(webhook):
    offered = webhook.get_client().get_supported_api_methods()
    missing = {name for name in offered if is_asked_for(name) and name.lower() not in METHODS}

    assert sorted(missing - set(LEFT_OUT)) == []
    assert sorted(set(LEFT_OUT) - missing) == []
    assert all(LEFT_OUT.values())


MOMENTS = [row for row in rows_todo.WITH_MOMENTS if row[0].lower() in METHODS]


@pytest.mark.parametrize(("method", "ask"), MOMENTS, ids=[row[0] for row in MOMENTS])
def test_a_typed_call_with_a_moment_goes_through_in_a_batch(sim, token, desk, method, ask):
    b24 = token.get_client()
    done = b24.call_batch({"one": ask(b24, desk)}).result

    assert done.result_error == []
    assert misfit(done.result["one"], {"id": int}) == ""
    assert sim.common.log.find(kind="rest", in_batch=True)[-1]["name"].lower() == method.lower()
