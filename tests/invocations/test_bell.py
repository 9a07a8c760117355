"""The bell: one queue of JSON names; what else lies in Redis runs nothing, and a silent Redis costs no invocation."""

import json
import signal
import threading
import zlib

import pytest
from redis import Redis
from rq import Queue
from rq.job import Job
from rq.serializers import JSONSerializer

from b24app.invocations import queue as queue_module
from b24app.invocations.queue import Bell, listen
from b24app.invocations.sweeper import is_alive, sweep, watch


@pytest.fixture
def heard():
    return []


@pytest.fixture
def work(redis, heard):
    """Answers the bells there are; the process' own signal handlers are put back."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM)}

    def burst(**handlers):
        listen(redis, handlers or {"invocations": lambda _stopping: heard.append("invocations")}, burst=True)

    yield burst
    for number, handler in before.items():
        signal.signal(number, handler)


def test_a_bell_makes_its_handler_run(redis, work, heard):
    Bell(redis).ring("invocations")
    work()
    assert heard == ["invocations"]


def test_a_bell_carries_a_name_and_nothing_else(redis):
    Bell(redis).ring("events")
    (job_id,) = redis.lrange("rq:queue:b24app", 0, -1)
    told = redis.hgetall(f"rq:job:{job_id.decode()}")
    assert json.loads(zlib.decompress(told[b"data"])) == ["b24app.invocations.queue.answer_bell", None, ["events"], {}]


def test_there_is_one_queue(redis):
    for name in ("events", "invocations", "events"):
        Bell(redis).ring(name)
    assert redis.smembers("rq:queues") == {b"rq:queue:b24app"}
    assert redis.llen("rq:queue:b24app") == 3


def test_a_done_bell_leaves_nothing(redis, work):
    Bell(redis).ring("invocations")
    work()
    assert redis.keys("rq:job:*") == []


# Protocol 0 of pickle, by hand: os.system("touch <path>")
PICKLE = "cos\nsystem\n(S'touch {path}'\ntR."


def test_a_planted_pickle_runs_no_code(redis, work, heard, tmp_path):
    path = tmp_path / "planted"
    Bell(redis).ring("invocations")
    (job_id,) = redis.lrange("rq:queue:b24app", 0, -1)
    redis.hset(f"rq:job:{job_id.decode()}", "data", PICKLE.format(path=path).encode())
    Bell(redis).ring("invocations")
    work()
    assert not path.exists()
    assert heard == ["invocations"]


def test_an_unknown_bell_stops_nobody(redis, work, heard, monkeypatch):
    monkeypatch.setattr(queue_module, "_handlers", {})
    Bell(redis).ring("nothing of ours")
    Bell(redis).ring("invocations")
    work()
    assert heard == ["invocations"]


def test_a_handler_that_fails_is_rung_again(redis, work):
    tries = []

    def fail_twice(_stopping):
        tries.append(1)
        if len(tries) < 3:
            raise RuntimeError("once more")

    Bell(redis).ring("invocations")
    work(invocations=fail_twice)
    assert len(tries) == 3


def test_a_redis_that_is_away_is_no_error(tmp_path):
    away = Redis.from_url(f"unix://{tmp_path}/nobody.sock")
    Bell(away).ring("invocations")
    away.close()


def test_the_sweeper_rings_for_what_is_due_and_nothing_else(redis):
    assert sweep(Bell(redis), {"invocations": lambda: True, "events": lambda: False}) == ["invocations"]
    (job_id,) = redis.lrange("rq:queue:b24app", 0, -1)
    job = Job.fetch(job_id.decode(), connection=redis, serializer=JSONSerializer)
    assert list(job.args) == ["invocations"]
    assert Queue("b24app", connection=redis, serializer=JSONSerializer).count == 1


def test_the_sweeper_stops_when_told(redis, monkeypatch):
    monkeypatch.setattr("b24app.invocations.sweeper.EVERY_S", 0.01)
    stopped, asked = threading.Event(), []

    def ask():
        asked.append(1)
        if len(asked) == 3:
            stopped.set()
        return False

    assert not is_alive(redis)
    watch(redis, Bell(redis), {"events": ask}, stopped)
    assert len(asked) == 3
    assert is_alive(redis)
    assert redis.ttl("b24app:scheduler") > 0
