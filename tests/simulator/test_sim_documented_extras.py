"""The refusals of the documents for what apps add, payments, imports, forms and a person's tasks; and their rules."""

from typing import Any

import pytest
import requests

TAIL = " (internal error)"
NO_TASK = "CTaskItem All parameters in the constructor must have real class type"
FORM: dict[str, Any] = {"name": "main", "title": "About", "type": "section", "elements": [{"name": "TITLE"}]}
BLOCK = {"type": "text", "properties": {"value": "Hello"}}
LAYOUT: dict[str, Any] = {"icon": {"code": "call"}, "header": {"title": "Call"}, "body": {"logo": {"code": "call"}}}
BADGE = {"code": "missed", "title": "Call", "value": "Missed", "type": "failure"}
DEAL = {"ownerTypeId": 2, "ownerId": 1}
OF_DEAL = {"entityTypeId": 2, "entityId": 1}
TAG = {"title": "New", "type": "warning"}
NEW = {**DEAL, "fields": {"typeId": "CONFIGURABLE"}, "layout": LAYOUT}
CALL = {"OWNER_TYPE_ID": 2, "OWNER_ID": 1, "TYPE_ID": 2, "SUBJECT": "Call", "RESPONSIBLE_ID": 4,
        "COMMUNICATIONS": [{"VALUE": "+49", "ENTITY_ID": 1, "ENTITY_TYPE_ID": 3}]}  # fmt: skip

