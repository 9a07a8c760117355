"""The bell: RQ tells a worker that there is something in the database. The only import of rq.

A bell carries a name and nothing else; a lost one costs seconds, since the sweeper rings again (reliability.md §1-2).
One queue, because a worker on several may lose a message when killed; JSON, because a pickle in Redis is code.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial

import structlog
from redis import Redis
from redis.exceptions import RedisError
from rq import Queue, Retry, SimpleWorker
from rq.serializers import JSONSerializer

Handler = Callable[[Callable[[], bool]], object]
_log = structlog.get_logger()
_NAME = "b24app"
_JOB_TIMEOUT_S = 600
_handlers: dict[str, Callable[[], object]] = {}  # RQ finds its function by import path, so the process keeps them here


class _Worker(SimpleWorker):
    """One that can be asked whether it was told to stop."""

    def is_stopping(self) -> bool:
        return self._stop_requested


class Bell:
    """Rings for `invocations` or `events`."""

    def __init__(self, redis: Redis) -> None:
        self._queue = Queue(_NAME, connection=redis, serializer=JSONSerializer, default_timeout=_JOB_TIMEOUT_S)

    def waiting(self) -> int:
        """Bells that nobody has answered yet. Raises RedisError."""
        return int(self._queue.count)

    def ring(self, name: str) -> None:
        """Best effort: what was accepted is in the database already."""
        try:
            self._queue.enqueue(
                "b24app.invocations.queue.answer_bell", name, result_ttl=0, failure_ttl=60, retry=Retry(max=3)
            )
        except RedisError as error:
            _log.warning("bell_not_rung", bell=name, reason=type(error).__name__)


def has_worker(redis: Redis) -> bool:
    """Whether a worker of this machine has shown itself in the last minute."""
    oldest = datetime.now(UTC) - timedelta(seconds=60)
    here = [worker for worker in SimpleWorker.all(connection=redis) if worker.hostname == socket.gethostname()]
    return any(worker.last_heartbeat and worker.last_heartbeat >= oldest for worker in here)


def answer_bell(name: str) -> None:
    """What RQ runs in the worker."""
    _handlers[name]()


def listen(redis: Redis, handlers: Mapping[str, Handler], *, burst: bool = False) -> None:
    """Answer bells until told to stop (`burst`: until none is left).

    Each handler is given the question whether to stop, so that it can between two rows.
    """
    queue = Queue(_NAME, connection=redis, serializer=JSONSerializer)
    worker = _Worker(
        [queue],
        connection=redis,
        serializer=JSONSerializer,
        worker_ttl=30,
        maintenance_interval=10,
        job_monitoring_interval=5,
    )
    _handlers.update({name: partial(handler, worker.is_stopping) for name, handler in handlers.items()})
    worker.work(burst=burst, logging_level="WARNING")
