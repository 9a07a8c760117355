"""Rows that one worker at a time works on: claim with a lease, renew, finish; by fence, so a zombie writes nothing.

`invocation` and `event` share it. A claim is one UPDATE … RETURNING, and claims come one after the other: on SQLite the
transaction began IMMEDIATE, on PostgreSQL it takes a lock. SKIP LOCKED alone keeps two workers off the same row, but
neither would see that the other is just taking a row of the same workflow (reliability.md §2).
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, RowMapping, Table, and_, func, or_, select, update
from sqlalchemy.exc import SQLAlchemyError

from b24app.store.engine import now
from b24app.store.tables import portal

LEASE = timedelta(seconds=60)
RENEW_S = 15.0
_CLAIMS = 0x62323462  # the advisory lock's number


def due(table: Table, moment: datetime) -> ColumnElement[bool]:
    """New rows whose time has come, and begun rows whose worker is gone."""
    return or_(
        and_(table.c.state.in_(("new", "outcome")), table.c.run_after <= moment, table.c.lease_until.is_(None)),
        and_(table.c.state.in_(("new", "running", "outcome")), table.c.lease_until <= moment),
    )


def claim(connection: Connection, table: Table, free: ColumnElement[bool]) -> RowMapping | None:
    """Take one due row of the portal served longest ago; None when there is none. `free`: which may be taken.

    The row comes back in the state it was left in, which tells whether an earlier worker died over it.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_CLAIMS, func.hashtext(table.name))))
    moment = now(connection)
    pick = (
        select(table.c.id)
        .join(portal, portal.c.member_id == table.c.member_id)
        .where(due(table, moment), free)
        .order_by(portal.c.served_at, table.c.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=table)
    )
    taken = (
        update(table)
        .where(table.c.id == pick.scalar_subquery())
        .values(lease_until=moment + LEASE, fence=table.c.fence + 1, attempts=table.c.attempts + 1)
        .returning(*table.c)
    )
    row = connection.execute(taken).mappings().one_or_none()
    if row is not None:
        connection.execute(update(portal).where(portal.c.member_id == row["member_id"]).values(served_at=moment))
    return row


def write(connection: Connection, table: Table, row_id: int, fence: int, **values: Any) -> bool:
    """Change a claimed row; False when the lease was lost to another worker, and nothing is changed."""
    mine = and_(table.c.id == row_id, table.c.fence == fence)
    return connection.execute(update(table).where(mine).values(**values)).rowcount == 1


def renew(connection: Connection, table: Table, row_id: int, fence: int) -> bool:
    """Keep a claimed row for another LEASE; False when it was given back or lost."""
    mine = and_(table.c.id == row_id, table.c.fence == fence, table.c.lease_until.is_not(None))
    return connection.execute(update(table).where(mine).values(lease_until=now(connection) + LEASE)).rowcount == 1


@contextlib.contextmanager
def held(engine: Engine, table: Table, row_id: int, fence: int) -> Iterator[None]:
    """Keep the lease of a claimed row for as long as the block runs."""
    over = threading.Event()

    def beat() -> None:
        while not over.wait(RENEW_S):
            # One missed beat is no lost lease: the next one may reach the database again.
            with contextlib.suppress(SQLAlchemyError), engine.begin() as connection:
                renew(connection, table, row_id, fence)

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def postpone(connection: Connection, table: Table, row_id: int, fence: int, wait_s: float, **values: Any) -> bool:
    """Give a claimed row back until later."""
    later = now(connection) + timedelta(seconds=wait_s)
    return write(connection, table, row_id, fence, run_after=later, lease_until=None, **values)


def has_due(connection: Connection, table: Table, free: ColumnElement[bool]) -> bool:
    """Whether a worker would find something."""
    found = select(table.c.id).join(portal, portal.c.member_id == table.c.member_id)
    return connection.execute(found.where(due(table, now(connection)), free).limit(1)).first() is not None
