"""Stands in for a person's browser: opens an app's pages the way the portal's frame does
(oauth-and-install.md, section 4), and sends what a page's script would send.
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from simulator import lifecycle
from simulator.apps import App
from simulator.entities import BY_NAME
from simulator.outbound import FORM, Answer, send
from simulator.portal import LANGUAGE, Portal
from simulator.wire import RestError, as_map, as_text, encode_form

DEFAULT = "DEFAULT"


@dataclass(frozen=True)
class Opening:
    """A page about to be opened: the handler's address with the query, and the form body."""

    url: str
    form: dict[str, str]
    sid: str
    app: App
    user_id: int


def prepare(
    portal: Portal, client_id: str, user_id: int, placement: str, options: Mapping[str, Any], *, handler: str = ""
) -> Opening:
    """Installs the app first when an administrator opens it for the first time; `handler` is one of several bound."""
    with portal.lock:
        app = portal.apps.get(client_id)
        user = portal.people.get(user_id)
        if app is None or user is None or not user.active:
            raise RestError("NOT_FOUND", "no such app or active user", 404)
        if not app.finished and not user.admin:
            raise RestError("NOT_FINISHED", "The application is not fully installed; ask an administrator.", 403)
        if not app.installed and placement == DEFAULT:
            lifecycle.install(portal, app)
        page = _handler(portal, app, placement, handler)
        sid = secrets.token_hex(16)
        return Opening(
            _with_query(portal, page, sid), _form(portal, app, user_id, placement, options), sid, app, user_id
        )


def _handler(portal: Portal, app: App, placement: str, wanted: str) -> str:
    if placement == DEFAULT:
        if not app.has_page:
            raise RestError("NOT_FOUND", "the app has no page", 404)
        return app.app_url if app.finished else app.install_url
    bound = portal.placements.find(app.client_id, placement, wanted)
    if bound is None or not app.finished:
        raise RestError("NOT_FOUND", "the placement is not bound, or the installation is not finished", 404)
    return bound.handler


def _with_query(portal: Portal, handler: str, sid: str) -> str:
    secure = "1" if portal.client_endpoint.startswith("https:") else "0"
    query = urlencode({"DOMAIN": portal.domain, "PROTOCOL": secure, "LANG": LANGUAGE, "APP_SID": sid})
    return f"{handler}{'&' if urlsplit(handler).query else '?'}{query}"


def _form(portal: Portal, app: App, user_id: int, placement: str, options: Mapping[str, Any]) -> dict[str, str]:
    grant = portal.tokens.issue(app.client_id, app.id, user_id)
    form = {
        "AUTH_ID": grant.access_token,
        "AUTH_EXPIRES": "3600",
        "REFRESH_ID": grant.refresh_token,
        "SERVER_ENDPOINT": portal.server_endpoint,
        "APPLICATION_TOKEN": app.application_token,
        "APPLICATION_SCOPE": ",".join(app.scope),
        "member_id": portal.member_id,
        "status": app.status,
        "PLACEMENT": placement,
    }
    if placement != DEFAULT or options:
        form["PLACEMENT_OPTIONS"] = _options(placement, options)
    return form


def _options(placement: str, options: Mapping[str, Any]) -> str:
    """A JSON text with text values and PHP's escaped slashes; `URI` is the page around the frame."""
    given = {key: as_text(value) if not isinstance(value, dict | list) else value for key, value in options.items()}
    name = placement.removeprefix("CRM_").partition("_DETAIL_")[0]
    if name in BY_NAME and given.get("ID"):
        given.setdefault("URI", f"/crm/{name.lower()}/details/{given['ID']}/?IFRAME=Y&IFRAME_TYPE=SIDE_SLIDER")
    return json.dumps(given or []).replace("/", "\\/")


def open_page(portal: Portal, opening: Opening) -> dict[str, Any]:
    answer = _send(
        portal,
        "POST",
        opening.url,
        {"Content-Type": FORM},
        encode_form(opening.form),
        shown=opening.form,
        opening=opening,
    )
    return {
        "status": answer.status,
        "url": opening.url,
        "headers": answer.headers,
        "html": answer.text,
        "sid": opening.sid,
        **({"error": answer.error} if answer.error else {}),
    }


def fetch(portal: Portal, request: Mapping[str, Any]) -> dict[str, Any]:
    """One request of the page's script."""
    url, method = as_text(request.get("url")), as_text(request.get("method"), "POST").upper()
    headers = {key: as_text(value) for key, value in as_map(request.get("headers")).items()}
    body, content = "", {}
    if request.get("json") is not None:
        body, content = json.dumps(request["json"]), {"Content-Type": "application/json"}
    elif request.get("form") is not None:
        body, content = encode_form(as_map(request["form"])), {"Content-Type": FORM}
    given = request.get("json", request.get("form")) or {}
    answer = _send(portal, method, url, {**content, **headers}, body, shown=given)
    return {"status": answer.status, "headers": answer.headers, "text": answer.text,
            **({"error": answer.error} if answer.error else {})}  # fmt: skip


def _send(
    portal: Portal,
    method: str,
    url: str,
    headers: Mapping[str, str],
    body: str,
    *,
    shown: Any,
    opening: Opening | None = None,
) -> Answer:
    started = time.monotonic()
    answer = send(method, url, headers, body)
    portal.log.add(
        "out", "browser", urlsplit(url).path or "/", method=method, url=url, request=shown, status=answer.status,
        response=answer.text[:2000], error=answer.error, ms=(time.monotonic() - started) * 1000,
        app=opening.app.client_id if opening else "", user_id=opening.user_id if opening else 0,
    )  # fmt: skip
    return answer
