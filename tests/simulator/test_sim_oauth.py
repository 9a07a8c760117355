"""The authorization server: codes, tokens, app.info, and the documented refusals."""

from urllib.parse import parse_qs, urlsplit

import pytest
import requests


def ask(app, http="get", **params):
    given = {"client_id": app.client_id, "client_secret": app.client_secret, **params}
    given = {name: value for name, value in given.items() if value is not None}
    url = f"{app.sim.auth_url}/oauth/token/"
    return requests.get(url, params=given, timeout=10) if http == "get" else requests.post(url, data=given, timeout=10)


def refresh(app, token=None, http="get", **more):
    return ask(app, http, grant_type="refresh_token", refresh_token=token or app.refresh_token, **more)


def authorize(app, **query):
    url = f"{app.sim.portal_url}/oauth/authorize/"
    return requests.get(url, params={"client_id": app.client_id, **query}, timeout=10, allow_redirects=False)


@pytest.mark.parametrize("http", ["get", "post"])
def test_a_refresh_gives_a_new_pair_by_get_and_by_post(app, http):
    answer = refresh(app, http=http).json()

    assert answer["access_token"] != app.token
    assert answer["refresh_token"] != app.refresh_token
    assert answer["expires_in"] == 3600
    assert answer["client_endpoint"] == f"{app.sim.portal_url}/rest/"
    assert answer["server_endpoint"] == f"{app.sim.auth_url}/rest/"
    assert answer["domain"] == urlsplit(app.sim.auth_url).netloc
    assert (answer["member_id"], answer["status"], answer["user_id"]) == (app.sim.member_id, "F", 1)
    assert isinstance(answer["expires"], int)
    assert "crm" in answer["scope"].split(",")


def test_the_old_refresh_token_dies_at_once_and_the_old_access_token_lives_on(app):
    assert refresh(app).status_code == 200

    again = refresh(app)
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")
    assert app.call("profile")["ID"] == "1"


def test_a_code_is_good_once(app):
    query = parse_qs(urlsplit(authorize(app, state="s1").headers["Location"]).query)
    assert (query["state"], query["domain"], query["member_id"]) == (["s1"], [app.sim.domain], [app.sim.member_id])
    assert query["server_domain"] == [urlsplit(app.sim.auth_url).netloc]

    first = ask(app, grant_type="authorization_code", code=query["code"][0])
    assert first.json()["user_id"] == 1
    second = ask(app, grant_type="authorization_code", code=query["code"][0])
    assert (second.status_code, second.json()["error"]) == (400, "invalid_grant")


def test_a_code_lives_thirty_seconds(app):
    code = parse_qs(urlsplit(authorize(app).headers["Location"]).query)["code"][0]
    app.control("/_clock/advance", seconds=31)
    assert ask(app, grant_type="authorization_code", code=code).json()["error"] == "invalid_grant"


def test_authorizing_an_app_that_is_not_installed_shows_a_page_and_no_redirect(published):
    response = authorize(published)
    assert (response.status_code, response.headers.get("Location")) == (404, None)


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"client_id": "app.unknown.1"}, 200, "wrong_client"),
        ({"client_secret": "wrong"}, 400, "invalid_client"),
        ({"refresh_token": "nonsense"}, 400, "invalid_grant"),
        ({"refresh_token": None}, 400, "invalid_request"),
        ({"grant_type": "password"}, 400, "invalid_request"),
        ({"client_id": None}, 400, "invalid_request"),
        ({"client_secret": None}, 400, "invalid_request"),
    ],
)
def test_documented_refusals(app, change, status, code):
    given = {"grant_type": "refresh_token", "refresh_token": app.refresh_token, **change}
    response = ask(app, **given)
    assert (response.status_code, response.json()["error"]) == (status, code)
    assert response.json()["error_description"]


def test_a_refresh_token_dies_after_180_days(app):
    app.control("/_clock/advance", seconds=181 * 86400)
    assert refresh(app).json()["error"] == "invalid_grant"


def test_after_uninstalling_nothing_can_be_refreshed(app):
    app.control(f"/_apps/{app.client_id}/uninstall", clean=0)
    assert refresh(app).json()["error"] == "invalid_client"
    assert app.refused("profile")[:2] == (401, "APPLICATION_NOT_FOUND")
    info = requests.get(f"{app.sim.auth_url}/rest/app.info", params={"auth": app.token}, timeout=10)
    assert (info.status_code, info.json()["error"]) == (401, "NOT_INSTALLED")


