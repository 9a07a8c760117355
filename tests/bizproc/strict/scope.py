"""What a text may refer to at one place of a template, and what each thing it may refer to holds.

Facts of the portal come from facts.json, made of activities.json and fields-*.txt; nothing here asks our compiler.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

Node = dict[str, Any]
Faults = list[str]

_FACTS: Final = json.loads((Path(__file__).parent / "facts.json").read_text(encoding="utf-8"))
ACTIVITIES: Final[dict[str, dict[str, Any]]] = _FACTS["activities"]
# What declares of a template are called in an expression (bpt-format.md, Expressions).
PARTS: Final = {"Template": "PARAMETERS", "Variable": "VARIABLES", "Constant": "CONSTANTS"}
SYSTEM: Final = {"Now": "datetime", "NowLocal": "datetime", "Date": "date", "Eol": "string", "HostUrl": "string"}
# A list of two texts is a reference when it begins with one of these (compile-map.md, "Values read twice").
OBJECTS: Final = frozenset({*PARTS, "Document", "GlobalVar", "GlobalConst", "Workflow", "User", "System", "Input"})
ROBOT: Final = re.compile(r"rest_[0-9a-f]{32}\Z")
_CUSTOM: Final = re.compile(r"(?:UF_CRM_[A-Z0-9_]+|PARENT_ID_\d+)\Z")


def words(text: str) -> frozenset[str]:
    """A set of words."""
    return frozenset(text.split())


@dataclass(frozen=True)
class Field:
    """A field of the record: its type, whether it holds several values, and whether a step can set it."""

    kind: str
    several: bool = False
    writable: bool = True


def _fields(rows: dict[str, str]) -> dict[str, Field]:
    found: dict[str, Field] = {}
    for told, codes in rows.items():
        kind = Field(told.rstrip("*-"), "*" in told, not told.endswith("-"))
        found |= dict.fromkeys(codes.split(), kind)
    return found


_FIELDS: Final = {name: _fields(rows) for name, rows in _FACTS["fields"].items()}


def field_of(document: str, code: str) -> Field | None:
    """The field of that code on records of this kind; None when a bare portal has none and it is not a custom one."""
    known = _FIELDS.get("DYNAMIC_128" if document.startswith("DYNAMIC_") else document)
    if known is None or _CUSTOM.match(code):
        return Field("any")  # lists have the fields that the portal gave them
    return known.get(code)


@dataclass(frozen=True)
class Scope:
    """`before` are the activities that have certainly run, by name; `declared` the three parts by object."""

    document: str
    declared: Mapping[str, Mapping[str, Mapping[str, Any]]]
    before: Mapping[str, Node] = field(default_factory=dict)
    holding: frozenset[str] = frozenset()

    @property
    def in_crm(self) -> bool:
        """Lists have neither a client nor a responsible person."""
        return not self.document.startswith("iblock_")

    def after(self, node: Node) -> Scope:
        """The same once `node` has run."""
        return replace(self, before={**self.before, **{one["Name"]: one for one in surely(node)}})

    def where(self, code: str) -> Scope:
        """The same where that field of the record is known to be filled."""
        return replace(self, holding=self.holding | {code})

    def kind(self, holder: str, code: str) -> str | None:
        """The type of what is referred to; None for what is not there."""
        if holder == "Document":
            found = field_of(self.document, code)
            return found.kind if found else None
        if holder == "System":
            return SYSTEM.get(code)
        if holder in PARTS:
            return self._declared(holder, code)
        return self._given(self.before.get(holder), code)

    def several(self, holder: str, code: str) -> bool:
        """Whether that holds a list of values."""
        if holder == "Document":
            found = field_of(self.document, code)
            return found is not None and (found.several or found.kind == "any")
        return holder in PARTS and self.declared[holder].get(code, {}).get("Multiple") == "1"

    def _declared(self, holder: str, code: str) -> str | None:
        if (holder, code) == ("Template", "TargetUser"):
            return "user"
        row = self.declared[holder].get(code)
        return row["Type"] if row else None

    @staticmethod
    def _given(node: Node | None, code: str) -> str | None:
        if node is None:
            return None
        if ROBOT.match(node["Type"]):
            # A robot that nobody waits for gives nothing back (rest-robots.md, answers).
            return "any" if node["Properties"].get("UseSubscription") == "Y" else None
        if node["Type"] == "ForEachActivity":
            return {"Key": "any", "Value": "any"}.get(code)
        gives: dict[str, str] = ACTIVITIES.get(node["Type"], {}).get("gives", {})
        return gives.get(code)


def surely(node: Node) -> list[Node]:
    """The activities that have run when `node` has ended, whichever road was taken; a loop may have had no round."""
    inner = [surely_all([child]) for child in node["Children"]]
    match node["Type"]:
        case "IfElseActivity" | "ApproveActivity" | "ListenActivity":
            names = [{one["Name"] for one in road} for road in inner]
            common = set.intersection(*names) if names else set()
            return [node, *(one for road in inner[:1] for one in road if one["Name"] in common)]
        case "WhileActivity" | "ForEachActivity":
            return [node]
        case _:
            return [node, *(one for road in inner for one in road)]


def surely_all(nodes: list[Node]) -> list[Node]:
    return [one for node in nodes for one in surely(node)]
