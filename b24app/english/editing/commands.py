"""What can be said of a plan, in the order in which it is asked whether the words were meant for it.

A change of something that is there comes before the addition of something new.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from b24app.english.editing import (
    adding,
    beside,
    branching,
    conditions,
    copying,
    forbidding,
    placing,
    rearranging,
    replacing,
    setting,
    starting,
    timing,
)
from b24app.english.editing.patch import Patch

Command = Callable[[str, Patch], bool]

CHANGES: Final[tuple[Command, ...]] = (
    branching.swap,
    replacing.exchange,
    rearranging.swap,
    branching.routed,
    conditions.none,
    conditions.of_step,
    conditions.without,
    timing.repeated,
    placing.at_once,
    placing.delay,
    replacing.replace,
    rearranging.empty,
    rearranging.remove,
    rearranging.keep,
    beside.one_by_one,
    beside.together,
    forbidding.forbid,
    rearranging.move,
    timing.duration,
    timing.decided,
    starting.start,
    conditions.bare,
    conditions.only,
    conditions.more,
    copying.copy,
    setting.do,
    setting.supply,
    setting.assign,
    placing.later,
    replacing.instead,
    adding.conditional,
)
PLACES: Final[tuple[Command, ...]] = (placing.between, placing.place)
ADDITIONS: Final[tuple[Command, ...]] = (beside.beside, *PLACES, placing.first, adding.add)
# What is only said of the plan as a whole, never of what is done in one case.
WHOLE: Final[tuple[Command, ...]] = (
    branching.swap,
    branching.routed,
    branching.without,
    conditions.none,
    conditions.without,
    conditions.bare,
    conditions.only,
    conditions.more,
    forbidding.forbid,
    starting.start,
    adding.conditional,
)
