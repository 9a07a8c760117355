"""Tokens: one refresh per expiry however many ask, no pair lost, and the authorization server's word read with care."""

import dataclasses
import json
import threading
from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from sqlalchemy import select, update

from b24app.errors import NotVerified, PortalError, PortalLeft, PortalRefused, PortalUnreachable
from b24app.model import Secret
from b24app.portals.net import Net
from b24app.portals.tokens import AuthorizationServer, TokenStore
from b24app.store.engine import now
from b24app.store.secrets import Safe
from b24app.store.tables import token_pair
from tests.portals.conftest import APP_INFO, OAUTH, info, new_pair, pair

ORIGIN = "https://oauth.bitrix.info"


@pytest.fixture
def server():
    return AuthorizationServer(Net(), "app.1", Secret("client-secret"))


class OneUse:
    """An authorization server that kills a refresh token with its first use."""

    def __init__(self):
        self.lock = threading.Lock()
        self.number = 0
        self.dead_asked = 0
        self.hurry = threading.Event()

    def __call__(self, _handler, body):
        asked = parse_qs(body.decode())
        self.hurry.wait(0.05)  # long enough for the others to come and wait
        with self.lock:
            if asked["refresh_token"] != [f"refresh-{self.number}"]:
                self.dead_asked += 1
                return 400, {"Content-Type": "application/json"}, b'{"error": "invalid_grant"}'
            self.number += 1
            return 200, {"Content-Type": "application/json"}, json.dumps(new_pair(self.number)).encode()


@pytest.fixture
def alone(engine, settings, installed, listen, monkeypatch):
    """A portal, its authorization server on loopback, and stores as several processes would have them."""
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    rules = OneUse()
    listener = listen(rules)
    portal = dataclasses.replace(installed("m1"), auth_endpoint=listener.origin)

    def store():
        server = AuthorizationServer(Net((listener.origin,)), "app.1", Secret("client-secret"))
        return TokenStore(engine, Safe(settings.keys()), server)

    with engine.begin() as connection:
        store().keep(connection, "m1", pair(0))
    return portal, store, rules, listener


def test_eight_that_find_the_token_stale_make_one_refresh(alone):
    portal, store, rules, listener = alone
    got, start = [], threading.Barrier(8)

    def ask():
        tokens = store()
        start.wait()
        got.append(tokens.refreshed(portal, Secret("access-0")).access.reveal())

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == ["access-1"] * 8
    assert (len(listener.asked), rules.dead_asked) == (1, 0)


def test_each_expiry_is_one_refresh(alone):
    portal, store, _rules, listener = alone
    for number in range(3):
        stale = Secret(f"access-{number}")
        assert store().refreshed(portal, stale).access == Secret(f"access-{number + 1}")
        assert store().refreshed(portal, stale).access == Secret(f"access-{number + 1}")
    assert len(listener.asked) == 3
    assert store().current("m1").refresh == Secret("refresh-3")


def test_the_secret_goes_in_the_body_of_a_post_and_nowhere_else(alone):
    portal, store, _rules, listener = alone
    store().refreshed(portal, Secret("access-0"))
    verb, path, body, headers = listener.asked[0]
    asked = {name: value[0] for name, value in parse_qs(body.decode()).items()}
    assert (verb, path) == ("POST", "/oauth/token/")
    assert asked == {
        "grant_type": "refresh_token",
        "refresh_token": "refresh-0",
        "client_id": "app.1",
        "client_secret": "client-secret",
    }
    assert "secret" not in path + str(headers)


def test_while_another_refreshes_one_waits_and_then_says_so(engine, alone):
    portal, store, _rules, listener = alone
    with engine.begin() as connection:
        soon = now(connection) + timedelta(seconds=60)
        connection.execute(update(token_pair).values(refreshing_until=soon))
    with pytest.raises(PortalUnreachable) as caught:
        store().refreshed(portal, Secret("access-0"), patience_s=0.15)
    assert (caught.value.sent, len(listener.asked)) == (False, 0)


