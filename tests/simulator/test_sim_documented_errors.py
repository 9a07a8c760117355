"""The refusals of the documents, method by method: HTTP status 400, this code, this text."""

from typing import Any

import pytest

NUMBERLESS = "CTaskItem All parameters in the constructor must have real class type (internal error)"
ACTIVITY: dict[str, Any] = {"OWNER_TYPE_ID": 2, "OWNER_ID": 1, "TYPE_ID": 2, "SUBJECT": "Call", "RESPONSIBLE_ID": 4,
            "COMMUNICATIONS": [{"VALUE": "+49", "ENTITY_ID": 1, "ENTITY_TYPE_ID": 3}]}  # fmt: skip
TWO = ACTIVITY["COMMUNICATIONS"] * 2
LETTER = {**ACTIVITY, "TYPE_ID": 4, "DIRECTION": 2, "COMPLETED": "Y"}
NOBODY = [{"VALUE": "", "ENTITY_ID": 1, "ENTITY_TYPE_ID": 3}]
TRIGGER = {"CODE": "a", "OWNER_TYPE_ID": 2, "OWNER_ID": 1}
NOT_ALLOWED = "Action on the task is not allowed"

ROWS: list[tuple[str, dict[str, Any], str | int, str]] = [
    ("crm.activity.add", {}, "", "Parameter 'fields' must be array."),
    ("crm.activity.add", {"fields": {**ACTIVITY, "SUBJECT": ""}}, "", "The field SUBJECT is not defined or empty"),
    ("crm.activity.add", {"fields": {**ACTIVITY, "RESPONSIBLE_ID": 99}}, "",
     "The field RESPONSIBLE_ID is not defined or invalid"),
    ("crm.activity.add", {"fields": {**ACTIVITY, "TYPE_ID": 3}}, "", "The field TYPE_ID is not defined or invalid"),
    ("crm.activity.add", {"fields": {**ACTIVITY, "COMMUNICATIONS": []}}, "",
     "The field COMMUNICATIONS is not defined or invalid"),
    ("crm.activity.add", {"fields": {**ACTIVITY, "COMMUNICATIONS": TWO}}, "",
     "The only one communication is allowed for activity of specified type"),
    ("crm.activity.add", {"fields": {**ACTIVITY, "OWNER_ID": 99}}, "",
     "Could not build binding. Please ensure that owner info and communications are defined correctly"),
    ("crm.activity.add", {"fields": {**ACTIVITY, "TYPE_ID": 6}}, "",
     "The custom activity without provider is not supported in current context"),
    ("crm.activity.add", {"fields": {**ACTIVITY, "TYPE_ID": 6, "PROVIDER_ID": "CONFIGURABLE"}}, "",
     "Use crm.activity.configurable.add for this activity provider"),
    ("crm.activity.add", {"fields": {**LETTER, "COMMUNICATIONS": NOBODY}}, "", 'Email send error. "To" is not found'),
    ("crm.activity.add", {"fields": LETTER}, "", "Email send error. Invalid email is specified"),
    ("crm.activity.get", {"id": 99}, "", "Activity is not found"),
    ("crm.activity.update", {"id": 99, "fields": {}}, "", "Activity is not found"),
    ("crm.activity.delete", {"id": 99}, "", "Activity is not found"),
    ("crm.activity.todo.add", {"deadline": "2030-01-01"}, 100, "Could not find value for parameter {ownerTypeId}"),
    ("crm.activity.todo.add", {"ownerTypeId": 2, "ownerId": 1, "deadline": "2030-01-01", "responsibleId": -1},
     "INVALID_ARG_VALUE", 'Parameter "responsibleId" must be greater than 0'),
    ("crm.activity.todo.update", {"id": 99, "ownerTypeId": 2, "ownerId": 1}, "NOT_FOUND", "Not found."),
    ("crm.activity.binding.list", {"activityId": 99}, "NOT_FOUND", "Element not found"),
    ("crm.activity.binding.add", {}, 100, "Could not find value for parameter {activityId}"),
    ("crm.timeline.comment.get", {"id": 0}, "", "ID is not defined or invalid."),
    ("crm.timeline.comment.get", {"id": 99}, "", "Not found."),
    ("crm.timeline.comment.update", {"id": 99, "fields": {"COMMENT": "x"}}, "NOT_FOUND", "Not found."),
    ("crm.timeline.comment.delete", {"id": 99}, "NOT_FOUND", "Not found."),
    ("crm.timeline.comment.delete", {}, 100, "Could not find value for parameter {id}"),
    ("crm.item.productrow.set", {"ownerType": "D", "ownerId": 1}, 100,
     "Could not find value for parameter {productRows}"),
    ("crm.item.productrow.set", {"ownerType": "C", "ownerId": 1, "productRows": []}, "ENTITY_TYPE_NOT_SUPPORTED",
     "Entity type is not supported"),
    ("crm.item.productrow.set", {"ownerType": "D", "ownerId": 99, "productRows": []}, "OWNER_NOT_FOUND",
     "Owner was not found"),
    ("crm.item.productrow.add", {"fields": {"ownerType": "D"}}, 100, "Could not find value for parameter {ownerId}"),
    ("crm.item.productrow.get", {"id": 99}, "NOT_FOUND", "Item not found"),
    ("crm.item.productrow.list", {}, 100, "Could not find value for parameter {filter}"),
    ("crm.item.productrow.list", {"filter": {"=ownerType": "D"}}, "INVALID_ARG_VALUE",
     "Required filter fields: =ownerType, =ownerId"),
    ("crm.deal.productrows.get", {"id": 0}, "", "The parameter id is invalid or not defined."),
    ("crm.deal.productrows.set", {"id": 1}, "", "The parameter rows must be array."),
    ("crm.deal.contact.items.get", {"id": 0}, "", "The parameter 'ownerEntityID' is invalid or not defined."),
    ("crm.deal.contact.items.get", {"id": 99}, "", "Not found."),
    ("crm.deal.contact.items.set", {"id": 1}, "", "The parameter 'items' must be array."),
    ("crm.deal.contact.add", {"id": 1, "fields": {}}, "", "The parameter 'fields' is not valid."),
    ("crm.deal.add", {"fields": "x"}, "", "Parameter 'fields' must be array."),
    ("crm.deal.update", {"id": 99, "fields": {}}, "", "Deal is not found"),
    ("crm.deal.delete", {"id": 0}, "", "ID is not defined or invalid."),
    ("crm.company.delete", {"id": 99}, "", "Company is not found"),
    ("crm.deal.list", {"filter": "x"}, "", "Parameter 'filter' must be array."),
    ("crm.quote.get", {"id": 99}, "", "Not found"),
    ("crm.status.add", {"fields": {}}, "", "The field ENTITY_ID is required. The field STATUS_ID is required."),
    ("crm.status.add", {"fields": {"ENTITY_ID": "X", "STATUS_ID": "Y"}}, "", "Specified entity type is not supported."),
    ("crm.status.add", {"fields": {"ENTITY_ID": "SOURCE", "STATUS_ID": "Y"}}, "", "The field Title is required."),
    ("crm.status.add", {"fields": {"ENTITY_ID": "SOURCE", "STATUS_ID": "CALL", "NAME": "x"}}, "ERROR_CORE",
     "The specified status ID already exists."),
    ("crm.status.get", {"id": 999}, "", "Status is not found."),
    ("crm.status.update", {"id": 0}, "", "Invalid identifier."),
    ("crm.status.delete", {"id": 1}, "",
     'CRM System Status can be deleted only if parameter FORCED is specified and equal to "Y".'),
    ("crm.status.delete", {"id": 1, "params": {"FORCED": "Y"}}, "", "There are active items in this status."),
    ("crm.status.entity.items", {}, "", "The parameter entityId is not defined or invalid."),
    ("crm.category.list", {"entityTypeId": 7}, "ENTITY_TYPE_NOT_SUPPORTED", "Entity type is not supported"),
    ("crm.category.list", {"entityTypeId": 999}, "NOT_FOUND", "SPA not found"),
    ("crm.category.get", {"entityTypeId": 2, "id": 99}, "NOT_FOUND", "Element not found"),
    ("crm.category.add", {"entityTypeId": 2}, 0, "Field 'NAME' is required"),
    ("crm.category.delete", {"entityTypeId": 2, "id": 0}, 0, "Default deal category cannot be deleted"),
    ("crm.category.delete", {"entityTypeId": 2, "id": 1}, 0, "Deals related to the funnel Partners found"),
    ("crm.category.delete", {"entityTypeId": 177, "id": 9}, "BX_ERROR", "This funnel is the default funnel"),
    ("crm.type.get", {"id": 99}, 0, "SPA not found"),
    ("crm.type.list", {"filter": {"x": 1}}, "INVALID_ARG_VALUE",
     "Invalid filter: field 'x' is not allowed in filter"),
    ("crm.automation.trigger.add", {}, "", "Empty trigger code!"),
    ("crm.automation.trigger.add", {"CODE": "A B", "NAME": "x"}, "", "Wrong trigger code!"),
    ("crm.automation.trigger.add", {"CODE": "a"}, "", "Empty trigger name!"),
    ("crm.automation.trigger.delete", {"CODE": "z"}, "", "Trigger not found"),
    ("crm.automation.trigger.execute", {**TRIGGER, "CODE": "z"}, "", "Trigger with code z is not registered."),
    ("tasks.task.get", {}, "100", NUMBERLESS),
    ("tasks.task.get", {"taskId": "x"}, "0", "wrong task id"),
    ("tasks.task.get", {"taskId": 1, "select": "x"}, "100",
     "Invalid value {} to match with parameter {select}. Should be value of type array. (internal error)"),
    ("tasks.task.update", {"taskId": 99, "fields": {"TITLE": "x"}}, "0", f"{NOT_ALLOWED} (internal error)"),
    ("tasks.task.delete", {"taskId": 99}, "1048582", "No access to delete the task"),
    ("tasks.task.start", {"taskId": 99}, "0", NOT_ALLOWED),
    ("tasks.task.complete", {"taskId": 99}, "0", NOT_ALLOWED),
    *((f"tasks.task.{verb}", {"taskId": 99}, "1048582", NOT_ALLOWED)
      for verb in ("pause", "defer", "renew", "approve", "disapprove")),
    ("tasks.task.delegate", {"taskId": 99, "userId": 1}, "0", NOT_ALLOWED),
    ("tasks.task.list", {"order": {"NOTHING": "asc"}}, "0", "Invalid sorting key (internal error)"),
    ("im.notify", {"MESSAGE": "x"}, "USER_ID_EMPTY", "User ID can't be empty"),
    ("im.notify", {"USER_ID": 1}, "MESSAGE_EMPTY", "Message can't be empty"),
    ("im.notify.personal.add", {"USER_ID": 1, "MESSAGE": "x", "ATTACH": "x"}, "ATTACH_ERROR",
     "Incorrect attach params"),
    ("im.notify.system.add", {"USER_ID": 1, "MESSAGE": "x", "ATTACH": ["x" * 60_001]}, "ATTACH_OVERSIZE",
     "You have exceeded the maximum allowable size of attach"),
    ("im.notify.delete", {}, "PARAMS_ERROR", "Incorrect params"),
    ("im.notify.read.list", {}, "PARAMS_ERROR", "No IDS param or it is not an array"),
    ("im.notify.get", {"LAST_ID": 1}, "LAST_ID_AND_LAST_TYPE",
     "Parameters LAST_ID and LAST_TYPE should be used together."),
    ("im.notify.get", {"LAST_ID": "x", "LAST_TYPE": 1}, "LAST_ID_STRING", "Last notification ID can't be string"),
    ("im.notify.history.search", {"SEARCH_TEXT": "ab"}, "SEARCH_TEXT_ERROR",
     "SEARCH_TEXT can't be less than 3 symbols"),
    ("im.notify.answer", {"ANSWER_TEXT": "x"}, "ID_ERROR", "Notification ID can't be empty"),
    ("im.notify.answer", {"NOTIFY_ID": 1}, "ANSWER_TEXT_ERROR", "ANSWER_TEXT can't be empty"),
    ("im.notify.confirm", {"NOTIFY_ID": 1}, "NOTIFY_VALUE_ERROR", "Notification Value can't be empty"),
    ("im.message.update", {}, "MESSAGE_ID_ERROR", "Message ID can't be empty"),
    ("im.message.delete", {"MESSAGE_ID": 9}, "CANT_EDIT_MESSAGE",
     "Time has expired for modification or you don't have access"),
    ("bizproc.task.complete", {}, "ERROR_TASK_VALIDATION", "empty TASK_ID"),
    ("bizproc.task.complete", {"TASK_ID": 1, "STATUS": "perhaps"}, "ERROR_TASK_VALIDATION", "incorrect STATUS"),
    ("bizproc.task.complete", {"TASK_ID": 99, "STATUS": 1}, "ERROR_TASK_NOT_FOUND", "Task not found"),
    ("bizproc.task.delegate", {}, "ERROR_TASK_VALIDATION", "Invalid TASK_IDS"),
    ("bizproc.task.delegate", {"TASK_IDS": [1]}, "ERROR_INVALID_USER_ID", "Invalid FROM_USER_ID"),
    ("bizproc.task.delegate", {"TASK_IDS": [1], "FROM_USER_ID": 1}, "ERROR_INVALID_USER_ID", "Invalid TO_USER_ID"),
    ("bizproc.task.delegate", {"TASK_IDS": [1], "FROM_USER_ID": 1, "TO_USER_ID": 6}, "ERROR_DELEGATION_NOT_ALLOWED",
     "Task delegation is only available for intranet users"),
    ("bizproc.task.delegate", {"TASK_IDS": [98, 99], "FROM_USER_ID": 1, "TO_USER_ID": 2},
     "ERROR_DELEGATION_NOT_ALLOWED", "User is not responsible for the task;User is not responsible for the task"),
    ("bizproc.task.list", {"SELECT": ["NOTHING"]}, "ERROR_SELECT_VALIDATION_FAILURE", "Unknown field NOTHING"),
    ("user.add", {"EMAIL": "x"}, "ERROR_ARGUMENT", "wrong_email"),
    ("user.add", {"EMAIL": "anna.berg@demo.example"}, "ERROR_ARGUMENT", "A user with this email already exists"),
    ("user.update", {"ID": 99}, "ERROR_CORE", "access_denied"),
    ("app.option.set", {}, "ArgumentNullException", "options is empty"),
    ("user.option.set", {}, "ArgumentNullException", "options is empty"),
    ("userfieldconfig.get", {"moduleId": "crm", "id": 9}, "NOT_FOUND", "Element not found"),
    ("userfieldconfig.list", {"moduleId": "sale"}, "ERROR_ARGUMENT", "moduleId is not supported"),
    ("crm.deal.userfield.get", {"id": 9}, "ERROR_NOT_FOUND", "The entity with ID is not found."),
]  # fmt: skip


