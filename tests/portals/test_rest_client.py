"""REST calls: every answer of a portal becomes the right result, error, refresh or retry (rest-call.md §2-§6)."""

import json
from urllib.parse import parse_qsl

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from b24app.errors import PortalBusy, PortalError, PortalLeft, PortalRefused, PortalUnreachable
from b24app.model import Secret
from b24app.portals.client import PortalCalls, encode
from b24app.store.tables import portal as portal_table
from b24app.web.forms import tree_of
from tests.portals.conftest import APP_INFO, OAUTH, REST, bodies, info, new_pair, pair

STALE = {
    "json": {"error": "expired_token", "error_description": "The access token provided has expired."},
    "status": 401,
}


def status_of(engine):
    with engine.begin() as connection:
        return connection.execute(select(portal_table.c.status)).scalar_one()


def test_the_result_is_returned_and_the_token_is_in_the_body_only(web, client, portal):
    web.post(REST + "crm.item.get", json={"result": {"item": {"id": 7}}, "time": {}})
    assert client.call(portal, "crm.item.get", {"id": 7}) == {"item": {"id": 7}}
    request = web.calls[0].request
    assert json.loads(request.body) == {"id": 7, "auth": "access-0"}
    assert "access-0" not in request.url + str(request.headers)


@pytest.mark.parametrize("result", [None, False, 0, "", [], {}, "text", {"error": "inside a result"}])
def test_any_result_is_a_result(web, client, portal, result):
    web.post(REST + "m", json={"result": result})
    assert client.call(portal, "m") == result


REFUSALS = [
    (403, "INVALID_CREDENTIALS"),
    (403, "insufficient_scope"),
    (401, "insufficient_scope"),
    (403, "user_access_error"),
    (403, "ACCESS_DENIED"),
    (400, "ACCESS_DENIED"),
    (403, "WRONG_AUTH_TYPE"),
    (403, "allowed_only_intranet_user"),
    (401, "METHOD_CONFIRM_WAITING"),
    (403, "METHOD_CONFIRM_DENIED"),
    (404, "ERROR_METHOD_NOT_FOUND"),
    (404, "ERROR_MANIFEST_IS_NOT_AVAILABLE"),
    (405, "ERROR_BATCH_METHOD_NOT_ALLOWED"),
    (400, "ERROR_BATCH_LENGTH_EXCEEDED"),
    (400, "INVALID_REQUEST"),
    (503, "OVERLOAD_LIMIT"),
    (400, ""),
    (400, 0),
    (400, 100),
    (200, "PLACEMENT_HANDLER_NOT_FOUND"),
]


@pytest.mark.parametrize(("status", "code"), REFUSALS)
def test_a_refusal_is_final_and_keeps_the_portals_words(web, client, portal, status, code):
    web.post(REST + "m", json={"error": code, "error_description": "in words"}, status=status)
    with pytest.raises(PortalRefused) as caught:
        client.call(portal, "m")
    assert (caught.value.error, caught.value.retry) == (str(code), False)
    assert "in words" in str(caught.value) or code == "OVERLOAD_LIMIT"
    assert len(web.calls) == 1


@pytest.mark.parametrize(
    "code", ["PAYMENT_REQUIRED", "payment_required", "ERROR_OAUTH", "APPLICATION_NOT_FOUND", "authorization_error"]
)
def test_an_app_that_is_gone_suspends_the_portal(web, engine, client, portal, code):
    web.post(REST + "m", json={"error": code, "error_description": "x"}, status=401)
    with pytest.raises(PortalLeft):
        client.call(portal, "m")
    assert status_of(engine) == "left"


@pytest.mark.parametrize("status", [410, 500])
def test_a_deleted_portal_is_left_whatever_the_status(web, engine, client, portal, status):
    web.post(REST + "m", json={"error": "PORTAL_DELETED"}, status=status)
    with pytest.raises(PortalLeft):
        client.call(portal, "m")
    assert status_of(engine) == "left"


@pytest.mark.parametrize("code", ["expired_token", "EXPIRED_TOKEN", "NO_AUTH_FOUND", "invalid_token"])
def test_a_stale_token_is_refreshed_once_and_the_same_call_repeated(web, client, portal, code):
    web.post(REST + "m", json={"error": code}, status=401)
    web.post(OAUTH, json=new_pair(1))
    web.post(REST + "m", json={"result": "done"})
    assert client.call(portal, "m", {"a": [1, {"b": "c"}]}) == "done"
    first, second = bodies(web, REST + "m")
    assert (first.pop("auth"), second.pop("auth")) == ("access-0", "access-1")
    assert first == second


