"""Registration: after one pass the portal holds what the app declares, and a second pass writes nothing."""

import json
from urllib.parse import parse_qsl

import pytest

from b24app.errors import PortalRefused
from b24app.portals import rows
from b24app.portals.registration import Manifest, reconcile
from b24app.web.forms import tree_of
from tests.portals.conftest import REST


class Registry:
    """A portal's robots, placements and event handlers, as far as reconciling sees them."""

    def __init__(self):
        self.robots, self.placements, self.events = {}, {}, set()
        self.offered = ["CRM_DEAL_DETAIL_TAB", "CRM_LEAD_DETAIL_TAB"]
        self.writes, self.refuse, self.overtaken = [], "", []

    def __call__(self, request):
        results, errors = {}, {}
        for key, command in json.loads(request.body)["cmd"].items():
            method, _, query = command.partition("?")
            if method == "bizproc.robot.add" and self.overtaken:
                self.robots[self.overtaken.pop()] = "of another pass"
                errors[key] = {"error": "ERROR_ACTIVITY_ALREADY_INSTALLED", "error_description": "already installed"}
                continue
            if self.refuse == method:
                errors[key] = {"error": "X", "error_description": "no"}
                continue
            results[key] = self.answer(method, tree_of(parse_qsl(query, keep_blank_values=True)))
        return 200, {}, json.dumps({"result": {"result": results or [], "result_error": errors or []}})

    def answer(self, method, params):  # noqa: C901  # one case a method
        match method:
            case "bizproc.robot.list":
                return list(self.robots)
            case "placement.get":
                return [{"placement": code, "handler": handler} for code, handler in self.placements]
            case "placement.list":
                return self.offered
            case "event.get":
                return [{"event": name, "handler": handler} for name, handler in self.events]
        self.writes.append(method)
        match method:
            case "bizproc.robot.add":
                assert params["CODE"] not in self.robots
                self.robots[params["CODE"]] = params["NAME"]
            case "bizproc.robot.update":
                assert "CODE" not in params["FIELDS"]
                self.robots[params["CODE"]] = params["FIELDS"]["NAME"]
            case "bizproc.robot.delete":
                del self.robots[params["CODE"]]
            case "placement.bind":
                assert (params["PLACEMENT"], params["HANDLER"]) not in self.placements
                self.placements[params["PLACEMENT"], params["HANDLER"]] = params["TITLE"]
            case "placement.unbind":
                del self.placements[params["PLACEMENT"], params["HANDLER"]]
            case "event.bind":
                self.events.add((params["event"], params["handler"]))
            case "event.unbind":
                self.events.remove((params["event"], params["handler"]))
            case _:
                raise AssertionError(method)
        return True


def manifest(title="Add a tag", **changes):
    handler = "https://app.example/placements/describe"
    told = {
        "robots": {
            "add_tag": {"CODE": "add_tag", "HANDLER": "https://app.example/robots/add_tag", "NAME": title},
            "mark": {"CODE": "mark", "HANDLER": "https://app.example/robots/mark", "NAME": "Mark"},
        },
        "placements": {
            "CRM_DEAL_DETAIL_TAB": {"HANDLER": handler, "TITLE": title},
            "CRM_QUOTE_DETAIL_TAB": {"HANDLER": handler, "TITLE": title},
        },
        "events": {"ONAPPUPDATE": "https://app.example/events", "ONCRMDEALUPDATE": "https://app.example/events"},
    }
    return Manifest(**{**told, **changes})


@pytest.fixture
def registry(web):
    place = Registry()
    web.add_callback("POST", REST + "batch", place)
    return place


def test_a_fresh_portal_gets_everything_it_offers_a_place_for(engine, client, portal, registry):
    changes = reconcile(engine, client, portal, manifest())
    assert set(registry.robots) == {"add_tag", "mark"}
    assert {code for code, _ in registry.placements} == {"CRM_DEAL_DETAIL_TAB"}
    assert {name for name, _ in registry.events} == {"ONAPPUPDATE", "ONCRMDEALUPDATE"}
    assert changes.missing == ("CRM_QUOTE_DETAIL_TAB",)
    assert len(changes.done) == 5


def test_a_second_pass_writes_nothing(engine, client, portal, registry):
    reconcile(engine, client, portal, manifest())
    registry.writes.clear()
    assert reconcile(engine, client, portal, manifest()).done == ()
    assert registry.writes == []


def test_what_was_lost_is_put_back(engine, client, portal, registry):
    reconcile(engine, client, portal, manifest())
    del registry.robots["mark"]
    registry.placements.clear()
    registry.events.pop()
    registry.writes.clear()
    reconcile(engine, client, portal, manifest())
    assert sorted(registry.writes) == ["bizproc.robot.add", "event.bind", "placement.bind"]


def test_what_is_no_longer_declared_is_removed(engine, client, portal, registry):
    registry.robots["old_robot"] = "Old"
    registry.placements["CRM_LEAD_DETAIL_TAB", "https://app.example/old"] = "Old"
    registry.events.add(("ONCRMLEADADD", "https://app.example/old"))
    reconcile(engine, client, portal, manifest())
    assert "old_robot" not in registry.robots
    assert {code for code, _ in registry.placements} == {"CRM_DEAL_DETAIL_TAB"}
    assert "ONCRMLEADADD" not in {name for name, _ in registry.events}


def test_a_changed_declaration_is_written_over_what_stands(engine, client, portal, registry):
    reconcile(engine, client, portal, manifest())
    reconcile(engine, client, portal, manifest(title="Tag it"))
    assert registry.robots["add_tag"] == "Tag it"
    assert list(registry.placements.values()) == ["Tag it"]


def test_a_placement_that_is_offered_later_is_bound_then(engine, client, portal, registry):
    reconcile(engine, client, portal, manifest())
    registry.offered.append("CRM_QUOTE_DETAIL_TAB")
    assert reconcile(engine, client, portal, manifest()).missing == ()
    assert len(registry.placements) == 2


def test_a_pass_that_failed_is_not_remembered_as_done(engine, client, portal, registry):
    registry.refuse = "placement.bind"
    with pytest.raises(PortalRefused):
        reconcile(engine, client, portal, manifest())
    with engine.begin() as connection:
        assert rows.registered(connection, "m1") == ""
    registry.refuse = ""
    reconcile(engine, client, portal, manifest())
    assert registry.placements


def test_two_passes_that_meet_do_not_fail_over_each_other(engine, client, portal, registry):
    """An installer's and an update's: what the other one added in between is what was wanted."""
    registry.overtaken = ["mark", "add_tag"]
    reconcile(engine, client, portal, manifest())
    assert set(registry.robots) == {"add_tag", "mark"}
    assert registry.placements
    with engine.begin() as connection:
        assert rows.registered(connection, "m1") == manifest().fingerprint()


def test_the_fingerprint_depends_on_what_is_declared_and_not_on_its_order():
    first = manifest()
    turned = Manifest(dict(reversed(first.robots.items())), first.placements, first.events)
    assert first.fingerprint() == turned.fingerprint()
    assert first.fingerprint() != manifest(title="Other").fingerprint()
