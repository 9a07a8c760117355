"""crm.automation.trigger.*: triggers of an app, which people put on stages (bizproc.md, section 9)."""

from __future__ import annotations

import re
from typing import Any

from simulator.automation import TRIGGER_CODE
from simulator.entities import BY_NAME, COMPANY, CONTACT, ENTITIES
from simulator.methods.base import Call, Method
from simulator.wire import RestError

_TARGET = re.compile(r"([A-Z][A-Z0-9_]*)_(\d{1,18})")
_WITHOUT = frozenset({CONTACT, COMPANY})


def _code(call: Call) -> str:
    code = call.params.text("CODE")
    if not code:
        raise RestError("", "Empty trigger code!")
    if not TRIGGER_CODE.fullmatch(code):
        raise RestError("", "Wrong trigger code!")
    return code


def add(call: Call) -> bool:
    """The same CODE gives the trigger another name."""
    code, name = _code(call), call.params.text("NAME").strip()
    if not name:
        raise RestError("", "Empty trigger name!")
    call.portal.automation.triggers[call.client_id, code] = name
    return True


def delete(call: Call) -> bool:
    key = (call.client_id, _code(call))
    automation = call.portal.automation
    if key not in automation.triggers:
        raise RestError("", "Trigger not found")
    del automation.triggers[key]
    automation.wired.pop(key, None)
    return True


def listed(call: Call) -> list[dict[str, Any]]:
    return [
        {"NAME": name, "CODE": code}
        for (client_id, code), name in call.portal.automation.triggers.items()
        if client_id == call.client_id
    ]


def execute(call: Call) -> bool:
    """`true` says that the trigger was handed over, not that anything moved."""
    code = _code(call)
    automation = call.portal.automation
    if (call.client_id, code) not in automation.triggers:
        raise RestError("", f"Trigger with code {code} is not registered.")
    kind = ENTITIES.get(call.params.number("OWNER_TYPE_ID"))
    if kind is None or kind.id in _WITHOUT:
        raise RestError("", "Incorrect parameter OWNER_TYPE_ID.")
    number = call.params.number("OWNER_ID")
    if number <= 0:
        raise RestError("", "Incorrect parameter OWNER_ID.")
    record = call.portal.records.get(kind, number)
    if record is not None:
        automation.execute(call.client_id, code, kind, record, call.user_id)
    return True


def fire(call: Call) -> bool:
    """The "Track Incoming Webhook" trigger: its code stands in the automation settings, no app registers it
    (crm-automation-trigger.md). The result says whether anything moved.
    """
    target = call.params.text("target")
    if not target:
        raise RestError("", "Target is not set.")
    found = _TARGET.fullmatch(target)
    if found is None:
        raise RestError("", "Incorrect target format.")
    kind = BY_NAME.get(found[1])
    record = call.portal.records.get(kind, int(found[2])) if kind else None
    if kind is None or record is None:
        raise RestError("", "Target is not found.")
    return call.portal.automation.execute("", call.params.text("code"), kind, record, call.user_id)


def _method(run: Any) -> Method:
    return Method(run, "crm", admin=True, app_only=True, denied=400, words="Access denied! {}")


METHODS = {
    "crm.automation.trigger": Method(fire, "crm"),
    "crm.automation.trigger.add": _method(add),
    "crm.automation.trigger.delete": _method(delete),
    "crm.automation.trigger.list": _method(listed),
    "crm.automation.trigger.execute": _method(execute),
}
