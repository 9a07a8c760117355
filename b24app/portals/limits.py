"""Keeps each portal's pace: Bitrix24 counts every request, drains two a second and refuses above fifty (rest-call §6).

One bucket per portal in Redis, shared by all processes, since the portal counts per source address. When Redis is away
each process falls back to one call a second on its own.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from redis import Redis
from redis.exceptions import RedisError

RATE = 2.0
BURST = 30
_FALLBACK_S = 1.0
_CALL_US = int(1_000_000 / RATE)

# Leaky bucket as one number, the moment it will be empty (GCRA). Redis' own clock; returns microseconds to wait.
# Arguments: what one call takes (µs), how many calls fit, how full the bucket is taken to be at least (µs).
_TAKE = """
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local empty_at = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now + ARGV[3]) + ARGV[1]
local wait = empty_at - ARGV[1] * ARGV[2] - now
redis.call('SET', KEYS[1], string.format('%.0f', empty_at), 'PX', math.ceil((empty_at - now) / 1000) + 1000)
return math.max(0, math.ceil(wait))
"""


class Pace:
    """Waits until a portal may be called."""

    def __init__(self, redis: Redis, sleep: Callable[[float], None] = time.sleep) -> None:
        self._redis = redis
        self._take = redis.register_script(_TAKE)
        self._sleep = sleep
        self._last: dict[str, float] = {}

    def wait(self, member_id: str) -> None:
        """Return when the next request to this portal fits into its bucket."""
        try:
            wait_us = self._take(keys=[f"pace:{member_id}"], args=[_CALL_US, BURST, 0])
            self._sleep(int(wait_us) / 1_000_000)
        except RedisError:
            self._sleep(max(0.0, self._last.get(member_id, 0.0) + _FALLBACK_S - time.monotonic()))
            self._last[member_id] = time.monotonic()

    def exhausted(self, member_id: str) -> None:
        """The portal said it had enough: treat its bucket as full."""
        try:
            self._take(keys=[f"pace:{member_id}"], args=[_CALL_US, BURST, _CALL_US * BURST])
        except RedisError:
            self._last[member_id] = time.monotonic() + BURST / RATE
