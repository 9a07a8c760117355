"""The left side of a comparison: a field of the record, a value of the plan, or a result of an earlier step.

Some fields do not hold what is compared: revenue is a text there and is compared as a number, a company is told by its
name and the record holds its number (variables.md, "Words for fields"). A variable of the template's own holds that; it
is set directly before the condition is looked at, in every round anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

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
_COMPANY: Final = "COMPANY_ID"
_CAPTION: Final = "{=Document:COMPANY_ID > printable}"
# A lead's own company title is dropped once a company is linked (variables.md, COMPANY_TITLE).
_OF_LEAD: Final = f'{{{{=if({{=Document:COMPANY_TITLE}}<>"", {{=Document:COMPANY_TITLE}}, {_CAPTION})}}}}'
_NUMBERS: Final = {"REVENUE": "Number_REVENUE", "COMPANY.REVENUE": "Number_COMPANY_REVENUE"}
_NAME: Final = "Name_COMPANY_ID"
# The field that such a variable stands for.
DERIVED: Final = {code: field for field, code in _NUMBERS.items()} | {_NAME: _COMPANY}


@dataclass(frozen=True)
class Operand:
    """What a row looks at. `holds` as in fields.py, or `flag` (1 or 0) or `choice` (one of `choices`).

    `label` is how a mark names it; `record` the field when it is one of the record. `set_to` is what the variable is
    set to first, when it is one that only this comparison needs; a mark then tells `seen`.
    """

    object: str
    field: str
    holds: str
    label: str
    choices: tuple[str, ...] = ()
    record: RecordField | None = None
    seen: str = ""
    set_to: str = ""

    @property
    def expression(self) -> str:
        return f"{{={self.object}:{self.field}}}"


def operand(comparison: Comparison, target: Target, node_id: str) -> Operand:
    """What is looked at; `PlanRejected` for what the record, the plan or an earlier step does not have."""
    match comparison.of:
        case "record":
            field = field_called(comparison.field, target.entity, target.snapshot, node_id)
            plain = Operand("Document", field.code, field.holds, field.code, record=field)
            return _derived(field, comparison, target, node_id) or plain
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


def _derived(field: RecordField, comparison: Comparison, target: Target, node_id: str) -> Operand | None:
    """What to compare instead of the field; None when the field itself will do."""
    if comparison.value is None:
        return None
    if field.code in _NUMBERS:
        code = target.declare(_NUMBERS[field.code], "Revenue", "double")
        read = f"{{=Document:{field.code}}}"
        return Operand("Variable", code, "number", field.code, seen=read, set_to=f"{{{{=floatval({read})}}}}")
    if field.code == _COMPANY and not _is_number(comparison):
        return _company(target, node_id)
    return None


def _company(target: Target, node_id: str) -> Operand:
    match target.entity:
        case "CRM_DEAL":
            return Operand("Document", "COMPANY.TITLE", "text", "COMPANY.TITLE")
        case "CRM_CONTACT":
            raise PlanRejected("A contact tells only the number of its company, not its name.", node_id)
        case entity:
            value = _OF_LEAD if entity == "CRM_LEAD" else _CAPTION
            code = target.declare(_NAME, "Company")
            return Operand("Variable", code, "text", _COMPANY, seen=_CAPTION, set_to=value)


def _is_number(comparison: Comparison) -> bool:
    told = comparison.value if isinstance(comparison.value, tuple) else (comparison.value,)
    return all(isinstance(one, float) or str(one).strip().isdigit() for one in told)
