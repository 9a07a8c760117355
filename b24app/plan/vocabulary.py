"""The one source of truth for what people can say and we can do.

Names are fixed interface: 21 triggers, 22 actions, 19 variables, 8 entities. The parser, the compiler, the pages and
the docs derive from these tables. A data table: exempt from the size budget.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Literal, get_args

from pydantic import Field

EntityName = Literal[
    "CRM_LEAD", "CRM_DEAL", "CRM_CONTACT", "CRM_COMPANY", "CRM_QUOTE", "CRM_INVOICE", "TASK", "CRM_ACTIVITY"
]
# Records that a portal defines itself: smart processes by entityTypeId, lists and feed processes by block id.
OwnEntity = Annotated[str, Field(pattern=r"^(DYNAMIC|LIST|PROCESS)_[1-9][0-9]{0,9}$")]
Entity = EntityName | OwnEntity
TriggerName = Literal[
    "deal_won",
    "deal_lost",
    "deal_created",
    "deal_updated",
    "stage_changed",
    "lead_created",
    "lead_converted",
    "lead_updated",
    "contact_created",
    "contact_updated",
    "company_created",
    "company_updated",
    "task_created",
    "task_completed",
    "task_overdue",
    "invoice_overdue",
    "invoice_paid",
    "quote_created",
    "quote_approved",
    "meeting_scheduled",
    "activity_added",
]
ActionName = Literal[
    "send_whatsapp",
    "send_email",
    "send_sms",
    "send_notification",
    "send_bitrix_message",
    "create_task",
    "update_task",
    "set_reminder",
    "schedule_call",
    "create_deal",
    "update_deal",
    "create_contact",
    "create_company",
    "create_invoice",
    "create_quote",
    "assign_responsible",
    "move_stage",
    "update_field",
    "add_comment",
    "add_tag",
    "remove_tag",
    "webhook",
]
VariableName = Literal[
    "CONTACT_PHONE",
    "CONTACT_EMAIL",
    "CONTACT_NAME",
    "ASSIGNED_BY_ID",
    "ASSIGNED_BY_NAME",
    "DEAL_TITLE",
    "DEAL_ID",
    "DEAL_AMOUNT",
    "DEAL_CURRENCY",
    "LEAD_NAME",
    "LEAD_ID",
    "STAGE_NAME",
    "COMPANY_TITLE",
    "TASK_TITLE",
    "TASK_ID",
    "INVOICE_ID",
    "INVOICE_AMOUNT",
    "CURRENT_DATE",
    "CURRENT_DATETIME",
]
ENTITIES: tuple[EntityName, ...] = get_args(EntityName)
VARIABLES: tuple[VariableName, ...] = get_args(VariableName)


class FieldKind(Enum):
    """What an action's field holds; a text may hold `{{VARIABLES}}`."""

    TEXT = "text"
    PERSON = "person"
    MOMENT = "moment"
    STAGE = "stage"
    FIELD = "field name"
    CODE = "code"
    URL = "url"


class Carrier(Enum):
    """Who carries an action out in a published workflow; `LATER`: it is understood but not built yet."""

    NATIVE = "native"
    ROBOT = "robot"
    LATER = "later"


@dataclass(frozen=True)
class FieldWord:
    """A field of an action: its kind, and whether a plan without it is a question."""

    kind: FieldKind
    required: bool = False


@dataclass(frozen=True)
class ActionWord:
    """An action: what it is called in English, who carries it out, and its fields."""

    title: str
    carrier: Carrier
    fields: dict[str, FieldWord]


@dataclass(frozen=True)
class TriggerWord:
    """A trigger: the record it belongs to, what it is called in English, and whether it can be armed yet.

    `entity` is None where several kinds of record share the trigger (`stage_changed`).
    """

    title: str
    entity: EntityName | None
    built: bool = False


_TEXT = FieldWord(FieldKind.TEXT)
_NEEDED_TEXT = FieldWord(FieldKind.TEXT, required=True)
_PERSON = FieldWord(FieldKind.PERSON)
_NEEDED_PERSON = FieldWord(FieldKind.PERSON, required=True)
_MOMENT = FieldWord(FieldKind.MOMENT)
_FIELD = FieldWord(FieldKind.FIELD, required=True)
_CODE = FieldWord(FieldKind.CODE)
_MESSAGE = {"to": _NEEDED_PERSON, "message": _TEXT}

