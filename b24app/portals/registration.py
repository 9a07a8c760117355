"""Brings a portal's registrations in line with what the app declares: robots, placements, event handlers.

The portal drops all of them on every app update and tells nobody what a robot looks like (bizproc.md §1, robot.list
gives codes only), so this compares what can be read, and a fingerprint of the rest. It may run at any time, any number
of times; when nothing is missing it writes nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine

from b24app.errors import PortalRefused
from b24app.model import Portal
from b24app.portals import rows
from b24app.portals.client import Client, Params
from b24app.portals.wire import as_list, as_map

Commands = dict[str, tuple[str, Params]]


@dataclass(frozen=True)
class Manifest:
    """What the app wants a portal to hold.

    `robots`: parameters of bizproc.robot.add by code. `placements`: parameters of placement.bind by placement code.
    `events`: handler address by event name.
    """

    robots: Mapping[str, Params]
    placements: Mapping[str, Params]
    events: Mapping[str, str]

    def fingerprint(self) -> str:
        """Equal for equal manifests."""
        told = json.dumps([self.robots, self.placements, self.events], sort_keys=True, default=dict)
        return hashlib.sha256(told.encode()).hexdigest()


@dataclass(frozen=True)
class Changes:
    """What one pass did, in the portal's words: `bizproc.robot.add mark`, …; `missing` could not be placed there."""

    done: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass
class _Found:
    """What the portal holds of ours now."""

    robots: set[str] = field(default_factory=set)
    placements: set[tuple[str, str]] = field(default_factory=set)
    offered: set[str] = field(default_factory=set)
    events: set[tuple[str, str]] = field(default_factory=set)


def reconcile(engine: Engine, client: Client, portal: Portal, manifest: Manifest) -> Changes:
    """Add, update and remove until the portal holds the manifest. Raises PortalError.

    Two passes may meet, an installer's and an update's: what the other one did first is refused here, so a refusal is
    believed when a second look at the portal leads to it again.
    """
    with engine.begin() as connection:
        same = rows.registered(connection, portal.member_id) == manifest.fingerprint()
    try:
        changes = _pass(client, portal, manifest, same=same)
    except PortalRefused:
        changes = _pass(client, portal, manifest, same=same)
    with engine.begin() as connection:
        rows.change(connection, portal.member_id, registered=manifest.fingerprint())
    return changes


def _pass(client: Client, portal: Portal, manifest: Manifest, *, same: bool) -> Changes:
    found = _look(client, portal)
    commands = _robots(found, manifest, same=same) | _placements(found, manifest, same=same) | _events(found, manifest)
    client.batch(portal, commands)
    missing = tuple(code for code in manifest.placements if code not in found.offered)
    return Changes(
        done=tuple(f"{method} {key.partition(' ')[2]}" for key, (method, _) in commands.items()), missing=missing
    )


def _look(client: Client, portal: Portal) -> _Found:
    looks: Commands = {
        "robots": ("bizproc.robot.list", {}),
        "placements": ("placement.get", {}),
        "offered": ("placement.list", {"FULL": 1}),
        "events": ("event.get", {}),
    }
    seen = client.batch(portal, looks)
    return _Found(
        robots={str(code) for code in as_list(seen.get("robots"))},
        placements={
            (str(row.get("placement")), str(row.get("handler"))) for row in map(as_map, as_list(seen.get("placements")))
        },
        offered={str(code) for code in as_list(seen.get("offered"))},
        events={
            (str(row.get("event")).upper(), str(row.get("handler"))) for row in map(as_map, as_list(seen.get("events")))
        },
    )


def _robots(found: _Found, manifest: Manifest, *, same: bool) -> Commands:
    commands: Commands = {}
    for code, params in manifest.robots.items():
        if code not in found.robots:
            commands[f"robot {code}"] = ("bizproc.robot.add", params)
        elif not same:
            fields: dict[str, Any] = {name: value for name, value in params.items() if name != "CODE"}
            commands[f"robot {code}"] = ("bizproc.robot.update", {"CODE": code, "FIELDS": fields})
    for code in sorted(found.robots - manifest.robots.keys()):
        commands[f"robot {code}"] = ("bizproc.robot.delete", {"CODE": code})
    return commands


def _placements(found: _Found, manifest: Manifest, *, same: bool) -> Commands:
    commands: Commands = {}
    wanted = {(code, str(params["HANDLER"])) for code, params in manifest.placements.items()}
    for code, handler in sorted(found.placements):
        if (code, handler) not in wanted or not same:
            commands[f"unbind {code} {handler}"] = ("placement.unbind", {"PLACEMENT": code, "HANDLER": handler})
    for code, params in manifest.placements.items():
        if code in found.offered and ((code, str(params["HANDLER"])) not in found.placements or not same):
            commands[f"bind {code}"] = ("placement.bind", {"PLACEMENT": code, **params})
    return commands


def _events(found: _Found, manifest: Manifest) -> Commands:
    wanted = set(manifest.events.items())
    commands: Commands = {
        f"unbind {name} {handler}": ("event.unbind", {"event": name, "handler": handler})
        for name, handler in sorted(found.events - wanted)
    }
    commands |= {
        f"bind {name}": ("event.bind", {"event": name, "handler": handler})
        for name, handler in sorted(wanted - found.events)
    }
    return commands