def test_a_new_token_that_is_stale_too_ends_it(web, engine, client, portal):
    web.post(REST + "m", **STALE)
    web.post(OAUTH, json=new_pair(1))
    with pytest.raises(PortalLeft):
        client.call(portal, "m")
    assert len(bodies(web, REST + "m")) == 2
    assert status_of(engine) == "left"


def test_a_dead_grant_suspends_the_portal(web, engine, client, portal):
    web.post(REST + "m", **STALE)
    web.post(OAUTH, json={"error": "invalid_grant"}, status=400)
    with pytest.raises(PortalLeft):
        client.call(portal, "m")
    assert status_of(engine) == "left"


def test_an_authorization_server_that_is_down_suspends_nothing(web, engine, client, portal):
    web.post(REST + "m", **STALE)
    web.post(OAUTH, body="<html>", status=502)
    with pytest.raises(PortalUnreachable) as caught:
        client.call(portal, "m")
    assert caught.value.retry
    assert status_of(engine) == "active"


def test_a_persons_own_token_is_never_refreshed(web, client, portal):
    web.post(REST + "profile", **STALE)
    with pytest.raises(PortalError) as caught:
        client.call_as(portal, Secret("visitor"), "profile")
    assert not caught.value.retry
    assert [body["auth"] for body in bodies(web, REST + "profile")] == ["visitor"]


def test_too_many_requests_fill_the_portals_bucket(web, client, portal, slept):
    web.post(REST + "m", json={"error": "QUERY_LIMIT_EXCEEDED"}, status=503)
    with pytest.raises(PortalBusy) as caught:
        client.call(portal, "m")
    assert caught.value.wait_s is None
    web.replace("POST", REST + "m", json={"result": 1})
    client.call(portal, "m")
    assert slept[0] == 0
    assert slept[1] > 0


def test_a_methods_used_up_time_waits_ten_minutes_and_slows_nothing_else(web, client, portal, slept):
    web.post(REST + "m", json={"error": "OPERATION_TIME_LIMIT"}, status=429)
    with pytest.raises(PortalBusy) as caught:
        client.call(portal, "m")
    assert caught.value.wait_s == 600
    web.post(REST + "other", json={"result": 1})
    client.call(portal, "other")
    assert slept == [0, 0]


@pytest.mark.parametrize(
    "answer",
    [
        {"json": {"error": "INTERNAL_SERVER_ERROR"}, "status": 500},
        {"json": {"error": "ERROR_UNEXPECTED_ANSWER"}, "status": 500},
        {"json": {"error": "something new"}, "status": 502},
        {"body": "<html>login</html>", "status": 200},
        {"body": "<html>", "status": 502},
        {"body": "", "status": 200},
        {"body": '{"result": [1, 2', "status": 200},
        {"body": "[]", "status": 200},
        {"body": "null", "status": 200},
        {"json": {}, "status": 200},
        {"json": {"result": 1}, "status": 500},
        {"body": "[" * 100_000, "status": 200},
        {"body": "x", "status": 303},
    ],
)
def test_an_answer_that_cannot_be_read_may_have_had_its_effect(web, engine, client, portal, answer):
    web.post(REST + "m", **answer)
    with pytest.raises(PortalUnreachable) as caught:
        client.call(portal, "m")
    assert (caught.value.sent, caught.value.retry) == (True, True)
    assert status_of(engine) == "active"


@pytest.mark.parametrize(
    ("error", "sent"),
    [
        (requests.exceptions.ConnectTimeout("5 s"), False),
        (requests.exceptions.SSLError("certificate"), False),
        (requests.exceptions.ConnectionError("Failed to resolve domain"), False),
        (requests.exceptions.ReadTimeout("65 s"), True),
        (requests.exceptions.ConnectionError("Connection reset by peer"), True),
        (requests.exceptions.ChunkedEncodingError("half"), True),
        (OSError("broken pipe"), True),
    ],
)
def test_a_failed_connection_says_whether_the_call_may_have_arrived(web, client, portal, error, sent):
    web.post(REST + "m", body=error)
    with pytest.raises(PortalUnreachable) as caught:
        client.call(portal, "m")
    assert caught.value.sent is sent
    assert "access-0" not in str(caught.value)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_moved_portal_is_found_through_the_authorization_server(web, engine, client, portal, status):
    web.post(REST + "m", status=status, headers={"Location": "https://evil.example/rest/m"})
    web.post(APP_INFO, json=info("new.bitrix24.com"))
    web.post("https://new.bitrix24.com/rest/m", json={"result": "there"})
    assert client.call(portal, "m", {"a": 1}) == "there"
    assert not [call for call in web.calls if "evil" in call.request.url]
    with engine.begin() as connection:
        assert connection.execute(select(portal_table.c.domain)).scalar_one() == "new.bitrix24.com"


