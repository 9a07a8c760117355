"""What holds for every test: no socket of this process leaves the machine.

An audit hook sees the connections of all threads and libraries written in Python, also those whose error is caught on
the way; such a test fails at its end. Child processes and C libraries that connect themselves are not seen.

The database is SQLite in the test's own folder, or the PostgreSQL that DATABASE_URL names; Redis is an embedded one, or
database 9 of the one that REDIS_URL names. Processes of pytest-xdist have a database and a Redis number of their own.
"""

import ipaddress
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis
from sqlalchemy import Engine, create_engine, delete, make_url, text

from b24app.model import Installation, Portal
from b24app.portals import rows
from b24app.processes import redis_of
from b24app.settings import Settings, load_settings
from b24app.store.engine import migrate, open_engine
from b24app.store.tables import portal as portal_table
from tests.world import office, world  # noqa: F401  # fixtures for every folder

# How long an example takes depends on what else the machine does: no property is about that.
hypothesis.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.load_profile("any machine")

_left: list[str] = []
for _key in ("GEMINI_API_KEY", "ANTHROPIC_API_KEY"):  # whoever runs the tests may have one; no test means it
    os.environ.pop(_key, None)


class LeftLoopbackError(RuntimeError):
    """A test tried to reach another machine."""


def _is_here(host: object) -> bool:
    if isinstance(host, bytes | bytearray):
        host = host.decode("ascii", "replace")
    if not isinstance(host, str):
        return host is None
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host in {"", "localhost"} or host.endswith(".localhost")
    return address.is_loopback or address.is_unspecified


def _is_name(host: object) -> bool:
    try:
        ipaddress.ip_address(str(host).partition("%")[0])
    except ValueError:
        return True
    return False


def _guard(event: str, args: tuple[Any, ...]) -> None:
    if event in {"socket.connect", "socket.sendto"}:
        address = args[1]
        # AF_UNIX has a path for an address, AF_NETLINK a pair of numbers.
        leaves = isinstance(address, tuple) and isinstance(address[0], str | bytes) and not _is_here(address[0])
    elif event == "socket.getaddrinfo":
        address = args[0]
        leaves = _is_name(address) and not _is_here(address)  # a literal is only parsed, nobody is asked
    else:
        return
    if leaves:
        _left.append(f"{event} {address}")
        raise LeftLoopbackError(f"{event} {address}: tests talk to this machine only")


sys.addaudithook(_guard)

_PROCESS = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
_FIRST_REDIS = 9


def _own_database(given: str) -> str:
    """The address of this process's own database on the PostgreSQL server that `given` names; made anew."""
    name = f"tests_{_PROCESS}"
    server = create_engine(given, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    server.dispose()
    return make_url(given).set(database=name).render_as_string(hide_password=False)


def pytest_configure() -> None:
    """Keep the processes of pytest-xdist out of each other's way."""
    if "PYTEST_XDIST_WORKER" in os.environ and os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = _own_database(os.environ["DATABASE_URL"])


@pytest.fixture(autouse=True)
def left_loopback() -> Iterator[list[str]]:
    """What the test tried to reach elsewhere; a test that means to try clears it."""
    _left.clear()
    yield _left
    if _left:
        pytest.fail("left loopback: " + "; ".join(sorted(set(_left))))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Development settings with their data in the test's own folder."""
    return load_settings(data_dir=tmp_path, database_url=os.environ.get("DATABASE_URL", ""), redis_url="")


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    """A database of the newest shape without a row in it."""
    opened = open_engine(settings)
    migrate(opened)
    if settings.database_url:
        with opened.begin() as connection:
            connection.execute(delete(portal_table))  # everything else goes by cascade
    yield opened
    opened.dispose()


@pytest.fixture
def installed(engine: Engine) -> Callable[..., Portal]:
    """Stores a portal that the authorization server confirmed; its application token is `token of <member_id>`."""

    def install(member_id: str = "m1", origin: str = "https://acme.bitrix24.com") -> Portal:
        with engine.begin() as connection:
            seen = Installation(
                member_id=member_id,
                domain=urlsplit(origin).netloc,
                client_endpoint=f"{origin}/rest/",
                auth_endpoint="https://oauth.bitrix.info",
                scope=frozenset({"crm", "bizproc"}),
                user_id=1,
                installed=True,
            )
            rows.save(connection, seen, f"token of {member_id}")
            return rows.find(connection, member_id)

    return install


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Redis that tests may write to."""
    if given := os.environ.get("REDIS_URL"):
        yield urlunsplit(urlsplit(given)._replace(path=f"/{_FIRST_REDIS + _PROCESS}", query=""))
        return
    with redis_of(load_settings(data_dir=tmp_path_factory.mktemp("redis"), redis_url="")) as url:
        yield url
