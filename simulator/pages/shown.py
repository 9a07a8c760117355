"""Portal data in the words and shapes that people read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from simulator.entities import BY_NAME, COMPANY, CONTACT, DEAL, ENTITIES, LEAD, EntityType, Field, of_document
from simulator.portal import Portal
from simulator.records import Record
from simulator.wire import as_list, as_text
from simulator.workflow.instance import Instance

_ROWS: dict[int, tuple[tuple[str, str], ...]] = {
    DEAL: (
        ("OPPORTUNITY", "Amount"), ("CATEGORY_ID", "Pipeline"), ("STAGE_ID", "Stage"),
        ("ASSIGNED_BY_ID", "Responsible"), ("CONTACT_ID", "Contact"), ("COMPANY_ID", "Company"), ("TYPE_ID", "Type"),
        ("SOURCE_ID", "Source"), ("CLOSEDATE", "Expected close"), ("COMMENTS", "Comment"), ("DATE_CREATE", "Created"),
        ("DATE_MODIFY", "Changed"),
    ),
    LEAD: (
        ("NAME", "First name"), ("LAST_NAME", "Last name"), ("COMPANY_TITLE", "Company"), ("FM", "Phone and e-mail"),
        ("OPPORTUNITY", "Amount"), ("STATUS_ID", "Stage"), ("ASSIGNED_BY_ID", "Responsible"), ("SOURCE_ID", "Source"),
        ("COMMENTS", "Comment"), ("DATE_CREATE", "Created"), ("DATE_MODIFY", "Changed"),
    ),
}  # fmt: skip
_ACTIVITIES = {
    "CRM_TODO": "To do",
    "CRM_MEETING": "Meeting",
    "VOXIMPLANT_CALL": "Call",
    "CRM_EMAIL": "E-mail",
    "CRM_SMS": "SMS",
}
_TAGS = re.compile(r"\[(/?)(?:b|i|u|s|url|user|color|size|p|quote)(?:=[^\]]*)?\]", re.IGNORECASE)


@dataclass(frozen=True)
class Link:
    """Text that may lead somewhere."""

    text: str
    path: str = ""


def moment(text: Any) -> str:
    """`2026-11-21T05:14:00+00:00` → `21 Nov 2026, 05:14`; anything else stays."""
    try:
        at = datetime.fromisoformat(as_text(text))
    except ValueError:
        return as_text(text)
    return f"{at.day} {at:%b %Y, %H:%M}"


def day(text: Any) -> str:
    return moment(text).partition(",")[0]


def plain(text: Any) -> str:
    """Without the markup of chat messages and comments."""
    return _TAGS.sub("", as_text(text))


def money(record: Record) -> str:
    return f"{float(record.get('OPPORTUNITY') or 0):,.2f} {as_text(record.get('CURRENCY_ID'), 'EUR')}".replace(
        ".00 ", " "
    )


def person(portal: Portal, user_id: Any) -> str:
    user = portal.people.get(user_id) if isinstance(user_id, int) else None
    return user.full_name if user else "Bitrix24"


def labels(portal: Portal, kind: EntityType) -> list[tuple[str, str]]:
    """Code and label of what the card shows."""
    own = [(row.code, row.label or row.code) for row in portal.records.user_fields
           if row.entity_id == kind.user_field_entity]  # fmt: skip
    return [*_ROWS[kind.id], *own]


def fields(portal: Portal, kind: EntityType, record: Record) -> list[tuple[str, str]]:
    """Label and value of what the card shows; own fields of the portal come last."""
    known = portal.records.fields(kind)
    return [
        (label, value)
        for code, label in labels(portal, kind)
        if (value := _text(portal, kind, known[code], record)) or code.startswith("UF_")
    ]


def _text(portal: Portal, kind: EntityType, field: Field, record: Record) -> str:
    value = record.get(field.code)
    if field.code == "OPPORTUNITY":
        return money(record)
    if field.code == "FM":
        return ", ".join(row["value"] for row in value or [])
    captions = portal.documents.options(kind, field.code)
    return ", ".join(filter(None, (_one(portal, field, one, captions) for one in as_list_or_one(value))))


def as_list_or_one(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _one(portal: Portal, field: Field, value: Any, captions: dict[str, str]) -> str:
    if field.type in {"user", "employee"}:
        return person(portal, value) if value else ""
    if field.type == "crm_contact":
        return name_of(portal, CONTACT, value)
    if field.type == "crm_company":
        return name_of(portal, COMPANY, value)
    if field.type == "datetime":
        return moment(value)
    if field.type == "date":
        return day(value)
    return captions.get(as_text(value), as_text(value))


def name_of(portal: Portal, type_id: int, number: Any) -> str:
    """Title of a record, or the person's name; empty when there is none."""
    record = portal.records.get(ENTITIES[type_id], number or 0)
    if record is None:
        return ""
    full = f"{record.get('NAME') or ''} {record.get('LAST_NAME') or ''}".strip()
    return as_text(record.get("TITLE")) or full