def test_a_portal_that_moved_while_the_token_ended_is_found_too(web, client, portal):
    web.post(REST + "m", status=302)
    web.post(APP_INFO, json={"error": "expired_token"}, status=401)
    web.post(OAUTH, json=new_pair(1))
    web.post(APP_INFO, json=info("new.bitrix24.com"))
    web.post("https://new.bitrix24.com/rest/m", json={"result": "there"})
    assert client.call(portal, "m") == "there"
    assert bodies(web, "https://new.bitrix24.com/rest/m")[0]["auth"] == "access-1"


def test_a_gate_that_redirects_everything_is_no_reason_to_give_the_portal_up(web, engine, client, portal):
    web.post(REST + "m", status=302)
    web.post(APP_INFO, json=info())
    with pytest.raises(PortalUnreachable) as caught:
        client.call(portal, "m")
    assert caught.value.sent is False
    assert status_of(engine) == "active"


def test_a_redirect_whose_token_is_another_portals_ends_it(web, engine, client, portal):
    web.post(REST + "m", status=302)
    web.post(APP_INFO, json=info("evil.bitrix24.com", member_id="m2"))
    with pytest.raises(PortalLeft):
        client.call(portal, "m")


def test_a_redirect_while_the_authorization_server_is_down_can_be_tried_again(web, engine, client, portal):
    web.post(REST + "m", status=302)
    web.post(APP_INFO, body="<html>", status=503)
    with pytest.raises(PortalUnreachable):
        client.call(portal, "m")
    assert status_of(engine) == "active"


def test_without_stored_tokens_the_portal_is_left(engine, make_client, portal):
    with pytest.raises(PortalLeft):
        make_client()[0].call(portal, "m")
    assert status_of(engine) == "left"


@pytest.mark.parametrize("error", ["application_not_found", "expired_token"])
def test_a_portal_that_was_opened_again_meanwhile_has_not_left(web, engine, make_client, portal, error):
    """What a call with the old pair meets says nothing about the new one."""
    client, tokens = make_client()
    with engine.begin() as connection:
        tokens.keep(connection, "m1", pair(0))

    def answer(_request):
        with engine.begin() as connection:
            tokens.keep(connection, "m1", pair(9))
        return 401, {}, json.dumps({"error": error})

    web.add_callback("POST", REST + "m", answer)
    with pytest.raises(PortalLeft):
        client.call(portal, "m")
    assert status_of(engine) == ("active" if error == "application_not_found" else "left")


@pytest.mark.parametrize("following", ["soon", "-1", "", None, [], {}, 0, 1.5])
def test_a_list_that_goes_on_nowhere_has_ended(web, client, portal, following):
    web.post(REST + "l", json={"result": [{"ID": 1}], "next": following})
    assert list(PortalCalls(client, portal).rows("l")) == [{"ID": 1}]


def test_a_list_is_read_to_its_end(web, client, portal):
    web.post(REST + "l", json={"result": [{"ID": n} for n in range(50)], "next": 50, "total": 70})
    web.post(REST + "l", json={"result": [{"ID": n} for n in range(50, 70)], "total": 70})
    rows = list(PortalCalls(client, portal).rows("l", {"filter": {"A": 1}}))
    assert [row["ID"] for row in rows] == list(range(70))
    assert [(body["start"], body["filter"]) for body in bodies(web, REST + "l")] == [(0, {"A": 1}), (50, {"A": 1})]


def test_a_list_without_end_is_cut(web, client, portal):
    web.post(REST + "l", json={"result": [1], "next": 50})
    assert len(list(client.pages(portal, "l", most=3))) == 3
    assert len(web.calls) == 3


