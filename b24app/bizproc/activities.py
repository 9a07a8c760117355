"""The activities a template of ours may hold, one function each.

The allow-list is what `node` accepts: nothing else is ever built (reliability.md, T-16). Properties are those of
native-activities.md; numbers and flags are texts, as the designer exports them.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Any, Final, Literal

from b24app.plan.vocabulary import ACTIONS

Activity = dict[str, Any]
Rows = list[list[Any]]
# The one condition key of a branch or a loop, and its rows (native-activities.md, Conditions).
Condition = dict[str, list[Any]]

ROOT: Final = "SequentialWorkflowActivity"
NATIVE_TYPES: Final = frozenset(
    {
        ROOT,
        "SequenceActivity",
        "IfElseActivity",
        "IfElseBranchActivity",
        "ParallelActivity",
        "DelayActivity",
        "TerminateActivity",
        "Task2Activity",
        "IMNotifyActivity",
        "CrmTimelineCommentAdd",
        "SetFieldActivity",
        "CrmChangeResponsibleActivity",
        "CrmSendEmailActivity",
        "MailActivity",
        "CrmSendSmsActivity",
        "CrmCreateToDoActivity",
        "ApproveActivity",
        "RequestInformationActivity",
        "SetVariableActivity",
        "WhileActivity",
        "ForEachActivity",
        "ListenActivity",
        "EventDrivenActivity",
        "CrmDealStageListenActivity",
    }
)
ROBOTS: Final = frozenset({"mark", *ACTIONS})
_ROBOT_TYPE = re.compile(r"rest_[0-9a-f]{32}\Z")
RESPONSIBLE: Final = "{=Document:ASSIGNED_BY_ID}"


@dataclass(frozen=True)
class Result:
    """A test of what an earlier step gave back."""

    step: str
    field: str
    operator: Literal["=", "!empty"]
    value: str = ""


def robot_type(client_id: str, code: str) -> str:
    """The activity type of our robot on every portal of this application (rest-robots.md, Type name)."""
    if code not in ROBOTS:
        raise ValueError(f"there is no robot {code}")
    digest = hashlib.md5(f"{client_id}@{code}".encode(), usedforsecurity=False)
    return f"rest_{digest.hexdigest()}"


def allowed_types(client_id: str) -> frozenset[str]:
    """Every type that a template built for this application may hold."""
    return NATIVE_TYPES | {robot_type(client_id, code) for code in ROBOTS}


def robots_of(tree: dict[str, Any], client_id: str) -> frozenset[str]:
    """Codes of the robots that a template calls."""
    codes = {robot_type(client_id, code): code for code in ROBOTS}
    found: set[str] = set()
    waiting = list(tree["TEMPLATE"])
    while waiting:
        activity = waiting.pop()
        waiting += activity["Children"]
        found |= {codes[activity["Type"]]} if activity["Type"] in codes else set()
    return frozenset(found)


def node(kind: str, name: str, properties: dict[str, Any], children: list[Activity] | None = None) -> Activity:
    """An activity; ValueError for a type that is not on the allow-list."""
    if kind not in NATIVE_TYPES and not _ROBOT_TYPE.match(kind):
        raise ValueError(f"{kind} is not allowed in a template")
    return {
        "Type": kind,
        "Name": name,
        "Activated": "Y",
        "Node": None,
        "Properties": properties,
        "Children": children or [],
    }


def root(children: list[Activity], note: str = "") -> Activity:
    """The whole; `note` is shown in the designer."""
    return node(ROOT, "Template", {"Title": "Workflow", "Permission": {}, "EditorComment": note}, children)


def sequence(name: str, title: str, children: list[Activity]) -> Activity:
    return node("SequenceActivity", name, {"Title": title}, children)


def parallel(name: str, lanes: list[Activity]) -> Activity:
    return node("ParallelActivity", name, {"Title": "At the same time"}, lanes)


def if_else(name: str, title: str, branches: list[Activity]) -> Activity:
    return node("IfElseActivity", name, {"Title": title}, branches)


def branch(name: str, title: str, rows: Rows, children: list[Activity]) -> Activity:
    """Taken when the fields of the record are as `rows` say."""
    return node("IfElseBranchActivity", name, {"Title": title, "fieldcondition": rows}, children)


def result_branch(name: str, title: str, result: Result, children: list[Activity]) -> Activity:
    """Taken when a result of an earlier step is as told."""
    row = {
        "object": result.step,
        "field": result.field,
        "operator": result.operator,
        "value": result.value,
        "joiner": "0",
    }
    return node("IfElseBranchActivity", name, {"Title": title, "mixedcondition": [row]}, children)


def otherwise(name: str, children: list[Activity]) -> Activity:
    return node("IfElseBranchActivity", name, {"Title": "Otherwise", "truecondition": "1"}, children)


def tested(name: str, title: str, condition: Condition, children: list[Activity]) -> Activity:
    """Taken when `condition` holds."""
    return node("IfElseBranchActivity", name, {"Title": title, **condition}, children)


def delay(name: str, duration: int, unit: Literal["m", "h", "d"]) -> Activity:
    properties = {
        "Title": "Wait",
        "TimeoutDuration": str(duration),
        "TimeoutDurationType": unit,
        "WriteToLog": "N",
    }
    return node("DelayActivity", name, properties)


def delay_until(name: str, moment: str) -> Activity:
    properties = {"Title": "Wait", "TimeoutTime": moment, "TimeoutTimeIsLocal": "N", "WriteToLog": "N"}
    return node("DelayActivity", name, properties)


def terminate(name: str) -> Activity:
    properties = {"Title": "Stop", "StateTitle": "Stopped", "KillWorkflow": "N", "TerminateType": "current"}
    return node("TerminateActivity", name, properties)


def task(
    name: str,
    title: str,
    description: str,
    people: list[str],
    *,
    author: str,
    deadline: str,
    priority: Literal["0", "1", "2"],
) -> Activity:
    """The first of `people` is responsible, the others take part."""
    fields = {
        "TITLE": title,
        "CREATED_BY": [author],
        "RESPONSIBLE_ID": people[:1],
        "DESCRIPTION": description,
        "ACCOMPLICES": people[1:],
        "START_DATE_PLAN": "",
        "END_DATE_PLAN": "",
        "DEADLINE": deadline,
        "PRIORITY": priority,
        "GROUP_ID": "0",
        "ALLOW_CHANGE_DEADLINE": "Y",
        "ALLOW_TIME_TRACKING": "N",
        "TASK_CONTROL": "N",
        "ADD_IN_REPORT": "N",
        "AUDITORS": [],
    }
    properties = {
        "Title": "Create a task",
        "Fields": fields,
        "HoldToClose": "0",
        "AUTO_LINK_TO_CRM_ENTITY": "1",
        "AsChildTask": "0",
        "CheckListItems": [],
    }
    return node("Task2Activity", name, properties)


def notify(name: str, people: list[str], text: str, author: str = RESPONSIBLE) -> Activity:
    properties = {
        "Title": "Send a notification",
        "MessageSite": text,
        "MessageOut": "",
        "MessageType": "4",
        "MessageUserFrom": [author],
        "MessageUserTo": people,
    }
    return node("IMNotifyActivity", name, properties)


def comment(name: str, text: str) -> Activity:
    properties = {"Title": "Add a comment", "CommentText": text, "CommentUser": [RESPONSIBLE]}
    return node("CrmTimelineCommentAdd", name, properties)


def set_field(name: str, title: str, field: str, value: str | list[str]) -> Activity:
    properties = {"Title": title, "FieldValue": {field: value}, "ModifiedBy": [], "MergeMultipleFields": "N"}
    return node("SetFieldActivity", name, properties)


def change_responsible(name: str, people: list[str]) -> Activity:
    """One of several people, in turn."""
    properties = {
        "Title": "Assign the responsible person",
        "Responsible": people,
        "ModifiedBy": [],
        "GetterType": "s",
        "SkipAbsent": "N",
        "SkipTimeMan": "N",
    }
    return node("CrmChangeResponsibleActivity", name, properties)


def robot(kind: str, name: str, title: str, values: dict[str, Any], wait_h: int = 0) -> Activity:
    """Our robot; with `wait_h` the workflow waits so long for its answer."""
    properties = {
        "Title": title,
        **values,
        "SetStatusMessage": "N",
        "StatusMessage": "",
        "UseSubscription": "Y" if wait_h else "N",
        "TimeoutDuration": str(wait_h),
        "TimeoutDurationType": "h" if wait_h else "s",
    }
    return node(kind, name, properties)
