"""Rings for what has become due: expired leases, postponed rows, bells that were lost."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

import structlog
from redis import Redis
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError

from b24app.invocations.queue import Bell

_log = structlog.get_logger()
EVERY_S = 5.0
_PILE = 10
_LIFE = "b24app:scheduler"


def sweep(bell: Bell, has_due: Mapping[str, Callable[[], bool]]) -> list[str]:
    """One round; the names rung for."""
    due = [name for name, ask in has_due.items() if ask()]
    for name in due if _may_ring(bell) else ():
        bell.ring(name)
    return due


def _may_ring(bell: Bell) -> bool:
    """While no worker answers, bells must not pile up."""
    try:
        return bell.waiting() < _PILE
    except RedisError:
        return False


def watch(redis: Redis, bell: Bell, has_due: Mapping[str, Callable[[], bool]], stopped: threading.Event) -> None:
    """Sweep every few seconds until stopped."""
    while not stopped.wait(EVERY_S):
        try:
            sweep(bell, has_due)
        except SQLAlchemyError as error:
            _log.warning("database_is_away", reason=type(error).__name__)
        _show_life(redis)


def is_alive(redis: Redis) -> bool:
    """Whether a scheduler has swept lately."""
    return bool(redis.exists(_LIFE))


def _show_life(redis: Redis) -> None:
    try:
        redis.set(_LIFE, "alive", ex=30)
    except RedisError as error:
        _log.warning("redis_is_away", reason=type(error).__name__)
