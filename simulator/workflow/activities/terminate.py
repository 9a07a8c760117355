"""The end of the process, or of its twins on the same record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from simulator.workflow.step import Step


class Terminate(Step):
    DEFAULTS: ClassVar[Mapping[str, Any]] = {"StateTitle": "", "KillWorkflow": "N", "TerminateType": "current"}

    def start(self) -> None:
        scope = self.text("TerminateType")
        if scope in {"allByDocumentAndTemplate", "allExceptCurrentByDocumentAndTemplate"}:
            self.run.siblings.end_others(self.run.instance)
        if scope == "allExceptCurrentByDocumentAndTemplate":
            self.close()
            return
        self.run.end("terminated", status=self.text("StateTitle"))


ACTIVITIES = {"TerminateActivity": Terminate}
