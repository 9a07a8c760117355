"""A strict reader of built templates, written from bpt-format.md, native-activities.md and compile-map.md.

It knows nothing of the compiler. The portal's importer takes far more than works (bpt-format.md, "Not validated by
import"); here a template has a fault as soon as one of its parts would do nothing, or something else than it says.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from simulator.workflow.bpt import packed_size
from tests.bizproc.strict import kinds, rows, texts
from tests.bizproc.strict.scope import ACTIVITIES, PARTS, ROBOT, Faults, Node, Scope

_TOP: Final = ["VERSION", "TEMPLATE", "PARAMETERS", "VARIABLES", "CONSTANTS", "DOCUMENT_FIELDS"]
_KEYS: Final = {"Type", "Name", "Activated", "Node", "Properties", "Children"}
_DECLARED: Final = ["Name", "Description", "Type", "Required", "Multiple", "Options", "Default"]
_TYPES: Final = frozenset(["string", "text", "int", "double", "bool", "date", "datetime", "user", "select"])
_CODE: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*\Z")
_NAME: Final = re.compile(r"A\d{5}_\d{5}_\d{5}_\d{5}\Z")
# Keys that only the designer reads: never evaluated, safe everywhere (bpt-format.md, Node).
_UNREAD: Final = frozenset({"Title", "EditorComment", *rows.KEYS})
_CALCULATED: Final = frozenset({"TimeoutTime", "TimeoutDuration", "VariableValue", "FieldValue", "Deadline", "Fields"})
_CHILDREN: Final = {
    "IfElseActivity": {"IfElseBranchActivity"},
    "ParallelActivity": {"SequenceActivity"},
    "ApproveActivity": {"SequenceActivity"},
    "WhileActivity": {"SequenceActivity"},
    "ForEachActivity": {"SequenceActivity"},
    "ListenActivity": {"EventDrivenActivity"},
}
_ROADS: Final = frozenset(
    {"SequentialWorkflowActivity", "SequenceActivity", "IfElseBranchActivity", "EventDrivenActivity"}
)
_EVENTS: Final = frozenset({"DelayActivity", "CrmDealStageListenActivity", "CrmLeadStatusListenActivity"})
_ROOT: Final = "SequentialWorkflowActivity"
_COLUMN, _BLOB = 65_535, 16 * 1024 * 1024


def faults(tree: dict[str, Any], document: str, client_id: str, *, marked: bool = True) -> Faults:
    """All faults of an unpacked template of ours for records of that document type; `marked` unless it is independent.

    An empty array is a list or a map, whichever is wanted: PHP has one for both.
    """
    if list(tree) != _TOP or tree["VERSION"] != 2 or tree["DOCUMENT_FIELDS"] != []:
        return ["the six parts, version 2, no fields of the portal"]
    if not isinstance(tree["TEMPLATE"], list) or len(tree["TEMPLATE"]) != 1:
        return ["one root"]
    declared = {holder: tree[part] or {} for holder, part in PARTS.items()}
    found = [fault for part in declared.values() for fault in _declarations(part)]
    (root,) = tree["TEMPLATE"]
    shapes = [fault for node in walk(root) for fault in _shape(node)]
    if found or shapes:
        return found + shapes
    scope = Scope(document, declared)
    found += _names(root) + _sizes(tree) + _unused(tree) + _defaults(declared, scope)
    if (root["Type"], root["Name"], root["Properties"].get("Permission")) != (_ROOT, "Template", []):
        found.append("the root is a sequential workflow called Template")
    found += _road(root, scope)
    return found + (_marks(root, client_id) if marked else [])


def walk(node: Any) -> Iterator[Any]:
    """It and everything below, also where the shape is wrong."""
    yield node
    children = node.get("Children") if isinstance(node, dict) else None
    for child in children if isinstance(children, list) else []:
        yield from walk(child)


def _declarations(part: Any) -> Faults:
    if not isinstance(part, dict):
        return ["declarations are a map"]
    found = []
    for code, row in part.items():
        if not isinstance(code, str) or not _CODE.match(code) or list(row) != _DECLARED:
            found.append(f"no declaration: {code!r}")
        elif row["Type"] not in _TYPES or row["Required"] not in {"0", "1"} or row["Multiple"] not in {"0", "1"}:
            found.append(f"{code} is declared wrongly")
        elif (row["Type"] == "select") != bool(row["Options"]):
            found.append(f"{code} has no choices, or is no choice")
        elif isinstance(row["Default"], list) != (row["Multiple"] == "1") and row["Default"] != "":
            found.append(f"{code} holds one value or several")
        elif row["Type"] == "bool" and row["Default"] not in {"", "Y", "N"}:
            found.append(f"{code} is 'Y' or 'N'")
    return found


def _defaults(declared: dict[str, Any], scope: Scope) -> Faults:
    found = [
        f"{code} would stop a start by hand" for code, row in declared["Template"].items() if row["Required"] != "0"
    ]
    for code, row in declared["Template"].items():  # parameters alone are read twice
        told = row["Default"]
        found += [f"{code}: {fault}" for fault in texts.anything(told, scope)]
    for holder, rows_ in declared.items():
        for code, row in rows_.items():
            if holder != "Constant" and row["Type"] == "user" and row["Default"] not in ("", []):
                held = row["Default"] if isinstance(row["Default"], list) else [row["Default"]]
                found += [f"{code}: {fault}" for fault in texts.people(held, scope)]
    both = {code.lower() for code in declared["Template"]} & {code.lower() for code in declared["Variable"]}
    return found + [f"{code} is a parameter and a variable" for code in sorted(both)]


def _shape(node: Any) -> Faults:
    if not isinstance(node, dict) or set(node) != _KEYS or not isinstance(node["Children"], list):
        return ["an activity has Type, Name, Activated, Node, Properties, Children"]
    kind, properties = node["Type"], node["Properties"]
    if not isinstance(properties, dict) or not isinstance(node["Name"], str) or not isinstance(kind, str):
        return ["an activity's parts have their types"]
    if kind not in ACTIVITIES and not ROBOT.match(kind):
        return [f"{kind} is not allowed"]
    found = [] if (node["Activated"], node["Node"]) == ("Y", None) else [f"{node['Name']} is switched off"]
    if not ROBOT.match(kind):
        known = {*ACTIVITIES[kind]["properties"].split(), *_UNREAD}
        found += [f"{kind} would drop {key!r}" for key in properties if key not in known]
    return found + _children(node)


def _children(node: Node) -> Faults:
    kind, inner = node["Type"], [child.get("Type") if isinstance(child, dict) else None for child in node["Children"]]
    if kind not in _CHILDREN:
        return [] if kind in _ROADS or not inner else [f"{kind} has no children"]
    found = [f"{kind} cannot hold {child}" for child in inner if child not in _CHILDREN[kind]]
    if kind in {"WhileActivity", "ForEachActivity"} and len(inner) != 1:
        found.append(f"{kind} runs its first child alone")
    if kind == "ApproveActivity" and len(inner) != 2:
        found.append("an approval has two outcomes")
    if kind in {"ListenActivity", "ParallelActivity"} and len(inner) < 2:
        found.append(f"{kind} with nothing beside")
    return found if inner else [f"{kind} is empty"]


def _names(root: Node) -> Faults:
    counted = Counter(node["Name"].lower() for node in walk(root))
    found = [f"two activities are called {name}" for name, times in counted.items() if times > 1]
    return found + [f"no name: {name!r}" for name in counted if name != "template" and not _NAME.match(name.upper())]


def _sizes(tree: dict[str, Any]) -> Faults:
    """Columns of the portal's table hold so much when it is compressed (bpt-format.md, Save)."""
    limits = {"PARAMETERS": _COLUMN, "VARIABLES": _COLUMN, "CONSTANTS": _BLOB, "TEMPLATE": _BLOB}
    return [f"{part} is too large" for part, most in limits.items() if packed_size(tree[part]) > most]


