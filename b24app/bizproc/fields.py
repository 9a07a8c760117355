"""Fields of records: what people call them, their codes, and what each holds (variables.md, "Words for fields").

A data table and three functions over it. Codes are those of a bare portal; a custom field is written by its exact
`UF_CRM_…` code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, cast

from b24app.bizproc.documents import kind_of
from b24app.errors import PlanRejected
from b24app.plan.vocabulary import Entity

Holds = Literal["text", "number", "date", "bool", "user", "list", "range", "stage", "link"]
_CUSTOM = re.compile(r"UF_CRM_[A-Z0-9_]{1,60}\Z")


@dataclass(frozen=True)
class RecordField:
    """A field's code and what it holds. `writable` is also False where writing takes more than one text."""

    code: str
    holds: Holds
    writable: bool


# CODE, CODE:kind, and a closing - for what is only read.
_CODES: dict[Entity, str] = {
    "CRM_LEAD": """
        TITLE STATUS_ID:stage STATUS_DESCRIPTION OPENED:bool OPPORTUNITY:number CURRENCY_ID:list ASSIGNED_BY_ID:user
        COMMENTS NAME LAST_NAME SECOND_NAME HONORIFIC:list BIRTHDATE:date COMPANY_TITLE POST ADDRESS ADDRESS_2
        ADDRESS_CITY ADDRESS_POSTAL_CODE ADDRESS_REGION ADDRESS_PROVINCE ADDRESS_COUNTRY SOURCE_ID:list
        SOURCE_DESCRIPTION ID:number- CREATED_BY_ID:user- MODIFY_BY_ID:user- PHONE:link- EMAIL:link-
        PHONE_PRINTABLE- EMAIL_PRINTABLE- FULL_ADDRESS- DATE_CREATE:date- DATE_MODIFY:date- CONTACT_ID:link-
        COMPANY_ID:link- IS_RETURN_CUSTOMER:bool-""",
    "CRM_DEAL": """
        TITLE OPPORTUNITY:number CURRENCY_ID:list PROBABILITY:number ASSIGNED_BY_ID:user STAGE_ID:stage CLOSED:bool
        TYPE_ID:list COMMENTS BEGINDATE:date CLOSEDATE:date OPENED:bool LEAD_ID:link CONTACT_ID:link COMPANY_ID:link
        SOURCE_ID:list SOURCE_DESCRIPTION ID:number- CREATED_BY_ID:user- MODIFY_BY_ID:user- CATEGORY_ID:list-
        DATE_CREATE:date- DATE_MODIFY:date- IS_RETURN_CUSTOMER:bool- IS_REPEATED_APPROACH:bool-
        CONTACT.PHONE_PRINTABLE- CONTACT.EMAIL_PRINTABLE- CONTACT.ADDRESS_COUNTRY- CONTACT.ADDRESS_CITY-
        COMPANY.EMPLOYEES:range- COMPANY.INDUSTRY:list- COMPANY.REVENUE:range-""",
    "CRM_CONTACT": """
        NAME LAST_NAME SECOND_NAME HONORIFIC:list BIRTHDATE:date POST FULL_ADDRESS ADDRESS ADDRESS_2 ADDRESS_CITY
        ADDRESS_POSTAL_CODE ADDRESS_REGION ADDRESS_PROVINCE ADDRESS_COUNTRY COMMENTS TYPE_ID:list ASSIGNED_BY_ID:user
        SOURCE_ID:list SOURCE_DESCRIPTION OPENED:bool COMPANY_ID:link LEAD_ID:link ID:number- PHONE:link- EMAIL:link-
        PHONE_PRINTABLE- EMAIL_PRINTABLE- CREATED_BY_ID:user- MODIFY_BY_ID:user- DATE_CREATE:date- DATE_MODIFY:date-""",
    "CRM_COMPANY": """
        TITLE COMPANY_TYPE:list INDUSTRY:list EMPLOYEES:range REVENUE:range CURRENCY_ID:list ASSIGNED_BY_ID:user
        COMMENTS ADDRESS ADDRESS_LEGAL BANKING_DETAILS OPENED:bool LEAD_ID:link CONTACT_ID:link ID:number- PHONE:link-
        EMAIL:link- PHONE_PRINTABLE- EMAIL_PRINTABLE- CREATED_BY_ID:user- MODIFY_BY_ID:user- DATE_CREATE:date-
        DATE_MODIFY:date-""",
    "CRM_QUOTE": """
        QUOTE_NUMBER TITLE ASSIGNED_BY_ID:user OPENED:bool CONTENT TERMS COMMENTS DEAL_ID:link LEAD_ID:link
        COMPANY_ID:link CONTACT_ID:link CURRENCY_ID:list OPPORTUNITY:number TAX_VALUE:number STATUS_ID:stage
        BEGINDATE:date CLOSEDATE:date ACTUAL_DATE:date ID:number- DATE_CREATE:date- DATE_MODIFY:date-
        CREATED_BY_ID:user- MODIFY_BY_ID:user- CLOSED:bool-""",
    "CRM_INVOICE": """
        TITLE XML_ID ASSIGNED_BY_ID:user OPENED:bool BEGINDATE:date CLOSEDATE:date COMPANY_ID:link CONTACT_ID:link
        STAGE_ID:stage SOURCE_ID:list SOURCE_DESCRIPTION CURRENCY_ID:list OPPORTUNITY:number TAX_VALUE:number COMMENTS
        ACCOUNT_NUMBER ID:number- CREATED_TIME:date- UPDATED_TIME:date- CREATED_BY:user- UPDATED_BY:user-
        CATEGORY_ID:list- PREVIOUS_STAGE_ID:stage-""",
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
    ("contact, client, customer", "CONTACT_ID"),
    ("employees, company size", "EMPLOYEES COMPANY.EMPLOYEES"),
    ("industry", "INDUSTRY COMPANY.INDUSTRY"),
    ("revenue", "REVENUE COMPANY.REVENUE"),
    ("due date, expiry, expiry date, close date", "CLOSEDATE"),
    ("start date, begin date", "BEGINDATE"),
    ("probability", "PROBABILITY"),
    ("title, name", "TITLE NAME"),
    ("first name", "NAME"),
    ("last name, surname", "LAST_NAME"),
    ("position, job title", "POST"),
    ("birthday, birth date", "BIRTHDATE"),
    ("comment, comments", "COMMENTS"),
    ("company name", "COMPANY_TITLE"),
    ("invoice number, number", "ACCOUNT_NUMBER QUOTE_NUMBER"),
    ("address", "ADDRESS"),
)
_CODES_OF_WORD = {word: codes.split() for words, codes in _WORDS for word in words.split(", ")}


