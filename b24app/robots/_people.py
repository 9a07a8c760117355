"""Turns the people of a robot's property into user ids.

How the portal spells a `user` value in a call is UNCLEAR (contract/bizproc.md §3), so every spelling is read: `user_7`,
`7`, `[7]` after a name, `group_D5` and `group_DR5` for a department without and with those below it, and
`responsible_head`, which the engine hands on as it stands, for whoever is above the record's responsible person.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from b24app.model import Document
from b24app.robots._base import Calls, People

_USER = re.compile(r"^(?:user_|U)?(\d+)$|\[(\d+)\]$")
_GROUP = re.compile(r"^group_(D|DR|HR|HRR)(\d+)$")
_TYPES = {"LEAD": 1, "DEAL": 2, "CONTACT": 3, "COMPANY": 4, "QUOTE": 7, "SMART_INVOICE": 31}


def user_ids(people: People, portal: Calls, document: Document) -> list[int]:
    """Everybody who is meant, each once, in the order given."""
    found: dict[int, None] = {}
    for person in people:
        if match := _USER.search(person):
            found[int(match[1] or match[2])] = None
        elif match := _GROUP.match(person):
            found |= dict.fromkeys(_members(int(match[2]), portal, below=match[1] in {"DR", "HRR"}))
        elif person == "responsible_head":
            found |= dict.fromkeys(_supervisor(portal, document))
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


def _supervisor(portal: Calls, document: Document) -> list[int]:
    """The nearest head above the responsible person who is somebody else; nobody where there is none."""
    number = document.type_code.removeprefix("DYNAMIC_")
    type_id = _TYPES.get(document.type_code) or (int(number) if number.isdecimal() else 0)
    if not type_id:
        return []
    owner = int(portal.call("crm.item.get", {"entityTypeId": type_id, "id": document.id})["item"]["assignedById"])
    user: Mapping[str, Any] = next(iter(portal.rows("user.get", {"ID": owner})), {})
    departments = {int(row["ID"]): row for row in portal.rows("department.get")}
    above = departments.get(int(next(iter(user.get("UF_DEPARTMENT") or ()), 0)))
    for _ in departments:  # a tree, but who knows
        if above is None:
            break
        head = int(above.get("UF_HEAD") or 0)
        if head and head != owner:
            return [head]
        above = departments.get(int(above.get("PARENT") or 0))
    return []
