"""Every method succeeds once, with the shape of its result; a method without a row here fails the test.

The portal is prepared once, and the rows run from top to bottom, so later ones use what earlier ones made.
"""

from typing import Any

import pytest
import requests

from simulator.methods import METHODS

DEAL = {"entityTypeId": 2, "id": 1}
ACTIVITY = {"OWNER_TYPE_ID": 2, "OWNER_ID": 1, "TYPE_ID": 2, "SUBJECT": "Call", "RESPONSIBLE_ID": 4,
            "COMMUNICATIONS": [{"VALUE": "+49", "ENTITY_ID": 1, "ENTITY_TYPE_ID": 3}]}  # fmt: skip
REMINDER = {"id": 2, "ownerTypeId": 2, "ownerId": 1}
OF_DEAL = {"activityId": 1, "entityTypeId": 2, "entityId": 1}
BLOCKS = {"blocks": {"hello": {"type": "text", "properties": {"value": "Hello"}}}}
LAYOUT = {"icon": {"code": "call"}, "header": {"title": "Missed call"}, "body": {"logo": {"code": "call"}, **BLOCKS}}
BADGE = {"code": "missed", "title": "Call", "value": "Missed", "type": "failure"}
FORM = [{"name": "main", "title": "About", "type": "section", "elements": [{"name": "TITLE", "optionFlags": 1}]}]
ROW = {"productName": "Drill", "price": 100, "quantity": 2}
Row = tuple[str, dict[str, Any], Any]
NAMED = {"lead": "TITLE", "deal": "TITLE", "contact": "NAME", "company": "TITLE", "quote": "TITLE"}


def classic(name: str, title: str) -> list[Row]:
    return [
        (f"crm.{name}.add", {"fields": {title: "New"}}, int),
        (f"crm.{name}.get", {"id": 1}, {"ID"}),
        (f"crm.{name}.list", {"filter": {">ID": 0}}, list),
        (f"crm.{name}.update", {"id": 1, "fields": {title: "Newer"}}, True),
        (f"crm.{name}.fields", {}, {"ID"}),
        (f"crm.{name}.userfield.add", {"fields": {"FIELD_NAME": "X", "USER_TYPE_ID": "string"}}, int),
        (f"crm.{name}.userfield.list", {}, list),
    ]


CLASSIC: list[Row] = [row for name, title in NAMED.items() for row in classic(name, title)]


def linked(owner: str, other: str) -> list[Row]:
    key = f"{other.upper()}_ID"
    return [
        (f"crm.{owner}.{other}.fields", {}, {key}),
        (f"crm.{owner}.{other}.items.set", {"id": 1, "items": [{key: 2}]}, True),
        (f"crm.{owner}.{other}.add", {"id": 1, "fields": {key: 3}}, True),
        (f"crm.{owner}.{other}.items.get", {"id": 1}, list),
        (f"crm.{owner}.{other}.delete", {"id": 1, "fields": {key: 3}}, True),
        (f"crm.{owner}.{other}.items.delete", {"id": 1}, True),
    ]


