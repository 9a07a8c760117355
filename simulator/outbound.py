"""HTTP from the portal to an app: no redirects, no proxies, one attempt, and never off this machine.

A template may name any address; a simulated portal must not call the real one.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

FORM = "application/x-www-form-urlencoded"
AGENT = "Bitrix24 Webhook Engine"
_MAX_BODY = 5_000_000


@dataclass(frozen=True)
class Answer:
    """`error` tells why there is no status."""

    status: int
    headers: dict[str, str]
    text: str
    error: str = ""


def send(method: str, url: str, headers: Mapping[str, str], body: str, timeout_s: float = 30) -> Answer:
    """Never raises: what went wrong is in `error`, with status 0."""
    try:
        parts = urlsplit(url)
        secure = parts.scheme == "https"
        make = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        connection = make(parts.hostname or "", parts.port, timeout=timeout_s)
    except (ValueError, http.client.HTTPException) as problem:
        return Answer(0, {}, "", str(problem))
    if not _is_here(parts.hostname or ""):
        return Answer(0, {}, "", f"{parts.hostname} is not on this machine: a simulated portal calls loopback only")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request(method, target, body.encode(), {"User-Agent": AGENT, **headers})
        response = connection.getresponse()
        text = response.read(_MAX_BODY).decode("utf-8", "replace")
        return Answer(response.status, dict(response.getheaders()), text)
    except (OSError, ValueError, http.client.HTTPException) as problem:
        return Answer(0, {}, "", f"{type(problem).__name__}: {problem}")
    finally:
        connection.close()


def _is_here(host: str) -> bool:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        return bool(found) and all(ipaddress.ip_address(row[4][0]).is_loopback for row in found)
    except (OSError, ValueError):
        return False
