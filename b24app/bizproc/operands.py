"""The left side of a comparison: a field of the record, a value of the plan, or a result of an earlier step."""

from __future__ import annotations

from dataclasses import dataclass

from b24app.bizproc.fields import RecordField, field_called
from b24app.bizproc.results import result_called
from b24app.bizproc.target import Target
from b24app.errors import PlanRejected
from b24app.plan.plan import Comparison, ValueType

_HOLDS: dict[ValueType, str] = {
    "text": "text",
    "number": "number",
    "yes_no": "bool",
    "date": "date",
    "datetime": "date",
    "person": "user",
    "list": "choice",
}


@dataclass(frozen=True)
class Operand:
    """What a row looks at. `holds` as in fields.py, or `flag` (1 or 0) or `choice` (one of `choices`).

    `label` is how a mark names it; `record` the field when it is one of the record.
    """

    object: str
    field: str
    holds: str
    label: str
    choices: tuple[str, ...] = ()
    record: RecordField | None = None

    @property
    def expression(self) -> str:
        return f"{{={self.object}:{self.field}}}"


def operand(comparison: Comparison, target: Target, node_id: str) -> Operand:
    """What is looked at; `PlanRejected` for what the record, the plan or an earlier step does not have."""
    match comparison.of:
        case "record":
            field = field_called(comparison.field, target.entity, target.snapshot, node_id)
            return Operand("Document", field.code, field.holds, field.code, record=field)
        case "values":
            return _value(comparison.field, target, node_id)
        case step_id:
            # A step that does not exist compares differently from version to version (compile-map.md, its values).
            if step_id not in target.done:
                raise PlanRejected(f"Step {step_id} has not run where its result is looked at.", node_id)
            done = target.done[step_id]
            code, holds = result_called(comparison.field, done.step, node_id)
            return Operand(done.activity, code, holds, f"{step_id}.{code}")


def _value(name: str, target: Target, node_id: str) -> Operand:
    value = target.values.get(name.casefold())
    if value is None:
        known = tuple(one.declared.name for one in target.values.values())
        raise PlanRejected(f'The workflow has no value called "{name}".', node_id, known)
    declared = value.declared
    return Operand(value.object, declared.name, _HOLDS[declared.type], declared.name, declared.choices)