LINKS: list[Row] = [row for owner in ("lead", "deal", "quote", "company") for row in linked(owner, "contact")]
LINKS += linked("contact", "company")
CALLS: list[Row] = [
    ("app.info", {}, {"ID", "CODE", "VERSION", "STATUS", "INSTALLED", "LICENSE"}),
    ("app.option.set", {"options": {"a": 1}}, True),
    ("app.option.get", {}, {"a"}),
    ("user.option.set", {"options": {"a": 1}}, True),
    ("user.option.get", {}, {"a"}),
    ("profile", {}, {"ID", "ADMIN", "NAME"}),
    ("scope", {}, list),
    ("server.time", {}, str),
    ("method.get", {"name": "profile"}, {"isExisting", "isAvailable"}),
    ("feature.get", {"CODE": "rest_auth_connector"}, {"value"}),
    ("user.admin", {}, True),
    ("user.access", {"ACCESS": ["U1"]}, True),
    ("user.current", {}, {"ID", "NAME"}),
    ("user.fields", {}, {"ID", "NAME"}),
    ("user.get", {"FILTER": {"ACTIVE": True}}, list),
    ("user.search", {"FILTER": {"FIND": "anna"}}, list),
    ("user.add", {"EMAIL": "new@demo.example", "NAME": "Nora", "UF_DEPARTMENT": [2]}, int),
    ("user.update", {"ID": 8, "WORK_POSITION": "Trainee"}, True),
    ("user.userfield.add", {"fields": {"FIELD_NAME": "shift", "USER_TYPE_ID": "string"}}, int),
    ("user.userfield.list", {"filter": {"FIELD_NAME": "UF_USR_SHIFT"}}, list),
    ("user.userfield.update", {"id": 101, "fields": {"MANDATORY": "Y"}}, True),
    ("user.userfield.delete", {"id": 101}, True),
    ("calendar.settings.get", {}, {"work_time_start", "work_time_end", "week_holidays", "year_holidays"}),
    ("department.get", {}, list),
    ("department.add", {"NAME": "Delivery", "PARENT": 1}, int),
    ("department.fields", {}, {"ID", "NAME", "SORT", "PARENT", "UF_HEAD"}),
    ("bizproc.robot.add", {"CODE": "one", "NAME": "One", "HANDLER": "http://127.0.0.1:9/r"}, True),
    ("bizproc.robot.update", {"CODE": "one", "FIELDS": {"NAME": "Uno"}}, True),
    ("bizproc.robot.list", {}, ["one"]),
    ("bizproc.robot.delete", {"CODE": "one"}, True),
    ("bizproc.activity.add", {"CODE": "two", "NAME": "Two", "HANDLER": "http://127.0.0.1:9/r"}, True),
    ("bizproc.activity.update", {"CODE": "two", "FIELDS": {"NAME": "Due"}}, True),
    ("bizproc.activity.list", {}, ["two"]),
    ("bizproc.activity.delete", {"CODE": "two"}, True),
    ("bizproc.activity.log", {"EVENT_TOKEN": "$token", "LOG_MESSAGE": "half way"}, True),
    ("bizproc.event.send", {"EVENT_TOKEN": "$token"}, True),
    ("bizproc.workflow.template.add", {"DOCUMENT_TYPE": ["crm", "CCrmDocumentDeal", "DEAL"], "NAME": "T",
                                       "TEMPLATE_DATA": ["t.bpt", "$packed"]}, int),
    ("bizproc.workflow.template.list", {"SELECT": ["*"]}, list),
    ("bizproc.workflow.template.update", {"ID": 3, "FIELDS": {"NAME": "U"}}, 3),
    ("bizproc.workflow.template.delete", {"ID": 3}, None),
    ("bizproc.workflow.start", {"TEMPLATE_ID": 1, "DOCUMENT_ID": ["crm", "CCrmDocumentDeal", "DEAL_2"]}, str),
    ("bizproc.workflow.instances", {}, list),
    ("bizproc.workflow.instance.list", {}, list),
    ("bizproc.workflow.terminate", {"ID": "$workflow", "STATUS": "stopped"}, True),
    ("bizproc.workflow.kill", {"ID": "$other"}, True),
    ("bizproc.task.list", {}, list),
    ("bizproc.task.delegate", {"TASK_IDS": [1], "FROM_USER_ID": 2, "TO_USER_ID": 1}, True),
    ("bizproc.task.complete", {"TASK_ID": 1, "STATUS": "yes"}, True),
    ("placement.list", {}, list),
    ("placement.bind", {"PLACEMENT": "LEFT_MENU", "HANDLER": "http://127.0.0.1:9/p"}, True),
    ("placement.get", {}, list),
    ("placement.unbind", {"PLACEMENT": "LEFT_MENU"}, {"count"}),
    ("events", {}, list),
    ("event.bind", {"event": "ONCRMDEALADD", "event_type": "offline"}, True),
    ("event.get", {}, list),
    ("event.test", {"a": 1}, 1),
    ("crm.item.add", {"entityTypeId": 2, "fields": {"title": "For the queue"}}, {"item"}),
    ("event.offline.list", {}, list),
    ("event.offline.get", {"clear": 0}, {"process_id", "events"}),
    ("event.offline.error", {"process_id": "x", "message_id": ["y"]}, True),
    ("event.offline.clear", {"process_id": "x"}, True),
    ("event.unbind", {"event": "ONCRMDEALADD", "event_type": "offline"}, {"count"}),
    ("crm.item.get", DEAL, {"item"}),
    ("crm.item.update", {**DEAL, "fields": {"title": "Other"}}, {"item"}),
    ("crm.item.list", {"entityTypeId": 2}, {"items"}),
    ("crm.item.fields", {"entityTypeId": 2}, {"fields"}),
    ("crm.item.delete", {"entityTypeId": 2, "id": 7}, []),
    ("crm.item.import", {"entityTypeId": 2, "fields": {"title": "From elsewhere"}}, {"item"}),
    ("crm.item.batchimport", {"entityTypeId": 2, "data": [{"title": "One"}, {"title": "Two"}]}, {"items"}),
    *((f"{family}.details.configuration.{verb}", {"entityTypeId": 2, "data": FORM}, shape)
      for family in ("crm.item", "crm.lead", "crm.deal", "crm.contact", "crm.company")
      for verb, shape in (("set", True), ("get", list), ("reset", True), ("forcecommonscopeforall", True))),
    ("crm.item.productrow.fields", {}, {"fields"}),
    ("crm.item.productrow.set", {"ownerType": "D", "ownerId": 1, "productRows": [ROW]}, {"productRows"}),
    ("crm.item.productrow.add", {"fields": {"ownerType": "D", "ownerId": 1, **ROW}}, {"productRow"}),
    ("crm.item.productrow.get", {"id": 1}, {"productRow"}),
    ("crm.item.productrow.update", {"id": 1, "fields": {"price": 9}}, {"productRow"}),
    ("crm.item.productrow.list", {"filter": {"=ownerType": "D", "=ownerId": 1}}, {"productRows"}),
    ("crm.item.productrow.getavailableforpayment", {"ownerType": "D", "ownerId": 1}, {"productRows"}),
    ("crm.item.delivery.list", {"entityTypeId": 2, "entityId": 1}, list),
    ("crm.item.delivery.get", {"id": 1}, {"id", "priceDelivery", "deliveryName"}),
    ("crm.item.payment.add", {"entityTypeId": 2, "entityId": 1}, 1),
    ("crm.item.payment.product.add", {"paymentId": 1, "rowId": 1, "quantity": 1}, 1),
    ("crm.item.payment.product.setquantity", {"id": 1, "quantity": 2}, True),
    ("crm.item.payment.product.list", {"paymentId": 1, "filter": {}}, list),
    ("crm.item.payment.delivery.add", {"paymentId": 1, "deliveryId": 1}, 2),
    ("crm.item.payment.delivery.setdelivery", {"id": 2, "deliveryId": 1}, True),
    ("crm.item.payment.delivery.list", {"paymentId": 1, "filter": {}}, list),
    ("crm.item.payment.get", {"id": 1}, {"id", "paid", "sum", "currency", "paySystemName"}),
    ("crm.item.payment.list", {"entityTypeId": 2, "entityId": 1}, list),
    ("crm.item.payment.update", {"id": 1, "fields": {"paySystemId": 1}}, True),
    ("crm.item.payment.pay", {"id": 1}, True),
    ("crm.item.payment.unpay", {"id": 1}, True),
    ("crm.item.payment.delivery.delete", {"id": 2}, True),
    ("crm.item.payment.product.delete", {"id": 1}, True),
    ("crm.item.payment.delete", {"id": 1}, True),
    ("crm.item.productrow.delete", {"id": 1}, None),
    *((f"crm.{name}.productrows.set", {"id": 1, "rows": [{"PRODUCT_NAME": "Saw", "PRICE": 5}]}, True)
      for name in ("lead", "deal", "quote")),
    *((f"crm.{name}.productrows.get", {"id": 1}, list) for name in ("lead", "deal", "quote")),
    ("crm.type.list", {}, {"types"}),
    ("crm.type.get", {"id": 3}, {"type"}),
    ("crm.type.getbyentitytypeid", {"entityTypeId": 177}, {"type"}),
    ("crm.type.fields", {}, {"fields"}),
    ("crm.category.list", {"entityTypeId": 177}, {"categories"}),
    ("crm.category.get", {"entityTypeId": 2, "id": 0}, {"category"}),
    ("crm.category.add", {"entityTypeId": 2, "fields": {"name": "Third"}}, {"category"}),
    ("crm.category.update", {"entityTypeId": 2, "id": 10, "fields": {"name": "3rd"}}, {"category"}),
    ("crm.category.delete", {"entityTypeId": 2, "id": 10}, None),
    ("crm.category.fields", {"entityTypeId": 2}, {"fields"}),
    ("crm.stagehistory.list", {"entityTypeId": 2}, {"items"}),
    ("crm.settings.mode.get", {}, 1),
    ("crm.status.fields", {}, {"ID"}),
    ("crm.status.list", {"filter": {"ENTITY_ID": "SOURCE"}}, list),
    ("crm.status.add", {"fields": {"ENTITY_ID": "SOURCE", "STATUS_ID": "FAIR", "NAME": "Fair"}}, int),
    ("crm.status.get", {"id": "$last"}, {"ID", "SEMANTICS"}),
    ("crm.status.update", {"id": "$last", "fields": {"NAME": "Trade fair"}}, True),
    ("crm.status.delete", {"id": "$last"}, True),
    ("crm.status.entity.types", {}, list),
    ("crm.status.entity.items", {"entityId": "SOURCE"}, list),
    ("crm.activity.add", {"fields": ACTIVITY}, int),
    ("crm.activity.todo.add", {"ownerTypeId": 2, "ownerId": 1, "deadline": "2030-01-01T10:00:00+00:00"}, {"id"}),
    ("crm.activity.get", {"id": 1}, {"ID", "TYPE_ID"}),
    ("crm.activity.list", {}, list),
    ("crm.activity.update", {"id": 1, "fields": {"COMPLETED": "Y"}}, True),
    ("crm.activity.fields", {}, {"ID"}),
    ("crm.activity.communication.fields", {}, {"VALUE"}),
    ("crm.activity.todo.update", {**REMINDER, "title": "Write"}, {"id"}),
    ("crm.activity.todo.updatedeadline", {**REMINDER, "value": "2031-01-01T10:00:00+00:00"}, {"id"}),
    ("crm.activity.todo.updatedescription", {**REMINDER, "value": "soon"}, {"id"}),
    ("crm.activity.todo.updateresponsibleuser", {**REMINDER, "responsibleId": 5}, {"id"}),
    ("crm.activity.todo.updatecolor", {**REMINDER, "colorId": "3"}, {"id"}),
    ("crm.activity.binding.add", {"activityId": 1, "entityTypeId": 3, "entityId": 1}, True),
    ("crm.activity.binding.list", {"activityId": 1}, list),
    ("crm.activity.binding.move", {"activityId": 1, "sourceEntityTypeId": 3, "sourceEntityId": 1,
                                   "targetEntityTypeId": 3, "targetEntityId": 2}, True),
    ("crm.activity.binding.delete", {"activityId": 1, "entityTypeId": 3, "entityId": 2}, True),
    ("crm.activity.call.gettranscript", {"activityId": 1}, None),
    ("crm.activity.layout.blocks.set", {**OF_DEAL, "layout": BLOCKS}, {"success"}),
    ("crm.activity.layout.blocks.get", OF_DEAL, {"layout"}),
    ("crm.activity.layout.blocks.delete", OF_DEAL, {"success"}),
    ("crm.activity.type.add", {"fields": {"TYPE_ID": "1C", "NAME": "Case", "IS_CONFIGURABLE_TYPE": "Y"}}, True),
    ("crm.activity.type.list", {}, [{"TYPE_ID": "1C", "NAME": "Case", "IS_CONFIGURABLE_TYPE": "Y", "ICON_ID": "0"}]),
    ("crm.activity.badge.add", BADGE, {"badge"}),
    ("crm.activity.badge.get", {"code": "missed"}, {"badge"}),
    ("crm.activity.badge.list", {}, {"badges"}),
    ("crm.activity.configurable.add", {"ownerTypeId": 2, "ownerId": 1, "layout": LAYOUT,
                                       "fields": {"typeId": "1C", "badgeCode": "missed"}}, {"activity"}),
    ("crm.activity.configurable.get", {"id": 3}, {"activity"}),
    ("crm.activity.configurable.update", {"id": 3, "fields": {"completed": True}}, {"activity"}),
    ("crm.activity.badge.delete", {"code": "missed"}, True),
    ("crm.activity.type.delete", {"TYPE_ID": "1C"}, True),
    ("crm.activity.delete", {"id": 1}, True),
    ("crm.automation.trigger.add", {"CODE": "paid", "NAME": "Paid"}, True),
    ("crm.automation.trigger.list", {}, [{"NAME": "Paid", "CODE": "paid"}]),
    ("crm.automation.trigger.execute", {"CODE": "paid", "OWNER_TYPE_ID": 2, "OWNER_ID": 1}, True),
    ("crm.automation.trigger.delete", {"CODE": "paid"}, True),
    ("crm.automation.trigger", {"target": "DEAL_1", "code": "nobody"}, False),
    ("crm.timeline.comment.add", {"fields": {"ENTITY_TYPE": "deal", "ENTITY_ID": 1, "COMMENT": "x"}}, int),
    ("crm.timeline.comment.get", {"id": 1}, {"ID", "COMMENT"}),
    ("crm.timeline.comment.update", {"id": 1, "fields": {"COMMENT": "y"}}, 1),
    ("crm.timeline.comment.list", {"filter": {"ENTITY_TYPE": "deal", "ENTITY_ID": 1}}, list),
    ("crm.timeline.comment.fields", {}, {"ID"}),
    ("crm.timeline.comment.delete", {"id": 1}, None),
    *CLASSIC,
    *LINKS,
    *((f"crm.{name}.userfield.get", {"id": 101 + place}, {"FIELD_NAME"})
      for place, name in enumerate(("lead", "deal", "contact", "company", "quote"))),
    *((f"crm.{name}.userfield.update", {"id": 101 + place, "fields": {"LABEL": "L"}}, True)
      for place, name in enumerate(("lead", "deal", "contact", "company", "quote"))),
    *((f"crm.{name}.userfield.delete", {"id": 101 + place}, True)
      for place, name in enumerate(("lead", "deal", "contact", "company", "quote"))),
    *((f"crm.{name}.delete", {"id": 2 if name != "quote" else 1}, True)
      for name in ("lead", "deal", "contact", "company", "quote")),
    ("userfieldconfig.add", {"moduleId": "crm", "field": {"entityId": "CRM_3", "fieldName": "UF_CRM_3_A",
                                                          "userTypeId": "string"}}, {"field"}),
    ("userfieldconfig.get", {"moduleId": "crm", "id": 101}, {"field"}),
    ("userfieldconfig.list", {"moduleId": "crm"}, {"fields"}),
    ("userfieldconfig.gettypes", {"moduleId": "crm"}, {"types"}),
    ("userfieldconfig.update", {"moduleId": "crm", "id": 101, "field": {"editFormLabel": {"en": "A"}}}, {"field"}),
    ("userfieldconfig.delete", {"moduleId": "crm", "id": 101}, None),
    ("tasks.task.add", {"fields": {"TITLE": "T", "RESPONSIBLE_ID": 4, "TASK_CONTROL": "Y"}}, {"task"}),
    ("tasks.task.getfields", {}, {"fields"}),
    ("tasks.task.get", {"taskId": 1}, {"task"}),
    ("tasks.task.list", {}, {"tasks"}),
    ("tasks.task.update", {"taskId": 1, "fields": {"TITLE": "U"}}, {"task"}),
    ("tasks.task.start", {"taskId": 1}, {"task"}),
    ("tasks.task.pause", {"taskId": 1}, {"task"}),
    ("tasks.task.defer", {"taskId": 1}, {"task"}),
    ("tasks.task.complete", {"taskId": 1}, {"task"}),
    ("tasks.task.renew", {"taskId": 1}, {"task"}),
    ("tasks.task.delegate", {"taskId": 1, "userId": 5}, {"task"}),
    ("tasks.task.update", {"taskId": 1, "fields": {"STATUS": 4}}, {"task"}),
    ("tasks.task.disapprove", {"taskId": 1}, {"task"}),
    ("tasks.task.update", {"taskId": 1, "fields": {"STATUS": 4}}, {"task"}),
    ("tasks.task.approve", {"taskId": 1}, {"task"}),
    ("tasks.task.favorite.add", {"taskId": 1}, True),
    ("tasks.task.favorite.remove", {"taskId": 1}, True),
    *((f"tasks.task.{verb}", {"id": 1}, {"task"}) for verb in ("mute", "unmute", "pin", "unpin")),
    ("tasks.task.startwatch", {"taskId": 1}, {"task"}),
    ("tasks.task.stopwatch", {"taskId": 1}, {"task"}),
    ("tasks.task.getaccess", {"taskId": 1, "users": [1, 4]}, {"allowedActions"}),
    ("tasks.task.files.attach", {"taskId": 1, "fileId": 1}, {"attachmentId"}),
    ("tasks.task.history.list", {"taskId": 1}, {"list"}),
    ("tasks.task.result.list", {"taskId": 1}, []),
    ("tasks.task.counters.get", {}, {"expired", "new_comments"}),
    ("tasks.task.delete", {"taskId": 1}, {"task"}),
    ("im.message.add", {"DIALOG_ID": "3", "MESSAGE": "Hello"}, int),
    ("im.message.update", {"MESSAGE_ID": 1, "MESSAGE": "Hi"}, True),
    ("im.message.like", {"MESSAGE_ID": 1}, True),
    ("im.message.delete", {"MESSAGE_ID": 1}, True),
    ("im.dialog.messages.get", {"DIALOG_ID": "3"}, {"messages"}),
    ("im.notify", {"USER_ID": 1, "MESSAGE": "first", "TYPE": "SYSTEM"}, int),
    ("im.notify.system.add", {"USER_ID": 1, "MESSAGE": "second"}, int),
    ("im.notify.personal.add", {"USER_ID": 1, "MESSAGE": "third", "TAG": "t"}, int),
    ("im.notify.get", {}, {"total_count", "notifications", "users"}),
    ("im.notify.history.search", {"SEARCH_TEXT": "second"}, {"total_results"}),
    ("im.notify.read", {"ID": 1}, True),
    ("im.notify.read.list", {"IDS": [1]}, True),
    ("im.notify.read.all", {}, {"result", "newCounter"}),
    ("im.notify.answer", {"NOTIFY_ID": 3, "ANSWER_TEXT": "ok"}, {"result_message"}),
    ("im.notify.confirm", {"NOTIFY_ID": 1, "NOTIFY_VALUE": "Y"}, {"result_message"}),
    ("im.notify.delete", {"TAG": "t"}, True),
    ("im.notify.schema.get", {}, {"rest"}),
]  # fmt: skip


