"""Typed calls on CRM records: crm.item.*, product rows, directories, activities, comments, triggers."""

from __future__ import annotations

from tests.simulator.foreign.desk import CALL
from tests.simulator.foreign.shape import EMPTY, ID_TEXT, MOMENT, NUMBER, NUMBER_TEXT, YES_NO

FIELD = {"type": str, "isRequired": bool, "isReadOnly": bool, "isImmutable": bool, "isMultiple": bool,
         "isDynamic": bool, "title": str}  # fmt: skip
DEAL_ITEM = {
    "id": int, "title": str, "stageId": str, "categoryId": int, "assignedById": int, "opportunity": NUMBER,
    "currencyId": "EUR", "contactId": int, "contactIds": list, "companyId": int, "createdTime": MOMENT,
    "updatedTime": MOMENT, "movedTime": MOMENT, "observers": EMPTY, "opened": YES_NO, "entityTypeId": 2,
}  # fmt: skip
PRODUCT_ROW = {"id": int, "ownerId": 1, "ownerType": "D", "productId": int, "productName": "Drill", "price": NUMBER,
               "quantity": NUMBER, "sort": int}  # fmt: skip
_GIVEN_ROW = {"ownerType": "D", "ownerId": 1, "productName": "Drill", "price": 10, "quantity": 2}
STATUS = {"ID": ID_TEXT, "ENTITY_ID": str, "STATUS_ID": str, "NAME": str, "SORT": NUMBER_TEXT, "SYSTEM": YES_NO,
          "SEMANTICS": (None, str)}  # fmt: skip
CATEGORY = {"id": int, "name": str, "sort": int, "entityTypeId": 2, "isDefault": YES_NO}
ACTIVITY = {"ID": ID_TEXT, "OWNER_ID": "1", "OWNER_TYPE_ID": "2", "TYPE_ID": "2", "SUBJECT": "Call",
            "COMPLETED": YES_NO, "RESPONSIBLE_ID": ID_TEXT, "START_TIME": MOMENT}  # fmt: skip
COMMENT = {"ID": (int, ID_TEXT), "ENTITY_ID": (int, ID_TEXT), "ENTITY_TYPE": "deal", "COMMENT": "Called",
           "AUTHOR_ID": (int, ID_TEXT), "CREATED": MOMENT}  # fmt: skip


def _items(make):
    return lambda b24, desk: make(b24.crm.item, desk)


def _list_rows(b24, desk):
    desk.product_row()
    return b24.crm.item.productrow.list(filter={"=ownerType": "D", "=ownerId": 1})


def _list_activities(b24, desk):
    desk.activity()
    return b24.crm.activity.list(filter={"OWNER_TYPE_ID": 2, "OWNER_ID": 1})


def _list_comments(b24, desk):
    desk.comment()
    return b24.crm.timeline.comment.list({"ENTITY_ID": 1, "ENTITY_TYPE": "deal"})


def _triggers(b24, desk):
    desk.trigger()
    return b24.crm.automation.trigger.list()


def _bound(b24, desk):
    number = desk.activity()
    return b24.crm.activity.binding.add(number, 2, 3)


def _unbound(b24, desk):
    number = desk.activity()
    desk.call("crm.activity.binding.add", activityId=number, entityTypeId=2, entityId=3)
    return b24.crm.activity.binding.delete(number, 2, 3)


