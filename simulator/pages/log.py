"""The log of every call in and out, for people."""

from __future__ import annotations

import json
from typing import Any

from flask import Response, request

from simulator.pages import shown
from simulator.pages.site import Site
from simulator.wire import RestError

_NEWEST = 200
_SHORT = 160
_EVERYWHERE = frozenset(
    {"auth", "auth_id", "refresh_id", "client_secret", "event_token", "event_handler_id", "workflow_id", "code",
     "document_type", "use_subscription", "timeout_duration", "ts", "event"}
)  # fmt: skip
_KINDS = {
    "": "Apps and events", "rest": "REST", "oauth": "Authorization", "event": "Events", "robot": "Robots",
    "browser": "Frames", "page": "Pages",
}  # fmt: skip


def add_pages(site: Site) -> None:
    site.get("/log/", lambda: _newest(site))
    site.get("/log/<int:number>/", lambda number: _one(site, number))


def _newest(site: Site) -> Response:
    """Without the portal's own pages unless asked for."""
    wanted = request.args.get("kind", "")
    entries, last = site.portal.log.after(0)
    kept = [row for row in entries if (row["kind"] == wanted if wanted else row["kind"] != "page")]
    rows = [_row(site, entry) for entry in reversed(kept[-_NEWEST:])]
    return site.page("log.html", rows=rows, kinds=_KINDS, wanted=wanted, last=last)


def _row(site: Site, entry: dict[str, Any]) -> dict[str, Any]:
    app = site.portal.apps.get(entry["app"])
    return {
        **entry,
        "short": _short(entry["request"]),
        "who": shown.person(site.portal, entry["user_id"]) if entry["user_id"] else "",
        "app": app.title if app else entry["app"],
        "is_bad": bool(entry.get("error")) or entry["status"] >= 400,
        "time": entry["at"][11:19],
    }


def _short(request_data: Any) -> str:
    """The call without what every call carries; what says most comes first."""
    given = request_data
    if isinstance(given, dict):
        told = {key: value for key, value in given.items() if key.lower() not in _EVERYWHERE}
        given = {key: told[key] for key in sorted(told, key=lambda key: key != "properties")}
    text = json.dumps(given, ensure_ascii=False)
    return text if len(text) <= _SHORT else text[: _SHORT - 1] + "…"


def _one(site: Site, number: int) -> Response:
    entries, _last = site.portal.log.after(number - 1)
    if number < 1 or not entries:
        raise RestError("NOT_FOUND", f"There is no entry {number}.", 404)
    entry = entries[0]
    texts = [(name, _pretty(entry[name])) for name in ("request", "response")]
    return site.page("log_entry.html", entry=_row(site, entry), texts=texts)


def _pretty(value: Any) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, indent=2)
