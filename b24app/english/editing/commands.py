"""What can be said of a plan, in the order in which it is asked whether the words were meant for it.

A change of something that is there comes before the addition of something new.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from b24app.english.editing import adding, guarding, rearranging, rewording, timing
from b24app.english.editing.patch import Patch

Command = Callable[[str, Patch], bool]

COMMANDS: Final[tuple[Command, ...]] = (
    rearranging.swap,
    rearranging.no_conditions,
    rearranging.remove,
    rearranging.move,
    timing.duration,
    timing.times,
    timing.until,
    guarding.limit,
    rewording.priority,
    guarding.outcome,
    guarding.otherwise,
    guarding.trigger,
    guarding.condition,
    rewording.channel,
    rewording.stage,
    rewording.text,
    rewording.tag,
    rewording.person,
    adding.beside,
    adding.insert,
    adding.add,
)
