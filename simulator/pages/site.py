"""What every page shares: who is signed in, how it is sent, where a form leads back to.

Being signed in is a cookie that names the user; this is a portal to look at, on loopback, and guards no secret.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as WerkzeugResponse

from simulator.changes import Actor
from simulator.pages.places import LEFT_MENU, placed, waiting
from simulator.people import User
from simulator.portal import Portal
from simulator.wire import RestError, as_int

COOKIE = "simulator_user"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "frame-src http: https:; base-uri 'none'; frame-ancestors 'self'"
)
"""Titles and texts come from apps and may never run. Forms are posted into apps' frames, so `form-action` is open."""

View = Callable[..., Response | WerkzeugResponse]


class Site:
    """One portal's pages."""

    def __init__(self, portal: Portal, blueprint: Blueprint) -> None:
        self.portal = portal
        self.blueprint = blueprint
        blueprint.before_request(self._at_home)
        blueprint.after_request(_guarded)
        blueprint.register_error_handler(RestError, self._refused)

    def get(self, rule: str, view: View) -> None:
        self._add(rule, self._locked(view), "GET")

    def post(self, rule: str, view: View) -> None:
        self._add(rule, self._locked(view), "POST")

    def post_unlocked(self, rule: str, view: View) -> None:
        """For what takes the lock itself or must not hold it."""
        self._add(rule, view, "POST")

    def page(self, template: str, status: int = 200, **values: Any) -> Response:
        """A page, or only its content in a slider of another page (`IFRAME=Y`)."""
        with self.portal.lock:
            return make_response(render_template(template, **self._shared(), **values), status)

    @property
    def user(self) -> User:
        """Whoever the cookie names; the first administrator without one."""
        people = self.portal.people
        user = people.get(as_int(request.cookies.get(COOKIE, "")))
        return user if user and user.active else next(row for row in people.users.values() if row.admin and row.active)

    @property
    def actor(self) -> Actor:
        return Actor(self.user.id)

    def back(self, otherwise: str) -> WerkzeugResponse:
        """To the page that holds the form; only to one of ours."""
        wanted = request.form.get("back", "")
        is_ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
        return redirect(wanted if is_ours else otherwise, 303)

    def need_admin(self) -> None:
        if not self.user.admin:
            raise RestError("ACCESS_DENIED", "Only an administrator can do this.", 403)

    def _add(self, rule: str, view: View, method: str) -> None:
        self.blueprint.add_url_rule(rule, f"{method} {rule}".replace(".", "_"), view, methods=[method])

    def _locked(self, view: View) -> View:
        def locked(**given: Any) -> Response | WerkzeugResponse:
            with self.portal.lock:
                return view(**given)

        return locked

    def _shared(self) -> dict[str, Any]:
        portal = self.portal
        return {
            "user": self.user,
            "users": [row for row in portal.people.users.values() if row.active],
            "now": portal.now_text(),
            "waiting": waiting(portal, self.user.id),
            "menu": placed(portal, LEFT_MENU, URI=request.path),
            "apps": [row for row in portal.apps.cards.values() if row.finished and row.has_page],
            "bare": request.args.get("IFRAME") == "Y",
            "here": request.full_path.rstrip("?"),
            "section": request.path,
        }

    def _at_home(self) -> Response | WerkzeugResponse | None:
        """Under the portal's own address only, since an app's frame checks it; and no forms of other sites."""
        if request.host not in {urlsplit(self.portal.url).netloc, self.portal.domain}:
            return redirect(self.portal.url + request.full_path.rstrip("?"), 307)
        sender = urlsplit(request.headers.get("Origin", request.host_url)).netloc
        if request.method == "POST" and sender != request.host:
            return self.page("error.html", 403, text="This form does not come from a page of the portal.")
        return None

    def _refused(self, error: RestError) -> Response:
        return self.page("error.html", error.status, text=error.description)


def _guarded(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-cache"
    return response
