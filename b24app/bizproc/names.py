"""Names of activities: unique in a template, the same every time, and leading back to the plan's node.

They look like the designer's own (`A12345_12345_12345_12345`), which is what makes them safe to refer to
(bpt-format.md, Node): the node's number, the role of the activity, a running number and a check of the three.
"""

from __future__ import annotations

import re
from collections import Counter
from enum import IntEnum
from typing import Final

_NAME = re.compile(r"A(\d{5})_(\d{5})_(\d{5})_(\d{5})\Z")
_BASE: Final = 10_000
_CHECKS: Final = 89_999


class Role(IntEnum):
    """What an activity is for the node whose number it carries; 0 is the plan itself."""

    STEP = 1
    MARK = 2
    OTHERWISE = 3
    GUARD = 4
    HOLDS = 5
    OUTCOME = 6
    TIMED_OUT = 7
    FAILED = 8
    DONE = 9
    NOTE = 10
    COUNT = 11
    ROUND = 12
    PAUSE = 13
    COUNTED = 14
    ENDED = 15
    EVENT = 16


class Names:
    """Gives out the names of one template."""

    def __init__(self) -> None:
        self._given: Counter[tuple[int, Role]] = Counter()

    def take(self, node_id: str, role: Role) -> str:
        """A new name for a part of this node; `""` is the plan itself."""
        number = int(node_id[1:] or 0)
        self._given[number, role] += 1
        serial = self._given[number, role]
        return f"A{_BASE + number}_{_BASE + role}_{_BASE + serial}_{_check(number, role, serial)}"


def read(name: str) -> tuple[str, Role] | None:
    """The node and the role that a name of ours tells; None for any other name."""
    found = _NAME.match(name)
    if found is None:
        return None
    number, role, serial, check = (int(group) for group in found.groups())
    number, role, serial = number - _BASE, role - _BASE, serial - _BASE
    if number < 0 or role not in set(Role) or check != _check(number, role, serial):
        return None
    return (f"n{number}" if number else "", Role(role))


def _check(number: int, role: int, serial: int) -> int:
    return _BASE + (number * 31 + role * 7_919 + serial * 10_007) % _CHECKS
