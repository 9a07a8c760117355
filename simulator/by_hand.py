"""What only people do at a portal, for tests: robots and triggers on stages, smart scripts, the limits of the plan.

No REST method can do it (bizproc.md, section 0).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from simulator import scripts
from simulator.automation import PlacedRobot
from simulator.entities import ENTITIES, EntityType
from simulator.limits import LIMIT_S, Limits
from simulator.portal import Portal
from simulator.robots import type_of
from simulator.wire import RestError, as_float, as_int, as_list, as_map, as_text


def place_robot(portal: Portal, given: dict[str, Any]) -> dict[str, Any]:
    """`client_id` and `code` of an app's robot, or the `type` of a native activity, on a stage."""
    with portal.lock:
        row = portal.automation.place(_stage(portal, given), *_chosen(portal, given), **_settings(given))
    return {"id": row.id}


def add_script(portal: Portal, given: dict[str, Any]) -> dict[str, Any]:
    """`name` and `robots`, each as `place_robot` takes them but for the stage."""
    kind, name = _kind(given), as_text(given.get("name")).strip()
    chosen = [as_map(one) for one in as_list(given.get("robots"))]
    if not name or not chosen:
        raise RestError("INVALID_SCRIPT", "a smart script has a name and robots")
    with portal.lock:
        robots = [
            PlacedRobot(number, (kind.id, 0, ""), *_chosen(portal, one), **_settings(one))
            for number, one in enumerate(chosen, start=1)
        ]
        return {"id": scripts.add(portal, kind, name, robots)}


def run_script(portal: Portal, number: int, given: dict[str, Any]) -> dict[str, Any]:
    """On the records `ids`, as `user_id`."""
    ids = [as_int(one) for one in as_list(given.get("ids"))]
    with portal.lock:
        return {"workflows": scripts.run(portal, number, ids, as_int(given.get("user_id"), 1))}


def _chosen(portal: Portal, given: dict[str, Any]) -> tuple[str, str]:
    """The type of a robot and what it is called."""
    client_id, code = as_text(given.get("client_id")), as_text(given.get("code"))
    activity_type = as_text(given.get("type")) or type_of(client_id, code)
    found = portal.robots.rows.get(activity_type)
    if code and (found is None or found.kind != "robot"):
        raise RestError("NOT_FOUND", f"{client_id} has no robot {code}", 404)
    return activity_type, found.name if found else activity_type


def _settings(given: dict[str, Any]) -> dict[str, Any]:
    return {
        "properties": as_map(given.get("properties")),
        "delay_s": max(0, as_int(given.get("delay_s"))),
        "condition": [_row(part) for part in as_list(given.get("condition"))],
    }


def take_off(portal: Portal, number: int) -> dict[str, Any]:
    with portal.lock:
        if not portal.automation.remove(number):
            raise RestError("NOT_FOUND", "no such robot on a stage", 404)
    return {"ok": True}


def wire_trigger(portal: Portal, given: dict[str, Any]) -> dict[str, Any]:
    """An app's trigger on a stage: executing it moves a record there."""
    with portal.lock:
        stage = _stage(portal, given)
        portal.automation.wire(as_text(given.get("client_id")), as_text(given.get("code")), stage)
    return {"ok": True}


def edit_template(portal: Portal, given: dict[str, Any]) -> dict[str, Any]:
    """In the designer, replace the text `find` by `put` wherever it stands in the template `id`."""
    find, put = as_text(given.get("find")), as_text(given.get("put"))
    with portal.lock:
        row = portal.templates.rows.get(as_int(given.get("id")))
        if row is None or not find:
            raise RestError("NOT_FOUND", "no such template, or nothing to find", 404)
        edited = replace(row, tree=_replaced(row.tree, find, put), is_modified=True, modified=portal.clock.now())
        portal.templates.rows[row.id] = edited
    return {"ok": True}


def set_limits(portal: Portal, given: dict[str, Any]) -> dict[str, Any]:
    """`on`, `plan` ("" or enterprise), `operating_s` (null: never refuse), `spend: {client_id, method, seconds}`.

    `closed_features`: what the tariff lacks (features.py); `waiting`: how many workflows may run on one CRM item
    before others queue (0: any number).
    """
    if "on" in given or "plan" in given:
        portal.limits = Limits.of_plan(as_text(given.get("plan")), is_on=bool(given.get("on", portal.limits.is_on)))
    if "operating_s" in given:
        wanted = given["operating_s"]
        portal.operating.limit_s = None if wanted is None else as_float(wanted) or LIMIT_S
    if "closed_features" in given:
        portal.closed_features = frozenset(as_text(name) for name in as_list(given["closed_features"]))
    if "waiting" in given:
        portal.engine.waiting_limit = max(0, as_int(given["waiting"]))
    spend = as_map(given.get("spend"))
    if spend:
        portal.operating.charge(
            as_text(spend.get("client_id")), as_text(spend.get("method")), as_float(spend.get("seconds"))
        )
    return {"ok": True}


def _kind(given: dict[str, Any]) -> EntityType:
    kind = ENTITIES.get(as_int(given.get("entity_type_id"), 2))
    if kind is None:
        raise RestError("NOT_FOUND", "no such type", 404)
    return kind


def _stage(portal: Portal, given: dict[str, Any]) -> tuple[int, int, str]:
    kind = _kind(given)
    default = portal.records.directories.default_category(kind.id)
    category_id = as_int(given.get("category_id"), default) if "category_id" in given else default
    return portal.automation.stage(kind, category_id, as_text(given.get("stage_id")))


def _replaced(value: Any, find: str, put: str) -> Any:
    if isinstance(value, dict):
        return {key: _replaced(item, find, put) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_replaced(item, find, put) for item in value)
    return value.replace(find, put) if isinstance(value, str) else value


def _row(part: Any) -> tuple[str, str, Any]:
    cells = [*as_list(part), "", "", ""]
    return as_text(cells[0]), as_text(cells[1]) or "=", cells[2]