def test_refusals_have_the_words_of_the_documents(app):
    app.call("crm.automation.trigger.add", CODE="a", NAME="A")
    wrong = []
    for method, params, code, text in ROWS:
        response = app.request(method, **params)
        body = response.json()
        found = (response.status_code, body.get("error"), body.get("error_description"))
        if found != (400, code, text):
            wrong.append((method, params, found))
    assert wrong == []


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"OWNER_TYPE_ID": 3}, "Incorrect parameter OWNER_TYPE_ID."),
        ({"OWNER_ID": 0}, "Incorrect parameter OWNER_ID."),
    ],
)
def test_a_trigger_needs_a_record_it_can_move(app, change, text):
    app.call("crm.automation.trigger.add", CODE="a", NAME="A")
    assert app.refused("crm.automation.trigger.execute", **{**TRIGGER, **change}) == (400, "", text)


MANAGEMENT: list[tuple[str, dict[str, Any], str, str]] = [
    ("crm.status.add", {"fields": {}}, "", "Access denied."),
    ("crm.status.update", {"id": 1}, "", "Access denied."),
    ("crm.status.delete", {"id": 1}, "", "Access denied."),
    ("crm.category.add", {"entityTypeId": 2}, "ACCESS_DENIED", "Access denied"),
    ("crm.category.update", {"entityTypeId": 2, "id": 1}, "ACCESS_DENIED", "Access denied"),
    ("crm.category.delete", {"entityTypeId": 2, "id": 1}, "ACCESS_DENIED", "Access denied"),
    ("user.add", {"EMAIL": "x@y.z"}, "ERROR_CORE", "access_denied"),
    ("user.update", {"ID": 1}, "ERROR_CORE", "access_denied"),
    ("userfieldconfig.delete", {"moduleId": "crm", "id": 1}, "ACCESS_DENIED", "Access denied."),
]


def test_what_only_administrators_change_says_so_in_its_own_words(app):
    other = app.as_user(4)
    for method, params, code, text in MANAGEMENT:
        assert other.refused(method, **params) == (400, code, text), method
