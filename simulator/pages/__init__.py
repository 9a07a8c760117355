"""The portal's pages for people: one file per page or group of pages, their templates and scripts beside them.

Pages are read under the portal's lock. What a person does here goes through the operations that REST uses, so the same
events are raised and the same workflows start.
"""

from __future__ import annotations

from flask import Blueprint

from simulator.pages import (
    automation,
    crm,
    frames,
    home,
    log,
    marketplace,
    office,
    shown,
    workflow_tasks,
    workflows,
)
from simulator.pages.site import Site
from simulator.portal import Portal


def blueprint(portal: Portal) -> Blueprint:
    """Everything below `/` that is neither REST nor a control."""
    site = Site(
        portal,
        Blueprint("pages", __name__, template_folder="templates", static_folder="static", static_url_path="/static"),
    )
    for part in (home, crm, automation, office, workflow_tasks, workflows, marketplace, log, frames):
        part.add_pages(site)
    for show in (shown.moment, shown.day, shown.plain, shown.money):
        site.blueprint.add_app_template_filter(show)
    return site.blueprint
