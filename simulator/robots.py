"""Robots and activities that apps registered: one store, one namespace (bizproc.md, section 1; rest-robots.md)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import phpserialize

from simulator.handlers import check_handler
from simulator.wire import RestError, as_int, as_list, as_map, as_text, upper_keys
from simulator.workflow.world import DocumentType, RobotRow

_CODE = re.compile(r"[A-Za-z0-9._-]+")
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_MAX_CODE = 128
_TEXT_COLUMN = 65_535


@dataclass(frozen=True)
class Registered:
    """A row of the store; `kind` is "robot" or "activity"."""

    row: RobotRow
    kind: str
    name: str
    settings_page: str
    fields: Mapping[str, Any]

    def is_offered_for(self, document_type: DocumentType) -> bool:
        """What FILTER hides is only not shown to people (bizproc.md, section 1)."""
        rules = upper_keys(self.fields.get("FILTER"))
        hit = {key: any(_applies(rule, document_type) for rule in as_list(rules[key])) for key in rules}
        return hit.get("INCLUDE", True) and not hit.get("EXCLUDE", False)


def type_of(client_id: str, code: str) -> str:
    """The `Type` of a template step (rest-robots.md, Type name)."""
    return "rest_" + hashlib.md5(f"{client_id}@{code}".encode(), usedforsecurity=False).hexdigest()


class Robots:
    """By the type that template steps use."""

    def __init__(self, *, strict: bool) -> None:
        self.rows: dict[str, Registered] = {}
        self._strict = strict

    def by_type(self, activity_type: str) -> RobotRow | None:
        found = self.rows.get(activity_type.lower())
        return found.row if found else None

    def codes(self, client_id: str, kind: str) -> list[str]:
        return [found.row.code for found in self.rows.values() if found.row.app_id == client_id and found.kind == kind]

    def add(self, client_id: str, kind: str, given: Mapping[str, Any]) -> None:
        fields = upper_keys(given)
        if not fields:
            raise _invalid("Empty data!")
        code = check_code(fields)
        for required in ("HANDLER", "NAME"):
            fields.setdefault(required, "")
        self._check(fields)
        key = type_of(client_id, code)
        if key in self.rows:
            raise RestError("ERROR_ACTIVITY_ALREADY_INSTALLED", "Activity or Robot already installed!")
        self.rows[key] = _registered(client_id, kind, code, fields)

    def update(self, client_id: str, kind: str, code: str, given: Any) -> None:
        fields = upper_keys(given)
        fields.pop("CODE", None)
        known = self._find(client_id, kind, code)
        fields = {name: value for name, value in fields.items() if name in _UPDATABLE}
        if not fields:
            raise _invalid("No fields to update")
        self._check(fields)
        key = type_of(client_id, code)
        self.rows[key] = _registered(client_id, kind, code, {**known.fields, **fields})

    def delete(self, client_id: str, kind: str, code: str) -> None:
        self._find(client_id, kind, code)
        del self.rows[type_of(client_id, code)]

    def drop(self, client_id: str) -> None:
        """On uninstall and on a version update (bizproc.md, section 1)."""
        self.rows = {key: found for key, found in self.rows.items() if found.row.app_id != client_id}

    def _find(self, client_id: str, kind: str, code: str) -> Registered:
        found = self.rows.get(type_of(client_id, code))
        if found is None or found.kind != kind:
            raise RestError("ERROR_ACTIVITY_NOT_FOUND", "Activity or Robot not found!")
        return found

    def _check(self, fields: Mapping[str, Any]) -> None:
        if "HANDLER" in fields:
            check_handler(as_text(fields["HANDLER"]), strict=self._strict)
        if "NAME" in fields and not _has_name(fields["NAME"]):
            raise _invalid("Empty activity NAME!")
        for key in ("PROPERTIES", "RETURN_PROPERTIES"):
            if key in fields:
                _check_properties(fields[key])
                if len(phpserialize.dumps(fields[key])) >= _TEXT_COLUMN:
                    raise RestError("", f"Data too long for column '{key}' at row 1")  # our words
        if not _is_filter(fields.get("FILTER")):
            raise _invalid("Wrong activity FILTER!")
        if fields.get("DOCUMENT_TYPE") and len(as_list(fields["DOCUMENT_TYPE"])) != 3:
            raise _invalid("Wrong activity DOCUMENT_TYPE!")
        if as_text(fields.get("USE_PLACEMENT")) == "Y":
            check_handler(as_text(fields.get("PLACEMENT_HANDLER")), strict=self._strict)


_UPDATABLE = frozenset(
    {"HANDLER", "NAME", "DESCRIPTION", "AUTH_USER_ID", "USE_SUBSCRIPTION", "PROPERTIES", "RETURN_PROPERTIES",
     "DOCUMENT_TYPE", "FILTER", "USE_PLACEMENT", "PLACEMENT_HANDLER"}
)  # fmt: skip


def check_code(fields: Mapping[str, Any]) -> str:
    code = as_text(fields.get("CODE"))
    if not code:
        raise _invalid("Empty activity code!")
    if not _CODE.fullmatch(code) or len(code) > _MAX_CODE:
        raise _invalid("Wrong activity code!")
    return code


def _invalid(text: str) -> RestError:
    return RestError("ERROR_ACTIVITY_VALIDATION_FAILURE", text)


def _has_name(value: Any) -> bool:
    return any(as_text(text).strip() for text in as_map(value).values()) or bool(as_text(value).strip())


def _check_properties(value: Any) -> None:
    if value in ("", None):
        return
    if not isinstance(value, Mapping | list):
        raise _invalid("Wrong properties array!")
    for key, definition in as_map(value).items():
        if not _KEY.fullmatch(key):
            raise _invalid(f"Wrong property key {key}!")
        if not _has_name(upper_keys(definition).get("NAME")):
            raise _invalid(f"Empty property NAME {key}!")


def _is_filter(value: Any) -> bool:
    if value in (None, "", [], {}):
        return True
    rules = upper_keys(value)
    return isinstance(value, Mapping) and all(
        key in {"INCLUDE", "EXCLUDE"} and isinstance(rule, Mapping | list) for key, rule in rules.items()
    )


def _applies(rule: Any, document_type: DocumentType) -> bool:
    """`b24` is the cloud, which this portal plays; a list is a document type or its beginning."""
    if isinstance(rule, str):
        return rule == "b24"
    parts = [as_text(part) for part in as_list(rule)]
    return bool(parts) and parts == list(document_type[: len(parts)])


def _registered(client_id: str, kind: str, code: str, fields: Mapping[str, Any]) -> Registered:
    names = fields["NAME"]
    subscription = as_text(fields.get("USE_SUBSCRIPTION"))
    row = RobotRow(
        app_id=client_id,
        code=code,
        handler=as_text(fields["HANDLER"]),
        auth_user_id=as_int(fields.get("AUTH_USER_ID")),
        use_subscription=subscription if subscription in {"Y", "N"} else "",
        properties={key: as_map(value) for key, value in as_map(fields.get("PROPERTIES")).items()},
        return_properties={key: as_map(value) for key, value in as_map(fields.get("RETURN_PROPERTIES")).items()},
    )
    page = as_text(fields.get("PLACEMENT_HANDLER")) if as_text(fields.get("USE_PLACEMENT")) == "Y" else ""
    title = as_map(names).get("en") or next(iter(as_map(names).values()), "") or as_text(names)
    return Registered(row, kind, as_text(title), page, dict(fields))
