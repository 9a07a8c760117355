"""Calls a portal's REST methods: token, pace, one refresh, errors by kind. The only file that does.

Methods are POSTed as JSON with the token in the body, so no secret is ever part of an address (rest-call.md §1).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

import requests
from sqlalchemy import Engine

from b24app.errors import (
    AddressRefused,
    NotVerified,
    PortalBusy,
    PortalError,
    PortalLeft,
    PortalRefused,
    PortalUnreachable,
)
from b24app.model import Installation, Portal, Secret
from b24app.portals import rows
from b24app.portals.limits import Pace
from b24app.portals.net import Net, fetch
from b24app.portals.tokens import AuthorizationServer, TokenStore
from b24app.portals.wire import as_map, list_rows, read_object

Params = Mapping[str, Any]
BATCH = 50
_COOL_DOWN_S = 600.0


@dataclass(frozen=True)
class Answer:
    """A successful answer: its result, and where a list goes on."""

    result: Any
    next: int | None = None


class _Moved(PortalError):
    """The portal answers at another address now."""


class _TokenIsStale(PortalError):
    """The access token ended; a refresh may help."""


# Errors that mean the same whatever the method (rest-call.md §3); every other code is the method's own refusal.
_KINDS: Mapping[str, Callable[[str, str], PortalError]] = {
    "query_limit_exceeded": lambda method, _: PortalBusy(method),
    "operation_time_limit": lambda method, _: PortalBusy(method, _COOL_DOWN_S),
    "internal_server_error": lambda method, code: PortalUnreachable(method, code, sent=True),
    "error_unexpected_answer": lambda method, code: PortalUnreachable(method, code, sent=True),
    "overload_limit": lambda method, code: PortalRefused(
        method, code, "Bitrix24 has blocked REST for this portal", 503
    ),
    **dict.fromkeys(
        ("expired_token", "no_auth_found", "invalid_token"), lambda method, code: _TokenIsStale(f"{method}: {code}")
    ),
    **dict.fromkeys(
        ("payment_required", "application_not_found", "authorization_error", "error_oauth", "portal_deleted"),
        lambda method, code: PortalLeft(f"{method}: {code}"),
    ),
}


class Client:
    """REST calls to any portal with its stored tokens."""

    def __init__(self, engine: Engine, net: Net, tokens: TokenStore, server: AuthorizationServer, pace: Pace) -> None:
        self._engine = engine
        self._net = net
        self._tokens = tokens
        self._server = server
        self._pace = pace
        self._threads = threading.local()

    def call(self, portal: Portal, method: str, params: Params | None = None) -> Any:
        """The `result` of one method. Raises PortalError."""
        return self._answer(portal, method, params or {}).result

    def call_as(self, portal: Portal, access: Secret, method: str, params: Params | None = None) -> Any:
        """The same with a person's own token, never refreshed. Raises PortalError."""
        return self._send(portal, access, method, params or {}).result

    def pages(self, portal: Portal, method: str, params: Params | None = None, *, most: int = 20) -> Iterator[Any]:
        """The rows of a list, page by page, at most `most` pages of 50 (rest-call.md §4)."""
        start = 0
        for _ in range(most):
            answer = self._answer(portal, method, {**(params or {}), "start": start})
            yield from list_rows(answer.result)
            if answer.next is None:
                return
            start = answer.next

    def batch(self, portal: Portal, commands: Mapping[str, tuple[str, Params]]) -> dict[str, Any]:
        """Results of many calls, 50 a request. Raises PortalError for the first command that failed."""
        results: dict[str, Any] = {}
        keys = list(commands)
        for begin in range(0, len(keys), BATCH):
            part = {key: commands[key] for key in keys[begin : begin + BATCH]}
            if stale := self._batch_of(portal, part, results):
                # The token ended in the middle. The next request is refused as a whole, which brings a new one.
                stale = self._batch_of(portal, {key: part[key] for key in stale}, results)
            if stale:
                raise PortalUnreachable("batch", "the token ended, twice", sent=False)
        return results

    def _batch_of(
        self, portal: Portal, commands: Mapping[str, tuple[str, Params]], results: dict[str, Any]
    ) -> list[str]:
        """Put one request's results into `results`; the commands that were too late for the token."""
        cmd = {key: f"{method}?{encode(params)}" for key, (method, params) in commands.items()}
        answer = as_map(self.call(portal, "batch", {"cmd": cmd, "halt": 0}))
        results |= as_map(answer.get("result"))
        stale: list[str] = []
        for key, row in as_map(answer.get("result_error")).items():
            error = _refusal(commands[key][0], as_map(row), 400)
            if not isinstance(error, _TokenIsStale):
                raise error
            stale.append(key)
        return stale

    def _answer(self, portal: Portal, method: str, params: Params) -> Answer:
        access = Secret("")
        try:
            access = self._tokens.current(portal.member_id).access
            try:
                return self._send(portal, access, method, params)
            except (_Moved, _TokenIsStale) as refusal:
                portal, access = self._repaired(portal, access, method, refusal)
            return self._repeated(portal, access, method, params)
        except PortalLeft:
            with self._engine.begin() as connection:
                # Who opened the app meanwhile brought a new pair: what the old one met is past.
                if not self._tokens.holds_another(connection, portal.member_id, access):
                    rows.change(connection, portal.member_id, status="left")
            raise

    def _repeated(self, portal: Portal, access: Secret, method: str, params: Params) -> Answer:
        try:
            return self._send(portal, access, method, params)
        except _TokenIsStale as error:
            raise PortalLeft(f"{error}, twice") from None
        except _Moved as error:  # a closed gate, a page for maintenance: it may open again
            raise PortalUnreachable(method, f"{error}, twice", sent=False) from None

    def _repaired(self, portal: Portal, access: Secret, method: str, refusal: PortalError) -> tuple[Portal, Secret]:
        """Where, and with which token, the refused call may be repeated."""
        try:
            if isinstance(refusal, _Moved):
                return self._found_again(portal, access)
            return portal, self._tokens.refreshed(portal, access).access
        except PortalUnreachable as error:
            # The authorization server's silence: the portal refused the call itself, which had no effect.
            raise PortalUnreachable(method, str(error), sent=False) from None

    def _found_again(self, portal: Portal, access: Secret) -> tuple[Portal, Secret]:
        """The portal at the address its authorization server names now; a redirect's own word is not believed."""
        try:
            seen = self._server.app_info(portal.auth_endpoint, access)
        except NotVerified:
            access = self._tokens.refreshed(portal, access).access
            seen = self._confirmed(portal, access)
        if seen.member_id != portal.member_id:
            raise PortalLeft("the authorization server names another portal for this token")
        with self._engine.begin() as connection:
            rows.change(connection, portal.member_id, domain=seen.domain, client_endpoint=seen.client_endpoint)
        return replace(portal, domain=seen.domain, client_endpoint=seen.client_endpoint), access

    def _confirmed(self, portal: Portal, access: Secret) -> Installation:
        try:
            return self._server.app_info(portal.auth_endpoint, access)
        except NotVerified as error:
            raise PortalLeft(f"app.info: {error}") from None

    def _send(self, portal: Portal, access: Secret, method: str, params: Params) -> Answer:
        self._pace.wait(portal.member_id)
        told = {**params, "auth": access.reveal()}
        try:
            status, body = fetch(self._session(), "POST", portal.client_endpoint + method, what=method, json=told)
        except AddressRefused as error:
            raise PortalUnreachable(method, str(error), sent=False) from None
        try:
            return read_answer(method, status, body)
        except PortalBusy as error:
            if error.wait_s is None:  # the portal as a whole, not one method's time
                self._pace.exhausted(portal.member_id)
            raise

    def _session(self) -> requests.Session:
        """One session per thread: requests' are not for sharing."""
        if not hasattr(self._threads, "session"):
            self._threads.session = self._net.session()
        session: requests.Session = self._threads.session
        return session


