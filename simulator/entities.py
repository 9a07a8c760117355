"""The CRM types and their fields, as data (actions.md, section 0; bpt/fields-*.txt; bizproc.md, section 2).

A record is stored under the codes that templates and the classic methods use; `crm.item.*` names come from here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from simulator.workflow.world import DocumentId, DocumentType

LEAD, DEAL, CONTACT, COMPANY, QUOTE, INVOICE = 1, 2, 3, 4, 7, 31
EXPENSE = 177


def upper_name(name: str) -> str:
    """`parentId2` → PARENT_ID_2."""
    return re.sub(r"(?<=[a-z])(?=[A-Z0-9])", "_", name).upper()


@dataclass(frozen=True)
class Field:
    """`flags`: r read-only, m multiple, c known to the classic methods and to templates, not to `crm.item.*`."""

    code: str
    name: str
    type: str
    flags: str = ""

    @property
    def upper_name(self) -> str:
        return upper_name(self.name)

    @property
    def multiple(self) -> bool:
        return "m" in self.flags

    @property
    def read_only(self) -> bool:
        return "r" in self.flags

    @property
    def classic_only(self) -> bool:
        return "c" in self.flags


@dataclass(frozen=True)
class EntityType:
    """One CRM type; `stage` is the code of its stage field, `letter` its prefix in bindings.

    A smart process has a `type_id` besides its entityTypeId; its custom fields are named after that one.
    """

    id: int
    name: str
    title: str
    entity: str
    event: str
    letter: str
    stage: str
    fields: Mapping[str, Field]
    has_history: bool = False
    has_categories: bool = False
    has_fm: bool = False
    type_id: int = 0

    @property
    def document_type(self) -> DocumentType:
        return ("crm", self.entity, self.name)

    @property
    def user_field_entity(self) -> str:
        return f"CRM_{self.type_id or self.name}"

    @property
    def is_dynamic(self) -> bool:
        """Smart processes and smart invoices share one family of events (events.md, section 4)."""
        return self.event == "ONCRMDYNAMICITEM"

    def document_id(self, record_id: int) -> DocumentId:
        return ("crm", self.entity, f"{self.name}_{record_id}")

    def has(self, code: str) -> bool:
        return code in self.fields

    def code_of(self, item_name: str) -> str:
        """The stored code of what `crm.item.*` calls `item_name`."""
        return next((field.code for field in self.fields.values() if field.name == item_name), "")


_CLASSIC = """
ID id integer r
ASSIGNED_BY_ID assignedById user
CREATED_BY_ID createdBy user r
MODIFY_BY_ID updatedBy user r
DATE_CREATE createdTime datetime r
DATE_MODIFY updatedTime datetime r
OPENED opened boolean
COMMENTS comments text
SOURCE_ID sourceId crm_status
SOURCE_DESCRIPTION sourceDescription text
ORIGINATOR_ID originatorId string
ORIGIN_ID originId string
WEBFORM_ID webformId integer
LAST_ACTIVITY_BY lastActivityBy user r
LAST_ACTIVITY_TIME lastActivityTime datetime r
OBSERVER_IDS observers user m
UTM_SOURCE utmSource string
UTM_MEDIUM utmMedium string
UTM_CAMPAIGN utmCampaign string
UTM_CONTENT utmContent string
UTM_TERM utmTerm string
"""
_MONEY = """
OPPORTUNITY opportunity double
CURRENCY_ID currencyId crm_currency
IS_MANUAL_OPPORTUNITY isManualOpportunity boolean
TAX_VALUE taxValue double
"""
_STAGED = """
STAGE_SEMANTIC_ID stageSemanticId string r
MOVED_BY_ID movedBy user r
MOVED_TIME movedTime datetime r
"""
_CLIENT = """
COMPANY_ID companyId crm_company
CONTACT_ID contactId crm_contact
CONTACT_IDS contactIds crm_contact m
"""
_PERSON = """
NAME name string
LAST_NAME lastName string
SECOND_NAME secondName string
POST post string
HONORIFIC honorific crm_status
BIRTHDATE birthdate date
FM fm crm_multifield m
"""
_ADDRESS = """
ADDRESS address text c
ADDRESS_2 address2 text c
ADDRESS_CITY addressCity text c
ADDRESS_POSTAL_CODE addressPostalCode text c
ADDRESS_REGION addressRegion text c
ADDRESS_PROVINCE addressProvince text c
ADDRESS_COUNTRY addressCountry text c
"""
_LEAD = """
TITLE title string
STATUS_ID stageId crm_status
STATUS_DESCRIPTION statusDescription text
COMPANY_TITLE companyTitle string
IS_RETURN_CUSTOMER isReturnCustomer boolean r
DATE_CLOSED dateClosed datetime r
"""
_DEAL = """
TITLE title string
CATEGORY_ID categoryId crm_category
STAGE_ID stageId crm_status
TYPE_ID typeId crm_status
PROBABILITY probability integer
BEGINDATE begindate date
CLOSEDATE closedate date
CLOSED closed boolean
LEAD_ID leadId crm_lead
QUOTE_ID quoteId crm_quote
ADDITIONAL_INFO additionalInfo text
IS_NEW isNew boolean r
IS_RECURRING isRecurring boolean r
IS_RETURN_CUSTOMER isReturnCustomer boolean r
IS_REPEATED_APPROACH isRepeatedApproach boolean r
"""
_CONTACT = """
TYPE_ID typeId crm_status
COMPANY_ID companyId crm_company
COMPANY_IDS companyIds crm_company m
LEAD_ID leadId crm_lead
EXPORT export boolean
"""
_COMPANY = """
TITLE title string
COMPANY_TYPE typeId crm_status
INDUSTRY industry crm_status
EMPLOYEES employees crm_status
REVENUE revenue double
CURRENCY_ID currencyId crm_currency
CONTACT_ID contactIds crm_contact m
LEAD_ID leadId crm_lead
IS_MY_COMPANY isMyCompany boolean
FM fm crm_multifield m
"""
_QUOTE = """
QUOTE_NUMBER quoteNumber string
TITLE title string
STATUS_ID stageId crm_status
CLOSED closed boolean
BEGINDATE begindate date
CLOSEDATE closedate date
ACTUAL_DATE actualDate date
DEAL_ID dealId crm_deal
LEAD_ID leadId crm_lead
MYCOMPANY_ID mycompanyId crm_company
CONTENT content text
TERMS terms text
"""
_INVOICE = """
ACCOUNT_NUMBER accountNumber string
COMMENTS comments text
PARENT_ID_7 parentId7 crm_quote
"""
_SMART = """
ID id integer r
XML_ID xmlId string
TITLE title string
WEBFORM_ID webformId integer
CREATED_BY createdBy user r
UPDATED_BY updatedBy user r
MOVED_BY movedBy user r
CREATED_TIME createdTime datetime r
UPDATED_TIME updatedTime datetime r
MOVED_TIME movedTime datetime r
CATEGORY_ID categoryId crm_category
STAGE_ID stageId crm_status
PREVIOUS_STAGE_ID previousStageId crm_status r
ASSIGNED_BY_ID assignedById user
OPENED opened boolean
BEGINDATE begindate date
CLOSEDATE closedate date
MYCOMPANY_ID mycompanyId crm_company
SOURCE_ID sourceId crm_status
SOURCE_DESCRIPTION sourceDescription text
OBSERVER_IDS observers user m
PARENT_ID_2 parentId2 crm_deal
LAST_ACTIVITY_BY lastActivityBy user r
LAST_ACTIVITY_TIME lastActivityTime datetime r
"""


def _read(*tables: str) -> dict[str, Field]:
    rows = (line.split() for table in tables for line in table.strip().splitlines())
    return {row[0]: Field(row[0], row[1], row[2], row[3] if len(row) > 3 else "") for row in rows}


_DYNAMIC = "Bitrix\\Crm\\Integration\\BizProc\\Document\\"

ENTITIES: dict[int, EntityType] = {
    kind.id: kind
    for kind in (
        EntityType(
            LEAD, "LEAD", "Lead", "CCrmDocumentLead", "ONCRMLEAD", "L", "STATUS_ID",
            _read(_CLASSIC, _LEAD, _PERSON, _ADDRESS, _MONEY, _STAGED, _CLIENT), has_history=True, has_fm=True,
        ),
        EntityType(
            DEAL, "DEAL", "Deal", "CCrmDocumentDeal", "ONCRMDEAL", "D", "STAGE_ID",
            _read(_CLASSIC, _DEAL, _MONEY, _STAGED, _CLIENT), has_history=True, has_categories=True,
        ),
        EntityType(
            CONTACT, "CONTACT", "Contact", "CCrmDocumentContact", "ONCRMCONTACT", "C", "",
            _read(_CLASSIC, _PERSON, _ADDRESS, _CONTACT), has_fm=True,
        ),
        EntityType(
            COMPANY, "COMPANY", "Company", "CCrmDocumentCompany", "ONCRMCOMPANY", "CO", "",
            _read(_CLASSIC, _COMPANY, _ADDRESS), has_fm=True,
        ),
        EntityType(
            QUOTE, "QUOTE", "Quote", _DYNAMIC + "Quote", "ONCRMQUOTE", "Q", "STATUS_ID",
            _read(_CLASSIC, _QUOTE, _MONEY, _CLIENT),
        ),
        EntityType(
            INVOICE, "SMART_INVOICE", "Invoice", _DYNAMIC + "SmartInvoice", "ONCRMDYNAMICITEM", "SI", "STAGE_ID",
            _read(_SMART, _INVOICE, _MONEY, _CLIENT), has_history=True, has_categories=True,
        ),
        EntityType(
            EXPENSE, f"DYNAMIC_{EXPENSE}", "Expense request", _DYNAMIC + "Dynamic", "ONCRMDYNAMICITEM",
            f"T{EXPENSE:x}", "STAGE_ID",
            _read(_SMART, _MONEY, _CLIENT), has_history=True, has_categories=True, type_id=3,
        ),
    )
}  # fmt: skip

BY_NAME = {kind.name: kind for kind in ENTITIES.values()}


def of_document(document_id: DocumentId) -> tuple[EntityType, int] | None:
    """The type and number behind `("crm", "CCrmDocumentDeal", "DEAL_42")`."""
    name, _, number = document_id[2].rpartition("_")
    kind = BY_NAME.get(name)
    if kind is None or document_id[0] != "crm" or document_id[1] != kind.entity or not number.isdecimal():
        return None
    return kind, int(number)


def of_document_type(document_type: DocumentType) -> EntityType | None:
    kind = BY_NAME.get(document_type[2])
    return kind if kind and kind.document_type == tuple(document_type) else None


def user_field_name(code: str) -> str:
    """What `crm.item.*` calls UF_CRM_…: camel case only where it can be read back (actions.md, section 0)."""
    rest = code.removeprefix("UF_CRM_")
    parts = [part for part in rest.split("_") if part]
    mixed = any(not (part.isalpha() or part.isdigit()) for part in parts)
    if mixed or rest.isdigit() or not parts:
        return "ufCrm_" + rest
    return "ufCrm" + "".join(part.capitalize() for part in parts)
