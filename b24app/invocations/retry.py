"""What to do after a failure: pure, one place (reliability.md §2, retry table)."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Literal

from b24app.errors import B24AppError, PortalBusy, PortalLeft, PortalUnreachable
from b24app.robots import Effect

ATTEMPTS = 5
_WAITS_S = (5.0, 30.0, 120.0, 600.0, 3600.0)


@dataclass(frozen=True)
class Again:
    """Run it again after `wait_s`; `counts` as one of the attempts or not."""

    wait_s: float
    counts: bool


Next = Again | Literal["fail", "doubt", "park"]


def after_failure(error: B24AppError, effect: Effect, attempt: int) -> Next:
    """The step after a robot raised. `attempt` counts from 1."""
    match error:
        case PortalLeft():
            return "park"
        case PortalBusy():
            return Again(error.wait_s or _jitter(attempt), counts=False)
        case PortalUnreachable() if error.sent and effect is Effect.ONCE:
            return "doubt"
        case PortalUnreachable():
            return _again(attempt)
        case _:
            return "fail"


def after_crash(effect: Effect, attempt: int) -> Next:
    """The step when an earlier worker died in the middle of `run`."""
    if effect is Effect.ONCE:
        return "doubt"
    return Again(0.0, counts=True) if attempt <= ATTEMPTS else "fail"


def after_unanswered(error: B24AppError, attempt: int) -> Next:
    """The step when the answer did not get through; the effect is done, so only the answer is repeated."""
    if isinstance(error, PortalLeft):
        return "park"
    if not error.retry and attempt > ATTEMPTS:
        return "fail"
    if isinstance(error, PortalBusy):
        return Again(error.wait_s or _jitter(attempt), counts=False)
    return Again(_jitter(attempt), counts=True)


def _again(attempt: int) -> Next:
    if attempt > len(_WAITS_S):
        return "fail"
    return Again(_WAITS_S[attempt - 1] * random.uniform(0.5, 1.5), counts=True)  # noqa: S311  # spreads load only


def _jitter(attempt: int) -> float:
    return random.uniform(0.0, min(60, 2 ** min(attempt, 6)))  # noqa: S311  # spreads load only
