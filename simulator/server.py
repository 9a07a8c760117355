"""The two listening ports, and the `Simulator` that tests and the command line start.

Requests are routed by port; a request for a host name of the real authorization servers is answered by ours on
either port (oauth-and-install.md, section 1).
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlencode

from flask import Flask, Response, redirect, request
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server
from werkzeug.wrappers import Response as WerkzeugResponse

from simulator import auth_server, batch, control, pages, seed
from simulator.faults import CUTS, INBOUND, LOGIN_PAGE, PAGES, REFUSALS, Fault
from simulator.limits import Limits
from simulator.portal import Portal
from simulator.rest import Outcome, Rest
from simulator.wire import RestError, as_int, as_map, as_text, decode_form, nest, read_json, tidy

AUTH_HOSTS = frozenset({"oauth.bitrix.info", "oauth.bitrix24.tech"})
_CUT = "simulator.cut"
_METHODS = ["GET", "POST", "PUT", "HEAD", "OPTIONS"]
_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
    "Access-Control-Allow-Headers": "origin, content-type, accept, x-requested-with",
}
"""REST is called from frames of other origins (placements.md, section 5)."""


class _Handler(WSGIRequestHandler):
    """Silent, since the call log is the log; a cut connection is really closed."""

    def connection_dropped(self, error: BaseException, environ: Any = None) -> None:  # noqa: ARG002  # werkzeug's hook
        self.close_connection = True

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002  # werkzeug's name
        pass


class _Cutting:
    """Cuts the connection where a fault asked for it."""

    def __init__(self, app: Callable[..., Iterable[bytes]]) -> None:
        self._app = app

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        cuts = environ[_CUT] = []  # a list, since the app sees a copy of environ
        response = WerkzeugResponse.from_app(self._app, environ, buffered=True)
        cut = cuts[0] if cuts else ""
        if cut in {"reset", "lost"}:
            raise ConnectionResetError
        body: Iterable[bytes] = response(environ, start_response)
        return self._half(b"".join(body)) if cut == "half" else body

    def _half(self, body: bytes) -> Iterable[bytes]:
        yield body[: max(1, len(body) // 2)]
        raise ConnectionResetError


class _Front:
    """Turns HTTP into calls of the portal and back, faults included; writes the log."""

    def __init__(self, portal: Portal, rest: Rest) -> None:
        self._portal = portal
        self._rest = rest

    def rest(self, path: str) -> Response:
        if request.method == "OPTIONS":
            return Response(status=200, headers=_CORS)
        params = _params()
        name = path.rstrip("/").rsplit("/", 1)[-1].removesuffix(".json")
        names = [name, *(batch.names(params) if name.lower() == "batch" else [])]
        source, secure = request.remote_addr or "", request.headers.get("X-Forwarded-Proto", request.scheme) == "https"
        return self._serve(
            "rest",
            name,
            names,
            params,
            answer=lambda: self._rest.answer(path, params, source, secure=secure),
            headers=_CORS,
        )

    def token(self) -> Response:
        params = _params()
        return self._serve("oauth", request.path, [request.path], params, answer=lambda: _outcome(
            lambda: auth_server.token(self._portal, params)))  # fmt: skip

    def app_info(self) -> Response:
        params = _params()
        return self._serve("oauth", "app.info", ["app.info"], params, answer=lambda: _outcome(
            lambda: auth_server.app_info(self._portal, as_text(params.get("auth")))))  # fmt: skip

    def no_method(self, path: str) -> Response:
        """The authorization server knows app.info and nothing else."""
        refusal = RestError("ERROR_METHOD_NOT_FOUND", "Method not found!", 404)
        return self._serve(
            "oauth", path, [path], _params(), answer=lambda: Outcome(404, refusal.body(), error=str(refusal.code))
        )

    def _serve(
        self,
        kind: str,
        name: str,
        names: list[str],
        params: dict[str, Any],
        *,
        answer: Callable[[], Outcome],
        headers: dict[str, str] | None = None,
    ) -> Response:
        started = time.monotonic()
        fault = self._portal.faults.take(names, INBOUND)
        response, outcome = _faulty(fault, answer)
        response.headers.extend(headers or {})
        caller = outcome.caller
        app = caller.app if caller else None
        self._portal.log.add(
            "in", kind, name, method=request.method, url=request.url, request=params, status=response.status_code,
            response=outcome.body, app=app.client_id if app else as_text(params.get("client_id")),
            user_id=caller.user_id if caller else 0, ms=(time.monotonic() - started) * 1000, error=outcome.error,
            fault=fault.kind if fault else "",
        )  # fmt: skip
        return response


def _faulty(fault: Fault | None, answer: Callable[[], Outcome]) -> tuple[Response, Outcome]:
    """The answer, or what a fault makes of it; refusals, pages and resets have no effect on the portal."""
    if fault is not None and fault.kind in REFUSALS:
        refusal = REFUSALS[fault.kind]
        outcome = Outcome(refusal.status, refusal.body(), error=str(refusal.code))
        return _json(outcome), outcome
    if fault is not None and fault.kind in PAGES | {"reset"}:
        return _instead(fault)
    if fault is not None and fault.kind == "slow":
        time.sleep(fault.seconds)
    outcome = answer()
    if fault is not None and fault.kind in CUTS:
        request.environ[_CUT].append(fault.kind)
    return _json(outcome), outcome


def _instead(fault: Fault) -> tuple[Response, Outcome]:
    if fault.kind == "302":
        found = Response(status=302, headers={"Location": fault.location or request.url})
        return found, Outcome(302, {}, error="302")
    if fault.kind == "html":
        return Response(LOGIN_PAGE, 200, content_type="text/html; charset=utf-8"), Outcome(200, {}, error="html")
    request.environ[_CUT].append("reset")
    return Response(status=500), Outcome(0, {}, error="reset")


def _outcome(run: Callable[[], dict[str, Any]]) -> Outcome:
    try:
        return Outcome(200, run())
    except RestError as error:
        return Outcome(error.status, error.body(), error=str(error.code))


def _json(outcome: Outcome) -> Response:
    return Response(json.dumps(outcome.body), outcome.status, content_type="application/json; charset=utf-8")


def _params() -> dict[str, Any]:
    """Query and body together, the body winning: form, multipart or JSON (rest-call.md, section 1)."""
    query = decode_form(request.query_string.decode("latin-1"))
    if request.mimetype == "multipart/form-data":
        body = nest((key, value) for key, value in request.form.items(multi=True))
    else:
        text = request.get_data(cache=False).decode("utf-8", "replace")
        body = as_map(tidy(read_json(text))) if text.lstrip()[:1] in {"{", "["} else decode_form(text)
    return {**query, **body}


def _portal_app(portal: Portal, front: _Front) -> Flask:
    app = Flask("simulator.portal", static_folder=None, template_folder=None)
    app.add_url_rule("/rest/<path:path>", "rest", front.rest, methods=_METHODS, provide_automatic_options=False)
    app.add_url_rule("/oauth/authorize/", "authorize", lambda: _authorize(portal), strict_slashes=False)
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


def _authorize(portal: Portal) -> WerkzeugResponse:
    """The code goes back to the address on the app's card (oauth-and-install.md, section 2).

    A real portal knows who is signed in; here the query says so (`_user`, administrator 1 by default).
    """
    client_id, user_id = request.args.get("client_id", ""), as_int(request.args.get("_user", "1"), 1)
    with portal.lock:
        app, user = portal.apps.get(client_id), portal.people.get(user_id)
        if app is None or not app.installed or user is None or not user.active:
            return Response("<h1>The application is not installed.</h1>", 404, content_type="text/html")
        code = portal.tokens.code_for(client_id, app.id, user_id)
        query = {
            "code": code, "state": request.args.get("state", ""), "domain": portal.domain,
            "member_id": portal.member_id, "scope": ",".join(app.scope),
            "server_domain": portal.server_endpoint.split("/")[2],
        }  # fmt: skip
        joint = "&" if "?" in app.app_url else "?"
        return redirect(f"{app.app_url}{joint}{urlencode(query)}")


def _auth_app(front: _Front) -> Flask:
    app = Flask("simulator.authorization", static_folder=None, template_folder=None)
    app.add_url_rule("/oauth/token/", "token", front.token, methods=["GET", "POST"], strict_slashes=False)
    for path in ("/rest/app.info", "/rest/app.info.json"):
        app.add_url_rule(path, path, front.app_info, methods=["GET", "POST"], strict_slashes=False)
    app.add_url_rule("/rest/<path:path>", "other", front.no_method, methods=["GET", "POST"])
    return app


class Simulator:
    """A running portal with its authorization server; `with Simulator(port=0, auth_port=0) as sim: …`."""

    def __init__(
        self, port: int = 0, auth_port: int = 0, *, limits: bool = False, strict: bool = False, host: str = "127.0.0.1"
    ) -> None:
        self._servers = [self._listen(host, port), self._listen(host, auth_port)]
        self.portal_url, self.auth_url = (f"http://{host}:{server.server_port}" for server in self._servers)
        self.portal = Portal(self.portal_url, self.auth_url, strict=strict)
        self.member_id, self.domain = self.portal.member_id, self.portal.domain
        seed.fill(self.portal)
        front = _Front(self.portal, Rest(self.portal, Limits() if limits else None))
        authorization = _Cutting(_auth_app(front))
        self._servers[0].app = _by_host(_Cutting(_portal_app(self.portal, front)), authorization)
        self._servers[1].app = authorization

    def _listen(self, host: str, port: int) -> BaseWSGIServer:
        return make_server(host, port, _not_ready, threaded=True, request_handler=_Handler)

    def __enter__(self) -> Self:
        for server in self._servers:
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for server in self._servers:
            server.shutdown()
            server.server_close()
        self.portal.stop()


def _not_ready(_environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("503 Service Unavailable", [])
    return []


def _by_host(portal: Callable[..., Iterable[bytes]], authorization: Callable[..., Iterable[bytes]]) -> Any:
    def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        host = str(environ.get("HTTP_HOST", "")).partition(":")[0].lower()
        return (authorization if host in AUTH_HOSTS else portal)(environ, start_response)

    return app
