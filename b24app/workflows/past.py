"""When a trigger came about in the past, read from the portal's own record of it: stage history and creation dates.

Stage history is kept for leads, deals, invoices and smart processes (events.md §5), and a creation date for every
record of the CRM; of other changes a portal keeps nothing that REST gives.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from b24app.bizproc.stages import stages_called
from b24app.errors import PlanRejected
from b24app.model import Portal
from b24app.plan.plan import Plan
from b24app.plan.snapshot import Snapshot
from b24app.plan.vocabulary import TRIGGERS, Entity
from b24app.portals.client import Client
from b24app.portals.records import type_number
from b24app.portals.wire import as_map, list_rows

PAGE: Final = 50
_ENTERED: Final = {"deal_won": "S", "deal_lost": "F", "lead_converted": "S", "invoice_paid": "S"}
_UNSTAGED: Final = frozenset({"CRM_CONTACT", "CRM_COMPANY", "CRM_QUOTE"})


@dataclass(frozen=True)
class Move:
    """A row of the stage history: the record is in `stage` from `at` on. `row` is the portal's number of it."""

    row: int
    record_id: int
    at: datetime
    stage: str
    semantics: str
    pipeline_id: int


@dataclass(frozen=True)
class Occasion:
    """One time the trigger came about. `key` goes up with time; `later`: where the record went afterwards."""

    key: int
    record_id: int
    at: datetime
    stage: str = ""
    came_from: str = ""
    pipeline_id: int = 0
    later: tuple[Move, ...] = ()


@dataclass(frozen=True)
class Past:
    """One portal's past. Every method raises PortalError."""

    client: Client
    portal: Portal
    snapshot: Snapshot

    def occasions(self, plan: Plan, since: datetime, after: int) -> tuple[list[Occasion], int]:
        """A page of what came about since then, behind the key `after`; the key to go on from, 0 at the end.

        Raises PlanRejected for a trigger that the portal keeps no record of.
        """
        refuse_unrecorded(plan)
        if plan.trigger.name.endswith("_created"):
            return self._created(plan, since, after)
        query = {"filter": {">=CREATED_TIME": since.isoformat(), ">ID": after}, "order": {"ID": "ASC"}, "start": -1}
        answer = self.client.call(
            self.portal, "crm.stagehistory.list", {"entityTypeId": type_number(plan.entity), **query}
        )
        page = list(_moves(list_rows(answer)))
        by_record = self.moves(plan.entity, {move.record_id for move in page if _ends_right(plan, move, self.snapshot)})
        wanted = {move.row for move in page}
        found = [one for moves in by_record.values() for one in came_about(plan, moves, self.snapshot)]
        told = sorted((one for one in found if one.key in wanted), key=lambda one: one.key)
        return told, page[-1].row if len(page) >= PAGE else 0

    def of_record(self, plan: Plan, record_id: int) -> list[Occasion]:
        """Every time the trigger came about for one record, oldest first. Raises PlanRejected as above."""
        refuse_unrecorded(plan)
        if plan.trigger.name.endswith("_created"):
            return self._created(plan, None, record_id - 1, only=record_id)[0]
        return came_about(plan, self.moves(plan.entity, [record_id]).get(record_id, []), self.snapshot)

    def moves(self, entity: Entity, ids: Collection[int]) -> dict[int, list[Move]]:
        """The stage histories of these records, oldest first, at most 50 rows of each."""
        if not ids or entity in _UNSTAGED:
            return {}
        number = type_number(entity)
        query = {"entityTypeId": number, "order": {"ID": "ASC"}, "start": -1}
        asked = {f"r{one}": ("crm.stagehistory.list", {**query, "filter": {"OWNER_ID": one}}) for one in sorted(ids)}
        told = self.client.batch(self.portal, asked)
        return {one: [move for move in _moves(list_rows(told.get(f"r{one}"))) if move.record_id == one] for one in ids}

    def _created(self, plan: Plan, since: datetime | None, after: int, only: int = 0) -> tuple[list[Occasion], int]:
        wanted: dict[str, Any] = {"id": only} if only else {">id": after}
        wanted |= {">=createdTime": since.isoformat()} if since else {}
        query = {"entityTypeId": type_number(plan.entity), "filter": wanted, "order": {"id": "ASC"}, "start": -1}
        page = [as_map(row) for row in list_rows(self.client.call(self.portal, "crm.item.list", query))]
        at = {int(row["id"]): _moment(row.get("createdTime")) for row in page}
        moves = self.moves(plan.entity, at.keys())
        found = [_creation(number, moment, moves.get(number, [])) for number, moment in at.items() if moment]
        told = [one for one in found if _is_in_pipeline(plan, one.pipeline_id, self.snapshot)]
        return told, max(at) if len(page) >= PAGE else 0


