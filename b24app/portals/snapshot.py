"""Reads a portal's directory: stages of all pipelines, active employees, departments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from b24app.model import Portal
from b24app.plan.snapshot import Department, Snapshot, Stage, User
from b24app.plan.vocabulary import Entity
from b24app.portals.client import Client, Params
from b24app.portals.wire import as_list, as_map

_SEMANTICS: Mapping[str, Any] = {"S": "success", "F": "failure"}


def take(client: Client, portal: Portal) -> Snapshot:
    """What names are resolved against, read now (actions.md §5). Raises PortalError."""
    directories: dict[str, tuple[Entity, int]] = {"STATUS": ("CRM_LEAD", 0), "DEAL_STAGE": ("CRM_DEAL", 0)}
    first = client.batch(
        portal,
        {
            "pipelines": ("crm.category.list", {"entityTypeId": 2}),
            "STATUS": _statuses("STATUS"),
            "DEAL_STAGE": _statuses("DEAL_STAGE"),
        },
    )
    pipelines = [int(row["id"]) for row in map(as_map, as_list(as_map(first.get("pipelines")).get("categories")))]
    more = {f"DEAL_STAGE_{number}": number for number in pipelines if number}
    second = client.batch(portal, {name: _statuses(name) for name in more}) if more else {}
    directories |= {name: ("CRM_DEAL", number) for name, number in more.items()}
    stages = [stage for name, where in directories.items() for stage in _stages({**first, **second}.get(name), *where)]
    return Snapshot(
        stages=tuple(stages),
        users=tuple(_users(client, portal)),
        departments=tuple(_department(as_map(row)) for row in client.pages(portal, "department.get")),
    )


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


def _users(client: Client, portal: Portal) -> Iterator[User]:
    for row in client.pages(portal, "user.get", {"FILTER": {"ACTIVE": True, "USER_TYPE": "employee"}}):
        user = as_map(row)
        name = f"{user.get('NAME') or ''} {user.get('LAST_NAME') or ''}".strip()
        departments = tuple(int(number) for number in as_list(user.get("UF_DEPARTMENT")))
        yield User(id=int(user["ID"]), name=name or f"user {user['ID']}", department_ids=departments)


def _department(row: Mapping[str, Any]) -> Department:
    return Department(
        id=int(row["ID"]),
        name=str(row.get("NAME") or row["ID"]),
        parent_id=int(row.get("PARENT") or 0),
        head_id=int(row.get("UF_HEAD") or 0),
    )
