"""The activities of questions and loops, one function each; their properties are those of worked-templates.json."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from b24app.bizproc.activities import Activity, Condition, node

_MAJORITY: Final = "50"  # strictly more than this percentage (compile-map.md, approval)


@dataclass(frozen=True)
class Question:
    """What people are asked: `title` is what their task is called; `timeout` is a duration and its type."""

    title: str
    people: list[str]
    timeout: tuple[str, str]
    note: str


def approve(name: str, question: Question, way: str, outcomes: list[Activity]) -> Activity:
    """People decide; `outcomes` are the approved and the rejected sequence. A time-out runs the latter."""
    properties = {
        "Title": "Approval",
        "ApproveType": way,
        "ApproveMinPercent": _MAJORITY,
        "ApproveWaitForAll": "N",
        "TaskButton1Message": "Approve",
        "TaskButton2Message": "Reject",
        **_properties(question),
        "CommentLabelMessage": "Comment",
        "ShowComment": "Y",
    }
    return node("ApproveActivity", name, properties, outcomes)


def request(name: str, question: Question, answers: list[dict[str, Any]]) -> Activity:
    """People fill in a form; the answers land in variables of the same codes."""
    properties = {
        "Title": "Ask for information",
        "RequestedInformation": answers,
        "TaskButtonMessage": "Send",
        **_properties(question),
        "CommentLabelMessage": "",
        "ShowComment": "N",
    }
    return node("RequestInformationActivity", name, properties)


def _properties(question: Question) -> dict[str, Any]:
    duration, unit = question.timeout
    return {
        "Users": question.people,
        "Name": question.title,
        "Description": "",
        "Parameters": "",
        "OverdueDate": "",
        "StatusMessage": "",
        "SetStatusMessage": "N",
        "TimeoutDuration": duration,
        "TimeoutDurationType": unit,
        "CommentRequired": "N",
        "AccessControl": "N",
        "DelegationType": "0",
        **({"EditorComment": question.note} if question.note else {}),
    }


def set_variables(name: str, values: dict[str, Any]) -> Activity:
    return node("SetVariableActivity", name, {"Title": "Set variables", "VariableValue": values})


def loop(name: str, title: str, condition: Condition, body: Activity, note: str = "") -> Activity:
    """`body`, one sequence, again and again while `condition` holds."""
    properties = {"Title": title, **condition, **({"EditorComment": note} if note else {})}
    return node("WhileActivity", name, properties, [body])


def for_each(name: str, holder: str, code: str, body: Activity) -> Activity:
    """`body`, one sequence, for every value of a field or variable."""
    return node("ForEachActivity", name, {"Title": "For each", "Variable": code, "Object": holder}, [body])


def listen(name: str, events: list[Activity], note: str) -> Activity:
    """Whichever of `events` comes first; the others are not waited for any longer."""
    return node("ListenActivity", name, {"Title": "Wait for what comes first", "EditorComment": note}, events)


def event(name: str, title: str, step: Activity) -> Activity:
    return node("EventDrivenActivity", name, {"Title": title}, [step])


def deal_end(name: str) -> Activity:
    """Ends when the deal is won or lost, at once when it is already."""
    properties: dict[str, Any] = {"Title": "The deal ends", "DealId": "{=Document:ID}", "WaitForState": []}
    return node("CrmDealStageListenActivity", name, properties)
