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
    rewording,
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
    branching.without,
    branching.outcome,
    branching.otherwise,
    branching.inside,
    conditions.none,
    conditions.without,
    placing.at_once,
    placing.delay,
    rearranging.spare,
    rearranging.empty,
    rearranging.remove,
    rearranging.keep,
    beside.one_by_one,
    beside.together,
    forbidding.forbid,
    rearranging.move,
    rearranging.order,
    timing.duration,
    timing.repeated,
    timing.decided,
    timing.times,
    timing.until,
    replacing.replace,
    starting.start,
    conditions.bare,
    conditions.only,
    conditions.more,
    copying.copy,
    rewording.priority,
    setting.done_by,
    setting.do,
    setting.supply,
    setting.assign,
    rewording.channel,
    rewording.stage,
    rewording.text,
    rewording.tag,
    rewording.person,
    adding.conditional,
)
ADDITIONS: Final[tuple[Command, ...]] = (
    beside.beside,
    placing.between,
    placing.place,
    placing.first,
    adding.add,
)
