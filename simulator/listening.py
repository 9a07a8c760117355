"""Ports that listen: silent, cutting connections where a fault asked for it, with TLS when there is a context."""

from __future__ import annotations

import contextlib
import io
import socket
import ssl
from collections.abc import Callable, Iterable
from typing import Any

from werkzeug.serving import BaseWSGIServer, ThreadedWSGIServer, WSGIRequestHandler
from werkzeug.wrappers import Response

CUT = "simulator.cut"
Application = Callable[..., Iterable[bytes]]


class Server(ThreadedWSGIServer):
    """Knows its open connections, since clients keep them between requests."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(host, port, _not_ready, _Handler)
        self.connections: set[socket.socket] = set()

    def stop(self) -> None:
        """Nobody is listened to any more, not even over a connection that was kept."""
        self.shutdown()
        self.server_close()
        for connection in list(self.connections):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


class _Handler(WSGIRequestHandler):
    """Silent, since the call log is the log; a cut connection is really closed, any other one is kept.

    werkzeug's own way closes every connection, and only after it has listened 10 ms for more.
    """

    server: Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    timeout = 60

    def setup(self) -> None:
        super().setup()
        self.server.connections.add(self.connection)

    def finish(self) -> None:
        self.server.connections.discard(self.connection)
        with contextlib.suppress(OSError):
            super().finish()

    def handle_expect_100(self) -> bool:
        """The leave to send a large body does not wait in the buffer for the answer."""
        allowed = super().handle_expect_100()
        self.wfile.flush()
        return allowed

    def run_wsgi(self) -> None:
        """One request: its whole body in, the whole answer out."""
        environ = self.make_environ()
        head: list[tuple[str, list[tuple[str, str]]]] = []
        parts: list[bytes] = []

        def start(status: str, headers: list[tuple[str, str]], _failure: Any = None) -> Callable[[bytes], object]:
            head.append((status, headers))
            return parts.append

        try:
            environ["wsgi.input"] = io.BytesIO(self._body(environ))
            for part in self.server.app(environ, start):
                parts.append(part)  # noqa: PERF402  # what came before a cut is kept
        except OSError:  # a fault, or a body that cannot be read
            self.close_connection = True
        if head:
            self._answer(*head[-1], b"".join(parts))

    def _body(self, environ: dict[str, Any]) -> bytes:
        if environ.get("wsgi.input_terminated"):
            return bytes(environ["wsgi.input"].read())
        length = str(environ.get("CONTENT_LENGTH") or "0")
        if not (length.isascii() and length.isdecimal()):
            self.close_connection = True
            return b""
        return self.rfile.read(int(length))

    def _answer(self, status: str, headers: list[tuple[str, str]], body: bytes) -> None:
        code, _, reason = status.partition(" ")
        self.send_response(int(code), reason)
        given = {name.lower() for name, _ in headers}
        for name, value in headers:
            self.send_header(name, value)
        if "content-length" not in given:
            self.send_header("Content-Length", str(len(body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

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


def listen(host: str, port: int) -> Server:
    """A bound server without an application yet."""
    return Server(host, port)


def secure(server: BaseWSGIServer, context: ssl.SSLContext) -> None:
    """The handshake belongs to the connection's own thread: a silent client must not stop the others."""
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    server.ssl_context = context


def _not_ready(_environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("503 Service Unavailable", [])
    return []