TEXTS: list[tuple[str, dict[str, Any], str | int, str]] = [
    ("tasks.task.favorite.add", {}, "100", NO_TASK),
    ("tasks.task.favorite.add", {"taskId": "x"}, "0", "wrong task id"),
    ("tasks.task.favorite.add", {"taskId": 99}, "1", "Task not found or not accessible"),
    ("tasks.task.favorite.remove", {"taskId": 99}, "1", "Task not found or not accessible"),
    *((f"tasks.task.{verb}", {"id": "x"}, "0", "wrong task id") for verb in ("mute", "unmute", "pin", "unpin")),
    ("tasks.task.pin", {}, "100", NO_TASK),
    *((f"tasks.task.{verb}", {"taskId": 99}, "1048584", "a:0:{}") for verb in ("startwatch", "stopwatch")),
    ("tasks.task.getaccess", {}, "100", NO_TASK),
    ("tasks.task.getaccess", {"taskId": 1, "users": 1}, "100",
     "Invalid value {} to match with parameter {users}. Should be value of type array."),
    ("tasks.task.history.list", {}, "100", NO_TASK + TAIL),
    ("tasks.task.history.list", {"taskId": "x"}, "0", "wrong task id" + TAIL),
    ("tasks.task.files.attach", {"taskId": 1}, "100", "Could not find value for parameter {fileId}" + TAIL),
    ("tasks.task.files.attach", {"taskId": 1, "fileId": "x"}, "100",
     "Invalid value {x} to match with parameter {fileId}. Should be value of type int." + TAIL),
    ("tasks.task.files.attach", {"taskId": 1, "fileId": 99}, "ERROR_CORE", "Insufficient permissions.<br>"),
    ("tasks.task.files.attach", {"taskId": 99, "fileId": 1}, "0", "Access denied" + TAIL),
    ("tasks.task.result.list", {"taskId": 99}, "0", "Access denied."),
    ("tasks.task.counters.get", {"userId": "x"}, "0",
     "Invalid value {x} to match with parameter {userId}. Should be value of type int."),
    ("tasks.task.counters.get", {"groupId": 5}, "0", "Group not found or access denied." + TAIL),
    ("im.message.like", {}, "MESSAGE_ID_ERROR", "Message ID can't be empty"),
    ("im.message.like", {"MESSAGE_ID": 1, "ACTION": "minus"}, "WITHOUT_CHANGES", "Action completed without changes"),
    ("user.userfield.add", {"fields": {"USER_TYPE_ID": "string"}}, "", "The 'FIELD_NAME' field is not found."),
    ("user.userfield.add", {"fields": {"FIELD_NAME": "A"}}, "", "The 'USER_TYPE_ID' field is not found."),
    ("user.userfield.add", {"fields": {"FIELD_NAME": "A", "USER_TYPE_ID": "x"}}, "ERROR_CORE",
     "Fail to create new user field"),
    ("user.userfield.add", {"fields": {"FIELD_NAME": "UF_SHIFT", "USER_TYPE_ID": "string"}}, "ERROR_CORE",
     "Field UF_USR_SHIFT for USER object already exists"),
    ("user.userfield.update", {}, "", "ID is not defined or invalid"),
    ("user.userfield.delete", {"id": 99}, "", "Access denied."),
    ("crm.automation.trigger", {}, "", "Target is not set."),
    ("crm.automation.trigger", {"target": "DEAL"}, "", "Incorrect target format."),
    ("crm.automation.trigger", {"target": "CAT_1"}, "", "Target is not found."),
    ("crm.activity.badge.get", {"code": "none"}, "NOT_FOUND", "Not found."),
    ("crm.activity.badge.delete", {"code": "none"}, "NOT_FOUND", "Not found."),
    ("crm.activity.call.gettranscript", {"activityId": 99}, "NOT_FOUND", "Element not found"),
    ("crm.item.payment.add", {"entityTypeId": 2}, 100, "Could not find value for parameter {entityId}"),
    ("crm.item.payment.add", {"entityTypeId": 2, "entityId": 99}, 0, "Entity with identifier №99 does not exist"),
    ("crm.item.payment.add", {"entityTypeId": 3, "entityId": 1}, 0, "Invalid CRM object type"),
    *((f"crm.item.payment.{verb}", {"id": 99}, 0, "Insufficient permissions")
      for verb in ("get", "update", "delete", "pay", "unpay")),
    ("crm.item.payment.update", {"id": 1, "fields": {"paySystemId": 9}}, 0, "Payment system not found"),
    ("crm.item.payment.product.add", {"paymentId": 99, "rowId": 1, "quantity": 1}, 0, "Payment has not been found"),
    ("crm.item.payment.product.add", {"paymentId": 1, "rowId": 99, "quantity": 1}, 0, "Product item not found"),
    ("crm.item.payment.product.add", {"paymentId": 1, "rowId": 1, "quantity": 3}, 0,
     "Insufficient product quantity to add to payment"),
    ("crm.item.payment.product.add", {"paymentId": 1, "rowId": 1, "quantity": -1}, 0,
     "Product quantity cannot be less than or equal to 0"),
    ("crm.item.payment.product.list", {"paymentId": 1}, 100, "Could not find value for parameter {filter}"),
    ("crm.item.payment.product.setquantity", {"id": 99, "quantity": 1}, 0, "Payable item has not been found"),
    ("crm.item.payment.product.delete", {"id": 99}, 0, "Payable item has not been found"),
    ("crm.item.payment.delivery.add", {"paymentId": 1, "deliveryId": 99}, 0, "Delivery item not found"),
    ("crm.item.payment.delivery.delete", {"id": 99}, 0, "Payable item has not been found"),
    ("crm.item.payment.delivery.setdelivery", {"id": 99, "deliveryId": 1}, 0, "Payable item has not been found"),
    ("crm.item.delivery.get", {"id": 99}, 0, "Insufficient permissions"),
    ("crm.item.delivery.get", {}, 100, "Could not find value for parameter {id}"),
    ("crm.item.import", {"entityTypeId": 999, "fields": {}}, "NOT_FOUND", "SPA not found"),
    ("crm.item.import", {"entityTypeId": 2, "fields": {"createdTime": "2020-01-01"}},
     "CRM_FIELD_ERROR_VALUE_NOT_VALID", 'Invalid value for field "createdTime"'),
    ("crm.item.batchimport", {"entityTypeId": 2, "data": [{"title": "x"}] * 21}, "MAX_IMPORT_BATCH_SIZE_EXCEEDED",
     "You cannot import more than 20 items"),
    ("crm.item.details.configuration.get", {}, "", "Parameter 'entityTypeId' is not defined"),
    ("crm.item.details.configuration.get", {"entityTypeId": 999}, "",
     "The entity type '999' is not supported in current context."),
    *(("crm.deal.details.configuration.set", {"data": data}, "", text) for data, text in (
        ("x", "Parameter 'data' must be array."), ([], "There are no data to write."),
        ({"a": FORM}, "The data must be indexed array."),
        ([{**FORM, "type": "x"}], "Section at index 0 have type x. The expected type is 'section'."),
        ([{**FORM, "name": ""}], "Section at index 0 does not have name."),
        ([FORM, {**FORM, "title": ""}], "Section at index 1 does not have title."),
        ([{**FORM, "elements": [{}]}], "Element at index 0 in section at index 0 does not have name."),
    )),
]  # fmt: skip


