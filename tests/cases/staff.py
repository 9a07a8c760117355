"""Who works in the simulated company, asked of the portal itself: whom a plan means by a name, a role, a department."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from b24app.plan.plan import Person

Json = dict[str, Any]
_SUFFIX = re.compile(r" (?:team|department|dept|group)$")


class Staff:
    """The portal's employees and departments as they are now."""

    def __init__(self, ask: Callable[..., Any], creator: int) -> None:
        self._users: list[Json] = _all(ask, "user.get", FILTER={"ACTIVE": True})
        self._departments: list[Json] = _all(ask, "department.get")
        self._creator = creator

    @property
    def head_of_all(self) -> int:
        return next(int(row["UF_HEAD"]) for row in self._departments if not int(row.get("PARENT") or 0))

    def meant(self, person: Person, owners: set[int]) -> set[int]:
        """The numbers of those who are meant, if the record belongs or belonged to `owners`."""
        match person.kind:
            case "responsible":
                found = owners
            case "creator":
                found = {self._creator}
            case "supervisor":
                found = {self._boss(number) for number in owners}
            case "user":
                found = {int(row["ID"]) for row in self._users if _plain(person.name) in _names(row)}
            case "group":
                found = self._members(self._department(person.name))
            case "role":
                found = self._in_role(person.name.replace("_", " "))
            case _:
                found = set()
        return found

    def numbers(self, texts: Iterable[str], owners: set[int]) -> set[int]:
        """Employees behind `user_7`, `group_D5` and `responsible_head`."""
        found: set[int] = set()
        for text in texts:
            kind, _, number = text.partition("_")
            match kind:
                case "user":
                    found.add(int(number))
                case "group":
                    found |= self._members(int(number.removeprefix("D")))
                case "responsible":
                    found |= {self._boss(owner) for owner in owners}
        return found

    def mail(self, numbers: set[int]) -> set[str]:
        return {row["EMAIL"] for row in self._users if int(row["ID"]) in numbers}

    def _in_role(self, role: str) -> set[int]:
        placed = {int(row["ID"]) for row in self._users if _plain(row.get("WORK_POSITION") or "") == _plain(role)}
        department = self._department(role.removeprefix("head of "))
        head = next((int(row.get("UF_HEAD") or 0) for row in self._departments if int(row["ID"]) == department), 0)
        return {head} if head and role.startswith("head of ") else placed or self._members(department)

    def _department(self, name: str) -> int:
        bare = _SUFFIX.sub("", _plain(name))
        return next((int(row["ID"]) for row in self._departments if _SUFFIX.sub("", _plain(row["NAME"])) == bare), 0)

    def _members(self, department: int) -> set[int]:
        return {int(row["ID"]) for row in self._users if department in map(int, row["UF_DEPARTMENT"])}

    def _boss(self, number: int) -> int:
        (user,) = [row for row in self._users if int(row["ID"]) == number]
        own = [row for row in self._departments if int(row["ID"]) in map(int, user["UF_DEPARTMENT"])]
        return next(int(row["UF_HEAD"]) for row in own)


def _all(ask: Callable[..., Any], method: str, **params: Any) -> list[Json]:
    found: list[Json] = []
    while page := ask(method, **params, start=len(found)):
        found += page
        if len(page) < 50:
            break
    return found


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _names(row: Json) -> set[str]:
    full = _plain(f"{row.get('NAME') or ''} {row.get('LAST_NAME') or ''}")
    return {full, *full.split()}
