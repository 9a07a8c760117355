"""Bad input: a clear refusal, nothing stored, and no request to any host that a request names."""

import http.server
import threading
from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from sqlalchemy import delete

from b24app.store.tables import portal
from tests.world import SCOPE, ask, page_data

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def canary() -> Iterator[tuple[str, list[str]]]:
    """An attacker's host on this machine: its origin and what it was asked."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        do_GET = do_POST  # noqa: N815  # the library's name

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()
    thread.join()


def opening(world, user_id=1, **changed):
    """Query and body of a genuine opening, taken from the portal's own log, with parts replaced."""
    world.open_page(user_id=user_id)
    sent = world.openings()[-1]
    query = {name: values[0] for name, values in parse_qs(urlsplit(sent["url"]).query).items()}
    both = {**query, **{name: value for name, value in sent["request"].items() if isinstance(value, str)}, **changed}
    return urlencode({name: both.pop(name) for name in query}), urlencode(both).encode()


def robot_call(member_id, token, **changed):
    """A robot call's form."""
    return urlencode(
        {
            "workflow_id": "66f0a1.1",
            "code": "mark",
            "document_id[0]": "crm",
            "document_id[1]": "CCrmDocumentDeal",
            "document_id[2]": "DEAL_1",
            "event_token": "66f0a1.1|A1|abc.def",
            "properties[node]": "start",
            "use_subscription": "N",
            "auth[member_id]": member_id,
            "auth[application_token]": token,
            **changed,
        }
    ).encode()


@pytest.mark.parametrize("path", ["/robots/mark", "/events"])
@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("token", ["", "0" * 32, "right"])
def test_only_the_known_portal_with_its_own_token_is_let_in(office, path, known, token):
    """
    Of every combination of portal and token exactly one stores something; the refusals cannot be told apart.
    """
    right = office.application_token()
    member_id = office.sim.member_id if known else "f" * 32
    body = robot_call(member_id, right if token == "right" else token, event="ONCRMDEALUPDATE")
    before = office.count("invocation") + office.count("event")

    answer = ask(office.app_url + path, data=body, headers=FORM)

    stored = office.count("invocation") + office.count("event") - before
    if known and token == "right":
        assert (answer.status, stored) == (202, 1)
    else:
        words = "this call does not come from a portal that has installed the app"
        assert (answer.status, stored) == (403, 0)
        assert answer.json == {"error": "unknown_portal", "message": words}


def test_a_forged_domain_is_refused(world, canary):
    """
    The portal's address is the authorization server's word, never the request's.
    """
    host, asked = canary
    query, body = opening(world, DOMAIN=host.removeprefix("http://"))
    before = world.count("portal")

    answer = ask(f"{world.app_url}/install?{query}", data=body, headers=FORM)

    assert (answer.status, asked) == (403, [])
    assert world.count("portal") == before


@pytest.mark.parametrize("where", ["/install", "/app", "/placements/describe"])
def test_a_forged_server_endpoint_is_never_asked(world, canary, where):
    """
    The secret would go to that host: only allow-listed authorization servers are asked anything.
    """
    host, asked = canary
    for endpoint in (
        f"{host}/rest/",
        "https://oauth.bitrix.info.evil.example/rest/",
        "https://oauth.bitrix.info@evil/",
    ):
        query, body = opening(world, SERVER_ENDPOINT=endpoint)

        answer = ask(f"{world.app_url}{where}?{query}", data=body, headers=FORM)

        assert (answer.status, asked) == (403, [])
        assert "not one of Bitrix24" in answer.text or "not a web address" in answer.text


def test_another_portals_member_id_is_refused(world):
    """
    An attacker's own valid token does not open a victim's portal.
    """
    query, body = opening(world, member_id="f" * 32)

    answer = ask(f"{world.app_url}/install?{query}", data=body, headers=FORM)

    assert answer.status == 403
    assert world.count("portal") <= 1


def test_an_invented_access_token_is_refused(world):
    """
    The authorization server does not know it.
    """
    query, body = opening(world, AUTH_ID="0" * 64)

    answer = ask(f"{world.app_url}/install?{query}", data=body, headers=FORM)

    assert (answer.status, "does not know this access token" in answer.text) == (403, True)


def test_an_installer_without_a_refresh_token_installs_nothing(world):
    """
    The app would work for an hour and then end; the page says what to do instead.
    """
    query, body = opening(world, REFRESH_ID="")
    with world.services.engine.begin() as connection:
        connection.execute(delete(portal))

    answer = ask(f"{world.app_url}/install?{query}", data=body, headers=FORM)

    assert (answer.status, "open the installer again" in answer.text) == (403, True)
    assert world.count("portal") == 0


def test_a_token_of_another_application_is_refused(world):
    """
    Another app's vendor can get genuine tokens of the same portal: they are not ours.
    """
    other = {"client_id": "local.00000000000000.00000001", "client_secret": "x", "title": "Other", "scope": SCOPE}
    world.control("/_apps", {**other, "install_url": f"{world.app_url}/install", "app_url": f"{world.app_url}/app"})

    told = world.control("/_browser/open", {"client_id": other["client_id"], "placement": "DEFAULT"})

    assert told["status"] == 403
    assert "another application" in told["html"]
    assert world.count("portal") == 0


