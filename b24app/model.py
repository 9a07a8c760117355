"""The nouns that cross layers: frozen, without I/O."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


class Secret:
    """A text that does not show itself: `reveal()` is the only way to it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The text itself."""
        return self._text

    def __repr__(self) -> str:
        return "***"

    __str__ = __repr__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __bool__(self) -> bool:
        return bool(self._text)


@dataclass(frozen=True)
class Document:
    """The record a workflow runs on: Bitrix24's three-part id and type."""

    module: str
    entity: str
    item: str

    @property
    def id(self) -> int:
        """The number after the last underscore of `DEAL_42` (contract/bizproc.md §3)."""
        digits = self.item.rpartition("_")[2]
        return int(digits) if digits.isdecimal() else 0

    @property
    def type_code(self) -> str:
        """`DEAL` of `DEAL_42`."""
        return self.item.rpartition("_")[0] or self.item


@dataclass(frozen=True)
class Tokens:
    """A pair from the authorization server and the moment the first of them ends."""

    access: Secret
    refresh: Secret
    expires_at: datetime
    user_id: int


@dataclass(frozen=True)
class Portal:
    """One installed Bitrix24. `member_id` is its only key: the address can change."""

    member_id: str
    domain: str
    client_endpoint: str
    auth_endpoint: str
    scope: frozenset[str]
    installed_by: int
    finished: bool


@dataclass(frozen=True)
class Installation:
    """What the authorization server confirmed of one opening (contract/oauth-and-install.md §8)."""

    member_id: str
    domain: str
    client_endpoint: str
    auth_endpoint: str
    scope: frozenset[str]
    user_id: int
    installed: bool


@dataclass(frozen=True)
class Visit:
    """One verified opening of a page by a person. Only `web.guards` makes one."""

    portal: Portal
    user_id: int
    is_admin: bool
    placement: str
    options: dict[str, Any] = field(default_factory=dict)
    language: str = "en"

    @property
    def origin(self) -> str:
        """The only page that may frame the answer: the portal's scheme and host."""
        return "/".join(self.portal.client_endpoint.split("/", 3)[:3])


@dataclass(frozen=True)
class Invocation:
    """One call of a robot by a portal, as accepted; its right to answer stays encrypted in the inbox."""

    id: int
    member_id: str
    key: str
    robot: str
    workflow_id: str
    document: Document
    properties: dict[str, Any]
    event_token: Secret
    waits: bool
    user_id: int
    received_at: datetime
    deadline_at: datetime
    attempts: int
    fence: int
    outcome: dict[str, Any] | None = None
