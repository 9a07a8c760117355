"""The values a plan declares, in a template: inputs are PARAMETERS, variables and answers are VARIABLES.

Parameters are never Required, or a start by hand from the designer would fail (compile-map.md, Trigger → start).
"""

from __future__ import annotations

import re
from typing import Any, Final

from b24app.bizproc.literals import literal
from b24app.bizproc.operands import DERIVED
from b24app.bizproc.people import person_called
from b24app.bizproc.target import START_KEY, Value
from b24app.errors import PlanRejected
from b24app.plan.plan import Ask, Declared, ForEach, Plan, ValueType
from b24app.plan.snapshot import Snapshot

Entry = dict[str, Any]

TYPES: Final[dict[ValueType, str]] = {
    "text": "text",
    "number": "double",
    "yes_no": "bool",
    "date": "date",
    "datetime": "datetime",
    "person": "user",
    "list": "select",
}
REQUIRED: Final = "Required"
YES_NO: Final = {"yes": "Y", "y": "Y", "true": "Y", "1": "Y", "no": "N", "n": "N", "false": "N", "0": "N"}
# Names that the template itself or the server uses: a value of that name would take their place.
_TAKEN = re.compile(
    rf"(?:{START_KEY}|TargetUser|TxtBrace|TxtEquals|(?:Count|Item|Most)_n\d+|Read_n\d+_\d+|{'|'.join(DERIVED)})\Z",
    re.IGNORECASE,
)
# A list of two texts is a reference when it begins with one of these (compile-map.md, "Values read twice").
_OBJECTS: Final = frozenset(
    {"Document", "Template", "Variable", "Constant", "GlobalVar", "GlobalConst", "Workflow", "User", "System", "Input"}
)
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,6})?")


def values_of(plan: Plan) -> dict[str, Value]:
    """Every declared value by its lower-case name; `PlanRejected` for a name that the template uses itself."""
    for value in plan.values():
        if _TAKEN.match(value.name):
            raise PlanRejected(f'No value can be called "{value.name}": the workflow uses that name itself.')
    inputs = {value.name.casefold(): Value(value, "Template") for value in plan.inputs}
    return inputs | {
        value.name.casefold(): Value(value, "Variable") for value in plan.values() if value not in plan.inputs
    }


def parameters(plan: Plan, snapshot: Snapshot) -> dict[str, Entry]:
    """The declarations of the plan's inputs."""
    several = _gone_through(plan)
    declared = {one.name: entry(one, snapshot, several=one.name.casefold() in several) for one in plan.inputs}
    open_ones = _open(declared)
    for code, row in declared.items():
        if code in open_ones:
            continue
        # Parameters are evaluated when they are read, variables are not (compile-map.md, "Values read twice").
        given = row["Default"]
        row["Default"] = literal(given) if isinstance(given, str) else [literal(one) for one in given]
        if isinstance(given, list) and len(given) == 2 and given[0] in _OBJECTS:  # noqa: PLR2004 - a reference has two
            raise PlanRejected(f'"{given[0]}" and one more value would be read as a reference: give three or one.')
    return declared


def variables(plan: Plan, snapshot: Snapshot) -> dict[str, Entry]:
    """The declarations of the plan's variables and of all answers it asks for."""
    several = _gone_through(plan)
    asked = [answer for node in plan.nodes() if isinstance(node, Ask) for answer in node.answers]
    listed = [*plan.variables, *asked]
    rows = {one.name: entry(one, snapshot, several=one.name.casefold() in several) for one in listed}
    for code in _open(rows):
        rows[code]["Default"] = [] if rows[code]["Multiple"] == "1" else ""
    return rows


def set_first(plan: Plan, snapshot: Snapshot) -> dict[str, str | list[str]]:
    """The variables that a step has to set: a default is no expression, an open person is one."""
    several = _gone_through(plan)
    return _open({one.name: entry(one, snapshot, several=one.name.casefold() in several) for one in plan.variables})


def _open(rows: dict[str, Entry]) -> dict[str, str | list[str]]:
    return {code: row["Default"] for code, row in rows.items() if row["Type"] == "user" and "{=" in str(row["Default"])}


def is_own(code: str) -> bool:
    """Whether a template's own variable is called so."""
    return _TAKEN.match(code) is not None


def entry(value: Declared, snapshot: Snapshot, *, several: bool = False) -> Entry:
    """A declaration as the exporter writes it (bpt-format.md, PARAMETERS / VARIABLES / CONSTANTS entries)."""
    return {
        "Name": value.title or value.name,
        "Description": REQUIRED if value.required else "",
        "Type": TYPES[value.type],
        "Required": "0",
        "Multiple": "1" if several else "0",
        "Options": {choice: choice for choice in value.choices} or "",
        "Default": _default(value, snapshot, several=several),
    }


def _default(value: Declared, snapshot: Snapshot, *, several: bool) -> str | list[str]:
    given = value.default.strip()
    if not given:
        return [] if several else ""
    found = [_plain(value, one.strip(), snapshot) for one in given.split(",")] if several else []
    return found or _plain(value, value.default if value.type == "text" else given, snapshot)


def _plain(value: Declared, given: str, snapshot: Snapshot) -> str:
    called = value.title or value.name
    match value.type:
        case "number" if not _NUMBER.fullmatch(given):
            raise PlanRejected(f'"{called}" is a number, and "{given}" is not.')
        case "yes_no":
            if given.casefold() not in YES_NO:
                raise PlanRejected(f'"{called}" is yes or no, and "{given}" is neither.', "", ("yes", "no"))
            return YES_NO[given.casefold()]
        case "date" | "datetime":
            raise PlanRejected(f'"{called}" is a date: a portal reads dates in its own format, so it has no default.')
        case "person":
            return person_called(given, snapshot, "")
        case "list" if given not in value.choices:
            raise PlanRejected(f'"{given}" is not among the choices of "{called}".', "", value.choices)
    return given


def _gone_through(plan: Plan) -> set[str]:
    """Names of the values that a `for_each` goes through: they hold several."""
    loops = (node for node in plan.nodes() if isinstance(node, ForEach))
    return {loop.over.casefold() for loop in loops if loop.of == "values"}
