"""Turns the people of a robot's property into user ids.

How the portal spells a `user` value in a call is UNCLEAR (contract/bizproc.md §3), so every spelling is read: `user_7`,
`7`, `[7]` after a name, `group_D5` and `group_DR5` for a department without and with those below it.
"""

from __future__ import annotations

import re

from b24app.robots._base import Calls, People

_USER = re.compile(r"^(?:user_|U)?(\d+)$|\[(\d+)\]$")
_GROUP = re.compile(r"^group_(D|DR|HR|HRR)(\d+)$")


def user_ids(people: People, portal: Calls) -> list[int]:
    """Everybody who is meant, each once, in the order given."""
    found: dict[int, None] = {}
    for person in people:
        if match := _USER.search(person):
            found[int(match[1] or match[2])] = None
        elif match := _GROUP.match(person):
            found |= dict.fromkeys(_members(int(match[2]), portal))
    return list(found)


def _members(department: int, portal: Calls) -> list[int]:
    members = portal.rows("user.get", {"FILTER": {"UF_DEPARTMENT": department, "ACTIVE": True}})
    return [int(row["ID"]) for row in members]
