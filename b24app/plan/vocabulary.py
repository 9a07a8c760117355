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
    """Who carries an action out in a published workflow; `LATER`: it is understood but not built yet.

    A native action that the portal's own step cannot do faithfully in some place goes through our robot there.
    """

    NATIVE = "native"
    ROBOT = "robot"
    LATER = "later"


Family = Literal["lead", "deal", "contact", "company", "quote", "invoice", "spa", "list", "task", "activity"]
FAMILIES: tuple[Family, ...] = get_args(Family)
_CRM: tuple[Family, ...] = ("lead", "deal", "contact", "company", "quote", "invoice", "spa")
_STAGED: tuple[Family, ...] = ("lead", "deal", "quote", "invoice", "spa")
_TAGGED: tuple[Family, ...] = (*_CRM, "task")


@dataclass(frozen=True)
class FieldWord:
    """A field of an action: its kind, whether a plan without it is a question, and the text proposed for none.

    `default` may name the variable of the record as `{record}` and what happened as `{event}`.
    """

    kind: FieldKind
    required: bool = False
    default: str = ""


@dataclass(frozen=True)
class ActionWord:
    """An action: what it is called in English, who carries it out, and its fields.

    `native` is the portal's own step it becomes where that is faithful (compile-map.md), `where` the kinds of record it
    makes sense on, `scope` what our robot needs of the portal, `wait_h` how long a workflow waits for the robot when
    something follows, `gives` the kind of record it leaves for later steps.
    """

    title: str
    carrier: Carrier
    fields: dict[str, FieldWord]
    native: str = ""
    where: tuple[Family, ...] = _CRM
    scope: tuple[str, ...] = ("crm",)
    wait_h: int = 1
    gives: Literal["", "task", "deal", "contact", "company", "invoice", "quote"] = ""


@dataclass(frozen=True)
class TriggerWord:
    """A trigger: the record it belongs to, what it is called in English, and whether it can be armed yet.

    `entity` is None where several kinds of record share the trigger (`stage_changed`); `where` are the kinds of record
    a workflow with it may be about, empty for `entity` alone. Proposed where no words were given: `letter` and
    `subject` are what a client reads, `work` is what a task asks for; it may name the record as `{record}`.
    """

    title: str
    entity: EntityName | None
    built: bool = False
    where: tuple[Family, ...] = ()
    letter: str = "we are writing to you about your request."
    subject: str = "News about your request"
    work: str = "Look at {record}"

    @property
    def headline(self) -> str:
        """What happened, in the words of a subject line: "Deal won", "Stage changed"."""
        told = self.title.split(" ", 1)[1].replace(" is ", " ").replace("changes", "changed")
        return told[:1].upper() + told[1:]


_TEXT = FieldWord(FieldKind.TEXT)
_NEEDED_TEXT = FieldWord(FieldKind.TEXT, required=True)
_PERSON = FieldWord(FieldKind.PERSON)
_NEEDED_PERSON = FieldWord(FieldKind.PERSON, required=True)
_MOMENT = FieldWord(FieldKind.MOMENT)
_FIELD = FieldWord(FieldKind.FIELD, required=True)
_CODE = FieldWord(FieldKind.CODE)
_MESSAGE = {"to": _NEEDED_PERSON, "message": FieldWord(FieldKind.TEXT, default="{letter}")}


def _titled(default: str) -> FieldWord:
    return FieldWord(FieldKind.TEXT, default=default)


