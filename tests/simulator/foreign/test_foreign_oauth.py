"""The SDK authorizes, refreshes, moves with the portal, and meets every documented refusal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from b24pysdk import errors
from b24pysdk.credentials import BitrixApp, BitrixToken
from b24pysdk.errors import oauth

from tests.simulator.foreign.conftest import environment


def code_for(portal, app, **query):
    """What the person's browser brings back."""
    url = f"https://{portal.domain}/oauth/authorize/"
    answer = requests.get(url, params={"client_id": app.client_id, **query}, timeout=10, allow_redirects=False)
    return parse_qs(urlsplit(answer.headers["Location"]).query)


def test_a_code_from_the_browser_becomes_a_token_that_works(sim, reach, foreign_app):
    brought = code_for(sim.portal, foreign_app, state="s1", _user=4)
    assert brought["state"] == ["s1"]
    assert brought["server_domain"] == ["oauth.bitrix.info"]

    renewed = foreign_app.get_oauth_token(brought["code"][0])

    assert (renewed.member_id, renewed.user_id) == (sim.member_id, 4)
    assert renewed.portal_domain == brought["domain"][0] == "acme.bitrix24.com"
    token = BitrixToken.from_oauth(renewed, foreign_app)
    assert token.get_client().profile().value.name == "David"


def test_a_code_is_good_once(sim, reach, foreign_app):
    (code,) = code_for(sim.portal, foreign_app)["code"]
    foreign_app.get_oauth_token(code)

    with pytest.raises(oauth.BitrixOAuthInvalidGrant):
        foreign_app.get_oauth_token(code)


@pytest.mark.parametrize(("seconds", "works"), [(29, True), (31, False)])
def test_a_code_lives_thirty_seconds(sim, reach, foreign_app, seconds, works):
    (code,) = code_for(sim.portal, foreign_app)["code"]
    sim.common.clock.advance(seconds)

    if works:
        assert foreign_app.get_oauth_token(code).user_id == 1
    else:
        with pytest.raises(oauth.BitrixOAuthInvalidGrant):
            foreign_app.get_oauth_token(code)


def test_a_refresh_kills_the_refresh_token_before_it(token):
    old = token.refresh_token
    token.refresh_and_set_oauth_token()

    assert token.refresh_token != old
    assert token.get_client().user.admin().result is True
    token.refresh_token = old
    with pytest.raises(oauth.BitrixOAuthInvalidGrant):
        token.refresh_oauth_token()


def test_an_expired_token_is_renewed_on_the_way(env, foreign_app):
    token = BitrixToken(domain=env["B24_DOMAIN"], auth_token=env["B24_EXPIRED_TOKEN"],
                        refresh_token=env["B24_REFRESH_TOKEN"], bitrix_app=foreign_app)  # fmt: skip

    assert token.get_client().profile().result["NAME"] == "Anna"
    assert token.auth_token != env["B24_EXPIRED_TOKEN"]


def test_an_expired_token_without_a_refresh_token_is_refused(env, foreign_app):
    token = BitrixToken(domain=env["B24_DOMAIN"], auth_token=env["B24_EXPIRED_TOKEN"], bitrix_app=foreign_app)

    with pytest.raises(errors.BitrixAPIExpiredToken):
        token.get_client().profile().result  # noqa: B018  # reading it makes the call


def test_the_authorization_server_tells_about_the_installation(sim, token):
    info = token.get_app_info().result

    assert info.client_id == token.bitrix_app.client_id
    assert (info.install.member_id, info.install.domain) == (sim.member_id, "acme.bitrix24.com")
    assert (info.install.installed, info.user_id) == (True, 1)
    assert info.expires - datetime.now(UTC) < timedelta(hours=1)


def test_a_webhook_acts_as_its_administrator(webhook):
    b24 = webhook.get_client()
    assert b24.user.admin().result is True
    assert b24.app.info().value.scope
    with pytest.raises(errors.BitrixAPIAccessDenied):
        b24.bizproc.robot.list().result  # noqa: B018  # reading it makes the call


@pytest.mark.parametrize(
    ("client_id", "secret", "kind", "status"),
    [
        ("app.nobody.1", "", oauth.BitrixOauthWrongClient, 200),
        ("", "wrong", oauth.BitrixOAuthInvalidClient, 400),
        ("", "", oauth.BitrixOAuthInvalidGrant, 400),
    ],
)
def test_refusals_of_the_token_endpoint(foreign_app, client_id, secret, kind, status):
    app = BitrixApp(client_id=client_id or foreign_app.client_id, client_secret=secret or foreign_app.client_secret)

    with pytest.raises(kind) as refused:
        app.refresh_oauth_token("nonsense")
    assert refused.value.response.status_code == status
    assert refused.value.json_response["error_description"]