@pytest.fixture
def prepared(app, listener, make_step, make_packed):
    """Workflows that wait for the app's robot, and a task for administrator 2."""
    kind = app.add_robot("waits", USE_SUBSCRIPTION="Y")
    approve = make_step("ApproveActivity", Users=["user_2"], ApproveType="any", Name="May we?")
    waiting, asking = app.add_template(make_step(kind, UseSubscription="Y")), app.add_template(approve)
    started = [
        app.call("bizproc.workflow.start", TEMPLATE_ID=number, DOCUMENT_ID=["crm", "CCrmDocumentDeal", "DEAL_1"])
        for number in (waiting, waiting, waiting, asking)
    ]
    calls = listener.wait("/robot", 3)
    token = next(call["event_token"] for call in calls if call["workflow_id"] == started[0])
    app.call("bizproc.robot.delete", CODE="waits")
    return {"$token": token, "$workflow": started[1], "$other": started[2], "$packed": make_packed()}


def test_every_method_succeeds_once(app, prepared):
    wrong = []
    for method, params, shape in CALLS:
        response = app.request(method, **_known(prepared, params))
        body = response.json()
        if response.status_code != 200 or not _fits(body.get("result"), shape):
            wrong.append((method, response.status_code, response.text[:200]))
        if type(body.get("result")) is int:
            prepared["$last"] = body["result"]
    assert wrong == []


def _known(prepared, value):
    if isinstance(value, dict):
        return {key: _known(prepared, inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_known(prepared, inner) for inner in value]
    return prepared.get(value, value) if isinstance(value, str) else value


def _fits(result, shape):
    if isinstance(shape, type):
        return isinstance(result, shape)
    if isinstance(shape, set):
        return isinstance(result, dict) and shape <= set(result)
    return result == shape


def test_no_method_is_left_out():
    assert {method for method, _, _ in CALLS} == set(METHODS)


def test_every_method_is_known_in_a_webhook_too_or_says_why(sim):
    """A webhook has no application: those methods that need one refuse, the others find their parameters wanting."""
    hook = requests.get(f"{sim.portal_url}/_seed", timeout=10).json()["webhook"]
    statuses = {method: requests.post(hook + method, timeout=10).status_code for method in METHODS}
    assert {method for method, status in statuses.items() if status >= 500 or status == 404} == set()
