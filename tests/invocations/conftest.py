"""A portal that calls robots, its REST played by answer tables, and a worker that attends to it."""

from datetime import UTC, datetime

import pytest
import responses
from redis import Redis

from b24app.invocations.inbox import Call, Inbox
from b24app.invocations.worker import Worker
from b24app.model import Document, Secret, Tokens
from b24app.portals.client import Client
from b24app.portals.limits import Pace
from b24app.portals.net import Net
from b24app.portals.outside import Outside
from b24app.portals.tokens import AuthorizationServer, TokenStore
from b24app.store.secrets import Safe

REST = "https://acme.bitrix24.com/rest/"
SEND = REST + "bizproc.event.send"


@pytest.fixture
def redis(redis_url):
    """An empty Redis."""
    connection = Redis.from_url(redis_url)
    connection.flushdb()
    yield connection
    connection.close()


@pytest.fixture
def web():
    """The public internet, as far as a test says what it answers."""
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        yield mock


@pytest.fixture
def inbox(engine, settings):
    return Inbox(engine, Safe(settings.keys()))


@pytest.fixture
def client(engine, settings, redis, installed):
    """A client with a stored pair for portal m1."""
    net = Net()
    server = AuthorizationServer(net, "app.1", Secret("cs"))
    tokens = TokenStore(engine, Safe(settings.keys()), server)
    installed("m1")
    with engine.begin() as connection:
        pair = Tokens(Secret("access"), Secret("refresh"), datetime(2026, 1, 1, tzinfo=UTC), user_id=1)
        tokens.keep(connection, "m1", pair)
    return Client(engine, net, tokens, server, Pace(redis, lambda _seconds: None))


@pytest.fixture
def make_worker(engine, inbox, client):
    """A worker that knows the given robots."""

    def make(*robots, reach=lambda _point: None):
        known = {robot.code: robot for robot in robots}
        return Worker(engine, inbox, client, Outside(Net(), (443,)), known, reach)

    return make


@pytest.fixture
def call():
    """A robot call of portal m1."""

    def make(robot, event_token="t1", **changes):  # noqa: S107  # of a test
        values = {
            "member_id": "m1",
            "robot": robot,
            "workflow_id": f"w of {event_token}",
            "document": Document("crm", "CCrmDocumentDeal", "DEAL_42"),
            "properties": {},
            "event_token": Secret(event_token),
            "waits": True,
            "timeout_s": 0,
            "user_id": 1,
        }
        return Call(**{**values, **changes})

    return make