ACTIONS: dict[ActionName, ActionWord] = {
    "send_whatsapp": ActionWord(
        "Send a WhatsApp message", Carrier.LATER, _MESSAGE, scope=("crm", "imopenlines"), wait_h=24
    ),
    "send_email": ActionWord(
        "Send an e-mail",
        Carrier.NATIVE,
        {"to": _NEEDED_PERSON, "subject": _titled("{subject}"), "body": _titled("{letter}"), "template_id": _CODE},
        native="CrmSendEmailActivity to the client, MailActivity to others",
        where=FAMILIES,
        wait_h=24,
    ),
    "send_sms": ActionWord(
        "Send an SMS", Carrier.NATIVE, _MESSAGE, native="CrmSendSmsActivity to the client", wait_h=24
    ),
    "send_notification": ActionWord(
        "Send a notification", Carrier.NATIVE, _MESSAGE, native="IMNotifyActivity", where=FAMILIES, scope=("im",)
    ),
    "send_bitrix_message": ActionWord(
        "Send a chat message", Carrier.ROBOT, _MESSAGE, where=FAMILIES, scope=("im", "user_brief", "department")
    ),
    "create_task": ActionWord(
        "Create a task",
        Carrier.NATIVE,
        {
            "title": _titled("{work}"),
            "assignee": _PERSON,
            "deadline": _MOMENT,
            "priority": _CODE,
            "description": _TEXT,
        },
        native="Task2Activity",
        where=FAMILIES,
        scope=("task",),
        gives="task",
    ),
    "update_task": ActionWord(
        "Update the task",
        Carrier.LATER,
        {"field": _FIELD, "value": _NEEDED_TEXT},
        where=FAMILIES,
        scope=("task",),
    ),
    "set_reminder": ActionWord(
        "Set a reminder",
        Carrier.NATIVE,
        {"title": _titled("{work}"), "assignee": _PERSON, "datetime": _MOMENT},
        native="CrmCreateToDoActivity",
    ),
    "schedule_call": ActionWord(
        "Schedule a call", Carrier.LATER, {"to": _PERSON, "datetime": _MOMENT, "assignee": _PERSON}
    ),
    "create_deal": ActionWord(
        "Create a deal",
        Carrier.LATER,
        {"title": _titled("New deal{of_record}"), "assignee": _PERSON, "stage": FieldWord(FieldKind.STAGE)},
        where=FAMILIES,
        gives="deal",
    ),
    "update_deal": ActionWord(
        "Update the deal",
        Carrier.NATIVE,
        {"field": _FIELD, "value": _NEEDED_TEXT},
        native="SetFieldActivity on a deal",
    ),
    "create_contact": ActionWord(
        "Create a contact", Carrier.LATER, {"title": _titled("{client}")}, where=FAMILIES, gives="contact"
    ),
    "create_company": ActionWord(
        "Create a company", Carrier.LATER, {"title": _titled("{company}")}, where=FAMILIES, gives="company"
    ),
    "create_invoice": ActionWord(
        "Create an invoice", Carrier.LATER, {"title": _titled("Invoice{of_record}")}, where=FAMILIES, gives="invoice"
    ),
    "create_quote": ActionWord(
        "Create a quote",
        Carrier.LATER,
        {"title": _titled("Quote{of_record}"), "assignee": _PERSON},
        where=FAMILIES,
        gives="quote",
    ),
    "assign_responsible": ActionWord(
        "Assign the responsible person",
        Carrier.NATIVE,
        {"assignee": _NEEDED_PERSON},
        native="SetFieldActivity, CrmChangeResponsibleActivity for a group",
        where=(*_CRM, "task"),
    ),
    "move_stage": ActionWord(
        "Move to another stage",
        Carrier.NATIVE,
        {"stage": FieldWord(FieldKind.STAGE, required=True)},
        native="SetFieldActivity inside the pipeline",
        where=_STAGED,
    ),
    "update_field": ActionWord(
        "Set a field",
        Carrier.NATIVE,
        {"field": _FIELD, "value": _NEEDED_TEXT},
        native="SetFieldActivity",
        where=FAMILIES,
    ),
    "add_comment": ActionWord(
        "Add a comment",
        Carrier.NATIVE,
        {"message": _NEEDED_TEXT},
        native="CrmTimelineCommentAdd",
        where=(*_CRM, "task", "activity"),
    ),
    "add_tag": ActionWord("Add a tag", Carrier.ROBOT, {"tag": _NEEDED_TEXT}, where=_TAGGED),
    "remove_tag": ActionWord("Remove a tag", Carrier.LATER, {"tag": _NEEDED_TEXT}, where=_TAGGED),
    "webhook": ActionWord(
        "Call a web address",
        Carrier.ROBOT,
        {"url": FieldWord(FieldKind.URL, required=True), "method": _CODE, "message": _TEXT},
        where=FAMILIES,
        scope=(),
        wait_h=24,
    ),
}

