"""Two budgets: requests per address on real time, working time per method on the portal's clock."""

import time

import pytest
import requests

from simulator.limits import Limits
from simulator.wire import RestError


def spend(app, method, seconds):
    app.control("/_limits", spend={"client_id": app.client_id, "method": method, "seconds": seconds})


def test_the_call_after_the_one_that_crosses_the_limit_is_refused_for_ten_minutes(app):
    spend(app, "crm.item.get", 479.99)
    assert app.request("crm.item.get", entityTypeId=2, id=1).status_code == 200
    spend(app, "crm.item.get", 1)
    status, code, _ = app.refused("crm.item.get", entityTypeId=2, id=1)
    assert (status, code) == (429, "OPERATION_TIME_LIMIT")
    assert app.request("crm.item.list", entityTypeId=2).status_code == 200
    app.control("/_clock/advance", seconds=601)
    assert app.request("crm.item.get", entityTypeId=2, id=1).status_code == 200


def test_time_tells_the_sum_and_when_the_oldest_minute_drops(app):
    before = app.request("crm.item.get", entityTypeId=2, id=1).json()["time"]
    spend(app, "crm.item.get", 100)
    app.control("/_clock/advance", seconds=120)
    spend(app, "crm.item.get", 50)
    now = app.request("crm.item.get", entityTypeId=2, id=1).json()["time"]
    assert 150 <= now["operating"] < 152
    assert now["operating_reset_at"] == before["operating_reset_at"]
    app.control("/_clock/advance", seconds=481)
    later = app.request("crm.item.get", entityTypeId=2, id=1).json()["time"]
    assert 50 <= later["operating"] < 52


def test_each_command_of_a_batch_spends_its_own_budget(app):
    spend(app, "profile", 500)
    body = app.request("batch", cmd={"a": "profile", "b": "server.time"}).json()["result"]
    assert body["result_error"]["a"]["error"] == "OPERATION_TIME_LIMIT"
    assert "operating" in body["result_time"]["b"]


def test_the_limit_can_be_another_one_or_none(app):
    app.control("/_limits", operating_s=5)
    spend(app, "profile", 6)
    assert app.refused("profile")[1] == "OPERATION_TIME_LIMIT"
    app.control("/_limits", operating_s=None)
    assert app.request("profile").status_code == 200


def test_the_bucket_can_be_switched_on_and_off_and_has_two_sizes(app):
    app.control("/_limits", on=True)
    session = requests.Session()

    def status():
        return session.post(f"{app.sim.portal_url}/rest/server.time", json={"auth": app.token}, timeout=10).status_code

    assert [status() for _ in range(50)] == [200] * 50
    assert 503 in (status() for _ in range(500))  # two a second drain meanwhile
    app.control("/_limits", on=False)
    assert app.request("server.time").status_code == 200


@pytest.mark.parametrize(("plan", "burst"), [("", 50), ("Enterprise", 250)])
def test_plans_differ_in_their_bucket(plan, burst):
    bucket = Limits.of_plan(plan)
    for _ in range(burst):
        bucket.count("10.0.0.1")
    with pytest.raises(RestError, match="Too many requests"):
        bucket.count("10.0.0.1")
    bucket.count("10.0.0.2")
    time.sleep(0.6)
    bucket.count("10.0.0.1")
