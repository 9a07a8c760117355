"""Kinds of record that can host a workflow template, and what differs between them."""

from __future__ import annotations

from dataclasses import dataclass

from b24app.errors import PlanRejected
from b24app.plan.vocabulary import Entity

DocumentType = tuple[str, str, str]


@dataclass(frozen=True)
class DocumentKind:
    """A document type and the codes of its peculiar fields; `stage` is empty where there are no stages.

    `responsible`: the field whose person is meant where nobody else is; lists have only who made the entry.
    `says_error`: a field that could not be set is told in the step's ErrorMessage (compile-map.md, `update_field`).
    `in_crm`: it has a client, a timeline and reminders.
    """

    type: DocumentType
    stage: str
    creator: str
    says_error: bool
    responsible: str = "ASSIGNED_BY_ID"
    in_crm: bool = True


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
# Kinds that a portal defines itself, by the beginning of the entity's name and of the document's (triggers.md, lists).
_LISTS = {"LIST": "Bitrix\\Lists\\BizprocDocumentLists", "PROCESS": "BizprocDocument"}


def kind_of(entity: Entity) -> DocumentKind:
    """What `entity` is to the workflow engine; `PlanRejected` when it has no templates."""
    if entity in _KINDS:
        return _KINDS[entity]
    family, _, number = entity.partition("_")
    if family == "DYNAMIC":
        return DocumentKind(("crm", _SINCE_ITEMS + "Dynamic", entity), "STAGE_ID", "CREATED_BY", says_error=False)
    if family in _LISTS:
        kind = ("lists", _LISTS[family], f"iblock_{number}")
        return DocumentKind(kind, "", "CREATED_BY", says_error=False, responsible="CREATED_BY", in_crm=False)
    raise PlanRejected("Tasks and activities cannot have workflow templates of their own.")


def known_types() -> tuple[DocumentType, ...]:
    """The document types that every portal has."""
    return tuple(kind.type for kind in _KINDS.values())


def entity_of(document_type: tuple[str, ...]) -> Entity | None:
    """The entity whose document type this is."""
    wanted = tuple(document_type)
    if known := next((entity for entity, kind in _KINDS.items() if kind.type == wanted), None):
        return known
    code = wanted[-1] if wanted else ""
    families = {"DYNAMIC_": "DYNAMIC", "iblock_": "PROCESS" if wanted[1:2] == ("BizprocDocument",) else "LIST"}
    number = code.rpartition("_")[2]
    for prefix, family in families.items():
        if code.startswith(prefix) and number.isdigit() and kind_of(f"{family}_{number}").type == wanted:
            return f"{family}_{number}"
    return None
