"""CRM records, their stage history and their user fields; no events, no processes (those are in changes.py)."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from simulator.directories import PROCESS, Directories, Status
from simulator.entities import ENTITIES, EntityType, Field, user_field_name
from simulator.values import merged_fm, stored
from simulator.wire import RestError, as_flag, as_text, iso

Record = dict[str, Any]

CREATED, MOVED, FINISHED, PIPELINE = 1, 2, 3, 5


@dataclass(frozen=True)
class UserField:
    """A custom field of a CRM type (actions.md, row 20)."""

    id: int
    entity_id: str
    code: str
    type: str
    multiple: bool
    label: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)
    """What was said of XML_ID, SORT, MANDATORY and the like."""

    def as_field(self) -> Field:
        kind = {"double": "double", "integer": "integer", "boolean": "boolean", "date": "date", "datetime": "datetime",
                "employee": "employee"}.get(self.type, "string")  # fmt: skip
        return Field(self.code, user_field_name(self.code), kind, "m" if self.multiple else "")


@dataclass(frozen=True)
class Change:
    """What an update did: the codes that changed; `moved_category` when the pipeline is another one."""

    record: Record
    changed: frozenset[str]
    moved_category: bool = False


class Records:
    """Every record by type and number."""

    def __init__(self, directories: Directories) -> None:
        self.directories = directories
        self.tables: dict[int, dict[int, Record]] = {type_id: {} for type_id in ENTITIES}
        self.history: dict[int, list[dict[str, Any]]] = {type_id: [] for type_id in ENTITIES}
        self.user_fields: list[UserField] = []
        self._numbers = {type_id: itertools.count(1) for type_id in ENTITIES}
        self._history_numbers = itertools.count(1)
        self._fm_numbers = itertools.count(1)
        self._option_numbers = itertools.count(41)

    def get(self, kind: EntityType, record_id: int) -> Record | None:
        return self.tables[kind.id].get(record_id)

    def fields(self, kind: EntityType) -> dict[str, Field]:
        own = {row.code: row.as_field() for row in self.user_fields if row.entity_id == kind.user_field_entity}
        return {**kind.fields, **own}

    def add_user_field(self, entity_id: str, code: str, kind: str, *, multiple: bool, **more: Any) -> UserField:
        number = max((row.id for row in self.user_fields), default=100) + 1
        row = UserField(number, entity_id, code, kind, multiple, **more)
        self.user_fields.append(row)
        return row

    def options(self, current: Mapping[str, str], rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
        """The values of an enumeration after a LIST: rows with a known ID change or go (DEL), the others are new."""
        kept = dict(current)
        for row in rows:
            number, caption = as_text(row.get("ID")), as_text(row.get("VALUE")).strip()
            if number in kept and as_flag(row.get("DEL")):
                del kept[number]
            elif caption:
                kept[number if number in kept else str(next(self._option_numbers))] = caption
        return kept

    def add(self, kind: EntityType, given: Mapping[str, Any], user_id: int, now: datetime) -> Record:
        """A new record with its defaults; raises RestError for values that cannot be."""
        record: Record = dict.fromkeys(self.fields(kind))
        self._set_defaults(kind, record, user_id, iso(now))
        self._apply(kind, record, given)
        if kind.stage:
            self._settle_stage(kind, record, chosen=bool(given.get(kind.stage)))
        record["ID"] = next(self._numbers[kind.id])
        self._name(kind, record)
        self._link_clients(record, given)
        self.tables[kind.id][record["ID"]] = record
        self._remember_stage(kind, record, CREATED, now)
        return record

    def update(self, kind: EntityType, record: Record, given: Mapping[str, Any], user_id: int, now: datetime) -> Change:
        """Save what differs; nothing at all happens when nothing does (actions.md, section 0)."""
        new = dict(record)
        self._apply(kind, new, given)
        category_moved = new.get("CATEGORY_ID") != record.get("CATEGORY_ID")
        if kind.stage:
            self._settle_stage(kind, new, chosen=bool(given.get(kind.stage)), moved=category_moved)
        self._link_clients(new, given)
        changed = frozenset(code for code, value in new.items() if record.get(code) != value)
        if not changed:
            return Change(record, changed)
        self._stamp(kind, record, new, user_id=user_id, now=iso(now), changed=changed)
        record.update(new)
        self._remember_move(kind, record, changed, now, category_moved=category_moved)
        return Change(record, changed, category_moved)

    def delete(self, kind: EntityType, record_id: int) -> None:
        self.tables[kind.id].pop(record_id, None)

    def _set_defaults(self, kind: EntityType, record: Record, user_id: int, now: str) -> None:
        for code in ("CREATED_BY_ID", "MODIFY_BY_ID", "CREATED_BY", "UPDATED_BY", "MOVED_BY", "MOVED_BY_ID",
                     "ASSIGNED_BY_ID", "LAST_ACTIVITY_BY"):  # fmt: skip
            if kind.has(code):
                record[code] = user_id
        for code, row in kind.fields.items():
            if row.type == "datetime" and code != "DATE_CLOSED":
                record[code] = now
            elif row.multiple:
                record[code] = []
            elif row.type == "boolean":
                record[code] = "Y" if code == "OPENED" else "N"
        if kind.has("CURRENCY_ID"):
            record["CURRENCY_ID"] = "EUR"
        if kind.has_categories:
            record["CATEGORY_ID"] = self.directories.default_category(kind.id)

    def _apply(self, kind: EntityType, record: Record, given: Mapping[str, Any]) -> None:
        """Unknown and read-only names are swallowed without a word (actions.md, section 0)."""
        fields = self.fields(kind)
        for code, value in given.items():
            row = fields.get(code)
            if row is None or row.read_only:
                continue
            if row.type == "crm_multifield":
                record[code] = merged_fm(record.get(code) or [], value, lambda: next(self._fm_numbers))
            else:
                record[code] = stored(row, value)

    def _settle_stage(self, kind: EntityType, record: Record, *, chosen: bool, moved: bool = False) -> None:
        category = record.get("CATEGORY_ID") or 0
        if kind.has_categories and self.directories.category(kind.id, category) is None:
            raise RestError("CRM_FIELD_ERROR_VALUE_NOT_VALID", 'Invalid value of field "CATEGORY_ID"')
        if (moved and not chosen) or not record.get(kind.stage):
            record[kind.stage] = self.directories.stages(kind.id, category)[0].status_id
        stage = self.directories.stage(kind.id, category, record[kind.stage])
        if stage is None:
            raise RestError("CRM_FIELD_ERROR_VALUE_NOT_VALID", f'Invalid value of field "{kind.stage}"')
        self._mark_semantics(kind, record, stage)

    def _mark_semantics(self, kind: EntityType, record: Record, stage: Status) -> None:
        if kind.has("STAGE_SEMANTIC_ID"):
            record["STAGE_SEMANTIC_ID"] = stage.semantics or PROCESS
        if kind.has("CLOSED"):
            record["CLOSED"] = "Y" if stage.semantics else "N"
        if kind.has("IS_NEW"):
            record["IS_NEW"] = "Y" if stage.sort == 10 else "N"

    def _name(self, kind: EntityType, record: Record) -> None:
        if kind.has("TITLE") and not record.get("TITLE"):
            record["TITLE"] = f"{kind.title} #{record['ID']}"
        for code in ("ACCOUNT_NUMBER", "QUOTE_NUMBER"):
            if kind.has(code) and not record.get(code):
                record[code] = str(record["ID"])

    def _link_clients(self, record: Record, given: Mapping[str, Any]) -> None:
        """The first of several contacts is the primary one, and the other way round."""
        for one, many in (("CONTACT_ID", "CONTACT_IDS"), ("COMPANY_ID", "COMPANY_IDS")):
            if many not in record:
                continue
            if many in given:
                record[one] = record[many][0] if record[many] else 0
            elif one in given:
                record[many] = [record[one]] if record[one] else []

    def _stamp(
        self, kind: EntityType, old: Record, new: Record, *, user_id: int, now: str, changed: frozenset[str]
    ) -> None:
        for code, value in (("MODIFY_BY_ID", user_id), ("UPDATED_BY", user_id), ("DATE_MODIFY", now),
                            ("UPDATED_TIME", now)):  # fmt: skip
            if kind.has(code):
                new[code] = value
        if kind.stage in changed:
            stamps = {"MOVED_BY_ID": user_id, "MOVED_BY": user_id, "MOVED_TIME": now,
                      "PREVIOUS_STAGE_ID": old.get(kind.stage)}  # fmt: skip
            new.update({code: value for code, value in stamps.items() if kind.has(code)})

    def _remember_move(
        self, kind: EntityType, record: Record, changed: frozenset[str], now: datetime, *, category_moved: bool
    ) -> None:
        if category_moved:
            self._remember_stage(kind, record, PIPELINE, now)
        elif kind.stage and kind.stage in changed:
            stage = self.directories.stage(kind.id, record.get("CATEGORY_ID") or 0, record[kind.stage])
            self._remember_stage(kind, record, FINISHED if stage and stage.semantics else MOVED, now)

    def _remember_stage(self, kind: EntityType, record: Record, type_id: int, now: datetime) -> None:
        """One row of crm.stagehistory.list (events.md, section 5)."""
        if not kind.has_history:
            return
        category = record.get("CATEGORY_ID") or 0
        stage = self.directories.stage(kind.id, category, record[kind.stage])
        self.history[kind.id].append(
            {
                "ID": next(self._history_numbers),
                "TYPE_ID": type_id,
                "OWNER_ID": record["ID"],
                "CREATED_TIME": iso(now),
                "CATEGORY_ID": category,
                "STAGE_ID": record[kind.stage],
                "STAGE_SEMANTIC_ID": (stage.semantics if stage else "") or PROCESS,
            }
        )
