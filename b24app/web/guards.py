"""Who is asking: every inbound request passes one of these before anything is stored or sent.

Nothing in a request is believed. A robot call or event is proved by the application token of a known portal; an opened
page and an installation by asking the authorization server, on an allow-listed host, about the access token they carry
(contract/oauth-and-install.md §7-8). Addresses are taken from that answer, never from the request.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import structlog
from flask import Request
from sqlalchemy import Engine

from b24app.errors import (
    AddressRefused,
    MalformedRequest,
    NotAllowed,
    NotVerified,
    PortalError,
    UnknownPortal,
    WrongApplicationToken,
)
from b24app.model import Installation, Portal, Secret, Tokens, Visit
from b24app.portals import rows
from b24app.portals.client import Client
from b24app.portals.net import Net
from b24app.portals.tokens import AuthorizationServer, TokenStore
from b24app.portals.wire import as_map
from b24app.store.engine import now
from b24app.web.bearer import ADMIN_LIFE_S, Bearers, Session
from b24app.web.forms import Tree, map_at, read_body, text_at

_log = structlog.get_logger()


@dataclass(frozen=True)
class Opening:
    """A page opened in a portal's frame, confirmed by the authorization server."""

    seen: Installation
    access: Secret
    refresh: Secret
    expires_in_s: int
    application_token: str
    placement: str
    options: dict[str, Any]
    language: str


