"""Field values: what is accepted, how it is stored, how `crm.item.*` and the classic methods show it.

Stored: int, float, "Y"/"N", ISO text for dates and moments, lists of those; None and 0 mean "not set".
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from simulator.entities import Field
from simulator.wire import RestError, as_flag, as_float, as_int, as_list, as_map, as_text, iso

NUMBERS = frozenset(
    {"integer", "user", "crm_company", "crm_contact", "crm_lead", "crm_deal", "crm_quote", "crm_category", "employee"}
)
_REFERENCES = NUMBERS - {"integer"}


def stored(field: Field, given: Any) -> Any:
    """The value to keep; raises CRM_FIELD_ERROR_VALUE_NOT_VALID for what cannot be one."""
    if field.type == "crm_multifield":
        return given
    if field.multiple:
        kept = [_one(field, value) for value in as_list(given)]
        return [value for value in kept if value not in (None, "", 0)]
    if isinstance(given, list | Mapping):
        raise _invalid(field)
    return _one(field, given)


def _one(field: Field, given: Any) -> Any:
    if field.type in NUMBERS:
        return as_int(as_text(given).removeprefix("user_"))
    if field.type == "double":
        return as_float(given)
    if field.type == "boolean":
        return "Y" if as_flag(given) else "N"
    if field.type in {"date", "datetime"}:
        return _moment(field, as_text(given).strip())
    return as_text(given)


def _moment(field: Field, text: str) -> str | None:
    if not text:
        return None
    moment = read_moment(text)
    if moment is None:
        raise _invalid(field)
    return moment.date().isoformat() if field.type == "date" else iso(moment)


def read_moment(text: str) -> datetime | None:
    """ISO first; then the portal's own formats, which templates write (`21.11.2026 10:00:00`, `11/21/2026`)."""
    moment: datetime | None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = _portal_moment(text)
    if moment is None:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _portal_moment(text: str) -> datetime | None:
    patterns = ("%d.%m.%Y %H:%M:%S", "%d.%m.%Y", "%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %I:%M %p", "%m/%d/%Y")
    for pattern in patterns:
        try:
            return datetime.strptime(text, pattern).replace(tzinfo=UTC)
        except ValueError:
            continue
    return None


def _invalid(field: Field) -> RestError:
    return RestError("CRM_FIELD_ERROR_VALUE_NOT_VALID", f'Invalid value of field "{field.upper_name}"')


def shown_in_item(field: Field, value: Any) -> Any:
    """Ids are ints, money is a number, dates carry a time and an offset (rest-call.md, section 7)."""
    if field.multiple:
        return list(value or [])
    if field.type in _REFERENCES:
        return value or 0
    if field.type == "integer":
        return value
    if field.type == "double":
        return value or 0
    if field.type == "boolean":
        return value or "N"
    if field.type == "date":
        return f"{date.fromisoformat(value).isoformat()}T00:00:00+00:00" if value else None
    return value if value != "" else None


def shown_in_classic(field: Field, value: Any) -> Any:
    """Everything is text, unset is null (rest-call.md, section 7: ids are strings in classic methods)."""
    if field.multiple:
        return [as_text(inner) for inner in value or []]
    if field.type == "double":
        return f"{value or 0:.2f}"
    if field.type == "date":
        return f"{value}T00:00:00+00:00" if value else None
    if field.type == "boolean":
        return value or "N"
    return None if value in (None, 0, "") and field.type != "crm_category" else as_text(value)


def merged_fm(current: list[dict[str, Any]], given: Any, next_id: Any) -> list[dict[str, Any]]:
    """Phones and addresses: a list adds; a map adds by `n0`, changes or deletes by row id (actions.md, section 0)."""
    rows = [dict(row) for row in current]
    for key, entry in as_map(given).items():
        change = as_map(entry)
        type_id, value = as_text(change.get("typeId")), as_text(change.get("value"))
        if not type_id:
            continue  # without typeId nothing happens, silently
        known = None if isinstance(given, list) else next((row for row in rows if str(row["id"]) == key), None)
        if known is None and value:
            kind = as_text(change.get("valueType"), "WORK")
            rows.append({"id": next_id(), "typeId": type_id, "valueType": kind, "value": value})
        elif known is not None and not value:
            rows.remove(known)
        elif known is not None:
            known.update(value=value, valueType=as_text(change.get("valueType"), known["valueType"]))
    return rows
