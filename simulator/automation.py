"""Robots that people dragged onto stages, and the triggers of apps they put there (bizproc.md, sections 0 and 9).

REST can neither place a robot nor wire a trigger: only people do (control.py, the pages). The robots of one stage are
one template with AUTO_EXECUTE 8, which no REST method shows (triggers.md, Robots); each is a branch of its own, its
delay before its condition. Leaving the stage ends what still waits there: the help pages say so, the documents of
the contract do not.
"""

from __future__ import annotations

import itertools
import logging
import re
from collections import Counter, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from simulator.changes import Actor, update_record
from simulator.entities import ENTITIES, EntityType
from simulator.records import Record
from simulator.wire import RestError
from simulator.workflow.engine import StartRefused
from simulator.workflow.template import Template
from simulator.workflow.world import DocumentId

if TYPE_CHECKING:
    from simulator.portal import Portal

log = logging.getLogger(__name__)

AUTOMATION = 8
# Robots that send a record back and forth are stopped by the portal's guard; how many rounds it lets pass is ours.
_MOST_ROUNDS = 99
# "More than two same changes in a hit" (native-activities.md, CrmChangeStatusActivity).
_SAME_CHANGES = 2
TRIGGER_CODE = re.compile(r"[a-z0-9.\-_]+")
Stage = tuple[int, int, str]


@dataclass(frozen=True)
class PlacedRobot:
    """One robot on one stage; `condition` holds rows (field code, operator, value), all of which must be true."""

    id: int
    stage: Stage
    activity_type: str
    title: str
    properties: Mapping[str, Any] = field(default_factory=dict)
    delay_s: int = 0
    condition: Sequence[Sequence[Any]] = ()