ITEMS = [
    ("crm.item.add", _items(lambda item, _: item.add(2, {"title": "New", "opportunity": 10})), {"item": DEAL_ITEM}),
    ("crm.item.update", _items(lambda item, _: item.update(2, 1, {"title": "Other"})), {"item": DEAL_ITEM}),
    ("crm.item.get", _items(lambda item, _: item.get(2, 1)), {"item": DEAL_ITEM}),
    ("crm.item.list", _items(lambda item, _: item.list(2, select=["*"], filter={">opportunity": 1})),
     {"items": [DEAL_ITEM]}),
    ("crm.item.delete", _items(lambda item, _: item.delete(2, 6)), EMPTY),
    ("crm.item.fields", _items(lambda item, _: item.fields(2)),
     {"fields": {"id": FIELD, "title": FIELD, "stageId": {**FIELD, "upperName": "STAGE_ID"}}}),
    ("crm.item.productrow.add", _items(lambda item, _: item.productrow.add(_GIVEN_ROW)), {"productRow": PRODUCT_ROW}),
    ("crm.item.productrow.update",
     _items(lambda item, desk: item.productrow.update(desk.product_row(), {"quantity": 3})),
     {"productRow": PRODUCT_ROW}),
    ("crm.item.productrow.get", _items(lambda item, desk: item.productrow.get(desk.product_row())),
     {"productRow": PRODUCT_ROW}),
    ("crm.item.productrow.list", _list_rows, {"productRows": [PRODUCT_ROW]}),
    ("crm.item.productrow.set", _items(lambda item, _: item.productrow.set(1, "D", [{"productName": "Drill",
     "price": 10, "quantity": 1}])), {"productRows": [PRODUCT_ROW]}),
    ("crm.item.productrow.delete", _items(lambda item, desk: item.productrow.delete(desk.product_row())), None),
    ("crm.item.productrow.fields", _items(lambda item, _: item.productrow.fields()),
     {"fields": {"id": FIELD, "productName": FIELD, "price": FIELD}}),
    ("crm.item.productrow.getAvailableForPayment",
     _items(lambda item, _: item.productrow.get_available_for_payment(1, "D")), {"productRows": list}),
]  # fmt: skip

DIRECTORIES = [
    ("crm.status.list", lambda b24, _: b24.crm.status.list(filter={"ENTITY_ID": "DEAL_STAGE"}), [STATUS]),
    ("crm.status.get", lambda b24, _: b24.crm.status.get(1), STATUS),
    ("crm.status.add", lambda b24, _: b24.crm.status.add(
        {"ENTITY_ID": "SOURCE", "STATUS_ID": "FAIR", "NAME": "Fair", "SORT": 90}), int),
    ("crm.status.update", lambda b24, desk: b24.crm.status.update(desk.status(), {"NAME": "Big fair"}), True),
    ("crm.status.delete", lambda b24, desk: b24.crm.status.delete(desk.status()), True),
    ("crm.status.fields", lambda b24, _: b24.crm.status.fields(), {"ID": FIELD, "STATUS_ID": FIELD, "NAME": FIELD}),
    ("crm.status.entity.types", lambda b24, _: b24.crm.status.entity.types(), [{"ID": str, "NAME": str}]),
    ("crm.status.entity.items", lambda b24, _: b24.crm.status.entity.items("DEAL_STAGE"),
     [{"NAME": str, "SORT": int, "STATUS_ID": str}]),
    ("crm.category.add", lambda b24, _: b24.crm.category.add({"name": "Fairs", "sort": 300}, 2),
     {"category": {**CATEGORY, "name": "Fairs"}}),
    ("crm.category.get", lambda b24, _: b24.crm.category.get(1, 2), {"category": CATEGORY}),
    ("crm.category.update", lambda b24, _: b24.crm.category.update(1, {"name": "Allies"}, 2),
     {"category": {**CATEGORY, "name": "Allies"}}),
    ("crm.category.delete", lambda b24, desk: b24.crm.category.delete(desk.category(), 2), None),
    ("crm.category.fields", lambda b24, _: b24.crm.category.fields(2), {"fields": {"id": FIELD, "name": FIELD}}),
    ("crm.category.list", lambda b24, _: b24.crm.category.list(2),
     {"categories": [CATEGORY]}),
    ("crm.type.list", lambda b24, _: b24.crm.type.list(), {"types": [{"id": int, "entityTypeId": int, "title": str}]}),
    ("crm.type.get", lambda b24, desk: b24.crm.type.get(desk.call("crm.type.list")["types"][0]["id"]),
     {"type": {"id": int, "entityTypeId": int, "title": str}}),
    ("crm.type.getByEntityTypeId",
     lambda b24, desk: b24.crm.type.get_by_entity_type_id(desk.call("crm.type.list")["types"][0]["entityTypeId"]),
     {"type": {"id": int, "entityTypeId": int, "title": str}}),
    ("crm.type.fields", lambda b24, _: b24.crm.type.fields(), {"fields": {"id": FIELD, "title": FIELD}}),
    ("crm.stagehistory.list", lambda b24, _: b24.crm.stagehistory.list(2, filter={"OWNER_ID": 1}),
     {"items": [{"ID": (int, ID_TEXT), "TYPE_ID": (int, ID_TEXT), "OWNER_ID": (int, ID_TEXT), "CREATED_TIME": MOMENT,
                 "CATEGORY_ID": (int, NUMBER_TEXT), "STAGE_ID": str, "STAGE_SEMANTIC_ID": str}]}),
    ("crm.settings.mode.get", lambda b24, _: b24.crm.settings.mode.get(), 1),
]  # fmt: skip

