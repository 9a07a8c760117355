"""The app, listening for real, beside a simulated portal; workers are run by the test, so nothing races it."""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask
from redis import Redis
from sqlalchemy import delete, func, select, update
from werkzeug.serving import ThreadedWSGIServer
from werkzeug.test import run_wsgi_app

from b24app.app import Services, create_app, open_services, watcher, worker
from b24app.errors import B24AppError
from b24app.model import Secret
from b24app.settings import load_settings
from b24app.store.tables import event, invocation, metadata, portal
from simulator.server import Simulator

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

SCOPE = "crm,bizproc,placement,im,task,user_brief,department"
PATIENCE_S = 90.0  # how long anything may take that must come about: a machine may be busy with other things
_PAGE_DATA = re.compile(r'<script type="application/json" id="page-data">(.*?)</script>', re.DOTALL)


@dataclass
class Answer:
    """What a request got."""

    status: int
    headers: dict[str, str]
    raw: bytes

    @property
    def text(self) -> str:
        return self.raw.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.text)


@dataclass
class World:
    """A portal and the app in it."""

    sim: Simulator
    services: Services
    app_url: str
    client_id: str
    bearer: str = ""

    def control(self, path: str, body: Any = None) -> Any:
        """The simulator's own controls."""
        return ask(self.sim.portal_url + path, json_body=body).json

    def state(self, kind: str) -> Any:
        return self.control(f"/_state?kinds={kind}")[kind]

    def log(self, name: str = "", direction: str = "", kind: str = "") -> list[dict[str, Any]]:
        """The portal's own record of calls."""
        entries = self.control("/_log")["entries"]
        return [
            row
            for row in entries
            if row["name"].startswith(name)
            and (not direction or row["direction"] == direction)
            and (not kind or row["kind"] == kind)
        ]

    def openings(self) -> list[dict[str, Any]]:
        """The pages the portal opened in a frame, with the forms it sent."""
        return [row for row in self.log(kind="browser", direction="out") if "AUTH_ID" in row["request"]]

    def application_token(self) -> str:
        """The installation's token, as the portal sent it to the app."""
        return str(self.openings()[-1]["request"]["APPLICATION_TOKEN"])

    def user_does(self, method: str, **params: Any) -> Any:
        """What a person does in the portal."""
        return ask(f"{self.control('/_seed')['webhook']}{method}", json_body=params).json["result"]

    def open_page(self, placement: str = "DEFAULT", user_id: int = 1, **options: str) -> Answer:
        form = {"client_id": self.client_id, "user_id": user_id, "placement": placement, "options": options}
        told = self.control("/_browser/open", form)
        return Answer(told["status"], told["headers"], told["html"].encode())

    def fetch(self, method: str, path: str, bearer: str, body: Any = None) -> Answer:
        """A request of our page's script."""
        return ask(self.app_url + path, method=method, json_body=body, headers={"Authorization": f"Bearer {bearer}"})

    def install(self, user_id: int = 1) -> str:
        """Open the installer, let its script register, finish; the bearer."""
        data = page_data(self.open_page(user_id=user_id))
        assert self.fetch("POST", "/install/register", data["bearer"], {}).status == 200
        self.control("/_browser/message", {"client_id": self.client_id, "command": "setInstallFinish"})
        return str(page_data(self.open_page("CRM_DEAL_DETAIL_TAB", user_id, ID="1"))["bearer"])

    def bearer_of(self, user_id: int) -> str:
        """What a page of the installed app gives an employee of that number."""
        return str(page_data(self.open_page("CRM_DEAL_DETAIL_TAB", user_id, ID="1"))["bearer"])

    def read(self, bearer: str, sentence: str) -> dict[str, Any]:
        told: dict[str, Any] = self.fetch("POST", "/frame/read", bearer, {"description": sentence}).json
        return told

    def publish(self, bearer: str, sentence: str) -> Answer:
        reading = self.read(bearer, sentence)
        assert reading["status"] == "workflow", reading
        ticked = [row["text"] for row in reading["to_confirm"]]
        draft = {"description": sentence, "plan": reading["plan"], "name": reading["title"], "confirmed": ticked}
        return self.fetch("POST", "/frame/workflows", bearer, draft)

    def runs(self, bearer: str, workflow_id: str) -> list[dict[str, Any]]:
        told: list[dict[str, Any]] = self.fetch("GET", f"/frame/workflows/{workflow_id}/runs", bearer).json["runs"]
        return told

    def work(self) -> None:
        """What worker processes do, once."""
        watcher(self.services).drain()
        worker(self.services).drain()

    def work_leniently(self) -> None:
        """The same, as RQ sees it: an error ends this bell, and the next bell goes on."""
        with contextlib.suppress(B24AppError):
            self.work()

    def settle(self, until: Callable[[], bool], work: Callable[[], None] | None = None) -> None:
        """Work until something holds. It must hold from then on: a passing state may be gone before it is looked at."""
        try:
            wait_until(until, work or self.work)
        except AssertionError:
            pytest.fail(f"it did not come about: {self.control('/_log')['entries'][-5:]}")

    def quiet(self) -> None:
        """Work until the portal has delivered what it had to say, and nothing is due."""
        self.settle(lambda: self.sim.portal.queue.drain(timeout_s=0) and self.idle())

    def hurry(self) -> None:
        """What was postponed is due at once."""
        with self.services.engine.begin() as connection:
            for table in (event, invocation):
                connection.execute(update(table).values(run_after=table.c.received_at))

    def idle(self) -> bool:
        """Whether nothing is due."""
        return not self.services.inbox.has_due() and not watcher(self.services).has_due()

    def finished(self, bearer: str, workflow_id: str) -> dict[str, Any]:
        """Work until the workflow's newest run has been seen to its end and nothing is due; that run."""
        self.settle(lambda: self._state(bearer, workflow_id) == "finished" and self.idle())
        return self.runs(bearer, workflow_id)[0]

    def _state(self, bearer: str, workflow_id: str) -> str:
        runs = self.runs(bearer, workflow_id)
        return str(runs[0]["state"]) if runs else "not started"

    def count(self, table: str) -> int:
        """Rows of one of our tables."""
        with self.services.engine.begin() as connection:
            return int(connection.execute(select(func.count()).select_from(metadata.tables[table])).scalar_one())


