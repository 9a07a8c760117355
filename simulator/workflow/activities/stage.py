"""Steps that move a record between stages or pipelines, and end workflows by it.

`CrmChangeStatusActivity` ends its workflow whether or not there is a stage to set; only a stage of another pipeline
lets it go on. `CrmChangeDealCategoryActivity` moves the deal that has the number of the record, whatever the record
is (compile-map.md, "Native steps that do nothing").
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from simulator.workflow.activities._records import identifier, number_of
from simulator.workflow.step import Step
from simulator.workflow.world import DocumentType

DEAL: DocumentType = ("crm", "CCrmDocumentDeal", "DEAL")
_BY_STATUS = frozenset({"LEAD", "QUOTE"})


class ChangeStatus(Step):
    DEFAULTS: ClassVar[Mapping[str, Any]] = {"TargetStatus": None, "ModifiedBy": None}

    def start(self) -> None:
        problem = self._change(self.text("TargetStatus"))
        if problem:
            self.run.log(self, problem)
            self.close()
        else:
            self.run.end("terminated", status="Stage changed")

    def _change(self, target: str) -> str:
        document_id = self.run.document_id
        stages = self.run.world.stages(document_id)
        if stages is None:
            return ""
        if target not in stages:
            return f"The stage {target} is not in the record's pipeline"
        if not self.run.world.may_change_stage(document_id, target):
            return f"The stage {target} was set twice already: recursion is stopped"
        field = "STATUS_ID" if self.run.document_type[2] in _BY_STATUS else "STAGE_ID"
        return self.run.world.update_document(document_id, {field: target})


class ChangeDealCategory(Step):
    DEFAULTS: ClassVar[Mapping[str, Any]] = {"CategoryId": 0, "StageId": None}

    def start(self) -> None:
        fields = {"CATEGORY_ID": self.text("CategoryId"), "STAGE_ID": self.text("StageId")}
        deal = identifier(DEAL, number_of(self.run.document_id))
        error = self.run.world.update_document(deal, {code: value for code, value in fields.items() if value})
        if error:
            self.run.log(self, error)
        elif deal == self.run.document_id:
            self.run.end("terminated", status="Stage changed")
            self.run.siblings.end_all(deal)
            return
        self.close()


class SetObservers(Step):
    """Add, remove or replace; not mapped on contacts, companies and quotes, where nothing happens."""

    DEFAULTS: ClassVar[Mapping[str, Any]] = {"ActionOnObservers": None, "Observers": None}
    _UNMAPPED = frozenset({"CONTACT", "COMPANY", "QUOTE"})

    def start(self) -> None:
        if self.run.document_type[2] not in self._UNMAPPED:
            observers = [f"user_{user_id}" for user_id in self._observers()]
            self.run.world.update_document(self.run.document_id, {"OBSERVER_IDS": observers})
        self.close()

    def _observers(self) -> list[int]:
        given = self.run.people(self.value("Observers"))
        current = self.run.people(self.run.document().get("OBSERVER_IDS"))
        action = self.text("ActionOnObservers")
        if action == "remove":
            return [user_id for user_id in current if user_id not in given]
        return given if action == "replace" else list(dict.fromkeys([*current, *given]))


ACTIVITIES = {
    "CrmChangeStatusActivity": ChangeStatus,
    "CrmChangeDealCategoryActivity": ChangeDealCategory,
    "CrmSetObserverField": SetObservers,
}
