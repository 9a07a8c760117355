"""Everything a test may want to see of the portal, as JSON (`GET /_state`, `GET /_seed`)."""

from __future__ import annotations

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


def everything(portal: Portal) -> dict[str, Any]:
    with portal.lock:
        return {
            **{name: _records(portal, type_id) for name, type_id in _TABLES.items()},
            "tasks": [dict(row) for row in portal.office.tasks.values()],
            "messages": [dict(row) for row in portal.office.messages],
            "notifications": [dict(row) for row in portal.office.notifications],
            "comments": [dict(row) for row in portal.office.comments],
            "product_rows": [dict(row) for row in portal.product_rows.rows.values()],
            "activities": [dict(row) for row in portal.office.activities],
            "workflows": _workflows(portal),
            "templates": _templates(portal),
            **_registrations(portal),
            "apps": _apps(portal),
            "user_fields": [
                {"id": row.id, "entity_id": row.entity_id, "name": row.code, "type": row.type, "multiple": row.multiple}
                for row in portal.records.user_fields
            ],
            "now": portal.now_text(),
        }


def _records(portal: Portal, type_id: int) -> list[dict[str, Any]]:
    kind = ENTITIES[type_id]
    return [views.item(portal.records, kind, record) for record in portal.records.tables[type_id].values()]


def _workflows(portal: Portal) -> list[dict[str, Any]]:
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


def _registrations(portal: Portal) -> dict[str, Any]:
    return {
        "robots": [
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
        ],
        "stage_robots": [_placed(row) for row in portal.automation.robots],
        "triggers": [
            {
                "app": app,
                "code": code,
                "name": name,
                "stages": [list(row) for row in portal.automation.wired.get((app, code), [])],
            }
            for (app, code), name in portal.automation.triggers.items()
        ],
        "placements": [
            {"app": row.client_id, "placement": row.placement, "handler": row.handler, "title": row.title}
            for row in portal.placements.rows
        ],
        "event_handlers": [
            {
                "id": row.id,
                "app": row.client_id,
                "event": row.event,
                "handler": row.url,
                "auth_type": row.auth_type,
                "offline": row.offline,
            }
            for row in portal.handlers.rows
        ],
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
