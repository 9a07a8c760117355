"""A record as a workflow template sees it: codes and value shapes of bpt/variables.md ("What each read really gives").

Numbers that are references carry no prefix, people read `user_7`, phones are maps, dates are text in the site's
format, `…_PRINTABLE` is text (the caption of a linked record too).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from typing import Any

from simulator.address import Address
from simulator.directories import FIELD_DIRECTORIES, TYPE_DIRECTORIES, Directories, stage_directory
from simulator.entities import COMPANY, CONTACT, DEAL, ENTITIES, LEAD, QUOTE, EntityType, Field
from simulator.people import People, User
from simulator.records import Record, Records
from simulator.workflow import dates

_KINDS = ("WORK", "MOBILE", "HOME", "FAX", "OTHER", "MAILING")
_BOOLEAN = {"Y": "Yes", "N": "No"}
_LINKED = {"crm_contact": CONTACT, "crm_company": COMPANY, "crm_lead": LEAD, "crm_deal": DEAL, "crm_quote": QUOTE}
# Ours to the template's; select fields compare raw codes (native-activities.md, "Conditions").
_TYPES = {
    "user": "user",
    "employee": "user",
    "date": "date",
    "datetime": "datetime",
    "integer": "int",
    "double": "double",
    "boolean": "bool",
    "text": "text",
    "crm_status": "select",
    "crm_currency": "select",
    "crm_category": "select",
}


class Documents:
    """Reads records for the engine."""

    def __init__(self, records: Records, people: People, address: Address) -> None:
        self._records = records
        self._people = people
        self._address = address

    def read(self, kind: EntityType, record: Record) -> dict[str, Any]:
        shown = self._own(kind, record)
        if kind.id == DEAL:
            shown.update(self._related("CONTACT", CONTACT, record.get("CONTACT_ID")))
            shown.update(self._related("COMPANY", COMPANY, record.get("COMPANY_ID")))
        created = dates.read(shown.get("DATE_CREATE") or shown.get("CREATED_TIME"), UTC)
        shown["TIME_CREATE"] = f"{created:%H:%M}" if created else ""
        path = f"/crm/{kind.name.lower()}/details/{record['ID']}/"
        shown["CRM_ID"] = f"{kind.letter}_{record['ID']}"
        shown["URL"] = self._address.origin + path
        shown["URL_BB"] = f"[url={shown['URL']}]{shown.get('TITLE') or ''}[/url]"
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
        if field.type in {"date", "datetime"}:
            return [_site_date(field, one) for one in value or []] if field.multiple else _site_date(field, value)
        if field.code == "OPPORTUNITY" and kind.id in {LEAD, DEAL}:
            return f"{value or 0:.2f}"
        if field.multiple:
            return list(value or [])
        if field.type.startswith("crm_") and isinstance(value, int):
            return value
        if kind.id == QUOTE and field.code == "LEAD_ID":
            return value or 0  # 0 when there is none (variables.md, the table)
        return "" if value is None else value

    def _captions(self, kind: EntityType, record: Record) -> dict[str, Any]:
        shown: dict[str, Any] = {}
        user = self._people.get(record.get("ASSIGNED_BY_ID") or 0)
        shown["ASSIGNED_BY_PRINTABLE"] = user.full_name if user else ""
        shown["ASSIGNED_BY_EMAIL"] = user.email if user else ""
        shown["ASSIGNED_BY_WORK_PHONE"] = user.phone if user else ""
        if user:
            shown.update({f"ASSIGNED_BY.{code}": value for code, value in profile(user).items()})
        shown.update(self._linked(kind, record))
        if kind.id in {LEAD, DEAL}:
            names = self.options(kind, kind.stage)
            shown[f"{kind.stage}_PRINTABLE"] = names.get(record[kind.stage], record[kind.stage])
        if kind.id == DEAL:
            category = self._records.directories.category(DEAL, record["CATEGORY_ID"] or 0)
            shown["CATEGORY_ID_PRINTABLE"] = category.name if category else ""
        return shown

    def _linked(self, kind: EntityType, record: Record) -> dict[str, str]:
        """`COMPANY_ID > printable` is the caption of the company (variables.md, "What each read really gives")."""
        shown: dict[str, str] = {}
        for code, field in self._records.fields(kind).items():
            linked = ENTITIES.get(_LINKED.get(field.type, 0))
            if linked is not None:
                numbers = record.get(code) or []
                listed = numbers if isinstance(numbers, list) else [numbers]
                found = [self._records.get(linked, number) for number in listed]
                shown[f"{code}_PRINTABLE"] = ", ".join(caption(one) for one in found if one)
        return shown

    def field_type(self, kind: EntityType, code: str) -> str:
        """The template's type of a field, that of the linked record for `CONTACT.…` and `COMPANY.…`."""
        prefix, dot, rest = code.partition(".")
        if dot:
            related = {"CONTACT": CONTACT, "COMPANY": COMPANY}.get(prefix)
            return self.field_type(ENTITIES[related], rest) if related else ""
        field = self._records.fields(kind).get(code)
        if field is None:
            return "string" if code.endswith("_PRINTABLE") else ""
        return _TYPES.get(field.type, "string")

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


def profile(user: User) -> dict[str, Any]:
    """A user's fields by the names of `ASSIGNED_BY.…` and of the step that reads profiles."""
    return {
        "ACTIVE": "Y" if user.active else "N",
        "LOGIN": user.email,
        "EMAIL": user.email,
        "NAME": user.name,
        "LAST_NAME": user.last_name,
        "WORK_POSITION": user.position,
        "WORK_PHONE": user.phone,
        "UF_DEPARTMENT": list(user.departments),
    }


def caption(record: Record) -> str:
    """What people call a record: its title, or a person's name."""
    name = f"{record.get('NAME') or ''} {record.get('LAST_NAME') or ''}".strip()
    return str(record.get("TITLE") or name or record["ID"])


def _site_date(field: Field, value: Any) -> str:
    moment = dates.read_text(value, UTC) if isinstance(value, str) else None
    if moment is None:
        return ""
    return dates.show_day(moment) if field.type == "date" else dates.show(moment)


def _phones(rows: list[Mapping[str, Any]]) -> dict[str, Any]:
    shown: dict[str, Any] = {}
    for type_id in ("PHONE", "EMAIL", "WEB", "IM"):
        own = [row for row in rows if row["typeId"] == type_id]
        shown[type_id] = {f"n{row['id']}": {"VALUE": row["value"], "VALUE_TYPE": row["valueType"]} for row in own}
        shown[f"{type_id}_PRINTABLE"] = ", ".join(row["value"] for row in own)
        for kind in _KINDS:
            of_kind = [row["value"] for row in own if row["valueType"] == kind]
            shown[f"{type_id}_{kind}"] = of_kind
            shown[f"{type_id}_{kind}_PRINTABLE"] = ", ".join(of_kind)
    return shown
