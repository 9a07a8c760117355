"""The world outside the portal: a plain handler that answers every robot the app has not built, and any web address."""

from __future__ import annotations

import threading
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class WebCall:
    """A request that came to an address of the outside world."""

    method: str
    path: str
    body: str


class Outside:
    """One server: `/robot` hands the form of a robot's call to `answer`, everything else is noted and thanked for."""

    def __init__(self) -> None:
        self.calls: list[WebCall] = []
        self.answer: Callable[[dict[str, str]], None] = lambda _: None
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def address(self, url: str) -> str:
        """Where this server stands for that address."""
        parts = urllib.parse.urlsplit(url)
        return f"{self.url}/{parts.netloc}{parts.path}" + (f"?{parts.query}" if parts.query else "")


def _handler(outside: Outside) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def _take(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            if self.path == "/robot":
                outside.answer(dict(urllib.parse.parse_qsl(body, keep_blank_values=True)))
            else:
                outside.calls.append(WebCall(self.command, self.path, body))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def __getattr__(self, name: str) -> Callable[[], None]:
            if name.startswith("do_"):  # whatever the method
                return self._take
            raise AttributeError(name)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    return Handler
