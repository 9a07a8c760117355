"""`/rest/…`: who calls, whether they may, which method answers (rest-call.md, sections 1-5).

Order of the checks: the method exists, the token or webhook is good, the scope covers it, then the method itself
looks at the application context and at administrator rights.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from simulator import batch
from simulator.apps import App
from simulator.features import is_offered
from simulator.filters import Page
from simulator.limits import Limits
from simulator.methods import METHODS
from simulator.methods.app import ALL
from simulator.methods.base import Call, Method
from simulator.portal import Portal
from simulator.wire import Params, RestError, as_text, php_empty, time_block

log = logging.getLogger(__name__)

_SUFFIX = re.compile(r"\.json$", re.IGNORECASE)
ALL_SCOPES = frozenset(ALL)
USER_SCOPES = frozenset({"user", "user_basic", "user_brief"})


@dataclass(frozen=True)
class Caller:
    """Whose rights a request has: a user, through an app or a webhook."""

    user_id: int
    app: App | None
    scopes: frozenset[str]


@dataclass
class Outcome:
    """What goes back, and what the log needs to know."""

    status: int
    body: dict[str, Any]
    caller: Caller | None = None
    error: str = ""
    headers: dict[str, str] = field(default_factory=dict)


class Rest:
    """The REST side of one portal."""

    def __init__(self, portal: Portal, limits: Limits | None) -> None:
        self._portal = portal
        if limits is not None:
            portal.limits = limits

    def answer(self, path: str, params: Mapping[str, Any], source: str, *, secure: bool) -> Outcome:
        """One request from start to envelope; never raises RestError."""
        started = self._portal.clock.now()
        caller: Caller | None = None
        try:
            self._admit(source, secure=secure)
            name, method, user, secret = self._route(path)
            caller = self._caller(user, secret, as_text(Params(params).get("auth")))
            result = self._run(name, method, caller, params)
        except RestError as error:
            return Outcome(error.status, error.body(), caller, str(error.code) or error.description)
        except Exception as error:  # a PHP failure is a 500 with a body, and a line for the developer
            log.exception("%s failed", path)
            broken = RestError("INTERNAL_SERVER_ERROR", "Internal server error", 500)
            return Outcome(broken.status, broken.body(), caller, repr(error))
        spent = None if method is None else self._spent(name, caller)
        return Outcome(200, self._envelope(result, started, spent), caller)

    def _admit(self, source: str, *, secure: bool) -> None:
        if self._portal.strict and not secure:
            raise RestError("INVALID_REQUEST", "Https required.")
        self._portal.limits.count(source)

    def _route(self, path: str) -> tuple[str, Method | None, str, str]:
        """`crm.item.get` or `1/secret/crm.item.get`; `.json` may follow (rest-call.md, section 1)."""
        parts = [part for part in path.split("/") if part]
        user, secret = (parts[0], parts[1]) if len(parts) == 3 else ("", "")
        name = _plain(parts[-1]) if len(parts) in {1, 3} else ""
        return name, None if name == "batch" else _method(name), user, secret

    def _caller(self, user: str, secret: str, token: str) -> Caller:
        with self._portal.lock:
            if secret:
                return self._webhook(user, secret)
            grant = self._portal.tokens.by_access(token) if token else None
            if grant is None:
                raise RestError("NO_AUTH_FOUND", "Wrong authorization data", 401)
            app = self._portal.apps.get(grant.client_id)
            if app is None or not app.installed or app.id != grant.installation:
                raise RestError("APPLICATION_NOT_FOUND", "Application not found", 401)
            if app.payment_expired:
                raise RestError("PAYMENT_REQUIRED", "Payment required", 401)
            if self._portal.tokens.has_expired(grant):
                raise RestError("expired_token", "The access token provided has expired.", 401)
            holder = self._portal.people.get(grant.user_id)
            if holder is None or not holder.active:
                raise RestError("INVALID_CREDENTIALS", "Invalid request credentials", 403)
            return Caller(grant.user_id, app, frozenset(app.scope))

    def _webhook(self, user: str, secret: str) -> Caller:
        scopes = self._portal.webhooks.get((int(user), secret)) if user.isascii() and user.isdecimal() else None
        if scopes is None:
            raise RestError("NO_AUTH_FOUND", "Wrong authorization data", 401)
        return Caller(int(user), None, scopes)

    def _run(self, name: str, method: Method | None, caller: Caller, params: Mapping[str, Any]) -> Any:
        if method is not None:
            return self.call(name, method, caller, params)
        return batch.run(
            params,
            lambda inner, given: self._inner(inner, given, caller),
            self._portal.clock.now,
            lambda inner: self._spent(_plain(inner), caller),
        )

    def _spent(self, name: str, caller: Caller) -> tuple[float, int]:
        return self._portal.operating.spent(_owner(caller), name)

    def _inner(self, name: str, params: Mapping[str, Any], caller: Caller) -> Any:
        """One command of a batch; its call is logged, since it has effects of its own."""
        started = time.monotonic()
        name = _plain(name)
        try:
            result = self.call(name, _method(name), caller, params)
        except RestError as error:
            outcome = Outcome(error.status, error.body(), caller, str(error.code))
            self._note_inner(name, params, outcome, started)
            raise
        shown = result.result if isinstance(result, Page) else result
        self._note_inner(name, params, Outcome(200, {"result": php_empty(shown)}, caller), started)
        return result

    def _note_inner(self, name: str, params: Mapping[str, Any], outcome: Outcome, started: float) -> None:
        caller = outcome.caller
        self._portal.log.add(
            "in", "rest", name, method="POST", url="batch", request=dict(params), status=outcome.status,
            response=outcome.body, app=caller.app.client_id if caller and caller.app else "",
            user_id=caller.user_id if caller else 0, ms=(time.monotonic() - started) * 1000, error=outcome.error,
            in_batch=True,
        )  # fmt: skip

    def call(self, name: str, method: Method, caller: Caller, params: Mapping[str, Any]) -> Any:
        if not is_offered(name, self._portal.closed_features):
            raise _unknown()
        if method.scope and not _covers(caller.scopes, method.scope):
            description = "The request requires higher privileges than provided by the access token"
            raise RestError("insufficient_scope", description, 403)
        if method.app_only and caller.app is None:
            raise method.without_app()
        if method.admin and not self._portal.people.is_admin(caller.user_id):
            raise method.not_admin()
        given = {key: value for key, value in params.items() if key.lower() not in {"auth", "access_token"}}
        call = Call(self._portal, name, caller.user_id, caller.app, caller.scopes, Params(given))
        return self._work(call, method, _owner(caller))

    def _work(self, call: Call, method: Method, owner: str) -> Any:
        """The call that crosses the time limit still finishes; the next one is refused (rest-call.md, section 6)."""
        operating = self._portal.operating
        operating.check(owner, call.method)
        started = time.monotonic()
        try:
            with self._portal.lock:
                return method.run(call)
        finally:
            operating.charge(owner, call.method, time.monotonic() - started)

    def _envelope(self, result: Any, started: datetime, spent: tuple[float, int] | None) -> dict[str, Any]:
        body: dict[str, Any] = {}
        if isinstance(result, Page):
            body["result"] = php_empty(result.result)
            if result.next is not None:
                body["next"] = result.next
            body["total"] = result.total
        else:
            body["result"] = php_empty(result)
        body["time"] = time_block(started, self._portal.clock.now(), spent)
        return body


def _plain(name: str) -> str:
    return _SUFFIX.sub("", name).lower()


def _owner(caller: Caller) -> str:
    """Whose budget a call spends: the app's, or a webhook's own."""
    return caller.app.client_id if caller.app else f"webhook of {caller.user_id}"


def _method(name: str) -> Method:
    method = METHODS.get(name)
    if method is None:
        raise _unknown()
    return method


def _unknown() -> RestError:
    return RestError("ERROR_METHOD_NOT_FOUND", "Method not found!", 404)


def _covers(scopes: frozenset[str], wanted: str) -> bool:
    """Any of the three user scopes opens the user methods (oauth-and-install.md, section 9)."""
    return bool(scopes & USER_SCOPES) if wanted == "user" else wanted in scopes
