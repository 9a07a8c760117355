"""Steps that change values: fields of the record, variables, the status text, the log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from simulator.workflow import values
from simulator.workflow.step import Step

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
        error = self.run.world.update_document(self.run.instance.document_id, fields)
        if error and self.run.document_type[1] in _REPORTING:
            self.results["ErrorMessage"] = error
            self.run.log(self, error)
        self.close()


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
    "SetVariableActivity": SetVariable,
    "SetStateTitleActivity": SetStateTitle,
    "LogActivity": Log,
}
