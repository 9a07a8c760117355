"""Typed calls about the app itself: information, options, events, placements, users."""

from __future__ import annotations

from tests.simulator.foreign.shape import EMPTY, ID_TEXT, MOMENT, YES_NO

_USER = {
    "ID": ID_TEXT,
    "ACTIVE": bool,
    "NAME": str,
    "LAST_NAME": str,
    "EMAIL": str,
    "UF_DEPARTMENT": [int],
    "USER_TYPE": "employee",
}


_SHIFT = {"FIELD_NAME": "SHIFT", "USER_TYPE_ID": "string"}


def _shift(desk):
    return int(desk.call("user.userfield.add", fields=_SHIFT))


def _placed(desk):
    desk.call("placement.bind", PLACEMENT="CRM_DEAL_DETAIL_TAB", HANDLER=desk.handler, TITLE="Tab")


def _bound(desk):
    desk.call("event.bind", event="ONCRMDEALADD", handler=desk.handler)


def _with(prepare, ask):
    """The call, after what it needs."""

    def asked(b24, desk):
        prepare(desk)
        return ask(b24, desk)

    return asked


ROWS = [
    (
        "app.info",
        lambda b24, _: b24.app.info(),
        {"ID": int, "CODE": str, "VERSION": int, "STATUS": "F", "INSTALLED": True, "PAYMENT_EXPIRED": "N",
         "DAYS": (None, int), "LANGUAGE_ID": "en", "LICENSE": str, "LICENSE_TYPE": str, "LICENSE_FAMILY": str},
    ),
    ("app.option.set", lambda b24, _: b24.app.option.set({"colour": "red"}), True),
    (
        "app.option.get",
        _with(lambda desk: desk.call("app.option.set", options={"a": "1"}), lambda b24, _: b24.app.option.get()),
        {"a": "1"},
    ),
    ("user.option.set", lambda b24, _: b24.user.option.set({"colour": "red"}), True),
    (
        "user.option.get",
        _with(lambda desk: desk.call("user.option.set", options={"a": "1"}), lambda b24, _: b24.user.option.get()),
        {"a": "1"},
    ),
    (
        "profile",
        lambda b24, _: b24.profile(),
        {"ID": ID_TEXT, "ADMIN": True, "NAME": "Anna", "LAST_NAME": "Berg", "PERSONAL_GENDER": str, "TIME_ZONE": str},
    ),
    ("scope", lambda b24, _: b24.scope(), [str]),
    ("server.time", lambda b24, _: b24.server.time(), MOMENT),
    ("method.get", lambda b24, _: b24.method.get("crm.item.get"), {"isExisting": True, "isAvailable": True}),
    ("feature.get", lambda b24, _: b24.feature.get("rest_offline_extended"), {"value": YES_NO}),
    ("events", lambda b24, _: b24.events(), [str]),
    ("event.bind", lambda b24, desk: b24.event.bind("ONCRMDEALADD", handler=desk.handler), True),
    (
        "event.get",
        _with(_bound, lambda b24, _: b24.event.get()),
        [{"event": "ONCRMDEALADD", "handler": str, "auth_type": "0", "offline": 0}],
    ),
    (
        "event.unbind",
        _with(_bound, lambda b24, desk: b24.event.unbind("ONCRMDEALADD", handler=desk.handler)),
        {"count": 1},
    ),
    (
        "event.offline.get",
        _with(lambda desk: desk.queued(), lambda b24, _: b24.event.offline.get(clear=False)),
        {"process_id": str, "events": [{"ID": ID_TEXT, "TIMESTAMP_X": str, "EVENT_NAME": "ONCRMDEALUPDATE",
                                        "EVENT_DATA": dict, "EVENT_ADDITIONAL": (dict, list), "MESSAGE_ID": str}]},
    ),
    (
        "event.offline.list",
        _with(lambda desk: desk.queued(), lambda b24, _: b24.event.offline.list()),
        [{"ID": ID_TEXT, "TIMESTAMP_X": str, "EVENT_NAME": "ONCRMDEALUPDATE", "EVENT_DATA": dict, "MESSAGE_ID": str}],
    ),
    ("event.offline.clear", lambda b24, desk: b24.event.offline.clear(desk.reserved()["process_id"]), True),
    ("event.offline.error", lambda b24, desk: b24.event.offline.error(desk.reserved()["process_id"]), True),
    ("placement.list", lambda b24, _: b24.placement.list(), [str]),
    (
        "placement.bind",
        lambda b24, desk: b24.placement.bind("CRM_DEAL_DETAIL_TAB", desk.handler, title="Tab"),
        True,
    ),
    (
        "placement.get",
        _with(_placed, lambda b24, _: b24.placement.get()),
        [{"placement": "CRM_DEAL_DETAIL_TAB", "userId": int, "handler": str, "options": EMPTY, "title": "Tab",
          "description": str, "langAll": (dict, list)}],
    ),
    (
        "placement.unbind",
        _with(_placed, lambda b24, _: b24.placement.unbind("CRM_DEAL_DETAIL_TAB")),
        {"count": 2},
    ),
    ("user.admin", lambda b24, _: b24.user.admin(), True),
    ("user.access", lambda b24, _: b24.user.access(["U1", "AU"]), True),
    ("user.current", lambda b24, _: b24.user.current(), _USER),
    ("user.get", lambda b24, _: b24.user.get(filter={"ACTIVE": True}), [_USER]),
    ("user.search", lambda b24, _: b24.user.search(filter={"FIND": "anna"}), [_USER]),
    ("user.fields", lambda b24, _: b24.user.fields(), {"ID": str, "NAME": str, "EMAIL": str}),
    ("user.add", lambda b24, _: b24.user.add({"EMAIL": "nina@demo.example", "UF_DEPARTMENT": [2]}), int),
    ("user.update", lambda b24, _: b24.user.update({"ID": 4, "WORK_POSITION": "Head"}), True),
    (
        "department.get",
        lambda b24, _: b24.department.get(),
        [{"ID": ID_TEXT, "NAME": str, "SORT": int}],
    ),
    ("calendar.settings.get", lambda b24, _: b24.calendar.settings.get(),
     {"work_time_start": str, "work_time_end": str, "year_holidays": str, "week_holidays": [str]}),
    ("user.userfield.add", lambda b24, _: b24.user.userfield.add(_SHIFT), int),
    ("user.userfield.list", _with(_shift, lambda b24, _: b24.user.userfield.list()),
     [{"ID": ID_TEXT, "ENTITY_ID": "USER", "FIELD_NAME": "UF_USR_SHIFT", "USER_TYPE_ID": "string", "SORT": ID_TEXT,
       "MULTIPLE": "N", "MANDATORY": "N", "SHOW_FILTER": str}]),
    ("user.userfield.update", lambda b24, desk: b24.user.userfield.update(_shift(desk), {"MANDATORY": "Y"}), True),
    ("user.userfield.delete", lambda b24, desk: b24.user.userfield.delete(_shift(desk)), True),
    ("department.add", lambda b24, _: b24.department.add("Delivery", 1), int),
    ("department.fields", lambda b24, _: b24.department.fields(), {"ID": str, "NAME": str}),
]  # fmt: skip
