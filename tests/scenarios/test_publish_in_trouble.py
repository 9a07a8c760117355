"""A second version of a workflow that the portal starts by itself, while calls fail or two people press at once.

Whatever happens, one version runs, it is armed once, and the page says which.
"""

import threading

import pytest

from tests.scenarios.test_workflow_life import draft, get, listed, post, publish
from tests.world import wait_until

OLD = 'When a new lead is created, create a task "Call {{LEAD_NAME}}"'
NEW = OLD.replace("Call", "Greet")


def armed(office):
    return [row for row in office.state("templates") if str(row["auto_execute"]) == "1"]


def titles_of_a_new_lead(office):
    before = len(office.state("tasks"))
    office.user_does("crm.item.add", entityTypeId=1, fields={"title": "Ada"})
    office.quiet()
    return [task["TITLE"] for task in office.state("tasks")][before:]


@pytest.mark.parametrize("kind", ["500", "503", "lost", "reset", "html"])
@pytest.mark.parametrize(("method", "times"), [("add", 1), ("list", 1), ("update", 1), ("update", 2)])
def test_one_version_runs_and_is_armed_once_whatever_call_fails(office, method, times, kind):
    workflow_id = publish(office, OLD)
    office.control("/_fault", {"match": f"bizproc.workflow.template.{method}", "kind": kind, "times": times})

    answer = post(office, "/workflows", draft(office, NEW, id=workflow_id))

    (row,) = listed(office)
    assert (answer.status, row["version"]) in {(201, 2), (502, 1)}, answer.text
    assert row["status"] == "active"
    assert [template["id"] for template in armed(office)] == [row["template_id"]]
    assert titles_of_a_new_lead(office) == ["Greet Ada" if row["version"] == 2 else "Call Ada"]


def test_a_portal_that_stays_silent_is_shown_as_it_is_and_mended_by_resuming(office):
    """
    The earlier version was turned off and cannot be turned on again: the page says paused, not active.
    """
    workflow_id = publish(office, OLD)
    office.control("/_fault", {"match": "bizproc.workflow.template.update", "kind": "lost", "times": 1})
    office.control("/_fault", {"match": "bizproc.workflow.template.update", "kind": "500", "times": 5})
    post(office, "/workflows", draft(office, NEW, id=workflow_id))
    assert listed(office)[0]["status"] == "paused"
    assert armed(office) == []

    office.fetch("POST", f"/frame/workflows/{workflow_id}/resume", office.bearer, {})
    if listed(office)[0]["status"] == "paused":
        assert post(office, f"/workflows/{workflow_id}/resume").status == 200

    assert len(armed(office)) == 1
    assert len(titles_of_a_new_lead(office)) == 1


def at_once(*jobs):
    found = {}
    threads = [threading.Thread(target=lambda n=n, job=job: found.update({n: job()})) for n, job in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [found[number].status for number in range(len(jobs))]


def test_two_people_who_publish_at_once_leave_one_version_that_is_armed_once(office):
    workflow_id = publish(office, OLD)
    drafts = [draft(office, OLD.replace("Call", word), id=workflow_id) for word in ("Greet", "Meet")]

    statuses = at_once(*(lambda told=told: post(office, "/workflows", told) for told in drafts))

    assert 201 in statuses
    assert set(statuses) <= {201, 403}
    (row,) = listed(office)
    versions = get(office, f"/workflows/{workflow_id}/versions")["versions"]
    assert [one["version"] for one in versions if one["state"] == "live"] == [row["version"]]
    assert [template["id"] for template in armed(office)] == [row["template_id"]]


def test_who_is_overtaken_while_publishing_is_told_so(office):
    """
    The slower one turns the earlier version off when the faster one has already taken it away.
    """
    workflow_id = publish(office, OLD)
    slower, faster = [draft(office, OLD.replace("Call", word), id=workflow_id) for word in ("Greet", "Meet")]
    office.control("/_fault", {"match": "bizproc.workflow.template.update", "kind": "slow", "seconds": 2, "times": 1})

    def overtakes():
        wait_until(lambda: len(office.log("bizproc.workflow.template.add")) == 2)
        return post(office, "/workflows", faster)

    assert at_once(lambda: post(office, "/workflows", slower), overtakes) == [403, 201]
    (row,) = listed(office)
    assert [template["id"] for template in armed(office)] == [row["template_id"]]


def test_a_pause_during_a_publish_is_a_pause_or_is_refused(office):
    workflow_id = publish(office, OLD)
    told = draft(office, NEW, id=workflow_id)

    published, paused = at_once(
        lambda: post(office, "/workflows", told), lambda: post(office, f"/workflows/{workflow_id}/pause")
    )

    assert {published, paused} <= {200, 201, 403}
    (row,) = listed(office)
    on = [template["id"] for template in armed(office)]
    assert on == ([row["template_id"]] if row["status"] == "active" else [])