@pytest.fixture
def furnished(app):
    """A task, a message, a user field, an activity, a payment of a deal with one product row."""
    app.call("tasks.task.add", fields={"TITLE": "T", "RESPONSIBLE_ID": 4})
    app.call("im.message.add", DIALOG_ID="4", MESSAGE="Hello")
    app.call("user.userfield.add", fields={"FIELD_NAME": "SHIFT", "USER_TYPE_ID": "string", "LABEL": "Shift"})
    app.call("crm.activity.add", fields=CALL)
    row = {"ownerType": "D", "ownerId": 1, "productName": "Drill", "price": 10, "quantity": 2}
    app.call("crm.item.productrow.add", fields=row)
    app.call("crm.item.payment.add", **OF_DEAL)
    return app


def test_refusals_of_the_extras_have_the_words_of_the_documents(furnished):
    wrong = []
    for method, params, code, text in TEXTS:
        response = furnished.request(method, **params)
        body = response.json()
        found = (response.status_code, body.get("error"), body.get("error_description"))
        if found != (400, code, text):
            wrong.append((method, params, found))
    assert wrong == []


CODES: list[tuple[str, dict[str, Any], str | int]] = [
    ("crm.activity.badge.add", {**BADGE, "title": ""}, "REQUIRED_ARG_MISSING"),
    ("crm.activity.type.add", {"fields": {}}, "INVALID_ARG_VALUE"),
    ("crm.activity.type.delete", {"TYPE_ID": "none"}, "INVALID_ARG_VALUE"),
    ("crm.activity.layout.blocks.get", {**OF_DEAL, "activityId": 99}, "NOT_FOUND"),
    ("crm.activity.layout.blocks.get", {"entityTypeId": 2, "entityId": 99, "activityId": 1}, "OWNER_NOT_FOUND"),
    ("crm.activity.layout.blocks.set", {**OF_DEAL, "activityId": 1, "layout": {"blocks": {}}}, "FIELD_IS_REQUIRED"),
    ("crm.activity.configurable.get", {"id": 1}, "NOT_FOUND"),
    ("crm.activity.configurable.add", {**DEAL, "layout": LAYOUT}, 100),
    *(("crm.activity.configurable.add", {**NEW, "layout": layout}, code) for layout, code in (
        ({"x": 1, **LAYOUT}, "FIELD_IS_REDUNDANT"), ({"icon": {"code": "call"}}, "FIELD_IS_REQUIRED"),
        ({**LAYOUT, "header": {"title": "x", "tags": {"a": {"title": "x", "type": "lavender"}}}}, "ENUM_FIELD"),
        ({**LAYOUT, "header": {"title": "x", "tags": {"a": TAG, "b": TAG, "c": TAG}}}, "TOO_MANY_ITEMS"),
        ({**LAYOUT, "body": {"logo": {"code": "call"}, "blocks": {"ä": BLOCK}}}, "KEY_CONTAIN_WRONG_SYMBOLS"),
    )),
    *(("crm.activity.configurable.add", {**NEW, "fields": fields}, code) for fields, code in (
        ({"typeId": "none"}, "WRONG_FIELD_VALUE"), ({"badgeCode": "none"}, "WRONG_FIELD_VALUE"),
        ({"isIncomingChannel": "Y", "deadline": "2030-01-01T10:00:00+00:00"},
         "INCOMING_ACTIVITY_CAN_NOT_BE_WITH_DEADLINE"),
    )),
]  # fmt: skip


def test_refusals_whose_words_are_not_printed_have_the_codes_of_the_documents(furnished):
    found = [(method, params, furnished.refused(method, **params)[:2]) for method, params, _ in CODES]
    assert found == [(method, params, (400, code)) for method, params, code in CODES]


def test_an_empty_layout_and_a_configurable_activity_of_its_own_kind_are_told_apart(furnished):
    assert furnished.refused("crm.activity.configurable.add", **{**NEW, "layout": []})[1] == "ERROR_EMPTY_LAYOUT"
    number = furnished.call("crm.activity.configurable.add", **NEW)["activity"]["id"]
    blocks = {"blocks": {"hello": BLOCK}}

    refused = furnished.refused("crm.activity.layout.blocks.set", **OF_DEAL, activityId=number, layout=blocks)
    assert refused[:2] == (400, "UNSUITABLE_ACTIVITY_TYPE_ERROR")


