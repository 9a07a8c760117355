"""Access tokens, refresh tokens and codes (oauth-and-install.md, sections 2 and 3)."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

ACCESS_LIFE = timedelta(seconds=3600)
REFRESH_LIFE = timedelta(days=180)
CODE_LIFE = timedelta(seconds=30)


@dataclass(frozen=True)
class Grant:
    """One token pair: for this user, through this installation of this app."""

    access_token: str
    refresh_token: str
    client_id: str
    installation: int
    user_id: int
    expires_at: datetime
    refresh_until: datetime


@dataclass(frozen=True)
class Code:
    """An authorization code: 30 seconds, one use."""

    client_id: str
    installation: int
    user_id: int
    expires_at: datetime


class Tokens:
    """Everything the authorization server has given out."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._by_access: dict[str, Grant] = {}
        self._by_refresh: dict[str, Grant] = {}
        self._codes: dict[str, Code] = {}
        self._given: set[str] = set()

    def issue(self, client_id: str, installation: int, user_id: int, *, age: timedelta = timedelta(0)) -> Grant:
        """A new pair; `age` makes it an old one, for those who need an expired token."""
        now = self._now() - age
        grant = Grant(
            access_token=secrets.token_hex(35),
            refresh_token=secrets.token_hex(35),
            client_id=client_id,
            installation=installation,
            user_id=user_id,
            expires_at=now + ACCESS_LIFE,
            refresh_until=now + REFRESH_LIFE,
        )
        self._by_access[grant.access_token] = grant
        self._by_refresh[grant.refresh_token] = grant
        self._given.add(grant.refresh_token)
        return grant

    def by_access(self, token: str) -> Grant | None:
        return self._by_access.get(token)

    def has_given(self, secret: str) -> bool:
        """Whether this code or refresh token, alive or dead, came from here."""
        return secret in self._given

    def has_expired(self, grant: Grant) -> bool:
        return grant.expires_at <= self._now()

    def refresh(self, token: str, client_id: str) -> Grant | None:
        """A new pair for a live refresh token of this app; the old refresh token dies at once."""
        grant = self._by_refresh.get(token)
        if grant is None or grant.client_id != client_id:
            return None
        del self._by_refresh[token]
        if grant.refresh_until <= self._now():
            return None
        return self.issue(grant.client_id, grant.installation, grant.user_id)

    def code_for(self, client_id: str, installation: int, user_id: int) -> str:
        code = secrets.token_hex(35)
        self._codes[code] = Code(client_id, installation, user_id, self._now() + CODE_LIFE)
        self._given.add(code)
        return code

    def redeem(self, code: str, client_id: str) -> Grant | None:
        held = self._codes.get(code)
        if held is None or held.client_id != client_id:
            return None
        del self._codes[code]
        if held.expires_at <= self._now():
            return None
        return self.issue(held.client_id, held.installation, held.user_id)

    def forget_refresh(self, client_id: str) -> None:
        """Uninstalled: nothing can be refreshed or redeemed; access tokens stay known, so that they can be refused."""
        self._by_refresh = {key: grant for key, grant in self._by_refresh.items() if grant.client_id != client_id}
        self._codes = {key: code for key, code in self._codes.items() if code.client_id != client_id}
