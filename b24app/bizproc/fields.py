"""Fields of records: what people call them, their codes, and what each holds (variables.md, "Words for fields").

A data table and functions over it. Codes are those of a bare portal; what else a portal has is in its snapshot, by
caption. Without a portal a name that is not known here becomes the code a custom field of that name would have.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, cast

from b24app.bizproc import constants
from b24app.bizproc.documents import kind_of
from b24app.errors import PlanRejected
from b24app.plan.snapshot import Option, PortalField, Snapshot, called, nearest
from b24app.plan.vocabulary import Entity

Holds = Literal["text", "number", "date", "bool", "user", "list", "range", "stage", "link"]
_CODE = re.compile(r"[A-Z0-9][A-Z0-9_:.-]*\Z")
_CUSTOM = re.compile(r"UF_CRM_[A-Z0-9_]{1,60}\Z")


@dataclass(frozen=True)
class RecordField:
    """A field's code and what it holds. `writable` is also False where writing takes more than one text.

    `options` are the values of a list, when the portal told them.
    """

    code: str
    holds: Holds
    writable: bool
    options: tuple[Option, ...] = ()


# CODE, CODE:kind, and a closing - for what is only read.
_CODES: dict[Entity, str] = {
    "CRM_LEAD": """
        TITLE STATUS_ID:stage STATUS_DESCRIPTION OPENED:bool OPPORTUNITY:number CURRENCY_ID:list ASSIGNED_BY_ID:user
        COMMENTS NAME LAST_NAME SECOND_NAME HONORIFIC:list BIRTHDATE:date COMPANY_TITLE POST ADDRESS ADDRESS_2
        ADDRESS_CITY ADDRESS_POSTAL_CODE ADDRESS_REGION ADDRESS_PROVINCE ADDRESS_COUNTRY SOURCE_ID:list
        SOURCE_DESCRIPTION ID:number- CREATED_BY_ID:user- MODIFY_BY_ID:user- PHONE:link- EMAIL:link-
        PHONE_PRINTABLE- EMAIL_PRINTABLE- FULL_ADDRESS- DATE_CREATE:date- DATE_MODIFY:date- CONTACT_ID:link-
        COMPANY_ID:link- IS_RETURN_CUSTOMER:bool- OBSERVER_IDS:user- CONTACT_IDS:link- UF_CRM_WC_TAGS-""",
    "CRM_DEAL": """
        TITLE OPPORTUNITY:number CURRENCY_ID:list PROBABILITY:number ASSIGNED_BY_ID:user STAGE_ID:stage CLOSED:bool
        TYPE_ID:list COMMENTS BEGINDATE:date CLOSEDATE:date OPENED:bool LEAD_ID:link CONTACT_ID:link COMPANY_ID:link
        SOURCE_ID:list SOURCE_DESCRIPTION ID:number- CREATED_BY_ID:user- MODIFY_BY_ID:user- CATEGORY_ID:list-
        DATE_CREATE:date- DATE_MODIFY:date- IS_RETURN_CUSTOMER:bool- IS_REPEATED_APPROACH:bool-
        CONTACT.PHONE_PRINTABLE- CONTACT.EMAIL_PRINTABLE- CONTACT.ADDRESS_COUNTRY- CONTACT.ADDRESS_CITY-
        COMPANY.EMPLOYEES:range- COMPANY.INDUSTRY:list- COMPANY.REVENUE:number- COMPANY.TITLE- OBSERVER_IDS:user-
        CONTACT_IDS:link-
        UF_CRM_WC_TAGS-""",
    "CRM_CONTACT": """
        NAME LAST_NAME SECOND_NAME HONORIFIC:list BIRTHDATE:date POST FULL_ADDRESS ADDRESS ADDRESS_2 ADDRESS_CITY
        ADDRESS_POSTAL_CODE ADDRESS_REGION ADDRESS_PROVINCE ADDRESS_COUNTRY COMMENTS TYPE_ID:list ASSIGNED_BY_ID:user
        SOURCE_ID:list SOURCE_DESCRIPTION OPENED:bool COMPANY_ID:link LEAD_ID:link ID:number- PHONE:link- EMAIL:link-
        PHONE_PRINTABLE- EMAIL_PRINTABLE- CREATED_BY_ID:user- MODIFY_BY_ID:user- DATE_CREATE:date- DATE_MODIFY:date-
        OBSERVER_IDS:user- UF_CRM_WC_TAGS-""",
    "CRM_COMPANY": """
        TITLE COMPANY_TYPE:list INDUSTRY:list EMPLOYEES:range REVENUE:number CURRENCY_ID:list ASSIGNED_BY_ID:user
        COMMENTS ADDRESS ADDRESS_LEGAL BANKING_DETAILS OPENED:bool LEAD_ID:link CONTACT_ID:link ID:number- PHONE:link-
        EMAIL:link- PHONE_PRINTABLE- EMAIL_PRINTABLE- CREATED_BY_ID:user- MODIFY_BY_ID:user- DATE_CREATE:date-
        DATE_MODIFY:date- OBSERVER_IDS:user- UF_CRM_WC_TAGS-""",
    "CRM_QUOTE": """
        QUOTE_NUMBER TITLE ASSIGNED_BY_ID:user OPENED:bool CONTENT TERMS COMMENTS DEAL_ID:link LEAD_ID:link
        COMPANY_ID:link CONTACT_ID:link CURRENCY_ID:list OPPORTUNITY:number TAX_VALUE:number STATUS_ID:stage
        BEGINDATE:date CLOSEDATE:date ACTUAL_DATE:date ID:number- DATE_CREATE:date- DATE_MODIFY:date-
        CREATED_BY_ID:user- MODIFY_BY_ID:user- CLOSED:bool- CONTACT_IDS:link-""",
    "CRM_INVOICE": """
        TITLE XML_ID ASSIGNED_BY_ID:user OPENED:bool BEGINDATE:date CLOSEDATE:date COMPANY_ID:link CONTACT_ID:link
        STAGE_ID:stage SOURCE_ID:list SOURCE_DESCRIPTION CURRENCY_ID:list OPPORTUNITY:number TAX_VALUE:number COMMENTS
        ACCOUNT_NUMBER ID:number- CREATED_TIME:date- UPDATED_TIME:date- CREATED_BY:user- UPDATED_BY:user-
        CATEGORY_ID:list- PREVIOUS_STAGE_ID:stage- OBSERVER_IDS:user- CONTACT_IDS:link-""",
}
# Tasks and activities host no templates: their plans are read and tried here, never compiled.
_CODES |= {
    "TASK": """
        TITLE DESCRIPTION PRIORITY STATUS DEADLINE:date ASSIGNED_BY_ID:user CREATED_BY:user- ID:number- GROUP_ID:link-
        CREATED_DATE:date- CHANGED_DATE:date- CLOSED_DATE:date- TAGS""",
    "CRM_ACTIVITY": """
        SUBJECT DESCRIPTION TYPE_ID PROVIDER_ID PRIORITY COMPLETED:bool DEADLINE:date START_TIME:date END_TIME:date
        ASSIGNED_BY_ID:user CREATED_BY_ID:user- ID:number- CREATED:date- CONTACT.PHONE_PRINTABLE-
        CONTACT.EMAIL_PRINTABLE- CONTACT.ADDRESS_COUNTRY- CONTACT.ADDRESS_CITY-""",
}
_FAMILIES = {
    "DYNAMIC": """
        TITLE XML_ID ASSIGNED_BY_ID:user OPENED:bool BEGINDATE:date CLOSEDATE:date COMPANY_ID:link CONTACT_ID:link
        STAGE_ID:stage SOURCE_ID:list SOURCE_DESCRIPTION CURRENCY_ID:list OPPORTUNITY:number TAX_VALUE:number
        ID:number- CREATED_TIME:date- UPDATED_TIME:date- MOVED_TIME:date- CREATED_BY:user- UPDATED_BY:user-
        MOVED_BY:user- CATEGORY_ID:list- PREVIOUS_STAGE_ID:stage- OBSERVER_IDS:user- CONTACT_IDS:link-""",
    "LIST": "NAME ID:number- CREATED_BY:user- DATE_CREATE:date- TIMESTAMP_X:date- MODIFIED_BY:user-",
    "PROCESS": "NAME ID:number- CREATED_BY:user- DATE_CREATE:date- TIMESTAMP_X:date- MODIFIED_BY:user-",
}
# Words of one line mean the first of the codes that the record has.
_WORDS: tuple[tuple[str, str], ...] = (
    ("amount, value, worth, sum, total, budget, price, opportunity", "OPPORTUNITY"),
    ("currency", "CURRENCY_ID"),
    ("stage, status", "STAGE_ID STATUS_ID"),
    ("pipeline, funnel", "CATEGORY_ID"),
    ("owner, responsible, rep, manager, assignee, assigned by, responsible person", "ASSIGNED_BY_ID"),
    ("creator, created by, author", "CREATED_BY_ID CREATED_BY"),
    ("source", "SOURCE_ID"),
    ("type", "TYPE_ID COMPANY_TYPE"),
    ("country", "ADDRESS_COUNTRY CONTACT.ADDRESS_COUNTRY"),
    ("city", "ADDRESS_CITY CONTACT.ADDRESS_CITY"),
    ("phone, phone number", "PHONE_PRINTABLE CONTACT.PHONE_PRINTABLE"),
    ("email, e-mail", "EMAIL_PRINTABLE CONTACT.EMAIL_PRINTABLE"),
    ("company", "COMPANY_ID"),
    ("observers, observer, watchers, followers", "OBSERVER_IDS"),
    ("contacts", "CONTACT_IDS"),
    ("contact, client, customer", "CONTACT_ID"),
    ("employees, company size", "EMPLOYEES COMPANY.EMPLOYEES"),
    ("industry", "INDUSTRY COMPANY.INDUSTRY"),
    ("revenue", "REVENUE COMPANY.REVENUE"),
    ("due date, expiry, expiry date, close date", "CLOSEDATE DEADLINE"),
    ("start date, begin date", "BEGINDATE"),
    ("probability", "PROBABILITY"),
    ("title, name", "TITLE NAME SUBJECT"),
    ("first name", "NAME"),
    ("last name, surname", "LAST_NAME"),
    ("position, job title", "POST"),
    ("birthday, birth date", "BIRTHDATE"),
    ("comment, comments", "COMMENTS"),
    ("company name", "COMPANY_TITLE"),
    ("invoice number, number", "ACCOUNT_NUMBER QUOTE_NUMBER"),
    ("address", "ADDRESS"),
    ("tags, tag", "UF_CRM_WC_TAGS"),  # our robot's own field (robots/add_tag.py)
)
_CODES_OF_WORD = {word: codes.split() for words, codes in _WORDS for word in words.split(", ")}


def _table(text: str) -> dict[str, RecordField]:
    fields = {}
    for entry in text.split():
        code, _, holds = entry.removesuffix("-").partition(":")
        fields[code] = RecordField(code, cast(Holds, holds or "text"), not entry.endswith("-"))
    return fields


_FIELDS = {entity: _table(text) for entity, text in _CODES.items()}
_FAMILY_FIELDS = {family: _table(text) for family, text in _FAMILIES.items()}
_YES_NO = {"yes": "Y", "y": "Y", "true": "Y", "1": "Y", "no": "N", "n": "N", "false": "N", "0": "N"}


def field_called(name: str, entity: Entity, snapshot: Snapshot, node_id: str) -> RecordField:
    """The field of that code, caption or word; else `PlanRejected` with the words and captions."""
    exact = name.strip()
    fields = _known(entity)
    if exact in fields:
        return _told(fields[exact], snapshot, entity)
    own = [row for row in snapshot.fields_of(entity) if row.code in fields or row.code.startswith("UF_")]
    if found := _captioned(exact, own, fields, snapshot, node_id, nearly=False):
        return found
    word = " ".join(exact.casefold().replace("_", " ").split())
    for code in (*_CODES_OF_WORD.get(word, ()), word.replace(" ", "_").upper()):
        if code in fields:
            return _told(fields[code], snapshot, entity)
    if found := _captioned(exact, own, fields, snapshot, node_id, nearly=True):
        return found
    if _CUSTOM.match(exact) and not any(row.code.startswith("UF_") for row in own):
        return RecordField(exact, "text", writable=True)
    if not snapshot.known:
        return RecordField(constants.field(name), "text", writable=True)
    choices = nearest(name, [*_words(entity), *(row.caption for row in own)])
    raise PlanRejected(f'There is no field "{name}" here that I know.', node_id, choices)


def writable_field(name: str, entity: Entity, snapshot: Snapshot, node_id: str) -> RecordField:
    """Like `field_called`, for a field that a step can set."""
    field = field_called(name, entity, snapshot, node_id)
    if field.writable and field.holds not in {"link", "range"}:
        return field
    raise PlanRejected(f'The field "{name}" cannot be set by a step.', node_id, _words(entity, writable=True))


def option_code(field: RecordField, value: str, snapshot: Snapshot, node_id: str) -> str:
    """The code of a list's value by its name or code; where nothing is known of the values, the value itself."""
    if not field.options:
        if snapshot.known and not _CODE.match(value):
            raise PlanRejected(f'The values of "{field.code}" are told by their code, as in "WEB".', node_id)
        return value
    found = called(field.options, value, lambda option: (option.code, option.name))
    if len(found) == 1:
        return found[0].code
    names = nearest(value, (option.name for option in found or field.options))
    raise PlanRejected(f'"{value}" is not one of the values of "{field.code}".', node_id, names)


