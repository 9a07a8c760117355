"""Where people put apps' robots on stages: the board, and what its buttons and its dragging do.

REST cannot do it (bizproc.md, section 0). A robot whose app was updated or removed stays on its stage, blocked: it can
only be taken off until it is registered again under the same code (section 1).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, redirect, request
from werkzeug.wrappers import Response as WerkzeugResponse

from simulator import by_hand
from simulator.automation import PlacedRobot
from simulator.directories import Status
from simulator.entities import BY_NAME, EntityType
from simulator.pages import robot_form, shown
from simulator.pages.places import placed
from simulator.pages.site import Site
from simulator.robots import Registered
from simulator.wire import RestError, as_text

_ROOT = "/crm/<any(deal, lead):name>/automation/<int:category>/"
_WAITS = "Y"


def add_pages(site: Site) -> None:
    site.get(_ROOT, lambda name, category: _board(site, BY_NAME[name.upper()], category))
    site.post(f"{_ROOT}add/", lambda name, category: _add(site, BY_NAME[name.upper()], category))
    site.get(f"{_ROOT}<int:number>/", _with_robot(site, _settings))
    for action, act in (("save", _save), ("move", _move), ("remove", _remove)):
        site.post(f"{_ROOT}<int:number>/{action}/", _with_robot(site, act))


Act = Callable[[Site, EntityType, PlacedRobot], Response | WerkzeugResponse]


def _with_robot(site: Site, act: Act) -> Callable[..., Response | WerkzeugResponse]:
    """For administrators, on a robot that stands in the pipeline of the address."""

    def view(name: str, category: int, number: int) -> Response | WerkzeugResponse:
        site.need_admin()
        kind, row = BY_NAME[name.upper()], site.portal.automation.get(number)
        if row is None or row.stage[:2] != (kind.id, category):
            raise RestError("NOT_FOUND", "There is no such robot on a stage.", 404)
        return act(site, kind, row)

    return view


def path_of(kind: EntityType, category: int) -> str:
    return f"/crm/{kind.name.lower()}/automation/{category}/"


def _board(site: Site, kind: EntityType, category: int) -> Response:
    portal, path = site.portal, path_of(kind, category)
    stages = _stages(site, kind, category)
    columns = [
        {"stage": stage, "cards": [_card(site, kind, row) for row in
                                   portal.automation.on((kind.id, category, stage.status_id))]}
        for stage in stages
    ]  # fmt: skip
    return site.page(
        "automation.html",
        kind=kind,
        category=category,
        path=path,
        columns=columns,
        offers=_offers(site, kind),
        pipelines=portal.records.directories.pipelines(kind.id),
        tools=placed(portal, f"CRM_{kind.name}_ROBOT_DESIGNER_TOOLBAR", URI=path),
    )


def _stages(site: Site, kind: EntityType, category: int) -> list[Status]:
    """Leads have one pipeline, which is called 0."""
    stages = site.portal.records.directories.stages(kind.id, category)
    if not stages or (category and not kind.has_categories):
        raise RestError("NOT_FOUND", f"There is no pipeline {category}.", 404)
    return stages


def _offers(site: Site, kind: EntityType) -> list[dict[str, Any]]:
    """The robots of finished installations; one whose app is not paid for can be placed, but will fail."""
    portal = site.portal
    return [
        {"type": key, "name": found.name, "hint": robot_form.description(found), "app": app.title,
         "is_blocked": app.payment_expired}
        for key, found in portal.robots.rows.items()
        if found.kind == "robot" and found.is_offered_for(kind.document_type)
        and (app := portal.apps.get(found.row.app_id)) and app.finished
    ]  # fmt: skip


def _registered(site: Site, row: PlacedRobot) -> Registered | None:
    return site.portal.robots.rows.get(row.activity_type)


def _card(site: Site, kind: EntityType, row: PlacedRobot) -> dict[str, Any]:
    portal, found = site.portal, _registered(site, row)
    app = portal.apps.get(found.row.app_id) if found else None
    return {
        "id": row.id,
        "title": found.name if found else row.title,
        "app": app.title if app else "",
        "is_app": row.activity_type.startswith("rest_"),
        "is_blocked": found is None and row.activity_type.startswith("rest_"),
        "missing": robot_form.missing(portal, found, row.properties) if found else [],
        "waits": as_text(row.properties.get("UseSubscription")) == _WAITS,
        "delay": robot_form.delay_text(row.delay_s),
        "conditions": [robot_form.condition_text(portal, kind, one) for one in row.condition],
        "values": robot_form.summary(portal, found, row.properties) if found else [],
        "stage": row.stage[2],
    }


def _add(site: Site, kind: EntityType, category: int) -> WerkzeugResponse:
    site.need_admin()
    _stages(site, kind, category)
    wanted = request.form.get("type", "")
    if wanted not in {offer["type"] for offer in _offers(site, kind)}:
        raise RestError("NOT_FOUND", "There is no such robot for this type of record.", 404)
    found = site.portal.robots.rows[wanted]
    given = {
        "client_id": found.row.app_id,
        "code": found.row.code,
        "entity_type_id": kind.id,
        "category_id": category,
        "stage_id": request.form.get("stage", ""),
        "properties": {"UseSubscription": found.row.use_subscription or _WAITS},
    }
    by_hand.place_robot(site.portal, given)
    return site.back(path_of(kind, category))


def _settings(site: Site, kind: EntityType, row: PlacedRobot) -> Response:
    found = _known(site, row)
    form = robot_form.shown(site.portal, kind, found, row)
    stage = site.portal.records.directories.stage(*row.stage)
    return site.page(
        "automation_robot.html",
        kind=kind,
        robot=row,
        title=found.name,
        path=path_of(kind, row.stage[1]),
        stage=stage.name if stage else row.stage[2],
        form=form,
        expressions=[(f"{{=Document:{code}}}", label) for code, label in shown.labels(site.portal, kind)],
    )


def _known(site: Site, row: PlacedRobot) -> Registered:
    found = _registered(site, row)
    if found is None:
        raise RestError("BLOCKED", "This robot is not registered any more; it can only be removed.", 409)
    return found


def _save(site: Site, kind: EntityType, row: PlacedRobot) -> WerkzeugResponse:
    changes = robot_form.read(site.portal, kind, _known(site, row), row, request.form)
    site.portal.automation.change(row, **changes)
    return redirect(path_of(kind, row.stage[1]), 303)


def _move(site: Site, kind: EntityType, row: PlacedRobot) -> WerkzeugResponse:
    _known(site, row)
    stage = site.portal.automation.stage(kind, row.stage[1], request.form.get("stage", ""))
    site.portal.automation.change(row, stage=stage)
    return site.back(path_of(kind, row.stage[1]))


def _remove(site: Site, kind: EntityType, row: PlacedRobot) -> WerkzeugResponse:
    by_hand.take_off(site.portal, row.id)
    return site.back(path_of(kind, row.stage[1]))
