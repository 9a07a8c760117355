"""Install, finish, update, pay, uninstall (oauth-and-install.md, sections 5 and 7)."""

from __future__ import annotations

from dataclasses import replace

from simulator.apps import App
from simulator.portal import LANGUAGE, Portal


def install(portal: Portal, app: App) -> None:
    portal.apps.install(app)


def finish(portal: Portal, app: App, user_id: int) -> bool:
    """What the frame's setInstallFinish does, once: from now on widgets show and events arrive."""
    if not app.installed or app.finished:
        return False
    app.finished = True
    data = {"VERSION": app.version, "ACTIVE": "Y", "INSTALLED": "Y", "LANGUAGE_ID": LANGUAGE}
    for handler in portal.handlers.of(app.client_id):
        if handler.event == "ONAPPINSTALL":
            portal.queue.put(portal.event_call(app, handler, data, user_id, refresh=True))
    return True


def update(portal: Portal, app: App, version: int, user_id: int) -> None:
    """Robots, placements and handlers are dropped; handlers of ONAPPUPDATE are still told (it is unclear whether a
    real portal does that; without it no app could learn of its update).
    """
    previous, app.version = app.version, version
    data = {"VERSION": version, "PREVIOUS_VERSION": previous, "LANGUAGE_ID": LANGUAGE}
    for handler in portal.handlers.of(app.client_id):
        if handler.event == "ONAPPUPDATE" and app.finished:
            portal.queue.put(portal.event_call(app, handler, data, user_id, refresh=True))
    _drop(portal, app)


def uninstall(portal: Portal, app: App, *, clean: bool) -> None:
    """ONAPPUNINSTALL carries no tokens; templates stay, nobody owns them any more."""
    data = {"LANGUAGE_ID": LANGUAGE, "CLEAN": 1 if clean else 0}
    for handler in portal.handlers.of(app.client_id):
        if handler.event == "ONAPPUNINSTALL" and app.finished:
            portal.queue.put(portal.event_call(app, handler, data, 0))
    _drop(portal, app)
    portal.automation.drop_triggers(app.client_id)
    portal.tokens.forget_refresh(app.client_id)
    portal.apps.remove(app, clean=clean)


def pay(portal: Portal, app: App, *, expired: bool, status: str) -> None:
    """The trial or paid period begins or is over; ONAPPPAYMENT carries neither tokens nor application_token."""
    app.payment_expired, app.status = expired, status or app.status
    data = {
        "CODE": app.code,
        "VERSION": app.version,
        "STATUS": app.status,
        "PAYMENT_EXPIRED": "Y" if expired else "N",
        "DAYS": -1 if expired else 30,
        "LANGUAGE_ID": LANGUAGE,
    }
    for handler in portal.handlers.of(app.client_id):
        if handler.event == "ONAPPPAYMENT" and app.finished:
            call = portal.event_call(app, handler, data, 0)
            auth = {key: value for key, value in call.fields["auth"].items() if key != "application_token"}
            portal.queue.put(replace(call, fields={**call.fields, "auth": auth}))


def _drop(portal: Portal, app: App) -> None:
    portal.robots.drop(app.client_id)
    portal.placements.drop(app.client_id)
    portal.handlers.drop(app.client_id)
    portal.offline.drop(app.client_id)