def test_a_refresh_whose_process_died_is_made_again_after_its_lease(engine, alone):
    portal, store, _rules, listener = alone
    with engine.begin() as connection:
        past = now(connection) - timedelta(seconds=1)
        connection.execute(update(token_pair).values(refreshing_until=past))
    assert store().refreshed(portal, Secret("access-0")).access == Secret("access-1")
    assert len(listener.asked) == 1


def test_a_dead_grant_is_said_and_frees_the_lease(engine, alone):
    portal, store, rules, _listener = alone
    rules.number = 7
    with pytest.raises(PortalLeft):
        store().refreshed(portal, Secret("access-0"))
    with engine.begin() as connection:
        assert connection.execute(select(token_pair.c.refreshing_until)).scalar_one() is None
    assert store().current("m1") == pair(0)


@pytest.fixture
def interrupted(engine, settings, installed, listen, monkeypatch):
    """A portal whose pair is changed by somebody else while the authorization server answers a refresh."""
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")

    def make(meanwhile, told, status=200):
        def answer(_handler, _body):
            with engine.begin() as connection:
                meanwhile(tokens, connection)
            return status, {"Content-Type": "application/json"}, json.dumps(told).encode()

        listener = listen(answer)
        server = AuthorizationServer(Net((listener.origin,)), "app.1", Secret("cs"))
        tokens = TokenStore(engine, Safe(settings.keys()), server)
        portal = dataclasses.replace(installed("m1"), auth_endpoint=listener.origin)
        with engine.begin() as connection:
            tokens.keep(connection, "m1", pair(0))
        return portal, tokens

    return make


@pytest.mark.parametrize(("told", "status"), [({"error": "invalid_grant"}, 400), (new_pair(1), 200)])
def test_a_pair_that_came_by_an_opening_meanwhile_wins(interrupted, told, status):
    """The app is installed again while an old pair is being refreshed: the fresh pair stays, and the portal too."""
    portal, tokens = interrupted(lambda store, connection: store.keep(connection, "m1", pair(9)), told, status)
    assert tokens.refreshed(portal, Secret("access-0")).access == Secret("access-9")
    assert tokens.current("m1").refresh == Secret("refresh-9")


def test_an_uninstallation_meanwhile_is_not_undone(engine, interrupted):
    portal, tokens = interrupted(lambda store, connection: store.drop(connection, "m1"), new_pair(1))
    with pytest.raises(PortalLeft):
        tokens.refreshed(portal, Secret("access-0"))
    with engine.begin() as connection:
        assert connection.execute(select(token_pair)).all() == []


def test_tokens_are_not_readable_in_the_table(engine, client):
    with engine.begin() as connection:
        row = connection.execute(select(token_pair)).one()
    assert "access-0" not in str(row)
    assert "refresh-0" not in str(row)


def test_a_row_copied_to_another_portal_does_not_open(engine, client, make_client, installed):
    installed("m2")
    with engine.begin() as connection:
        row = dict(connection.execute(select(token_pair)).mappings().one())
        connection.execute(token_pair.insert().values({**row, "member_id": "m2"}))
    with pytest.raises(Exception, match="portal m2 does not open"):
        make_client()[1].current("m2")


@pytest.mark.parametrize(
    "code", ["invalid_grant", "INVALID_GRANT", "invalid_client", "wrong_client", "PAYMENT_REQUIRED"]
)
@pytest.mark.parametrize("status", [400, 401, 200])
def test_a_dead_installation_is_known_by_its_code_whatever_the_status(web, server, code, status):
    web.post(OAUTH, json={"error": code, "error_description": "x"}, status=status)
    with pytest.raises(PortalLeft):
        server.refresh(ORIGIN, Secret("r"))


def test_without_a_refresh_token_nobody_is_asked(server, web):
    """Bitrix24 does not promise one with every page (oauth-and-install.md §4)."""
    with pytest.raises(PortalLeft, match="open the app"):
        server.refresh(ORIGIN, Secret(""))
    assert len(web.calls) == 0