@dataclass(frozen=True)
class PortalCalls:
    """One portal's REST, as robots and triggers see it."""

    client: Client
    portal: Portal

    def call(self, method: str, params: Params | None = None) -> Any:
        """The `result` of one method. Raises PortalError."""
        return self.client.call(self.portal, method, params)

    def rows(self, method: str, params: Params | None = None) -> Iterator[Any]:
        """The rows of a list."""
        return self.client.pages(self.portal, method, params)


def read_answer(method: str, status: int, body: bytes) -> Answer:
    """Success or the error it stands for, by code rather than by status (rest-call.md §3). Raises PortalError."""
    if status in {301, 302, 307, 308}:
        raise _Moved("the portal has moved")
    answer = read_object(body)
    if "error" in answer and "result" not in answer:
        raise _refusal(method, answer, status)
    if "result" in answer and status < 400:  # noqa: PLR2004
        following = str(answer.get("next") or "")
        return Answer(answer["result"], int(following) if following.isdecimal() else None)
    raise PortalUnreachable(method, f"HTTP {status} without an answer that can be read", sent=True)


def encode(params: Params) -> str:
    """Nested parameters as PHP reads them: `fields[PHONE][0][VALUE]=111` (rest-call.md §1)."""
    return "&".join(f"{quote(key, safe='[]')}={quote(value, safe='')}" for key, value in _flat("", params))


def _flat(prefix: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _flat(f"{prefix}[{key}]" if prefix else str(key), item)
    elif isinstance(value, list | tuple):
        for position, item in enumerate(value):
            yield from _flat(f"{prefix}[{position}]", item)
    elif value is not None:
        yield prefix, {True: "1", False: "0"}[value] if isinstance(value, bool) else str(value)


def _refusal(method: str, answer: Mapping[str, Any], status: int) -> PortalError:
    code = str(answer.get("error", ""))
    kind = _KINDS.get(code.lower())
    if kind is not None:
        return kind(method, code)
    if status >= 500:  # noqa: PLR2004
        return PortalUnreachable(method, f"HTTP {status} {code}", sent=True)
    return PortalRefused(method, code, str(answer.get("error_description") or ""), status)
