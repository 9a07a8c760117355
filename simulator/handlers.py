"""Handler addresses that apps register, and whether Bitrix24 would take them (bizproc.md, section 1)."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from simulator.wire import RestError

_LONGEST = 1000


def check_handler(url: str, *, strict: bool) -> str:
    """The url, or ERROR_UNSUPPORTED_PROTOCOL / ERROR_WRONG_HANDLER_URL.

    A handler must be public; loopback addresses are a deviation that `--strict` takes back.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise _wrong() from None
    if parts.scheme and parts.scheme not in {"http", "https"}:
        raise RestError("ERROR_UNSUPPORTED_PROTOCOL", "Unsupported event handler protocol")
    named = "." in host or (host == "localhost" and not strict)
    if not parts.scheme or not named or len(url) > _LONGEST or (strict and not _is_public(host)):
        raise _wrong()
    return url


def _is_public(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return not host.endswith((".localhost", ".local"))


def _wrong() -> RestError:
    return RestError("ERROR_WRONG_HANDLER_URL", "Wrong event handler URL")
