"""The two REST faces of a record: camel case with numbers (`crm.item.*`), upper case with text (classic methods)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from simulator.entities import EntityType, Field
from simulator.records import Record, Records
from simulator.values import shown_in_classic, shown_in_item
from simulator.wire import as_map, as_text


def item_names(records: Records, kind: EntityType, *, original: bool = False) -> dict[str, Field]:
    """Field by the name `crm.item.*` uses; with useOriginalUfNames user fields keep their own."""
    return {
        field.code if original and code.startswith("UF_") else field.name: field
        for code, field in records.fields(kind).items()
        if not field.classic_only
    }


def item(records: Records, kind: EntityType, record: Record, *, original: bool = False) -> dict[str, Any]:
    """What crm.item.get answers (actions.md, section 0), `fm` and its flat shortcuts included."""
    shown = {
        name: shown_in_item(field, record.get(field.code))
        for name, field in item_names(records, kind, original=original).items()
    }
    if kind.has_fm:
        shown["fm"] = [dict(row) for row in record.get("FM") or []]
        shown.update(_shortcuts(shown["fm"]))
    shown["entityTypeId"] = kind.id
    return shown


def _shortcuts(rows: list[dict[str, Any]]) -> dict[str, str | None]:
    """`phone`, `emailWork`, …: the first value of each kind (actions.md, section 4)."""
    shown: dict[str, str | None] = {}
    for type_id, name in (("PHONE", "phone"), ("EMAIL", "email")):
        own = [row for row in rows if row["typeId"] == type_id]
        shown[name] = own[0]["value"] if own else None
        shown["has" + name.capitalize()] = "Y" if own else "N"
        for kind in ("WORK", "MOBILE", "HOME", "MAILING"):
            shown[name + kind.capitalize()] = next((row["value"] for row in own if row["valueType"] == kind), "")
    return shown


def from_item(records: Records, kind: EntityType, fields: Any) -> dict[str, Any]:
    """Given item fields under the codes they are stored by; upper-case names are understood too."""
    by_name = item_names(records, kind)
    by_upper = {field.upper_name: field for field in by_name.values()}
    by_code = {field.code: field for field in by_name.values()}
    given = {}
    for name, value in as_map(fields).items():
        field = by_name.get(name) or by_code.get(name) or by_upper.get(name)
        if field is not None:
            given[field.code] = value
    return given


def selected(shown: dict[str, Any], select: Collection[str]) -> dict[str, Any]:
    """`select` of crm.item.list: `*` gives all, and only it (or its own name) gives `fm`."""
    wanted = {as_text(name) for name in select}
    if "*" in wanted:
        return shown
    if not wanted:
        return {name: value for name, value in shown.items() if name != "fm"}
    return {name: value for name, value in shown.items() if name in wanted or name == "id"}


def classic(records: Records, kind: EntityType, record: Record) -> dict[str, Any]:
    """What crm.deal.get answers; phones as rows of their own keys."""
    fields = records.fields(kind).items()
    shown = {code: shown_in_classic(field, record.get(code)) for code, field in fields if code != "FM"}
    for type_id in ("PHONE", "EMAIL") if kind.has_fm else ():
        rows = [row for row in record.get("FM") or [] if row["typeId"] == type_id]
        shown["HAS_" + type_id] = "Y" if rows else "N"
        if rows:
            shown[type_id] = [
                {"ID": str(row["id"]), "VALUE_TYPE": row["valueType"], "VALUE": row["value"], "TYPE_ID": type_id}
                for row in rows
            ]
    return shown


def from_classic(fields: Any) -> dict[str, Any]:
    """Classic phones `PHONE: [{VALUE, VALUE_TYPE}]` become `fm`; everything else keeps its code."""
    given: dict[str, Any] = {}
    fm: list[dict[str, str]] = []
    for code, value in as_map(fields).items():
        if code in {"PHONE", "EMAIL"}:
            rows = [as_map(row) for row in as_map(value).values()]
            fm += [
                {
                    "typeId": code,
                    "valueType": as_text(row.get("VALUE_TYPE"), "WORK"),
                    "value": as_text(row.get("VALUE")),
                }
                for row in rows
            ]
        else:
            given[code] = value
    return {**given, "FM": fm} if fm else given
