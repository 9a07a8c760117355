"""Reads a portal's directory: pipelines, stages, fields and their values, employees, departments, time.

What a portal does not have, or the app may not read, is left empty; the rest is still good for resolving names.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any, Final

from pydantic import ValidationError

from b24app.errors import PortalRefused
from b24app.model import Portal
from b24app.plan.snapshot import (
    Department,
    Holds,
    Option,
    Pipeline,
    PortalField,
    Snapshot,
    Stage,
    User,
    WorkingCalendar,
)
from b24app.plan.vocabulary import Entity
from b24app.portals.client import Client, Params
from b24app.portals.wire import as_list, as_map, list_rows

_KEPT_S: Final = 300.0
_SEMANTICS: Mapping[str, Any] = {"S": "success", "F": "failure"}
_TYPES: Final[dict[int, Entity]] = {
    1: "CRM_LEAD",
    2: "CRM_DEAL",
    3: "CRM_CONTACT",
    4: "CRM_COMPANY",
    7: "CRM_QUOTE",
    31: "CRM_INVOICE",
}
# Directories whose rows are the values of a field (actions.md §5, Sources etc.).
_LISTS: Final[dict[tuple[int, str], str]] = {(2, "TYPE_ID"): "DEAL_TYPE", (3, "TYPE_ID"): "CONTACT_TYPE"}
_DIRECTORIES: Final = ("SOURCE", "DEAL_TYPE", "CONTACT_TYPE", "COMPANY_TYPE", "INDUSTRY", "EMPLOYEES", "HONORIFIC")
_HOLDS: Final[dict[str, Holds]] = {
    "integer": "number",
    "double": "number",
    "money": "number",
    "boolean": "bool",
    "user": "user",
    "employee": "user",
    "date": "date",
    "datetime": "datetime",
    "enumeration": "list",
    "crm_currency": "list",
    "file": "file",
}


class Directories:
    """Snapshots by portal, each kept for five minutes: names change rarely, and publishing asks for many."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._kept: dict[str, tuple[float, Snapshot]] = {}

    def of(self, portal: Portal, *, fresh: bool = False) -> Snapshot:
        """The portal's directory, read anew when it is old or `fresh` is asked for. Raises PortalError."""
        read_at, kept = self._kept.get(portal.member_id, (0.0, None))
        if kept is None or fresh or time.monotonic() - read_at > _KEPT_S:
            kept = take(self._client, portal)
            self._kept[portal.member_id] = (time.monotonic(), kept)
        return kept


def take(client: Client, portal: Portal) -> Snapshot:
    """What names are resolved against, read now (actions.md §5). Raises PortalError."""
    types = _TYPES | {number: f"DYNAMIC_{number}" for number in _own_types(client, portal)}
    first = client.batch(portal, _first(types))
    pipelines = [
        Pipeline(entity=types[number], id=int(row["id"]), name=str(row.get("name") or row["id"]))
        for number in types
        for row in map(as_map, as_list(as_map(first.get(f"pipelines{number}")).get("categories")))
    ]
    numbers = {entity: number for number, entity in types.items()}
    more = {_stage_list(numbers[row.entity], row.id): row for row in pipelines}
    second = client.batch(portal, {name: _statuses(name) for name in more}) if more else {}
    stages = [*_stages(first.get("STATUS"), "CRM_LEAD", 0), *_stages(first.get("QUOTE_STATUS"), "CRM_QUOTE", 0)]
    stages += [stage for name, row in more.items() for stage in _stages(second.get(name), row.entity, row.id)]
    values = {name: tuple(_options(first.get(name))) for name in _DIRECTORIES}
    return Snapshot(
        pipelines=tuple(pipelines),
        stages=tuple(stages),
        fields=tuple(row for number in types for row in _fields(first.get(f"fields{number}"), number, types, values)),
        users=tuple(_users(client, portal)),
        departments=tuple(_department(as_map(row)) for row in client.pages(portal, "department.get")),
        time_zone=_time_zone(first),
        calendar=_calendar(client, portal),
    )


def _first(types: Mapping[int, Entity]) -> dict[str, tuple[str, Params]]:
    named = {name: _statuses(name) for name in ("STATUS", "QUOTE_STATUS", *_DIRECTORIES)}
    staged = [number for number in types if number not in {1, 3, 4, 7}]
    return {
        **named,
        **{f"pipelines{number}": ("crm.category.list", {"entityTypeId": number}) for number in staged},
        **{
            f"fields{number}": ("crm.item.fields", {"entityTypeId": number, "useOriginalUfNames": "Y"})
            for number in types
        },
        "profile": ("profile", {}),
        "time": ("server.time", {}),
    }


def _own_types(client: Client, portal: Portal) -> list[int]:
    """Numbers of the smart processes; none where the tariff has none."""
    with suppress(PortalRefused):
        rows = map(as_map, list_rows(client.call(portal, "crm.type.list")))
        return sorted(int(row["entityTypeId"]) for row in rows)
    return []


