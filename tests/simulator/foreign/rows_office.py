"""Typed calls about tasks, notifications, messages and configured user fields."""

from __future__ import annotations

from tests.simulator.foreign.shape import EMPTY, ID_TEXT, MOMENT, YES_NO

_TASK = {"id": ID_TEXT, "title": "Call back", "responsibleId": "4", "createdBy": "1", "status": ID_TEXT,
         "createdDate": MOMENT, "priority": str}  # fmt: skip
_ONE = {"task": _TASK}
_COUNTER = {"counter": int, "code": int}
_FIELD = {"id": (int, ID_TEXT), "entityId": "CRM_DEAL", "fieldName": "UF_CRM_TAGS", "userTypeId": "string",
          "multiple": YES_NO}  # fmt: skip


def _moved(verb, status, **fields):
    """A task brought from one status to another by a call of its own."""

    def ask(b24, desk):
        return getattr(b24.tasks.task, verb)(desk.task(**fields))

    return f"tasks.task.{verb}", ask, {"task": {**_TASK, "status": status}}


def _tasks(b24, desk):
    desk.task()
    return b24.tasks.task.list(filter={">ID": 0})


def _messages(b24, desk):
    desk.message()
    return b24.im.dialog.messages.get("4")


def _config(desk):
    field = {"entityId": "CRM_DEAL", "fieldName": "UF_CRM_TAGS", "userTypeId": "string", "multiple": "Y"}
    return int(desk.call("userfieldconfig.add", moduleId="crm", field=field)["field"]["id"])


def _configs(b24, desk):
    _config(desk)
    return b24.userfieldconfig.list("crm")


TASKS = [
    ("tasks.task.add", lambda b24, _: b24.tasks.task.add({"TITLE": "Call back", "RESPONSIBLE_ID": 4}), _ONE),
    ("tasks.task.get", lambda b24, desk: b24.tasks.task.get(desk.task()), _ONE),
    ("tasks.task.list", _tasks, {"tasks": [_TASK]}),
    ("tasks.task.update", lambda b24, desk: b24.tasks.task.update(desk.task(), {"PRIORITY": 2}), _ONE),
    ("tasks.task.delete", lambda b24, desk: b24.tasks.task.delete(desk.task()), {"task": True}),
    _moved("start", "3"),
    _moved("pause", "2", STATUS=3),
    _moved("defer", "6"),
    _moved("complete", "5"),
    _moved("renew", "2", STATUS=5),
    _moved("approve", "5", STATUS=4),
    _moved("disapprove", "2", STATUS=4),
    ("tasks.task.delegate", lambda b24, desk: b24.tasks.task.delegate(desk.task(), 5),
     {"task": {**_TASK, "responsibleId": "5"}}),
    ("tasks.task.getFields", lambda b24, _: b24.tasks.task.get_fields(), {"fields": {"TITLE": dict, "DEADLINE": dict}}),
    ("tasks.task.startwatch", lambda b24, desk: b24.tasks.task.startwatch(desk.task()), {"task": dict}),
    ("tasks.task.stopwatch", lambda b24, desk: b24.tasks.task.stopwatch(desk.task()), {"task": dict}),
    ("tasks.task.favorite.add", lambda b24, desk: b24.tasks.task.favorite.add(desk.task()), True),
    ("tasks.task.favorite.remove", lambda b24, desk: b24.tasks.task.favorite.remove(desk.task()), True),
    ("tasks.task.mute", lambda b24, desk: b24.tasks.task.mute(desk.task()),
     {"task": {**_TASK, "isMuted": "Y", "action": dict}}),
    ("tasks.task.unmute", lambda b24, desk: b24.tasks.task.unmute(desk.task()),
     {"task": {**_TASK, "isMuted": "N", "action": dict}}),
    ("tasks.task.pin", lambda b24, desk: b24.tasks.task.pin(desk.task()),
     {"task": {**_TASK, "isPinned": "Y", "action": dict}}),
    ("tasks.task.unpin", lambda b24, desk: b24.tasks.task.unpin(desk.task()),
     {"task": {**_TASK, "isPinned": "N", "action": dict}}),
    ("tasks.task.getaccess", lambda b24, desk: b24.tasks.task.getaccess(desk.task(), users=[1]),
     {"allowedActions": {"1": dict}}),
    ("tasks.task.history.list", lambda b24, desk: b24.tasks.task.history.list(desk.task()),
     {"list": [{"id": int, "createdDate": MOMENT, "field": "NEW", "value": {"from": None, "to": None},
                "user": {"id": 1, "name": "Anna", "lastName": "Berg", "secondName": str, "login": str}}]}),
    ("tasks.task.counters.get", lambda b24, _: b24.tasks.task.counters.get(), {"expired": _COUNTER,
                                                                               "new_comments": _COUNTER}),
    ("tasks.task.result.list", lambda b24, desk: b24.tasks.task.result.list(desk.task()), EMPTY),
    ("tasks.task.files.attach", lambda b24, desk: b24.tasks.task.files.attach(desk.task(), 1), {"attachmentId": int}),
]  # fmt: skip

