"""Activities of ours as a plan's actions."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any, Final

from b24app.bizproc import names, times
from b24app.bizproc.compare import scalar
from b24app.bizproc.reading import Json, NotOursError, Source, listed
from b24app.plan.vocabulary import ACTIONS, FieldKind

_PRIORITIES: Final = {"0": "low", "2": "high"}
_MOMENT = re.compile(
    r'\{\{=(?:dateadd\(\{=System:Now\}, "(\d{1,5})([ihdm])"\)|addworkdays\(\{=System:Now\}, (\d{1,5})\))\}\}\Z'
)
_MADE = re.compile(r":\{=(A[0-9_]+):id\}\Z")
_TASK = re.compile(r"\{=(A[0-9_]+):TaskId\}\Z")
_UNITS: Final = {"i": "minutes", "m": "months", "h": "hours", "d": "days"}
_ANYBODY: Final = frozenset({"{{CONTACT_PHONE}}", "{{CONTACT_EMAIL}}"})


def read(kind: str, activity: Json, source: Source) -> Json:
    """`action`, `fields` and, where it is not the record, `on`."""
    properties = activity["Properties"]
    if kind == "Task2Activity":
        source.tasks.add(activity["Name"])
        source.last_task = activity["Name"]
    if kind in _SIMPLE:
        name, fields = _SIMPLE[kind]
        return _action(name, fields(properties, source))
    return _set_field(properties, source) if kind == "SetFieldActivity" else _robot(kind, properties, source)


def merged(first: Json, second: Json) -> Json:
    """One action of two activities: a letter to the client and to others."""
    if first["action"] != "send_email" or second["action"] != "send_email":
        raise NotOursError
    to = [*first["fields"]["to"], *second["fields"]["to"]]
    return first | {"fields": first["fields"] | {"to": to}}


def moment(expression: str) -> Json:
    """A moment counted from now."""
    found = _MOMENT.match(expression)
    if found is None:
        raise NotOursError
    if found[3]:
        return {"amount": int(found[3]), "unit": "business_days"}
    return {"amount": int(found[1]), "unit": _UNITS[found[2]]}


def _action(name: str, fields: Json, on: str = "record") -> Json:
    return {"kind": "action", "action": name, "fields": fields, "on": on}


def _when(expression: str, properties: Json, source: Source) -> Any:
    """The moment of an action; what its comment says goes before what its expression looks like."""
    told = times.read_note(source.note(properties)[0]) if source.note(properties) else None
    return told or moment(expression)


def _task(properties: Json, source: Source) -> Json:
    fields = properties["Fields"]
    read: Json = {
        "title": source.text(fields["TITLE"]),
        "assignee": source.people([*listed(fields["RESPONSIBLE_ID"]), *listed(fields["ACCOMPLICES"])]),
    }
    if fields["DESCRIPTION"]:
        read["description"] = source.text(fields["DESCRIPTION"])
    if fields["DEADLINE"]:
        read["deadline"] = _when(fields["DEADLINE"], properties, source)
    if scalar(fields["PRIORITY"]) in _PRIORITIES:
        read["priority"] = _PRIORITIES[scalar(fields["PRIORITY"])]
    return read


def _reminder(properties: Json, source: Source) -> Json:
    read: Json = {
        "title": source.text(properties["Description"]),
        "assignee": source.people(properties["Responsible"]),
    }
    if properties["Deadline"] != times.NOW:
        read["datetime"] = _when(properties["Deadline"], properties, source)
    return read


def _email(properties: Json, source: Source) -> Json:
    if "MessageText" in properties:
        body = html.unescape(source.text(properties["MessageText"]).replace("<br>", "\n"))
        return {"to": [{"kind": "client"}], "subject": source.text(properties["Subject"]), "body": body}
    addresses = [text for text in properties["MailUserTo"].split(", ") if text]
    to = [{"kind": "address", "value": source.text(one)} for one in addresses]
    return {
        "to": [*to, *source.people(properties["MailUserToArray"])],
        "subject": source.text(properties["MailSubject"]),
        "body": source.text(properties["MailText"]),
    }


def _notification(properties: Json, source: Source) -> Json:
    return {"to": source.people(properties["MessageUserTo"]), "message": source.text(properties["MessageSite"])}


def _sms(properties: Json, source: Source) -> Json:
    return {"to": [{"kind": "client"}], "message": source.text(properties["MessageText"])}


_SIMPLE: Final[dict[str, tuple[str, Callable[[Json, Source], Json]]]] = {
    "Task2Activity": ("create_task", _task),
    "IMNotifyActivity": ("send_notification", _notification),
    "CrmSendEmailActivity": ("send_email", _email),
    "MailActivity": ("send_email", _email),
    "CrmSendSmsActivity": ("send_sms", _sms),
    "CrmCreateToDoActivity": ("set_reminder", _reminder),
    "CrmTimelineCommentAdd": (
        "add_comment",
        lambda properties, source: {"message": source.text(properties["CommentText"])},
    ),
    "CrmChangeResponsibleActivity": (
        "assign_responsible",
        lambda properties, source: {"assignee": source.people(properties["Responsible"])},
    ),
}


def _set_field(properties: Json, source: Source) -> Json:
    ((code, value),) = properties["FieldValue"].items()
    match properties["Title"]:
        case "Assign the responsible person":
            return _action("assign_responsible", {"assignee": source.people(value)})
        case "Move to another stage":
            return _action("move_stage", {"stage": source.text(value)})
        case _:
            note = source.note(properties)
            told = "\n".join(note) if note else _field_value(code, value, source)
            return _action("update_field", {"field": code, "value": told})


def _field_value(code: str, value: Any, source: Source) -> str:
    if isinstance(value, str):
        return source.text(value)
    (person,) = listed(value)
    if code.startswith("UF_"):
        source.fields[code] = "user"
    return "{{ASSIGNED_BY_ID}}" if source.person(person)["kind"] == "responsible" else source.text(person)


def _robot(kind: str, properties: Json, source: Source) -> Json:
    code = source.robots[kind]
    read: Json = {}
    for name, word in ACTIONS[code].fields.items():  # type: ignore[index]  # codes of robots are action names
        if name not in properties:
            continue
        value = properties[name]
        match word.kind:
            case FieldKind.PERSON:
                read[name] = _recipients(value, source) if isinstance(value, str) else source.people(value)
            case FieldKind.MOMENT if value:
                read[name] = _when(value, properties, source)
            case FieldKind.MOMENT:
                pass
            case _ if isinstance(value, str):
                read[name] = source.text(value)
            case _:
                read[name] = _field_value(str(read.get("field", "")), value, source)
    return _action(code, read, _on(code, properties, source))


def _on(code: str, properties: Json, source: Source) -> str:
    """What the action is done to; `deal:{=…:id}` is what an earlier step created."""
    on = str(properties.get("on", "record"))
    if code == "update_task":
        task = _TASK.match(str(properties.get("task_id", "")))
        return _node(task[1]) if task and task[1] != source.last_task else "record"
    if made := _MADE.search(on):
        return _node(made[1])
    return "record" if code == "update_deal" and on == "deal" else on


def _node(name: str) -> str:
    named = names.read(name)
    if named is None:
        raise NotOursError
    return named[0]


def _recipients(value: str, source: Source) -> list[Json]:
    return [_recipient(one, source) for one in value.split(", ") if one]


def _recipient(one: str, source: Source) -> Json:
    text = source.text(one) if not one.startswith("{=") else ""
    if text in _ANYBODY:
        return {"kind": "client"}
    if text and not text.startswith(("user_", "group_")) and text != "responsible_head":
        return {"kind": "address", "value": text}
    return source.person(one)
