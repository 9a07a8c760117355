"""Kinds of record that can host a workflow template, and what differs between them."""

from __future__ import annotations

from dataclasses import dataclass

from b24app.errors import PlanRejected
from b24app.plan.vocabulary import Entity

DocumentType = tuple[str, str, str]


@dataclass(frozen=True)
class DocumentKind:
    """A document type and the codes of its peculiar fields; `stage` is empty where there are no stages.

    `says_error`: a field that could not be set is told in the step's ErrorMessage (compile-map.md, `update_field`).
    """

    type: DocumentType
    stage: str
    creator: str
    says_error: bool


_SINCE_ITEMS = "Bitrix\\Crm\\Integration\\BizProc\\Document\\"
_KINDS: dict[Entity, DocumentKind] = {
    "CRM_LEAD": DocumentKind(("crm", "CCrmDocumentLead", "LEAD"), "STATUS_ID", "CREATED_BY_ID", says_error=True),
    "CRM_DEAL": DocumentKind(("crm", "CCrmDocumentDeal", "DEAL"), "STAGE_ID", "CREATED_BY_ID", says_error=True),
    "CRM_CONTACT": DocumentKind(("crm", "CCrmDocumentContact", "CONTACT"), "", "CREATED_BY_ID", says_error=True),
    "CRM_COMPANY": DocumentKind(("crm", "CCrmDocumentCompany", "COMPANY"), "", "CREATED_BY_ID", says_error=True),
    "CRM_QUOTE": DocumentKind(("crm", _SINCE_ITEMS + "Quote", "QUOTE"), "STATUS_ID", "CREATED_BY_ID", says_error=False),
    "CRM_INVOICE": DocumentKind(
        ("crm", _SINCE_ITEMS + "SmartInvoice", "SMART_INVOICE"), "STAGE_ID", "CREATED_BY", says_error=False
    ),
}


def kind_of(entity: Entity) -> DocumentKind:
    """What `entity` is to the workflow engine; `PlanRejected` when it has no templates."""
    if entity not in _KINDS:
        raise PlanRejected("Tasks and activities cannot have workflow templates of their own.")
    return _KINDS[entity]


def entity_of(document_type: tuple[str, ...]) -> Entity | None:
    """The entity whose document type this is."""
    return next((entity for entity, kind in _KINDS.items() if kind.type == tuple(document_type)), None)
