"""The REST entrance: addresses, bodies, envelopes, who may call, batch, limits."""

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from simulator import batch
from simulator.methods import METHODS
from simulator.server import Simulator


def test_the_envelope_has_result_and_time(app):
    body = app.request("server.time").json()
    assert set(body) == {"result", "time"}
    assert set(body["time"]) == {
        "start", "finish", "duration", "processing", "date_start", "date_finish", "operating_reset_at", "operating",
    }  # fmt: skip
    assert body["result"].endswith("+00:00")


@pytest.mark.parametrize("suffix", ["", ".json", "/"])
def test_the_suffix_is_optional_and_the_token_may_be_in_the_query(app, suffix):
    url = f"{app.sim.portal_url}/rest/profile{suffix}"
    assert requests.get(url, params={"auth": app.token}, timeout=10).json()["result"]["NAME"] == "Anna"
    assert requests.post(url, data={"auth": app.token}, timeout=10).json()["result"]["NAME"] == "Anna"


def test_form_multipart_and_json_bodies_mean_the_same(app):
    url = f"{app.sim.portal_url}/rest/crm.item.list"
    form = {
        "auth": app.token,
        "entityTypeId": "2",
        "filter[>opportunity]": "9000",
        "select[0]": "id",
        "order[id]": "DESC",
    }
    plain = requests.post(url, data=form, timeout=10).json()["result"]
    multipart = requests.post(url, files={key: (None, value) for key, value in form.items()}, timeout=10).json()[
        "result"
    ]
    as_json = app.call(
        "crm.item.list", entityTypeId=2, filter={">opportunity": 9000}, select=["id"], order={"id": "DESC"}
    )
    assert plain == multipart == as_json == {"items": [{"id": 6}, {"id": 3}, {"id": 1}]}


def test_a_webhook_needs_no_token(app):
    hook = requests.get(f"{app.sim.portal_url}/_seed", timeout=10).json()["webhook"]
    assert requests.get(hook + "profile", timeout=10).json()["result"]["ID"] == "1"
    assert requests.get(hook + "app.info", timeout=10).json()["result"].keys() == {"SCOPE", "LICENSE"}
    wrong = requests.get(f"{app.sim.portal_url}/rest/1/wrong/profile", timeout=10)
    assert (wrong.status_code, wrong.json()["error"]) == (401, "NO_AUTH_FOUND")


@pytest.mark.parametrize(
    "method", ["crm.nothing", "mail.message.send", "api/tasks.task.add", "im.chat.add", "1/2/3/4", "profile.xml"]
)
def test_what_is_not_there_is_a_404(app, method):
    assert app.refused(method)[:2] == (404, "ERROR_METHOD_NOT_FOUND")


def test_bad_and_missing_tokens(app):
    assert app.refused("profile", auth="x")[:2] == (401, "NO_AUTH_FOUND")
    assert app.refused("profile", auth="")[:2] == (401, "NO_AUTH_FOUND")
    app.control("/_clock/advance", seconds=3601)
    assert app.refused("profile")[:2] == (401, "expired_token")


def test_a_dismissed_employees_token_is_refused(app):
    other = app.as_user(5)
    app.sim.portal.people.users[5].active = False
    assert other.refused("profile")[:2] == (403, "INVALID_CREDENTIALS")


@pytest.mark.parametrize("method", sorted(name for name, row in METHODS.items() if row.scope))
def test_every_scoped_method_refuses_a_token_without_the_scope(scopeless, method):
    assert scopeless.refused(method)[:2] == (403, "insufficient_scope")


@pytest.fixture(scope="module")
def scopeless():
    from types import SimpleNamespace

    with Simulator() as sim:
        portal = sim.portal
        card = {"client_id": "app.1.1", "client_secret": "s", "app_url": "http://127.0.0.1:9/", "scope": ""}
        requests.post(f"{sim.portal_url}/_apps", json=card, timeout=10)
        known = portal.apps.cards["app.1.1"]
        portal.apps.install(known)
        token = portal.tokens.issue("app.1.1", known.id, 1).access_token

        def refused(method):
            body = requests.post(f"{sim.portal_url}/rest/{method}", json={"auth": token}, timeout=10)
            return body.status_code, body.json()["error"], body.json()["error_description"]

        yield SimpleNamespace(refused=refused)


ADMIN = sorted(name for name, row in METHODS.items() if row.admin)
APP_ONLY = sorted(name for name, row in METHODS.items() if row.app_only)


def test_methods_for_administrators_refuse_others(app):
    other = app.as_user(4)
    refused = {method: other.refused(method)[1] for method in ADMIN}
    assert refused == dict.fromkeys(ADMIN, "ACCESS_DENIED")


def test_methods_of_an_application_refuse_a_webhook(sim):
    hook = requests.get(f"{sim.portal_url}/_seed", timeout=10).json()["webhook"]
    for method in APP_ONLY:
        body = requests.post(hook + method, timeout=10).json()
        row = METHODS[method]
        expected = "ACCESS_DENIED" if row.scope == "bizproc" or row.words else "WRONG_AUTH_TYPE"
        assert body["error"] == expected, method
        if expected == "ACCESS_DENIED":
            assert "Application context required" in body["error_description"]


