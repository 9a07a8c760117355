"""Apps: their cards, installing, updating, removing, and their main page."""

from __future__ import annotations

from typing import Any

from flask import Response, request
from werkzeug.wrappers import Response as WerkzeugResponse

from simulator import lifecycle
from simulator.apps import App
from simulator.control import publish_card
from simulator.pages.places import LEFT_MENU, placed
from simulator.pages.site import Site
from simulator.wire import RestError

_CARD = ("title", "client_id", "client_secret", "install_url", "app_url", "scope")


def add_pages(site: Site) -> None:
    site.get("/apps/", lambda: _cards(site))
    site.post("/apps/", lambda: _publish(site))
    site.post("/apps/<client_id>/update/", lambda client_id: _update(site, client_id))
    site.post("/apps/<client_id>/uninstall/", lambda client_id: _uninstall(site, client_id))
    site.get("/marketplace/app/<int:number>/", lambda number: _main_page(site, number))
    site.get("/marketplace/menu/<int:place>/", lambda place: _menu_page(site, place))


def _cards(site: Site) -> Response:
    cards = [_card(site, app) for app in site.portal.apps.cards.values()]
    return site.page("apps.html", cards=cards)


def _card(site: Site, app: App) -> dict[str, Any]:
    portal = site.portal
    return {
        "app": app,
        "state": "installed" if app.finished else "unfinished" if app.installed else "available",
        "robots": [row.name for row in portal.robots.rows.values() if row.row.app_id == app.client_id],
        "placements": [row.placement for row in portal.placements.of(app.client_id)],
        "events": [row.event for row in portal.handlers.of(app.client_id)],
    }


def _publish(site: Site) -> WerkzeugResponse:
    publish_card(site.portal, {name: request.form.get(name, "").strip() for name in _CARD})
    return site.back("/apps/")


def _installed(site: Site, client_id: str) -> App:
    site.need_admin()
    app = site.portal.apps.get(client_id)
    if app is None or not app.installed:
        raise RestError("NOT_FOUND", "This app is not installed.", 404)
    return app


def _update(site: Site, client_id: str) -> WerkzeugResponse:
    app = _installed(site, client_id)
    lifecycle.update(site.portal, app, app.version + 1, site.user.id)
    return site.back("/apps/")


def _uninstall(site: Site, client_id: str) -> WerkzeugResponse:
    lifecycle.uninstall(site.portal, _installed(site, client_id), clean=request.form.get("clean") == "1")
    return site.back("/apps/")


def _main_page(site: Site, number: int) -> Response:
    app = site.portal.apps.installation(number)
    if app is None or not app.has_page:
        raise RestError("NOT_FOUND", "There is no such installation, or it has no page.", 404)
    opened = {"title": app.title, "client_id": app.client_id, "placement": "DEFAULT", "handler": "", "options": "{}"}
    return site.page("app.html", opened=opened)


def _menu_page(site: Site, place: int) -> Response:
    """A full page behind an item of the main menu (placements.md, section 2); they are counted from 1."""
    items = placed(site.portal, LEFT_MENU, URI=request.path)
    if not 0 < place <= len(items):
        raise RestError("NOT_FOUND", "There is no such item in the menu.", 404)
    return site.page("app.html", opened=items[place - 1])