def test_a_wrong_application_token_does_not_open_an_installed_portal(office):
    """
    Even with a genuine access token.
    """
    query, body = opening(office, APPLICATION_TOKEN="0" * 32)

    answer = ask(f"{office.app_url}/app?{query}", data=body, headers=FORM)

    assert answer.status == 403


def test_a_person_who_is_no_administrator_installs_nothing(office):
    """
    A genuine opening by an employee, posted to the installer, leaves portal and tokens as they were.
    """
    query, body = opening(office, user_id=4)
    before = office.services.tokens.current(office.sim.member_id)

    answer = ask(f"{office.app_url}/install?{query}", data=body, headers=FORM)

    assert answer.status == 200
    assert office.services.tokens.current(office.sim.member_id) == before
    bearer = page_data(answer)["bearer"]
    assert office.fetch("POST", "/install/register", bearer, {}).status == 403


def test_a_person_who_is_no_administrator_publishes_nothing(office):
    """
    The tab may be read by everybody; publishing is refused by the server, not only by the button.
    """
    page = office.open_page("CRM_DEAL_DETAIL_TAB", user_id=4, ID="1")

    refused = office.publish(page_data(page)["bearer"], "When a deal is won, add the tag Won")

    assert (refused.status, refused.json["error"]) == (403, "not_allowed")
    assert office.count("workflow") == 0


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 403),
        (b"\xff\xfe=1", 400),
        (b"a=%00", 400),
        (b"auth[[member_id=x", 400),
        (b"auth=x&auth[member_id]=y", 400),
        (b"a[b][c][d][e][f][g][h][i][j]=1", 413),
        (b"&".join(b"a%d=1" % number for number in range(2_500)), 413),
        (b"a=" + b"x" * 1_100_000, 413),
    ],
)
def test_malformed_and_oversized_bodies_are_refused_cheaply(office, body, status):
    """
    Never a 500, and nothing stored.
    """
    for path in ("/robots/mark", "/events"):
        answer = ask(office.app_url + path, data=body, headers=FORM)
        assert answer.status == (400 if path == "/events" and not body else status)
    assert office.count("invocation") == 0


def test_a_script_without_a_bearer_gets_nothing(office):
    """
    Missing, forged and cut bearers alike.
    """
    for bearer in ("", "x", office.bearer[:-2]):
        for method, path in (("POST", "/frame/read"), ("GET", "/frame/workflows"), ("POST", "/install/register")):
            assert office.fetch(method, path, bearer, {} if method == "POST" else None).status == 401


def test_only_the_verified_portal_may_frame_a_page(office):
    """
    Exactly one ancestor; nothing may frame a refusal.
    """
    page = office.open_page("CRM_DEAL_DETAIL_TAB", ID="1")
    ancestors = page.headers["Content-Security-Policy"].split("frame-ancestors ")[1]
    refused = ask(f"{office.app_url}/app", data=b"", headers=FORM)

    assert ancestors == f"'self' {office.sim.portal_url}"
    assert refused.headers["Content-Security-Policy"].endswith("frame-ancestors 'none'")
    assert "X-Frame-Options" not in page.headers


def test_a_second_delivery_of_the_same_call_has_no_second_effect(office):
    """
    The event token names the execution; whoever sends it again changes nothing.
    """
    body = robot_call(office.sim.member_id, office.application_token())

    first, second = (ask(f"{office.app_url}/robots/mark", data=body, headers=FORM) for _ in range(2))
    office.work()
    third = ask(f"{office.app_url}/robots/mark", data=body, headers=FORM)

    assert [answer.status for answer in (first, second, third)] == [202, 200, 200]
    assert office.count("invocation") == 1


def test_tokens_are_never_stored_readable_nor_logged(office, capfd):
    """
    Neither the database file, nor Redis, nor the log holds a token of any kind.
    """
    office.publish(office.bearer, "When a deal is won, send a chat message to the manager and add the tag Won")
    office.user_does("crm.item.update", entityTypeId=2, id=1, fields={"stageId": "WON"})
    office.settle(lambda: bool(office.log("bizproc.event.send")))
    secrets = {row["request"].get(name) for row in office.log() for name in ("AUTH_ID", "REFRESH_ID")} - {None}
    secrets |= {row["request"]["event_token"] for row in office.log(kind="robot")}
    printed = "".join(capfd.readouterr())
    rows = []
    with office.services.engine.begin() as connection:
        for table in ("portal", "token_pair", "invocation", "event", "workflow", "run"):
            rows += connection.exec_driver_sql(f"SELECT * FROM {table}").fetchall()  # noqa: S608  # fixed names

    assert len(secrets) > 3
    for secret in secrets:
        assert secret not in str(rows)
        assert secret not in printed
        assert not any(secret in str(office.services.redis.dump(key)) for key in office.services.redis.scan_iter())
