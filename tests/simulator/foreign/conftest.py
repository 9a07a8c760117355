"""Bitrix24's own Python SDK, as it is, in front of the simulator: its fixed host names lead to the simulator's port.

Only names are led astray (`socket.getaddrinfo`); TLS is real, and trusted through REQUESTS_CA_BUNDLE alone.
"""

from __future__ import annotations

import contextlib
import io
import socket
from datetime import UTC, datetime
from typing import Any

import pytest
from b24pysdk.credentials import BitrixApp, BitrixToken, BitrixWebhook

from simulator.__main__ import main
from simulator.server import AUTH_HOSTS, Simulator
from tests.simulator.foreign.desk import Desk

HTTPS = 443


@pytest.fixture
def sim():
    """Two portals, TLS."""
    with Simulator(tls=True, portals=2) as running:
        yield running


@pytest.fixture
def reach(sim, monkeypatch):
    """Leads the names of the authorization servers and the portals to the simulator; more names can be added."""
    names = {portal.domain: portal.url for portal in sim.portals} | dict.fromkeys(AUTH_HOSTS, sim.auth_url)
    ask = socket.getaddrinfo

    def asked(host: Any, port: Any, *args: Any, **more: Any) -> Any:
        if host in names:
            assert int(port) == HTTPS
            return ask("127.0.0.1", int(names[host].rpartition(":")[2]), *args, **more)
        return ask(host, port, *args, **more)

    monkeypatch.setattr(socket, "getaddrinfo", asked)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", sim.ca_file)
    monkeypatch.setenv("NO_PROXY", "*")
    return names


@pytest.fixture
def env(sim, reach):
    """What `python -m simulator env` prints."""
    return environment(sim.portal)


def environment(portal):
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        assert main(["env", "--port", portal.url.rpartition(":")[2]]) == 0
    return dict(line.split("=", 1) for line in said.getvalue().splitlines())


@pytest.fixture
def foreign_app(env):
    return BitrixApp(client_id=env["B24_CLIENT_ID"], client_secret=env["B24_CLIENT_SECRET"])


@pytest.fixture
def token(env, foreign_app):
    """Anna's, the administrator's."""
    return BitrixToken(
        domain=env["B24_DOMAIN"],
        auth_token=env["B24_ACCESS_TOKEN"],
        refresh_token=env["B24_REFRESH_TOKEN"],
        expires=datetime.fromtimestamp(int(env["B24_EXPIRES"]), tz=UTC),
        expires_in=3600,
        bitrix_app=foreign_app,
    )


@pytest.fixture
def webhook(env):
    return BitrixWebhook(domain=env["B24_DOMAIN"], webhook_token=env["B24_WEBHOOK"])


@pytest.fixture
def desk(sim, token, listener, make_step, make_packed):
    return Desk(sim.portal, token, listener, make_step, make_packed)
