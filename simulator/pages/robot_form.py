"""The settings of a robot on a stage: its properties, delay, condition and whether it waits for the app's answer.

What a robot was registered with decides about waiting; only one registered without USE_SUBSCRIPTION leaves the choice
to people (rest-robots.md, "Properties of a template step").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict

from simulator.automation import PlacedRobot
from simulator.entities import EntityType
from simulator.pages import inputs
from simulator.pages.inputs import Input
from simulator.pages.shown import as_list_or_one, labels
from simulator.portal import Portal
from simulator.robots import Registered
from simulator.wire import RestError, as_int, as_text
from simulator.workflow.activities.delay import UNITS

_OWN = frozenset({"Title", "UseSubscription", "IsTimeout", "AuthUserId", "SetStatusMessage", "StatusMessage",
                  "TimeoutDuration", "TimeoutDurationType"})  # fmt: skip
"""Names that are never a robot's own properties (rest-robots.md)."""
UNIT_NAMES = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
OPERATORS = {"=": "is", "!=": "is not", ">": "is more than", ">=": "is at least", "<": "is less than",
             "<=": "is at most", "contain": "contains", "!contain": "does not contain", "empty": "is empty",
             "!empty": "is not empty"}  # fmt: skip
_ALONE = frozenset({"empty", "!empty"})
_LONGEST_TEXT = 60
_PEOPLE = (("{=Document:ASSIGNED_BY_ID}", "Responsible person"),)


def description(found: Registered) -> str:
    return inputs.worded(found.fields.get("DESCRIPTION"))


def fields(portal: Portal, found: Registered, properties: Mapping[str, Any]) -> list[Input]:
    return [
        inputs.made_from(portal, code, declared, properties.get(code), more_people=_PEOPLE)
        for code, declared in found.row.properties.items()
        if code not in _OWN
    ]


def missing(portal: Portal, found: Registered, properties: Mapping[str, Any]) -> list[str]:
    """Labels of what is required and has no value."""
    return [row.label for row in fields(portal, found, properties) if row.is_required and not row.values]


def summary(portal: Portal, found: Registered, properties: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Label and value of what is filled in, in a few words."""
    rows = fields(portal, found, properties)
    return [
        (row.label, text if len(text) <= _LONGEST_TEXT else f"{text[:_LONGEST_TEXT]}…")
        for row in rows
        if (text := ", ".join(dict(row.choices).get(value, value) for value in row.values))
    ]


def delay_parts(delay_s: int) -> tuple[int, str]:
    """The largest unit that divides it."""
    unit = next(unit for unit in ("d", "h", "m", "s") if delay_s % UNITS[unit] == 0) if delay_s else "m"
    return delay_s // UNITS[unit], unit


def delay_text(delay_s: int) -> str:
    amount, unit = delay_parts(delay_s)
    name = UNIT_NAMES[unit] if amount != 1 else UNIT_NAMES[unit][:-1]
    return f"after {amount} {name}" if delay_s else ""


def condition_text(portal: Portal, kind: EntityType, row: Sequence[Any]) -> str:
    code, operator, value = row
    label = dict(labels(portal, kind)).get(code, code)
    words = [label, OPERATORS.get(operator, operator)]
    return " ".join(words if operator in _ALONE else [*words, _said(portal, kind, code, value)])


def shown(portal: Portal, kind: EntityType, found: Registered, row: PlacedRobot) -> dict[str, Any]:
    """Everything the page's form needs."""
    code, operator, value = row.condition[0] if row.condition else ("", "=", "")
    amount, unit = delay_parts(row.delay_s)
    return {
        "fields": fields(portal, found, row.properties),
        "amount": amount,
        "unit": unit,
        "units": UNIT_NAMES,
        "condition": {"field": code, "operator": operator, "value": _said(portal, kind, code, value)},
        "more_conditions": len(row.condition[1:]),
        "conditions": {code: label for code, label in labels(portal, kind) if code != "FM"},
        "operators": OPERATORS,
        "waits": as_text(row.properties.get("UseSubscription")) == "Y",
        "may_choose": not found.row.use_subscription,
    }


def read(
    portal: Portal, kind: EntityType, found: Registered, row: PlacedRobot, form: MultiDict[str, str]
) -> dict[str, Any]:
    """The changes of a sent form; a required value that is not there is refused."""
    given = {field.code: _given(field, form) for field in fields(portal, found, row.properties)}
    waits = found.row.use_subscription or ("Y" if form.get("waits") else "N")
    properties = {**row.properties, **given, "UseSubscription": waits}
    if lacking := missing(portal, found, properties):
        raise RestError("VALIDATION", f"This field is required: {', '.join(lacking)}")
    unit = UNITS.get(form.get("delay_unit", ""), 1)
    first = _condition(portal, kind, form)
    return {
        "properties": properties,
        "delay_s": max(0, as_int(form.get("delay", "")) * unit),
        "condition": [*first, *row.condition[1:]],
    }


def _given(field: Input, form: MultiDict[str, str]) -> Any:
    """An emptied required field falls back to its default, as the importer sees it (rest-robots.md)."""
    value = inputs.read(field, form)
    return field.default if field.is_required and not value else value


def _condition(portal: Portal, kind: EntityType, form: MultiDict[str, str]) -> list[tuple[str, str, str]]:
    code, operator = form.get("condition_field", ""), form.get("condition_operator", "")
    if not code:
        return []
    if code not in dict(labels(portal, kind)) or operator not in OPERATORS:
        raise RestError("VALIDATION", "There is no such field or comparison.")
    value = "" if operator in _ALONE else form.get("condition_value", "").strip()
    return [(code, operator, _meant(portal, kind, code, value))]


def _captions(portal: Portal, kind: EntityType, code: str) -> dict[str, str]:
    """What people type, for what conditions compare: codes and `user_7` (native-activities.md, "Conditions")."""
    if portal.documents.field_type(kind, code) == "user":
        return {f"user_{user.id}": user.full_name for user in portal.people.users.values()}
    return portal.documents.options(kind, code)


def _meant(portal: Portal, kind: EntityType, code: str, text: str) -> str:
    known = _captions(portal, kind, code).items()
    return next((value for value, caption in known if caption.lower() == text.lower()), text)


def _said(portal: Portal, kind: EntityType, code: str, value: Any) -> str:
    captions = _captions(portal, kind, code) if code else {}
    return ", ".join(captions.get(as_text(one), as_text(one)) for one in as_list_or_one(value))
