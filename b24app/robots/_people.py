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
            found |= dict.fromkeys(_members(int(match[2]), portal, below=match[1] in {"DR", "HRR"}))
    return list(found)


def _members(department: int, portal: Calls, *, below: bool) -> list[int]:
    departments = _with_those_below(department, portal) if below else department
    members = portal.rows("user.get", {"FILTER": {"UF_DEPARTMENT": departments, "ACTIVE": True}})
    return [int(row["ID"]) for row in members]


def _with_those_below(department: int, portal: Calls) -> list[int]:
    children: dict[int, list[int]] = {}
    for row in portal.rows("department.get"):
        children.setdefault(int(row.get("PARENT") or 0), []).append(int(row["ID"]))
    found = [department]
    for number in found:  # grows while it is walked
        found += [child for child in children.get(number, ()) if child not in found]
    return found
