"""The front page, signing in as somebody else, and the clock."""

from __future__ import annotations

from flask import Response, request
from werkzeug.wrappers import Response as WerkzeugResponse

from simulator.entities import DEAL, LEAD
from simulator.pages.site import COOKIE, Site
from simulator.wire import RestError, as_float, as_int

_LONGEST_S = 366 * 24 * 3600


def add_pages(site: Site) -> None:
    site.get("/", lambda: _front(site))
    site.post("/sign-in/", lambda: _sign_in(site))
    site.post_unlocked("/clock/", lambda: _advance(site))


def _front(site: Site) -> Response:
    portal = site.portal
    counts = {
        "deals": len(portal.records.tables[DEAL]),
        "leads": len(portal.records.tables[LEAD]),
        "tasks": len([row for row in portal.office.tasks.values() if row["STATUS"] != "5"]),
        "running": len(portal.engine.running()),
    }
    (user_id, secret), *_ = portal.webhooks
    return site.page("home.html", counts=counts, portal=portal, webhook=f"{portal.url}/rest/{user_id}/{secret}/")


def _sign_in(site: Site) -> WerkzeugResponse:
    user = site.portal.people.get(as_int(request.form.get("user_id", "")))
    if user is None or not user.active:
        raise RestError("NOT_FOUND", "Nobody of that number works here.", 404)
    answer = site.back("/")
    answer.set_cookie(COOKIE, str(user.id), httponly=True, samesite="Strict")
    return answer


def _advance(site: Site) -> WerkzeugResponse:
    seconds = as_float(request.form.get("seconds", ""))
    if not 0 < seconds <= _LONGEST_S:
        raise RestError("INVALID_TIME", "The clock moves forward, by a year at most.")
    site.portal.clock.advance(seconds)  # not under the lock: what falls due takes it
    return site.back("/")
