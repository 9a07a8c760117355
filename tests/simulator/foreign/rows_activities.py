"""Typed calls about what apps add to activities: types, badges, layouts, blocks; and the trigger of a webhook."""

from __future__ import annotations

from tests.simulator.foreign.shape import EMPTY, MOMENT

BLOCKS = {"blocks": {"hello": {"type": "text", "properties": {"value": "Hello"}}}}
LAYOUT = {"icon": {"code": "call-completed"}, "header": {"title": "Missed call"},
          "body": {"logo": {"code": "call-incoming"}, **BLOCKS}}  # fmt: skip
_BADGE = {"code": "missed", "title": "Call", "value": "Missed", "type": "failure"}
_FIELDS = {"deadline": "2030-01-01T10:00:00+00:00", "responsibleId": 4}


def _badge(desk):
    desk.call("crm.activity.badge.add", **_BADGE)
    return "missed"


def _type(desk):
    desk.call("crm.activity.type.add", fields={"TYPE_ID": "1C", "NAME": "Case", "IS_CONFIGURABLE_TYPE": "Y"})
    return "1C"


def _configured(desk):
    made = desk.call("crm.activity.configurable.add", ownerTypeId=2, ownerId=1, fields=_FIELDS, layout=LAYOUT)
    return int(made["activity"]["id"])


def _blocks(b24, desk, verb):
    number = desk.activity()
    desk.call("crm.activity.layout.blocks.set", entityTypeId=2, entityId=1, activityId=number, layout=BLOCKS)
    return getattr(b24.crm.activity.layout.blocks, verb)(2, 1, number)


def _after(prepare, ask):
    def asked(b24, desk):
        prepare(desk)
        return ask(b24)

    return asked


ROWS = [
    ("crm.activity.badge.add", lambda b24, _: b24.crm.activity.badge.add(*_BADGE.values()), {"badge": _BADGE}),
    ("crm.activity.badge.get", lambda b24, desk: b24.crm.activity.badge.get(_badge(desk)), {"badge": _BADGE}),
    ("crm.activity.badge.list", _after(_badge, lambda b24: b24.crm.activity.badge.list()), {"badges": [_BADGE]}),
    ("crm.activity.badge.delete", lambda b24, desk: b24.crm.activity.badge.delete(_badge(desk)), True),
    ("crm.activity.type.add", lambda b24, _: b24.crm.activity.type.add({"TYPE_ID": "1C", "NAME": "Case"}), True),
    ("crm.activity.type.list", _after(_type, lambda b24: b24.crm.activity.type.list()),
     [{"TYPE_ID": "1C", "NAME": "Case", "IS_CONFIGURABLE_TYPE": "Y", "ICON_ID": str}]),
    ("crm.activity.type.delete", lambda b24, desk: b24.crm.activity.type.delete(_type(desk)), True),
    ("crm.activity.configurable.add",
     lambda b24, _: b24.crm.activity.configurable.add(2, 1, _FIELDS, LAYOUT), {"activity": {"id": int}}),
    ("crm.activity.configurable.get", lambda b24, desk: b24.crm.activity.configurable.get(_configured(desk)),
     {"activity": {"id": int, "ownerTypeId": 2, "ownerId": 1, "layout": dict,
                   "fields": {"typeId": "CONFIGURABLE", "completed": False, "deadline": MOMENT, "pingOffsets": EMPTY,
                              "isIncomingChannel": False, "responsibleId": 4, "badgeCode": "", "originatorId": None,
                              "originId": None}}}),
    ("crm.activity.configurable.update",
     lambda b24, desk: b24.crm.activity.configurable.update(_configured(desk), {"completed": True}),
     {"activity": {"id": int}}),
    ("crm.activity.layout.blocks.set",
     lambda b24, desk: b24.crm.activity.layout.blocks.set(2, 1, desk.activity(), BLOCKS), {"success": True}),
    ("crm.activity.layout.blocks.get", lambda b24, desk: _blocks(b24, desk, "get"), {"layout": BLOCKS}),
    ("crm.activity.layout.blocks.delete", lambda b24, desk: _blocks(b24, desk, "delete"), {"success": True}),
    ("crm.activity.call.getTranscript",
     lambda b24, desk: b24.crm.activity.call.get_transcript(desk.activity()), None),
    ("crm.automation.trigger", lambda b24, _: b24.crm.automation.trigger("DEAL_1", code="nobody"), False),
]  # fmt: skip
