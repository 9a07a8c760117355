"""Accepts, claims and finishes invocations: all SQL that changes one.

States: new → running → outcome → answered | told | dead | done. `outcome` is committed before the answer is sent, so a
crash between effect and answer never repeats the effect (reliability.md §2).
"""

from __future__ import annotations

import hashlib
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, RowMapping, and_, exists, not_, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from b24app.errors import SettingsError
from b24app.model import Document, Invocation, Secret
from b24app.store import leases
from b24app.store.engine import now
from b24app.store.secrets import Safe
from b24app.store.tables import invocation, portal

_NO_DEADLINE = timedelta(hours=24)
_LOST_KEY_S = 300.0
_ACTIVE = portal.c.status == "active"  # the work of a portal that left waits for it to come back


@dataclass(frozen=True)
class Call:
    """A verified robot call, not yet stored. `timeout_s` 0: the workflow sets no time-out."""

    member_id: str
    robot: str
    workflow_id: str
    document: Document
    properties: dict[str, Any]
    event_token: Secret
    waits: bool
    timeout_s: int
    user_id: int


class Inbox:
    """The invocation table."""

    def __init__(self, engine: Engine, safe: Safe) -> None:
        self._engine = engine
        self._safe = safe

    def accept(self, call: Call) -> bool:
        """Store the call; False when this very invocation is here already."""
        with self._engine.begin() as connection:
            moment = now(connection)
            insert = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(invocation)
            row = insert.values(
                member_id=call.member_id,
                key=_key(call),
                robot=call.robot,
                workflow_id=call.workflow_id,
                document=[call.document.module, call.document.entity, call.document.item],
                properties=call.properties,
                event_token=self._safe.lock(call.event_token, call.member_id),
                waits=call.waits,
                user_id=call.user_id,
                deadline_at=moment + (timedelta(seconds=0.9 * call.timeout_s) or _NO_DEADLINE),
                state="new",
                run_after=moment,
                received_at=moment,
            )
            # psycopg tells no row count for an insert that SQLAlchemy reads the id of.
            stored = row.on_conflict_do_nothing().returning(invocation.c.id)
            return connection.execute(stored).first() is not None

    def claim(self) -> tuple[Invocation, str] | None:
        """Take one due invocation and the state it was left in; None when there is none.

        Two answers into one workflow may collide at the portal, and two robots that read a record and write it back may
        undo each other's work: the invocations of one workflow and of one record are taken one by one.
        """
        other = invocation.alias("other")
        with self._engine.begin() as connection:
            busy = exists(
                select(other.c.id).where(
                    other.c.member_id == invocation.c.member_id,
                    other.c.lease_until > now(connection),
                    other.c.id != invocation.c.id,
                    or_(
                        other.c.workflow_id == invocation.c.workflow_id,
                        other.c.document == invocation.c.document,
                    ),
                )
            )
            row = leases.claim(connection, invocation, and_(_ACTIVE, not_(busy)))
        return None if row is None else (self._opened(row), row["state"])

    def _opened(self, row: RowMapping) -> Invocation:
        """The row; SettingsError when no key opens its event token. It waits a while: a key may be put back."""
        try:
            return self._read(row)
        except SettingsError as error:
            with self._engine.begin() as connection:
                leases.postpone(connection, invocation, row["id"], row["fence"], _LOST_KEY_S, error=str(error))
            raise

    def held(self, call: Invocation) -> AbstractContextManager[None]:
        """Keep the lease for as long as the block runs."""
        return leases.held(self._engine, invocation, call.id, call.fence)

    def begin(self, call: Invocation) -> bool:
        """Say that the effect may happen from here on; False when the lease was lost."""
        return self._write(call, state="running")

    def record(self, call: Invocation, outcome: dict[str, Any]) -> bool:
        """Commit what came out, before anybody is told; False when the lease was lost."""
        return self._write(call, state="outcome", outcome=outcome, error=str(outcome.get("error", "")))

    def postpone(self, call: Invocation, wait_s: float, *, state: str, counts: bool, error: str) -> None:
        """Give the row back until later, but not past its deadline: the workflow is told before its step gives up.

        `counts`: whether this was one of the attempts.
        """
        attempts = call.attempts if counts else call.attempts - 1
        values = {"state": state, "attempts": attempts, "error": error}
        with self._engine.begin() as connection:
            left_s = (call.deadline_at - now(connection)).total_seconds()
            wait_s = min(wait_s, left_s) if left_s > 0 else wait_s
            leases.postpone(connection, invocation, call.id, call.fence, wait_s, **values)

    def finish(self, call: Invocation, state: str, error: str = "") -> bool:
        """The last word on an invocation. Its right to answer is erased."""
        with self._engine.begin() as connection:
            values: dict[str, Any] = {"state": state, "lease_until": None, "event_token": ""}
            if state in {"answered", "told"}:
                values["answered_at"] = now(connection)
            if error:
                values["error"] = error
            return leases.write(connection, invocation, call.id, call.fence, **values)

    def moment(self) -> datetime:
        """The database's clock."""
        with self._engine.begin() as connection:
            return now(connection)

    def has_due(self) -> bool:
        """Whether a worker would find something."""
        with self._engine.begin() as connection:
            return leases.has_due(connection, invocation, _ACTIVE)

    def _write(self, call: Invocation, **values: Any) -> bool:
        with self._engine.begin() as connection:
            return leases.write(connection, invocation, call.id, call.fence, **values)

    def _read(self, row: RowMapping) -> Invocation:
        return Invocation(
            id=row["id"],
            member_id=row["member_id"],
            key=row["key"],
            robot=row["robot"],
            workflow_id=row["workflow_id"],
            document=Document(*row["document"]),
            properties=row["properties"],
            event_token=self._safe.unlock(row["event_token"], row["member_id"]),
            waits=row["waits"],
            user_id=row["user_id"],
            received_at=row["received_at"],
            deadline_at=row["deadline_at"],
            attempts=row["attempts"],
            fence=row["fence"],
            outcome=row["outcome"],
        )


def _key(call: Call) -> str:
    """The event token is fresh for every execution and signed by the portal: the natural key (reliability.md §0)."""
    return hashlib.sha256(f"{call.member_id}\0{call.event_token.reveal()}".encode()).hexdigest()
