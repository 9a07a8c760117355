"""What a plan knows at one moment of a dry run: the record, the plan's values, results of steps, and the clock.

A record is told by template codes or by people's words (`amount`, `stage`); names of stages, list values and people
become the codes that the record would hold.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from b24app.bizproc.fields import RecordField, field_called, option_code
from b24app.bizproc.people import person_called
from b24app.bizproc.stages import by_stage, is_payment, pipeline_code, stage_codes
from b24app.bizproc.variables import given_by
from b24app.errors import PlanRejected
from b24app.plan.plan import PIPELINE, Comparison, Person, Plan
from b24app.plan.snapshot import Snapshot
from b24app.plan.vocabulary import Entity
from b24app.workflows import wording

_PLACEHOLDER = re.compile(r"\{\{([A-Za-z][A-Za-z0-9_]*)\}\}")
_REFERENCE = re.compile(r"\{=(Document|System):([A-Z0-9_.]+)(?: > (\w+))?\}", re.IGNORECASE)
_CODE = re.compile(r"[A-Z][A-Z0-9_.]*")
_USER = re.compile(r"(?:user_)?(\d{1,18})\Z")
_LEADING_NUMBER = re.compile(r"\s*-?\d+(?:\.\d+)?")
_MOST_PEOPLE: Final = 20


@dataclass
class Facts:
    """Everything a step can read. `values` are by lower-case name, `results` by the step's id."""

    plan: Plan
    snapshot: Snapshot
    now: datetime
    record: dict[str, Any]
    variables: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    results: dict[str, dict[str, Any]] = field(default_factory=dict)
    item: str = ""
    task_title: str = ""

    @property
    def entity(self) -> Entity:
        return self.plan.entity

    def field(self, name: str, node_id: str = "") -> RecordField:
        """The record's field of that name. Raises PlanRejected."""
        return field_called(name, self.entity, self.snapshot, node_id)

    def read(self, comparison: Comparison, node_id: str) -> Any:
        """What a comparison looks at; None for what is not there."""
        match comparison.of:
            case "record":
                return self._compared(self.field(comparison.field, node_id).code, comparison)
            case "values":
                return self.values.get(comparison.field.casefold())
            case step_id:
                wanted = comparison.field.replace("_", "").casefold()
                found = self.results.get(step_id, {})
                return next(
                    (value for name, value in found.items() if name.replace("_", "").casefold() == wanted), None
                )

    def _compared(self, code: str, comparison: Comparison) -> Any:
        """A company is compared by its name where one is told, revenue by the number that its text begins with."""
        value = self.record.get(code)
        if code == "COMPANY_ID" and comparison.value is not None and not _digits(comparison.value):
            named = self.record.get("COMPANY.TITLE") or self.record.get("COMPANY_TITLE")
            return named if named and (not value or _digits(value)) else value
        if code.rpartition(".")[2] == "REVENUE" and comparison.value is not None:
            found = _LEADING_NUMBER.match(str(value or ""))
            return found[0] if found else "0"
        return value

    def write(self, name: str, value: Any, node_id: str = "") -> None:
        """Change the record as a step would, so that later conditions see it."""
        if is_payment(name, self.entity, self.snapshot):
            row = by_stage(Comparison(field=name, op="eq", value=value), self.entity, self.snapshot, node_id)
            name, value = row.field, next(iter(row.value), "") if isinstance(row.value, tuple) else row.value
            value = value if row.op in {"eq", "in"} else ""
        told = self.field(name, node_id)
        self.record[told.code] = coded(told, value, self.plan, self.snapshot)

    def text(self, text: str) -> str:
        """A text as it will read; a variable that only a run can fill in stays as it is."""
        return _PLACEHOLDER.sub(lambda found: self._variable(found[1]) or found[0], text)

    def people(self, who: tuple[Person, ...]) -> list[str]:
        """Whom it would reach, by name where a name is known."""
        return list(dict.fromkeys(self._person(person) for person in who))[:_MOST_PEOPLE]

    def _variable(self, name: str) -> str | None:
        if name in self.variables:
            return self.variables[name]
        if name == "TASK_TITLE" and self.task_title:
            return self.task_title
        if name == "ITEM" and self.item:
            return self._named(self.item)
        if name.casefold() in self.values:
            return str(self.values[name.casefold()] or "")
        expression = given_by(self.entity).get(name)
        return None if expression is None else _REFERENCE.sub(self._referred, expression).strip()

    def _referred(self, found: re.Match[str]) -> str:
        if found[1].casefold() == "system":
            return f"{self.now:%d.%m.%Y}" if found[2] == "Date" else f"{self.now:%d.%m.%Y %H:%M:%S}"
        code = found[2]
        value = self.record.get(code)
        if value is None and code.endswith("_PRINTABLE"):
            value = self.record.get(code.removesuffix("_PRINTABLE"))
            return self._printable(code.removesuffix("_PRINTABLE"), value)
        if found[3] == "int":
            numbers = _USER.match(str(value or ""))
            return numbers[1] if numbers else ""
        return self._printable(code, value) if found[3] == "printable" else str(value if value is not None else "")

    def _printable(self, code: str, value: Any) -> str:
        stage = next((row for row in self.snapshot.stages if row.entity == self.entity and row.code == value), None)
        if stage and code in {"STAGE_ID", "STATUS_ID"}:
            return stage.name
        return self._named(str(value or ""))

    def _named(self, value: str) -> str:
        found = _USER.match(value)
        user = next((row for row in self.snapshot.users if found and row.id == int(found[1])), None)
        return user.name if user else value

    def _person(self, person: Person) -> str:
        match person.kind:
            case "supervisor":
                return self._head() or "the responsible person's supervisor"
            case "client":
                return self._variable("CONTACT_NAME") or "the client"
            case "role" | "user" | "group" | "address":
                return person.value or person.name
            case kind:
                held = {
                    "responsible": self.record.get("ASSIGNED_BY_ID"),
                    "creator": self.record.get("CREATED_BY_ID") or self.record.get("CREATED_BY"),
                    "item": self.item,
                    "answer": self.values.get(person.name.casefold()),
                }[kind]
                return self._named(str(held or "")) or wording.people((person,))

    def _head(self) -> str:
        found = _USER.match(str(self.record.get("ASSIGNED_BY_ID") or ""))
        user = next((row for row in self.snapshot.users if found and row.id == int(found[1])), None)
        heads = {row.id: row.head_id for row in self.snapshot.departments}
        head = next((heads[number] for number in user.department_ids if heads.get(number)), 0) if user else 0
        return self._named(f"user_{head}") if head else ""


