"""Two portals in one app: nobody of one sees, changes or starts anything of the other, whatever ids are guessed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import product
from types import SimpleNamespace
from typing import Any, cast

import pytest
from werkzeug.routing import Rule

from b24app.app import create_app
from b24app.store.tables import metadata
from simulator.server import Simulator
from tests.world import World, a_world

SENTENCE = "When a deal is won, notify the responsible"
FILLED = {"number": 1, "old": 1, "new": 1, "document_id": 1}
BODIES: dict[str, Any] = {
    "start": {"document_id": 1, "inputs": {}},
    "stop": {"instance": "6b0bc035e0259a.82398215"},
    "copy": {"names": {}},
    "archive": {"end_running": True},
    "delete": {"end_running": True},
    "restore": {"confirmed": [], "overwrite": True},
}
VERBS = ("pause", "resume", "archive", "delete", "accept", "discard")
KINDS = ("json", "bpt")
TABLES = ("workflow", "workflow_version", "invocation", "event")


@pytest.fixture
def two(tmp_path, redis_url) -> Iterator[tuple[World, World]]:
    """The app installed in two portals."""
    with a_world(tmp_path, redis_url, portals=2) as first:
        other = first.sim.portals[1]
        view = cast(Simulator, SimpleNamespace(portal=other, portal_url=other.url))
        second = replace(first, sim=view)
        first.bearer, second.bearer = first.install(), second.install()
        yield first, second


def addresses(world: World, workflow_id: str) -> list[tuple[str, str]]:
    """Every method and address of the pages' API that names a workflow, filled with one."""
    found: list[tuple[str, str]] = []
    for rule in create_app(world.services).url_map.iter_rules():
        if "workflow_id" in rule.arguments:
            found += [(method, url) for url in filled(rule, workflow_id) for method in sorted(rule.methods or ())]
    return [(method, url) for method, url in found if method in {"GET", "POST"}]


def filled(rule: Rule, workflow_id: str) -> list[str]:
    """The addresses of a route: one for each verb or kind it knows."""
    choices = [dict(zip(("verb", "kind"), pair, strict=True)) for pair in product(VERBS, KINDS)]
    urls = set()
    for choice in choices:
        values = {name: choice.get(name, FILLED.get(name, workflow_id)) for name in rule.arguments}
        with suppress(ValueError):  # a verb of another route
            built = rule.build(values)
            urls |= {built[1]} if built else set()
    return sorted(urls)


def rows(world: World) -> dict[str, list[Any]]:
    """What is stored of workflows and their runs."""
    with world.services.engine.begin() as connection:
        return {name: [tuple(row) for row in connection.execute(metadata.tables[name].select())] for name in TABLES}


def test_no_address_answers_the_other_portal(two):
    """The routes are the app's own list, so a new one is asked too."""
    first, second = two
    workflow_id = first.publish(first.bearer, SENTENCE).json["id"]
    before = rows(first)
    asked = addresses(first, workflow_id)

    answers = {}
    for method, url in asked:
        body = BODIES.get(url.rsplit("/", 1)[-1], {}) if method == "POST" else None
        answers[method, url] = second.fetch(method, url, second.bearer, body).status

    assert len(asked) > 15
    assert {where: status for where, status in answers.items() if status not in {403, 404}} == {}
    assert rows(first) == before
    assert second.fetch("GET", "/frame/workflows", second.bearer).json["workflows"] == []


@pytest.mark.parametrize("where", ["/frame/drafts", "/frame/workflows"])
def test_a_plan_cannot_be_saved_over_the_other_portals(two, where):
    first, second = two
    workflow_id = first.publish(first.bearer, SENTENCE).json["id"]
    reading = second.read(second.bearer, SENTENCE)
    before = rows(first)
    draft = {"description": SENTENCE, "plan": reading["plan"], "name": "Mine", "id": workflow_id}

    assert second.fetch("POST", where, second.bearer, draft).status == 404
    assert rows(first) == before
    assert len(first.log("bizproc.workflow.template.add")) == 1  # the log is common to both portals
