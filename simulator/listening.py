"""Ports that listen: silent, cutting connections where a fault asked for it, with TLS when there is a context."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterable
from typing import Any

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server
from werkzeug.wrappers import Response

CUT = "simulator.cut"
Application = Callable[..., Iterable[bytes]]


class _Handler(WSGIRequestHandler):
    """Silent, since the call log is the log; a cut connection is really closed."""

    def connection_dropped(self, error: BaseException, environ: Any = None) -> None:  # noqa: ARG002  # werkzeug's hook
        self.close_connection = True

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002  # werkzeug's name
        pass


class Cutting:
    """Cuts the connection where a fault asked for it."""

    def __init__(self, app: Application) -> None:
        self._app = app

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        cuts = environ[CUT] = []  # a list, since the app sees a copy of environ
        response = Response.from_app(self._app, environ, buffered=True)
        cut = cuts[0] if cuts else ""
        if cut in {"reset", "lost"}:
            raise ConnectionResetError
        body: Iterable[bytes] = response(environ, start_response)
        return self._half(b"".join(body)) if cut == "half" else body

    def _half(self, body: bytes) -> Iterable[bytes]:
        yield body[: max(1, len(body) // 2)]
        raise ConnectionResetError


def listen(host: str, port: int) -> BaseWSGIServer:
    """A bound server without an application yet."""
    return make_server(host, port, _not_ready, threaded=True, request_handler=_Handler)


def secure(server: BaseWSGIServer, context: ssl.SSLContext) -> None:
    """The handshake belongs to the connection's own thread: a silent client must not stop the others."""
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    server.ssl_context = context


def _not_ready(_environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("503 Service Unavailable", [])
    return []