def test_tokens_of_an_earlier_installation_do_not_come_back(app):
    old = app.refresh_token
    app.control(f"/_apps/{app.client_id}/uninstall", clean=0)
    app.open()
    assert refresh(app, old).json()["error"] == "invalid_grant"


def test_app_info_tells_whose_token_it_is(unfinished):
    app = unfinished
    info = requests.get(f"{app.sim.auth_url}/rest/app.info", params={"auth": app.token}, timeout=10).json()["result"]
    assert (info["client_id"], info["user_id"]) == (app.client_id, 1)
    assert info["install"]["installed"] is False
    assert info["install"]["domain"] == app.sim.domain
    assert info["install"]["member_id"] == app.sim.member_id
    assert info["install"]["client_endpoint"] == f"{app.sim.portal_url}/rest/"
    app.finish()
    info = requests.post(f"{app.sim.auth_url}/rest/app.info.json", data={"auth": app.token}, timeout=10).json()[
        "result"
    ]
    assert info["install"]["installed"] is True


def test_app_info_refuses_unknown_and_expired_tokens(app):
    url = f"{app.sim.auth_url}/rest/app.info"
    unknown = requests.get(url, params={"auth": "x"}, timeout=10)
    assert (unknown.status_code, unknown.json()["error"]) == (401, "NO_AUTH_FOUND")
    app.control("/_clock/advance", seconds=3601)
    expired = requests.get(url, params={"auth": app.token}, timeout=10)
    assert (expired.status_code, expired.json()["error"]) == (401, "expired_token")


def test_the_authorization_server_answers_under_its_real_names_on_either_port(app):
    for host in ("oauth.bitrix.info", "oauth.bitrix24.tech:443"):
        url = f"{app.sim.portal_url}/rest/app.info"
        info = requests.get(url, params={"auth": app.token}, headers={"Host": host}, timeout=10).json()
        assert info["result"]["install"]["member_id"] == app.sim.member_id


def test_it_knows_no_other_method(app):
    response = requests.get(f"{app.sim.auth_url}/rest/profile", params={"auth": app.token}, timeout=10)
    assert (response.status_code, response.json()["error"]) == (404, "ERROR_METHOD_NOT_FOUND")


def test_the_end_of_the_paid_time_is_told_without_any_token(app):
    app.call("event.bind", event="ONAPPPAYMENT", handler=f"{app.listener.url}/payment")
    app.control(f"/_apps/{app.client_id}/payment", expired=1, status="T")

    (event,) = app.listener.wait("/payment")
    assert (event["data"]["PAYMENT_EXPIRED"], event["data"]["STATUS"]) == ("Y", "T")
    assert set(event["auth"]) & {"application_token", "access_token", "refresh_token"} == set()
    assert event["auth"]["member_id"] == app.sim.member_id
    assert (refresh(app).status_code, refresh(app).json()["error"]) == (401, "PAYMENT_REQUIRED")
    assert app.refused("profile")[:2] == (401, "PAYMENT_REQUIRED")

    app.control(f"/_apps/{app.client_id}/payment", expired=0, status="P")
    assert app.call("app.info")["STATUS"] == "P"


def test_a_card_without_an_address_gets_its_code_by_hand(app):
    app.sim.portal.apps.cards[app.client_id].app_url = ""
    page = authorize(app)

    code = page.text.partition("<code>")[2].partition("</code>")[0]
    assert (page.status_code, page.headers.get("Location")) == (200, None)
    assert ask(app, grant_type="authorization_code", code=code).json()["user_id"] == 1


@pytest.mark.parametrize("grant", ["authorization_code", "refresh_token"])
def test_another_apps_secret_is_no_use(app, grant):
    card = {**app.card, "client_id": "app.other.1", "client_secret": "other"}
    app.control("/_apps", **card)
    app.control("/_browser/open", client_id="app.other.1")
    code = parse_qs(urlsplit(authorize(app).headers["Location"]).query)["code"][0]
    name, secret = ("code", code) if grant == "authorization_code" else ("refresh_token", app.refresh_token)

    taken = ask(app, client_id="app.other.1", client_secret="other", grant_type=grant, **{name: secret})

    assert (taken.status_code, taken.json()["error"]) == (400, "invalid_grant")
    assert "access_token" in ask(app, grant_type=grant, **{name: secret}).json()
