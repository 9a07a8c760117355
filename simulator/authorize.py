"""`/oauth/authorize/`: the person's browser, sent back to the app with a code (oauth-and-install.md, section 2)."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Response, redirect, request
from werkzeug.wrappers import Response as WerkzeugResponse

from simulator.apps import App
from simulator.portal import Portal
from simulator.wire import as_int


def authorize(portal: Portal) -> WerkzeugResponse:
    """The code goes to the address on the app's card, and onto the page where the card has none.

    A real portal knows who is signed in; here the query says so (`_user`, administrator 1 by default). What goes wrong
    is shown on the portal's own page; the app is told nothing.
    """
    client_id, user_id = request.args.get("client_id", ""), as_int(request.args.get("_user", "1"), 1)
    with portal.lock:
        app, user = portal.apps.get(client_id), portal.people.get(user_id)
        if app is None or not app.installed or user is None or not user.active:
            return Response("<h1>The application is not installed.</h1>", 404, content_type="text/html")
        code = portal.tokens.code_for(client_id, app.id, user_id)
    if not app.app_url:
        return Response(f"<h1>Give this code to the application</h1><code>{code}</code>", content_type="text/html")
    joint = "&" if "?" in app.app_url else "?"
    return redirect(f"{app.app_url}{joint}{urlencode(_answer(portal, app, code, request.args.get('state', '')))}")


def _answer(portal: Portal, app: App, code: str, state: str) -> dict[str, str]:
    return {
        "code": code,
        "state": state,
        "domain": portal.domain,
        "member_id": portal.member_id,
        "scope": ",".join(app.scope),
        "server_domain": portal.server_endpoint.split("/")[2],
    }
