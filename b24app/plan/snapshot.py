"""What a plan's names are resolved against: a portal's stages, fields, people and calendar at one moment.

Pure data, written to and read from a file as JSON (docs/portal-snapshot.md). `portals/snapshot.py` fills it from REST.
Names are looked for exactly, then ignoring case, then nearly so; what is found is a list, and more than one is for
the person to choose from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.resources import files
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from rapidfuzz import fuzz

from b24app.plan.vocabulary import Entity

_R = TypeVar("_R")
_NEAR = 88.0  # of 100: one letter of a name of nine; "Ana" is not "Anna", which would be a guess
_LIKELY = 60.0
_MAX_CHOICES = 20
Holds = Literal["text", "number", "date", "datetime", "bool", "user", "list", "stage", "link", "file"]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Pipeline(_Row):
    """A pipeline of deals, invoices or a smart process; the first one of deals has the id 0."""

    entity: Entity
    id: int
    name: str


class Stage(_Row):
    """A stage of a pipeline; `code` is what the record holds (`WON`, `C1:WON`, `CONVERTED`)."""

    entity: Entity
    code: str
    name: str
    pipeline_id: int = 0
    semantics: Literal["process", "success", "failure"] = "process"


class Option(_Row):
    """One of the values of a list; `code` is what the record holds."""

    code: str
    name: str


class PortalField(_Row):
    """A field as the portal has it: `code` is the template's spelling, `caption` what people see."""

    entity: Entity
    code: str
    caption: str
    holds: Holds = "text"
    multiple: bool = False
    writable: bool = True
    options: tuple[Option, ...] = ()


class User(_Row):
    """An active employee; `position` is the job title."""

    id: int
    name: str
    department_ids: tuple[int, ...] = ()
    position: str = ""


class Department(_Row):
    """A department; `head_id` 0 when it has none."""

    id: int
    name: str
    parent_id: int = 0
    head_id: int = 0


class WorkingCalendar(_Row):
    """Working days (1 Monday … 7 Sunday), hours as `HH:MM`, days off as `MM-DD`."""

    days: tuple[int, ...] = Field((1, 2, 3, 4, 5), min_length=1)
    start: str = "09:00"
    end: str = "18:00"
    days_off: tuple[str, ...] = ()


class Snapshot(_Row):
    """A portal's directory. `known` is False where there is no portal: names become constants of the template."""

    version: Literal[1] = 1
    known: bool = True
    pipelines: tuple[Pipeline, ...] = ()
    stages: tuple[Stage, ...] = ()
    fields: tuple[PortalField, ...] = ()
    users: tuple[User, ...] = ()
    departments: tuple[Department, ...] = ()
    time_zone: str = ""
    calendar: WorkingCalendar = WorkingCalendar()

    def stages_called(self, entity: Entity, name: str) -> list[Stage]:
        """Stages of that entity by code or name; several when pipelines share a name."""
        rows = [stage for stage in self.stages if stage.entity == entity]
        return called(rows, name, lambda stage: (stage.code, stage.name))

    def label(self, name: str) -> str:
        """What a person reads for a stage's code; any other name as it is."""
        stage = next((row for row in self.stages if row.code == name), None)
        if stage is None:
            return name
        own = (row.name for row in self.pipelines if (row.entity, row.id) == (stage.entity, stage.pipeline_id))
        pipeline = next(own, "")
        return f"{stage.name} ({pipeline})" if pipeline else stage.name

    def pipelines_called(self, entity: Entity, name: str) -> list[Pipeline]:
        """Pipelines of that entity by name."""
        return called([row for row in self.pipelines if row.entity == entity], name, lambda row: (row.name,))

    def fields_of(self, entity: Entity) -> list[PortalField]:
        """The fields of that entity."""
        return [row for row in self.fields if row.entity == entity]

    def fields_called(self, entity: Entity, name: str) -> list[PortalField]:
        """Fields of that entity by code or caption."""
        return called(self.fields_of(entity), name, lambda row: (row.code, row.caption))

    def users_called(self, name: str) -> list[User]:
        """Employees of that full name, or of that first or last name."""
        return called(self.users, name, lambda user: (user.name, *user.name.split()))

    def users_placed(self, position: str) -> list[User]:
        """Employees of that job title."""
        return called([user for user in self.users if user.position], position, lambda user: (user.position,))

    def departments_called(self, name: str) -> list[Department]:
        """Departments of that name, with or without a closing "team", "department" or "group"."""
        return called(self.departments, name, lambda row: (row.name, _bare(row.name))) or called(
            self.departments, _bare(name), lambda row: (row.name, _bare(row.name))
        )


def demo_portal() -> Snapshot:
    """The directory of the demo portal: a small company, the same as the simulator's."""
    return Snapshot.model_validate_json(files("b24app.plan").joinpath("demo_portal.json").read_text(encoding="utf-8"))


def called(rows: Iterable[_R], name: str, names: Callable[[_R], tuple[str, ...]], *, nearly: bool = True) -> list[_R]:
    """The rows of that name: exactly it, else ignoring case, else nearly it; an earlier name of a row counts more."""
    listed = [(row, names(row)) for row in rows]
    exact = " ".join(name.split())
    loose = exact.casefold()
    tests: tuple[Callable[[str], bool], ...] = (
        lambda own: own == exact,
        lambda own: own.casefold() == loose,
        lambda own: _nearly(own.casefold(), loose),
    )
    longest = max((len(own) for _, own in listed), default=0)
    for test in tests if nearly else tests[:-1]:
        for rank in range(longest):
            found = [row for row, own in listed if len(own) > rank and test(own[rank])]
            if found:
                return found
    return []


def _nearly(own: str, said: str) -> bool:
    """Whether a slip of the pen parts two names: never the first letter of a word, so whales are no sales."""
    starts = [word[0] for word in own.split()] == [word[0] for word in said.split()]
    return starts and fuzz.ratio(own, said) >= _NEAR


def nearest(name: str, names: Iterable[str]) -> tuple[str, ...]:
    """What a person could have meant: each once, those alike first, at most 20."""
    loose = name.casefold()
    known = list(dict.fromkeys(names))
    scores = {own: fuzz.partial_ratio(own.casefold(), loose) for own in known}
    alike = sorted((own for own in known if scores[own] >= _LIKELY), key=lambda own: -scores[own])
    return tuple(dict.fromkeys([*alike, *known]))[:_MAX_CHOICES]


def _bare(name: str) -> str:
    words = name.split()
    if len(words) > 1 and words[-1].casefold() in {"team", "department", "dept", "group"}:
        words = words[:-1]
    return " ".join(words)
