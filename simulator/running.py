"""Asks a portal that runs in another process, over the underscore paths; TLS or not is found out."""

from __future__ import annotations

import http.client
import json
import ssl

NAMES = (
    "B24_DOMAIN", "B24_CLIENT_ID", "B24_CLIENT_SECRET", "B24_ACCESS_TOKEN", "B24_REFRESH_TOKEN", "B24_EXPIRES",
    "B24_EXPIRED_TOKEN", "B24_WEBHOOK", "SIMULATOR_CA",
)  # fmt: skip
_PATIENCE_S = 10


def environment(port: int) -> dict[str, str]:
    """What `simulator.foreign.environment` tells there; OSError when nobody answers."""
    facts: dict[str, str] = json.loads(_post(port, "/_env"))
    return {name: facts[name] for name in NAMES}


def _post(port: int, path: str) -> bytes:
    try:
        return _ask(http.client.HTTPSConnection("127.0.0.1", port, timeout=_PATIENCE_S, context=_anyone()), path)
    except ssl.SSLError:
        return _ask(http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE_S), path)


def _anyone() -> ssl.SSLContext:
    """Where the certificate's authority is, is what we are about to ask; and this never leaves the machine."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _ask(connection: http.client.HTTPConnection, path: str) -> bytes:
    try:
        connection.request("POST", path, b"{}", {"Content-Type": "application/json"})
        response = connection.getresponse()
        body = response.read()
    except http.client.HTTPException as problem:
        raise OSError(f"{type(problem).__name__}: {problem}") from problem
    finally:
        connection.close()
    if response.status != http.client.OK:
        raise OSError(f"it answered {response.status}")
    return body
