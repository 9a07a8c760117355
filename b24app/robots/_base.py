"""What a robot is: a declaration and a function from inputs to outputs.

The two dataclasses become PROPERTIES and RETURN_PROPERTIES (contract/bizproc.md §1); every robot also returns `error`,
empty when all went well, so a template can branch on it. A robot returns, it does not act on the framework: what it
returns is the answer, and RobotFailed is the answer that says why not.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, Protocol

from b24app.errors import RobotFailed
from b24app.model import Document

People = tuple[str, ...]
_TYPES = {"str": "text", "int": "int", "bool": "bool", "People": "user"}


class Effect(Enum):
    """What may happen after a crash in the middle of `run` (reliability.md §2)."""

    REPEATABLE = "running it again gives the same state"
    CHECKED = "it looks for its own mark before it writes"
    ONCE = "never run again without a person"


class Calls(Protocol):
    """The portal that called, with the app's own token."""

    def call(self, method: str, params: Mapping[str, Any] | None = None) -> Any:
        """The `result` of one REST method. Raises PortalError."""

    def rows(self, method: str, params: Mapping[str, Any] | None = None) -> Iterator[Any]:
        """The rows of a list."""


class Http(Protocol):
    """The outside world, behind the address rules of portals/net.py."""

    def send(self, method: str, url: str, body: str) -> tuple[int, str]:
        """Status and the beginning of the answer. Raises RobotFailed."""


@dataclass(frozen=True)
class Ctx:
    """What a robot gets beside its inputs. `key` is unique to this invocation and the same in every attempt."""

    document: Document
    portal: Calls
    http: Http
    now: datetime
    key: str


@dataclass(frozen=True)
class Robot:
    """One automation rule."""

    code: str
    title: Mapping[str, str]
    inputs: type
    outputs: type
    effect: Effect
    run: Callable[[Any, Ctx], Any]
    hidden: bool = False  # not in the pick lists: only our own templates use it

    def registration(self, handler: str, user_id: int) -> dict[str, Any]:
        """Parameters of bizproc.robot.add."""
        params: dict[str, Any] = {
            "CODE": self.code,
            "HANDLER": handler,
            "NAME": dict(self.title),
            "AUTH_USER_ID": user_id,
            "PROPERTIES": {field.name: _property(field) for field in dataclasses.fields(self.inputs)},
            "RETURN_PROPERTIES": {
                **{field.name: _property(field) for field in dataclasses.fields(self.outputs)},
                "error": {"Name": {"en": "Error"}, "Type": "text", "Required": "N", "Multiple": "N"},
            },
        }
        if self.hidden:
            params |= {"USE_SUBSCRIPTION": "N", "FILTER": {"INCLUDE": [["b24app"]]}}
        return params

    def parse(self, properties: Mapping[str, Any]) -> Any:
        """The call's properties as `inputs`. Raises RobotFailed naming the property."""
        given = {name.lower(): value for name, value in properties.items()}
        return self.inputs(**{field.name: _read(field, given) for field in dataclasses.fields(self.inputs)})


def prop(title: str, *, default: Any = dataclasses.MISSING) -> Any:
    """A property with its English name; without `default` it is required."""
    return dataclasses.field(default=default, metadata={"title": title})


def _property(field: dataclasses.Field[Any]) -> dict[str, Any]:
    kind = str(field.type)
    told: dict[str, Any] = {
        "Name": {"en": field.metadata["title"]},
        "Type": _TYPES[kind],
        "Required": "Y" if field.default is dataclasses.MISSING else "N",
        "Multiple": "Y" if kind == "People" else "N",
    }
    if field.default not in {dataclasses.MISSING, "", ()}:
        told["Default"] = ("Y" if field.default else "N") if kind == "bool" else field.default
    return told


def _read(field: dataclasses.Field[Any], given: Mapping[str, Any]) -> Any:
    value = given.get(field.name.lower())
    value = value.strip() if isinstance(value, str) else value
    if value in (None, "", [], {}):
        if field.default is dataclasses.MISSING:
            raise RobotFailed(f"“{field.metadata['title']}” is empty")
        return field.default
    try:
        return _READERS[str(field.type)](value)
    except ValueError:
        raise RobotFailed(f"“{field.metadata['title']}” is not a whole number") from None


def _people(value: Any) -> People:
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else [value]
    return tuple(str(item).strip() for item in items if str(item).strip())


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ", ".join(_people(value))


_READERS: dict[str, Callable[[Any], Any]] = {
    "str": _text,
    "int": lambda value: int(str(value)),
    "bool": lambda value: str(value).lower() in {"y", "1", "true", "yes"},
    "People": _people,
}
