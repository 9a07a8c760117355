"""The seam between the workflow engine and the portal it runs in.

The engine knows templates and instances; the portal knows records, people, apps and the clock. Field codes and value
shapes are those a template sees (`OPPORTUNITY`, `ASSIGNED_BY_ID` = `user_7`, `CONTACT.NAME`): bpt/variables.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

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

    def update_document(self, document_id: DocumentId, fields: Mapping[str, Any]) -> str:
        """Change a record from inside a process: events are raised, no process is started. Returns an error text."""

    def user_ids(self, people: Sequence[str]) -> list[int]:
        """The active users that `user_7`, `7`, `group_D5` and `group_DR5` name, in order, each once."""

    def head_of(self, user_id: int) -> int | None:
        """The head of that user's department, who is somebody else."""

    def user_name(self, user_id: int) -> str:
        """First and last name."""

    def add_task(self, fields: Mapping[str, Any], document_id: DocumentId | None) -> int:
        """Create a task; `document_id` links it to the record. Returns its id."""

    def add_comment(self, document_id: DocumentId, user_id: int, text: str) -> int:
        """Write into the record's timeline."""

    def notify(self, from_user_id: int | None, to_user_ids: Sequence[int], text: str) -> None:
        """The bell."""

    def robot(self, activity_type: str) -> RobotRow | None:
        """The registered robot behind `rest_<md5>`, or None."""

    def call_robot(self, call: RobotCall) -> None:
        """Put the call into the queue server; it is sent once, later, and may be lost."""

    def sign(self, text: str) -> str:
        """The portal's signature over `text` (HMAC, hex)."""
