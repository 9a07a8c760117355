"""Modifiers of a reference: conversion to a base type, and formats (bpt-format.md, "Expressions")."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from simulator.workflow import dates, values

_USER = re.compile(r"user_(\d+)\Z", re.IGNORECASE)


class Captions(Protocol):
    """Who can tell the names behind codes."""

    def option(self, code: str) -> str | None:
        """The caption of a code among the field's options, or None."""

    def person(self, user_id: int) -> str: ...

    def moment(self, value: Any) -> Any:
        """The value as an aware datetime, or None when it is none."""


def apply(value: Any, modifier: str, captions: Captions) -> Any:
    """The value after one modifier; an unknown one changes nothing."""
    change = _CHANGES.get(modifier)
    if change is None:
        return _part_of_file(value, modifier)
    if isinstance(value, list | tuple):
        return [change(item, captions) for item in value]
    return change(value, captions)


def _printable(value: Any, captions: Captions) -> Any:
    if isinstance(value, Mapping):
        return values.to_text(value)
    caption = captions.option(values.to_text(value))
    return _friendly(value, captions) if caption is None else caption


def _friendly(value: Any, captions: Captions) -> Any:
    found = _USER.match(value) if isinstance(value, str) else None
    return captions.person(int(found.group(1))) if found else values.to_text(value)


def _user_id(value: Any) -> Any:
    found = _USER.match(value) if isinstance(value, str) else None
    return found.group(1) if found else value


def _to_int(value: Any, _: Captions) -> Any:
    return values.to_int(_user_id(value))


def _to_double(value: Any, _: Captions) -> Any:
    return float(values.to_number(_user_id(value)))


def _to_bool(value: Any, _: Captions) -> str:
    return "Y" if values.truthy(value) and value not in {"N", "n", "false", "no"} else "N"


def _to_user(value: Any, _: Captions) -> Any:
    number = values.to_int(_user_id(value))
    return f"user_{number}" if number else None


def _to_moment(value: Any, captions: Captions) -> str:
    moment = captions.moment(value)
    return dates.show(moment) if moment else ""


def _to_day(value: Any, captions: Captions) -> str:
    moment = captions.moment(value)
    return dates.show_day(moment) if moment else ""


def _to_time(value: Any, captions: Captions) -> str:
    moment = captions.moment(value)
    return f"{moment:%H:%M}" if moment else ""


def _to_text(value: Any, _: Captions) -> str:
    return values.to_text(value)


def _same(value: Any, _: Captions) -> Any:
    return value


def _part_of_file(value: Any, part: str) -> Any:
    return value[part] if part in _FILE_PARTS and isinstance(value, Mapping) and part in value else value


_FILE_PARTS = frozenset({"src", "publink", "shortlink", "name"})
_CHANGES: dict[str, Callable[[Any, Captions], Any]] = {
    "printable": _printable,
    "friendly": _friendly,
    "string": _to_text,
    "text": _to_text,
    "int": _to_int,
    "double": _to_double,
    "bool": _to_bool,
    "user": _to_user,
    "date": _to_day,
    "datetime": _to_moment,
    "time": _to_time,
    "select": _same,
    "internalselect": _same,
    "file": _same,
    # Nobody has a zone of their own here (dates.py), so every point of view is the server's.
    "server": _same,
    "author": _same,
    "responsible": _same,
}
MODIFIERS = frozenset({*_CHANGES, *_FILE_PARTS})
