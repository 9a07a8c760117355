"""Import of a template as `importTemplate` does it: what it refuses, with which words, and nothing more.

Source: bpt-format.md, "What import validates". Not checked, as on the portal: references, duplicate names, whether a
robot exists, whether an activity fits the document type, the document class.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from simulator.workflow import bpt, rules, values
from simulator.workflow.template import Node, Template
from simulator.workflow.world import RobotRow

INCORRECT = "Incorrect workflow template"
_BLOB = 65_535
_MEDIUM_BLOB = 16 * 1024 * 1024
_COLUMNS = {"NAME": 255, "ENTITY": 64}
_REST_TYPE = re.compile(r"rest_[A-Za-z0-9_]+\Z", re.IGNORECASE)
# The documents say "admin" without the words of the refusal; REST callers are admins and never see it.
_ADMIN_ONLY = frozenset({"CodeActivity", "StartWorkflowActivity"})
# What may open a branch of a Listen step, and what a composite accepts (native-activities.md).
_EVENT_STEPS = frozenset(
    {
        "delayactivity",
        "robotdelayactivity",
        "approveactivity",
        "reviewactivity",
        "requestinformationactivity",
        "requestinformationoptionalactivity",
        "handleexternaleventactivity",
        "crmdealstagelistenactivity",
        "crmleadstatuslistenactivity",
    }
)
_STATE_CHILDREN = frozenset({"stateinitializationactivity", "statefinalizationactivity", "eventdrivenactivity"})

Robots = Callable[[str], RobotRow | None]


class ImportRefused(Exception):
    """The portal's refusal: its words, REST error code and HTTP status (500 is an uncaught PHP TypeError)."""

    def __init__(self, message: str, code: str = "", status: int = 400) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.status = status


def import_template(data: object, *, user_is_admin: bool, robot: Robots) -> Template:
    """The template inside TEMPLATE_DATA; raises ImportRefused."""
    try:
        packed = bpt.transport(data)
    except bpt.BadPayload as error:
        raise ImportRefused("Incorrect field TEMPLATE_DATA!", "ERROR_TEMPLATE_VALIDATION_FAILURE") from error
    try:
        content = bpt.unpack(packed)
    except bpt.BadPayload as error:
        raise ImportRefused(INCORRECT) from error
    return import_content(content, user_is_admin=user_is_admin, robot=robot)


def import_content(content: Mapping[str, Any], *, user_is_admin: bool, robot: Robots) -> Template:
    """The template in a decoded array; raises ImportRefused."""
    tree = content["TEMPLATE"]
    if not isinstance(tree, list | dict):
        raise ImportRefused(INCORRECT)
    roots = list(tree.values()) if isinstance(tree, dict) else tree
    for node in _walk(roots):
        _check_node(node, user_is_admin, robot)
    _check_children(roots)
    # 26.x tolerates absent sections, 23.x does not; the app is told to send all six.
    template = Template(
        tree=roots,
        parameters=_section(content, "PARAMETERS"),
        variables=_section(content, "VARIABLES"),
        constants=_section(content, "CONSTANTS"),
        document_fields=_section(content, "DOCUMENT_FIELDS"),
    )
    _check_sizes(template)
    return template


