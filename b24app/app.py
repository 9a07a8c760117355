"""The composition root: settings → services → pages and workers. Read it second, after README.

Everything below is handed what it needs; nothing reads the environment or opens a connection by itself.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import structlog
from flask import Flask, Response, jsonify, make_response, render_template, request
from redis import Redis
from sqlalchemy import Engine
from werkzeug.exceptions import HTTPException

from b24app.ai.desk import Desk
from b24app.errors import (
    B24AppError,
    EditedInDesigner,
    NotConfirmed,
    PlanRejected,
    PortalError,
    Refused,
    StillRunning,
    TemplateDiffers,
)
from b24app.invocations.inbox import Inbox
from b24app.invocations.queue import Bell, Handler
from b24app.invocations.worker import Worker
from b24app.portals.client import Client
from b24app.portals.limits import Pace
from b24app.portals.net import Net
from b24app.portals.outside import Outside
from b24app.portals.snapshot import Directories
from b24app.portals.tokens import AuthorizationServer, TokenStore
from b24app.robots import all_robots
from b24app.settings import Settings
from b24app.store.engine import migrate, open_engine
from b24app.store.secrets import Safe
from b24app.triggers import all_triggers, watermark
from b24app.triggers.watcher import Watcher
from b24app.web.bearer import Bearers
from b24app.web.capabilities import capabilities
from b24app.web.events import events
from b24app.web.frame_api import frame_api
from b24app.web.frame_past import frame_past
from b24app.web.frame_workflows import frame_workflows
from b24app.web.frames import frames, policy
from b24app.web.guards import Guards
from b24app.web.health import health
from b24app.web.invocations import invocations
from b24app.web.reader import Reader
from b24app.web.readers_api import readers_api
from b24app.workflows.life import Life
from b24app.workflows.publish import Publisher
from b24app.workflows.start import Starter
from install.lifecycle import Lifecycle
from install.pages import pages

_log = structlog.get_logger()
_FAULTS = {
    404: "there is nothing at this address",
    500: "something went wrong in the app and was written to its log; try again in a minute",
}


@dataclass(frozen=True)
class Services:
    """What pages and workers share."""

    settings: Settings
    engine: Engine
    redis: Redis
    net: Net
    server: AuthorizationServer
    tokens: TokenStore
    client: Client
    inbox: Inbox
    bell: Bell
    desk: Desk


def open_services(settings: Settings, redis_url: str, redis_patience_s: float = 1.0) -> Services:
    """Connect the parts; the database is brought to its newest shape.

    A Redis that hangs may not keep a call from being accepted, so who only rings or paces waits a moment at most.
    """
    if any(url.startswith("http://") for url in settings.simulator_urls):
        os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # authlib's own word for it; Net still checks every host
    engine = open_engine(settings)
    migrate(engine)
    redis = Redis.from_url(redis_url, socket_connect_timeout=0.5, socket_timeout=redis_patience_s)
    safe = Safe(settings.keys())
    net = Net(settings.simulator_urls)
    server = AuthorizationServer(net, settings.client_id, settings.client_secret)
    tokens = TokenStore(engine, safe, server)
    client = Client(engine, net, tokens, server, Pace(redis))
    return Services(
        settings,
        engine,
        redis,
        net,
        server,
        tokens,
        client,
        Inbox(engine, safe),
        Bell(redis),
        Desk(engine, safe, settings),
    )


def create_app(services: Services) -> Flask:
    """The web application."""
    app = Flask("b24app")
    bearers = Bearers(services.settings.signing_secret())
    guards = Guards(services.engine, services.net, services.server, services.tokens, services.client, bearers)
    publisher = Publisher(
        services.engine, services.client, Directories(services.client), services.settings.client_id, watermark
    )
    life = Life(services.engine, services.client, watermark)
    app.register_blueprint(invocations(guards, services.inbox, services.bell))
    app.register_blueprint(events(guards, services.engine, services.bell))
    app.register_blueprint(frames(guards))
    starter = Starter(services.engine, services.client)
    reader = Reader(services.engine, publisher.directories, services.desk)
    app.register_blueprint(frame_api(guards, reader, services.engine, publisher.directories, services.client))
    app.register_blueprint(frame_past(guards, services.engine, publisher.directories, services.client))
    app.register_blueprint(readers_api(guards, services.desk))
    app.register_blueprint(frame_workflows(guards, services.engine, publisher, life, starter))
    app.register_blueprint(pages(guards, services.engine, services.client, services.settings.public_url))
    app.register_blueprint(capabilities())
    app.register_blueprint(health(services.engine, services.redis))
    app.register_error_handler(B24AppError, _told)
    app.register_error_handler(HTTPException, _http_error)
    app.after_request(_headers)
    return app


def handlers(services: Services) -> dict[str, Handler]:
    """What each bell makes a worker do."""
    return {"invocations": worker(services).drain, "events": watcher(services).drain}


def worker(services: Services) -> Worker:
    """The worker of robot calls."""
    settings = services.settings
    http = Outside(services.net, settings.webhook_ports, settings.simulator_urls)
    reach = partial(_fail_at, settings.fail_at)
    return Worker(services.engine, services.inbox, services.client, http, all_robots(), reach)


def watcher(services: Services) -> Watcher:
    """The reader of events."""
    public_url = services.settings.public_url
    lifecycle = Lifecycle(services.engine, services.client, services.server, services.tokens, public_url)
    return Watcher(
        services.engine,
        services.client,
        Starter(services.engine, services.client),
        all_triggers().values(),
        {"ONAPPUPDATE": lifecycle.updated, "ONAPPUNINSTALL": lifecycle.uninstalled},
    )


def due(services: Services) -> dict[str, Callable[[], bool]]:
    """What the sweeper asks before it rings each bell."""
    return {"invocations": services.inbox.has_due, "events": watcher(services).has_due}


def _fail_at(armed: str, reached: str) -> None:
    """A failpoint, `<place>:<robot>`: die here as `kill -9` would, when a fault test said so."""
    if armed and armed == reached:
        os.kill(os.getpid(), signal.SIGKILL)


def _told(error: B24AppError) -> Response:
    """An error in words, for a script as JSON and for a person as a page; never a stack trace."""
    status = _status(error)
    if status >= 500:  # noqa: PLR2004
        _log.warning("request_failed", error=error.code, path=request.path)
    if _is_for_a_person():
        return make_response(render_template("closed.html", message=str(error)), status)
    told: dict[str, Any] = {"error": error.code, "message": str(error)}
    if isinstance(error, PlanRejected):
        told |= {"node": error.node_id, "choices": list(error.choices)}
    if isinstance(error, NotConfirmed):
        told["to_confirm"] = list(error.what)
    if isinstance(error, TemplateDiffers):
        told |= {"workflow_id": error.workflow_id, "version": error.version}
    if isinstance(error, TemplateDiffers | EditedInDesigner):
        told["differences"] = [list(row) for row in error.differences]
    if isinstance(error, StillRunning):
        told["instances"] = list(error.instances)
    return make_response(jsonify(told), status)


def _status(error: B24AppError) -> int:
    if isinstance(error, Refused):
        return error.status
    return 502 if isinstance(error, PortalError) else 422


def _http_error(error: HTTPException) -> Response:
    status = error.code or 500
    if _is_for_a_person():
        message = _FAULTS.get(status, f"the app does not answer this kind of request ({error.name})")
        return make_response(render_template("closed.html", message=message), status)
    return make_response(jsonify({"error": "http", "message": error.name}), status)


def _is_for_a_person() -> bool:
    """Pages are opened by a browser, which says that it wants one; scripts, robots and events do not."""
    is_page = request.path in {"/install", "/app"} or request.path.startswith("/placements/")
    return is_page or "text/html" in request.headers.get("Accept", "")


def _headers(response: Response) -> Response:
    """Nothing is cached, nothing is referred, nobody frames what no portal was verified for."""
    response.headers.setdefault("Content-Security-Policy", policy("'none'"))
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers["Referrer-Policy"] = "no-referrer"
    if not request.path.startswith("/static/"):
        response.headers["Cache-Control"] = "no-store"
    return response
