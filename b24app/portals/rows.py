"""Portal rows: all SQL that reads or changes `portal`."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime

from sqlalchemy import Connection, RowMapping, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from b24app.errors import UnknownPortal, WrongApplicationToken
from b24app.model import Installation, Portal
from b24app.store.engine import now
from b24app.store.tables import portal


def find(connection: Connection, member_id: str) -> Portal:
    """The portal. Raises UnknownPortal."""
    return _portal(_row(connection, member_id))


def named(connection: Connection, domain: str) -> Portal:
    """The portal of that domain or member_id, or the only one for "". Raises UnknownPortal."""
    wanted = (portal.c.member_id == domain) | (portal.c.domain == domain) if domain else portal.c.status == "active"
    found = connection.execute(select(portal).where(wanted)).mappings().all()
    if len(found) != 1:
        raise UnknownPortal
    return _portal(found[0])


def prove(connection: Connection, member_id: str, application_token: str) -> Portal:
    """The portal a call says it comes from, if it knows that portal's application token.

    Takes as long for an unknown portal as for a wrong token. Raises UnknownPortal, WrongApplicationToken.
    """
    row = connection.execute(select(portal).where(portal.c.member_id == member_id)).mappings().one_or_none()
    expected = row["application_token_hash"] if row is not None else ""
    matches = hmac.compare_digest(expected or _hash("no portal"), _hash(application_token))
    if row is None:
        raise UnknownPortal
    if not matches or not expected:
        raise WrongApplicationToken
    return _portal(row)


def knows_token(connection: Connection, member_id: str, application_token: str) -> bool:
    """Whether this is the token stored for the portal; True while none is stored yet."""
    expected = _row(connection, member_id)["application_token_hash"]
    return not expected or hmac.compare_digest(expected, _hash(application_token))


def save(connection: Connection, seen: Installation, application_token: str) -> None:
    """Store what the authorization server confirmed; the one place where a portal comes into being."""
    moment = now(connection)
    values = {
        "domain": seen.domain,
        "client_endpoint": seen.client_endpoint,
        "auth_endpoint": seen.auth_endpoint,
        "scope": ",".join(sorted(seen.scope)),
        "installed_by": seen.user_id,
        "finished": seen.installed,
        "status": "active",
    }
    if application_token:
        values["application_token_hash"] = _hash(application_token)
    insert = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(portal)
    fresh = {"application_token_hash": "", "registered": "", "installed_at": moment, "served_at": moment, **values}
    row = insert.values(member_id=seen.member_id, **fresh)
    connection.execute(row.on_conflict_do_update(index_elements=["member_id"], set_=values))


def change(connection: Connection, member_id: str, **values: object) -> None:
    """Set columns of one portal."""
    connection.execute(update(portal).where(portal.c.member_id == member_id).values(**values))


def has_left(connection: Connection, member_id: str) -> bool:
    """Whether a call found the app removed, unpaid or its tokens dead, and nobody confirmed otherwise since."""
    return str(_row(connection, member_id)["status"]) != "active"


def installed_at(connection: Connection, member_id: str) -> datetime:
    """When the app was installed there."""
    moment: datetime = _row(connection, member_id)["installed_at"]
    return moment


def registered(connection: Connection, member_id: str) -> str:
    """Fingerprint of what was last registered there; empty when nothing was."""
    return str(_row(connection, member_id)["registered"])


def forget(connection: Connection, member_id: str) -> None:
    """Delete the portal and, by cascade, everything of it."""
    connection.execute(delete(portal).where(portal.c.member_id == member_id))


def _row(connection: Connection, member_id: str) -> RowMapping:
    row = connection.execute(select(portal).where(portal.c.member_id == member_id)).mappings().one_or_none()
    if row is None:
        raise UnknownPortal
    return row


def _portal(row: RowMapping) -> Portal:
    return Portal(
        member_id=row["member_id"],
        domain=row["domain"],
        client_endpoint=row["client_endpoint"],
        auth_endpoint=row["auth_endpoint"],
        scope=frozenset(filter(None, row["scope"].split(","))),
        installed_by=row["installed_by"],
        finished=row["finished"],
    )


def _hash(application_token: str) -> str:
    return hashlib.sha256(application_token.encode()).hexdigest()
