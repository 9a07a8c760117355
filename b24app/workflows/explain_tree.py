"""Any template of a portal in plain English, also one that is not ours: every active step, indented by branch.

A step is told by its title and what it is, then by each of its properties that holds something; conditions, waits and
time-outs are put into words. Steps that were switched off are named as such, with what they hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from b24app.bizproc.compare import scalar
from b24app.workflows.explain import Line

Json = Mapping[str, Any]
_MOST_DEPTH: Final = 60
# native-activities.md, first table; what is not here is called by its type.
_KINDS: Final = {
    "SequentialWorkflowActivity": "the workflow",
    "StateMachineWorkflowActivity": "the workflow, by states",
    "SequenceActivity": "steps in order",
    "EmptyBlockActivity": "steps in order",
    "IfElseActivity": "choose",
    "IfElseBranchActivity": "branch",
    "ParallelActivity": "at the same time",
    "ListenActivity": "whichever comes first",
    "EventDrivenActivity": "when this comes",
    "WhileActivity": "repeat",
    "ForEachActivity": "for each",
    "DelayActivity": "wait",
    "ApproveActivity": "ask to approve",
    "ReviewActivity": "ask to read",
    "RequestInformationActivity": "ask for information",
    "RequestInformationOptionalActivity": "ask for information, may be declined",
    "SetFieldActivity": "set fields of the record",
    "SetVariableActivity": "set variables",
    "SetStateTitleActivity": "set the status text",
    "SetStateActivity": "go to another state",
    "StateActivity": "state",
    "StateInitializationActivity": "on entering the state",
    "StateFinalizationActivity": "on leaving the state",
    "HandleExternalEventActivity": "when somebody gives the command",
    "LogActivity": "write to the log",
    "IMNotifyActivity": "send a notification",
    "ImMessageActivity": "send a chat message",
    "SocNetMessageActivity": "send a notification",
    "MailActivity": "send an e-mail",
    "CrmSendEmailActivity": "send an e-mail to the client",
    "CrmSendSmsActivity": "send an SMS",
    "Task2Activity": "create a task",
    "CrmChangeStatusActivity": "change the stage, which ends the workflow",
    "CrmChangeResponsibleActivity": "change the responsible person",
    "CrmTimelineCommentAdd": "add a comment",
    "CrmCreateToDoActivity": "create a to-do",
    "CrmCreateCallActivity": "schedule a call",
    "CrmCreateMeetingActivity": "schedule a meeting",
    "CodeActivity": "run PHP code",
    "WebHookActivity": "call a web address",
    "StartWorkflowActivity": "start another workflow",
    "TerminateActivity": "end the workflow",
}
_UNITS: Final = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_SIGNS: Final = {
    "=": "is",
    "!=": "is not",
    ">": "is greater than",
    ">=": "is at least",
    "<": "is less than",
    "<=": "is at most",
    "in": "is one of",
    "!in": "is none of",
    "contain": "contains",
    "!contain": "does not contain",
    "empty": "is empty",
    "!empty": "is filled in",
    "between": "is between",
    "modified": "was changed",
}
_CONDITIONS: Final = ("fieldcondition", "propertyvariablecondition", "mixedcondition", "codecondition")
_SAID_APART: Final = frozenset({"Title", "Permission", "EditorComment", "truecondition", *_CONDITIONS})
_TIMES: Final = ("TimeoutDuration", "TimeoutDurationType")


def explain_tree(tree: Json) -> list[Line]:
    """The steps of a decoded template, with its inputs, variables and constants before them."""
    return [*_declared(tree), *(line for root in _items(tree.get("TEMPLATE")) for line in _node(root, 0, active=True))]


def _declared(tree: Json) -> Iterator[Line]:
    for part, kind in (("PARAMETERS", "Input"), ("VARIABLES", "Variable"), ("CONSTANTS", "Constant")):
        entries = tree.get(part)
        for code, entry in entries.items() if isinstance(entries, Mapping) else ():
            told = entry if isinstance(entry, Mapping) else {}
            name = scalar(told.get("Name")) or code
            default = _text(told.get("Default"))
            yield Line(0, "", f"{kind} “{name}” ({code}){f', at first {default}' if default else ''}.")


def _node(node: Any, depth: int, *, active: bool) -> Iterator[Line]:
    if not isinstance(node, Mapping) or depth > _MOST_DEPTH:
        return
    properties = node.get("Properties")
    properties = properties if isinstance(properties, Mapping) else {}
    active = active and scalar(node.get("Activated")) != "N"
    yield Line(depth, scalar(node.get("Name")), _sentence(scalar(node.get("Type")), properties, active=active))
    for detail in _details(properties):
        yield Line(depth + 1, "", detail)
    for child in _items(node.get("Children")):
        yield from _node(child, depth + 1, active=active)


def _sentence(kind: str, properties: Json, *, active: bool) -> str:
    title = scalar(properties.get("Title"))
    what = _KINDS.get(kind, "a robot of an app" if kind.startswith("rest_") else kind)
    told = what[:1].upper() + what[1:] if not title or title == kind else f"{title} ({what})"
    told += _condition(properties) + _duration(properties)
    return told if active else f"{told}, switched off"


def _condition(properties: Json) -> str:
    if "truecondition" in properties:
        return ": otherwise"
    code = next((name for name in _CONDITIONS if name in properties), "")
    if not code:
        return ""
    if code == "codecondition":
        return f": if the PHP code {_text(properties[code])} holds"
    groups: list[list[str]] = []
    for row in _items(properties[code]):
        left, sign, value, joiner = _row(row)
        if not groups or joiner in {"1", "Y"}:
            groups.append([])
        alone = sign in {"empty", "!empty", "modified"}
        groups[-1].append(f"{left} {_SIGNS.get(sign, sign)}{'' if alone else f' {value}'}")
    return ": if " + " or ".join(" and ".join(group) for group in groups)


def _row(row: Any) -> tuple[str, str, str, str]:
    if isinstance(row, Mapping) and "object" in row:
        left = f"{scalar(row.get('object'))}:{scalar(row.get('field'))}"
        return left, scalar(row.get("operator")), _text(row.get("value")), scalar(row.get("joiner"))
    cells = [*_items(row), "", "", "", ""]
    return scalar(cells[0]), scalar(cells[1]), _text(cells[2]), scalar(cells[3])


def _duration(properties: Json) -> str:
    length = _text(properties.get("TimeoutDuration"))
    if not length or length == "0":
        return ""
    unit = _UNITS.get(scalar(properties.get("TimeoutDurationType")) or "s", "")
    return f", {length} {unit}".rstrip()


def _details(properties: Json) -> Iterator[str]:
    for name, value in properties.items():
        text = _text(value)
        if text and name not in _SAID_APART and name not in _TIMES:
            yield f"{name}: {text}"


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{key} = {told}" for key, item in value.items() if (told := _text(item)))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(told for item in value if (told := _text(item)))
    return scalar(value)


def _items(value: Any) -> list[Any]:
    if isinstance(value, Mapping):
        return list(value.values())
    return list(value) if isinstance(value, list | tuple) else []
