"""Users and departments of the portal, and the ways a template names them (bpt-format.md, Users)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

_GROUP = re.compile(r"group_(DR?|HRR?)(\d+)$")


@dataclass
class User:
    id: int
    name: str
    last_name: str
    position: str = ""
    admin: bool = False
    active: bool = True
    departments: list[int] = field(default_factory=list)
    email: str = ""
    phone: str = ""
    options: dict[str, dict[str, str]] = field(default_factory=dict)
    custom: dict[str, Any] = field(default_factory=dict)
    """Values of the custom fields UF_USR_…"""

    def options_of(self, client_id: str) -> dict[str, str]:
        """What an app keeps for this user (user.option.*)."""
        return self.options.setdefault(client_id, {})

    @property
    def full_name(self) -> str:
        return f"{self.name} {self.last_name}".strip()


@dataclass
class Department:
    id: int
    name: str
    parent: int = 0
    head: int = 0


class People:
    """Who works here."""

    def __init__(self) -> None:
        self.users: dict[int, User] = {}
        self.departments: dict[int, Department] = {}

    def get(self, user_id: int) -> User | None:
        return self.users.get(user_id)

    def is_admin(self, user_id: int) -> bool:
        user = self.users.get(user_id)
        return user is not None and user.admin and user.active

    def named(self, names: Iterable[str]) -> list[int]:
        """The active users behind `user_7`, `7`, `group_D5`, `group_DR5`, `group_UA`; each once, in order."""
        found: dict[int, None] = {}
        for name in names:
            for user_id in self._behind(str(name).strip()):
                user = self.users.get(user_id)
                if user is not None and user.active:
                    found.setdefault(user_id)
        return list(found)

    def _behind(self, name: str) -> list[int]:
        if name == "group_UA":
            return sorted(self.users)
        group = _GROUP.fullmatch(name)
        if group:
            return self._members(int(group[2]), deep=group[1] in {"DR", "HRR"})
        number = name.removeprefix("user_")
        return [int(number)] if number.isascii() and number.isdecimal() else []

    def _members(self, department_id: int, *, deep: bool) -> list[int]:
        wanted = self._below(department_id) if deep else {department_id}
        return sorted(user.id for user in self.users.values() if wanted.intersection(user.departments))

    def _below(self, department_id: int) -> set[int]:
        found, growing = {department_id}, True
        while growing:
            more = {row.id for row in self.departments.values() if row.parent in found} - found
            found, growing = found | more, bool(more)
        return found

    def head_of(self, user_id: int) -> int | None:
        """The nearest head above a user who is somebody else and still works here."""
        user = self.users.get(user_id)
        department = self.departments.get(user.departments[0]) if user and user.departments else None
        seen: set[int] = set()
        while department and department.id not in seen:
            seen.add(department.id)
            head = self.users.get(department.head)
            if head and head.active and head.id != user_id:
                return head.id
            department = self.departments.get(department.parent)
        return None
