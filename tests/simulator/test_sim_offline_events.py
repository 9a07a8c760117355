"""Events that an app fetches for itself."""

import pytest


@pytest.fixture
def queue(app):
    assert app.call("event.bind", event="ONCRMDEALUPDATE", event_type="offline") is True
    return app


def change(app, number, title, **more):
    app.call("crm.item.update", entityTypeId=2, id=number, fields={"title": title}, **more)


def test_one_row_holds_the_last_change_of_each_record(queue):
    for number, title in ((1, "a"), (1, "b"), (2, "c")):
        change(queue, number, title)
    rows = queue.call("event.offline.list")
    assert [row["EVENT_DATA"]["FIELDS"]["ID"] for row in rows] == [1, 2]
    assert {row["EVENT_NAME"] for row in rows} == {"ONCRMDEALUPDATE"}
    assert set(rows[0]) == {
        "ID", "TIMESTAMP_X", "EVENT_NAME", "EVENT_DATA", "EVENT_ADDITIONAL", "MESSAGE_ID", "PROCESS_ID", "ERROR",
    }  # fmt: skip
    assert queue.call("event.get")[0]["offline"] == 1


def test_fetching_deletes_by_default(queue):
    change(queue, 1, "a")
    taken = queue.call("event.offline.get")
    assert (taken["process_id"], len(taken["events"])) == (None, 1)
    assert queue.call("event.offline.get")["events"] == []


def test_a_reservation_is_hidden_until_it_is_cleared_or_thirty_days_are_over(queue):
    for number in (1, 2, 3):
        change(queue, number, "a")
    taken = queue.call("event.offline.get", clear=0, limit=2)
    assert len(taken["events"]) == 2
    assert [row["EVENT_DATA"]["FIELDS"]["ID"] for row in queue.call("event.offline.get", clear=0)["events"]] == [3]
    again = queue.call("event.offline.get", clear=0, process_id=taken["process_id"])
    assert again == taken
    message = taken["events"][0]["MESSAGE_ID"]
    assert queue.call("event.offline.error", process_id=taken["process_id"], message_id=[message]) is True
    assert len(queue.call("event.offline.get", clear=0, process_id=taken["process_id"])["events"]) == 1
    errors = queue.call("event.offline.get", clear=0, process_id=taken["process_id"], error=1)["events"]
    assert len(errors) == 2
    assert queue.call("event.offline.clear", process_id=taken["process_id"], message_id=[message]) is True
    assert len(queue.call("event.offline.list")) == 2
    assert queue.call("event.offline.clear", process_id=taken["process_id"]) is True
    assert len(queue.call("event.offline.list")) == 1
    queue.control("/_clock/advance", seconds=31 * 86400)
    queue.open()
    assert queue.call("event.offline.list") == []


def test_a_change_made_with_the_queues_own_key_is_no_echo(app):
    app.call("event.bind", event="ONCRMDEALUPDATE", event_type="offline", auth_connector="mine")
    change(app, 1, "ours", auth_connector="mine")
    change(app, 2, "theirs")
    rows = app.call("event.offline.list", auth_connector="mine")
    assert [row["EVENT_DATA"]["FIELDS"]["ID"] for row in rows] == [2]
    assert app.call("event.offline.list") == []


def test_a_call_wakes_the_app_with_a_refresh_token_and_not_too_often(queue, listener):
    options = {"minTimeout": 60}
    queue.call("event.bind", event="ONOFFLINEEVENT", handler=f"{listener.url}/wake", options=options)
    change(queue, 1, "a")
    change(queue, 2, "a")
    (event,) = listener.wait("/wake")
    assert (event["event"], "refresh_token" in event["auth"]) == ("ONOFFLINEEVENT", True)
    queue.control("/_clock/advance", seconds=61)
    change(queue, 3, "a")
    assert len(listener.wait("/wake", 2)) == 2


def test_only_administrators_have_offline_events(queue):
    other = queue.as_user(4)
    for method in ("get", "list", "clear", "error"):
        assert other.refused(f"event.offline.{method}")[:2] == (403, "ACCESS_DENIED")
    text = other.refused("event.bind", event="ONTASKADD", event_type="offline")[2]
    assert text == "Access denied! Offline events binding requires administrator access rights"
    assert queue.refused("event.offline.clear")[1] == "ERROR_ARGUMENT"
    assert queue.refused("event.bind", event="ONCRMDEALUPDATE", event_type="offline")[1] == "ERROR_CORE"
    assert queue.call("event.unbind", event="ONCRMDEALUPDATE", event_type="offline") == {"count": 1}