def wait_until(holds: Callable[[], object], meanwhile: Callable[[], None] = lambda: None) -> None:
    """Wait for what must come about."""
    end = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < end, "it did not come about"
        meanwhile()
        time.sleep(0.02)


def ask(
    url: str,
    *,
    method: str = "",
    json_body: Any = None,
    data: bytes | None = None,
    headers: dict[str, str] | None = None,
) -> Answer:
    """One request; error statuses are answers too."""
    told = {"Content-Type": "application/json"} if json_body is not None else {}
    body = json.dumps(json_body).encode() if json_body is not None else data
    asked = urllib.request.Request(url, body, {**told, **(headers or {})}, method=method or None)
    try:
        with urllib.request.urlopen(asked, timeout=PATIENCE_S) as answer:
            return Answer(answer.status, dict(answer.headers), answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, dict(error.headers), error.read())


def page_data(answer: Answer) -> dict[str, Any]:
    """What a page tells its script."""
    assert answer.status == 200, answer.text
    match = _PAGE_DATA.search(answer.text)
    assert match, answer.text
    told: dict[str, Any] = json.loads(match[1])
    return told


def _whole(app: Flask) -> WSGIApplication:
    """The app, its answers read and closed at once: werkzeug leaves open what a browser that went away did not read."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        body, status, headers = run_wsgi_app(app, environ, buffered=True)
        start_response(status, headers.to_wsgi_list())
        return body

    return answer


@contextlib.contextmanager
def a_world(folder: Path, redis_url: str, *outside: str, portals: int = 1) -> Iterator[World]:
    """A portal with the app's card on its Marketplace, and the app listening; not installed yet.

    `outside`: origins on this machine that stand for the internet.
    """
    client_id, client_secret = f"local.{secrets.token_hex(7)}.12345678", secrets.token_urlsafe(16)
    with Simulator(port=0, auth_port=0, limits=False, portals=portals) as sim:
        settings = load_settings(
            client_id=client_id,
            client_secret=Secret(client_secret),
            simulator_urls=(*(one.url for one in sim.portals), sim.auth_url, *outside),
            data_dir=folder,
            database_url=os.environ.get("DATABASE_URL", ""),
            redis_url=redis_url,
        )
        server = ThreadedWSGIServer("127.0.0.1", 0, Flask("not yet"))
        server.daemon_threads = False  # so that server_close waits for what still uses the database
        app_url = f"http://127.0.0.1:{server.server_port}"
        services = open_services(settings.model_copy(update={"public_url": app_url}), redis_url)
        with services.engine.begin() as connection:
            connection.execute(delete(portal))
        services.redis.flushdb()
        server.app = _whole(create_app(services))
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        world = World(sim, services, app_url, client_id)
        card = {"client_id": client_id, "client_secret": client_secret, "title": "Workflow Composer", "scope": SCOPE}
        world.control("/_apps", {**card, "install_url": f"{app_url}/install", "app_url": f"{app_url}/app"})
        yield world
        server.shutdown()
        server.server_close()
        thread.join()
        services.engine.dispose()
        Redis.close(services.redis)


@pytest.fixture
def world(tmp_path, redis_url) -> Iterator[World]:
    """A portal and the app, for one test."""
    with a_world(tmp_path, redis_url) as one:
        yield one


@pytest.fixture
def office(world: World) -> World:
    """The same, installed."""
    world.bearer = world.install()
    return world