def _unused(tree: dict[str, Any]) -> Faults:
    told = repr({part: tree[part] for part in _TOP})
    own = [("Variable", code) for code in ("TxtBrace", "TxtEquals") if code in tree["VARIABLES"]]
    own += [("Constant", code) for code in tree["CONSTANTS"]]
    return [f"{code} is declared for nothing" for holder, code in own if f"{{={holder}:{code}}}" not in told]


def _road(node: Node, scope: Scope) -> Faults:
    """Faults of the children, each in the light of those before it."""
    found: Faults = []
    children = node["Children"]
    for index, child in enumerate(children):
        after = children[index + 1] if index + 1 < len(children) else None
        found += [f"{child['Type']} {child['Name']}: {fault}" for fault in _activity(child, after, scope)]
        found += _inside(child, scope)
        scope = scope.after(child)
    return found


def _inside(node: Node, scope: Scope) -> Faults:
    match node["Type"]:
        case "IfElseActivity" | "ParallelActivity" | "ListenActivity":
            return [fault for child in node["Children"] for fault in _branch(child, scope)]
        case "ApproveActivity" | "ForEachActivity":
            inner = scope.after({**node, "Children": []})
            return [fault for child in node["Children"] for fault in _road(child, inner)]
        case "WhileActivity":
            return _road(node["Children"][0], scope)
        case _:
            return _road(node, scope) if node["Children"] else []


def _branch(node: Node, scope: Scope) -> Faults:
    found: Faults = []
    if node["Type"] == "IfElseBranchActivity":
        found = [f"branch {node['Name']}: {fault}" for fault in rows.condition(node, scope)]
        for row in rows.rows(node) if not found and rows.key_of(node) != "truecondition" else []:
            scope = scope.where(row["field"]) if row["operator"] == "!empty" else scope
    return found + _road(node, scope)


