"""Outgoing connections: which hosts may be named at all, and sessions that reach nothing private.

The address is resolved once, checked, and connected to, so a name that changes its mind cannot lead inside
(reliability.md T-04, T-05). Redirects are never followed, environment proxies never used. `simulator_urls` adds exact
origins for development; everything else is checked as always.
"""

from __future__ import annotations

import ipaddress
from typing import Any, TypeVar
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests_hardened.ip_filter import InvalidIPAddress
from requests_hardened.ip_filter_adapter import IPFilterAdapter
from urllib3.exceptions import HTTPError

from b24app.errors import AddressRefused, PortalUnreachable
from b24app.settings import AUTH_HOSTS

TIMEOUT_S = (5, 65)  # Bitrix24 cuts a call after 60 s: rest-call.md §6
RequestFailed = requests.exceptions.RequestException  # for authlib, which raises it by itself
BODY_CAP = 10 * 1024 * 1024
_ALSO_PRIVATE = tuple(
    ipaddress.ip_network(text)
    for text in (
        "::/96",
        "::ffff:0:0/96",
        "fec0::/10",
        "fc00::/7",
        "fe80::/10",
        "64:ff9b::/96",
        "2001::/32",
        "2002::/16",
    )
)


_S = TypeVar("_S", bound=requests.Session)


class Net:
    """Sessions and address rules of one running app."""

    def __init__(self, simulator_urls: tuple[str, ...] = ()) -> None:
        self._simulators = frozenset(url.lower() for url in simulator_urls)

    def auth_origin(self, server_endpoint: str) -> str:
        """Origin of the authorization server that a request names. Raises AddressRefused unless it is allow-listed."""
        origin = _origin(server_endpoint)
        if origin in self._simulators or origin in {f"https://{host}" for host in AUTH_HOSTS}:
            return origin
        raise AddressRefused("the authorization server named by the request is not one of Bitrix24's")

    def portal_endpoint(self, client_endpoint: str) -> str:
        """The REST address of a portal, as its authorization server gave it. Raises AddressRefused."""
        origin = _origin(client_endpoint)
        if origin not in self._simulators and not origin.startswith("https://"):
            raise AddressRefused("a portal is called by https only")
        return origin + "/rest/"

    def session(self) -> requests.Session:
        """A session for portals and authorization servers."""
        return self.harden(requests.Session())

    def harden(self, session: _S) -> _S:
        """Mount the checked adapters on any session, authlib's too."""
        session.trust_env = False
        session.mount("https://", _PublicOnly(is_https_proto=True))
        session.mount("http://", _PublicOnly(is_https_proto=False))
        for origin in self._simulators:
            session.mount(origin + "/", HTTPAdapter())
        return session


class _PublicOnly(IPFilterAdapter):  # type: ignore[misc]  # the library ships no types
    """Also refuses the ranges that `ipaddress` and the library let through (reliability.md T-05)."""

    def build_connection_pool_key_attributes(self, *arguments: Any, **options: Any) -> Any:
        host, pool = super().build_connection_pool_key_attributes(*arguments, **options)
        address = ipaddress.ip_address(host["host"].strip("[]"))
        if not address.is_global or any(
            address in network for network in _ALSO_PRIVATE if network.version == address.version
        ):
            raise AddressRefused("the address is not on the public internet")
        return host, pool


def fetch(
    session: requests.Session, verb: str, url: str, *, what: str, cap: int = BODY_CAP, **options: Any
) -> tuple[int, bytes]:
    """Status and at most `cap` bytes of one answer; redirects are not followed.

    `what` names the call in errors, since an address may hold secrets. Raises AddressRefused, PortalUnreachable.
    """
    options.setdefault("timeout", TIMEOUT_S)
    try:
        with session.request(verb, url, allow_redirects=False, stream=True, **options) as response:
            body: bytes = response.raw.read(cap + 1, decode_content=True)
    except InvalidIPAddress:
        raise AddressRefused("the address is not on the public internet") from None
    except (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema, UnicodeError):
        raise AddressRefused("that is not a web address") from None
    except (requests.exceptions.ConnectTimeout, requests.exceptions.SSLError) as error:
        raise PortalUnreachable(what, type(error).__name__, sent=False) from None
    except (requests.exceptions.RequestException, HTTPError, OSError) as error:
        raise PortalUnreachable(what, type(error).__name__, sent=_may_have_arrived(error)) from None
    if len(body) > cap:
        raise PortalUnreachable(what, f"the answer is larger than {cap} bytes", sent=True)
    return response.status_code, body


def _may_have_arrived(error: Exception) -> bool:
    """Whether the other side may have acted: anything but a refused or unresolved connection."""
    words = str(error)
    return not any(sign in words for sign in ("Failed to resolve", "NewConnectionError", "Connection refused"))


def check_webhook(url: str, ports: tuple[int, ...]) -> str:
    """The url when a person's webhook may go there by its looks. Raises AddressRefused in words for that person."""
    parts = _split(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise AddressRefused("a web address begins with https://")
    if parts.username is not None or parts.password is not None:
        raise AddressRefused("a web address may not carry a user name or password")
    if (parts.port or {"http": 80, "https": 443}[parts.scheme]) not in ports:
        raise AddressRefused(f"only ports {', '.join(map(str, ports))} may be called")
    return url


def _origin(url: str) -> str:
    parts = _split(url)
    if parts.username is not None or not parts.hostname or parts.scheme not in {"http", "https"}:
        raise AddressRefused("that is not a web address")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    port = f":{parts.port}" if parts.port not in {None, {"http": 80, "https": 443}[parts.scheme]} else ""
    return f"{parts.scheme}://{host}{port}"


def _split(url: str) -> Any:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise AddressRefused("that is not a web address") from None
    if any(character in url for character in "\\\r\n\t ") or not url.isprintable():
        raise AddressRefused("that is not a web address")
    return parts
