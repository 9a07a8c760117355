"""The portal's pages for people. So far only the front page; lists and cards belong here, one file per page."""

from __future__ import annotations

from flask import Blueprint, Response

from simulator.portal import Portal

_FRONT = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Simulated Bitrix24 portal</title></head>
<body><h1>Simulated Bitrix24 portal</h1>
<p>What it is, how to start it and what the paths below mean: <code>simulator/README.md</code>.</p>
<ul><li><a href="/_log">every call in and out</a></li><li><a href="/_state">the portal's state</a></li>
<li><a href="/_seed">webhook, member id, addresses</a></li></ul></body></html>
"""


def blueprint(_portal: Portal) -> Blueprint:
    """Pages read `portal` under its lock."""
    site = Blueprint("pages", __name__)
    site.add_url_rule("/", "front", lambda: Response(_FRONT, content_type="text/html; charset=utf-8"))
    return site
