"""Tokens: asking the authorization server, keeping the pair, one refresh per portal and expiry.

Every refresh returns a new pair and the old refresh token dies (oauth-and-install.md §3), so two processes must never
refresh at once: the row is leased for the call, and whoever comes second waits for the first one's result.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from sqlalchemy import Connection, Engine, RowMapping, delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from b24app.errors import (
    AddressRefused,
    NotVerified,
    PortalError,
    PortalLeft,
    PortalRefused,
    PortalUnpaid,
    PortalUnreachable,
)
from b24app.model import Installation, Portal, Secret, Tokens
from b24app.portals.net import Net, RequestFailed, fetch
from b24app.portals.wire import read_object
from b24app.store.engine import now
from b24app.store.secrets import Safe
from b24app.store.tables import token_pair

_LEASE = timedelta(seconds=90)
_DEAD = {"invalid_grant", "invalid_client", "wrong_client", "not_installed", "no_auth_found"}


class AuthorizationServer:
    """Bitrix24's own word on who is who. `origin` is always one that `Net.auth_origin` passed."""

    def __init__(self, net: Net, client_id: str, client_secret: Secret) -> None:
        self._net = net
        self._client_id = client_id
        self._client_secret = client_secret

    def app_info(self, origin: str, access_token: Secret) -> Installation:
        """What is installed where, for whom, for this token. Raises NotVerified, PortalUnreachable."""
        try:
            asked = {"auth": access_token.reveal()}
            status, body = fetch(self._net.session(), "POST", f"{origin}/rest/app.info", what="app.info", data=asked)
        except AddressRefused as error:
            raise PortalUnreachable("app.info", str(error), sent=False) from None
        answer = read_object(body)
        if status >= 500 or not answer:  # noqa: PLR2004
            # Nobody said that the token is unknown; read so, it would confirm a forged uninstallation (T-20).
            raise PortalUnreachable("app.info", f"HTTP {status} without an answer that can be read", sent=True)
        result = answer.get("result")
        if not isinstance(result, dict) or not isinstance(result.get("install"), dict):
            raise NotVerified("the authorization server does not know this access token")
        return self._installation(origin, result, result["install"])

    def refresh(self, origin: str, refresh_token: Secret) -> Mapping[str, Any]:
        """A new pair. Raises PortalLeft when the grant is dead, PortalUnreachable, PortalRefused."""
        if not refresh_token:
            raise PortalLeft("no refresh token is stored for this portal: open the app in it once as an administrator")
        session = self._net.harden(
            OAuth2Session(
                self._client_id,
                self._client_secret.reveal(),
                token_endpoint_auth_method="client_secret_post",  # noqa: S106
            )
        )
        try:
            token: Mapping[str, Any] = session.refresh_token(
                f"{origin}/oauth/token/", refresh_token=refresh_token.reveal(), allow_redirects=False, timeout=(5, 30)
            )
        except AuthlibBaseError as error:
            code = str(error.error or "")
            if code.lower() == "payment_required":
                raise PortalUnpaid("the app's period is over in this portal") from None
            if code.lower() in _DEAD:
                raise PortalLeft(f"the authorization server ended this installation: {code}") from None
            raise PortalRefused("oauth/token", code, "the authorization server refused") from None
        except (RequestFailed, AddressRefused, TypeError, ValueError) as error:
            raise PortalUnreachable("oauth/token", type(error).__name__, sent=True) from None
        return token

    def _installation(self, origin: str, result: dict[str, Any], install: dict[str, Any]) -> Installation:
        if str(result.get("client_id")) != self._client_id:
            raise NotVerified("this access token belongs to another application")
        try:
            return Installation(
                member_id=str(install["member_id"]),
                domain=str(install["domain"]).lower(),
                client_endpoint=self._net.portal_endpoint(str(install["client_endpoint"])),
                auth_endpoint=origin,
                scope=frozenset(str(install.get("scope") or result.get("scope") or "").replace(",", " ").split()),
                user_id=int(result["user_id"]),
                installed=bool(install.get("installed")),
            )
        except (AddressRefused, KeyError, TypeError, ValueError):
            raise NotVerified("the authorization server's answer is incomplete") from None


