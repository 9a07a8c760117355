"""Workflows that run or ran, with their log, and the templates they were made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask import Response
from werkzeug.wrappers import Response as WerkzeugResponse

from simulator.pages import shown
from simulator.pages.site import Site
from simulator.wire import RestError, as_map, as_text
from simulator.workflow.template import Template

_AUTO = {
    0: "by hand or by its app",
    1: "when a record is created",
    2: "when a record changes",
    3: "when a record is created or changes",
    8: "when a record comes to its stage",
    32: "by hand as a smart script",
}


def add_pages(site: Site) -> None:
    site.get("/workflows/", lambda: _all(site))
    site.post("/workflows/<workflow_id>/terminate/", lambda workflow_id: _terminate(site, workflow_id))


def _all(site: Site) -> Response:
    portal = site.portal
    runs = [shown.instance(portal, row) for row in reversed(portal.engine.instances())]
    return site.page("workflows.html", runs=runs, templates=[_template(site, row) for row in _newest(site)])


def _newest(site: Site) -> list[Template]:
    """A stage that has lost its last robot leaves nothing to show."""
    return [row for row in reversed(site.portal.templates.rows.values()) if row.active]


def _template(site: Site, row: Template) -> dict[str, Any]:
    owner = next((app.title for app in site.portal.apps.cards.values()
                  if app.installed and app.system_code == row.system_code), "")  # fmt: skip
    return {
        "id": row.id,
        "name": row.name,
        "for": row.document_type[2].replace("_", " ").capitalize(),
        "starts": _AUTO.get(row.auto_execute, str(row.auto_execute)),
        "owner": owner,
        "author": shown.person(site.portal, row.user_id),
        "modified": row.modified.isoformat() if row.modified else "",
        "steps": list(_outline(site, row.tree, 0)),
    }


def _outline(site: Site, nodes: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Every step below the root with its title, its type and how deep it lies."""
    for node in nodes.values() if isinstance(nodes, Mapping) else nodes:
        kind, title = as_text(node.get("Type")), as_text(as_map(node.get("Properties")).get("Title"))
        if depth:
            robot = site.portal.robots.rows.get(kind.lower())
            yield {"title": title or kind, "kind": f"robot {robot.row.code}" if robot else kind, "depth": depth - 1}
        yield from _outline(site, node.get("Children") or [], depth + 1)


def _terminate(site: Site, workflow_id: str) -> WerkzeugResponse:
    site.need_admin()
    if not site.portal.engine.terminate(workflow_id, "Terminated by hand"):
        raise RestError("NOT_FOUND", "This workflow does not run.", 404)
    return site.back("/workflows/")