class Automation:
    """What stands on the stages of one portal."""

    def __init__(self, portal: Portal) -> None:
        self.robots: list[PlacedRobot] = []
        self.triggers: dict[tuple[str, str], str] = {}
        self.wired: dict[tuple[str, str], list[Stage]] = {}
        self._portal = portal
        self._templates: dict[Stage, int] = {}
        self._numbers = itertools.count(1)
        self._arrivals: deque[tuple[EntityType, Record, Actor]] = deque()
        self._is_busy = False
        self._rounds: Counter[DocumentId] = Counter()
        self._changes: Counter[tuple[DocumentId, str]] = Counter()

    def stage(self, kind: EntityType, category_id: int, stage_id: str) -> Stage:
        """The stage a person points at, or NOT_FOUND."""
        if not kind.stage or self._portal.records.directories.stage(kind.id, category_id, stage_id) is None:
            raise RestError("NOT_FOUND", f"{kind.title} has no stage {stage_id} in pipeline {category_id}", 404)
        return kind.id, category_id, stage_id

    def place(self, stage: Stage, activity_type: str, title: str, **more: Any) -> PlacedRobot:
        row = PlacedRobot(next(self._numbers), stage, activity_type, title, **more)
        self.robots.append(row)
        self._rebuild(stage)
        return row

    def get(self, number: int) -> PlacedRobot | None:
        return next((row for row in self.robots if row.id == number), None)

    def change(self, row: PlacedRobot, **changes: Any) -> PlacedRobot:
        """Other settings or another stage; what has started goes on as it was."""
        new = replace(row, **changes)
        self.robots[self.robots.index(row)] = new
        for stage in dict.fromkeys((row.stage, new.stage)):
            self._rebuild(stage)
        return new

    def remove(self, number: int) -> bool:
        row = self.get(number)
        if row is None:
            return False
        self.robots.remove(row)
        self._rebuild(row.stage)
        return True

    def on(self, stage: Stage) -> list[PlacedRobot]:
        return [row for row in self.robots if row.stage == stage]

    def entered(self, kind: EntityType, record: Record, actor: Actor) -> None:
        """A record has come to a stage, whoever moved it: processes set off automation too (triggers.md).

        What robots move while they are started waits here for its turn, so that robots which send a record back and
        forth can be counted, and stopped.
        """
        self._arrivals.append((kind, record, actor))
        if self._is_busy:
            return
        self._is_busy = True
        try:
            while self._arrivals:
                self._admit(*self._arrivals.popleft())
        finally:
            self._is_busy = False
            self._rounds.clear()
            self._changes.clear()

    def _admit(self, kind: EntityType, record: Record, actor: Actor) -> None:
        document_id = kind.document_id(record["ID"])
        self._rounds[document_id] += 1
        if self._rounds[document_id] > _MOST_ROUNDS:
            log.warning("robots move %s back and forth: stopped after %d rounds", document_id[2], _MOST_ROUNDS)
            return
        self._start(kind, record, actor)

    def may_change(self, document_id: DocumentId, stage_id: str) -> bool:
        """False from the third same change on that robots make in one go."""
        if not self._is_busy:
            return True
        self._changes[document_id, stage_id] += 1
        return self._changes[document_id, stage_id] <= _SAME_CHANGES

    def _start(self, kind: EntityType, record: Record, actor: Actor) -> None:
        template_id = self._templates.get(_stage_of(kind, record), 0)
        document_id = kind.document_id(record["ID"])
        for instance in self._portal.engine.running():
            if instance.document_id == document_id and instance.template_id in self._templates.values():
                self._portal.engine.terminate(instance.id, "The item has left the stage.")
        template = self._portal.templates.get(template_id)
        if template is None or not template.active:
            return
        try:
            self._portal.engine.start(template, document_id, actor.user_id or None, {})
        except StartRefused:
            log.exception("the robots of %s could not be started", template.name)

    def drop_triggers(self, client_id: str) -> None:
        self.triggers = {key: name for key, name in self.triggers.items() if key[0] != client_id}
        self.wired = {key: stages for key, stages in self.wired.items() if key[0] != client_id}

    def wire(self, client_id: str, code: str, stage: Stage) -> None:
        """What a person does in the automation page: this trigger leads to this stage."""
        if not client_id and code:  # "Track Incoming Webhook" gets its code here (crm-automation-trigger.md)
            self.triggers.setdefault((client_id, code), "Track Incoming Webhook")
        if (client_id, code) not in self.triggers:
            raise RestError("NOT_FOUND", f"no trigger {code}", 404)
        stages = self.wired.setdefault((client_id, code), [])
        if stage not in stages:
            stages.append(stage)

    def execute(self, client_id: str, code: str, kind: EntityType, record: Record, user_id: int) -> bool:
        """Move the record where its own pipeline has the trigger; whether it moved (bizproc.md, section 9).

        Triggers act on robots and stages, never on templates (triggers.md).
        """
        category_id = record.get("CATEGORY_ID") or 0
        for type_id, category, stage_id in self.wired.get((client_id, code), []):
            if (type_id, category) == (kind.id, category_id):
                actor = Actor(user_id, in_process=True)
                return bool(update_record(self._portal, kind, record, {kind.stage: stage_id}, actor).changed)
        return False

    def _rebuild(self, stage: Stage) -> None:
        rows = self.on(stage)
        kind = ENTITIES[stage[0]]
        template = Template(
            tree=[_tree(rows)],
            parameters={},
            variables={},
            constants={},
            name=f"Automation: {stage[2]}",
            document_type=kind.document_type,
            auto_execute=AUTOMATION,
            active=bool(rows),
            modified=self._portal.clock.now(),
        )
        self._templates[stage] = self._portal.templates.keep(template, self._templates.get(stage))


def _stage_of(kind: EntityType, record: Record) -> Stage:
    return kind.id, record.get("CATEGORY_ID") or 0, record.get(kind.stage) or ""


def _node(kind: str, name: str, properties: Mapping[str, Any], children: Sequence[Any] = ()) -> dict[str, Any]:
    return {"Type": kind, "Name": name, "Activated": "Y", "Properties": dict(properties), "Children": list(children)}


def _tree(rows: Sequence[PlacedRobot]) -> dict[str, Any]:
    branches = [_node("SequenceActivity", f"A{row.id}_1", {"Title": row.title}, steps_of(row)) for row in rows]
    parallel = [_node("ParallelActivity", "A0_1", {"Title": "Robots"}, branches)] if branches else []
    return _node("SequentialWorkflowActivity", "Template", {"Title": "Automation", "Permission": []}, parallel)


def steps_of(row: PlacedRobot) -> list[dict[str, Any]]:
    """Its delay, then its condition, then itself."""
    steps = [_node(row.activity_type, f"A{row.id}_2", {"Title": row.title, **row.properties})]
    if row.condition:
        rows = [[code, operator, value, 0] for code, operator, value in row.condition]
        branch = _node("IfElseBranchActivity", f"A{row.id}_3", {"Title": "If", "fieldcondition": rows}, steps)
        steps = [_node("IfElseActivity", f"A{row.id}_4", {"Title": "Condition"}, [branch])]
    if row.delay_s:
        wait = {"Title": "Wait", "TimeoutDuration": row.delay_s, "TimeoutDurationType": "s"}
        steps.insert(0, _node("DelayActivity", f"A{row.id}_5", wait))
    return steps
