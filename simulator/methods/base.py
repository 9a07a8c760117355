"""What a REST method is: a function of a call, and who may use it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simulator.apps import App
from simulator.changes import Actor
from simulator.wire import Params, RestError

if TYPE_CHECKING:
    from simulator.portal import Portal


@dataclass(frozen=True)
class Call:
    """One call: the acting user, the app (None for a webhook) and the parameters."""

    portal: Portal
    method: str
    user_id: int
    app: App | None
    scopes: frozenset[str]
    params: Params

    @property
    def actor(self) -> Actor:
        return Actor(self.user_id, connector=self.params.text("auth_connector"))

    @property
    def is_admin(self) -> bool:
        return self.portal.people.is_admin(self.user_id)

    @property
    def client_id(self) -> str:
        return self.app.client_id if self.app else ""


@dataclass(frozen=True)
class Method:
    """`denied` is the HTTP status of the refusal for those who are no administrators.

    Some families refuse with ACCESS_DENIED and words of their own for both reasons: `words` is their frame.
    """

    run: Callable[[Call], Any]
    scope: str = ""
    admin: bool = False
    app_only: bool = False
    denied: int = 403
    words: str = ""

    def without_app(self) -> RestError:
        """Bizproc says it in its own way (bizproc.md, section 0); the rest with WRONG_AUTH_TYPE."""
        if self.words:
            return RestError("ACCESS_DENIED", self.words.format("Application context required"), self.denied)
        if self.scope == "bizproc":
            return RestError("ACCESS_DENIED", "Application context required", self.denied)
        return RestError("WRONG_AUTH_TYPE", "Current authorization type is denied for this method", 403)

    def not_admin(self) -> RestError:
        text = self.words.format("Admin permissions required") if self.words else "Access denied!"
        return RestError("ACCESS_DENIED", text, self.denied)


def required(call: Call, *names: str) -> None:
    """The refusal of methods whose parameters are matched by name (crm/universal, code 100)."""
    for name in names:
        if call.params.get(name) in (None, ""):
            raise RestError(100, f"Could not find value for parameter {{{name}}}")


def field_description(kind: str, title: str, *, read_only: bool = False, is_required: bool = False) -> dict[str, Any]:
    """One entry of the classic `….fields` methods."""
    return {
        "type": kind,
        "isRequired": is_required,
        "isReadOnly": read_only,
        "isImmutable": False,
        "isMultiple": False,
        "isDynamic": False,
        "title": title.replace("_", " ").capitalize() if title.isupper() else title,
    }


MethodTable = Mapping[str, Method]
