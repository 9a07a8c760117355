"""TLS, several portals, new names: where the simulator is found."""

from __future__ import annotations

import re
import socket
import ssl
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from simulator.__main__ import main
from simulator.address import Address
from simulator.server import Simulator
from simulator.wire import RestError

ENVIRONMENT = [
    "B24_DOMAIN", "B24_CLIENT_ID", "B24_CLIENT_SECRET", "B24_ACCESS_TOKEN", "B24_REFRESH_TOKEN", "B24_EXPIRES",
    "B24_EXPIRED_TOKEN", "B24_WEBHOOK", "SIMULATOR_CA",
]  # fmt: skip


def rename(sim, domain):
    return requests.post(f"{sim.portal_url}/_portal/rename", json={"domain": domain}, timeout=10)


def port_of(url):
    return int(url.rpartition(":")[2])


def names_in_certificate(sim, url):
    context = ssl.create_default_context(cafile=sim.ca_file)
    with (
        socket.create_connection(("127.0.0.1", port_of(url))) as plain,
        context.wrap_socket(plain, server_hostname="localhost") as secure,
    ):
        certificate: Any = secure.getpeercert()
        return {name for _, name in certificate["subjectAltName"]}


@pytest.fixture
def secure(tmp_path):
    with Simulator(tls=True, domain="globex.bitrix24.de", ca_file=str(tmp_path / "ca.pem")) as running:
        yield running


def test_both_ports_show_a_certificate_for_every_name(secure):
    wanted = {"globex.bitrix24.de", "oauth.bitrix.info", "oauth.bitrix24.tech", "127.0.0.1", "localhost"}
    assert names_in_certificate(secure, secure.portal_url) == wanted
    assert names_in_certificate(secure, secure.auth_url) == wanted


def test_with_tls_nothing_carries_a_port(secure):
    env = requests.post(f"{secure.portal_url}/_env", json={}, timeout=10, verify=secure.ca_file).json()
    given = {"grant_type": "refresh_token", "refresh_token": env["B24_REFRESH_TOKEN"],
             "client_id": env["B24_CLIENT_ID"], "client_secret": env["B24_CLIENT_SECRET"]}  # fmt: skip

    answer = requests.post(f"{secure.auth_url}/oauth/token/", data=given, timeout=10, verify=secure.ca_file).json()

    assert env["B24_DOMAIN"] == "globex.bitrix24.de"
    assert answer["client_endpoint"] == "https://globex.bitrix24.de/rest/"
    assert answer["server_endpoint"] == "https://oauth.bitrix.info/rest/"
    assert answer["domain"] == "oauth.bitrix.info"


def test_a_client_that_says_nothing_keeps_nobody_waiting(secure):
    with socket.create_connection(("127.0.0.1", port_of(secure.portal_url))):
        assert requests.get(f"{secure.portal_url}/_seed", timeout=5, verify=secure.ca_file).status_code == 200


def test_who_does_not_trust_the_authority_is_not_served(secure):
    with pytest.raises(requests.exceptions.SSLError):
        requests.get(f"{secure.portal_url}/_seed", timeout=5)


def test_the_temporary_authority_goes_with_the_simulator():
    with Simulator(tls=True) as sim:
        assert Path(sim.ca_file).read_text().startswith("-----BEGIN CERTIFICATE-----")
    assert not Path(sim.ca_file).exists()


