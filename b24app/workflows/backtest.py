"""Try a plan on the past: which records would have started it in the last days, and what would have been done.

Nothing is sent and nothing is written: the portal is asked for lists only, and each record is a dry run on the clock of
its moment. Stages are those of the history, before and after the start; every other field is as it is today, which the
result says. One call looks at one page, so a long past is gone through piece by piece.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from b24app.bizproc.documents import kind_of
from b24app.plan.parts import Interval
from b24app.plan.plan import Plan
from b24app.plan.snapshot import Snapshot
from b24app.plan.vocabulary import ACTIONS
from b24app.portals.records import Record, read_records
from b24app.workflows import wording
from b24app.workflows.dryrun import Change, Happening, Trial, dryrun, effects
from b24app.workflows.past import Occasion, Past

MOST_DAYS: Final = 365
_MOST_CHANGES: Final = 50
_MOST_HAPPENINGS: Final = 200
_LONGEST: Final = 10_000
_TODAY: Final = "Stages are those of the portal's history; every other field is as it is today."
_ANYBODY: Final = "Who did it is not in the portal's history: every occasion counts, whoever it was."
_ASSUMED: Final = "Approvals count as given, and forms as filled in with their defaults."


@dataclass(frozen=True)
class Tried:
    """One record at one moment: whether the plan's conditions held, and what happened, in order."""

    record_id: int
    title: str
    at: datetime
    because: str
    held: bool
    happenings: tuple[Happening, ...]


@dataclass(frozen=True)
class Backtest:
    """A page of the past. `next` goes on from here, 0 at the end; `gone` counts records that are no longer there.

    `effects`: how often each action would have been done, by its title. `assumed`: what the result rests on.
    """

    since: datetime
    until: datetime
    tried: tuple[Tried, ...]
    effects: dict[str, int]
    gone: int
    next: int
    assumed: tuple[str, ...]


def backtest(past: Past, plan: Plan, days: int, now: datetime, after: int = 0) -> Backtest:
    """The page behind the key `after`. Raises PlanRejected for a trigger without a past or a name that is not known,
    PortalError.
    """
    since, snapshot = now - timedelta(days=days), past.snapshot
    occasions, following = past.occasions(plan, since, after)
    records = read_records(past.client, past.portal, plan.entity, {one.record_id for one in occasions})
    there = [one for one in occasions if one.record_id in records]
    tried = tuple(_tried(plan, one, records[one.record_id], snapshot) for one in there)
    done = Counter(ACTIONS[would.details["action"]].title for one in tried for would in effects(list(one.happenings)))
    assumed = (_TODAY, *([_ANYBODY] if plan.trigger.actor else []), _ASSUMED)
    return Backtest(since, now, tried, dict(done), len(occasions) - len(there), following, assumed)


def _tried(plan: Plan, occasion: Occasion, record: Record, snapshot: Snapshot) -> Tried:
    fields = record | dict(_stage(plan, occasion.stage, occasion.pipeline_id))
    trial = Trial(fields=fields, now=occasion.at, changes=list(_later(plan, occasion))[:_MOST_CHANGES])
    happenings = dryrun(plan, trial, snapshot, occasion.at)
    held = not any(one.node == "holds" and one.details.get("holds") is False for one in happenings)
    because = _because(plan, occasion, snapshot)
    return Tried(occasion.record_id, _title(record), occasion.at, because, held, tuple(happenings[:_MOST_HAPPENINGS]))


def _stage(plan: Plan, stage: str, pipeline_id: int) -> Iterator[tuple[str, Any]]:
    code = kind_of(plan.entity).stage
    if code and stage:
        yield code, stage
        if plan.entity != "CRM_LEAD":
            yield "CATEGORY_ID", str(pipeline_id)


def _later(plan: Plan, occasion: Occasion) -> Iterator[Change]:
    """Where the record went afterwards, for waits and for conditions behind them."""
    for move in occasion.later:
        minutes = max(1, int((move.at - occasion.at).total_seconds() // 60))
        unit, amount = ("minutes", minutes) if minutes <= _LONGEST else ("hours", minutes // 60)
        if amount <= _LONGEST:
            after = Interval.model_validate({"amount": amount, "unit": unit})
            yield Change(after=after, fields=dict(_stage(plan, move.stage, move.pipeline_id)))


def _because(plan: Plan, occasion: Occasion, snapshot: Snapshot) -> str:
    if plan.trigger.name.endswith("_created"):
        return "Created"
    came_from = f", from {wording.quoted(stage_name(plan, occasion.came_from, snapshot))}" if occasion.came_from else ""
    return f"Moved to {wording.quoted(stage_name(plan, occasion.stage, snapshot))}{came_from}"


def stage_name(plan: Plan, code: str, snapshot: Snapshot) -> str:
    """What people see for a stage's code."""
    rows = (row.name for row in snapshot.stages if row.entity == plan.entity and row.code == code)
    return next(rows, code)


def _title(record: Record) -> str:
    told = record.get("TITLE") or f"{record.get('NAME') or ''} {record.get('LAST_NAME') or ''}"
    return str(told).strip()
