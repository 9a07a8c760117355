"""What a person does in the demo portal to make a trigger happen: a method, its parameters, and the words for it."""

from __future__ import annotations

from typing import Any, Final

from b24app.plan.vocabulary import TriggerName

DEAL: Final = 1
_LEAD, _DEAL, _CONTACT, _COMPANY, _QUOTE = 1, 2, 3, 4, 7  # entityTypeId (actions.md)

Happening = tuple[str, dict[str, Any], str]


def _added(type_id: int, words: str, **fields: Any) -> Happening:
    return "crm.item.add", {"entityTypeId": type_id, "fields": {**fields, "assignedById": 4}}, words


def _moved(type_id: int, stage: str, words: str) -> Happening:
    return "crm.item.update", {"entityTypeId": type_id, "id": DEAL, "fields": {"stageId": stage}}, words


HAPPENINGS: Final[dict[TriggerName, Happening]] = {
    "deal_won": _moved(_DEAL, "WON", "deal 1 is won"),
    "deal_lost": _moved(_DEAL, "LOSE", "deal 1 is lost"),
    "deal_created": _added(_DEAL, "a new deal is opened", title="Office chairs", contactId=1),
    "lead_created": _added(_LEAD, "a new lead arrives", title="Website enquiry", name="Irina"),
    "lead_converted": _moved(_LEAD, "CONVERTED", "lead 1 is converted"),
    "contact_created": _added(_CONTACT, "a new contact is added", name="Irina", lastName="Sato"),
    "company_created": _added(_COMPANY, "a new company is added", title="Delta Works"),
    "quote_created": _added(_QUOTE, "a new quote is made", title="Offer 7", contactId=1),
}
