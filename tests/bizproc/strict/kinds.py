"""What each type of activity needs beyond what every one does (native-activities.md; compile-map.md, its traps)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from tests.bizproc.strict import texts
from tests.bizproc.strict.scope import ROBOT, Faults, Node, Scope, field_of

Check = Callable[[dict[str, Any], Scope], Faults]
_TYPES: Final = frozenset(["string", "text", "int", "double", "bool", "date", "datetime", "user", "select"])
_LATIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*\Z")
_ASKED: Final = ["Title", "Name", "Description", "Type", "Required", "Multiple", "Options", "Default"]
_TAG: Final = re.compile(r"<(?!br>)|&(?!(?:amp|lt|gt|#x27|quot);)")
_FIELDS_OF_DATES: Final = re.compile(r"\{=Document:([A-Z0-9_.]+)", re.IGNORECASE)


def _filled(properties: dict[str, Any], *names: str) -> Faults:
    return [f"{name} is missing" for name in names if not str(properties.get(name) or "").strip()]


def _one_of(properties: dict[str, Any], name: str, *allowed: str) -> Faults:
    told = properties.get(name)
    return [] if told in allowed else [f"{name} is {told!r}"]


def _duration(properties: dict[str, Any], *, calculated: bool = False) -> Faults:
    """Faults of a length that is waited: never 0, which would be for ever."""
    told = properties.get("TimeoutDuration")
    counted = isinstance(told, str) and (
        (told.isdigit() and int(told) > 0) or (calculated and told.startswith("{{=") and "max(1" in told)
    )
    unit = _one_of(properties, "TimeoutDurationType", "s", "m", "h", "d")
    return unit if counted else [f"waits for ever or not at all: TimeoutDuration {told!r}", *unit]


def _delay(properties: dict[str, Any], scope: Scope) -> Faults:
    moment = properties.get("TimeoutTime")
    if moment is None:
        return _duration(properties)
    if not isinstance(moment, str) or not moment.startswith("{") or "TimeoutDuration" in properties:
        return [f"a moment that cannot be read: {moment!r}"]
    # An empty date passes at once without a word.
    loose = set(_FIELDS_OF_DATES.findall(moment)) - scope.holding
    return [f"{code} may be empty, and nothing asks" for code in sorted(loose)]


def _asks(properties: dict[str, Any], scope: Scope) -> Faults:
    faults = _filled(properties, "Name") + texts.people(properties.get("Users"), scope)
    faults += _duration(properties, calculated=True) + _one_of(properties, "SetStatusMessage", "N")
    return faults + _one_of(properties, "DelegationType", "0", "1", "2")


def _approve(properties: dict[str, Any], scope: Scope) -> Faults:
    percent = properties.get("ApproveMinPercent")
    faults = _asks(properties, scope) + _one_of(properties, "ApproveType", "any", "all", "vote")
    whole = isinstance(percent, str) and percent.isdigit() and int(percent) <= 100
    return faults if whole else [*faults, f"ApproveMinPercent is {percent!r}"]


def _request(properties: dict[str, Any], scope: Scope) -> Faults:
    faults = _asks(properties, scope)
    asked = properties.get("RequestedInformation")
    if not isinstance(asked, list) or not asked:
        return [*faults, "RequestedInformation is missing"]
    for item in asked:
        if list(item) != _ASKED or not _LATIN.match(item["Name"]):
            faults.append(f"not a question: {item!r}")
            continue
        held = scope.kind("Variable", item["Name"])
        if item["Type"] not in _TYPES or held != item["Type"]:
            faults.append(f"{item['Name']} is {item['Type']}, its variable {held}")
        if item["Type"] == "select" and not item["Options"]:
            faults.append(f"{item['Name']} offers nothing")
    return faults


def _each(properties: dict[str, Any], scope: Scope) -> Faults:
    holder, code = str(properties.get("Object")), str(properties.get("Variable"))
    return [] if scope.several(holder, code) else [f"nothing to go through: {holder}:{code}"]


def _set_field(properties: dict[str, Any], scope: Scope) -> Faults:
    told = properties.get("FieldValue")
    if not isinstance(told, dict) or not told:
        return ["FieldValue is missing"]
    faults = []
    for code, value in told.items():
        field = field_of(scope.document, code)
        if field is None or not field.writable or "." in code:
            faults.append(f"{code} cannot be set, and the portal would not say so")
        elif field.kind == "user":
            faults += texts.people(value, scope)
        elif value in ("", [], None):
            faults.append(f"{code} is set to nothing")
    return faults


def _set_variable(properties: dict[str, Any], scope: Scope) -> Faults:
    told = properties.get("VariableValue")
    if not isinstance(told, dict) or not told:
        return ["VariableValue is missing"]
    return [f"no variable {code}" for code in told if scope.kind("Variable", code) is None]


def _notify(properties: dict[str, Any], scope: Scope) -> Faults:
    faults = texts.people(properties.get("MessageUserTo"), scope) + texts.people(
        properties.get("MessageUserFrom"), scope
    )
    return faults + _filled(properties, "MessageSite") + _one_of(properties, "MessageType", "2", "4")


def _mail(properties: dict[str, Any], scope: Scope) -> Faults:
    faults = _filled(properties, "MailSubject", "MailText", "MailCharset")
    faults += _one_of(properties, "MailMessageType", "plain", "html") + _one_of(properties, "MailUserFrom", "")
    faults += texts.people(properties.get("MailUserFromArray"), scope)
    to, address = properties.get("MailUserToArray"), properties.get("MailUserTo")
    if not isinstance(to, list):
        return [*faults, "MailUserToArray is a list even when it is empty"]
    if not to and not address:
        return [*faults, "a letter to nobody"]
    return faults + (texts.people(to, scope) if to else [])


def _client_email(properties: dict[str, Any], scope: Scope) -> Faults:
    faults = _filled(properties, "Subject", "MessageText") + _one_of(properties, "MessageTextType", "html")
    plain = texts.REFERENCE.sub("", str(properties.get("MessageText")))
    if _TAG.search(plain):
        faults.append(f"what was typed is not escaped: {plain!r}")
    return faults + _to_clients(properties, scope)


def _client_sms(properties: dict[str, Any], scope: Scope) -> Faults:
    faults = _filled(properties, "MessageText", "ProviderId") + _one_of(properties, "RecipientType", "entity")
    return faults + _to_clients(properties, scope)


def _to_clients(properties: dict[str, Any], scope: Scope) -> Faults:
    """What colleagues commented stays among them (compile-map.md, "Values read twice")."""
    told = f"{properties.get('Subject', '')} {properties.get('MessageText', '')}"
    inner = ("Comments", "LastApproverComment")
    found = [
        one[0] for one in texts.REFERENCE.finditer(told) if one["field"] in inner and one["object"] in scope.before
    ]
    return [f"a comment of a colleague goes to the client: {one}" for one in found]


def _task(properties: dict[str, Any], scope: Scope) -> Faults:
    told = properties.get("Fields")
    if not isinstance(told, dict):
        return ["Fields is missing"]
    faults = _filled(told, "TITLE") + _one_of(properties, "HoldToClose", "0", "1")
    faults += _one_of(told, "PRIORITY", "0", "1", "2") + texts.people(told.get("CREATED_BY"), scope)
    faults += texts.people(told.get("RESPONSIBLE_ID"), scope)
    for name in ("ACCOMPLICES", "AUDITORS"):
        faults += texts.people(told[name], scope) if told.get(name) else []
    return faults


def _deal_end(properties: dict[str, Any], scope: Scope) -> Faults:
    faults = [] if scope.document == "DEAL" else ["only a deal ends so"]
    return faults + _one_of(properties, "DealId", "{=Document:ID}")


def _robot(properties: dict[str, Any], scope: Scope) -> Faults:
    faults = _one_of(properties, "SetStatusMessage", "N") + _one_of(properties, "UseSubscription", "Y", "N")
    if properties.get("UseSubscription") == "Y":
        return faults + _duration(properties)
    return faults + _one_of(properties, "TimeoutDuration", "0")


def _responsible(properties: dict[str, Any], scope: Scope) -> Faults:
    return texts.people(properties.get("Responsible"), scope) + _one_of(properties, "GetterType", "r", "f", "s")


def _comment(properties: dict[str, Any], scope: Scope) -> Faults:
    return _filled(properties, "CommentText") + texts.people(properties.get("CommentUser"), scope)


def _reminder(properties: dict[str, Any], scope: Scope) -> Faults:
    people = properties.get("Responsible")
    faults = [] if isinstance(people, list) and len(people) == 1 else ["a reminder is for one person"]
    return faults + _filled(properties, "Description", "Deadline") + texts.people(people, scope)


def _terminate(properties: dict[str, Any], scope: Scope) -> Faults:
    return _one_of(properties, "TerminateType", "current") + _one_of(properties, "KillWorkflow", "N")


def _nothing(properties: dict[str, Any], scope: Scope) -> Faults:
    return []


_CHECKS: Final[dict[str, Check]] = {
    "ApproveActivity": _approve,
    "CrmChangeResponsibleActivity": _responsible,
    "CrmCreateToDoActivity": _reminder,
    "CrmDealStageListenActivity": _deal_end,
    "CrmSendEmailActivity": _client_email,
    "CrmSendSmsActivity": _client_sms,
    "CrmTimelineCommentAdd": _comment,
    "DelayActivity": _delay,
    "ForEachActivity": _each,
    "IMNotifyActivity": _notify,
    "MailActivity": _mail,
    "RequestInformationActivity": _request,
    "SetFieldActivity": _set_field,
    "SetVariableActivity": _set_variable,
    "Task2Activity": _task,
    "TerminateActivity": _terminate,
}


def own(node: Node, scope: Scope) -> Faults:
    """Faults that only this type of activity can have."""
    if node["Type"].startswith("Crm") and not scope.in_crm:
        return ["a step of the CRM in a list"]
    check = _robot if ROBOT.match(node["Type"]) else _CHECKS.get(node["Type"], _nothing)
    return check(node["Properties"], scope)
