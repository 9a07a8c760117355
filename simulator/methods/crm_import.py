"""crm.item.import and crm.item.batchImport: records that come with their history and set no automation off
(api-reference/crm/universal/import/).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from simulator import views
from simulator.changes import import_record
from simulator.entities import EntityType
from simulator.methods.base import Call, Method
from simulator.methods.crm_items import fields_of, kind_of
from simulator.values import read_moment
from simulator.wire import RestError, as_int, as_list, as_text, iso

_MOST = 20
_MOMENTS = ("createdTime", "updatedTime", "movedTime")
_PEOPLE = ("createdBy", "updatedBy", "movedBy")


def one(call: Call) -> dict[str, Any]:
    kind = kind_of(call)
    return _imported(call, kind, call.params.get("fields"))


def batch(call: Call) -> dict[str, Any]:
    """Each record on its own: one that is refused says so in its place."""
    kind, rows = kind_of(call), call.params.get("data")
    if not isinstance(rows, list | dict):
        raise RestError(100, "Could not find value for parameter {data}")
    if len(rows) > _MOST:
        raise RestError("MAX_IMPORT_BATCH_SIZE_EXCEEDED", f"You cannot import more than {_MOST} items")
    return {"items": [_tried(call, kind, row) for row in as_list(rows)]}


def _tried(call: Call, kind: EntityType, given: Any) -> dict[str, Any]:
    try:
        return _imported(call, kind, given)
    except RestError as refused:
        return refused.body()


def _imported(call: Call, kind: EntityType, given: Any) -> dict[str, Any]:
    fields = fields_of(call, kind, given)
    record = import_record(call.portal, kind, fields, _history(call, kind, fields), call.actor)
    return {"item": {"id": record["ID"]}}


def _history(call: Call, kind: EntityType, fields: dict[str, Any]) -> dict[str, Any]:
    """Who made and changed it when, from the other system; only administrators may say so."""
    names = views.item_names(call.portal.records, kind)
    codes = {name: names[name].code for name in (*_MOMENTS, *_PEOPLE) if name in names}
    given = {name: fields[code] for name, code in codes.items() if code in fields}
    if given and not call.is_admin:
        raise _wrong(next(iter(given)))
    moments = {name: _moment(name, given[name]) for name in _MOMENTS if name in given}
    _check(call, kind, moments)
    history: dict[str, Any] = {codes[name]: iso(moment) for name, moment in moments.items()}
    for name in _PEOPLE:
        if name in given:
            if call.portal.people.get(as_int(given[name])) is None:
                raise _wrong(name)
            history[codes[name]] = as_int(given[name])
    return history


def _moment(name: str, value: Any) -> datetime:
    moment = read_moment(as_text(value))
    if moment is None:
        raise _wrong(name)
    return moment


def _check(call: Call, kind: EntityType, moments: dict[str, datetime]) -> None:
    """Older ones first, nothing in the future, and created, moved, updated in this order."""
    now = call.portal.clock.now()
    created = moments.get("createdTime", now)
    updated = moments.get("updatedTime", max(now, created))
    code = views.item_names(call.portal.records, kind)["createdTime"].code
    earlier = [read_moment(as_text(row.get(code))) for row in call.portal.records.tables[kind.id].values()]
    if created > now or ("createdTime" in moments and any(moment and created < moment for moment in earlier)):
        raise _wrong("createdTime")
    if updated < created or ("updatedTime" in moments and updated > now):
        raise _wrong("updatedTime")
    if "movedTime" in moments and not created <= moments["movedTime"] <= updated:
        raise _wrong("movedTime")


def _wrong(name: str) -> RestError:
    return RestError("CRM_FIELD_ERROR_VALUE_NOT_VALID", f'Invalid value for field "{name}"')


METHODS = {
    "crm.item.import": Method(one, "crm"),
    "crm.item.batchimport": Method(batch, "crm"),
}