def _table(text: str) -> dict[str, RecordField]:
    fields = {}
    for entry in text.split():
        code, _, holds = entry.removesuffix("-").partition(":")
        fields[code] = RecordField(code, cast(Holds, holds or "text"), not entry.endswith("-"))
    return fields


_FIELDS = {entity: _table(text) for entity, text in _CODES.items()}


def field_called(name: str, entity: Entity, node_id: str) -> RecordField:
    """The field by a word for it, its code, or the code of a custom field; else `PlanRejected` with the words."""
    kind_of(entity)
    fields = _FIELDS[entity]
    exact = name.strip()
    if exact in fields:
        return fields[exact]
    if _CUSTOM.match(exact):
        return RecordField(exact, "text", writable=True)
    word = " ".join(exact.casefold().replace("_", " ").split())
    for code in (*_CODES_OF_WORD.get(word, ()), word.replace(" ", "_").upper()):
        if code in fields:
            return fields[code]
    raise PlanRejected(f'There is no field "{name}" here that I know.', node_id, _words(entity))


def writable_field(name: str, entity: Entity, node_id: str) -> RecordField:
    """Like `field_called`, for a field that a step can set."""
    field = field_called(name, entity, node_id)
    if field.writable and field.holds not in {"link", "range", "date"}:
        return field
    raise PlanRejected(f'The field "{name}" cannot be set by a step yet.', node_id, _words(entity, writable=True))


def _words(entity: Entity, *, writable: bool = False) -> tuple[str, ...]:
    fields = _FIELDS[entity]
    known = (words.split(", ")[0] for words, codes in _WORDS if _first(codes, fields, writable))
    return tuple(known)


def _first(codes: str, fields: dict[str, RecordField], writable: bool) -> bool:
    return any(code in fields and (fields[code].writable or not writable) for code in codes.split())
