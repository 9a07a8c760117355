"""Apps in frames: opening one, and what its messages ask of the portal (placements.md, section 5).

The page's script (static/parent.js) speaks with the frame; here is what only the portal can do.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from flask import Response, jsonify, request
from werkzeug.wrappers import Response as WerkzeugResponse

from simulator import browser, lifecycle
from simulator.pages.site import Site
from simulator.portal import LANGUAGE, Portal
from simulator.wire import RestError, as_map, as_text

Answer = dict[str, Any] | bool


class Frames:
    """The frames that are open, by APP_SID, and who has opened which installation before."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal
        self._open: dict[str, browser.Opening] = {}
        self._seen: set[tuple[int, int]] = set()

    def open(self, given: Mapping[str, Any], user_id: int) -> dict[str, Any]:
        """Everything the page needs: the form to post, the frame's name, the answer to getInitData."""
        placement = as_text(given.get("placement")).upper() or browser.DEFAULT
        options = as_map(given.get("options"))
        opening = browser.prepare(
            self._portal, as_text(given.get("client_id")), user_id, placement, options,
            handler=as_text(given.get("handler")),
        )  # fmt: skip
        self._open[opening.sid] = opening
        self._note(opening)
        parts = urlsplit(opening.url)
        return {
            "url": opening.url,
            "form": opening.form,
            "sid": opening.sid,
            "origin": f"{parts.scheme}://{parts.netloc}",
            "name": f"{self._portal.domain}|{self._protocol}|{opening.sid}",
            "title": opening.app.title,
            "init": self._init_data(opening),
        }

    def message(self, given: Mapping[str, Any], user_id: int) -> Answer:
        """Raises RestError for a frame that is not open, another user's, or what this user may not do."""
        opening = self._open.get(as_text(given.get("sid")))
        command = _COMMANDS.get(as_text(given.get("command")))
        if opening is None or opening.user_id != user_id or command is None:
            raise RestError("NOT_FOUND", "no such frame or command", 404)
        if as_text(given.get("command")) == "setInstall":
            self._seen.add((opening.app.id, user_id))
        return command(self._portal, opening, as_map(given.get("params")))

    @property
    def _protocol(self) -> str:
        return "1" if self._portal.client_endpoint.startswith("https:") else "0"

    def _init_data(self, opening: browser.Opening) -> dict[str, Any]:
        user = self._portal.people.users[opening.user_id]
        form = opening.form
        return {
            "DOMAIN": self._portal.domain,
            "PROTOCOL": self._protocol,
            "PATH": "/rest",
            "LANG": LANGUAGE,
            "MEMBER_ID": self._portal.member_id,
            "IS_ADMIN": user.admin,
            "APP_OPTIONS": opening.app.options,
            "USER_OPTIONS": user.options_of(opening.app.client_id),
            "PLACEMENT": form["PLACEMENT"],
            "PLACEMENT_OPTIONS": as_map(json.loads(form.get("PLACEMENT_OPTIONS", "{}"))),
            "INSTALL": not opening.app.finished,
            "FIRST_RUN": (opening.app.id, opening.user_id) not in self._seen,
            "AUTH_ID": form["AUTH_ID"],
            "REFRESH_ID": form["REFRESH_ID"],
            "AUTH_EXPIRES": form["AUTH_EXPIRES"],
        }

    def _note(self, opening: browser.Opening) -> None:
        """A person's own browser posts the form, so how the app answers is not known here."""
        self._portal.log.add(
            "out", "browser", urlsplit(opening.url).path or "/", method="POST", url=opening.url, request=opening.form,
            status=0, response="", app=opening.app.client_id, user_id=opening.user_id, in_frame=True,
        )  # fmt: skip


def _finish(portal: Portal, opening: browser.Opening, _params: Mapping[str, Any]) -> Answer:
    if not portal.people.is_admin(opening.user_id):
        raise RestError("ACCESS_DENIED", "only an administrator finishes an installation", 403)
    return {"finished_now": lifecycle.finish(portal, opening.app, opening.user_id)}


def _refresh(portal: Portal, opening: browser.Opening, _params: Mapping[str, Any]) -> Answer:
    if not opening.app.installed:
        raise RestError("NOT_FOUND", "the application is not installed", 404)
    grant = portal.tokens.issue(opening.app.client_id, opening.app.id, opening.user_id)
    return {"AUTH_ID": grant.access_token, "REFRESH_ID": grant.refresh_token, "AUTH_EXPIRES": "3600"}


def _set_app_option(portal: Portal, opening: browser.Opening, params: Mapping[str, Any]) -> Answer:
    if not portal.people.is_admin(opening.user_id):
        raise RestError("ACCESS_DENIED", "only an administrator sets options of the app", 403)
    opening.app.options[as_text(params.get("name"))] = params.get("value")
    return opening.app.options


def _set_user_option(portal: Portal, opening: browser.Opening, params: Mapping[str, Any]) -> Answer:
    options = portal.people.users[opening.user_id].options_of(opening.app.client_id)
    options[as_text(params.get("name"))] = as_text(params.get("value"))
    return dict(options)


_COMMANDS: dict[str, Callable[[Portal, browser.Opening, Mapping[str, Any]], Answer]] = {
    "setInstall": lambda _portal, _opening, _params: True,
    "setInstallFinish": _finish,
    "refreshAuth": _refresh,
    "setAppOption": _set_app_option,
    "setUserOption": _set_user_option,
}


def add_pages(site: Site) -> None:
    frames = Frames(site.portal)
    site.post("/_frame/open", lambda: _told(lambda: frames.open(_body(), site.user.id)))
    site.post("/_frame/message", lambda: _told(lambda: frames.message(_body(), site.user.id)))


def _body() -> dict[str, Any]:
    return as_map(request.get_json(force=True, silent=True))


def _told(act: Callable[[], Any]) -> Response | WerkzeugResponse:
    """As JSON, refusals too: a script asks."""
    try:
        return jsonify(act())
    except RestError as error:
        answer = jsonify(error.body())
        answer.status_code = error.status
        return answer