def _stage_list(number: int, pipeline: int) -> str:
    """The directory of a pipeline's stages (actions.md §5, Stages)."""
    if number == 2:  # noqa: PLR2004 - deals
        return f"DEAL_STAGE_{pipeline}" if pipeline else "DEAL_STAGE"
    return f"SMART_INVOICE_STAGE_{pipeline}" if number == 31 else f"DYNAMIC_{number}_STAGE_{pipeline}"  # noqa: PLR2004


def _statuses(directory: str) -> tuple[str, Params]:
    return "crm.status.list", {"filter": {"ENTITY_ID": directory}, "order": {"SORT": "ASC"}}


def _stages(rows: object, entity: Entity, pipeline_id: int) -> Iterator[Stage]:
    for row in map(as_map, as_list(rows)):
        yield Stage(
            entity=entity,
            code=str(row["STATUS_ID"]),
            name=str(row.get("NAME") or row["STATUS_ID"]),
            pipeline_id=pipeline_id,
            semantics=_SEMANTICS.get(str(row.get("SEMANTICS")), "process"),
        )


def _options(rows: object) -> Iterator[Option]:
    for row in map(as_map, as_list(rows)):
        yield Option(code=str(row["STATUS_ID"]), name=str(row.get("NAME") or row["STATUS_ID"]))


def _fields(
    answer: object, number: int, types: Mapping[int, Entity], values: Mapping[str, tuple[Option, ...]]
) -> Iterator[PortalField]:
    """The fields of one kind of record, those that are kept for old integrations left out."""
    for name, row in sorted(as_map(as_map(answer).get("fields")).items()):
        told = as_map(row)
        if told.get("isDeprecated") is True:
            continue
        code = str(told.get("upperName") or name)
        directory = _LISTS.get((number, code), code.removesuffix("_ID"))
        own = tuple(
            Option(code=str(one["ID"]), name=str(one["VALUE"])) for one in map(as_map, as_list(told.get("items")))
        )
        options = own or values.get(directory, ())
        kind = str(told.get("type"))
        yield PortalField(
            entity=types[number],
            code=code,
            caption=str(told.get("title") or code),
            holds=_holds(kind, code, has_options=bool(options)),
            multiple=told.get("isMultiple") is True,
            writable=told.get("isReadOnly") is not True,
            options=options,
        )


def _holds(kind: str, code: str, *, has_options: bool) -> Holds:
    if kind == "crm_status":
        return "list" if has_options else "stage"
    if kind.startswith("crm") and kind != "crm_currency":
        return "link" if code != "CATEGORY_ID" else "list"
    return _HOLDS.get(kind, "text")


def _users(client: Client, portal: Portal) -> Iterator[User]:
    for row in client.pages(portal, "user.get", {"FILTER": {"ACTIVE": True, "USER_TYPE": "employee"}}):
        user = as_map(row)
        name = f"{user.get('NAME') or ''} {user.get('LAST_NAME') or ''}".strip()
        yield User(
            id=int(user["ID"]),
            name=name or f"user {user['ID']}",
            department_ids=tuple(int(number) for number in as_list(user.get("UF_DEPARTMENT"))),
            position=str(user.get("WORK_POSITION") or ""),
        )


def _department(row: Mapping[str, Any]) -> Department:
    return Department(
        id=int(row["ID"]),
        name=str(row.get("NAME") or row["ID"]),
        parent_id=int(row.get("PARENT") or 0),
        head_id=int(row.get("UF_HEAD") or 0),
    )


def _time_zone(first: Mapping[str, Any]) -> str:
    """The zone of whoever installed the app, else how far the server is from UTC, as in `+01:00`."""
    zone = str(as_map(first.get("profile")).get("TIME_ZONE") or "")
    with suppress(ValueError):
        return zone or datetime.fromisoformat(str(first.get("time"))).isoformat()[-6:]
    return ""


def _calendar(client: Client, portal: Portal) -> WorkingCalendar:
    """The portal's working time where the app may read its calendar, else Monday to Friday, nine to six."""
    with suppress(PortalRefused, ValidationError, ValueError):
        told = as_map(client.call(portal, "calendar.settings.get"))
        off = {str(day) for day in as_list(told.get("week_holidays"))}
        days = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
        return WorkingCalendar(
            days=tuple(number for number, day in enumerate(days, start=1) if day not in off),
            start=_clock(told.get("work_time_start"), "09:00"),
            end=_clock(told.get("work_time_end"), "18:00"),
            days_off=tuple(_day_off(one) for one in str(told.get("year_holidays") or "").split(",") if one.strip()),
        )
    return WorkingCalendar()


def _clock(told: object, otherwise: str) -> str:
    """`9`, `9.30` or `9:30` as `09:30`."""
    hour, _, minute = str(told or "").replace(":", ".").partition(".")
    return f"{int(hour):02}:{int(minute.ljust(2, '0') or 0):02}" if hour.isdigit() else otherwise


def _day_off(told: str) -> str:
    """`1.05`, the first of May, as `05-01`."""
    day, _, month = told.strip().partition(".")
    return f"{int(month):02}-{int(day):02}"