def yes_or_no(field: RecordField, value: str, node_id: str) -> str:
    """`Y` or `N`, as a yes/no field holds it."""
    if value.strip().casefold() not in _YES_NO:
        raise PlanRejected(f'"{field.code}" is yes or no, and "{value}" is neither.', node_id, ("yes", "no"))
    return _YES_NO[value.strip().casefold()]


def _captioned(
    name: str,
    own: list[PortalField],
    fields: dict[str, RecordField],
    snapshot: Snapshot,
    node_id: str,
    *,
    nearly: bool,
) -> RecordField | None:
    """The one field of the portal of that code or caption; `PlanRejected` for several."""
    found = called(own, name, lambda row: (row.code, row.caption), nearly=nearly)
    if len(found) > 1:
        captions = tuple(f"{row.caption} ({row.code})" for row in found)
        raise PlanRejected(f'Several fields are called "{name}": say the code.', node_id, captions)
    if not found:
        return None
    row = found[0]
    return _told(fields[row.code], snapshot, row.entity) if row.code in fields else _of_portal(row)


def known_codes(entity: Entity) -> frozenset[str]:
    """Codes of the fields that such a record has on every portal."""
    return frozenset(_known(entity))


def _known(entity: Entity) -> dict[str, RecordField]:
    if entity not in _FIELDS:
        kind_of(entity)
    return _FIELDS.get(entity) or _FAMILY_FIELDS[entity.partition("_")[0]]


def _told(field: RecordField, snapshot: Snapshot, entity: Entity) -> RecordField:
    """The same with the values that the portal has for it."""
    told = next((row for row in snapshot.fields_of(entity) if row.code == field.code and row.options), None)
    return RecordField(field.code, field.holds, field.writable, told.options) if told else field


def _of_portal(row: PortalField) -> RecordField:
    holds: Holds = "date" if row.holds == "datetime" else "link" if row.holds == "file" else row.holds
    return RecordField(row.code, holds, row.writable and not row.multiple, row.options)


def _words(entity: Entity, *, writable: bool = False) -> tuple[str, ...]:
    fields = _known(entity)
    known = (words.split(", ")[0] for words, codes in _WORDS if _first(codes, fields, writable))
    return tuple(known)


def _first(codes: str, fields: dict[str, RecordField], writable: bool) -> bool:
    return any(code in fields and (fields[code].writable or not writable) for code in codes.split())