ACTIVITIES = [
    ("crm.activity.add", lambda b24, _: b24.crm.activity.add(CALL), int),
    ("crm.activity.get", lambda b24, desk: b24.crm.activity.get(desk.activity()), ACTIVITY),
    ("crm.activity.list", _list_activities, [ACTIVITY]),
    ("crm.activity.update", lambda b24, desk: b24.crm.activity.update(desk.activity(), {"SUBJECT": "S"}), True),
    ("crm.activity.delete", lambda b24, desk: b24.crm.activity.delete(desk.activity()), True),
    ("crm.activity.fields", lambda b24, _: b24.crm.activity.fields(), {"ID": FIELD, "SUBJECT": FIELD}),
    ("crm.activity.communication.fields", lambda b24, _: b24.crm.activity.communication.fields(), {"VALUE": FIELD}),
    ("crm.activity.binding.list", lambda b24, desk: b24.crm.activity.binding.list(desk.activity()),
     [{"entityTypeId": 2, "entityId": 1}]),
    ("crm.activity.binding.add", _bound, True),
    ("crm.activity.binding.delete", _unbound, True),
    ("crm.activity.binding.move", lambda b24, desk: b24.crm.activity.binding.move(desk.activity(), 2, 1, 2, 3), True),
    ("crm.timeline.comment.add",
     lambda b24, _: b24.crm.timeline.comment.add({"ENTITY_ID": 1, "ENTITY_TYPE": "deal", "COMMENT": "C"}), int),
    ("crm.timeline.comment.get", lambda b24, desk: b24.crm.timeline.comment.get(desk.comment()), COMMENT),
    ("crm.timeline.comment.list", _list_comments, [COMMENT]),
    ("crm.timeline.comment.update",
     lambda b24, desk: b24.crm.timeline.comment.update(desk.comment(), {"COMMENT": "D"}), int),
    ("crm.timeline.comment.delete", lambda b24, desk: b24.crm.timeline.comment.delete(desk.comment()), None),
    ("crm.timeline.comment.fields", lambda b24, _: b24.crm.timeline.comment.fields(), {"ID": FIELD, "COMMENT": FIELD}),
    ("crm.automation.trigger.add", lambda b24, _: b24.crm.automation.trigger.add("paid", "Paid"), True),
    ("crm.automation.trigger.list", _triggers, [{"NAME": "Paid", "CODE": "paid"}]),
    ("crm.automation.trigger.execute",
     lambda b24, desk: b24.crm.automation.trigger.execute(desk.trigger(), 2, 1), True),
    ("crm.automation.trigger.delete", lambda b24, desk: b24.crm.automation.trigger.delete(desk.trigger()), True),
]  # fmt: skip

ROWS = [*ITEMS, *DIRECTORIES, *ACTIVITIES]
