"""What every page may show: places that apps have bound, and how many workflow tasks wait for a person."""

from __future__ import annotations

import json

from simulator.portal import Portal
from simulator.workflow.people_tasks import RUNNING

LEFT_MENU = "LEFT_MENU"


def placed(portal: Portal, code: str, **options: str) -> list[dict[str, str]]:
    """One for each handler bound there, of installations that are finished (placements.md, section 1)."""
    return [
        {"title": row.title or app.title, "client_id": app.client_id, "placement": code, "handler": row.handler,
         "options": json.dumps(options)}
        for row in portal.placements.rows
        if row.placement == code and (app := portal.apps.get(row.client_id)) and app.finished
    ]  # fmt: skip


def waiting(portal: Portal, user_id: int) -> int:
    """How many tasks of workflows this person has not answered."""
    return sum(
        task.status == RUNNING and user_id in task.user_ids and user_id not in task.answers
        for task in portal.engine.tasks()
    )
