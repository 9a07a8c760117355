"""Contacts of leads, deals, quotes and companies, and companies of contacts (api-reference/crm/deals/contacts/)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulator.changes import update_record
from simulator.entities import BY_NAME, EntityType
from simulator.methods.base import Call, Method, field_description
from simulator.records import Record
from simulator.wire import RestError, as_flag, as_int, as_list, upper_keys

Row = dict[str, Any]

_LINKED = (("LEAD", "CONTACT"), ("DEAL", "CONTACT"), ("QUOTE", "CONTACT"), ("COMPANY", "CONTACT"),
           ("CONTACT", "COMPANY"))  # fmt: skip


class _Link:
    """One side of a link: `owner` keeps the numbers of `other` in one field, the primary one first."""

    def __init__(self, owner: EntityType, other: EntityType) -> None:
        self.owner, self.other = owner, other
        self.key = f"{other.name}_ID"
        many = f"{other.name}_IDS"
        self.field = many if owner.has(many) else self.key

    def record(self, call: Call) -> Record:
        number = call.params.number("id")
        if number <= 0:
            raise RestError("", "The parameter 'ownerEntityID' is invalid or not defined.")
        record = call.portal.records.get(self.owner, number)
        if record is None:
            raise RestError("", "Not found.")
        return record

    def numbers(self, record: Record) -> list[int]:
        return list(record.get(self.field) or [])

    def keep(self, call: Call, record: Record, numbers: list[int]) -> bool:
        known = [number for number in dict.fromkeys(numbers) if call.portal.records.get(self.other, number)]
        update_record(call.portal, self.owner, record, {self.field: known}, call.actor)
        return True

    def get(self, call: Call) -> list[Row]:
        return [
            {self.key: number, "SORT": (place + 1) * 10, "ROLE_ID": 0, "IS_PRIMARY": "N" if place else "Y"}
            for place, number in enumerate(self.numbers(self.record(call)))
        ]

    def set(self, call: Call) -> bool:
        record = self.record(call)
        if not isinstance(call.params.get("items"), list | dict):
            raise RestError("", "The parameter 'items' must be array.")
        rows = [upper_keys(row) for row in as_list(call.params.get("items"))]
        rows.sort(key=lambda row: (not as_flag(row.get("IS_PRIMARY")), as_int(row.get("SORT"))))
        return self.keep(call, record, [as_int(row.get(self.key)) for row in rows])

    def clear(self, call: Call) -> bool:
        return self.keep(call, self.record(call), [])

    def _one(self, call: Call) -> Row:
        if not isinstance(call.params.get("fields"), dict):
            raise RestError("", "The parameter 'fields' must be array.")
        row = upper_keys(call.params.get("fields"))
        if as_int(row.get(self.key)) <= 0:
            raise RestError("", "The parameter 'fields' is not valid.")
        return row

    def add(self, call: Call) -> bool:
        record, row = self.record(call), self._one(call)
        number, kept = as_int(row[self.key]), self.numbers(record)
        first = as_flag(row.get("IS_PRIMARY"))
        return self.keep(call, record, [number, *kept] if first else [*kept, number])

    def remove(self, call: Call) -> bool:
        record, number = self.record(call), as_int(self._one(call)[self.key])
        return self.keep(call, record, [one for one in self.numbers(record) if one != number])

    def fields(self, _call: Call) -> Row:
        kinds = {self.key: "integer", "SORT": "integer", "ROLE_ID": "integer", "IS_PRIMARY": "char"}
        return {code: field_description(kind, code, is_required=code == self.key) for code, kind in kinds.items()}


def _methods(owner: str, other: str) -> dict[str, Method]:
    link = _Link(BY_NAME[owner], BY_NAME[other])
    verbs: dict[str, Callable[[Call], Any]] = {
        "items.get": link.get, "items.set": link.set, "items.delete": link.clear, "add": link.add,
        "delete": link.remove, "fields": link.fields,
    }  # fmt: skip
    return {f"crm.{owner.lower()}.{other.lower()}.{verb}": Method(run, "crm") for verb, run in verbs.items()}


METHODS = {name: method for owner, other in _LINKED for name, method in _methods(owner, other).items()}
