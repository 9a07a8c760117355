"""Changes of the record itself: SetFieldActivity, which says nothing where it fails on newer kinds of record."""

from __future__ import annotations

import re

from b24app.bizproc import activities, fields, times
from b24app.bizproc.activities import Activity, Result
from b24app.bizproc.fields import RecordField
from b24app.bizproc.given import is_one, words
from b24app.bizproc.literals import literal
from b24app.bizproc.names import Role
from b24app.bizproc.people import person_called
from b24app.bizproc.stages import stage_code
from b24app.bizproc.target import Target
from b24app.bizproc.variables import EarlierTask
from b24app.errors import PlanRejected
from b24app.plan.plan import Action

_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,6})?")


def assign(step: Action, target: Target, people: list[str]) -> list[Activity]:
    """One person is set; of a group the portal takes one in turn (compile-map.md, `assign_responsible`)."""
    if is_one(people) and not people[0].startswith("{=Constant:"):
        title = "Assign the responsible person"
        return [activities.set_field(target.name(step.id), title, "ASSIGNED_BY_ID", people)]
    return [activities.change_responsible(target.name(step.id), people)]


def move(step: Action, target: Target) -> list[Activity]:
    return _set_stage(step, target, words(step, "stage"), "Move to another stage")


def update(step: Action, target: Target, task: EarlierTask | None) -> list[Activity]:
    field = fields.writable_field(words(step, "field"), target.entity, target.snapshot, step.id)
    if field.holds == "stage":
        return _set_stage(step, target, words(step, "value"), "Set a field")
    value = field_value(field, step, target, task)
    built = activities.set_field(target.name(step.id), "Set a field", field.code, value)
    if field.holds == "date" and "{{" not in words(step, "value"):
        # The expression does not tell which words it was made of.
        built["Properties"]["EditorComment"] = literal(words(step, "value").strip())
    return [built]


def field_value(
    field: RecordField, step: Action, target: Target, task: EarlierTask | None, *, keep: bool = False
) -> str | list[str]:
    """The step's value as that field takes it; `keep` leaves variables to our robot that the record does not have."""
    value = words(step, "value")
    if "{{" in value and field.holds != "user":
        return target.text(value, task, step.id, keep=keep)
    match field.holds:
        case "user":
            one = target.responsible if value.strip() == "{{ASSIGNED_BY_ID}}" else None
            return [one or person_called(value, target.snapshot, step.id)]
        case "date":
            return times.moment(value.strip(), target, step.id).expression
        case "list" | "bool" | "number":
            return _coded(field, value, step, target)
        case _:
            return target.text(value, task, step.id, keep=keep)


def _coded(field: RecordField, value: str, step: Action, target: Target) -> str:
    match field.holds:
        case "list":
            return literal(fields.option_code(field, value, target.snapshot, step.id))
        case "bool":
            return fields.yes_or_no(field, value, step.id)
        case _:
            return _number(value, step)


def _number(value: str, step: Action) -> str:
    plain = re.sub(r"(?<=\d)[ ,'_](?=\d{3}\b)", "", value.strip())
    if not _NUMBER.fullmatch(plain):
        raise PlanRejected(f'"{step.fields["field"]}" is a number, and "{value}" is not.', step.id)
    return plain


def _set_stage(step: Action, target: Target, stage: str, title: str) -> list[Activity]:
    """Set the stage, and say so when the record stayed where it was: the engine itself goes on without a word."""
    kind = target.kind
    if not kind.stage:
        raise PlanRejected("These records have no stages.", step.id)
    code = stage_code(stage, target.entity, target.snapshot, step.id, target.pipeline)
    moved = activities.set_field(target.name(step.id), title, kind.stage, code)
    name = target.name(step.id, Role.FAILED)
    if kind.says_error:
        text = f"The stage could not be changed: {{={moved['Name']}:ErrorMessage}}"
        report = target.report(step.id, "error", text)
        failed = activities.result_branch(name, "Not moved", Result(moved["Name"], "ErrorMessage", "!empty"), report)
    else:
        report = target.report(step.id, "error", "The stage could not be changed.")
        failed = activities.branch(name, "Not moved", [[kind.stage, "!=", code, "0"]], report)
    return [moved, target.outcome(step.id, [failed])]