def _section(content: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = content.get(key)
    if isinstance(value, list):
        return {str(index): item for index, item in enumerate(value)}
    return {str(code): item for code, item in value.items()} if isinstance(value, Mapping) else {}


def _walk(nodes: Any) -> Iterator[Node]:
    """Every node, deactivated ones too; what PHP cannot iterate is a TypeError there and a 500 here."""
    if isinstance(nodes, Mapping):
        nodes = list(nodes.values())
    if not isinstance(nodes, list):
        raise ImportRefused("TypeError: Children must be an array", status=500)
    for node in nodes:
        if not isinstance(node, dict):
            raise ImportRefused("TypeError: a node must be an array", status=500)
        yield node
        yield from _walk(node.get("Children", []))


def _check_node(node: Node, user_is_admin: bool, robot: Robots) -> None:
    kind = values.to_text(node.get("Type"))
    properties = node.get("Properties", {})
    if isinstance(properties, list):
        properties = dict(enumerate(properties))
    if not isinstance(properties, Mapping):
        raise ImportRefused("TypeError: Properties must be an array", status=500)
    if _REST_TYPE.match(kind):
        found = _robot_errors(properties, robot(kind.lower()), user_is_admin=user_is_admin)
    else:
        name = rules.BY_LOWER_NAME.get(kind.lower())
        if name is None:
            raise ImportRefused(f"Activity was not found ({kind}).")
        found = _native_errors(name, properties, user_is_admin)
    if found:
        raise ImportRefused(". ".join(found))


def _native_errors(name: str, properties: Mapping[str, Any], user_is_admin: bool) -> list[str]:
    if name == "MailActivity":
        _check_mail_arrays(properties)
    found = rules.errors(properties, rules.RULES[name])
    if name == "ApproveActivity" and not found and properties["ApproveType"] not in {"any", "all", "vote"}:
        found.append("The 'Approval type' value is invalid.")  # our words
    if name in _ADMIN_ONLY and not user_is_admin:
        found.append("Only an administrator can use this action.")  # our words
    return found


def _check_mail_arrays(properties: Mapping[str, Any]) -> None:
    for plain in ("MailUserFrom", "MailUserTo"):
        people = properties.get(f"{plain}Array", [])
        if rules.is_blank(properties.get(plain)) and not isinstance(people, list | Mapping):
            raise ImportRefused(f"TypeError: {plain}Array must be an array", status=500)


def _robot_errors(properties: Mapping[str, Any], row: RobotRow | None, *, user_is_admin: bool) -> list[str]:
    """An unregistered robot passes without a look (rest-robots.md, "Registered or not")."""
    if row is None:
        return []
    found = []
    for code, declared in row.properties.items():
        is_required = values.truthy(definition(declared, "REQUIRED")) and definition(declared, "REQUIRED") != "N"
        value = properties.get(code, definition(declared, "DEFAULT"))
        if is_required and rules.is_blank(value) and rules.is_blank(definition(declared, "DEFAULT")):
            found.append(f"This field is required: {_caption(definition(declared, 'NAME'))}")
    chosen = {values.to_text(one).removeprefix("user_") for one in values.flatten(properties.get("AuthUserId"))}
    if not user_is_admin and chosen - {"", str(row.auth_user_id)}:
        found.append("Only an administrator can change the user.")  # our words
    return found


def definition(declared: Mapping[str, Any], key: str) -> Any:
    """One entry of a robot's property; its keys may be spelled in any case (rest-robots.md, "Properties")."""
    return next((value for name, value in declared.items() if str(name).upper() == key), None)


def _caption(name: Any) -> str:
    if isinstance(name, Mapping):
        return values.to_text(name.get("en") or next(iter(name.values()), ""))
    return values.to_text(name)


def _check_children(roots: list[Node]) -> None:
    found = [message for root in roots for message in _child_errors(root)]
    if found:
        raise ImportRefused(".".join(found), "10010")


def _child_errors(node: Node) -> list[str]:
    properties = node.get("Properties", {})
    title = properties.get("Title") if isinstance(properties, Mapping) else None
    prefix = f"Action '{values.to_text(title)}': " if title is not None else ""
    children = node.get("Children", [])
    active = [child for child in (children.values() if isinstance(children, dict) else children) if is_active(child)]
    found: list[str] = []
    for index, child in enumerate(active):
        message = _child_error(str(node.get("Type")), str(child.get("Type")), is_first=index == 0)
        found += [prefix + message] if message else []
        found += _child_errors(child)
    return found


def is_active(node: Node) -> bool:
    """Whether a node takes part in child validation and in runs."""
    return bool(node.get("Activated", "Y") != "N")


def _child_error(parent: str, child: str, *, is_first: bool) -> str:
    """Only these composites look at their children; the words are ours, the documents name the refusal alone."""
    kind, lower = parent.lower(), child.lower()
    if kind == "ifelseactivity" and child != "IfElseBranchActivity":
        return "Only activities of the type 'IfElseBranchActivity' can be inside 'IfElseActivity'"
    if kind == "listenactivity" and lower != "eventdrivenactivity":
        return "Only activities of the type 'EventDrivenActivity' can be inside 'ListenActivity'"
    if kind == "statemachineworkflowactivity" and lower != "stateactivity":
        return "Only activities of the type 'StateActivity' can be inside 'StateMachineWorkflowActivity'"
    if kind == "stateactivity" and lower not in _STATE_CHILDREN:
        return "Wrong activity inside 'StateActivity'"
    if kind == "eventdrivenactivity" and is_first and lower not in _EVENT_STEPS and not lower.startswith("rest_"):
        return "The first activity inside 'EventDrivenActivity' must wait for an event"
    return ""


def _check_sizes(template: Template) -> None:
    for name, value, limit in (
        ("PARAMETERS", template.parameters, _BLOB),
        ("VARIABLES", template.variables, _BLOB),
        ("CONSTANTS", template.constants, _MEDIUM_BLOB),
        ("TEMPLATE", template.tree, _MEDIUM_BLOB),
    ):
        if bpt.packed_size(value) >= limit:
            raise _too_long(name)


def check_columns(texts: Mapping[str, str]) -> None:
    """What is saved beside the tree must fit its column too (bpt-format.md, "What import validates", 4)."""
    for name, text in texts.items():
        if len(text) > _COLUMNS[name]:
            raise _too_long(name)


def _too_long(column: str) -> ImportRefused:
    return ImportRefused(f"Data too long for column '{column}' at row 1")  # our words: the documents give the sizes
