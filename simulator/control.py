"""The underscore paths: what a person at the portal or a test does; no app may use them (README.md)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, jsonify, request

from simulator import browser, by_hand, foreign, lifecycle, state
from simulator.apps import App
from simulator.faults import Fault
from simulator.handlers import check_handler
from simulator.portal import Portal
from simulator.wire import RestError, as_flag, as_float, as_int, as_map, as_text

_LONGEST_WAIT_S = 60.0
_UNITS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86_400}
_LONGEST_SKIP_S = 10 * 366 * 86_400


def _body() -> dict[str, Any]:
    """JSON whatever its type is called, as curl sends it; else a form."""
    return as_map(request.get_json(force=True, silent=True)) or dict(request.form)


def _answered(run: Callable[[], Any]) -> tuple[Response, int]:
    try:
        return jsonify(run()), 200
    except RestError as error:
        return jsonify(error.body()), error.status


def blueprint(portal: Portal) -> Blueprint:
    """Routes only; each does its work in a function of its own."""
    pages = Blueprint("control", __name__)
    pages.add_url_rule("/_apps", "publish", lambda: _answered(lambda: publish_card(portal, _body())), methods=["POST"])
    pages.add_url_rule(
        "/_apps/<client_id>/uninstall", "uninstall",
        lambda client_id: _answered(lambda: _uninstall(portal, client_id)), methods=["POST"],
    )  # fmt: skip
    pages.add_url_rule(
        "/_apps/<client_id>/update", "update",
        lambda client_id: _answered(lambda: _update(portal, client_id)), methods=["POST"],
    )  # fmt: skip
    pages.add_url_rule(
        "/_apps/<client_id>/payment", "payment",
        lambda client_id: _answered(lambda: _pay(portal, client_id)), methods=["POST"],
    )  # fmt: skip
    pages.add_url_rule("/_portal/rename", "rename", lambda: _answered(lambda: _rename(portal)), methods=["POST"])
    pages.add_url_rule("/_env", "env", lambda: _answered(lambda: foreign.environment(portal)), methods=["POST"])
    pages.add_url_rule("/_browser/open", "open", lambda: _answered(lambda: _open(portal)), methods=["POST"])
    pages.add_url_rule(
        "/_browser/fetch", "fetch", lambda: _answered(lambda: browser.fetch(portal, _body())), methods=["POST"]
    )
    pages.add_url_rule("/_browser/message", "message", lambda: _answered(lambda: _message(portal)), methods=["POST"])
    pages.add_url_rule("/_log", "log", lambda: _answered(lambda: _log(portal)))
    pages.add_url_rule("/_fault", "arm", lambda: _answered(lambda: _arm(portal)), methods=["POST"])
    pages.add_url_rule("/_fault", "disarm", lambda: _answered(lambda: _disarm(portal)), methods=["DELETE"])
    pages.add_url_rule("/_clock/advance", "advance", lambda: _answered(lambda: _advance(portal)), methods=["POST"])
    pages.add_url_rule("/_clock/next", "next", lambda: _answered(lambda: _next(portal)), methods=["POST"])
    pages.add_url_rule(
        "/_stages/robots", "place", lambda: _answered(lambda: by_hand.place_robot(portal, _body())), methods=["POST"]
    )
    pages.add_url_rule(
        "/_stages/robots/<int:number>", "take_off",
        lambda number: _answered(lambda: by_hand.take_off(portal, number)), methods=["DELETE"],
    )  # fmt: skip
    pages.add_url_rule(
        "/_stages/triggers", "wire", lambda: _answered(lambda: by_hand.wire_trigger(portal, _body())), methods=["POST"]
    )
    pages.add_url_rule(
        "/_templates/edit", "edit", lambda: _answered(lambda: by_hand.edit_template(portal, _body())), methods=["POST"]
    )
    pages.add_url_rule(
        "/_scripts", "script", lambda: _answered(lambda: by_hand.add_script(portal, _body())), methods=["POST"]
    )
    pages.add_url_rule(
        "/_scripts/<int:number>/run", "run_script",
        lambda number: _answered(lambda: by_hand.run_script(portal, number, _body())), methods=["POST"],
    )  # fmt: skip
    pages.add_url_rule(
        "/_limits", "limits", lambda: _answered(lambda: by_hand.set_limits(portal, _body())), methods=["POST"]
    )
    pages.add_url_rule("/_state", "state", lambda: _answered(lambda: _state(portal)))
    pages.add_url_rule("/_seed", "seed", lambda: _answered(lambda: state.seed_facts(portal)))
    return pages


def publish_card(portal: Portal, given: dict[str, Any]) -> dict[str, Any]:
    """The app's card on the Marketplace (oauth-and-install.md, section 5), which every portal here looks at."""
    for name in ("client_id", "client_secret", "app_url"):
        if not as_text(given.get(name)):
            raise RestError("INVALID_CARD", f"{name} is missing")
    for name in ("install_url", "app_url"):
        if as_text(given.get(name)):
            check_handler(as_text(given[name]), strict=portal.strict)
    card = App(
        client_id=as_text(given["client_id"]),
        client_secret=as_text(given["client_secret"]),
        title=as_text(given.get("title")) or "App",
        install_url=as_text(given.get("install_url")),
        app_url=as_text(given["app_url"]),
        scope=tuple(part.strip() for part in as_text(given.get("scope")).split(",") if part.strip()),
        status=as_text(given.get("status")) or "F",
    )
    for known in portal.common.portals:
        with known.lock:
            known.apps.publish(replace(card))
    return {"id": card.client_id}


