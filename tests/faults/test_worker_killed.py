"""`kill -9` of a real worker process at each named place: what the portal's own log says happened."""

import os
import signal
import subprocess
from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from b24app.processes import me
from b24app.store.tables import event, invocation
from tests.world import PATIENCE_S

# Message and tag both wait, because a step follows each: one robot that is never repeated, one that may be.
SENTENCE = (
    'When a deal is won, send a chat message "Well done" to the manager, add the tag "Won" and add a comment "Finished"'
)


def killed_worker(world, failpoint):
    """Run a worker process until it dies at the failpoint."""
    settings = world.services.settings
    environment = {
        **os.environ,
        "REDIS_URL": settings.redis_url,
        "DATABASE_URL": settings.database_url,
        "B24APP_DATA_DIR": str(settings.data_dir),
        "B24APP_CLIENT_ID": settings.client_id,
        "B24APP_CLIENT_SECRET": settings.client_secret.reveal(),
        "B24APP_PUBLIC_URL": world.app_url,
        "B24APP_SIMULATOR_URLS": " ".join(settings.simulator_urls),
        "B24APP_FAIL_AT": f"{failpoint}:send_bitrix_message",
    }
    process = subprocess.run(me("worker"), env=environment, timeout=PATIENCE_S, check=False, capture_output=True)
    assert process.returncode == -signal.SIGKILL, process.stderr.decode()[-2000:]


def leases_end(world):
    """A minute passes: what the dead worker held may be taken again."""
    with world.services.engine.begin() as connection:
        for table in (invocation, event):
            ended = update(table).where(table.c.lease_until.is_not(None))
            connection.execute(ended.values(lease_until=datetime(2026, 1, 1, tzinfo=UTC)))


@pytest.mark.parametrize("failpoint", ["after_claim", "before_effect", "after_effect", "after_outcome", "after_answer"])
def test_a_killed_worker_repeats_no_message_and_the_workflow_goes_on(office, failpoint):
    """
    Wherever it dies, the chat message goes out at most once, the tag is there once, and the workflow reaches its end.
    """
    published = office.publish(office.bearer, SENTENCE)
    assert published.status == 201, published.text
    office.user_does("crm.item.update", entityTypeId=2, id=1, fields={"stageId": "WON"})
    killed_worker(office, failpoint)
    leases_end(office)

    run = office.finished(office.bearer, published.json["workflow_id"])

    # Before the effect it was said that it may happen, so nobody dares to send it again.
    assert len(office.state("messages")) == (0 if failpoint == "before_effect" else 1)
    assert next(deal for deal in office.state("deals") if deal["id"] == 1)["ufCrmWcTags"] == ["Won"]
    assert "Finished" in str(office.state("comments"))
    assert run["state"] == "finished"


def test_an_answer_is_sent_after_a_kill_between_effect_and_answer(office):
    """
    The recorded outcome is what is answered: the same values, from another process, without a second effect.
    """
    office.publish(office.bearer, SENTENCE)
    office.user_does("crm.item.update", entityTypeId=2, id=1, fields={"stageId": "WON"})
    killed_worker(office, "after_outcome")
    assert office.log("bizproc.event.send") == []
    leases_end(office)

    office.settle(lambda: bool(office.log("bizproc.event.send")))

    assert office.log("bizproc.event.send")[0]["request"]["RETURN_VALUES"] == {"sent": 1, "error": ""}
    assert len(office.log("im.message.add")) == 1


def test_a_doubtful_message_is_listed_and_the_workflow_is_told(office):
    """
    Between effect and record nobody can know: it is not repeated, and both the workflow and the trace say so.
    """
    published = office.publish(office.bearer, SENTENCE)
    office.user_does("crm.item.update", entityTypeId=2, id=1, fields={"stageId": "WON"})
    killed_worker(office, "after_effect")
    leases_end(office)

    run = office.finished(office.bearer, published.json["workflow_id"])

    doubtful = [step for step in run["steps"] if step["error"]]
    assert ["not known" in step["error"] for step in doubtful] == [True]
    assert "not known" in str([row["text"] for row in office.state("notifications")])


def test_a_worker_killed_while_starting_a_workflow_does_not_start_it_twice(office):
    """
    Two deliveries of the same event, one of them in the middle of a start: one run.
    """
    published = office.publish(office.bearer, SENTENCE)
    office.control("/_fault", {"match": "bizproc.workflow.start", "kind": "lost", "times": 1})
    office.user_does("crm.item.update", entityTypeId=2, id=1, fields={"stageId": "WON"})
    office.settle(lambda: bool(office.log("bizproc.workflow.start")))
    office.settle(lambda: bool(office.log("mark", kind="robot")))
    office.hurry()

    office.finished(office.bearer, published.json["workflow_id"])

    assert len(office.log("bizproc.workflow.start")) == 1
    assert len(office.state("workflows")) == 1
