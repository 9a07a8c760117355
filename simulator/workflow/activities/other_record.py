"""Reading, changing and deleting other CRM records, found by number or filter (native-activities.md)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from simulator.workflow import values
from simulator.workflow.activities._records import find, identifier
from simulator.workflow.step import Step
from simulator.workflow.world import DocumentId, DocumentType

# Smart processes, and the smart invoice, which is one of them.
_FIRST_DYNAMIC, _INVOICE = 128, 31


class _OtherRecord(Step):
    def kind(self, name: str) -> DocumentType | None:
        type_id = values.to_int(self.value(name))
        kind = self.run.world.document_type(type_id)
        if kind is None:
            self.run.log(self, f"There is no CRM type {type_id}")
        return kind


class UpdateDynamic(_OtherRecord):
    """Imports with any type; runs on smart processes only. Field keys carry no prefix here."""

    DEFAULTS: ClassVar[Mapping[str, Any]] = {
        "DynamicTypeId": 0,
        "DynamicId": 0,
        "DynamicFilterFields": {"items": []},
        "DynamicEntitiesFields": [],
    }

    def start(self) -> None:
        problem = self._update()
        if problem:
            self.run.log(self, problem)
        self.close()

    def _update(self) -> str:
        type_id = values.to_int(self.value("DynamicTypeId"))
        if type_id < _FIRST_DYNAMIC and type_id != _INVOICE:
            return f"{type_id} is no smart process"
        kind = self.kind("DynamicTypeId")
        record = self._record(kind) if kind else None
        if record is None:
            return "There is no such record"
        written = self.raw("DynamicEntitiesFields")
        pairs = written.items() if isinstance(written, Mapping) else ()
        return self.run.world.update_document(record, {str(code): self.run.evaluate(value) for code, value in pairs})

    def _record(self, kind: DocumentType) -> DocumentId | None:
        number = values.to_int(self.value("DynamicId"))
        if not number:
            return find(self.run, kind, self.raw("DynamicFilterFields"))
        one = identifier(kind, number)
        return one if self.run.world.document(one) is not None else None


class GetDynamicInfo(_OtherRecord):
    """The results are the codes of `ReturnFields`; nothing found leaves them empty."""

    DEFAULTS: ClassVar[Mapping[str, Any]] = {
        "DynamicTypeId": 0,
        "DynamicFilterFields": {"items": []},
        "ReturnFields": [],
        "DynamicEntityFields": None,
    }

    def initial_results(self) -> Mapping[str, Any]:
        return dict.fromkeys(self._codes())

    def result_type(self, field: str) -> str:
        declared = self.raw("DynamicEntityFields")
        entry = declared.get(field) if isinstance(declared, Mapping) else None
        return values.to_text(entry.get("Type")).lower() if isinstance(entry, Mapping) else ""

    def start(self) -> None:
        kind = self.kind("DynamicTypeId")
        record = find(self.run, kind, self.raw("DynamicFilterFields")) if kind else None
        document = self.run.world.document(record) if record else None
        if document is None:
            self.run.log(self, "There is no such record")
        else:
            self.results |= {code: document.get(code) for code in self._codes()}
        self.close()

    def _codes(self) -> list[str]:
        return [values.to_text(code) for code in values.flatten(self.raw("ReturnFields"))]


class DeleteDynamic(_OtherRecord):
    DEFAULTS: ClassVar[Mapping[str, Any]] = {"EntityTypeId": 0, "EntityId": 0}

    def start(self) -> None:
        kind = self.kind("EntityTypeId")
        number = values.to_int(self.value("EntityId"))
        if kind and not self.run.world.delete_document(identifier(kind, number)):
            self.run.log(self, "There is no such record")
        self.close()


ACTIVITIES = {
    "CrmUpdateDynamicActivity": UpdateDynamic,
    "CrmGetDynamicInfoActivity": GetDynamicInfo,
    "CrmDeleteDynamicActivity": DeleteDynamic,
}
