"""The portal as a running workflow meets it: the `World` of simulator/workflow/world.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from simulator.changes import Actor, update_record
from simulator.entities import INVOICE, EntityType, of_document, of_document_type
from simulator.wire import RestError, as_int, as_list, as_text
from simulator.workflow.world import DocumentId, DocumentType, RobotCall, RobotRow

if TYPE_CHECKING:
    from simulator.portal import Portal

_SYSTEM = Actor(user_id=0, in_process=True)


class Inside:
    """Every call holds the portal's lock; timed actions run under it too."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal

    def now(self) -> datetime:
        return self._portal.clock.now()

    def call_at(self, when: datetime, action: Callable[[], None]) -> None:
        def locked() -> None:
            with self._portal.lock:
                action()

        self._portal.clock.call_at(when, locked)

    def document(self, document_id: DocumentId) -> Mapping[str, Any] | None:
        with self._portal.lock:
            found = of_document(document_id)
            record = self._portal.records.get(*found) if found else None
            return self._portal.documents.read(found[0], record) if found and record else None

    def field_options(self, document_type: DocumentType, field: str) -> Mapping[str, str]:
        kind = of_document_type(document_type)
        return self._portal.documents.options(kind, field) if kind else {}

    def update_document(self, document_id: DocumentId, fields: Mapping[str, Any]) -> str:
        with self._portal.lock:
            found = of_document(document_id)
            record = self._portal.records.get(*found) if found else None
            if not found or record is None:
                return "The record was not found."
            kind = found[0]
            given = {code: self._plain(kind, code, value) for code, value in fields.items()}
            actor = Actor(record.get("ASSIGNED_BY_ID") or 0, in_process=True)
            try:
                update_record(self._portal, kind, record, self._with_pipeline(kind, given), actor)
            except RestError as error:
                return error.description
            return ""

    def _plain(self, kind: EntityType, code: str, value: Any) -> Any:
        """`["user_7"]` → `user_7` for a field that holds one; people lose their prefix."""
        field = self._portal.records.fields(kind).get(code)
        if field is None:
            return value
        if field.multiple:
            return [as_text(one).removeprefix("user_") for one in as_list(value)]
        if isinstance(value, list):
            value = value[0] if value else ""
        if field.type in {"user", "employee"}:
            ids = self._portal.people.named([as_text(value)])
            return ids[0] if ids else 0
        return value

    def _with_pipeline(self, kind: EntityType, given: dict[str, Any]) -> dict[str, Any]:
        """An invoice takes the pipeline along with the stage (compile-map.md, move_stage)."""
        if kind.id != INVOICE or "STAGE_ID" not in given or "CATEGORY_ID" in given:
            return given
        directories = self._portal.records.directories
        for row in directories.pipelines(kind.id):
            if directories.stage(kind.id, row.id, given["STAGE_ID"]):
                return {**given, "CATEGORY_ID": row.id}
        return given

    def user_ids(self, people: Sequence[str]) -> list[int]:
        return self._portal.people.named(people)

    def head_of(self, user_id: int) -> int | None:
        return self._portal.people.head_of(user_id)

    def user_name(self, user_id: int) -> str:
        user = self._portal.people.get(user_id)
        return user.full_name if user else ""

    def add_task(self, fields: Mapping[str, Any], document_id: DocumentId | None) -> int:
        with self._portal.lock:
            creator = as_int(as_text(fields.get("CREATED_BY")).removeprefix("user_"))
            given = dict(fields)
            found = of_document(document_id) if document_id else None
            if found:
                bindings = as_list(given.get("UF_CRM_TASK"))
                given["UF_CRM_TASK"] = list(dict.fromkeys([*bindings, f"{found[0].letter}_{found[1]}"]))
            return int(self._portal.add_task(given, Actor(creator, in_process=True))["ID"])

    def add_comment(self, document_id: DocumentId, user_id: int, text: str) -> int:
        with self._portal.lock:
            found = of_document(document_id)
            name, number = (found[0].name.lower(), found[1]) if found else ("", 0)
            comment = self._portal.office.add_comment(name, number, user_id, text, self.now())
            self._portal.raise_event("ONCRMTIMELINECOMMENTADD", {"FIELDS": {"ID": comment["ID"]}}, _SYSTEM)
            return int(comment["ID"])

    def notify(self, from_user_id: int | None, to_user_ids: Sequence[int], text: str) -> None:
        with self._portal.lock:
            for user_id in to_user_ids:
                self._portal.office.notify(user_id, from_user_id or 0, text, self.now())

    def robot(self, activity_type: str) -> RobotRow | None:
        return self._portal.robots.by_type(activity_type)

    def call_robot(self, call: RobotCall) -> None:
        self._portal.call_robot(call)

    def sign(self, text: str) -> str:
        return self._portal.sign(text)
