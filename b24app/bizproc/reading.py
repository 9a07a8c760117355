"""What reading a template needs everywhere: its texts, people and times as a plan has them."""

from __future__ import annotations

import re
from typing import Any, Final

from b24app.bizproc import activities, names, times, values
from b24app.bizproc.documents import kind_of
from b24app.bizproc.variables import read as read_text
from b24app.plan.vocabulary import Entity

Json = dict[str, Any]

USER: Final = re.compile(r"user_(\d{1,18})\Z")
_CONSTANT = re.compile(r"\{=Constant:((?:Person|Role|Group|Stage|Pipeline)_\w+)\}\Z", re.ASCII)
_KINDS: Final = {"Person": "user", "Role": "role", "Group": "group"}
_VALUE = re.compile(r"\{=(?:Template|Variable):([A-Za-z][A-Za-z0-9_]*)\}\Z")


class NotOursError(Exception):
    """Not a shape that we build."""


class Source:
    """One template: `tasks` are the names of its task steps that were read so far, `fields` what codes were seen to
    hold where the record's table does not tell, `copies` the results of steps that variables keep, `pipeline` the
    number of the trigger's.
    """

    def __init__(self, entity: Entity, client_id: str, tree: Json) -> None:
        self.entity = entity
        self.robots = {activities.robot_type(client_id, code): code for code in activities.ROBOTS}
        self.tasks: set[str] = set()
        self.last_task = ""
        self.copies: dict[str, str] = {}
        self.fields: dict[str, str] = {}
        self.stand_in = ""
        self.pipeline = ""
        self.declared: dict[str, tuple[str, Json]] = {
            code: (holder, entry)
            for holder, part in (("Template", "PARAMETERS"), ("Variable", "VARIABLES"))
            for code, entry in mapping(tree[part]).items()
        }
        self.constants = mapping(tree["CONSTANTS"])
        self._named = {
            f"{{={holder}:{code}}}": "ITEM" if code.startswith("Item_n") else code
            for code, (holder, _) in self.declared.items()
            if not values.is_own(code) or code.startswith("Item_n")
        }

    def text(self, value: str) -> str:
        """A text with `{{NAMES}}` where there are expressions; NotOursError for any other expression."""
        constant = _CONSTANT.match(value)
        if constant and constant[1] in self.constants:
            return str(self.constants[constant[1]]["Name"])
        text = read_text(value, self.entity, frozenset(self.tasks), self._named)
        if text is None:
            raise NotOursError
        return text

    def people(self, value: Any) -> list[Json]:
        return [self.person(item) for item in listed(value)]

    def person(self, user: str) -> Json:
        kind = kind_of(self.entity)
        if user == f"{{=Document:{kind.responsible}}}":
            return {"kind": "responsible"}
        if user == f"{{=Document:{kind.creator}}}":
            return {"kind": "creator"}
        if user == "responsible_head":
            return {"kind": "supervisor"}
        if found := _VALUE.match(user):
            return {"kind": "item"} if found[1].startswith("Item_n") else {"kind": "answer", "name": found[1]}
        if constant := _CONSTANT.match(user):
            return {"kind": _KINDS[constant[1].partition("_")[0]], "name": self.text(user)}
        return {"kind": "user" if USER.match(user) else "group", "name": user}

    def note(self, properties: Json) -> list[str]:
        """The lines of an activity's comment."""
        return self.text(properties["EditorComment"]).split("\n") if "EditorComment" in properties else []

    def time(self, properties: Json) -> Any:
        """The time that an activity's comment tells; None for none."""
        lines = self.note(properties)
        return times.read_note(lines[0]) if lines else None


def role_of(activity: Json) -> tuple[str, names.Role]:
    """The node that an activity is for, and what it is for it; NotOursError for a name of another's making."""
    found = names.read(activity["Name"])
    if found is None:
        raise NotOursError
    return found


def children(activity: Json) -> list[Json]:
    return listed(activity["Children"])


def listed(value: Any) -> list[Any]:
    """An array's members in their order; NotOursError for anything else."""
    if isinstance(value, dict):
        return [value[key] for key in value]
    if isinstance(value, list | tuple):
        return list(value)
    raise NotOursError


def mapping(value: Any) -> Json:
    """An array as a map: PHP has one kind of empty array."""
    return value if isinstance(value, dict) else {str(key): item for key, item in enumerate(listed(value))}


def only(value: Any, *, when: bool) -> list[Any]:
    """`value` without the third that keeps a pair inert (literals.py, `listed`)."""
    items = listed(value)
    return items[:2] if when and len(items) == 3 and items[1] == items[2] else items  # noqa: PLR2004 - see there