TRIGGERS: dict[TriggerName, TriggerWord] = {
    "deal_won": TriggerWord(
        "a deal is won",
        "CRM_DEAL",
        built=True,
        letter="thank you for your trust. We look forward to working with you.",
        subject="Thank you for choosing us",
        work="Plan the next steps for {record}",
    ),
    "deal_lost": TriggerWord(
        "a deal is lost",
        "CRM_DEAL",
        built=True,
        letter="we are sorry that we could not help you this time. Please come back to us whenever we can.",
        subject="Thank you for your time",
        work="Find out why {record} was lost",
    ),
    "deal_created": TriggerWord(
        "a deal is created",
        "CRM_DEAL",
        built=True,
        subject="We have received your request",
        work="Get started with {record}",
    ),
    "deal_updated": TriggerWord("a deal is updated", "CRM_DEAL", work="Check the changes of {record}"),
    "stage_changed": TriggerWord(
        "the stage changes",
        None,
        where=_STAGED,
        letter="there is news about your request: it has moved on.",
        work="Take the next step with {record}",
    ),
    "lead_created": TriggerWord(
        "a lead is created",
        "CRM_LEAD",
        built=True,
        letter="thank you for your request. We have received it and will come back to you soon.",
        subject="Thank you for your request",
        work="Get in touch with {record}",
    ),
    "lead_converted": TriggerWord(
        "a lead is converted", "CRM_LEAD", built=True, subject="Welcome", work="Plan the next steps with {record}"
    ),
    "lead_updated": TriggerWord("a lead is updated", "CRM_LEAD", work="Check the changes of {record}"),
    "contact_created": TriggerWord(
        "a contact is created",
        "CRM_CONTACT",
        built=True,
        letter="welcome! We are glad to know you.",
        subject="Welcome",
        work="Get in touch with {record}",
    ),
    "contact_updated": TriggerWord(
        "a contact is updated", "CRM_CONTACT", subject="Your contact details", work="Check the changes of {record}"
    ),
    "company_created": TriggerWord(
        "a company is created",
        "CRM_COMPANY",
        built=True,
        letter="welcome! We look forward to working with you.",
        subject="Welcome",
        work="Get in touch with {record}",
    ),
    "company_updated": TriggerWord(
        "a company is updated", "CRM_COMPANY", subject="Your company details", work="Check the changes of {record}"
    ),
    "task_created": TriggerWord("a task is created", "TASK"),
    "task_completed": TriggerWord("a task is completed", "TASK", work="Check the result of {record}"),
    "task_overdue": TriggerWord("a task is overdue", "TASK", work="Get {record} back on track"),
    "invoice_overdue": TriggerWord(
        "an invoice is overdue",
        "CRM_INVOICE",
        letter="your invoice is overdue. Please see to the payment; if it is already on its way, thank you.",
        subject="Your invoice is overdue",
        work="Follow up on the overdue invoice {{INVOICE_ID}}",
    ),
    "invoice_paid": TriggerWord(
        "an invoice is paid",
        "CRM_INVOICE",
        letter="we have received your payment. Thank you very much.",
        subject="We have received your payment",
        work="Confirm the payment of invoice {{INVOICE_ID}}",
    ),
    "quote_created": TriggerWord(
        "a quote is created",
        "CRM_QUOTE",
        built=True,
        letter="your quote is ready. Please tell us if you have any questions.",
        subject="Your quote is ready",
        work="Follow up on the new quote",
    ),
    "quote_approved": TriggerWord(
        "a quote is approved",
        "CRM_QUOTE",
        letter="thank you for accepting our quote. We will start right away.",
        subject="Thank you for accepting our quote",
        work="Start the work on the approved quote",
    ),
    "meeting_scheduled": TriggerWord(
        "a meeting is scheduled",
        "CRM_ACTIVITY",
        where=("activity", *_CRM),
        letter="our meeting is planned. We look forward to it.",
        subject="Our meeting",
        work="Prepare for the meeting",
    ),
    "activity_added": TriggerWord(
        "an activity is added", "CRM_ACTIVITY", where=("activity", *_CRM), work="Look at the new activity"
    ),
}
_FAMILY_OF: dict[str, Family] = {
    "CRM_LEAD": "lead",
    "CRM_DEAL": "deal",
    "CRM_CONTACT": "contact",
    "CRM_COMPANY": "company",
    "CRM_QUOTE": "quote",
    "CRM_INVOICE": "invoice",
    "DYNAMIC": "spa",
    "LIST": "list",
    "PROCESS": "list",
    "TASK": "task",
    "CRM_ACTIVITY": "activity",
}


def family(entity: Entity) -> Family:
    """What kind of record that is: all smart processes are one kind, all lists another."""
    return _FAMILY_OF.get(entity) or _FAMILY_OF[entity.partition("_")[0]]


def may_be_about(trigger: TriggerName, entity: Entity) -> bool:
    """Whether a workflow with that trigger can be about that kind of record."""
    word = TRIGGERS[trigger]
    return family(entity) in word.where if word.where else word.entity == entity


def registered_robots() -> frozenset[str]:
    """Codes of the robots that published workflows can use today; the others are refused by name."""
    return frozenset({"mark", *(name for name, word in ACTIONS.items() if word.carrier is Carrier.ROBOT)})
