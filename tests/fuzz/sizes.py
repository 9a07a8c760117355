"""How much each long random test does: all of it in `make fuzz`, a hundredth of it in every other run of the tests.

Two variables of the environment: FUZZ_PERCENT is the share, FUZZ_SEED what the dice start from. Without a seed a run of
a hundredth starts from 1, so that a gate is the same each time, and a longer one from a fresh number.
"""

from __future__ import annotations

import os
import random
import secrets
from collections.abc import Iterator

SIZES = {
    "descriptions read": 100_000,
    "damaged templates": 1_000_000,
    "texts in a template": 1_000_000,
    "request bodies": 200_000,
    "calls of the portal": 100_000,
    "plans on two machines": 5_000,
    "edits by talking": 100_000,
    "sentences put together": 20_000,
    "conditions put in sentences": 20_000,
}
PERCENT = float(os.environ.get("FUZZ_PERCENT") or 1)
SEED = os.environ.setdefault("FUZZ_SEED", "1" if PERCENT <= 1 else str(secrets.randbelow(10**9)))


def size(name: str) -> int:
    """How many inputs this run makes."""
    return max(1, round(SIZES[name] * PERCENT / 100))


def dice(name: str) -> random.Random:
    """The chance of one test: other than another's, the same again with the same seed."""
    return random.Random(f"{SEED} {name}")


def rounds(name: str) -> Iterator[random.Random]:
    """One dice per input."""
    chance = dice(name)
    for _ in range(size(name)):
        yield chance