def refuse_unrecorded(plan: Plan) -> None:
    """Raises PlanRejected for a trigger whose past nobody can look up."""
    name = plan.trigger.name
    staged = name in _ENTERED or (name == "stage_changed" and plan.entity not in _UNSTAGED)
    if not staged and not (name.endswith("_created") and plan.entity != "TASK"):
        title = TRIGGERS[name].title
        raise PlanRejected(f"The portal keeps no record of when {title}: only stages and creations can be looked up.")
    type_number(plan.entity)


def came_about(plan: Plan, moves: Sequence[Move], snapshot: Snapshot) -> list[Occasion]:
    """The times a record's history brought the trigger about; as `triggers/` sees them when they happen."""
    found: list[Occasion] = []
    before: Move | None = None
    for number, move in enumerate(moves, start=1):
        if _fits(plan, before, move, snapshot):
            came_from, later = before.stage if before else "", tuple(moves[number:])
            found.append(Occasion(move.row, move.record_id, move.at, move.stage, came_from, move.pipeline_id, later))
        before = move
    return found


def _fits(plan: Plan, before: Move | None, move: Move, snapshot: Snapshot) -> bool:
    if not _ends_right(plan, move, snapshot):
        return False
    if plan.trigger.name in _ENTERED:
        return before is None or before.semantics != move.semantics
    came_from = plan.trigger.from_stage
    left = before is not None and before.stage != move.stage
    return left and (not came_from or (before is not None and before.stage in _codes(came_from, plan, snapshot)))


def _ends_right(plan: Plan, move: Move, snapshot: Snapshot) -> bool:
    """Whether the record is then where the trigger wants it."""
    trigger = plan.trigger
    if not _is_in_pipeline(plan, move.pipeline_id, snapshot):
        return False
    if trigger.name in _ENTERED:
        return move.semantics == _ENTERED[trigger.name]
    return not trigger.stage or move.stage in _codes(trigger.stage, plan, snapshot)


def _codes(stage: str, plan: Plan, snapshot: Snapshot) -> set[str]:
    return {row.code for row in stages_called(stage, plan.entity, snapshot, "start", plan.trigger.pipeline)}


def _is_in_pipeline(plan: Plan, pipeline_id: int, snapshot: Snapshot) -> bool:
    if not plan.trigger.pipeline:
        return True
    return pipeline_id in {row.id for row in snapshot.pipelines_called(plan.entity, plan.trigger.pipeline)}


def _creation(record_id: int, at: datetime, moves: list[Move]) -> Occasion:
    first = moves[0] if moves else None
    stage, pipeline_id = (first.stage, first.pipeline_id) if first else ("", 0)
    return Occasion(record_id, record_id, at, stage, "", pipeline_id, tuple(moves[1:]))


def _moves(rows: Sequence[Any]) -> Iterator[Move]:
    """Leads say STATUS_ID and have no pipeline; a row that cannot be read is passed over."""
    for row in map(as_map, rows):
        at = _moment(row.get("CREATED_TIME"))
        if at is not None and str(row.get("ID") or "").isdecimal():
            semantics = str(row.get("STAGE_SEMANTIC_ID") or row.get("STATUS_SEMANTIC_ID") or "")
            stage = str(row.get("STAGE_ID") or row.get("STATUS_ID") or "")
            yield Move(int(row["ID"]), int(row["OWNER_ID"]), at, stage, semantics, int(row.get("CATEGORY_ID") or 0))


def _moment(told: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(told))
    except ValueError:
        return None
    return moment if moment.tzinfo else None
