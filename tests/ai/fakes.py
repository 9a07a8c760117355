"""Local servers that speak the providers' wire formats, well and badly.

Claude: POST /v1/messages as platform.claude.com documents it. Gemini: POST /v1beta/models/<model>:generateContent as
ai.google.dev does. Each test says what the next requests are answered; what was asked is kept.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Protocol

from b24app.ai.claude import Claude
from b24app.ai.gemini import Gemini
from b24app.ai.provider import Provider
from b24app.model import Secret

Json = dict[str, Any]
KEY = "sk-canary-7f3a"
Answer = Callable[[BaseHTTPRequestHandler], None]


def sends(told: Json | bytes, status: int = 200, **headers: str) -> Answer:
    """An ordinary answer."""
    body = told if isinstance(told, bytes) else json.dumps(told).encode()

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        named = {"Content-Type": "application/json", "Content-Length": str(len(body))}
        for name, value in (named | {key.replace("_", "-"): value for key, value in headers.items()}).items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(body)

    return answer


def cut(request: BaseHTTPRequestHandler) -> None:
    """The connection breaks in the middle of the body."""
    request.send_response(200)
    request.send_header("Content-Type", "application/json")
    request.send_header("Content-Length", "100000")
    request.end_headers()
    request.wfile.write(b'{"content": [')
    request.close_connection = True


def hangs_up(request: BaseHTTPRequestHandler) -> None:
    """The connection breaks before anything is said."""
    request.close_connection = True


def drips(request: BaseHTTPRequestHandler) -> None:
    """A byte now and then, for ever: each read is quick, the whole never ends."""
    request.send_response(200)
    request.send_header("Content-Type", "application/json")
    request.end_headers()
    while True:
        request.wfile.write(b" ")
        request.wfile.flush()
        time.sleep(0.05)


def huge(request: BaseHTTPRequestHandler) -> None:
    """Megabytes without an end."""
    request.send_response(200)
    request.send_header("Content-Type", "application/json")
    request.end_headers()
    while True:
        request.wfile.write(b'{"x": "' + b"y" * 65_536)


def silent(request: BaseHTTPRequestHandler) -> None:
    """Takes the request and says nothing until the other side leaves."""
    request.connection.settimeout(20)
    request.connection.recv(1)


@dataclass
class Fake:
    """A listening server: `script` holds the next answers, `asked` the requests as (path, headers, body)."""

    url: str
    script: list[Answer] = field(default_factory=list)
    asked: list[tuple[str, Json, Json]] = field(default_factory=list)


class Dialect(Protocol):
    """How a provider says things."""

    name: str

    def provider(self, url: str) -> Provider: ...
    def says(self, text: str) -> Answer: ...
    def declines(self) -> Answer: ...
    def calls_a_tool(self) -> Answer: ...
    def stops_early(self) -> Answer: ...
    def fails(self, status: int, kind: str, words: str, wait_s: int = 0) -> Answer: ...
    def schema(self, body: Json) -> Json: ...


class ClaudeWords:
    """Anthropic's Messages API."""

    name = "claude"

    def provider(self, url: str) -> Provider:
        return Claude(Secret(KEY), "claude-test", url)

    def says(self, text: str) -> Answer:
        return self._message([{"type": "thinking", "thinking": "hm", "signature": "s"}, {"type": "text", "text": text}])

    def declines(self) -> Answer:
        return self._message([], "refusal")

    def calls_a_tool(self) -> Answer:
        used = {"type": "tool_use", "id": "toolu_1", "name": "send_email", "input": {"to": "everyone"}}
        return self._message([used], "tool_use")

    def stops_early(self) -> Answer:
        return self._message([{"type": "text", "text": '{"outcome": "work'}], "max_tokens")

    def fails(self, status: int, kind: str, words: str, wait_s: int = 0) -> Answer:
        told = {"type": "error", "error": {"type": kind, "message": words}, "request_id": "req_1"}
        return sends(told, status, **({"retry_after": str(wait_s)} if wait_s else {}))

    def schema(self, body: Json) -> Json:
        told: Json = body["output_config"]["format"]["schema"]
        return told

    def _message(self, content: list[Json], reason: str = "end_turn") -> Answer:
        head = {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-test"}
        usage = {"input_tokens": 900, "output_tokens": 120}
        return sends({**head, "content": content, "stop_reason": reason, "stop_sequence": None, "usage": usage})


class GeminiWords:
    """Google's generateContent."""

    name = "gemini"

    def provider(self, url: str) -> Provider:
        return Gemini(Secret(KEY), "gemini-test", url)

    def says(self, text: str) -> Answer:
        return self._candidate([{"text": "hm", "thought": True}, {"text": text}])

    def declines(self) -> Answer:
        return sends({"promptFeedback": {"blockReason": "PROHIBITED_CONTENT"}, "modelVersion": "gemini-test"})

    def calls_a_tool(self) -> Answer:
        return self._candidate([{"functionCall": {"name": "send_email", "args": {"to": "everyone"}}}])

    def stops_early(self) -> Answer:
        return self._candidate([{"text": '{"outcome": "work'}], "MAX_TOKENS")

    def fails(self, status: int, kind: str, words: str, wait_s: int = 0) -> Answer:
        info = {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": f"{wait_s}s"}
        error = {"code": status, "message": words, "status": kind.upper(), "details": [info] if wait_s else []}
        return sends({"error": error}, status)

    def schema(self, body: Json) -> Json:
        told: Json = body["generationConfig"]["responseJsonSchema"]
        return told

    def _candidate(self, parts: list[Json], reason: str = "STOP") -> Answer:
        said = {"content": {"parts": parts, "role": "model"}, "finishReason": reason, "index": 0}
        usage = {"promptTokenCount": 900, "candidatesTokenCount": 120, "totalTokenCount": 1020}
        return sends({"candidates": [said], "usageMetadata": usage, "modelVersion": "gemini-test"})


DIALECTS: tuple[Dialect, ...] = (ClaudeWords(), GeminiWords())


@contextmanager
def listening() -> Iterator[Fake]:
    """A fake provider on a port of its own; a request nobody expected gets a 418."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            headers = {name.lower(): value for name, value in self.headers.items()}
            fake.asked.append((self.path, headers, json.loads(body)))
            answer = fake.script.pop(0) if fake.script else sends(b"", 418)
            try:
                answer(self)
            except OSError:  # the other side has left, as it should
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    fake = Fake(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield fake
    server.shutdown()
    server.server_close()
    thread.join()