def test_a_request_without_a_code_is_malformed(foreign_app):
    with pytest.raises(oauth.BitrixOAuthInvalidRequest):
        foreign_app.get_oauth_token("")


@pytest.mark.parametrize(("scope", "error"), [("crm,disk", "invalid_scope"), ("crm,im", "insufficient_scope")])
def test_a_scope_beyond_the_card_is_refused(sim, reach, foreign_app, scope, error):
    sim.portal.apps.cards[foreign_app.client_id].scope = ("crm",)
    given = {"grant_type": "refresh_token", "refresh_token": "x", "client_id": foreign_app.client_id,
             "client_secret": foreign_app.client_secret, "scope": scope}  # fmt: skip

    answer = requests.post("https://oauth.bitrix.info/oauth/token/", data=given, timeout=10)
    assert (answer.status_code, answer.json()["error"]) == (403, error)


def test_an_app_whose_paid_time_is_over_gets_no_token_and_no_answer(sim, reach, token):
    control(sim, f"/_apps/{token.bitrix_app.client_id}/payment", expired=True, status="T")

    for ask in (token.refresh_oauth_token, token.get_client().profile().call):
        with pytest.raises(errors.BitrixAPIPaymentRequired):
            ask()
    control(sim, f"/_apps/{token.bitrix_app.client_id}/payment", expired=False, status="P")
    assert token.get_client().app.info().value.status.value == "P"


def test_an_uninstalled_app_is_told_so(sim, reach, token):
    control(sim, f"/_apps/{token.bitrix_app.client_id}/uninstall", clean=0)

    with pytest.raises(oauth.BitrixOAuthInvalidClient):
        token.refresh_oauth_token()
    with pytest.raises(oauth.BitrixOAuthNotInstalled):
        token.get_app_info()
    with pytest.raises(errors.BitrixAPIApplicationNotFound):
        token.get_client().profile().call()


def test_an_unknown_token_is_known_nowhere(token):
    token.auth_token = "nonsense"

    with pytest.raises(oauth.BitrixOAuthNoAuthFound):
        token.get_app_info()
    with pytest.raises(oauth.BitrixOAuthNoAuthFound):
        token.get_client().profile().call()


def test_a_dismissed_persons_token_opens_nothing(sim, reach, foreign_app):
    (code,) = code_for(sim.portal, foreign_app, _user=5)["code"]
    token = BitrixToken.from_oauth(foreign_app.get_oauth_token(code), foreign_app)
    sim.portal.people.users[5].active = False

    with pytest.raises(errors.BitrixAPIInvalidCredentials):
        token.get_client().profile().call()
    refused = requests.get(f"https://{sim.domain}/oauth/authorize/", timeout=10, allow_redirects=False,
                           params={"client_id": foreign_app.client_id, "_user": 5})  # fmt: skip
    assert (refused.status_code, refused.headers.get("Location")) == (404, None)


def test_the_sdk_follows_a_portal_to_its_new_name(sim, reach, token):
    control(sim, "/_portal/rename", domain="acme-group.bitrix24.eu")
    reach["acme-group.bitrix24.eu"] = sim.portal_url

    assert token.get_client().profile().result["NAME"] == "Anna"

    assert token.domain == "acme-group.bitrix24.eu"
    statuses = [entry["status"] for entry in sim.common.log.find(kind="rest", name="profile")]
    assert statuses == [302, 200]
    assert token.get_app_info().result.install.domain == "acme-group.bitrix24.eu"
    assert token.get_app_info().result.install.member_id == sim.member_id


def test_one_authorization_server_serves_two_portals(sim, reach, foreign_app):
    first, second = (environment(portal) for portal in sim.portals)
    assert (first["B24_DOMAIN"], second["B24_DOMAIN"]) == ("acme.bitrix24.com", "acme-2.bitrix24.com")

    tokens = [
        BitrixToken(domain=env["B24_DOMAIN"], auth_token=env["B24_ACCESS_TOKEN"],
                    refresh_token=env["B24_REFRESH_TOKEN"], bitrix_app=foreign_app)
        for env in (first, second)
    ]  # fmt: skip
    for portal, token in zip(sim.portals, tokens, strict=True):
        token.refresh_and_set_oauth_token()
        assert token.get_app_info().result.install.member_id == portal.member_id
    tokens[1].get_client().crm.deal.add({"TITLE": "Only here"}).call()
    assert [len(portal.records.tables[2]) for portal in sim.portals] == [6, 7]


def test_a_token_of_one_portal_is_nothing_to_another(sim, reach, token):
    token.domain = sim.portals[1].domain

    with pytest.raises(oauth.BitrixOAuthNoAuthFound):
        token.get_client().profile().call()


def control(sim, path, **body):
    answer = requests.post(sim.portal_url + path, json=body, timeout=10)
    answer.raise_for_status()
    return answer.json()