def link_to(portal: Portal, document: str) -> Link:
    """A record named like `DEAL_42` or `D_42`, as a link when it has a page."""
    name, _, number = document.rpartition("_")
    kind = BY_NAME.get(name) or next((row for row in ENTITIES.values() if row.letter == name), None)
    if kind is None or not number.isdecimal():
        return Link(document)
    title = name_of(portal, kind.id, int(number)) or f"{kind.title} {number}"
    return Link(title, f"/crm/{kind.name.lower()}/details/{number}/" if kind.id in _ROWS else "")


def task(portal: Portal, row: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": row["ID"],
        "title": row["TITLE"],
        "text": row["DESCRIPTION"],
        "responsible": person(portal, row["RESPONSIBLE_ID"]),
        "creator": person(portal, row["CREATED_BY"]),
        "deadline": row["DEADLINE"],
        "is_overdue": bool(row["DEADLINE"]) and row["STATUS"] != "5" and row["DEADLINE"] < portal.now_text(),
        "created": row["CREATED_DATE"],
        "done": row["STATUS"] == "5",
        "of": [link_to(portal, as_text(one)) for one in as_list(row["UF_CRM_TASK"])],
    }


def activity(portal: Portal, row: dict[str, Any]) -> dict[str, str]:
    """A line of the timeline: what was said to whom, or what is planned; an e-mail's HTML stays in the call log."""
    what = _ACTIVITIES.get(row["PROVIDER_ID"], "Activity")
    reached = ", ".join(as_text(one["VALUE"]) for one in row["COMMUNICATIONS"] if one["VALUE"])
    text = "" if row["PROVIDER_ID"] == "CRM_EMAIL" else as_text(row["DESCRIPTION"])
    subject = as_text(row["SUBJECT"]) if row["PROVIDER_ID"] != "CRM_SMS" else ""
    head = ": ".join(filter(None, (f"{what} to {reached}" if reached else what, subject)))
    is_done = row["COMPLETED"] == "Y"
    return {
        "at": row["CREATED"],
        "who": person(portal, row["RESPONSIBLE_ID"]),
        "text": "\n".join(filter(None, (head, text))),
        "kind": "done" if is_done else "planned",
        "due": "" if is_done else as_text(row["DEADLINE"]),
    }


def instance(portal: Portal, row: Instance) -> dict[str, Any]:
    template = portal.templates.get(row.template_id)
    found = of_document(row.document_id)
    return {
        "id": row.id,
        "name": template.name if template else f"Template {row.template_id} (deleted)",
        "document": link_to(portal, row.document_id[2]),
        "kind": found[0].title if found else "",
        "state": row.state,
        "status": row.status,
        "error": row.error,
        "started": row.started_at.isoformat(),
        "started_by": person(portal, row.started_by),
        "log": [{**note, "text": _named(portal, as_text(note["text"]))} for note in row.log],
    }


def _named(portal: Portal, text: str) -> str:
    """A line of a workflow's log with the code of an app's robot instead of its type."""
    words, _, last = text.rpartition(" ")
    robot = portal.robots.rows.get(last)
    return f"{words} robot {robot.row.code}" if robot else text
