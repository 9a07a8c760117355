"""The authorization server: the token endpoint and its own app.info (oauth-and-install.md, sections 3 and 8).

One server serves every portal: a code or a token leads to the portal that it came from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from simulator.apps import App
from simulator.portal import Portal
from simulator.tokens import Grant
from simulator.wire import RestError, as_text, iso, time_block

_TEXTS = {
    "invalid_request": "The request is missing a required parameter or is otherwise malformed.",
    "invalid_client": "The client credentials are invalid.",
    "wrong_client": "Wrong client",
    "invalid_grant": "The provided authorization grant or refresh token is invalid, expired or revoked.",
    "invalid_scope": "The requested scope is invalid or unknown.",
    "insufficient_scope": "The request requires higher privileges than the application has.",
    "PAYMENT_REQUIRED": "Payment required",
}
_SECRET_OF = {"authorization_code": "code", "refresh_token": "refresh_token"}


def _refusal(code: str, status: int = 400) -> RestError:
    return RestError(code, _TEXTS[code], status)


class AuthorizationServer:
    """Answers for the portals of this process; `known_scopes` are the codes that exist at all."""

    def __init__(self, portals: Sequence[Portal], known_scopes: frozenset[str]) -> None:
        self._portals = portals
        self._known_scopes = known_scopes

    def token(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """Both grants; the documented errors, `wrong_client` with HTTP 200 (section 3)."""
        given = {name: as_text(value) for name, value in params.items()}
        grant_type = given.get("grant_type", "")
        secret = given.get(_SECRET_OF.get(grant_type, ""), "")
        if not secret or not given.get("client_id") or not given.get("client_secret"):
            raise _refusal("invalid_request")
        portal = self._issuer(secret, given["client_id"])
        with portal.lock:
            app = _client(portal, given["client_id"], given.get("client_secret", ""))
            self._check_scope(app, given.get("scope", ""))
            exchange = portal.tokens.redeem if grant_type == "authorization_code" else portal.tokens.refresh
            grant = exchange(secret, app.client_id)
            if grant is None or grant.installation != app.id:
                raise _refusal("invalid_grant")
            return _token_answer(portal, app, grant)

    def app_info(self, access_token: str) -> dict[str, Any]:
        """The trusted source about a token (section 8); another shape than the portal's app.info."""
        for portal in self._portals:
            with portal.lock:
                grant = portal.tokens.by_access(access_token)
                if grant is not None:
                    return _app_info(portal, grant)
        raise RestError("NO_AUTH_FOUND", "Wrong authorization data", 401)

    def _issuer(self, secret: str, client_id: str) -> Portal:
        """The portal that gave the secret; for a secret that nobody gave, one that has the app."""
        owner = next((portal for portal in self._portals if portal.tokens.has_given(secret)), None)
        having = (portal for portal in self._portals if (app := portal.apps.get(client_id)) and app.installed)
        return owner or next(having, self._portals[0])

    def _check_scope(self, app: App, wanted: str) -> None:
        """`scope` is not needed here; what goes beyond the card is refused. Which of the two words is meant for what
        the documents leave open (section 3): a code that does not exist is invalid, one not on the card too much.
        """
        codes = {code for code in wanted.replace(",", " ").split() if code}
        if codes - self._known_scopes:
            raise _refusal("invalid_scope", 403)
        if codes - set(app.scope):
            raise _refusal("insufficient_scope", 403)


def _client(portal: Portal, client_id: str, secret: str) -> App:
    app = portal.apps.get(client_id)
    if app is None:
        raise _refusal("wrong_client", 200)
    if app.client_secret != secret or not app.installed:
        raise _refusal("invalid_client")
    if app.payment_expired:
        raise _refusal("PAYMENT_REQUIRED", 401)
    return app


def _token_answer(portal: Portal, app: App, grant: Grant) -> dict[str, Any]:
    return {
        "access_token": grant.access_token,
        "expires": int(grant.expires_at.timestamp()),
        "expires_in": 3600,
        "scope": ",".join(app.scope),
        "domain": urlsplit(portal.server_endpoint).netloc,  # the server's own, not the portal's
        "server_endpoint": portal.server_endpoint,
        "status": app.status,
        "client_endpoint": portal.client_endpoint,
        "member_id": portal.member_id,
        "user_id": grant.user_id,
        "refresh_token": grant.refresh_token,
    }


def _app_info(portal: Portal, grant: Grant) -> dict[str, Any]:
    started = portal.clock.now()
    app = portal.apps.get(grant.client_id)
    if app is None or not app.installed or app.id != grant.installation:
        raise RestError("NOT_INSTALLED", "Application not installed", 401)
    if portal.tokens.has_expired(grant):
        raise RestError("expired_token", "The access token provided has expired.", 401)
    return {"result": _info(portal, app, grant), "time": time_block(started, portal.clock.now())}


def _info(portal: Portal, app: App, grant: Grant) -> dict[str, Any]:
    scope = ",".join(app.scope)
    return {
        "client_id": app.client_id,
        "scope": scope,
        "expires": iso(grant.expires_at),
        "user_id": grant.user_id,
        "install": {
            "installed": app.finished,
            "version": str(app.version),
            "status": app.status,
            "scope": scope,
            "domain": portal.domain,
            "uri": portal.client_endpoint.removesuffix("/rest/"),
            "client_endpoint": portal.client_endpoint,
            "member_id": portal.member_id,
            "member_type": "cloud",
        },
    }
