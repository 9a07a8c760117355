"""The application itself and the portal's basics (oauth-and-install.md, section 9)."""

from __future__ import annotations

from typing import Any

from simulator import methods
from simulator.methods.base import Call, Method
from simulator.wire import RestError, as_flag, as_text

_LICENSE = {"LICENSE": "en_pro100", "LICENSE_TYPE": "pro100", "LICENSE_FAMILY": "pro"}
FEATURES = frozenset({"rest_offline_extended", "rest_auth_connector"})
ALL = (
    "bizproc", "calendar", "crm", "department", "im", "placement", "task", "user", "user.userfield", "user_basic",
    "user_brief", "userfieldconfig",
)  # fmt: skip
"""The scopes that exist here."""


def info(call: Call) -> dict[str, Any]:
    app = call.app
    if app is None:
        return {"SCOPE": sorted(call.scopes), "LICENSE": _LICENSE["LICENSE"]}
    return {
        "ID": app.id,
        "CODE": app.code,
        "VERSION": app.version,
        "STATUS": app.status,
        "INSTALLED": app.finished,
        "PAYMENT_EXPIRED": "Y" if app.payment_expired else "N",
        "DAYS": -1 if app.payment_expired else None,
        "LANGUAGE_ID": "en",
        **_LICENSE,
    }


def profile(call: Call) -> dict[str, Any]:
    user = call.portal.people.get(call.user_id)
    if user is None or not user.active:
        return {}
    return {
        "ID": str(user.id),
        "ADMIN": user.admin,
        "NAME": user.name,
        "LAST_NAME": user.last_name,
        "PERSONAL_GENDER": "",
        "TIME_ZONE": "",
    }


def user_admin(call: Call) -> bool:
    return call.is_admin


def scope(call: Call) -> list[str]:
    if as_flag(call.params.get("full")):
        return list(ALL)
    return sorted(call.scopes)


def server_time(call: Call) -> str:
    return call.portal.now_text()


def method_get(call: Call) -> dict[str, bool]:
    known = methods.METHODS.get(call.params.text("name").lower())
    return {"isExisting": known is not None, "isAvailable": known is not None and _opens(call, known.scope)}


def _opens(call: Call, wanted: str) -> bool:
    return (
        not wanted or wanted in call.scopes or (wanted == "user" and bool(call.scopes & {"user_brief", "user_basic"}))
    )


def feature_get(call: Call) -> dict[str, str]:
    if not call.params.text("CODE"):
        raise RestError("CODE_EMPTY", "CODE can't be empty")
    return {"value": "Y" if call.params.text("CODE") in FEATURES else "N"}


def app_option_get(call: Call) -> Any:
    return _options(call, call.app.options if call.app else {})


def _given_options(call: Call) -> dict[str, Any]:
    """The documents name PHP's exception as the code (common/settings/app-option-set.md)."""
    options = call.params.mapping("options")
    if not options:
        raise RestError("ArgumentNullException", "options is empty")
    return options


def app_option_set(call: Call) -> bool:
    if call.app:
        call.app.options.update(_given_options(call))
    return True


def user_option_get(call: Call) -> Any:
    user = call.portal.people.get(call.user_id)
    return _options(call, user.options_of(call.client_id) if user else {})


def user_option_set(call: Call) -> bool:
    """Each app keeps its own for every user."""
    user, options = call.portal.people.get(call.user_id), _given_options(call)
    if user:
        user.options_of(call.client_id).update({key: as_text(value) for key, value in options.items()})
    return True


def _options(call: Call, options: dict[str, Any]) -> Any:
    name = call.params.text("option")
    return options.get(name, "") if name else options


METHODS = {
    "app.info": Method(info),
    "profile": Method(profile),
    "user.admin": Method(user_admin),
    "scope": Method(scope),
    "server.time": Method(server_time),
    "method.get": Method(method_get),
    "feature.get": Method(feature_get),
    "app.option.get": Method(app_option_get, app_only=True),
    "app.option.set": Method(app_option_set, app_only=True, admin=True),
    "user.option.get": Method(user_option_get, app_only=True),
    "user.option.set": Method(user_option_set, app_only=True),
}
