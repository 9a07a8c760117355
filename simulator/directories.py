"""Stages, pipelines and other named lists of the CRM (actions.md, section 5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from simulator.entities import DEAL, ENTITIES, INVOICE, LEAD, QUOTE

PROCESS, SUCCESS, FAILURE = "P", "S", "F"


@dataclass(frozen=True)
class Status:
    """One row of crm.status.list; `semantics` is "", S or F, `extra` the word of EXTRA.SEMANTICS."""

    id: int
    entity_id: str
    status_id: str
    name: str
    sort: int
    semantics: str = ""
    system: bool = False
    category_id: int | None = None
    color: str = ""
    extra: str = ""


@dataclass(frozen=True)
class Category:
    id: int
    entity_type_id: int
    name: str
    sort: int
    is_default: bool = False


class Directories:
    """All rows, in the order they were added."""

    def __init__(self) -> None:
        self.statuses: list[Status] = []
        self.categories: list[Category] = []

    def add(self, entity_id: str, rows: Iterable[tuple[str, str, str]], category_id: int | None = None) -> None:
        """Rows are (STATUS_ID, NAME, one of "" S F A), A being a second failure stage ("apology")."""
        words = {"": "process", "S": "success", "F": "failure", "A": "apology"}
        staged = entity_id in {"STATUS", "QUOTE_STATUS"} or entity_id.startswith("DEAL_STAGE")
        for place, (status_id, name, meaning) in enumerate(rows, start=1):
            self.statuses.append(
                Status(
                    id=self._next(),
                    entity_id=entity_id,
                    status_id=status_id,
                    name=name,
                    sort=place * 10,
                    semantics="F" if meaning == "A" else meaning,
                    system=place == 1 or meaning in {"S", "F"},
                    category_id=category_id,
                    color="#39A8EF" if staged else "",
                    extra=words[meaning] if staged else "",
                )
            )

    def get(self, number: int) -> Status | None:
        return next((row for row in self.statuses if row.id == number), None)

    def put(self, row: Status) -> Status:
        """A new row, or another state of one; numbers stay unique."""
        if not row.id:
            row = replace(row, id=self._next())
        known_ids = [known.id for known in self.statuses]
        if row.id in known_ids:
            self.statuses[known_ids.index(row.id)] = row
        else:
            self.statuses.append(row)
        self.statuses.sort(key=lambda known: (known.entity_id, known.sort))
        return row

    def _next(self) -> int:
        return max((known.id for known in self.statuses), default=0) + 1

    def remove(self, number: int) -> None:
        self.statuses = [row for row in self.statuses if row.id != number]

    def of(self, entity_id: str) -> list[Status]:
        return [row for row in self.statuses if row.entity_id == entity_id]

    def stages(self, entity_type_id: int, category_id: int = 0) -> list[Status]:
        return self.of(stage_directory(entity_type_id, category_id))

    def stage(self, entity_type_id: int, category_id: int, status_id: str) -> Status | None:
        return next((row for row in self.stages(entity_type_id, category_id) if row.status_id == status_id), None)

    def category(self, entity_type_id: int, category_id: int) -> Category | None:
        return next((row for row in self.pipelines(entity_type_id) if row.id == category_id), None)

    def pipelines(self, entity_type_id: int) -> list[Category]:
        return [row for row in self.categories if row.entity_type_id == entity_type_id]

    def default_category(self, entity_type_id: int) -> int:
        return next((row.id for row in self.pipelines(entity_type_id) if row.is_default), 0)

    def options(self, entity_id: str) -> dict[str, str]:
        return {row.status_id: row.name for row in self.of(entity_id)}


def stage_directory(entity_type_id: int, category_id: int = 0) -> str:
    """ENTITY_ID of a type's stages (actions.md, section 5, Stages)."""
    if entity_type_id == DEAL:
        return f"DEAL_STAGE_{category_id}" if category_id else "DEAL_STAGE"
    if entity_type_id == INVOICE:
        return f"SMART_INVOICE_STAGE_{category_id}"
    kind = ENTITIES.get(entity_type_id)
    if kind is not None and kind.type_id:
        return f"{kind.name}_STAGE_{category_id}"
    return {LEAD: "STATUS", QUOTE: "QUOTE_STATUS"}.get(entity_type_id, "")


FIELD_DIRECTORIES = {
    "SOURCE_ID": "SOURCE",
    "COMPANY_TYPE": "COMPANY_TYPE",
    "INDUSTRY": "INDUSTRY",
    "EMPLOYEES": "EMPLOYEES",
    "HONORIFIC": "HONORIFIC",
}
TYPE_DIRECTORIES = {DEAL: "DEAL_TYPE", 3: "CONTACT_TYPE"}
