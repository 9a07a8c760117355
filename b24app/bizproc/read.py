"""Read a template: any as a tree that keeps everything, one of ours as the plan it was built from.

A template counts as ours only when building the plan that was read gives the same template again. So an edit in the
designer is never silently dropped: it makes the template a foreign one, which is shown as a tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from b24app.bizproc import activities, bpt, names
from b24app.bizproc.activities import RESPONSIBLE
from b24app.bizproc.build import build
from b24app.bizproc.compare import differences, scalar
from b24app.bizproc.comparisons import OPERATORS, number_text
from b24app.bizproc.documents import entity_of, kind_of
from b24app.bizproc.fields import field_called
from b24app.bizproc.names import Role
from b24app.bizproc.notes import read_plan_note
from b24app.bizproc.php import PhpValue
from b24app.bizproc.variables import read as read_text
from b24app.errors import B24AppError
from b24app.plan.plan import Plan
from b24app.plan.snapshot import Department, Snapshot, Stage, User
from b24app.plan.vocabulary import ACTIONS, Entity, FieldKind

Json = dict[str, Any]

_OPERATORS = {sign: word for word, sign in OPERATORS.items()}
_PRIORITIES: Final = {"0": "low", "2": "high"}
_MOMENT = re.compile(r'\{\{=dateadd\(\{=System:Now\}, "(\d{1,5})([ihdm])"\)\}\}\Z')
_UNITS: Final = {"i": "minutes", "m": "months", "h": "hours", "d": "days"}
_DELAY_UNITS: Final = {"m": "minutes", "h": "hours", "d": "days"}
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]\d+)?\Z", re.ASCII)
_USER = re.compile(r"user_(\d{1,18})\Z")
_GROUP = re.compile(r"group_D(\d{1,18})\Z")


class _NotOursError(Exception):
    """Not a shape that we build."""


def read_tree(data: bytes) -> Json:
    """What a file holds, lists as lists; `BptError` when it cannot be read safely."""
    tree = _plain(bpt.decode(data))
    if not isinstance(tree, dict):
        raise TypeError("a template is a map")
    return tree


def read_plan(tree: Json, document_type: tuple[str, ...], client_id: str) -> Plan | None:
    """The plan of a template that this application built, with codes where it had names; None for any other."""
    entity = entity_of(document_type)
    if entity is None:
        return None
    try:
        root = _list(tree["TEMPLATE"])[0]
        start = _list(root["Children"])[0]["Properties"]
        plan = Plan.model_validate(_Reader(entity, client_id).plan(root))
        version = read_text(start["version"], entity) or ""
        again = build(plan, _directory(plan), client_id, version)
    except (
        _NotOursError,
        B24AppError,
        LookupError,
        TypeError,
        AttributeError,
        ValueError,
        RecursionError,
    ):
        return None
    return None if differences(again.tree, tree) else plan


class _Reader:
    """Reads activities of one template into the plan's JSON."""

    def __init__(self, entity: Entity, client_id: str) -> None:
        self._entity = entity
        self._robots = {activities.robot_type(client_id, code): code for code in activities.ROBOTS}
        self._tasks: set[str] = set()

    def plan(self, root: Json) -> Json:
        children = _list(root["Children"])
        plan: Json = {"entity": self._entity} | read_plan_note(self._text(root["Properties"]["EditorComment"]))
        guard = next((child for child in children if names.read(child["Name"]) == ("", Role.GUARD)), None)
        if guard is not None:
            holds = _list(guard["Children"])[0]
            plan["conditions"] = self._conditions(holds)
            children = _list(holds["Children"])
        return plan | {"steps": self._steps(children)}

    def _steps(self, children: list[Json]) -> list[Json]:
        return [step for child in children for step in self._step(child)]

    def _step(self, child: Json) -> Iterator[Json]:
        node_id, role = names.read(child["Name"]) or ("", Role.STEP)
        if role in {Role.MARK, Role.OUTCOME}:
            return
        if not node_id or role is not Role.STEP:
            raise _NotOursError
        yield {"id": node_id} | self._node(child["Type"], child)

    def _node(self, kind: str, child: Json) -> Json:
        match kind:
            case "IfElseActivity":
                return self._choice(_list(child["Children"]))
            case "ParallelActivity":
                return {"kind": "parallel", "lanes": [self._part("lane", lane) for lane in _list(child["Children"])]}
            case "DelayActivity":
                return {"kind": "delay"} | _delay(child["Properties"])
            case "TerminateActivity":
                return {"kind": "stop"}
            case _:
                action, fields = self._action(kind, child)
                return {"kind": "action", "action": action, "fields": fields}

    def _choice(self, branches: list[Json]) -> Json:
        *chosen, rest = branches
        return {
            "kind": "choice",
            "branches": [self._part("branch", row) | {"when": self._conditions(row)} for row in chosen],
            "otherwise": self._steps(_list(rest["Children"])),
        }

    def _part(self, kind: str, child: Json) -> Json:
        named = names.read(child["Name"])
        if named is None or named[1] is not Role.STEP:
            raise _NotOursError
        return {"kind": kind, "id": named[0], "steps": self._steps(_list(child["Children"]))}

    def _action(self, kind: str, child: Json) -> tuple[str, Json]:
        properties = child["Properties"]
        match kind:
            case "Task2Activity":
                self._tasks.add(child["Name"])
                return "create_task", self._task(properties["Fields"])
            case "IMNotifyActivity":
                message = self._text(properties["MessageSite"])
                return "send_notification", {"to": self._people(properties["MessageUserTo"]), "message": message}
            case "CrmTimelineCommentAdd":
                return "add_comment", {"message": self._text(properties["CommentText"])}
            case "CrmChangeResponsibleActivity":
                return "assign_responsible", {"assignee": self._people(properties["Responsible"])}
            case "SetFieldActivity":
                return self._set_field(properties)
            case _:
                return self._robot(kind, properties)

    def _task(self, fields: Json) -> Json:
        read: Json = {
            "title": self._text(fields["TITLE"]),
            "assignee": self._people([*_list(fields["RESPONSIBLE_ID"]), *_list(fields["ACCOMPLICES"])]),
        }
        if fields["DESCRIPTION"]:
            read["description"] = self._text(fields["DESCRIPTION"])
        if fields["DEADLINE"]:
            read["deadline"] = _moment(fields["DEADLINE"])
        if scalar(fields["PRIORITY"]) in _PRIORITIES:
            read["priority"] = _PRIORITIES[scalar(fields["PRIORITY"])]
        return read

    def _set_field(self, properties: Json) -> tuple[str, Json]:
        ((code, value),) = properties["FieldValue"].items()
        match properties["Title"]:
            case "Assign the responsible person":
                return "assign_responsible", {"assignee": self._people(value)}
            case "Move to another stage":
                return "move_stage", {"stage": self._text(value)}
            case _:
                text = value if isinstance(value, str) else _list(value)[0]
                return "update_field", {"field": code, "value": self._text(text)}

    def _robot(self, kind: str, properties: Json) -> tuple[str, Json]:
        code = self._robots[kind]
        read: Json = {}
        for name, word in ACTIONS[code].fields.items():  # type: ignore[index]  # codes of robots are action names
            if name in properties:
                is_person = word.kind is FieldKind.PERSON
                read[name] = self._people(properties[name]) if is_person else self._text(properties[name])
        return code, read

    def _conditions(self, branch: Json) -> list[Json]:
        groups: list[list[Json]] = []
        for row in _list(branch["Properties"]["fieldcondition"]):
            code, sign, value, joiner = _list(row)
            if not groups or scalar(joiner) == "1":
                groups.append([])
            groups[-1].append(self._comparison(code, sign, value))
        return groups[0] if len(groups) == 1 else [{"any": groups}]

    def _comparison(self, code: str, sign: str, value: Any) -> Json:
        op = _OPERATORS[sign]
        if op in {"empty", "not_empty"}:
            return {"field": code, "op": op}
        if isinstance(value, str):
            return {"field": code, "op": op, "value": self._value(code, value)}
        items = _list(value)
        if op not in {"in", "not_in"}:
            return {"field": code, "op": op, "value": self._text(items[0])}
        if len(items) == 3 and items[1] == items[2]:  # noqa: PLR2004 - the third keeps a pair inert (conditions.py)
            items = items[:2]
        return {"field": code, "op": op, "value": [self._text(item) for item in items]}

    def _value(self, code: str, value: str) -> str | float:
        if field_called(code, self._entity, Snapshot(), "").holds == "number" and _NUMBER.match(value):
            number = float(value)
            if number_text(number) == value:
                return number
        return self._text(value)

    def _text(self, value: str) -> str:
        text = read_text(value, self._entity, frozenset(self._tasks))
        if text is None:
            raise _NotOursError
        return text

    def _people(self, value: Any) -> list[Json]:
        return [self._person(item) for item in _list(value)]

    def _person(self, user: str) -> Json:
        if user == RESPONSIBLE:
            return {"kind": "responsible"}
        if user == f"{{=Document:{kind_of(self._entity).creator}}}":
            return {"kind": "creator"}
        if user == "responsible_head":
            return {"kind": "supervisor"}
        return {"kind": "user" if _USER.match(user) else "group", "name": user}