ACTIONS: dict[ActionName, ActionWord] = {
    "send_whatsapp": ActionWord("Send a WhatsApp message", Carrier.LATER, _MESSAGE),
    "send_email": ActionWord(
        "Send an e-mail",
        Carrier.LATER,
        {"to": _NEEDED_PERSON, "subject": _TEXT, "body": _TEXT, "template_id": _CODE},
    ),
    "send_sms": ActionWord("Send an SMS", Carrier.LATER, _MESSAGE),
    "send_notification": ActionWord("Send a notification", Carrier.NATIVE, _MESSAGE),
    "send_bitrix_message": ActionWord("Send a chat message", Carrier.ROBOT, _MESSAGE),
    "create_task": ActionWord(
        "Create a task",
        Carrier.NATIVE,
        {"title": _TEXT, "assignee": _PERSON, "deadline": _MOMENT, "priority": _CODE, "description": _TEXT},
    ),
    "update_task": ActionWord("Update the task", Carrier.LATER, {"field": _FIELD, "value": _NEEDED_TEXT}),
    "set_reminder": ActionWord(
        "Set a reminder", Carrier.LATER, {"title": _TEXT, "assignee": _PERSON, "datetime": _MOMENT}
    ),
    "schedule_call": ActionWord(
        "Schedule a call", Carrier.LATER, {"to": _PERSON, "datetime": _MOMENT, "assignee": _PERSON}
    ),
    "create_deal": ActionWord(
        "Create a deal", Carrier.LATER, {"title": _TEXT, "assignee": _PERSON, "stage": FieldWord(FieldKind.STAGE)}
    ),
    "update_deal": ActionWord("Update the deal", Carrier.LATER, {"field": _FIELD, "value": _NEEDED_TEXT}),
    "create_contact": ActionWord("Create a contact", Carrier.LATER, {"title": _TEXT}),
    "create_company": ActionWord("Create a company", Carrier.LATER, {"title": _TEXT}),
    "create_invoice": ActionWord("Create an invoice", Carrier.LATER, {"title": _TEXT}),
    "create_quote": ActionWord("Create a quote", Carrier.LATER, {"title": _TEXT, "assignee": _PERSON}),
    "assign_responsible": ActionWord("Assign the responsible person", Carrier.NATIVE, {"assignee": _NEEDED_PERSON}),
    "move_stage": ActionWord(
        "Move to another stage", Carrier.NATIVE, {"stage": FieldWord(FieldKind.STAGE, required=True)}
    ),
    "update_field": ActionWord("Set a field", Carrier.NATIVE, {"field": _FIELD, "value": _NEEDED_TEXT}),
    "add_comment": ActionWord("Add a comment", Carrier.NATIVE, {"message": _NEEDED_TEXT}),
    "add_tag": ActionWord("Add a tag", Carrier.ROBOT, {"tag": _NEEDED_TEXT}),
    "remove_tag": ActionWord("Remove a tag", Carrier.LATER, {"tag": _NEEDED_TEXT}),
    "webhook": ActionWord(
        "Call a web address",
        Carrier.ROBOT,
        {"url": FieldWord(FieldKind.URL, required=True), "method": _CODE, "message": _TEXT},
    ),
}

TRIGGERS: dict[TriggerName, TriggerWord] = {
    "deal_won": TriggerWord("a deal is won", "CRM_DEAL", built=True),
    "deal_lost": TriggerWord("a deal is lost", "CRM_DEAL", built=True),
    "deal_created": TriggerWord("a deal is created", "CRM_DEAL"),
    "deal_updated": TriggerWord("a deal is updated", "CRM_DEAL"),
    "stage_changed": TriggerWord("the stage changes", None),
    "lead_created": TriggerWord("a lead is created", "CRM_LEAD", built=True),
    "lead_converted": TriggerWord("a lead is converted", "CRM_LEAD", built=True),
    "lead_updated": TriggerWord("a lead is updated", "CRM_LEAD"),
    "contact_created": TriggerWord("a contact is created", "CRM_CONTACT"),
    "contact_updated": TriggerWord("a contact is updated", "CRM_CONTACT"),
    "company_created": TriggerWord("a company is created", "CRM_COMPANY"),
    "company_updated": TriggerWord("a company is updated", "CRM_COMPANY"),
    "task_created": TriggerWord("a task is created", "TASK"),
    "task_completed": TriggerWord("a task is completed", "TASK"),
    "task_overdue": TriggerWord("a task is overdue", "TASK"),
    "invoice_overdue": TriggerWord("an invoice is overdue", "CRM_INVOICE"),
    "invoice_paid": TriggerWord("an invoice is paid", "CRM_INVOICE"),
    "quote_created": TriggerWord("a quote is created", "CRM_QUOTE"),
    "quote_approved": TriggerWord("a quote is approved", "CRM_QUOTE"),
    "meeting_scheduled": TriggerWord("a meeting is scheduled", "CRM_ACTIVITY"),
    "activity_added": TriggerWord("an activity is added", "CRM_ACTIVITY"),
}
