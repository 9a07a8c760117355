"""Placement: the "Describe a workflow" tab in the card of a deal or a lead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import render_template

from b24app.errors import MalformedRequest
from b24app.model import Visit
from b24app.placements._base import Placement
from b24app.plan.vocabulary import EntityName

# Bitrix24 does not send the record's type: it is a part of the placement's code (contract/placements.md §2).
_ENTITIES: dict[str, EntityName] = {"CRM_DEAL_DETAIL_TAB": "CRM_DEAL", "CRM_LEAD_DETAIL_TAB": "CRM_LEAD"}
_EXAMPLES: dict[EntityName, tuple[str, ...]] = {
    "CRM_DEAL": (
        (
            'When a deal is won, create a task "Send contract" for the responsible due in 2 days, '
            'send a chat message to the manager and add the tag "Won"'
        ),
        "Notify the sales team when a deal is lost and create a review task",
        'When a deal is won, add a comment "Thank you, {{CONTACT_NAME}}"',
    ),
    "CRM_LEAD": (
        'When a new lead is created, create a task for the manager and add a comment "New lead {{LEAD_NAME}}"',
        "Create a follow-up task for the sales manager when a new lead is created",
        "When a lead is converted, add the tag Converted.",
    ),
}
_ID_DIGITS = 18


def show(visit: Visit, known: Mapping[str, Any]) -> str:
    """The page for the record the tab was opened in."""
    if visit.placement not in _ENTITIES:
        raise MalformedRequest("this page is a tab of a deal or a lead; it cannot be opened elsewhere")
    entity = _ENTITIES[visit.placement]
    data = {**known, "entity": entity, "document_id": _document_id(visit)}
    return render_template("describe.html", data=data, examples=_EXAMPLES[entity])


def _document_id(visit: Visit) -> int:
    """0 in the card of a record that is not saved yet."""
    text = str(visit.options.get("ID", ""))
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _ID_DIGITS else 0


placement = Placement(
    page="describe",
    codes=tuple(_ENTITIES),
    title={"en": "Describe a workflow"},
    show=show,
)
