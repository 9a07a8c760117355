"""A record as a workflow template sees it: codes and value shapes of bpt/variables.md ("What each read really gives").

Numbers that are references carry no prefix, people read `user_7`, phones are maps, `…_PRINTABLE` is text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.directories import FIELD_DIRECTORIES, TYPE_DIRECTORIES, Directories, stage_directory
from simulator.entities import COMPANY, CONTACT, DEAL, ENTITIES, LEAD, EntityType, Field
from simulator.people import People
from simulator.records import Record, Records

_KINDS = ("WORK", "MOBILE", "HOME", "FAX", "OTHER", "MAILING")
_BOOLEAN = {"Y": "Yes", "N": "No"}


class Documents:
    """Reads records for the engine."""

    def __init__(self, records: Records, people: People, portal_url: str) -> None:
        self._records = records
        self._people = people
        self._url = portal_url

    def read(self, kind: EntityType, record: Record) -> dict[str, Any]:
        shown = self._own(kind, record)
        if kind.id == DEAL:
            shown.update(self._related("CONTACT", CONTACT, record.get("CONTACT_ID")))
            shown.update(self._related("COMPANY", COMPANY, record.get("COMPANY_ID")))
        path = f"/crm/{kind.name.lower()}/details/{record['ID']}/"
        shown["CRM_ID"] = f"{kind.letter}_{record['ID']}"
        shown["URL"] = self._url + path
        shown["URL_BB"] = f"[url={self._url}{path}]{shown.get('TITLE') or ''}[/url]"
        return shown

    def _own(self, kind: EntityType, record: Record) -> dict[str, Any]:
        shown: dict[str, Any] = {}
        for code, field in self._records.fields(kind).items():
            if code != "FM":
                shown[code] = self._value(kind, field, record.get(code))
        shown.pop("STAGE_SEMANTIC_ID", None)  # no such document field (native-activities.md, CRM document fields)
        if kind.has_fm:
            shown.update(_phones(record.get("FM") or []))
        shown.update(self._captions(kind, record))
        return shown

    def _value(self, kind: EntityType, field: Field, value: Any) -> Any:
        if field.type in {"user", "employee"}:
            if field.multiple:
                return [f"user_{one}" for one in value or []]
            return f"user_{value}" if value else ""
        if field.code == "OPPORTUNITY" and kind.id in {LEAD, DEAL}:
            return f"{value or 0:.2f}"
        if field.multiple:
            return list(value or [])
        if field.type.startswith("crm_") and isinstance(value, int):
            return value
        return "" if value is None else value

    def _captions(self, kind: EntityType, record: Record) -> dict[str, Any]:
        shown: dict[str, Any] = {}
        user = self._people.get(record.get("ASSIGNED_BY_ID") or 0)
        shown["ASSIGNED_BY_PRINTABLE"] = user.full_name if user else ""
        shown["ASSIGNED_BY_EMAIL"] = user.email if user else ""
        shown["ASSIGNED_BY_WORK_PHONE"] = user.phone if user else ""
        if kind.id in {LEAD, DEAL}:
            names = self.options(kind, kind.stage)
            shown[f"{kind.stage}_PRINTABLE"] = names.get(record[kind.stage], record[kind.stage])
        if kind.id == DEAL:
            category = self._records.directories.category(DEAL, record["CATEGORY_ID"] or 0)
            shown["CATEGORY_ID_PRINTABLE"] = category.name if category else ""
        return shown

    def _related(self, prefix: str, type_id: int, number: Any) -> dict[str, Any]:
        """`CONTACT.NAME` and the like: empty text without a contact, no error."""
        kind = ENTITIES[type_id]
        record = self._records.get(kind, number or 0)
        if record is None:
            return {}
        return {f"{prefix}.{code}": value for code, value in self._own(kind, record).items()}

    def options(self, kind: EntityType, code: str) -> dict[str, str]:
        """Code to caption; stages of all pipelines, and with pipelines on an invoice `Pipeline/Stage`."""
        directories = self._records.directories
        if kind.stage and code == kind.stage:
            return self._stages(kind, directories)
        if code == "CATEGORY_ID" and kind.has_categories:
            return {str(row.id): row.name for row in directories.pipelines(kind.id)}
        if code == "CURRENCY_ID":
            return {"EUR": "Euro", "USD": "US Dollar"}
        field = self._records.fields(kind).get(code)
        if field is not None and field.type == "boolean":
            return dict(_BOOLEAN)
        own = next((row for row in self._records.user_fields if row.code == code), None)
        if own is not None:
            return dict(own.options)
        return directories.options(self._directory(kind, code))

    def _stages(self, kind: EntityType, directories: Directories) -> dict[str, str]:
        if not kind.has_categories:
            return {row.status_id: row.name for row in directories.stages(kind.id)}
        return {
            row.status_id: row.name if kind.id == DEAL else f"{category.name}/{row.name}"
            for category in directories.pipelines(kind.id)
            for row in directories.of(stage_directory(kind.id, category.id))
        }

    def _directory(self, kind: EntityType, code: str) -> str:
        return TYPE_DIRECTORIES.get(kind.id, "") if code == "TYPE_ID" else FIELD_DIRECTORIES.get(code, "")


def _phones(rows: list[Mapping[str, Any]]) -> dict[str, Any]:
    shown: dict[str, Any] = {}
    for type_id in ("PHONE", "EMAIL", "WEB", "IM"):
        own = [row for row in rows if row["typeId"] == type_id]
        shown[type_id] = {f"n{row['id']}": {"VALUE": row["value"], "VALUE_TYPE": row["valueType"]} for row in own}
        shown[f"{type_id}_PRINTABLE"] = ", ".join(row["value"] for row in own)
        for kind in _KINDS:
            shown[f"{type_id}_{kind}"] = [row["value"] for row in own if row["valueType"] == kind]
    return shown