@pytest.mark.parametrize("result", [[1, 2], {"items": [1, 2]}, {"tasks": [1, 2]}, {"0": 1, "1": 2}])
def test_lists_are_bare_or_in_an_envelope(web, client, portal, result):
    web.post(REST + "l", json={"result": result})
    assert list(client.pages(portal, "l")) == [1, 2]


@pytest.mark.parametrize("empty", [[], {}, {"items": []}, None])
def test_an_empty_list_is_empty_however_php_says_it(web, client, portal, empty):
    web.post(REST + "l", json={"result": empty})
    assert list(client.pages(portal, "l")) == []


def batched(result=(), error=()):
    return {"result": {"result": result, "result_error": error, "result_total": [], "result_next": []}}


@pytest.mark.parametrize("nothing", [[], {}, None])
def test_a_batch_gives_results_by_key(web, client, portal, nothing):
    web.post(REST + "batch", json=batched({"a": {"item": {"id": 7}}, "b": True}, nothing))
    told = client.batch(portal, {"a": ("crm.item.get", {"id": 7}), "b": ("m", {"x": "a&b=c d", "y": ["é"]})})
    assert told == {"a": {"item": {"id": 7}}, "b": True}
    assert bodies(web, REST + "batch")[0]["cmd"] == {"a": "crm.item.get?id=7", "b": "m?x=a%26b%3Dc%20d&y[0]=%C3%A9"}


def test_a_batch_of_none_asks_nobody(web, client, portal):
    assert client.batch(portal, {}) == {}
    assert len(web.calls) == 0


def test_a_batch_of_one_list_answers_by_position(web, client, portal):
    """PHP sends a map whose keys happen to be 0, 1, … as a list."""
    web.post(REST + "batch", json=batched(["first", "second"], []))
    assert client.batch(portal, {"0": ("m", {}), "1": ("m", {})}) == {"0": "first", "1": "second"}


def test_fifty_commands_a_request(web, client, portal):
    def answer(request):
        return 200, {}, json.dumps(batched({key: key for key in json.loads(request.body)["cmd"]}))

    web.add_callback("POST", REST + "batch", answer)
    commands: dict[str, tuple[str, dict[str, str]]] = {f"k{number}": ("m", {}) for number in range(120)}
    assert client.batch(portal, commands) == {key: key for key in commands}
    assert [len(body["cmd"]) for body in bodies(web, REST + "batch")] == [50, 50, 20]


def test_a_commands_error_is_the_batchs(web, client, portal):
    web.post(REST + "batch", json=batched({"a": 1}, {"b": {"error": "NOT_FOUND", "error_description": "no deal"}}))
    with pytest.raises(PortalRefused, match=r"crm\.item\.get: no deal") as caught:
        client.batch(portal, {"a": ("m", {}), "b": ("crm.item.get", {"id": 1})})
    assert caught.value.error == "NOT_FOUND"


def test_a_token_that_ends_within_a_batch_repeats_only_what_it_stopped(web, client, portal):
    """reliability.md F-06: what was done is not done again."""
    web.post(REST + "batch", json=batched({"a": "done"}, {"b": {"error": "expired_token"}}))
    web.post(REST + "batch", **STALE)
    web.post(OAUTH, json=new_pair(1))
    web.post(REST + "batch", json=batched({"b": "done too"}))
    assert client.batch(portal, {"a": ("m", {}), "b": ("n", {})}) == {"a": "done", "b": "done too"}
    assert [list(body["cmd"]) for body in bodies(web, REST + "batch")] == [["a", "b"], ["b"], ["b"]]


_names = st.text(st.characters(exclude_characters="[]\0", exclude_categories=["Cs"]), min_size=1, max_size=5)
_texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=9)


@given(
    st.dictionaries(
        _names, st.recursive(_texts, lambda inner: st.dictionaries(_names, inner, min_size=1, max_size=3), max_leaves=5)
    )
)
def test_encoded_parameters_are_read_back_by_php_rules(params):
    assert tree_of(parse_qsl(encode(params), keep_blank_values=True)) == params


def test_booleans_numbers_and_nothing_are_encoded_as_php_takes_them():
    assert (
        encode({"a": True, "b": False, "c": 5, "d": None, "e": [1, {"f": 2}], "g": []})
        == "a=1&b=0&c=5&e[0]=1&e[1][f]=2"
    )