def _activity(node: Node, after: Node | None, scope: Scope) -> Faults:
    found = kinds.own(node, scope)
    for key, value in node["Properties"].items():
        if key in {"Title", *rows.KEYS}:
            continue
        found += texts.anything(value, scope, calculated=key in _CALCULATED or ROBOT.match(node["Type"]) is not None)
    match node["Type"]:
        case "IfElseActivity":
            ends = [rows.key_of(child) == "truecondition" for child in node["Children"]]
            found += [] if ends == [False] * (len(ends) - 1) + [True] else ["the last branch alone is always true"]
        case "WhileActivity":
            found += _loop(node, scope)
        case "ListenActivity":
            heads = [child["Children"][0]["Type"] for child in node["Children"] if child["Children"]]
            found += [] if len(heads) == len(node["Children"]) and set(heads) <= _EVENTS else ["waits for no event"]
        case "ApproveActivity":
            at_once = node["Children"][1]["Children"][:1] or ([after] if after else [])
            found += [] if _asks_whether_late(at_once, node) else ["a time-out is a no"]
        case "RequestInformationActivity":
            found += [] if _asks_whether_late([after] if after else [], node) else ["nobody asks whether it was late"]
    return found + _followed(node, after, scope)


def _followed(node: Node, after: Node | None, scope: Scope) -> Faults:
    """A robot that is waited for, and a stage that is set, are looked at afterwards."""
    told = _first_rows(after)
    if ROBOT.match(node["Type"]) and node["Properties"].get("UseSubscription") == "Y":
        asked = {(row["object"], row["field"]) for row in told}
        missing = {(node["Name"], "IsTimeout"), (node["Name"], "error")} - asked
        return [f"nobody looks at {field}" for _, field in sorted(missing)]
    stage = {"STAGE_ID", "STATUS_ID"} & set(node["Properties"].get("FieldValue") or ())
    if node["Type"] == "SetFieldActivity" and stage:
        says = scope.document in {"LEAD", "DEAL", "CONTACT", "COMPANY"}
        wanted = (node["Name"], "ErrorMessage") if says else ("Document", *stage)
        return [] if wanted in {(row["object"], row["field"]) for row in told} else ["nobody looks whether it moved"]
    return []


def _first_rows(node: Node | None) -> list[rows.Row]:
    """The rows of all branches of a choice."""
    if node is None or node["Type"] != "IfElseActivity":
        return []
    tests = [child for child in node["Children"] if rows.key_of(child) in {"fieldcondition", "mixedcondition"}]
    return [row for child in tests for row in rows.rows(child)]


def _asks_whether_late(nodes: list[Node], question: Node) -> bool:
    told = _first_rows(nodes[0]) if nodes else []
    late = {"object": question["Name"], "field": "IsTimeout", "operator": "=", "value": "1", "joiner": "0"}
    return told[:1] == [late]


def _loop(node: Node, scope: Scope) -> Faults:
    """A loop is bounded by a counter that every round makes larger, and has a wait in it."""
    found = rows.condition(node, scope)
    if found or rows.key_of(node) != "mixedcondition":
        return found or ["a loop looks at a counter"]
    (body,) = node["Children"]
    counted = {
        code
        for one in walk(body)
        if one["Type"] == "SetVariableActivity"
        for code, value in one["Properties"]["VariableValue"].items()
        if value == f"{{{{={{=Variable:{code}}}+1}}}}"
    }
    bounds = ("<", "=")
    for group in rows.groups(rows.rows(node)):
        if not any(
            row["object"] == "Variable" and row["field"] in counted and row["operator"] in bounds for row in group
        ):
            found.append("a loop without an end")
    if not any(one["Type"] == "DelayActivity" for one in walk(body)):
        found.append("a loop without a wait is ended by the server")
    started = [one for one in scope.before.values() if one["Type"] == "SetVariableActivity"]
    if not any(one["Properties"]["VariableValue"].get(code) == "0" for one in started for code in counted):
        found.append("the counter is not set to 0 before")
    return found


def _marks(root: Node, client_id: str) -> Faults:
    """Marks: first, at the head of every branch and lane, after every wait, last (compile-map.md, Marks)."""
    mark = "rest_" + hashlib.md5(f"{client_id}@mark".encode(), usedforsecurity=False).hexdigest()
    found = [] if [child["Type"] for child in root["Children"][:1]] == [mark] else ["no mark at the start"]
    for node in walk(root):
        inner = [child["Type"] for child in node["Children"]]
        heads = node["Type"] == "IfElseBranchActivity" and inner != ["DelayActivity"]
        if heads and inner and inner[0] != mark:
            found.append(f"no mark at the head of {node['Name']}")
        if node["Type"] == "ParallelActivity":
            found += [f"no mark at the head of {lane['Name']}" for lane in node["Children"] if not _begins(lane, mark)]
        if node["Type"] in _ROADS and not _is_counting(node):
            waits = [at for at, kind in enumerate(inner) if kind == "DelayActivity" and inner != ["DelayActivity"]]
            found += [f"no mark after a wait in {node['Name']}" for at in waits if inner[at + 1 : at + 2] != [mark]]
    return found


def _begins(node: Node, mark: str) -> bool:
    return bool(node["Children"]) and node["Children"][0]["Type"] == mark


def _is_counting(node: Node) -> bool:
    """The round of a wait: nothing but a pause and the counter."""
    return [child["Type"] for child in node["Children"]] == ["DelayActivity", "SetVariableActivity"]
