"""Tasks, chats and notifications."""

from __future__ import annotations

from typing import Any

from flask import Response, request
from werkzeug.wrappers import Response as WerkzeugResponse

from simulator.office import COMPLETED
from simulator.pages import shown
from simulator.pages.site import Site
from simulator.wire import RestError, as_int


def add_pages(site: Site) -> None:
    site.get("/tasks/", lambda: _tasks(site))
    site.post("/tasks/<int:number>/complete/", lambda number: _complete(site, number))
    site.get("/messages/", lambda: _messages(site))
    site.get("/notifications/", lambda: _notifications(site))


def _tasks(site: Site) -> Response:
    """An administrator sees every task, others those they take part in; `all=0` shows one's own."""
    rows = list(site.portal.office.tasks.values())
    mine = request.args.get("mine") == "1" or not site.user.admin
    if mine:
        rows = [row for row in rows if site.user.id in {row["RESPONSIBLE_ID"], row["CREATED_BY"]}]
    return site.page("tasks.html", tasks=[shown.task(site.portal, row) for row in reversed(rows)], mine=mine)


def _complete(site: Site, number: int) -> WerkzeugResponse:
    task = site.portal.office.tasks.get(number)
    if task is None:
        raise RestError("NOT_FOUND", f"There is no task {number}.", 404)
    site.portal.update_task(task, {"STATUS": COMPLETED}, site.actor)
    return site.back("/tasks/")


def _messages(site: Site) -> Response:
    """Every dialogue of the portal, newest first: whoever watches sees what apps write to whom."""
    chats: dict[tuple[int, ...] | str, list[dict[str, Any]]] = {}
    for row in site.portal.office.messages:
        other = row["dialog_id"]
        pair = tuple(sorted((row["from_user_id"], int(other)))) if other.isdecimal() else other
        chats.setdefault(pair, []).append(row)
    newest = sorted(chats.items(), key=lambda chat: chat[1][-1]["id"], reverse=True)
    return site.page("messages.html", chats=[_chat(site, pair, rows) for pair, rows in newest])


def _chat(site: Site, pair: tuple[int, ...] | str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    people = dict.fromkeys(shown.person(site.portal, number) for number in pair) if isinstance(pair, tuple) else [pair]
    messages = [{**row, "who": shown.person(site.portal, row["author_id"]), "is_system": not row["author_id"],
                 "is_mine": row["author_id"] == site.user.id} for row in rows]  # fmt: skip
    return {"title": " and ".join(str(name) for name in people), "messages": messages}


def _notifications(site: Site) -> Response:
    everybody = site.user.admin and request.args.get("mine") != "1"
    rows = [
        {**row, "who": shown.person(site.portal, row["from"]), "for": shown.person(site.portal, as_int(row["to"]))}
        for row in reversed(site.portal.office.notifications)
        if everybody or as_int(row["to"]) == site.user.id
    ]
    return site.page("notifications.html", notices=rows, everybody=everybody)
