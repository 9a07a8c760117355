"""Waiting for the end of a deal or lead, or for one of some stages (triggers.md, "Native waiting step").

The step hears every change of the record, those of processes too, and closes at once when the stage is already there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from simulator.workflow import values
from simulator.workflow.activities._records import identifier
from simulator.workflow.activities.stage import DEAL
from simulator.workflow.step import Step
from simulator.workflow.world import DocumentType

PROCESS = "process"


class DealStageListen(Step):
    RECORD: ClassVar[DocumentType] = DEAL
    NUMBER: ClassVar[str] = "DealId"
    FIELD: ClassVar[str] = "STAGE_ID"
    DEFAULTS: ClassVar[Mapping[str, Any]] = {"DealId": None, "WaitForState": None}
    RETURNS: ClassVar[Mapping[str, Any]] = {"StageSemantics": None, "StageId": None}

    def start(self) -> None:
        self._record = identifier(self.RECORD, values.to_int(self.value(self.NUMBER)))
        if self.run.world.document(self._record) is None:
            self.run.log(self, f"There is no {self._record[2]}")
            self.close()
            return
        self._wanted = {values.to_text(state) for state in values.flatten(self.value("WaitForState"))}
        self.wait_for(f"document:{self._record[2]}", lambda _: self._look())
        self._look()

    def _look(self) -> None:
        stage = values.to_text((self.run.world.document(self._record) or {}).get(self.FIELD))
        semantics = (self.run.world.stages(self._record) or {}).get(stage, PROCESS)
        if semantics != PROCESS or stage in self._wanted - {""}:
            self.results |= dict(zip(self.RETURNS, (semantics, stage), strict=True))
            self.close()


class LeadStatusListen(DealStageListen):
    RECORD = ("crm", "CCrmDocumentLead", "LEAD")
    NUMBER = "LeadId"
    FIELD = "STATUS_ID"
    DEFAULTS: ClassVar[Mapping[str, Any]] = {"LeadId": None, "WaitForState": None}
    RETURNS: ClassVar[Mapping[str, Any]] = {"StatusSemantics": None, "StatusId": None}


ACTIVITIES = {
    "CrmDealStageListenActivity": DealStageListen,
    "CrmLeadStatusListenActivity": LeadStatusListen,
}
