"""Faults on command, the call log, the clock, the command line."""

import contextlib
import random
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
import requests

from simulator.clock import Clock


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [
        ("503", 503, "QUERY_LIMIT_EXCEEDED"),
        ("429", 429, "OPERATION_TIME_LIMIT"),
        ("500", 500, "INTERNAL_SERVER_ERROR"),
        ("expired", 401, "expired_token"),
    ],
)
def test_a_refusal_comes_as_often_as_ordered_and_has_no_effect(app, kind, status, code):
    app.control("/_fault", match="crm.item.*", kind=kind, times=2)
    for _ in range(2):
        assert app.refused("crm.item.update", entityTypeId=2, id=1, fields={"title": "x"})[:2] == (status, code)
    assert app.call("crm.item.get", entityTypeId=2, id=1)["item"]["title"] == "Workshop equipment"


def test_pages_instead_of_answers(app):
    app.control("/_fault", match="profile", kind="html")
    response = app.request("profile")
    assert (response.status_code, response.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    app.control("/_fault", match="profile", kind="302", location="https://new.example/rest/profile")
    response = app.request("profile")
    assert (response.status_code, response.headers["Location"]) == (302, "https://new.example/rest/profile")


def test_a_cut_before_and_after_the_effect(app, state):
    update = {"entityTypeId": 2, "id": 1, "fields": {"title": "changed"}}
    for kind, title in (("reset", "Workshop equipment"), ("lost", "changed")):
        app.control("/_fault", match="crm.item.update", kind=kind)
        with pytest.raises(requests.ConnectionError):
            app.request("crm.item.update", **update)
        assert state()["deals"][0]["title"] == title
        (entry,) = app.log(fault=kind)
        assert entry["name"] == "crm.item.update"


def test_half_a_body(app):
    app.control("/_fault", match="profile", kind="half")
    with pytest.raises((requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        app.request("profile")


def test_a_slow_answer(app):
    app.control("/_fault", match="profile", kind="slow", seconds=0.3)
    started = time.monotonic()
    app.call("profile")
    assert time.monotonic() - started > 0.3


def test_a_fault_inside_a_batch_and_at_the_token_endpoint(app):
    app.control("/_fault", match="user.admin", kind="503")
    assert app.refused("batch", cmd={"a": "user.admin"})[0] == 503
    app.control("/_fault", match="/oauth/token/", kind="500")
    assert requests.get(f"{app.sim.auth_url}/oauth/token/", timeout=10).status_code == 500


def test_faults_stay_until_they_are_removed(app):
    app.control("/_fault", match="profile", kind="500", times=None)
    assert [app.request("profile").status_code for _ in range(3)] == [500] * 3
    requests.delete(f"{app.sim.portal_url}/_fault", timeout=10)
    assert app.request("profile").status_code == 200


def test_outgoing_calls_are_dropped_and_doubled(app, listener, sim):
    app.call("event.bind", event="ONCRMDEALUPDATE", handler=f"{listener.url}/event")
    app.control("/_fault", match="ONCRMDEALUPDATE", kind="drop")
    app.control("/_fault", match="ONCRMDEALUPDATE", kind="double")
    app.call("crm.item.update", entityTypeId=2, id=1, fields={"title": "a"})
    app.call("crm.item.update", entityTypeId=2, id=1, fields={"title": "b"})
    assert len(listener.wait("/event", 2)) == 2
    assert sim.portal.queue.drain()
    assert [(entry["status"], entry.get("fault")) for entry in app.log(kind="event")] == [
        (0, "drop"),
        (200, None),
        (200, None),
    ]


def test_shuffled_events_arrive_in_another_order(app, listener, sim):
    """Armed for three, the three come in reverse; a fourth keeps its place in time."""
    app.call("event.bind", event="ONCRMDEALUPDATE", handler=f"{listener.url}/event")
    app.control("/_fault", match="ONCRMDEALUPDATE", kind="shuffle", times=3)
    for number in (1, 2, 3):
        app.call("crm.item.update", entityTypeId=2, id=number, fields={"title": "a"})
    assert sim.portal.queue.drain()
    app.call("crm.item.update", entityTypeId=2, id=4, fields={"title": "a"})
    received = listener.wait("/event", 4)
    assert [event["data"]["FIELDS"]["ID"] for event in received] == ["3", "2", "1", "4"]


@pytest.mark.parametrize(("words", "kind"), [("half body", "half"), ("HTML page", "html"), ("expired_token", "expired"),
                                             ("doubled", "double"), (503, "503")])  # fmt: skip
def test_a_fault_may_be_named_in_words(app, sim, words, kind):
    app.control("/_fault", match="profile", kind=words)
    assert [fault.kind for fault in sim.common.faults._armed] == [kind]


def test_the_log_holds_every_call_and_never_the_control_paths(app):
    app.call("profile")
    app.call("batch", cmd={"a": "user.admin"})
    requests.get(f"{app.sim.portal_url}/", timeout=10)
    requests.get(f"{app.sim.auth_url}/rest/app.info", params={"auth": app.token}, timeout=10)
    entries = app.log()
    assert [entry["n"] for entry in entries] == list(range(1, len(entries) + 1))
    assert [(entry["direction"], entry["kind"], entry["name"]) for entry in entries] == [
        ("out", "browser", "/install"),
        ("in", "rest", "profile"),
        ("in", "rest", "user.admin"),
        ("in", "rest", "batch"),
        ("in", "page", "/"),
        ("in", "oauth", "app.info"),
    ]
    profile = entries[1]
    assert (profile["app"], profile["user_id"], profile["status"]) == (app.client_id, 1, 200)
    assert profile["response"]["result"]["ID"] == "1"
    assert entries[2]["in_batch"] is True


def test_the_log_can_be_waited_for(app):
    last = requests.get(f"{app.sim.portal_url}/_log", timeout=10).json()["last"]
    threading.Timer(0.2, lambda: app.call("profile")).start()
    answer = requests.get(f"{app.sim.portal_url}/_log", params={"after": last, "wait": 60}, timeout=90).json()
    assert [entry["name"] for entry in answer["entries"]] == ["profile"]
    assert requests.get(f"{app.sim.portal_url}/_log", params={"after": 10**6}, timeout=10).json()["entries"] == []


@pytest.mark.parametrize("given", [{}, {"seconds": "soon"}, {"seconds": 0}, {"seconds": -5}, {"seconds": 1e12}])
def test_the_clock_says_what_it_cannot_do(app, given):
    answer = app.control("/_clock/advance", **given)
    assert (answer["http"], answer["error"]) == (400, "INVALID_SECONDS")


def test_the_clock_may_be_moved_by_a_form(sim):
    answer = requests.post(f"{sim.portal_url}/_clock/advance", data={"seconds": "30", "days": "2"}, timeout=10)
    assert datetime.fromisoformat(answer.json()["now"]) - datetime.now(UTC) > timedelta(days=2, seconds=20)


def test_the_clock_goes_through_every_due_moment():
    clock, seen = Clock(), []
    start = clock.now()

    def again() -> None:
        seen.append(round((clock.now() - start).total_seconds() / 3600))
        if len(seen) < 3:
            clock.call_at(clock.now() + timedelta(hours=1), again)

    clock.call_at(start + timedelta(hours=1), again)
    clock.advance(4 * 3600)
    assert seen == [1, 2, 3]
    assert clock.now() - start >= timedelta(hours=4)
    clock.stop()


def test_what_is_due_runs_at_once_on_another_thread_and_failures_do_not_stop_the_clock():
    clock, ran = Clock(), threading.Event()
    threads = []

    def note() -> None:
        threads.append(threading.current_thread())
        ran.set()

    def fail() -> None:
        raise ValueError

    clock.call_at(clock.now(), fail)
    clock.call_at(clock.now(), note)
    assert ran.wait(60)
    assert threads[0] is not threading.current_thread()
    clock.stop()


def test_the_command_starts_in_a_second_of_work_and_ends_on_a_signal():
    """
    Counted as the processor's time, since other programs may keep the machine busy.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen([sys.executable, "-m", "simulator", "--port", "0"], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        words = line.split()
        assert (words[0], words[2]) == ("portal", "authorization")
        assert requests.get(words[1] + "/_seed", timeout=10).status_code == 200
        assert requests.get(words[3] + "/rest/app.info", timeout=10).status_code == 401
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) == 0
        process.stdout.close()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime - before.ru_utime < 3  # measured: 0.4 s


def test_help_has_examples():
    told = subprocess.run([sys.executable, "-m", "simulator", "--help"], capture_output=True, text=True, check=True)
    assert "examples:" in told.stdout


def taken_behind_free():
    """A socket that listens where the port before it is free.

    Below 32768: the system hands those ports to nobody who did not ask for them by number, so no other test gets one
    between this look and the simulator's start.
    """
    while True:
        port = random.randrange(20001, 32000)
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port - 1)):
            return socket.create_server(("127.0.0.1", port))


def test_the_authorization_server_goes_elsewhere_when_the_next_port_is_taken():
    with taken_behind_free() as other:
        taken = other.getsockname()[1]
        command = [sys.executable, "-m", "simulator", "--port", str(taken - 1)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            line = process.stdout.readline()
            process.terminate()
    _, portal, _, authorization = line.split()
    assert portal == f"http://127.0.0.1:{taken - 1}"
    assert urlsplit(authorization).port not in {taken, taken - 1}


def test_a_taken_port_is_said(sim):
    port = sim.portal_url.rsplit(":", 1)[1]
    told = subprocess.run(
        [sys.executable, "-m", "simulator", "--port", port], capture_output=True, text=True, check=False
    )
    assert told.returncode == 1
    assert "cannot listen" in told.stderr or "in use" in told.stderr