@pytest.mark.parametrize("options", [[], ["--tls"]])
def test_env_prints_what_a_foreign_client_needs(options):
    command = [sys.executable, "-m", "simulator", "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            (url,) = re.findall(r"^portal (\S+)  authorization \S+$", running.stdout.readline().rstrip())
            asked = [sys.executable, "-m", "simulator", "env", "--port", str(port_of(url))]
            said = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
        finally:
            running.terminate()
    env = dict(line.split("=", 1) for line in said.splitlines())

    assert list(env) == ENVIRONMENT
    assert env["B24_DOMAIN"] == ("acme.bitrix24.com" if options else urlsplit(url).netloc)
    assert re.fullmatch(r"1/[0-9a-f]+", env["B24_WEBHOOK"])
    assert bool(env["SIMULATOR_CA"]) is bool(options)
    assert not env["SIMULATOR_CA"] or not Path(env["SIMULATOR_CA"]).exists()


def test_env_says_when_nobody_answers(capsys):
    assert main(["env", "--port", "1"]) == 1
    assert "no portal answers" in capsys.readouterr().err


def test_a_former_name_answers_302_and_the_body_is_not_lost_on_the_way(app):
    old = app.sim.portal_url
    assert rename(app.sim, "localhost").json()["domain"] == f"localhost:{port_of(old)}"

    moved = app.request("profile")

    assert moved.status_code == 302
    assert moved.headers["Location"] == f"http://localhost:{port_of(old)}/rest/profile"
    with pytest.raises(requests.exceptions.JSONDecodeError):
        moved.json()
    again = requests.post(moved.headers["Location"], json={"auth": app.token}, timeout=10)
    assert again.json()["result"]["ID"] == "1"


def test_a_renamed_portal_keeps_its_member_id_and_tells_its_new_name(app):
    rename(app.sim, "localhost")

    info = requests.get(f"{app.sim.auth_url}/rest/app.info", params={"auth": app.token}, timeout=10).json()["result"]

    assert info["install"]["member_id"] == app.sim.member_id
    assert info["install"]["domain"] == app.sim.domain == f"localhost:{port_of(app.sim.portal_url)}"
    assert app.listener.to("/install")[0]["DOMAIN"] != app.sim.domain
    app.open()
    assert app.listener.to("/app")[-1]["DOMAIN"] == app.sim.domain


@pytest.mark.parametrize("name", ["", "a b", "https://x.y", "x:99999999", "-x.y", "x..y"])
def test_what_is_no_host_name_is_refused(sim, name):
    assert rename(sim, name).status_code == 400
    assert sim.domain == urlsplit(sim.portal_url).netloc


def test_a_card_is_on_every_portals_marketplace_and_installed_where_it_is_opened(listener):
    with Simulator(portals=2) as sim:
        card = {"client_id": "app.1.1", "client_secret": "s", "title": "T", "scope": "crm", "app_url": listener.url}
        requests.post(f"{sim.portal_url}/_apps", json=card, timeout=10).raise_for_status()
        requests.post(f"{sim.portals[1].url}/_browser/open", json={"client_id": "app.1.1"}, timeout=10)

        assert [portal.apps.cards["app.1.1"].installed for portal in sim.portals] == [False, True]
        assert len({portal.member_id for portal in sim.portals}) == 2
        assert len({portal.domain for portal in sim.portals}) == 2


def test_all_portals_write_one_log_and_share_one_clock():
    with Simulator(portals=2) as sim:
        for portal in sim.portals:
            requests.post(f"{portal.url}/rest/profile", timeout=10)
        assert len(sim.common.log.find(kind="rest", name="profile")) == 2
        requests.post(f"{sim.portals[1].url}/_clock/advance", json={"seconds": 3600}, timeout=10)
        assert sim.portals[0].now_text() == sim.portals[1].now_text()


_LABEL = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?", fullmatch=True)


@given(st.lists(st.lists(_LABEL, min_size=1, max_size=4).map(".".join), min_size=1, max_size=8))
def test_after_any_renames_one_name_is_the_portals_and_all_others_lead_to_it(names):
    address = Address("https://127.0.0.1:1", "https://127.0.0.1:2", name="first.bitrix24.com")
    for name in names:
        address.rename(name)
    seen = {"first.bitrix24.com", *names}

    assert address.domain == names[-1]
    assert address.former == seen - {names[-1]}
    assert all(address.is_former(name) is (name != names[-1]) for name in seen)


def test_a_name_with_a_port_is_no_name_where_there_are_none():
    address = Address("https://127.0.0.1:1", "https://127.0.0.1:2", name="first.bitrix24.com")
    with pytest.raises(RestError):
        address.rename("second.bitrix24.com:8443")


@pytest.mark.parametrize(("plan", "at_once", "a_second"), [("", 50, 2), ("enterprise", 250, 5)])
def test_the_plan_decides_how_many_requests_at_once_are_served(plan, at_once, a_second):
    with Simulator(plan=plan, limits=True) as sim, requests.Session() as session:
        started = time.monotonic()
        served = 0
        while session.get(f"{sim.portal_url}/rest/profile", timeout=10).status_code != 503:
            served += 1
        drained = (time.monotonic() - started) * a_second

    assert at_once <= served <= at_once + drained + 1