def test_only_the_app_that_made_an_activity_changes_it(furnished):
    number = furnished.call("crm.activity.configurable.add", **NEW)["activity"]["id"]
    furnished.sim.portal.app_activities.configured[number].client_id = "app.other"

    refused = furnished.refused("crm.activity.configurable.update", id=number, fields={"completed": "Y"})
    assert refused[:2] == (400, "ERROR_WRONG_APPLICATION")


def test_what_needs_an_app_refuses_a_webhook(furnished):
    hook = requests.get(f"{furnished.sim.portal_url}/_seed", timeout=10).json()["webhook"]
    ask = {"crm.activity.configurable.get": {"id": 1}, "crm.activity.layout.blocks.get": {**OF_DEAL, "activityId": 1}}
    codes = {method: requests.post(hook + method, json=given, timeout=10).json() for method, given in ask.items()}
    assert {answer["error"] for answer in codes.values()} == {"ERROR_WRONG_CONTEXT"}


def test_what_only_administrators_do_refuses_others(furnished):
    other = furnished.as_user(4)
    assert other.refused("crm.activity.badge.add", **BADGE)[:2] == (400, "ACCESS_DENIED")
    text = "Access denied! Admin permissions required"
    assert other.refused("crm.activity.type.list") == (400, "ACCESS_DENIED", text)
    assert other.refused("user.userfield.list") == (400, "", "Access denied.")
    form = {"data": [FORM], "scope": "C"}
    assert other.refused("crm.deal.details.configuration.set", **form) == (400, "", "Access denied.")
    assert other.refused("crm.deal.details.configuration.get", userId=1) == (400, "", "Access denied.")
    assert other.refused("crm.deal.details.configuration.forcecommonscopeforall") == (400, "", "Access denied.")
    history = {"createdBy": 1}
    refused = other.refused("crm.item.import", entityTypeId=2, fields={"title": "x", **history})
    assert refused[1] == "CRM_FIELD_ERROR_VALUE_NOT_VALID"


def test_forms_are_kept_for_everybody_for_a_person_and_for_a_pipeline(app):
    app.call("crm.deal.details.configuration.set", data=[FORM], scope="C")
    app.call("crm.deal.details.configuration.set", data=[{**FORM, "title": "Mine"}])

    assert app.call("crm.item.details.configuration.get", entityTypeId=2, scope="C")[0]["title"] == "About"
    assert app.call("crm.deal.details.configuration.get")[0]["title"] == "Mine"
    assert app.call("crm.deal.details.configuration.get", extras={"dealCategoryId": 1}) is None
    app.call("crm.deal.details.configuration.forcecommonscopeforall")
    assert app.call("crm.deal.details.configuration.get") is None
    assert app.call("crm.deal.details.configuration.get", scope="C") != []


def test_an_import_keeps_the_history_and_starts_nothing(app, make_step):
    app.add_template(make_step("LogActivity", Text="on creation"), AUTO_EXECUTE="1")
    moment = app.sim.portal.clock.now().replace(microsecond=0)

    done = app.call("crm.item.import", entityTypeId=2,
                    fields={"title": "Old", "createdTime": moment.isoformat(), "createdBy": 5})  # fmt: skip

    deal = app.call("crm.item.get", entityTypeId=2, id=done["item"]["id"])["item"]
    assert (deal["createdBy"], deal["createdTime"][:19]) == (5, moment.isoformat()[:19])
    assert app.sim.portal.engine.running() == []
    rows = app.call("crm.item.batchimport", entityTypeId=2, data=[{"title": "A"}, {"stageId": "NONE"}])["items"]
    assert ("item" in rows[0], rows[1]["error"]) == (True, "CRM_FIELD_ERROR_VALUE_NOT_VALID")


def test_what_is_in_a_payment_is_no_longer_to_be_paid(furnished):
    furnished.call("crm.item.payment.product.add", paymentId=1, rowId=1, quantity=1.5)
    line = furnished.call("crm.item.payment.delivery.add", paymentId=1, deliveryId=1)

    left = furnished.call("crm.item.productrow.getavailableforpayment", ownerType="D", ownerId=1)["productRows"]
    assert [row["quantity"] for row in left] == [0.5]
    assert furnished.call("crm.item.payment.get", id=1)["sum"] == 27.5
    furnished.call("crm.item.payment.delivery.delete", id=line)
    furnished.call("crm.item.payment.pay", id=1)
    paid = furnished.call("crm.item.payment.list", **OF_DEAL, filter={"paid": "Y"})
    assert [(row["sum"], row["empPaidId"]) for row in paid] == [(15.0, 1)]