def _delay(properties: Json) -> Json:
    if "TimeoutTime" in properties:
        return _moment(properties["TimeoutTime"])
    unit = _DELAY_UNITS[properties["TimeoutDurationType"]]
    return {"amount": int(properties["TimeoutDuration"]), "unit": unit}


def _moment(expression: str) -> Json:
    found = _MOMENT.match(expression)
    if found is None:
        raise _NotOursError
    return {"amount": int(found[1]), "unit": _UNITS[found[2]]}


def _directory(plan: Plan) -> Snapshot:
    """A portal in which every code of the plan is its own name."""
    texts = set(_texts(plan.model_dump(mode="json")))
    users = {int(found[1]) for text in texts if (found := _USER.match(text))}
    groups = {int(found[1]) for text in texts if (found := _GROUP.match(text))}
    return Snapshot(
        stages=tuple(Stage(entity=plan.entity, code=text, name=text) for text in sorted(texts)),
        users=tuple(User(id=number, name=f"user_{number}") for number in sorted(users)),
        departments=tuple(Department(id=number, name=f"group_D{number}") for number in sorted(groups)),
    )


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)


def _list(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [value[key] for key in value]
    if isinstance(value, list | tuple):
        return list(value)
    raise _NotOursError


def _plain(value: PhpValue) -> Any:
    """PHP's arrays with the keys 0, 1, 2 … as lists."""
    if not isinstance(value, dict):
        return value
    if value and list(value) == list(range(len(value))):
        return [_plain(item) for item in value.values()]
    return {str(key): _plain(item) for key, item in value.items()}