class TokenStore:
    """The stored pair of each portal."""

    def __init__(self, engine: Engine, safe: Safe, server: AuthorizationServer) -> None:
        self._engine = engine
        self._safe = safe
        self._server = server

    def keep(self, connection: Connection, member_id: str, pair: Tokens) -> None:
        """Store the installer's pair, replacing any."""
        values = self._locked(member_id, pair)
        insert = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(token_pair)
        row = insert.values(member_id=member_id, generation=0, **values)
        again = {**values, "generation": token_pair.c.generation + 1}
        connection.execute(row.on_conflict_do_update(index_elements=["member_id"], set_=again))

    def drop(self, connection: Connection, member_id: str) -> None:
        """Forget the pair: the installation is over."""
        connection.execute(delete(token_pair).where(token_pair.c.member_id == member_id))

    def current(self, member_id: str) -> Tokens:
        """The pair as stored. Raises PortalLeft when there is none."""
        with self._engine.begin() as connection:
            return self._pair(self._row(connection, member_id))

    def holds_another(self, connection: Connection, member_id: str, access: Secret) -> bool:
        """Whether a pair is stored, and not the one that this access token is of."""
        found = (
            connection.execute(select(token_pair).where(token_pair.c.member_id == member_id)).mappings().one_or_none()
        )
        return found is not None and self._pair(found).access != access

    def refreshed(self, portal: Portal, stale: Secret, *, patience_s: float = 60) -> Tokens:
        """A pair newer than `stale`; asks the server only if nobody else does. Raises PortalError."""
        give_up_at = time.monotonic() + patience_s
        while time.monotonic() < give_up_at:
            row = self._lease(portal.member_id, stale)
            if row is None:
                time.sleep(0.1)
            elif self._pair(row).access != stale:
                return self._pair(row)
            else:
                return self._refresh(portal, row)
        raise PortalUnreachable("oauth/token", "another process is still refreshing", sent=False)

    def _lease(self, member_id: str, stale: Secret) -> RowMapping | None:
        """The row, if it is newer than `stale` or now ours to refresh; None while somebody else refreshes."""
        with self._engine.begin() as connection:
            row = self._row(connection, member_id)
            if self._pair(row).access != stale:
                return row
            moment = now(connection)
            free = or_(token_pair.c.refreshing_until.is_(None), token_pair.c.refreshing_until <= moment)
            mine = update(token_pair).where(token_pair.c.member_id == member_id, free)
            mine = mine.where(token_pair.c.generation == row["generation"]).values(refreshing_until=moment + _LEASE)
            return row if connection.execute(mine).rowcount == 1 else None

    def _refresh(self, portal: Portal, row: RowMapping) -> Tokens:
        pair = self._pair(row)
        try:
            answer = self._server.refresh(portal.auth_endpoint, pair.refresh)
            with self._engine.begin() as connection:
                pair = _read_pair(answer, row["user_id"], now(connection))
                values = {**self._locked(portal.member_id, pair), "generation": row["generation"] + 1}
                mine = self._change(connection, row, **values)
        except PortalError as error:
            with self._engine.begin() as connection:
                mine = self._change(connection, row, refreshing_until=None)
            if mine or not isinstance(error, PortalLeft):
                raise
        return pair if mine else self.current(portal.member_id)

    def _change(self, connection: Connection, row: RowMapping, **values: Any) -> bool:
        """Change the pair that `row` is; False when an opening of the app or another refresh has replaced it since."""
        same = (token_pair.c.member_id == row["member_id"], token_pair.c.generation == row["generation"])
        return connection.execute(update(token_pair).where(*same).values(**values)).rowcount == 1

    def _locked(self, member_id: str, pair: Tokens) -> dict[str, Any]:
        return {
            "access": self._safe.lock(pair.access, member_id),
            "refresh": self._safe.lock(pair.refresh, member_id),
            "user_id": pair.user_id,
            "expires_at": pair.expires_at,
            "refreshing_until": None,
        }

    def _row(self, connection: Connection, member_id: str) -> RowMapping:
        found = connection.execute(select(token_pair).where(token_pair.c.member_id == member_id))
        row = found.mappings().one_or_none()
        if row is None:
            raise PortalLeft("no tokens are stored for this portal: open the app in it once as an administrator")
        return row

    def _pair(self, row: RowMapping) -> Tokens:
        member_id = row["member_id"]
        access, refresh = (self._safe.unlock(row[name], member_id) for name in ("access", "refresh"))
        return Tokens(access, refresh, row["expires_at"], row["user_id"])


def _read_pair(answer: Mapping[str, Any], user_id: int, moment: datetime) -> Tokens:
    try:
        return Tokens(
            access=Secret(str(answer["access_token"])),
            refresh=Secret(str(answer["refresh_token"])),
            expires_at=moment + timedelta(seconds=int(answer.get("expires_in") or 3600)),
            user_id=int(answer.get("user_id") or user_id),
        )
    except (KeyError, OverflowError, TypeError, ValueError):
        raise PortalUnreachable("oauth/token", "the answer holds no pair", sent=True) from None
