"""What a plan's names are resolved against: a portal's stages, people and departments at one moment.

Pure data. `portals/snapshot.py` fills it from REST.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict

from b24app.plan.vocabulary import Entity

_R = TypeVar("_R")


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Stage(_Row):
    """A stage of a pipeline; `code` is what the record holds (`WON`, `C1:WON`, `CONVERTED`)."""

    entity: Entity
    code: str
    name: str
    pipeline_id: int = 0
    semantics: Literal["process", "success", "failure"] = "process"


class User(_Row):
    """An active employee."""

    id: int
    name: str
    department_ids: tuple[int, ...] = ()


class Department(_Row):
    """A department; `head_id` 0 when it has none."""

    id: int
    name: str
    parent_id: int = 0
    head_id: int = 0


class Snapshot(_Row):
    """A portal's directory."""

    stages: tuple[Stage, ...] = ()
    users: tuple[User, ...] = ()
    departments: tuple[Department, ...] = ()

    def stages_called(self, entity: Entity, name: str) -> list[Stage]:
        """Stages of that entity by code or name, ignoring case; several when pipelines share a name."""
        rows = [stage for stage in self.stages if stage.entity == entity]
        return _called(rows, name, lambda stage: (stage.code, stage.name))

    def users_called(self, name: str) -> list[User]:
        """Employees of that full name, or of that first or last name."""
        return _called(self.users, name, lambda user: (user.name, *user.name.split()))

    def departments_called(self, name: str) -> list[Department]:
        """Departments of that name, with or without a closing "team", "department" or "group"."""
        return _called(self.departments, name, lambda row: (row.name, _bare(row.name))) or _called(
            self.departments, _bare(name), lambda row: (row.name, _bare(row.name))
        )


def _called(rows: Iterable[_R], name: str, names: Callable[[_R], tuple[str, ...]]) -> list[_R]:
    wanted = " ".join(name.casefold().split())
    found: list[_R] = []
    listed = list(rows)
    longest = max((len(names(row)) for row in listed), default=0)
    for rank in range(longest):
        found = [row for row in listed if len(names(row)) > rank and names(row)[rank].casefold() == wanted]
        if found:
            return found
    return found


def _bare(name: str) -> str:
    words = name.split()
    if len(words) > 1 and words[-1].casefold() in {"team", "department", "dept", "group"}:
        words = words[:-1]
    return " ".join(words)
