"""Steps that change values: fields of the record, variables, the status text, the log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from simulator.workflow import values
from simulator.workflow.activities._records import identifier
from simulator.workflow.step import Step
from simulator.workflow.world import DocumentId

# Only these report a refused change in ErrorMessage (compile-map.md, `update_field`).
_REPORTING = frozenset({"CCrmDocumentLead", "CCrmDocumentDeal", "CCrmDocumentContact", "CCrmDocumentCompany"})


class SetField(Step):
    DEFAULTS: ClassVar[Mapping[str, Any]] = {"FieldValue": None, "MergeMultipleFields": "N", "ModifiedBy": None}
    RETURNS: ClassVar[Mapping[str, Any]] = {"ErrorMessage": None}

    def start(self) -> None:
        written = self.raw("FieldValue")
        fields = {code: self.run.evaluate(value) for code, value in _pairs(written)}
        if self.text("MergeMultipleFields") == "Y":
            document = self.run.document()
            fields = {code: _merged(document.get(code), value) for code, value in fields.items()}
        document_id = self.record()
        error = self.run.world.update_document(document_id, fields) if document_id else "There is no such record"
        if error and self.run.document_type[1] in _REPORTING:
            self.results["ErrorMessage"] = error
            self.run.log(self, error)
        self.close()

    def record(self) -> DocumentId | None:
        """Whose fields are set."""
        return self.run.document_id


class SetContactField(SetField):
    """Fields of the record's primary contact."""

    LINK: ClassVar[str] = "CONTACT_ID"
    TYPE_ID: ClassVar[int] = 3

    def record(self) -> DocumentId | None:
        kind = self.run.world.document_type(self.TYPE_ID)
        number = values.to_int(next(iter(values.flatten(self.run.document().get(self.LINK))), 0))
        return identifier(kind, number) if kind and number else None


class SetCompanyField(SetContactField):
    LINK = "COMPANY_ID"
    TYPE_ID = 4


def _pairs(written: Any) -> list[tuple[str, Any]]:
    return [(str(code), value) for code, value in written.items()] if isinstance(written, Mapping) else []


def _merged(current: Any, value: Any) -> Any:
    if not isinstance(current, list):
        return value
    return current + [item for item in values.items(value) if item not in current]


class SetVariable(Step):
    DEFAULTS: ClassVar[Mapping[str, Any]] = {"VariableValue": None}

    def start(self) -> None:
        for code, value in _pairs(self.raw("VariableValue")):
            self.run.variables[code] = self.run.evaluate(value)
        self.close()


class SetStateTitle(Step):
    DEFAULTS: ClassVar[Mapping[str, Any]] = {"TargetStateTitle": ""}

    def start(self) -> None:
        self.run.instance.status = self.text("TargetStateTitle")[:255]
        self.close()


class Log(Step):
    DEFAULTS: ClassVar[Mapping[str, Any]] = {"Text": "", "SetVariable": False}
    RETURNS: ClassVar[Mapping[str, Any]] = {"Report": ""}

    def start(self) -> None:
        text = self.text("Text")
        self.run.log(self, text)
        if values.truthy(self.raw("SetVariable")) and self.raw("SetVariable") != "N":
            self.results["Report"] = text
        self.close()


ACTIVITIES = {
    "SetFieldActivity": SetField,
    "CrmSetContactField": SetContactField,
    "CrmSetCompanyField": SetCompanyField,
    "SetVariableActivity": SetVariable,
    "SetStateTitleActivity": SetStateTitle,
    "LogActivity": Log,
}
