"""New CRM records; a failure shows in `ErrorMessage` or the log, never as a fault (native-activities.md)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from simulator.workflow import values
from simulator.workflow.step import Step
from simulator.workflow.world import DocumentType


class CreateDocument(Step):
    RECORD: ClassVar[DocumentType]
    RESULT: ClassVar[str]
    DEFAULTS: ClassVar[Mapping[str, Any]] = {"Fields": None}

    def initial_results(self) -> Mapping[str, Any]:
        return {self.RESULT: 0, "ItemId": 0, "ErrorMessage": None}

    def start(self) -> None:
        written = self.raw("Fields")
        pairs = written.items() if isinstance(written, Mapping) else ()
        fields = {str(code): self.run.evaluate(value) for code, value in pairs}
        number, error = self.run.world.create_document(self.RECORD, fields, self.run.document_id)
        self.results |= {self.RESULT: number, "ItemId": number, "ErrorMessage": error or None}
        if error:
            self.run.log(self, error)
        self.close()


class CreateDeal(CreateDocument):
    RECORD = ("crm", "CCrmDocumentDeal", "DEAL")
    RESULT = "DealId"


class CreateLead(CreateDocument):
    RECORD = ("crm", "CCrmDocumentLead", "LEAD")
    RESULT = "LeadId"


class CreateContact(CreateDocument):
    RECORD = ("crm", "CCrmDocumentContact", "CONTACT")
    RESULT = "ContactId"


class CreateCompany(CreateDocument):
    RECORD = ("crm", "CCrmDocumentCompany", "COMPANY")
    RESULT = "CompanyId"


class CreateDynamic(Step):
    """Any CRM type by number; field keys carry that number (`128_TITLE`)."""

    DEFAULTS: ClassVar[Mapping[str, Any]] = {"DynamicTypeId": 0, "DynamicEntitiesFields": []}
    RETURNS: ClassVar[Mapping[str, Any]] = {"ItemId": None}

    def start(self) -> None:
        type_id = values.to_int(self.value("DynamicTypeId"))
        kind = self.run.world.document_type(type_id)
        if kind is None:
            self.run.log(self, f"There is no CRM type {type_id}")
        else:
            number, error = self.run.world.create_document(kind, self._fields(f"{type_id}_"), self.run.document_id)
            self.results["ItemId"] = number or None
            if error:
                self.run.log(self, error)
        self.close()

    def _fields(self, prefix: str) -> dict[str, Any]:
        written = self.raw("DynamicEntitiesFields")
        pairs = written.items() if isinstance(written, Mapping) else ()
        return {
            str(code).removeprefix(prefix): self.run.evaluate(value)
            for code, value in pairs
            if str(code).startswith(prefix)
        }


ACTIVITIES = {
    "CreateCrmDealDocumentActivity": CreateDeal,
    "CreateCrmLeadDocumentActivity": CreateLead,
    "CreateCrmContactDocumentActivity": CreateContact,
    "CreateCrmCompanyDocumentActivity": CreateCompany,
    "CrmCreateDynamicActivity": CreateDynamic,
}