def _app(portal: Portal, client_id: str, *, installed: bool = True) -> App:
    app = portal.apps.get(client_id)
    if app is None or (installed and not app.installed):
        raise RestError("NOT_FOUND", "no such installed app", 404)
    return app


def _uninstall(portal: Portal, client_id: str) -> dict[str, Any]:
    with portal.lock:
        lifecycle.uninstall(portal, _app(portal, client_id), clean=as_flag(_body().get("clean")))
    return {"ok": True}


def _update(portal: Portal, client_id: str) -> dict[str, Any]:
    with portal.lock:
        app = _app(portal, client_id)
        lifecycle.update(portal, app, as_int(_body().get("version"), app.version + 1), user_id=1)
    return {"ok": True, "version": app.version}


def _pay(portal: Portal, client_id: str) -> dict[str, Any]:
    with portal.lock:
        app, given = _app(portal, client_id), _body()
        lifecycle.pay(portal, app, expired=as_flag(given.get("expired")), status=as_text(given.get("status")))
    return {"ok": True, "status": app.status}


def _rename(portal: Portal) -> dict[str, Any]:
    with portal.lock:
        return {"domain": portal.rename(as_text(_body().get("domain"))), "former": sorted(portal.address.former)}


def _open(portal: Portal) -> dict[str, Any]:
    given = _body()
    placement = as_text(given.get("placement")).upper() or browser.DEFAULT
    user_id = as_int(given.get("user_id"), 1)
    opening = browser.prepare(portal, as_text(given.get("client_id")), user_id, placement, as_map(given.get("options")))
    return browser.open_page(portal, opening)


def _message(portal: Portal) -> dict[str, Any]:
    given = _body()
    if as_text(given.get("command")) != "setInstallFinish":
        raise RestError("UNKNOWN_COMMAND", "only setInstallFinish is understood")
    user_id = as_int(given.get("user_id"), 1)
    with portal.lock:
        if not portal.people.is_admin(user_id):
            raise RestError("ACCESS_DENIED", "only an administrator finishes an installation", 403)
        app = _app(portal, as_text(given.get("client_id")))
        return {"ok": True, "finished_now": lifecycle.finish(portal, app, user_id)}


def _log(portal: Portal) -> dict[str, Any]:
    wait_s = min(as_float(request.args.get("wait", "0")), _LONGEST_WAIT_S)
    entries, last = portal.log.after(as_int(request.args.get("after", "0")), wait_s)
    return {"entries": entries, "last": last}


def _arm(portal: Portal) -> dict[str, Any]:
    given = _body()
    portal.faults.arm(
        Fault(
            match=as_text(given.get("match")),
            kind=as_text(given.get("kind")),
            left=None if given.get("times", 1) is None else max(1, as_int(given.get("times", 1), 1)),
            seconds=as_float(given.get("seconds", 1)),
            location=as_text(given.get("location")),
            find=as_text(given.get("find")),
            put=as_text(given.get("put")),
        )
    )
    return {"ok": True}


def _disarm(portal: Portal) -> dict[str, Any]:
    portal.faults.clear()
    return {"ok": True}


def _state(portal: Portal) -> dict[str, Any]:
    kinds = frozenset(part for part in request.args.get("kinds", "").split(",") if part)
    return state.everything(portal, kinds, request.args.get("id", ""))


def _next(portal: Portal) -> dict[str, Any]:
    moved = portal.clock.advance_to_next()  # not under the lock: timed actions take it
    return {"now": portal.now_text(), "moved": moved}


def _advance(portal: Portal) -> dict[str, Any]:
    given = _body()
    seconds = sum(as_float(given.get(unit)) * size for unit, size in _UNITS.items())
    if not 0 < seconds <= _LONGEST_SKIP_S:
        raise RestError(
            "INVALID_SECONDS", f"seconds, minutes, hours and days must be above 0, at most {_LONGEST_SKIP_S} s"
        )
    portal.clock.advance(seconds)  # not under the lock: timed actions take it
    return {"now": portal.now_text()}
