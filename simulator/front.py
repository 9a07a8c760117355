"""HTTP on one side, the portal's answers on the other: parameters, faults, the log (rest-call.md, sections 1-3)."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

from flask import Response, request

from simulator import batch
from simulator.auth_server import AuthorizationServer
from simulator.common import Common
from simulator.faults import CUTS, INBOUND, LOGIN_PAGE, PAGES, REFUSALS, Fault
from simulator.listening import CUT
from simulator.portal import Portal
from simulator.rest import Outcome, Rest
from simulator.wire import RestError, as_map, as_text, decode_form, nest, read_json, tidy

_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
    "Access-Control-Allow-Headers": "origin, content-type, accept, x-requested-with",
}
"""REST is called from frames of other origins (placements.md, section 5)."""

_MOVED = "<!DOCTYPE html><html><head><title>302 Found</title></head><body><h1>302 Found</h1></body></html>"


class Front:
    """Answers one request, faults included; writes the log."""

    def __init__(self, common: Common) -> None:
        self._common = common

    def serve(
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
        fault = self._common.faults.take(names, INBOUND)
        response, outcome = _faulty(fault, answer)
        response.headers.extend(headers or {})
        caller = outcome.caller
        app = caller.app if caller else None
        self._common.log.add(
            "in", kind, name, method=request.method, url=request.url, request=params, status=response.status_code,
            response=outcome.body, app=app.client_id if app else as_text(params.get("client_id")),
            user_id=caller.user_id if caller else 0, ms=(time.monotonic() - started) * 1000, error=outcome.error,
            fault=fault.kind if fault else "",
        )  # fmt: skip
        return response


class RestFront(Front):
    """`/rest/…` of one portal."""

    def __init__(self, portal: Portal, rest: Rest) -> None:
        super().__init__(portal.common)
        self._portal = portal
        self._rest = rest

    def answer(self, path: str) -> Response:
        if request.method == "OPTIONS":
            return Response(status=200, headers=_CORS)
        params = _params()
        name = path.rstrip("/").rsplit("/", 1)[-1].removesuffix(".json")
        names = [name, *(batch.names(params) if name.lower() == "batch" else [])]
        return self.serve("rest", name, names, params, answer=lambda: self._outcome(path, params), headers=_CORS)

    def _outcome(self, path: str, params: dict[str, Any]) -> Outcome:
        """Under a name that the portal had before, only the way to the new one (oauth-and-install.md, section 3)."""
        if self._portal.address.is_former(request.host):
            place = self._portal.address.origin + request.full_path.removesuffix("?")
            return Outcome(302, {}, error="302", headers={"Location": place})
        secure = request.headers.get("X-Forwarded-Proto", request.scheme) == "https"
        return self._rest.answer(path, params, request.remote_addr or "", secure=secure)


class AuthorizationFront(Front):
    """The authorization server's three addresses."""

    def __init__(self, common: Common, server: AuthorizationServer) -> None:
        super().__init__(common)
        self._server = server

    def token(self) -> Response:
        params = _params()
        return self.serve("oauth", request.path, [request.path], params, answer=lambda: _outcome(
            lambda: self._server.token(params)))  # fmt: skip

    def app_info(self) -> Response:
        params = _params()
        return self.serve("oauth", "app.info", ["app.info"], params, answer=lambda: _outcome(
            lambda: self._server.app_info(as_text(params.get("auth")))))  # fmt: skip

    def no_method(self, path: str) -> Response:
        """The authorization server knows app.info and nothing else."""
        refusal = RestError("ERROR_METHOD_NOT_FOUND", "Method not found!", 404)
        return self.serve(
            "oauth", path, [path], _params(), answer=lambda: Outcome(404, refusal.body(), error=str(refusal.code))
        )


def _faulty(fault: Fault | None, answer: Callable[[], Outcome]) -> tuple[Response, Outcome]:
    """The answer, or what a fault makes of it; refusals, pages and resets have no effect on the portal."""
    if fault is not None and fault.kind in REFUSALS:
        refusal = REFUSALS[fault.kind]
        outcome = Outcome(refusal.status, refusal.body(), error=str(refusal.code))
        return _response(outcome), outcome
    if fault is not None and fault.kind in PAGES | {"reset"}:
        return _instead(fault)
    if fault is not None and fault.kind == "slow":
        time.sleep(fault.seconds)
    outcome = answer()
    if fault is not None and fault.kind in CUTS:
        request.environ[CUT].append(fault.kind)
    if fault is not None and fault.kind == "replace":
        outcome.body = json.loads(json.dumps(outcome.body).replace(fault.find, fault.put))
    return _response(outcome), outcome


def _instead(fault: Fault) -> tuple[Response, Outcome]:
    if fault.kind == "302":
        found = Response(status=302, headers={"Location": fault.location or request.url})
        return found, Outcome(302, {}, error="302")
    if fault.kind == "html":
        return Response(LOGIN_PAGE, 200, content_type="text/html; charset=utf-8"), Outcome(200, {}, error="html")
    request.environ[CUT].append("reset")
    return Response(status=500), Outcome(0, {}, error="reset")


def _outcome(run: Callable[[], dict[str, Any]]) -> Outcome:
    try:
        return Outcome(200, run())
    except RestError as error:
        return Outcome(error.status, error.body(), error=str(error.code))


def _response(outcome: Outcome) -> Response:
    """JSON; a redirect has a page, which is no JSON to whoever tries to read it."""
    if outcome.status == 302:
        return Response(_MOVED, 302, headers=outcome.headers, content_type="text/html; charset=utf-8")
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
