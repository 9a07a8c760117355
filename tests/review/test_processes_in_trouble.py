"""The embedded Redis and the command line when things are not as they should be."""

import os
import signal
import socket
import subprocess
import time

import pytest
from redis import Redis
from redis.exceptions import ConnectionError as RedisAway

from b24app.invocations.queue import Bell
from b24app.processes import me, redis_of, tended_redis
from b24app.settings import load_settings
from tests.world import PATIENCE_S, wait_until


def process_of(url):
    return int(Redis.from_url(url).info()["process_id"])


def is_another(before, url, tend):
    """Whether a server answers that is not the dead one, after somebody has looked after it."""
    tend()
    try:
        return process_of(url) != before
    except RedisAway:
        return False


def test_the_embedded_redis_is_started_again_when_it_dies(tmp_path):
    """
    The supervisor tends it like any other of its processes; what was rung is still there.
    """
    with tended_redis(load_settings(data_dir=tmp_path, redis_url="")) as (url, tend):
        Redis.from_url(url).set("rung", "yes")
        before = process_of(url)
        wait_until(lambda: any(b"rung" in file.read_bytes() for file in tmp_path.rglob("appendonly*aof")))
        os.kill(before, signal.SIGKILL)
        wait_until(lambda: is_another(before, url, tend))

        assert Redis.from_url(url).get("rung") == b"yes"


@pytest.mark.parametrize("name", ["with spaces", "50%20 #1?", "ü"])
def test_the_data_folder_may_have_any_name(tmp_path, name):
    with redis_of(load_settings(data_dir=tmp_path / name, redis_url="")) as url:
        assert Redis.from_url(url).ping()


def test_asking_for_health_starts_nothing(tmp_path):
    """
    Without a running Redis the answer is no, and none was started for the question.
    """
    environment = {**os.environ, "B24APP_DATA_DIR": str(tmp_path), "REDIS_URL": ""}
    asked = subprocess.run(
        me("health", "worker"), env=environment, timeout=PATIENCE_S, check=False, capture_output=True
    )

    assert asked.returncode == 1
    assert b"Redis does not answer" in asked.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_redis_that_hangs_keeps_nobody_waiting(tmp_path):
    """
    The call is in the database already; the bell is best effort.
    """
    from b24app.app import open_services

    settings = load_settings(data_dir=tmp_path, redis_url="", database_url="")
    with redis_of(settings) as url:
        services = open_services(settings, url)
        pid = process_of(url)
        os.kill(pid, signal.SIGSTOP)
        try:
            begun = time.monotonic()
            Bell(services.redis).ring("invocations")
            assert time.monotonic() - begun < 5
        finally:
            os.kill(pid, signal.SIGCONT)
            services.engine.dispose()


@pytest.mark.parametrize(
    "line", [b"not json", b"[1]", b'{"text": "x"}', b'{"id": 1, "text": 5}', b'{"id": "a", "text": null}', b"[" * 9999]
)
def test_a_line_that_is_no_case_is_named_without_a_stack_trace(line):
    command = me("parse", "--jsonl")
    done = subprocess.run(command, input=b"\n" + line + b"\n", timeout=PATIENCE_S, check=False, capture_output=True)

    assert done.returncode == 2
    assert b"line 2" in done.stderr
    assert b"Traceback" not in done.stderr


def test_bytes_that_are_no_text_are_read_as_well_as_can_be():
    done = subprocess.run(me("parse"), input=b"\xff\xfe", timeout=PATIENCE_S, check=False, capture_output=True)

    assert (done.returncode, b"Traceback" in done.stderr) == (1, False)


@pytest.mark.parametrize(
    ("name", "value"),
    [("DATABASE_URL", "nonsense"), ("DATABASE_URL", "postgresql://a:secret-word@127.0.0.1:1/x"), ("REDIS_URL", "x")],
)
def test_an_address_that_leads_nowhere_is_named_without_a_stack_trace(tmp_path, name, value):
    environment = {**os.environ, "B24APP_DATA_DIR": str(tmp_path), name: value}
    done = subprocess.run(me("migrate"), env=environment, timeout=PATIENCE_S, check=False, capture_output=True)

    assert done.returncode == 2
    assert b"cannot start" in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"secret-word" not in done.stderr


def test_a_taken_port_is_said_at_once(tmp_path):
    """
    The supervisor does not start a web process over and over that cannot listen.
    """
    with socket.create_server(("127.0.0.1", 0)) as taken:
        environment = {**os.environ, "B24APP_DATA_DIR": str(tmp_path)}
        command = me("run", "--port", str(taken.getsockname()[1]))
        done = subprocess.run(command, env=environment, timeout=PATIENCE_S, check=False, capture_output=True)

    assert done.returncode == 2
    assert b"nothing can listen" in done.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_demo_that_is_stopped_leaves_nothing_behind(tmp_path, number):
    """
    No folder and no process: also for somebody impatient who asks twice, also where a shell that put the demo into the
    background has told it to ignore Ctrl-C.
    """
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    command = ["sh", "-c", 'trap "" INT; exec "$@"', "sh", *me("demo", "--keep")]
    demo = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert demo.stdout is not None
        printed = demo.stdout.readline()
        while not printed.startswith("1. "):
            assert printed, "the demo ended early"
            printed = demo.stdout.readline()
        folder = next(tmp_path.glob("b24app-demo-*"))
        demo.send_signal(number)
        time.sleep(0.5)
        demo.send_signal(number)
        demo.communicate(timeout=PATIENCE_S)
    finally:
        demo.kill()  # its children end with it

    assert list(tmp_path.glob("b24app-demo-*")) == []
    told = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert str(folder) not in told