def test_frames_may_call_from_other_origins(app):
    response = requests.options(f"{app.sim.portal_url}/rest/profile", timeout=10)
    assert (response.status_code, response.headers["Access-Control-Allow-Origin"]) == (200, "*")
    assert app.request("profile").headers["Access-Control-Allow-Origin"] == "*"


def test_lists_come_in_pages_of_fifty(app):
    for number in range(110):
        app.sim.portal.records.add(_contact(), {"NAME": f"N{number}"}, 1, app.sim.portal.clock.now())
    first = app.request("crm.item.list", entityTypeId=3).json()
    assert (len(first["result"]["items"]), first["total"], first["next"]) == (50, 113, 50)
    last = app.request("crm.item.list", entityTypeId=3, start=100).json()
    assert (len(last["result"]["items"]), last["total"], "next" in last) == (13, 113, False)
    uncounted = app.request("crm.item.list", entityTypeId=3, start=-1).json()
    assert (len(uncounted["result"]["items"]), uncounted["total"], "next" in uncounted) == (50, 0, False)


def _contact():
    from simulator.entities import CONTACT, ENTITIES

    return ENTITIES[CONTACT]


def test_a_batch_runs_in_order_with_references(app):
    result = app.call(
        "batch",
        cmd={
            "deal": "crm.item.get?entityTypeId=2&id=1",
            "contact": "crm.item.get?entityTypeId=3&id=$result[deal][item][contactId]",
            "wrong": "crm.item.get?entityTypeId=2&id=999",
            "users": "user.get?FILTER[ACTIVE]=true",
        },
    )
    assert result["result"]["contact"]["item"]["name"] == "Hanna"
    assert result["result_error"] == {"wrong": {"error": "NOT_FOUND", "error_description": "Element not found"}}
    assert result["result_total"] == {"users": 6}
    assert result["result_next"] == []
    assert "deal" in result["result_time"]


def test_a_batch_stops_where_it_is_told_to(app):
    commands = {"a": "nope", "b": "profile"}
    assert app.call("batch", cmd=commands, halt=1)["result"] == []
    assert list(app.call("batch", cmd=commands, halt=0)["result"]) == ["b"]


def test_a_batch_of_a_list_answers_with_a_list(app):
    assert app.call("batch", cmd=["server.time", "user.admin"])["result"][1] is True


def test_a_batch_holds_fifty_commands_and_no_batch(app):
    result = app.call("batch", cmd={f"c{number}": "server.time" for number in range(51)})
    assert len(result["result"]) == 50
    assert result["result_error"]["c50"]["error"] == "ERROR_BATCH_LENGTH_EXCEEDED"
    nested = app.call("batch", cmd={"a": "batch?cmd[x]=profile"})
    assert nested["result_error"]["a"]["error"] == "ERROR_BATCH_METHOD_NOT_ALLOWED"


def test_a_batch_as_a_form_is_encoded_twice(app):
    url = f"{app.sim.portal_url}/rest/batch"
    body = "cmd[a]=crm.item.list%3FentityTypeId%3D2%26filter%255Btitle%255D%3DKitchen%2520line&auth=" + app.token
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    result = requests.post(url, data=body, headers=headers, timeout=10).json()["result"]
    assert [item["id"] for item in result["result"]["a"]["items"]] == [3]


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=20) | st.integers() | st.none(), max_size=60))
def test_any_batch_has_five_maps(commands):
    from datetime import UTC, datetime

    result = batch.run({"cmd": commands}, lambda name, _query: name, lambda: datetime.now(UTC), lambda _name: (0.0, 0))
    assert len(result) == 5
    assert len(result["result"]) + len(result["result_error"]) <= 51


def test_the_bucket_refuses_above_fifty_and_a_batch_counts_once():
    with Simulator(limits=True) as sim:
        hook = requests.get(f"{sim.portal_url}/_seed", timeout=10).json()["webhook"]
        session = requests.Session()
        assert [session.get(hook + "server.time", timeout=10).status_code for _ in range(50)] == [200] * 50
        batch = hook + "batch?cmd[a]=profile&cmd[b]=profile"
        more = (session.get(batch, timeout=10) for _ in range(500))  # two a second drain meanwhile
        refused = next(answer for answer in more if answer.status_code != 200)
        assert (refused.status_code, refused.json()["error"]) == (503, "QUERY_LIMIT_EXCEEDED")


def test_strict_refuses_plain_http_and_loopback_handlers():
    with Simulator(strict=True) as sim:
        secret = next(iter(sim.portal.webhooks))[1]
        url = f"{sim.portal_url}/rest/1/{secret}/profile"
        refused = requests.get(url, timeout=10)
        assert (refused.status_code, refused.json()["error"]) == (400, "INVALID_REQUEST")
        assert requests.get(url, headers={"X-Forwarded-Proto": "https"}, timeout=10).status_code == 200
        card = {"client_id": "app.1.1", "client_secret": "s", "app_url": "http://127.0.0.1:9/", "scope": "crm"}
        refused = requests.post(f"{sim.portal_url}/_apps", json=card, timeout=10)
        assert (refused.status_code, refused.json()["error"]) == (400, "ERROR_WRONG_HANDLER_URL")
        assert ":" not in sim.domain
