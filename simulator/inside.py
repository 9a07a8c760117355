"""The portal as a running workflow meets it: the `World` of simulator/workflow/world.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from simulator.activities import blank
from simulator.changes import Actor, add_record, delete_record, update_record
from simulator.documents import profile
from simulator.entities import BY_NAME, COMPANY, CONTACT, ENTITIES, EntityType, of_document, of_document_type
from simulator.queue_server import Outgoing
from simulator.records import Record
from simulator.wire import RestError, as_int, as_list, as_map, as_text, iso
from simulator.workflow import dates
from simulator.workflow.step import Fault
from simulator.workflow.world import DocumentId, DocumentType, Letter, RobotCall, RobotRow

if TYPE_CHECKING:
    from simulator.portal import Portal
    from simulator.workflow.template import Template

_SYSTEM = Actor(user_id=0, in_process=True)
_SEMANTICS = {"S": "success", "F": "failure"}
# Multiple addresses come in the CRM's own format (native-activities.md, "Multifield values").
_ADDRESSES = frozenset({"PHONE", "EMAIL", "WEB", "IM"})


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
            found = self._find(document_id)
            return self._portal.documents.read(*found) if found else None

    def _find(self, document_id: DocumentId) -> tuple[EntityType, Record] | None:
        found = of_document(document_id)
        record = self._portal.records.get(*found) if found else None
        return (found[0], record) if found and record is not None else None

    def field_options(self, document_type: DocumentType, field: str) -> Mapping[str, str]:
        kind = of_document_type(document_type)
        return self._portal.documents.options(kind, field) if kind else {}

    def field_type(self, document_type: DocumentType, field: str) -> str:
        kind = of_document_type(document_type)
        return self._portal.documents.field_type(kind, field) if kind else ""

    def stages(self, document_id: DocumentId) -> Mapping[str, str] | None:
        with self._portal.lock:
            found = self._find(document_id)
            if not found or not found[0].stage:
                return None
            kind, record = found
            rows = self._portal.records.directories.stages(kind.id, record.get("CATEGORY_ID") or 0)
            return {row.status_id: _SEMANTICS.get(row.semantics, "process") for row in rows}

    def clients(self, document_id: DocumentId) -> Sequence[DocumentId]:
        with self._portal.lock:
            found = self._find(document_id)
            if not found:
                return []
            kind, record = found
            own = [document_id] if kind.has_fm or kind.id == COMPANY else []
            if kind.id in {CONTACT, COMPANY}:
                return own
            contacts = record.get("CONTACT_IDS") or [record.get("CONTACT_ID")]
            company = ENTITIES[COMPANY].document_id(record.get("COMPANY_ID") or 0)
            return [*own, *(ENTITIES[CONTACT].document_id(number or 0) for number in contacts), company]

    def document_type(self, type_id: int) -> DocumentType | None:
        kind = ENTITIES.get(type_id)
        return kind.document_type if kind else None

    def find_documents(self, document_type: DocumentType) -> Sequence[DocumentId]:
        kind = of_document_type(document_type)
        with self._portal.lock:
            return [kind.document_id(number) for number in sorted(self._portal.records.tables[kind.id])] if kind else []

    def create_document(
        self, document_type: DocumentType, fields: Mapping[str, Any], source: DocumentId
    ) -> tuple[int, str]:
        kind = of_document_type(document_type)
        if kind is None:
            return 0, "There is no such document type."
        with self._portal.lock:
            try:
                record = add_record(self._portal, kind, self._given(kind, fields), self._actor(source))
            except RestError as error:
                return 0, error.description
            return int(record["ID"]), ""

    def delete_document(self, document_id: DocumentId) -> bool:
        with self._portal.lock:
            found = self._find(document_id)
            if found:
                delete_record(self._portal, *found, self._actor(document_id))
            return found is not None

    def may_change_stage(self, document_id: DocumentId, stage_id: str) -> bool:
        with self._portal.lock:
            return self._portal.automation.may_change(document_id, stage_id)

    def update_document(self, document_id: DocumentId, fields: Mapping[str, Any]) -> str:
        with self._portal.lock:
            found = self._find(document_id)
            if not found:
                return "The record was not found."
            kind, record = found
            given = self._with_pipeline(kind, self._given(kind, fields))
            try:
                update_record(self._portal, kind, record, given, self._actor(document_id))
            except RestError as error:
                return error.description
            return ""

    def _actor(self, document_id: DocumentId) -> Actor:
        """The responsible person, through a process: nothing starts by itself (triggers.md, AUTO_EXECUTE)."""
        found = self._find(document_id)
        return Actor((found[1].get("ASSIGNED_BY_ID") if found else 0) or 0, in_process=True)

    def _given(self, kind: EntityType, fields: Mapping[str, Any]) -> dict[str, Any]:
        given = {code: self._plain(kind, code, value) for code, value in fields.items() if code not in _ADDRESSES}
        rows = [
            {"typeId": code, "value": row["VALUE"], "valueType": row.get("VALUE_TYPE", "WORK")}
            for code in _ADDRESSES & set(fields)
            for row in map(as_map, as_map(fields[code]).values())
            if row.get("VALUE")
        ]
        return {**given, "FM": rows} if rows and (kind.has_fm or kind.id == COMPANY) else given

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
        if field.type in {"date", "datetime"}:
            moment = dates.read(value, self.now().tzinfo)
            return iso(moment) if moment else value
        return value

    def _with_pipeline(self, kind: EntityType, given: dict[str, Any]) -> dict[str, Any]:
        """An invoice or a smart process item takes the pipeline along with the stage (compile-map.md, move_stage)."""
        if not kind.is_dynamic or "STAGE_ID" not in given or "CATEGORY_ID" in given:
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

    def user(self, user_id: int) -> Mapping[str, Any]:
        user = self._portal.people.get(user_id)
        return profile(user) if user else {}

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

    def say(self, from_user_id: int, to_user_ids: Sequence[int], text: str) -> None:
        with self._portal.lock:
            for user_id in to_user_ids:
                self._portal.office.add_message(str(user_id), from_user_id, text, self.now())

    def add_activity(self, document_id: DocumentId, fields: Mapping[str, Any]) -> int:
        with self._portal.lock:
            kind, number = of_document(document_id) or (None, 0)
            owner = {"OWNER_TYPE_ID": kind.id if kind else 0, "OWNER_ID": number}
            row = blank(self._portal.office.number("activity"), fields.get("RESPONSIBLE_ID") or 0, self.now())
            row.update(fields, **owner, BINDINGS=[owner], STATUS="2" if fields.get("COMPLETED") == "Y" else "1")
            row["COMMUNICATIONS"] = [_communication(one) for one in as_list(fields.get("COMMUNICATIONS"))]
            self._portal.office.activities.append(row)
            self._portal.raise_event("ONCRMACTIVITYADD", {"FIELDS": {"ID": row["ID"]}}, _SYSTEM)
            return int(row["ID"])

    def send(self, letter: Letter, provider: str = "") -> str:
        """Nothing leaves the machine: the log of calls is where a test reads it."""
        if provider not in {"", ":default:"}:
            return f"The provider {provider} cannot be used."
        request = {
            "from": letter.sender,
            "to": list(letter.recipients),
            "subject": letter.subject,
            "text": letter.text,
            "html": letter.is_html,
        }
        address = f"{'mailto' if letter.kind == 'email' else 'sms'}:{','.join(letter.recipients)}"
        self._portal.log.add(
            "out", letter.kind, letter.subject, method="SEND", url=address, request=request, status=200, response=""
        )
        return ""

    def write_to_client_chat(self, document_id: DocumentId, text: str) -> bool:  # noqa: ARG002  # the seam's signature
        """There are no Open Channels here, so no client has ever written."""
        return False

    def call_webhook(self, url: str, document_id: DocumentId) -> None:
        self._portal.queue.put(Outgoing("webhook", "webhook", url, {"document_id": list(document_id)}, "", 0))

    def template(self, template_id: int) -> Template | None:
        return self._portal.templates.get(template_id)

    def host_url(self) -> str:
        return self._portal.address.origin

    def robot(self, activity_type: str) -> RobotRow | None:
        return self._portal.robots.by_type(activity_type)

    def call_robot(self, call: RobotCall) -> None:
        """An app that is gone or unpaid makes the step throw (rest-robots.md, "Call to HANDLER")."""
        app = self._portal.apps.get(call.robot.app_id)
        if app is None or not app.installed:
            raise Fault("The application was not found")
        if app.payment_expired:
            raise Fault("The application is not paid")
        self._portal.call_robot(call)

    def sign(self, text: str) -> str:
        return self._portal.sign(text)


def _communication(one: Mapping[str, Any]) -> dict[str, Any]:
    """As crm.activity.* keeps it: whose address it is, by type and number."""
    name, _, number = as_text(one.get("CLIENT")).rpartition("_")
    kind = BY_NAME.get(name)
    return {
        "ID": "1",
        "TYPE": one["TYPE"],
        "VALUE": one["VALUE"],
        "ENTITY_ID": number,
        "ENTITY_TYPE_ID": str(kind.id) if kind else "0",
        "ENTITY_SETTINGS": {},
    }
