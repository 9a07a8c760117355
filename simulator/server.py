"""The listening ports, and the `Simulator` that tests and the command line start.

A request is for the portal or the authorization server whose host name it carries: the real names of Bitrix24's
authorization servers are ours (oauth-and-install.md, section 1), on every port. Any other name is the port's own.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from types import TracebackType
from typing import Any, Self

from flask import Flask, Response, request

from simulator import control, pages, seed
from simulator.auth_server import AuthorizationServer
from simulator.authorize import authorize
from simulator.common import Common
from simulator.front import AuthorizationFront, RestFront
from simulator.limits import Limits
from simulator.listening import Application, Cutting, listen, secure
from simulator.portal import Portal
from simulator.rest import ALL_SCOPES, Rest
from simulator.tls import Certificates

AUTH_HOSTS = frozenset({"oauth.bitrix.info", "oauth.bitrix24.tech"})
DOMAIN = "acme.bitrix24.com"
_METHODS = ["GET", "POST", "PUT", "HEAD", "OPTIONS"]


def _portal_app(portal: Portal, front: RestFront) -> Flask:
    app = Flask("simulator.portal", static_folder=None, template_folder=None)
    app.add_url_rule("/rest/<path:path>", "rest", front.answer, methods=_METHODS, provide_automatic_options=False)
    app.add_url_rule("/oauth/authorize/", "authorize", lambda: authorize(portal), strict_slashes=False)
    app.register_blueprint(control.blueprint(portal))
    app.register_blueprint(pages.blueprint(portal))

    @app.after_request
    def note_page(response: Response) -> Response:
        refreshed = request.method == "GET" and "X-Refresh" in request.headers  # a page looks again each second
        if not refreshed and not request.path.startswith(("/_", "/rest/", "/static/")):
            portal.log.add(
                "in", "page", request.path, method=request.method, url=request.url, request=dict(request.args),
                status=response.status_code, response="",
            )  # fmt: skip
        return response

    return app


def _auth_app(front: AuthorizationFront) -> Flask:
    app = Flask("simulator.authorization", static_folder=None, template_folder=None)
    app.add_url_rule("/oauth/token/", "token", front.token, methods=["GET", "POST"], strict_slashes=False)
    for path in ("/rest/app.info", "/rest/app.info.json"):
        app.add_url_rule(path, path, front.app_info, methods=["GET", "POST"], strict_slashes=False)
    app.add_url_rule("/rest/<path:path>", "other", front.no_method, methods=["GET", "POST"])
    return app


class Simulator:
    """Running portals with their authorization server; `with Simulator(port=0, auth_port=0) as sim: …`.

    With `tls`, the first portal goes by `domain`, the others by names made from it, and none has a port in its name.
    """

    def __init__(
        self,
        port: int = 0,
        auth_port: int = 0,
        *,
        limits: bool = False,
        plan: str = "",
        strict: bool = False,
        host: str = "127.0.0.1",
        portals: int = 1,
        tls: bool = False,
        domain: str = DOMAIN,
        ca_file: str = "",
    ) -> None:
        names = [_name(domain, number) if tls else "" for number in range(portals)]
        self._servers = [listen(host, number) for number in _ports(port, auth_port, portals)]
        self.common = Common(Certificates([*names, *sorted(AUTH_HOSTS)], ca_file) if tls else None)
        self.ca_file = self.common.ca_file
        if self.common.certificates:
            for server in self._servers:
                secure(server, self.common.certificates.context)
        urls = [f"{'https' if tls else 'http'}://{host}:{server.server_port}" for server in self._servers]
        self.auth_url = urls.pop(1)
        self.portals = self.common.portals
        self.portals += [
            Portal(url, self.auth_url, self.common, strict=strict, name=name)
            for url, name in zip(urls, names, strict=True)
        ]
        self.portal, self.portal_url = self.portals[0], urls[0]
        self.member_id = self.portal.member_id
        seed.fill(self.portals)
        self._connect(plan, limits=limits)

    def _connect(self, plan: str, *, limits: bool) -> None:
        authorization = Cutting(
            _auth_app(AuthorizationFront(self.common, AuthorizationServer(self.portals, ALL_SCOPES)))
        )
        apps = []
        for portal in self.portals:
            front = RestFront(portal, Rest(portal, Limits.of_plan(plan, is_on=limits)))
            apps.append(Cutting(_portal_app(portal, front)))
        by_host = _ByHost(list(zip(self.portals, apps, strict=True)), authorization)
        for server, app in zip(self._servers, [apps[0], authorization, *apps[1:]], strict=True):
            server.app = by_host.on_port_of(app)

    @property
    def domain(self) -> str:
        return self.portal.domain

    def ready(self) -> list[str]:
        """What the command line prints: the first portal, the authorization server, the other portals."""
        others = [f"portal {portal.url}" for portal in self.portals[1:]]
        return [f"portal {self.portal_url}", f"authorization {self.auth_url}", *others]

    def __enter__(self) -> Self:
        for server in self._servers:
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for server in self._servers:
            server.stop()
        self.common.stop()


class _ByHost:
    """Finds the application for a host name; an authorization server's comes before a portal's, then the port's."""

    def __init__(self, portals: Sequence[tuple[Portal, Application]], authorization: Application) -> None:
        self._portals = portals
        self._authorization = authorization

    def on_port_of(self, own: Application) -> Any:
        def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            return self._find(str(environ.get("HTTP_HOST", "")).lower(), own)(environ, start_response)

        return app

    def _find(self, host: str, own: Application) -> Application:
        if host.partition(":")[0] in AUTH_HOSTS:
            return self._authorization
        named = host.removesuffix(":443")
        return next((app for portal, app in self._portals if portal.address.is_known_as(named)), own)


def _name(domain: str, number: int) -> str:
    """`acme.bitrix24.com`, then `acme-2.bitrix24.com`, …"""
    label, dot, rest = domain.partition(".")
    return f"{label}-{number + 1}{dot}{rest}" if number else domain


def _ports(port: int, auth_port: int, portals: int) -> list[int]:
    """The first portal's, the authorization server's, then one for each further portal, counting on from there."""
    after = max(port, auth_port)
    return [port, auth_port, *(after + number if after else 0 for number in range(1, portals))]
