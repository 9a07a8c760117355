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
        return Actor(self.user_id)

    @property
    def is_admin(self) -> bool:
        return self.portal.people.is_admin(self.user_id)

    @property
    def client_id(self) -> str:
        return self.app.client_id if self.app else ""


@dataclass(frozen=True)
class Method:
    """`denied` is the HTTP status of the refusal for those who are no administrators."""

    run: Callable[[Call], Any]
    scope: str = ""
    admin: bool = False
    app_only: bool = False
    denied: int = 403

    def without_app(self) -> RestError:
        """Bizproc says it in its own way (bizproc.md, section 0); the rest with WRONG_AUTH_TYPE."""
        if self.scope == "bizproc":
            return RestError("ACCESS_DENIED", "Application context required", self.denied)
        return RestError("WRONG_AUTH_TYPE", "Current authorization type is denied for this method", 403)

    def not_admin(self) -> RestError:
        return RestError("ACCESS_DENIED", "Access denied!", self.denied)


MethodTable = Mapping[str, Method]
