"""What the SDK does beyond single typed calls: errors, lists, batches, AUTO_EXECUTE, and reading what we send it."""

from __future__ import annotations

import pytest
from b24pysdk import errors
from b24pysdk.credentials import OAuthEventData, OAuthPlacementData, OAuthWorkflowData

from tests.simulator.foreign.desk import DEAL_TYPE


def test_auto_execute_is_a_text_of_digits_and_an_integer_is_refused(token, desk):
    """The SDK's own typed argument is an integer, which the portal refuses (bpt-format.md)."""
    add = token.get_client().bizproc.workflow.template.add
    with pytest.raises(errors.BitrixAPIBadRequest) as refused:
        add(DEAL_TYPE, "T", desk.file(), auto_execute=1).call()
    assert refused.value.json_response["error"] == "ERROR_TEMPLATE_VALIDATION_FAILURE"
    assert refused.value.json_response["error_description"] == "Incorrect field AUTO_EXECUTE!"

    given = {"DOCUMENT_TYPE": list(DEAL_TYPE), "NAME": "T", "TEMPLATE_DATA": desk.file(), "AUTO_EXECUTE": "1"}
    number = token.call_method("bizproc.workflow.template.add", given)["result"]
    update = token.get_client().bizproc.workflow.template.update
    assert update(number, {"AUTO_EXECUTE": "3"}).result == number
    with pytest.raises(errors.BitrixAPIBadRequest):
        update(number, {"AUTO_EXECUTE": 3}).call()
    assert desk.call("bizproc.workflow.template.list", SELECT=["AUTO_EXECUTE"]) == [{"AUTO_EXECUTE": "3"}]


@pytest.mark.parametrize("fast", [False, True])
def test_the_sdks_two_ways_of_reading_long_lists_find_every_record_once(token, desk, fast):
    cmd = [f"crm.deal.add?fields[TITLE]=D{number}" for number in range(50)]
    for _ in range(3):
        desk.call("batch", cmd=cmd)
    request = token.get_client().crm.item.list(2, select=["id"])

    found = request.as_list_fast() if fast else request.as_list()

    assert sorted(row["id"] for row in found.result) == list(range(1, 157))


def test_a_batch_of_typed_calls_keeps_their_names_and_errors(token):
    b24 = token.get_client()
    done = b24.call_batch({"deal": b24.crm.item.get(2, 1), "none": b24.crm.item.get(2, 999)}).result

    assert done.result["deal"]["item"]["id"] == 1
    assert done.result_error["none"]["error"] == "NOT_FOUND"
    assert set(done.result_time) == {"deal"}


def test_a_busy_portal_is_asked_again(sim, token):
    from simulator.faults import Fault

    sim.common.faults.arm(Fault("profile", "503"))
    assert token.get_client(initial_retry_delay=0.01).profile().result["NAME"] == "Anna"


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ("429", errors.BitrixAPIOperationTimeLimit),
        ("500", errors.BitrixAPIInternalServerError),
        ("html", errors.BitrixResponseJSONDecodeError),
        ("reset", errors.BitrixRequestError),
        ("half", errors.BitrixSDKException),
    ],
)
def test_the_sdk_understands_each_fault(sim, token, fault, kind):
    from simulator.faults import Fault

    sim.common.faults.arm(Fault("profile", fault))
    with pytest.raises(kind):
        token.get_client(max_retries=1).profile().call()


@pytest.mark.parametrize(
    ("method", "params", "kind"),
    [
        ("no.such.method", {}, errors.BitrixAPINotFound),
        ("crm.item.get", {"entityTypeId": 2, "id": 999}, errors.BitrixAPINotFound),
        ("crm.item.add", {"entityTypeId": 2}, errors.BitrixAPIBadRequest),
        ("bizproc.event.send", {"EVENT_TOKEN": "forged"}, errors.BitrixAPIAccessDenied),
    ],
)
def test_refusals_arrive_as_the_sdks_errors(token, method, params, kind):
    with pytest.raises(kind):
        token.call_method(method, params)


def test_the_sdk_reads_a_robots_call(sim, desk, foreign_app):
    desk.waiting()
    (form,) = desk.listener.wait("/handler")

    call = OAuthWorkflowData.from_dict(form)

    assert (call.code, call.use_subscription) == ("greet", True)
    assert call.auth.member_id == sim.member_id
    assert call.validate_against_app_info(call.get_app_info(foreign_app))


def test_the_sdk_reads_an_event(sim, desk, foreign_app):
    desk.call("event.bind", event="ONCRMDEALUPDATE", handler=desk.handler)
    desk.call("crm.deal.update", id=1, fields={"TITLE": "Other"})
    (form,) = desk.listener.wait("/handler")

    event = OAuthEventData.from_dict(form)

    assert (event.event, event.data) == ("ONCRMDEALUPDATE", {"FIELDS": {"ID": "1"}})
    assert event.validate_against_app_info(event.get_app_info(foreign_app))


def test_the_sdk_reads_an_opened_placement(sim, desk, foreign_app):
    from simulator import browser

    desk.call("placement.bind", PLACEMENT="CRM_DEAL_DETAIL_TAB", HANDLER=desk.handler)
    opening = browser.prepare(sim.portal, foreign_app.client_id, 4, "CRM_DEAL_DETAIL_TAB", {"ID": "1"})
    browser.open_page(sim.portal, opening)
    (form,) = desk.listener.wait("/handler")

    opened = OAuthPlacementData.from_dict(form)

    assert (opened.domain, opened.placement) == ("acme.bitrix24.com", "CRM_DEAL_DETAIL_TAB")
    assert opened.validate_against_app_info(opened.get_app_info(foreign_app))