@pytest.mark.parametrize("status", [400, 200])
def test_another_refusal_suspends_nothing(web, server, status):
    web.post(OAUTH, json={"error": "invalid_request"}, status=status)
    with pytest.raises(PortalRefused):
        server.refresh(ORIGIN, Secret("r"))


@pytest.mark.parametrize(
    "answer",
    [
        {"body": "<html>", "status": 502},
        {"body": "<html>", "status": 200},
        {"json": {"error": "x"}, "status": 500},
        {"body": "", "status": 200},
        {"body": "[]", "status": 200},
        {"body": "null", "status": 200},
        {"body": "5", "status": 200},
        {"body": "x", "status": 302, "headers": {"Location": "https://evil.example/"}},
    ],
)
def test_an_answer_to_a_refresh_that_is_none_can_be_tried_again(web, server, answer):
    web.post(OAUTH, **answer)
    with pytest.raises(PortalUnreachable):
        server.refresh(ORIGIN, Secret("r"))
    assert len(web.calls) == 1


@pytest.mark.parametrize("answer", [{}, {"refresh_token": "r"}, {"access_token": "a", "expires_in": "soon"}])
def test_half_a_pair_is_not_stored(web, client, make_client, portal, answer):
    web.post(OAUTH, json=answer)
    tokens = make_client()[1]
    with pytest.raises(PortalUnreachable):
        tokens.refreshed(portal, Secret("access-0"))
    assert tokens.current("m1") == pair(0)


@pytest.mark.parametrize("more", [{"user_id": None}, {"user_id": ""}, {"expires_in": None}, {}])
def test_a_pair_is_not_lost_for_what_only_describes_it(web, client, make_client, portal, more):
    """The old refresh token is dead by now: throwing the new pair away would end the installation."""
    web.post(OAUTH, json={"access_token": "access-1", "refresh_token": "refresh-1", **more})
    assert make_client()[1].refreshed(portal, Secret("access-0")).user_id == 1


def test_the_authorization_servers_word_on_a_token(web, server):
    web.post(APP_INFO, json=info("ACME.bitrix24.com"))
    seen = server.app_info(ORIGIN, Secret("token"))
    assert (seen.member_id, seen.domain, seen.user_id, seen.installed) == ("m1", "acme.bitrix24.com", 17, True)
    assert (seen.client_endpoint, seen.auth_endpoint) == ("https://acme.bitrix24.com/rest/", ORIGIN)
    assert seen.scope == {"crm", "bizproc"}
    assert web.calls[0].request.body == "auth=token"
    assert web.calls[0].request.url == APP_INFO


@pytest.mark.parametrize(
    "answer",
    [
        {"error": "expired_token"},
        {"result": None},
        {"result": []},
        {"result": {"install": []}},
        {"result": {"client_id": "app.1", "user_id": 17, "install": {}}},
        info(client_id="app.2"),
        info(client_endpoint="http://acme.bitrix24.com/rest/"),
        info(client_endpoint="https://user@acme.bitrix24.com/rest/"),
        {"result": {**info()["result"], "user_id": None}},
        {"result": {**info()["result"], "user_id": "x"}},
    ],
)
def test_a_token_that_is_not_confirmed_in_full_is_not_verified(web, server, answer):
    web.post(APP_INFO, json=answer)
    with pytest.raises(NotVerified):
        server.app_info(ORIGIN, Secret("t"))


@pytest.mark.parametrize(
    "answer", [{"body": "<html>", "status": 502}, {"body": "", "status": 200}, {"json": {"error": "x"}, "status": 500}]
)
def test_an_authorization_server_that_is_down_confirms_and_denies_nothing(web, server, answer):
    """Taken for a no, it would let a forged uninstallation through (reliability.md T-20)."""
    web.post(APP_INFO, **answer)
    with pytest.raises(PortalUnreachable):
        server.app_info(ORIGIN, Secret("t"))


def test_no_error_shows_a_token(web, server):
    web.post(OAUTH, json={"error": "invalid_grant", "error_description": "canary-refresh"}, status=400)
    with pytest.raises(PortalError) as caught:
        server.refresh(ORIGIN, Secret("canary-refresh"))
    assert "canary" not in str(caught.value)
