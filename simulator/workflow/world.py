"""The seam between the workflow engine and the portal it runs in.

The engine knows templates and instances; the portal knows records, people, apps and the clock. Field codes and value
shapes are those a template sees (`OPPORTUNITY`, `ASSIGNED_BY_ID` = `user_7`, `CONTACT.NAME`): bpt/variables.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from simulator.workflow.template import Template

DocumentType = tuple[str, str, str]
DocumentId = tuple[str, str, str]


@dataclass(frozen=True)
class RobotRow:
    """A robot or activity that an app registered; `properties` and `return_properties` as given to robot.add."""

    app_id: str
    code: str
    handler: str
    auth_user_id: int
    use_subscription: str
    properties: Mapping[str, Mapping[str, Any]]
    return_properties: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class RobotCall:
    """One call of a robot's handler, ready for the queue (rest-robots.md, "Call to HANDLER"); `auth` is added there."""

    robot: RobotRow
    workflow_id: str
    activity_name: str
    document_type: DocumentType
    document_id: DocumentId
    event_token: str
    properties: Mapping[str, Any]
    use_subscription: str
    timeout_s: int
    auth_user_id: int


@dataclass(frozen=True)
class Letter:
    """What leaves the portal for somebody outside: `kind` is "email" or "sms"."""

    kind: str
    sender: str
    recipients: tuple[str, ...]
    text: str
    subject: str = ""
    is_html: bool = False


class World(Protocol):
    """What a running workflow may ask of its portal, and nothing else."""

    def now(self) -> datetime:
        """The portal's movable clock; aware."""

    def call_at(self, when: datetime, action: Callable[[], None]) -> None:
        """Run `action` once the clock has reached `when`; at once, on another thread, when it already has."""

    def document(self, document_id: DocumentId) -> Mapping[str, Any] | None:
        """Every field of a record in template codes and shapes, or None when there is no such record."""

    def field_options(self, document_type: DocumentType, field: str) -> Mapping[str, str]:
        """Code to caption of a select-like field (stages, sources), for `> printable`; empty when it has none."""

    def field_type(self, document_type: DocumentType, field: str) -> str:
        """The template's type of a field (`user`, `date`, `datetime`, `string`…); empty for an unknown one."""

    def stages(self, document_id: DocumentId) -> Mapping[str, str] | None:
        """Codes of the stages in the record's pipeline, each process, success or failure; None without stages."""

    def clients(self, document_id: DocumentId) -> Sequence[DocumentId]:
        """Whom to write to about a record: itself if it has addresses, then its contacts, then its company."""

    def document_type(self, type_id: int) -> DocumentType | None:
        """The type of records behind a CRM number (1, 2, 3, 4, 7, 31, 128…)."""

    def find_documents(self, document_type: DocumentType) -> Sequence[DocumentId]:
        """Every record of a type, oldest first."""

    def create_document(
        self, document_type: DocumentType, fields: Mapping[str, Any], source: DocumentId
    ) -> tuple[int, str]:
        """Make a record from inside a process that runs on `source`: its number, or 0 and an error text."""

    def delete_document(self, document_id: DocumentId) -> bool:
        """Whether there was one."""

    def may_change_stage(self, document_id: DocumentId, stage_id: str) -> bool:
        """False when this very change goes round in circles (native-activities.md, CrmChangeStatusActivity)."""

    def update_document(self, document_id: DocumentId, fields: Mapping[str, Any]) -> str:
        """Change a record from inside a process: events are raised, no process is started. Returns an error text."""

    def user_ids(self, people: Sequence[str]) -> list[int]:
        """The active users that `user_7`, `7`, `group_D5` and `group_DR5` name, in order, each once."""

    def head_of(self, user_id: int) -> int | None:
        """The head of that user's department, who is somebody else."""

    def user_name(self, user_id: int) -> str:
        """First and last name."""

    def user(self, user_id: int) -> Mapping[str, Any]:
        """The profile by its field names (`EMAIL`, `WORK_PHONE`, `UF_DEPARTMENT`); empty for an unknown user."""

    def add_task(self, fields: Mapping[str, Any], document_id: DocumentId | None) -> int:
        """Create a task; `document_id` links it to the record. Returns its id."""

    def add_comment(self, document_id: DocumentId, user_id: int, text: str) -> int:
        """Write into the record's timeline."""

    def notify(self, from_user_id: int | None, to_user_ids: Sequence[int], text: str) -> None:
        """The bell."""

    def say(self, from_user_id: int, to_user_ids: Sequence[int], text: str) -> None:
        """A chat message to each."""

    def add_activity(self, document_id: DocumentId, fields: Mapping[str, Any]) -> int:
        """A CRM activity of the record (`TYPE_ID`, `SUBJECT`, `DEADLINE`, `COMMUNICATIONS`…). Returns its id."""

    def send(self, letter: Letter, provider: str = "") -> str:
        """Hand an e-mail or text message over for delivery. Returns an error text."""

    def write_to_client_chat(self, document_id: DocumentId, text: str) -> bool:
        """Say something in the client's latest Open Channel chat; False when there is none."""

    def call_webhook(self, url: str, document_id: DocumentId) -> None:
        """POST the record's id to an address, through the queue, once (native-activities.md, "WebHookActivity")."""

    def template(self, template_id: int) -> Template | None:
        """A template that another one may start."""

    def host_url(self) -> str:
        """The portal's address."""

    def robot(self, activity_type: str) -> RobotRow | None:
        """The registered robot behind `rest_<md5>`, or None."""

    def call_robot(self, call: RobotCall) -> None:
        """Put the call into the queue server; it is sent once, later, and may be lost.

        Raises Fault when the app is not there or not paid.
        """

    def sign(self, text: str) -> str:
        """The portal's signature over `text` (HMAC, hex)."""