def test_a_tasks_marks_are_one_persons(furnished):
    furnished.call("tasks.task.favorite.add", taskId=1)
    furnished.call("tasks.task.startwatch", taskId=1)
    other = furnished.as_user(4)

    assert furnished.call("tasks.task.get", taskId=1, select=["FAVORITE"])["task"]["favorite"] == "Y"
    assert other.call("tasks.task.get", taskId=1, select=["FAVORITE"])["task"]["favorite"] == "N"
    assert other.call("tasks.task.get", taskId=1)["task"]["auditors"] == ["1"]
    allowed = other.call("tasks.task.getaccess", taskId=1, users=[4, 5, 99])["allowedActions"]
    assert [allowed[user]["START"] for user in ("4", "5", "99")] == [True, False, False]
    assert (allowed["4"]["REMOVE"], allowed["4"]["FAVORITE.ADD"]) == (False, True)
    stranger = furnished.as_user(5)
    assert stranger.call("tasks.task.getaccess", taskId=1) == {"allowedActions": []}
    assert stranger.call("tasks.task.pin", id=1) == []
    assert stranger.refused("tasks.task.history.list", taskId=1) == (400, "0", "Access denied." + TAIL)


def test_a_tasks_history_tells_who_changed_what(furnished):
    furnished.call("tasks.task.update", taskId=1, fields={"PRIORITY": 2, "AUDITORS": [5, 3]})

    rows = furnished.call("tasks.task.history.list", taskId=1, order={"id": "asc"})["list"]
    assert [(row["field"], row["value"]) for row in rows] == [
        ("NEW", {"from": None, "to": None}),
        ("PRIORITY", {"from": "1", "to": "2"}),
        ("AUDITORS", {"from": "", "to": "5,3"}),
    ]
    only = furnished.call("tasks.task.history.list", taskId=1, filter={"FIELD": "PRIORITY"})["list"]
    assert [row["field"] for row in only] == ["PRIORITY"]
    assert furnished.call("tasks.task.history.list", taskId=99) == {"list": []}


def test_counters_count_what_is_late_for_the_person(furnished):
    furnished.call("tasks.task.update", taskId=1, fields={"DEADLINE": "2020-01-01T00:00:00+00:00"})

    assert furnished.call("tasks.task.counters.get", userId=4)["expired"]["counter"] == 1
    assert furnished.call("tasks.task.counters.get", userId=4, type="view_role_auditor")["expired"]["counter"] == 0
    assert furnished.as_user(5).call("tasks.task.counters.get", userId=4) == []
    assert furnished.request("tasks.task.counters.get").json()["total"] == 1


def test_a_users_own_field_holds_a_value_until_it_is_deleted(furnished):
    (field,) = furnished.call("user.userfield.list")
    assert (field["FIELD_NAME"], field["ENTITY_ID"]) == ("UF_USR_SHIFT", "USER")
    assert furnished.call("userfieldconfig.list", moduleId="crm")["fields"] == []
    portal = furnished.sim.portal
    portal.people.users[4].custom["UF_USR_SHIFT"] = "late"
    assert furnished.call("user.get", ID=4)[0]["UF_USR_SHIFT"] == "late"

    furnished.call("user.userfield.delete", id=field["ID"])
    assert "UF_USR_SHIFT" not in furnished.call("user.get", ID=4)[0]
    assert portal.people.users[4].custom == {}


def test_a_webhooks_trigger_moves_the_record_to_the_stage_it_stands_on(app):
    app.control("/_stages/triggers", client_id="", code="nwly5", stage_id="PREPARATION")

    assert app.call("crm.automation.trigger", target="DEAL_3", code="nwly5") is True
    assert app.call("crm.deal.get", id=3)["STAGE_ID"] == "PREPARATION"
    assert app.call("crm.automation.trigger", target="LEAD_1", code="nwly5") is False


def test_an_app_without_a_page_has_nothing_to_open(app):
    foreign = next(card for card in app.sim.portal.apps.cards.values() if not card.has_page)

    assert app.control("/_browser/open", client_id=foreign.client_id)["http"] == 404
    menu = requests.get(f"{app.sim.portal_url}/apps/", timeout=10).text
    assert f"/marketplace/app/{foreign.id}/" not in menu
    assert foreign.title in menu
