"""What a portal chose about providers, its own keys, and its calls of today: all SQL about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, cast

import structlog
from sqlalchemy import Connection, Table, and_, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from b24app.ai.provider import ProviderName
from b24app.errors import BudgetSpent, SettingsError
from b24app.model import Secret
from b24app.store.engine import now
from b24app.store.secrets import Safe
from b24app.store.tables import ai_choice, ai_key, ai_use

_log = structlog.get_logger()

Shared = Literal["stages", "fields", "roles"]


@dataclass(frozen=True)
class Choice:
    """Who is asked, in turn; none: the built-in parser alone. `shared`: which names of the portal may go out."""

    order: tuple[ProviderName, ...]
    shared: tuple[Shared, ...] = ()


def choice(connection: Connection, member_id: str) -> Choice | None:
    """What the portal's administrators chose; None when they have not."""
    row = connection.execute(select(ai_choice).where(ai_choice.c.member_id == member_id)).mappings().one_or_none()
    return Choice(tuple(row["order"]), tuple(row["shared"])) if row is not None else None


def choose(connection: Connection, member_id: str, chosen: Choice) -> None:
    """Store their choice."""
    values = {"order": list(chosen.order), "shared": list(chosen.shared)}
    _put(connection, ai_choice, {"member_id": member_id}, values)


def keys(connection: Connection, safe: Safe, member_id: str) -> dict[ProviderName, Secret]:
    """The portal's own keys; one that no encryption key opens any more counts as none."""
    found: dict[ProviderName, Secret] = {}
    for row in connection.execute(select(ai_key).where(ai_key.c.member_id == member_id)).mappings():
        try:
            found[cast("ProviderName", row["provider"])] = safe.unlock(row["key"], member_id)
        except SettingsError as error:
            _log.warning("provider_key_lost", portal=member_id, provider=row["provider"], error=error.code)
    return found


def keep_key(connection: Connection, safe: Safe, member_id: str, name: ProviderName, key: Secret) -> None:
    """Store a key of the portal's own, sealed for it; an empty one is forgotten."""
    if key:
        _put(connection, ai_key, {"member_id": member_id, "provider": name}, {"key": safe.lock(key, member_id)})
    else:
        connection.execute(delete(ai_key).where(ai_key.c.member_id == member_id, ai_key.c.provider == name))


def used(connection: Connection, member_id: str) -> int:
    """Calls of today."""
    mine = and_(ai_use.c.member_id == member_id, ai_use.c.day == _today(connection))
    return connection.execute(select(ai_use.c.calls).where(mine)).scalar_one_or_none() or 0


def take(connection: Connection, member_id: str, most: int) -> None:
    """Count a call before it is made. Raises BudgetSpent when the day's are used up."""
    day = _today(connection)
    insert = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(ai_use)
    connection.execute(insert.values(member_id=member_id, day=day, calls=0).on_conflict_do_nothing())
    mine = and_(ai_use.c.member_id == member_id, ai_use.c.day == day)
    one = update(ai_use).where(mine, ai_use.c.calls < most).values(calls=ai_use.c.calls + 1)
    if connection.execute(one).rowcount != 1:
        raise BudgetSpent(
            f"this Bitrix24 has used its {most} calls of AI providers for today; they come back at 0:00 UTC"
        )


def give_back(connection: Connection, member_id: str) -> None:
    """A call that came to nothing costs nothing."""
    mine = and_(ai_use.c.member_id == member_id, ai_use.c.day == _today(connection), ai_use.c.calls > 0)
    connection.execute(update(ai_use).where(mine).values(calls=ai_use.c.calls - 1))


def _today(connection: Connection) -> date:
    return now(connection).date()


def _put(connection: Connection, table: Table, which: dict[str, Any], values: dict[str, Any]) -> None:
    insert = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(table)
    row = insert.values(**which, **values)
    connection.execute(row.on_conflict_do_update(index_elements=list(which), set_=values))
