"""Everything a test may want to see of the portal, as JSON (`GET /_state`, `GET /_seed`)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from simulator import views
from simulator.automation import PlacedRobot
from simulator.entities import COMPANY, CONTACT, DEAL, ENTITIES, EXPENSE, INVOICE, LEAD, QUOTE
from simulator.portal import Portal
from simulator.robots import type_of

_TABLES = {
    "deals": DEAL,
    "leads": LEAD,
    "contacts": CONTACT,
    "companies": COMPANY,
    "quotes": QUOTE,
    "invoices": INVOICE,
    "expenses": EXPENSE,
}


def everything(portal: Portal, kinds: frozenset[str] = frozenset(), number: str = "") -> dict[str, Any]:
    """All of it, or only the `kinds` that are named, and of their rows the one with that id where one is named."""
    office = portal.office
    parts: dict[str, Callable[[], list[dict[str, Any]]]] = {
        **{name: partial(_records, portal, type_id) for name, type_id in _TABLES.items()},
        "tasks": lambda: [dict(row) for row in office.tasks.values()],
        "messages": lambda: [dict(row) for row in office.messages],
        "notifications": lambda: [dict(row) for row in office.notifications],
        "comments": lambda: [dict(row) for row in office.comments],
        "product_rows": lambda: [dict(row) for row in portal.product_rows.rows.values()],
        "activities": lambda: [dict(row) for row in office.activities],
        "workflows": lambda: _workflows(portal, number),
        "templates": lambda: _templates(portal),
        **{name: partial(read, portal) for name, read in _REGISTRATIONS.items()},
        "apps": lambda: _apps(portal),
        "user_fields": lambda: _user_fields(portal),
    }
    with portal.lock:
        shown = {name: read() for name, read in parts.items() if not kinds or name in kinds}
        return {name: _only(rows, number) for name, rows in shown.items()} | {"now": portal.now_text()}


def _only(rows: list[dict[str, Any]], number: str) -> list[dict[str, Any]]:
    return [row for row in rows if number in {str(row.get("id")), str(row.get("ID"))}] if number else rows


def _records(portal: Portal, type_id: int) -> list[dict[str, Any]]:
    kind = ENTITIES[type_id]
    return [views.item(portal.records, kind, record) for record in portal.records.tables[type_id].values()]


def _workflows(portal: Portal, number: str) -> list[dict[str, Any]]:
    return [
        {
            "id": row.id,
            "template_id": row.template_id,
            "document_id": list(row.document_id),
            "state": row.state,
            "status": row.status,
            "error": row.error,
            "log": [dict(note) for note in row.log],
            "started_by": row.started_by,
        }
        for row in portal.engine.instances()
        if not number or row.id == number
    ]


def _templates(portal: Portal) -> list[dict[str, Any]]:
    return [
        {
            "id": row.id,
            "name": row.name,
            "document_type": list(row.document_type),
            "auto_execute": row.auto_execute,
            "system_code": row.system_code,
            "tree": list(row.tree),
        }
        for row in portal.templates.rows.values()
    ]


def _robots(portal: Portal) -> list[dict[str, Any]]:
    return [
        {
            "app": found.row.app_id,
            "code": found.row.code,
            "kind": found.kind,
            "name": found.name,
            "type": type_of(found.row.app_id, found.row.code),
            "handler": found.row.handler,
            "use_subscription": found.row.use_subscription,
            "auth_user_id": found.row.auth_user_id,
            "properties": dict(found.row.properties),
            "return_properties": dict(found.row.return_properties),
        }
        for found in portal.robots.rows.values()
    ]


def _triggers(portal: Portal) -> list[dict[str, Any]]:
    return [
        {
            "app": app,
            "code": code,
            "name": name,
            "stages": [list(row) for row in portal.automation.wired.get((app, code), [])],
        }
        for (app, code), name in portal.automation.triggers.items()
    ]


def _placements(portal: Portal) -> list[dict[str, Any]]:
    return [
        {"app": row.client_id, "placement": row.placement, "handler": row.handler, "title": row.title}
        for row in portal.placements.rows
    ]


def _event_handlers(portal: Portal) -> list[dict[str, Any]]:
    return [
        {
            "id": row.id,
            "app": row.client_id,
            "event": row.event,
            "handler": row.url,
            "auth_type": row.auth_type,
            "offline": row.offline,
        }
        for row in portal.handlers.rows
    ]


_REGISTRATIONS: dict[str, Callable[[Portal], list[dict[str, Any]]]] = {
    "robots": _robots,
    "stage_robots": lambda portal: [_placed(row) for row in portal.automation.robots],
    "triggers": _triggers,
    "placements": _placements,
    "event_handlers": _event_handlers,
}


def _placed(row: PlacedRobot) -> dict[str, Any]:
    type_id, category_id, stage_id = row.stage
    return {
        "id": row.id,
        "entity_type_id": type_id,
        "category_id": category_id,
        "stage_id": stage_id,
        "type": row.activity_type,
        "title": row.title,
        "properties": dict(row.properties),
        "delay_s": row.delay_s,
        "condition": [list(part) for part in row.condition],
    }


def _user_fields(portal: Portal) -> list[dict[str, Any]]:
    return [
        {"id": row.id, "entity_id": row.entity_id, "name": row.code, "type": row.type, "multiple": row.multiple}
        for row in portal.records.user_fields
    ]


def _apps(portal: Portal) -> list[dict[str, Any]]:
    return [
        {
            "client_id": app.client_id,
            "title": app.title,
            "installation": app.id,
            "version": app.version,
            "status": app.status,
            "scope": list(app.scope),
            "installed": app.installed,
            "finished": app.finished,
            "application_token": app.application_token,
        }
        for app in portal.apps.cards.values()
    ]


def seed_facts(portal: Portal) -> dict[str, Any]:
    (user_id, secret), *_ = portal.webhooks
    return {
        "webhook": f"{portal.url}/rest/{user_id}/{secret}/",
        "member_id": portal.member_id,
        "domain": portal.domain,
        "portal_url": portal.url,
        "auth_url": portal.auth_url,
    }