@dataclass(frozen=True)
class Guards:
    """The checks, in the order a request meets them."""

    engine: Engine
    net: Net
    server: AuthorizationServer
    tokens: TokenStore
    client: Client
    bearers: Bearers

    def proved(self, tree: Tree) -> Portal:
        """The portal a robot call or event comes from. Raises UnknownPortal.

        A wrong token is answered like an unknown portal: nobody learns from a refusal who has installed the app.
        """
        member_id, token = text_at(tree, "auth", "member_id"), text_at(tree, "auth", "application_token")
        try:
            with self.engine.begin() as connection:
                return rows.prove(connection, member_id, token)
        except (UnknownPortal, WrongApplicationToken) as error:
            _log.warning("call_refused", error=error.code)
            raise UnknownPortal from None

    def opened(self, request: Request) -> Opening:
        """A page opened by POST in a frame. Raises MalformedRequest, NotVerified; nothing is stored."""
        tree = read_body(request)
        domain, member_id = request.args.get("DOMAIN", "").lower(), text_at(tree, "member_id")
        access = Secret(text_at(tree, "AUTH_ID"))
        if not (domain and member_id and access):
            raise MalformedRequest("this page is opened by Bitrix24; it cannot be opened by its address")
        seen = self._confirmed(text_at(tree, "SERVER_ENDPOINT"), access)
        if seen.member_id != member_id or seen.domain != domain:
            _log.warning("opening_refused", reason="another portal")
            raise NotVerified("the authorization server names another portal than this request")
        return Opening(
            seen=seen,
            access=access,
            refresh=Secret(text_at(tree, "REFRESH_ID")),
            expires_in_s=_number(text_at(tree, "AUTH_EXPIRES"), 3600),
            application_token=text_at(tree, "APPLICATION_TOKEN"),
            placement=text_at(tree, "PLACEMENT") or "DEFAULT",
            options=_options(text_at(tree, "PLACEMENT_OPTIONS")),
            language=request.args.get("LANG", "en"),
        )

    def visit(self, opening: Opening) -> Visit:
        """A visit to an installed portal; an administrator's brings back a portal that was lost.

        Raises NotVerified, PortalError.
        """
        seen = opening.seen
        with self.engine.begin() as connection:
            portal = rows.find(connection, seen.member_id)
            token = opening.application_token
            if token and not rows.knows_token(connection, seen.member_id, token):
                raise NotVerified("the application token is not this installation's")
            now_at = {"domain": seen.domain, "client_endpoint": seen.client_endpoint, "finished": seen.installed}
            rows.change(connection, seen.member_id, **now_at)
            has_left = rows.has_left(connection, seen.member_id)
        portal = replace(portal, domain=seen.domain, client_endpoint=seen.client_endpoint, finished=seen.installed)
        visit = self._visit(portal, opening)
        if has_left and visit.is_admin and opening.refresh:
            self._keep(opening)  # the stored tokens were dead, these are alive: the work that waits goes on
        return visit

    def installing(self, opening: Opening) -> Visit:
        """The installer opened by an administrator: the portal and its tokens are stored.

        A person who is no administrator gets a visit that says so. Raises NotVerified, PortalError.
        """
        visit = self._visit(_portal(opening.seen), opening)
        if visit.is_admin:
            if not opening.refresh:  # not guaranteed (oauth-and-install.md §4); without it the app would end in an hour
                raise NotVerified(
                    "Bitrix24 sent no refresh token with this page: close it and open the installer again"
                )
            self._keep(opening)
        return visit

    def announced(self, tree: Tree) -> Installation:
        """ONAPPINSTALL or ONAPPUPDATE: proved by its own access token, since its application token may be new."""
        auth = map_at(tree, "auth")
        access = Secret(text_at(auth, "access_token"))
        seen = self._confirmed(text_at(auth, "server_endpoint"), access)
        if seen.member_id != text_at(auth, "member_id"):
            raise NotVerified("the authorization server names another portal than this event")
        if not self._is_admin(_portal(seen), access):
            # Whoever opens a page holds an access token; only an administrator's may replace what proves calls.
            raise NotVerified("only an administrator of this Bitrix24 installs or updates the app")
        return seen

    def renewed(self, request: Request) -> Session:
        """A page that was left open asks for a new bearer with a fresh access token of its visitor.

        Raises MalformedRequest, UnknownPortal, NotVerified, PortalError.
        """
        tree = read_body(request)
        access = Secret(text_at(tree, "access_token"))
        if not access:
            raise MalformedRequest("a new bearer needs an access token")
        with self.engine.begin() as connection:
            portal = rows.find(connection, text_at(tree, "member_id"))
        seen = self._confirmed(portal.auth_endpoint, access)
        if seen.member_id != portal.member_id:
            raise NotVerified("the authorization server names another portal than this request")
        return Session(portal.member_id, seen.user_id, self._is_admin(portal, access), text_at(tree, "placement")[:64])

    def session(self, request: Request) -> Session:
        """The bearer of a request that our page's script makes. Raises SessionExpired."""
        return self.bearers.read(request.headers.get("Authorization", ""))

    def administrator(self, request: Request) -> tuple[Session, Portal]:
        """Who may change things, proved in the last five minutes. Raises SessionExpired, NotAllowed, UnknownPortal."""
        session = self.bearers.read(request.headers.get("Authorization", ""), ADMIN_LIFE_S)
        if not session.is_admin:
            raise NotAllowed("only an administrator of this Bitrix24 can do this")
        with self.engine.begin() as connection:
            return session, rows.find(connection, session.member_id)

    def _keep(self, opening: Opening) -> None:
        """The one place where a portal comes into being, or back."""
        seen = opening.seen
        with self.engine.begin() as connection:
            rows.save(connection, seen, opening.application_token)
            expires_at = now(connection) + timedelta(seconds=opening.expires_in_s)
            pair = Tokens(opening.access, opening.refresh, expires_at, seen.user_id)
            self.tokens.keep(connection, seen.member_id, pair)
        _log.info("portal_stored", portal=seen.member_id)

    def _confirmed(self, server_endpoint: str, access: Secret) -> Installation:
        try:
            return self.server.app_info(self.net.auth_origin(server_endpoint), access)
        except (AddressRefused, NotVerified) as error:
            _log.warning("opening_refused", reason=str(error))
            raise NotVerified(str(error)) from None

    def _visit(self, portal: Portal, opening: Opening) -> Visit:
        return Visit(
            portal=portal,
            user_id=opening.seen.user_id,
            is_admin=self._is_admin(portal, opening.access),
            placement=opening.placement,
            options=opening.options,
            language=opening.language,
        )

    def _is_admin(self, portal: Portal, access: Secret) -> bool:
        try:
            profile = as_map(self.client.call_as(portal, access, "profile"))
        except PortalError as error:
            raise NotVerified(f"the portal does not say who opened this page: {error}") from None
        return profile.get("ADMIN") is True


def _portal(seen: Installation) -> Portal:
    return Portal(
        seen.member_id,
        seen.domain,
        seen.client_endpoint,
        seen.auth_endpoint,
        seen.scope,
        seen.user_id,
        seen.installed,
    )


def _options(text: str) -> dict[str, Any]:
    """PLACEMENT_OPTIONS is a JSON text, and anything a person can type: read as a flat map or not at all."""
    try:
        options = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return {str(key): value for key, value in options.items()} if isinstance(options, dict) else {}


def _number(text: str, default: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 8 else default  # noqa: PLR2004  # seconds
