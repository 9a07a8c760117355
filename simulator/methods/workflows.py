"""bizproc.event.send, bizproc.activity.log, templates and workflows (bizproc.md, sections 4, 6 and 7)."""

from __future__ import annotations

from typing import Any

from simulator.entities import of_document, of_document_type
from simulator.filters import SIMPLE_OPERATORS, Page, in_order, matches, page
from simulator.methods.base import Call, Method
from simulator.wire import RestError, as_list, as_map, as_text, iso
from simulator.workflow.engine import StartRefused
from simulator.workflow.world import DocumentId

_INSTANCE_DEFAULT = ("ID", "MODIFIED", "OWNED_UNTIL")


def event_send(call: Call) -> bool:
    """Only the signature counts: a stale token is `true` and does nothing (rest-robots.md, event_token)."""
    message = call.params.get("LOG_MESSAGE")
    if not call.portal.engine.answer(
        call.params.text("EVENT_TOKEN"), call.params.mapping("RETURN_VALUES"), as_text(message)
    ):
        raise RestError("ACCESS_DENIED", "Access denied!", 403)
    return True


def activity_log(call: Call) -> bool:
    """Both refusals are 400 (bizproc.md, section 4)."""
    if not call.params.text("LOG_MESSAGE"):
        raise RestError("ERROR_EMPTY_LOG_MESSAGE", "Empty log message!")
    if not call.portal.engine.note(call.params.text("EVENT_TOKEN"), call.params.text("LOG_MESSAGE")):
        raise RestError("ACCESS_DENIED", "Access denied!")
    return True


def _system_code(call: Call) -> str:
    return call.app.system_code if call.app else ""


def template_add(call: Call) -> int:
    portal = call.portal
    return portal.templates.add(call.params.values, _system_code(call), call.user_id, portal.clock.now())


def template_update(call: Call) -> int:
    number, fields = call.params.number("ID"), call.params.get("FIELDS")
    return call.portal.templates.update(number, fields, _system_code(call), call.portal.clock.now())


def template_delete(call: Call) -> None:
    number = call.params.number("ID")
    runs = any(row.template_id == number for row in call.portal.engine.running())
    call.portal.templates.delete(number, _system_code(call), runs=runs)


def template_list(call: Call) -> Page:
    given = call.params
    rows = call.portal.templates.listed(given.get("SELECT"), given.get("FILTER"), given.get("ORDER"))
    return page(rows, given.get("start"))


def start(call: Call) -> str:
    portal, number = call.portal, call.params.number("TEMPLATE_ID")
    if not number:
        raise RestError("ERROR_WRONG_WORKFLOW_ID", "Empty TEMPLATE_ID")
    template = portal.templates.get(number)
    if template is None:
        raise RestError("ERROR_WRONG_WORKFLOW_ID", "Template not found")
    document_id = _document_id(call.params.get("DOCUMENT_ID"))
    found = of_document(document_id)
    if found is None or portal.records.get(*found) is None:
        raise RestError("", "Incorrect document type!")
    if of_document_type(template.document_type) is not found[0]:
        raise RestError("", "Template type and DOCUMENT_ID mismatch!")
    try:
        return portal.engine.start(template, document_id, call.user_id, call.params.mapping("PARAMETERS"))
    except StartRefused as refused:
        raise RestError("", str(refused)) from refused


def _document_id(given: Any) -> DocumentId:
    parts = [as_text(part) for part in as_list(given)]
    if len(parts) != 3 or not all(parts):
        raise RestError("", "Wrong DOCUMENT_ID!")
    return (parts[0], parts[1], parts[2])


def instances(call: Call) -> Page:
    """Running ones only (triggers.md, Limits on running workflows)."""
    wanted = [as_text(code).upper() for code in call.params.items("SELECT")] or list(_INSTANCE_DEFAULT)
    rows = [_instance(row) for row in call.portal.engine.running()]
    kept = [row for row in rows if matches(row, call.params.get("FILTER"), _read, SIMPLE_OPERATORS)]
    order = as_map(call.params.get("ORDER")) or {"MODIFIED": "desc"}
    ordered = in_order(kept, order, _read, "MODIFIED")
    shown = [{code: row[code] for code in row if code in wanted or "*" in wanted} for row in ordered]
    return page(shown, call.params.get("start"))


def _instance(row: Any) -> dict[str, Any]:
    module, entity, document = row.document_id
    return {
        "ID": row.id,
        "MODIFIED": iso(row.modified_at),
        "OWNED_UNTIL": None,
        "MODULE_ID": module,
        "ENTITY": entity,
        "DOCUMENT_ID": document,
        "STARTED": iso(row.started_at),
        "STARTED_BY": str(row.started_by),
        "TEMPLATE_ID": str(row.template_id),
    }


def _read(row: Any, name: str) -> Any:
    return row.get(name.upper())


def _running(call: Call) -> str:
    number = call.params.text("ID")
    if not number or not any(row.id == number for row in call.portal.engine.running()):
        raise RestError("ERROR_WRONG_WORKFLOW_ID", "Empty workflow instance ID" if not number else "Workflow not found")
    return number


def terminate(call: Call) -> bool:
    call.portal.engine.terminate(_running(call), call.params.text("STATUS"))
    return True


def kill(call: Call) -> bool:
    call.portal.engine.kill(_running(call))
    return True


METHODS = {
    "bizproc.event.send": Method(event_send, "bizproc"),
    "bizproc.activity.log": Method(activity_log, "bizproc"),
    "bizproc.workflow.template.add": Method(template_add, "bizproc", admin=True, app_only=True, denied=400),
    "bizproc.workflow.template.update": Method(template_update, "bizproc", admin=True, app_only=True, denied=400),
    "bizproc.workflow.template.delete": Method(template_delete, "bizproc", admin=True, app_only=True, denied=400),
    "bizproc.workflow.template.list": Method(template_list, "bizproc", admin=True, denied=400),
    "bizproc.workflow.start": Method(start, "bizproc", admin=True),
    "bizproc.workflow.instances": Method(instances, "bizproc", admin=True),
    "bizproc.workflow.instance.list": Method(instances, "bizproc", admin=True),
    "bizproc.workflow.terminate": Method(terminate, "bizproc", admin=True),
    "bizproc.workflow.kill": Method(kill, "bizproc", admin=True),
}
