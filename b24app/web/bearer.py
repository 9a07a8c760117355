"""The frame's bearer: proves a verified opening for fifteen minutes, without a cookie.

Third-party cookies are blocked in frames, and a cookie would be sent by any page; a bearer lives in the page's memory
and is sent as a header by our own script only (reliability.md T-09). It is bound to portal, person and placement.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from itsdangerous import BadSignature, URLSafeTimedSerializer

from b24app.errors import SessionExpired

LIFE_S = 15 * 60
ADMIN_LIFE_S = 5 * 60


@dataclass(frozen=True)
class Session:
    """Who opened what."""

    member_id: str
    user_id: int
    is_admin: bool
    placement: str


class Bearers:
    """Issues and reads bearers."""

    def __init__(self, secret: bytes) -> None:
        self._signer = URLSafeTimedSerializer(secret, salt="b24app frame")

    def issue(self, session: Session) -> str:
        """A signed text for the page."""
        return str(self._signer.dumps(json.dumps(asdict(session))))

    def read(self, header: str, life_s: int = LIFE_S) -> Session:
        """The session of an `Authorization: Bearer …` header that is not older. Raises SessionExpired."""
        kind, _, token = header.partition(" ")
        try:
            return Session(**json.loads(self._signer.loads(token if kind == "Bearer" else "", max_age=life_s)))
        except (BadSignature, TypeError):  # the latter: issued by another version of the app
            now = f"{datetime.now(UTC):%H:%M}"
            raise SessionExpired(f"this page has been open too long ({now} UTC); open the tab again") from None
