"""A fresh portal for every test, an app's listener, and an app that is installed in the portal."""

from __future__ import annotations

import base64
import http.server
import json
import threading
import time
import zlib
from typing import Any

import phpserialize
import pytest
import requests

from simulator.robots import type_of
from simulator.server import Simulator
from simulator.wire import decode_form

CLIENT_ID = "app.0123456789abcd.12345678"
SCOPE = "crm,bizproc,placement,im,task,user_brief,user.userfield,department,userfieldconfig,calendar"


class Listener:
    """An app's web server: remembers what it is sent."""

    def __init__(self) -> None:
        listener = self
        self.received: list[tuple[str, dict[str, Any]]] = []
        self.status = 200

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                path, _, query = self.path.partition("?")
                listener.received.append((path, {**decode_form(query), **decode_form(body)}))
                self.send_response(listener.status)
                self.end_headers()
                self.wfile.write(b"<p>hello</p>")

            def log_message(self, *args: Any) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def to(self, path: str) -> list[dict[str, Any]]:
        return [fields for at, fields in self.received if at == path]

    def wait(self, path: str, count: int = 1, patience_s: float = 60) -> list[dict[str, Any]]:
        end = time.monotonic() + patience_s
        while len(self.to(path)) < count and time.monotonic() < end:
            time.sleep(0.01)
        return self.to(path)


class App:
    """An app on the portal's Marketplace, as its developer sees it."""

    def __init__(self, sim: Simulator, listener: Listener, scope: str = SCOPE) -> None:
        self.sim, self.listener = sim, listener
        self.client_id, self.client_secret = CLIENT_ID, "secret"
        self.card = {
            "client_id": CLIENT_ID,
            "client_secret": "secret",
            "title": "Composer",
            "install_url": f"{listener.url}/install",
            "app_url": f"{listener.url}/app",
            "scope": scope,
        }
        self.control("/_apps", **self.card)
        self.token = self.refresh_token = ""

    def control(self, path: str, **body: Any) -> dict[str, Any]:
        response = requests.post(self.sim.portal_url + path, json=body, timeout=10)
        return {"http": response.status_code, **response.json()}

    def open(self, user_id: int = 1, placement: str = "DEFAULT", **options: Any) -> dict[str, Any]:
        opened = self.control(
            "/_browser/open", client_id=CLIENT_ID, user_id=user_id, placement=placement, options=options
        )
        if opened["http"] == 200:
            form = self.listener.received[-1][1]
            self.token, self.refresh_token = form["AUTH_ID"], form["REFRESH_ID"]
        return opened

    def finish(self) -> None:
        self.control("/_browser/message", client_id=CLIENT_ID, user_id=1, command="setInstallFinish")

    def request(self, method: str, **params: Any) -> requests.Response:
        return requests.post(
            f"{self.sim.portal_url}/rest/{method}",
            json={"auth": self.token, **params},
            timeout=10,
            allow_redirects=False,
        )

    def call(self, method: str, **params: Any) -> Any:
        """The result, of a call that must succeed."""
        response = self.request(method, **params)
        assert response.status_code == 200, response.text
        return response.json()["result"]

    def refused(self, method: str, **params: Any) -> tuple[int, Any, str]:
        """HTTP status, code and text of a call that must not succeed."""
        response = self.request(method, **params)
        body = response.json()
        return response.status_code, body["error"], body["error_description"]

    def as_user(self, user_id: int) -> App:
        """The same app in another person's hands."""
        other = object.__new__(App)
        other.__dict__.update(self.__dict__)
        other.open(user_id)
        return other

    def add_robot(self, code: str = "greet", **more: Any) -> str:
        """Registers a robot and returns the type of its template step."""
        robot = {"CODE": code, "HANDLER": f"{self.listener.url}/robot", "NAME": "Greet", "AUTH_USER_ID": 1, **more}
        assert self.call("bizproc.robot.add", **robot) is True
        return type_of(CLIENT_ID, code)

    def add_template(self, *steps: dict[str, Any], **more: Any) -> int:
        given = {"DOCUMENT_TYPE": DEAL_TYPE, "NAME": "Test", "TEMPLATE_DATA": ["t.bpt", packed(*steps)], **more}
        number: int = self.call("bizproc.workflow.template.add", **given)
        return number

    def log(self, **wanted: Any) -> list[dict[str, Any]]:
        entries = requests.get(f"{self.sim.portal_url}/_log", timeout=10).json()["entries"]
        return [entry for entry in entries if all(entry.get(key) == value for key, value in wanted.items())]


DEAL_TYPE = ["crm", "CCrmDocumentDeal", "DEAL"]


def step(kind: str, name: str = "A10001_10002_10003_10004", **properties: Any) -> dict[str, Any]:
    return {"Type": kind, "Name": name, "Properties": {"Title": kind, **properties}, "Children": []}


def packed(*steps: dict[str, Any]) -> str:
    root = {"Type": "SequentialWorkflowActivity", "Name": "Template", "Properties": {"Title": "Root", "Permission": {}}}
    content = {
        "VERSION": 2,
        "TEMPLATE": {0: {**root, "Children": dict(enumerate(steps))}},
        "PARAMETERS": {},
        "VARIABLES": {},
        "CONSTANTS": {},
        "DOCUMENT_FIELDS": {},
    }
    return base64.b64encode(zlib.compress(phpserialize.dumps(content), 9)).decode()


@pytest.fixture
def sim():
    with Simulator(port=0, auth_port=0, limits=False) as running:
        yield running


@pytest.fixture
def listener():
    server = Listener()
    yield server
    server.stop()


@pytest.fixture
def published(sim, listener):
    """On the Marketplace, not installed."""
    return App(sim, listener)


@pytest.fixture
def unfinished(published):
    """The installer page is open."""
    published.open()
    return published


@pytest.fixture
def app(unfinished):
    """Installed and finished by Anna, the administrator."""
    unfinished.finish()
    return unfinished


@pytest.fixture
def state(sim):
    return lambda: json.loads(requests.get(f"{sim.portal_url}/_state", timeout=10).text)


@pytest.fixture
def make_step():
    return step


@pytest.fixture
def make_packed():
    return packed


@pytest.fixture
def see(sim):
    """A page's answer."""
    return lambda path, **more: requests.get(sim.portal_url + path, timeout=10, allow_redirects=False, **more)


@pytest.fixture
def submit(sim):
    """What sending a form answers, before the browser follows."""
    return lambda path, cookies=None, headers=None, **form: requests.post(
        sim.portal_url + path, form, timeout=10, allow_redirects=False, cookies=cookies, headers=headers
    )