MESSAGES = [
    ("im.message.add", lambda b24, _: b24.im.message.add("4", message="Hello"), int),
    (
        "im.dialog.messages.get",
        _messages,
        {"chat_id": int, "messages": [{"id": int, "text": "Hello", "author_id": int, "date": MOMENT}], "users": list},
    ),
    ("im.message.update", lambda b24, desk: b24.im.message.update(desk.message(), message="Bye"), True),
    ("im.message.delete", lambda b24, desk: b24.im.message.delete(desk.message()), True),
    ("im.message.like", lambda b24, desk: b24.im.message.like(desk.message()), True),
    ("im.notify", lambda b24, _: b24.im.notify(4, "Look"), int),
    ("im.notify.system.add", lambda b24, _: b24.im.notify.system.add(4, "Look", tag="T"), int),
    ("im.notify.personal.add", lambda b24, _: b24.im.notify.personal.add(4, "Look"), int),
    ("im.notify.delete", lambda b24, desk: b24.im.notify.delete(bitrix_id=desk.notice()), True),
    ("im.notify.read", lambda b24, desk: b24.im.notify.read(desk.notice()), True),
    ("im.notify.read.all", lambda b24, _: b24.im.notify.read.all(), (True, dict)),
    ("im.notify.read.list", lambda b24, desk: b24.im.notify.read.list([desk.notice()]), True),
    ("im.notify.get", lambda b24, _: b24.im.notify.get(), {"notifications": list}),
    ("im.notify.confirm", lambda b24, desk: b24.im.notify.confirm(desk.notice(), notify_value=True), (True, dict)),
    ("im.notify.answer", lambda b24, desk: b24.im.notify.answer(desk.notice(), "Yes"), (True, dict)),
    ("im.notify.schema.get", lambda b24, _: b24.im.notify.schema.get(), dict),
    ("im.notify.history.search", lambda b24, _: b24.im.notify.history.search(search_text="Look"), dict),
]

USER_FIELDS = [
    ("userfieldconfig.add",
     lambda b24, _: b24.userfieldconfig.add("crm", {"entityId": "CRM_DEAL", "fieldName": "UF_CRM_TAGS",
                                                    "userTypeId": "string", "multiple": "Y"}), {"field": _FIELD}),
    ("userfieldconfig.list", _configs, {"fields": [_FIELD]}),
    ("userfieldconfig.get", lambda b24, desk: b24.userfieldconfig.get("crm", _config(desk)), {"field": _FIELD}),
    ("userfieldconfig.update",
     lambda b24, desk: b24.userfieldconfig.update("crm", _config(desk), field={"mandatory": "Y"}), {"field": _FIELD}),
    ("userfieldconfig.delete", lambda b24, desk: b24.userfieldconfig.delete("crm", _config(desk)), (None, True, [])),
    ("userfieldconfig.getTypes", lambda b24, _: b24.userfieldconfig.get_types("crm"), {"types": (dict, list)}),
]  # fmt: skip

ROWS = [*TASKS, *MESSAGES, *USER_FIELDS]