def facts(plan: Plan, snapshot: Snapshot, now: datetime, record: Mapping[str, Any]) -> Facts:
    """The beginning of a run on `record`, whose keys are codes or words. Raises PlanRejected for a key it has not."""
    values = {value.name.casefold(): value.default for value in plan.values()}
    start = Facts(plan, snapshot, now, {}, values=values)
    for name, value in record.items():
        try:
            start.write(name, value)
        except PlanRejected:
            if not _CODE.fullmatch(name):
                raise
            start.record[name] = value  # a portal's own code that no plan reads
    return start


def coded(told: RecordField, value: Any, plan: Plan, snapshot: Snapshot) -> Any:
    """What the record holds for a value told by name; a name that is not known stays as it is."""
    if isinstance(value, list | tuple):
        return [coded(told, one, plan, snapshot) for one in value]
    try:
        match told.holds:
            case "stage":
                return stage_codes(str(value), plan.entity, snapshot, "", plan.trigger.pipeline)[0]
            case "list":
                is_pipeline = told.code == PIPELINE
                code = pipeline_code(str(value), plan.entity, snapshot, "") if is_pipeline else None
                return code or option_code(told, str(value), snapshot, "")
            case "user":
                return str(value) if str(value).startswith("user_") else _user(value, snapshot)
    except PlanRejected:
        return value
    return value


def _digits(value: Any) -> bool:
    told = value if isinstance(value, tuple) else (value,)
    return all(isinstance(one, float) or str(one).strip().isdigit() for one in told)


def _user(value: Any, snapshot: Snapshot) -> str:
    return f"user_{value}" if str(value).isdigit() else person_called(str(value), snapshot, "")
