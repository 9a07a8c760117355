"""placement.* (placements.md, section 1)."""

from __future__ import annotations

from typing import Any

from simulator.methods.base import Call, Method
from simulator.placements import SCOPE_OF, Bound
from simulator.wire import RestError, as_flag, as_int, as_map, as_text


def _required(call: Call, name: str, status: int) -> str:
    value = call.params.text(name)
    if not value:
        raise RestError("ERROR_ARGUMENT", f"Argument '{name}' is null or empty", status, argument=name)
    return value


def _kept_options(call: Call, code: str) -> dict[str, Any]:
    """Most places keep none (placements.md, section 2)."""
    given = call.params.mapping("OPTIONS")
    if code == "PAGE_BACKGROUND_WORKER":
        if not as_text(given.get("errorHandlerUrl")):
            raise RestError("EMPTY_ERROR_HANDLER_URL", "Field errorHandlerUrl is required")
        return given
    keeps = code.endswith("_DETAIL_ACTIVITY") or code.startswith(("IM_", "TASK_VIEW_"))
    return given if keeps else {}


def bind(call: Call) -> bool:
    code = _required(call, "PLACEMENT", 200).upper()
    handler = _required(call, "HANDLER", 200)
    scope = SCOPE_OF.get(code)
    if scope is None or scope not in call.scopes:
        raise RestError("ERROR_PLACEMENT_NOT_FOUND", "Placement not found")
    user_id = call.params.number("USER_ID")
    if user_id and code != "PAGE_BACKGROUND_WORKER":
        raise RestError("ERROR_PLACEMENT_USER_MODE", "User mode is not available")
    names = call.params.mapping("LANG_ALL")
    english = as_map(names.get("en"))
    call.portal.placements.bind(
        Bound(
            client_id=call.client_id,
            placement=code,
            handler=handler,
            title=call.params.text("TITLE") or as_text(english.get("TITLE")),
            description=call.params.text("DESCRIPTION") or as_text(english.get("DESCRIPTION")),
            group_name=call.params.text("GROUP_NAME"),
            options=_kept_options(call, code),
            lang_all=names,
            user_id=user_id,
        )
    )
    return True


def unbind(call: Call) -> dict[str, int]:
    code = _required(call, "PLACEMENT", 400).upper()
    return {"count": call.portal.placements.unbind(call.client_id, code, call.params.text("HANDLER"))}


def available(call: Call) -> list[str]:
    wanted = call.params.text("SCOPE")
    full = as_flag(call.params.get("FULL"))
    return [
        code for code, scope in SCOPE_OF.items() if (full or scope in call.scopes) and (not wanted or scope == wanted)
    ]


def bound(call: Call) -> list[dict[str, Any]]:
    return [
        {
            "placement": row.placement,
            "userId": as_int(row.user_id),
            "handler": row.handler,
            "options": dict(row.options),
            "title": row.title,
            "description": row.description,
            "langAll": dict(row.lang_all),
        }
        for row in call.portal.placements.of(call.client_id)
    ]


METHODS = {
    "placement.bind": Method(bind, "placement", admin=True, app_only=True),
    "placement.unbind": Method(unbind, "placement", admin=True, app_only=True),
    "placement.list": Method(available, "placement", app_only=True),
    "placement.get": Method(bound, "placement", admin=True, app_only=True),
}
