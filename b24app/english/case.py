"""A reading in the format of the evaluation cases (FORMAT.md)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from b24app.english.reading import Question, Reading, Refusal, Understood
from b24app.plan.plan import (
    Action,
    AnyOf,
    Approval,
    Ask,
    Choice,
    Comparison,
    Condition,
    Delay,
    DelayUntil,
    FieldValue,
    ForEach,
    Interval,
    Moment,
    Offset,
    Parallel,
    Person,
    Repeat,
    Step,
    Stop,
    Until,
    Wait,
)

Case = dict[str, Any]
_FIRST = {"OPPORTUNITY": "amount", "CURRENCY_ID": "currency", "SOURCE_ID": "source", "STAGE_ID": "stage"}
_FIELDS = _FIRST | {"ASSIGNED_BY_ID": "assigned_by", "COMPANY_ID": "company", "TITLE": "title"}
_BY_MAIL = {"send_email"}


def to_case(reading: Reading, case_id: str) -> Case:
    """The reading as one predicted case."""
    case: Case = {"id": case_id, "entity": None, "trigger": None, "trigger_filter": None, "conditions": [], "steps": []}
    match reading:
        case Understood(plan=plan):
            trigger = plan.trigger
            return case | {
                "expect": "workflow",
                "entity": plan.entity,
                "trigger": trigger.name,
                "trigger_filter": trigger.kind or trigger.stage or trigger.field or None,
                "conditions": [*_pipeline(trigger.pipeline), *(_condition(row) for row in plan.conditions)],
                "steps": _steps(plan.steps),
                "question": None,
            }
        case Question(text=text):
            return case | {"expect": "clarify", "question": text}
        case Refusal(text=text, reason=reason):
            return case | {"expect": "refuse", "question": text, "reason": reason}


def _pipeline(name: str) -> list[Case]:
    """Where the record has to be, which a plan says of its trigger and a case among the conditions."""
    return [{"field": "pipeline", "op": "eq", "value": name}] if name else []


def _steps(steps: Iterable[Step]) -> list[Case]:
    return [row for step in steps for row in _step(step)]


def _step(step: Step) -> list[Case]:
    match step:
        case Choice():
            return _choice(step)
        case Stop() | Wait() | Ask() | ForEach():
            return []  # have no form there
        case _:
            return [_row(step)]


def _row(step: Action | Delay | DelayUntil | Parallel | Approval | Repeat) -> Case:
    match step:
        case Action():
            fields = {name: _value(value, step.action) for name, value in step.fields.items()}
            return {"action": step.action, "fields": fields}
        case Delay():
            return {"delay": _length(step)}
        case DelayUntil():
            return {"delay": _until(step)}
        case Parallel():
            return {"parallel": [_steps(lane.steps) for lane in step.lanes]}
        case Approval():
            return _approval(step)
        case Repeat():
            return _repeat(step)


def _choice(step: Choice) -> list[Case]:
    otherwise = _steps(step.otherwise)
    for branch in reversed(step.branches):
        conditions = [_condition(row) for row in branch.when]
        otherwise = [{"if": conditions, "then": _steps(branch.steps), "else": otherwise}]
    return otherwise


def _approval(step: Approval) -> Case:
    head: Case = {"approver": _value(step.approvers)}
    if step.deadline is not None:
        head["deadline"] = _value(step.deadline)
    if step.mode != "any":
        head["mode"] = step.mode
    told = {"approval": head, "approved": _steps(step.approved.steps), "rejected": _steps(step.rejected.steps)}
    return told | ({"timeout": _steps(step.timed_out.steps)} if step.timed_out else {})


def _repeat(step: Repeat) -> Case:
    head: Case = {"every": _length(step.every)}
    if step.until:
        head["until"] = [_condition(row) for row in step.until]
    if step.max is not None:
        head["max"] = step.max
    return {"repeat": head, "steps": _steps(step.steps)}


def _length(time: Delay | Moment | Interval | Offset) -> Case:
    return {"amount": time.amount, "unit": time.unit}


def _until(moment: Until) -> Case:
    return {"until": moment.until} | ({"offset": _length(moment.offset)} if moment.offset else {})


def _condition(row: Condition) -> Case:
    match row:
        case AnyOf():
            return {"any": [[_condition(one) for one in group] for group in row.any]}
        case Comparison():
            field = _FIELDS.get(row.field, row.field)
            value = _who(row.value) if field == "assigned_by" else row.value
            return {"field": field, "op": row.op} | ({} if row.value is None else {"value": value})


def _who(value: Any) -> Any:
    """A colleague as the format names people."""
    named = isinstance(value, str) and value and ":" not in value and "{" not in value
    return f"user:{value}" if named else value


def _value(value: FieldValue, action: str = "") -> Any:
    if isinstance(value, Moment):
        return _length(value)
    if isinstance(value, Until):
        return _until(value)
    if isinstance(value, tuple):
        people = [_person(one, action) for one in value]
        return people[0] if len(people) == 1 else people
    return value


def _person(person: Person, action: str) -> str:
    match person.kind:
        case "responsible":
            return "{{ASSIGNED_BY_ID}}"
        case "client":
            return "{{CONTACT_EMAIL}}" if action in _BY_MAIL else "{{CONTACT_PHONE}}"
        case "address":
            return person.value
        case "creator" | "supervisor":
            return f"role:{person.kind}"
        case _:
            return f"{person.kind}:{person.name}"
