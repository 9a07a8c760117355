"""A portal and its authorization server: answer tables for REST, real sockets where sockets matter."""

import json
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import responses
from redis import Redis

from b24app.model import Secret, Tokens
from b24app.portals.client import Client
from b24app.portals.limits import Pace
from b24app.portals.net import Net
from b24app.portals.tokens import AuthorizationServer, TokenStore
from b24app.store.secrets import Safe

REST = "https://acme.bitrix24.com/rest/"
OAUTH = "https://oauth.bitrix.info/oauth/token/"
APP_INFO = "https://oauth.bitrix.info/rest/app.info"


class Server(ThreadingHTTPServer):
    """Silent about clients that hang up."""

    def handle_error(self, _request, _address):
        pass


class Listener:
    """An HTTP server on loopback that answers what it is told and remembers what it was asked."""

    def __init__(self, answer):
        self.asked: list[tuple[str, str, bytes, dict[str, str]]] = []
        self.connections = 0
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def setup(self):
                listener.connections += 1
                super().setup()

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                listener.asked.append((self.command, self.path, body, dict(self.headers)))
                told = answer(self, body)
                if told is None:
                    return
                status, headers, content = told
                self.send_response(status)
                for name, value in {"Content-Length": str(len(content)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_PUT = do_PATCH = do_POST  # noqa: N815  # http.server's names

            def log_message(self, *_):
                pass

        self._server = Server(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        self.origin = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def listen():
    """Starts listeners; `listen(answer)` where `answer(handler, body)` gives (status, headers, content)."""
    begun = []

    def begin(answer=lambda _handler, _body: (200, {}, b"{}")):
        begun.append(Listener(answer))
        return begun[-1]

    yield begin
    for listener in begun:
        listener.close()


@pytest.fixture
def redis(redis_url):
    """An empty Redis."""
    connection = Redis.from_url(redis_url)
    connection.flushdb()
    yield connection
    connection.close()


@pytest.fixture
def slept():
    """What the pace would have slept."""
    return []


@pytest.fixture
def make_client(engine, settings, redis, slept):
    """A client for portals on the public internet, or for those at `simulator_urls`."""

    def make(*simulator_urls):
        net = Net(tuple(simulator_urls))
        server = AuthorizationServer(net, "app.1", Secret("cs"))
        tokens = TokenStore(engine, Safe(settings.keys()), server)
        return Client(engine, net, tokens, server, Pace(redis, slept.append)), tokens

    return make


@pytest.fixture
def portal(installed):
    return installed("m1")


@pytest.fixture
def client(engine, make_client, portal):
    """A client with a stored pair for the portal: `access-0`, `refresh-0`."""
    made, tokens = make_client()
    with engine.begin() as connection:
        tokens.keep(connection, "m1", pair(0))
    return made


@pytest.fixture
def web():
    """The public internet, as far as a test says what it answers."""
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        yield mock


def pair(number):
    return Tokens(Secret(f"access-{number}"), Secret(f"refresh-{number}"), datetime(2026, 1, 1, tzinfo=UTC), user_id=1)


def bodies(web, url):
    """The JSON bodies that were sent to an address."""
    return [json.loads(call.request.body) for call in web.calls if call.request.url == url]


def new_pair(number):
    """The authorization server's answer to a refresh."""
    return {"access_token": f"access-{number}", "refresh_token": f"refresh-{number}", "expires_in": 3600, "user_id": 1}


def info(domain="acme.bitrix24.com", member_id="m1", client_id="app.1", **changes):
    """The authorization server's answer about a token."""
    install = {
        "installed": True,
        "domain": domain,
        "client_endpoint": f"https://{domain}/rest/",
        "member_id": member_id,
        "scope": "crm,bizproc",
    }
    return {"result": {"client_id": client_id, "user_id": 17, "install": {**install, **changes}}}
