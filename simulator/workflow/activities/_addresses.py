"""Phones and e-mail addresses: of a record's client, and of people who work here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from simulator.workflow import values

if TYPE_CHECKING:
    from simulator.workflow.run import Run
    from simulator.workflow.world import DocumentId


def of_client(run: Run, code: str, kind: str = "", *, last: bool = False) -> tuple[DocumentId, str] | None:
    """Whom to write to and where: the first client with a `PHONE` or `EMAIL` (`code`), its first or last one."""
    for client in run.world.clients(run.document_id):
        found = _addresses((run.world.document(client) or {}).get(code), kind)
        if found:
            return client, found[-1 if last else 0]
    return None


def _addresses(rows: Any, kind: str) -> list[str]:
    listed = rows.values() if isinstance(rows, Mapping) else rows if isinstance(rows, list) else []
    return [
        values.to_text(row["VALUE"])
        for row in listed
        if isinstance(row, Mapping) and row.get("VALUE") and kind in {"", row.get("VALUE_TYPE")}
    ]


def of_people(run: Run, value: Any, code: str) -> list[str]:
    """What the profiles of the people behind an evaluated value say; the silent ones are left out."""
    found = [values.to_text(run.world.user(user_id).get(code)) for user_id in run.people(value)]
    return [address for address in found if address]


def responsible(run: Run) -> int:
    """The person responsible for the record, or 0."""
    return next(iter(run.people(run.document().get("ASSIGNED_BY_ID"))), 0)
