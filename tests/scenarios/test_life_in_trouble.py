"""Resuming and archiving while somebody else changes the same workflow; runs that were ended in the portal itself."""

from dataclasses import replace
from typing import cast

import pytest

from b24app.errors import NotAllowed, PortalError
from b24app.portals import rows as portals
from b24app.portals.client import Client
from b24app.workflows.life import Life
from tests.scenarios.test_publish_in_trouble import NEW, OLD, armed, titles_of_a_new_lead
from tests.scenarios.test_workflow_life import WAITS, draft, get, listed, post, publish, win

WAITS_NATIVELY = 'When a new lead is created, wait 2 days, then add a comment "Two days later"'


class Meanwhile:
    """The portal's client, which lets somebody else act just before the first call of a method."""

    def __init__(self, client, method, act):
        self._client, self._method, self._act = client, method, act

    def __getattr__(self, name):
        return getattr(self._client, name)

    def _before(self, method):
        if method == self._method and self._act is not None:
            act, self._act = self._act, None
            act()

    def call(self, portal, method, params=None):
        self._before(method)
        return self._client.call(portal, method, params)

    def pages(self, portal, method, params=None):
        self._before(method)
        return self._client.pages(portal, method, params)


@pytest.fixture
def life(office):
    """The life of workflows, beside which somebody acts."""

    def beside(method, act):
        services = office.services
        client = cast(Client, Meanwhile(services.client, method, act))
        return Life(services.engine, client, lambda *_: 0)

    return beside


@pytest.fixture
def portal(office):
    with office.services.engine.begin() as connection:
        return portals.named(connection, "")


def acts(office, workflow_id, verb, body=None):
    def act():
        answer = post(office, f"/workflows/{workflow_id}/{verb}", body)
        assert answer.status == 200, answer.text

    return act


@pytest.mark.parametrize("verb", ["archive", "delete"])
def test_what_was_taken_away_meanwhile_is_not_resumed(office, life, portal, verb):
    workflow_id = publish(office, OLD)
    acts(office, workflow_id, "pause")()
    resuming = replace(life("", None), watermark=lambda *_: acts(office, workflow_id, verb)() or 0)

    with pytest.raises(NotAllowed, match="somebody else"):
        resuming.resume(portal, workflow_id)

    assert [row["status"] for row in listed(office)] == (["archived"] if verb == "archive" else [])
    assert armed(office) == []
    assert titles_of_a_new_lead(office) == []


def test_what_was_published_meanwhile_stays_the_only_one_that_starts(office, life, portal):
    workflow_id = publish(office, OLD)
    acts(office, workflow_id, "pause")()
    told = draft(office, NEW, id=workflow_id)

    def publishes(*_):
        assert post(office, "/workflows", told).status == 201
        return 0

    with pytest.raises(NotAllowed, match="somebody else"):
        replace(life("", None), watermark=publishes).resume(portal, workflow_id)

    (row,) = listed(office)
    assert (row["status"], row["version"]) == ("active", 2)
    assert [template["id"] for template in armed(office)] == [row["template_id"]]
    assert titles_of_a_new_lead(office) == ["Greet Ada"]


def test_two_who_resume_at_once_leave_it_on(office, life, portal):
    workflow_id = publish(office, OLD)
    acts(office, workflow_id, "pause")()
    resuming = replace(life("", None), watermark=lambda *_: acts(office, workflow_id, "resume")() or 0)

    with pytest.raises(NotAllowed, match="somebody else"):
        resuming.resume(portal, workflow_id)

    assert listed(office)[0]["status"] == "active"
    assert titles_of_a_new_lead(office) == ["Call Ada"]


def test_what_was_resumed_or_published_meanwhile_is_not_archived(office, life, portal):
    for act in ("resume", "publish"):
        workflow_id = publish(office, OLD)
        acts(office, workflow_id, "pause")()
        told = draft(office, NEW, id=workflow_id)
        does = (
            acts(office, workflow_id, "resume")
            if act == "resume"
            else lambda told=told: post(office, "/workflows", told)
        )

        with pytest.raises(NotAllowed, match="somebody else"):
            life("bizproc.workflow.instances", does).archive(portal, workflow_id)

        row = next(row for row in listed(office) if row["id"] == workflow_id)
        assert row["status"] == "active"
        assert row["template_id"] in [template["id"] for template in armed(office)]
        acts(office, workflow_id, "archive")()


def test_archiving_that_is_refused_because_something_runs_changes_nothing(office):
    workflow_id = publish(office, WAITS)
    win(office)

    assert post(office, f"/workflows/{workflow_id}/archive").status == 422

    assert listed(office)[0]["status"] == "active"
    acts(office, workflow_id, "archive", {"end_running": True})()
    assert listed(office)[0]["status"] == "archived"


def test_archiving_that_the_portal_refuses_can_be_done_again(office, life, portal):
    workflow_id = publish(office, OLD)
    office.control("/_fault", {"match": "bizproc.workflow.template.delete", "kind": "500", "times": 1})

    with pytest.raises(PortalError):
        life("", None).archive(portal, workflow_id)

    assert listed(office)[0]["status"] == "paused"
    assert armed(office) == []
    acts(office, workflow_id, "archive")()
    assert office.state("templates") == []


@pytest.mark.parametrize("starts", ["the app", "the portal"])
def test_a_run_that_was_ended_in_the_portal_does_not_read_running(office, starts):
    workflow_id = publish(office, WAITS if starts == "the app" else WAITS_NATIVELY)
    if starts == "the app":
        win(office)
    else:
        office.user_does("crm.item.add", entityTypeId=1, fields={"title": "Ada"})
        office.quiet()
    (run,) = get(office, f"/workflows/{workflow_id}/runs")["runs"]
    assert run["state"] == "running"

    office.user_does("bizproc.workflow.terminate", ID=run["instance"], STATUS="No longer wanted")

    (run,) = get(office, f"/workflows/{workflow_id}/runs")["runs"]
    assert run["state"] == "ended"


def test_runs_are_shown_as_they_were_reported_while_the_portal_is_silent(office):
    workflow_id = publish(office, WAITS)
    win(office)
    office.control("/_fault", {"match": "bizproc.workflow.instances", "kind": "500", "times": 9})

    (run,) = get(office, f"/workflows/{workflow_id}/runs")["runs"]

    assert run["state"] == "running"
