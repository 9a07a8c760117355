"""The demo portal: a small company a person recognises. Everything else starts from here."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from simulator import foreign
from simulator.directories import Category
from simulator.entities import COMPANY, CONTACT, DEAL, ENTITIES, EXPENSE, INVOICE, LEAD, QUOTE
from simulator.people import Department, User
from simulator.portal import Portal
from simulator.product_rows import Owner
from simulator.rest import ALL_SCOPES
from simulator.wire import iso

INVOICE_CATEGORY, EXPENSE_CATEGORY = 5, 9

_USERS = (
    User(1, "Anna", "Berg", "Managing director", admin=True, departments=[1]),
    User(2, "Boris", "Klein", "IT administrator", admin=True, departments=[1]),
    User(3, "Clara", "Novak", "Head of sales", departments=[2]),
    User(4, "David", "Moreau", "Sales manager", departments=[2]),
    User(5, "Elena", "Rossi", "Sales manager", departments=[2]),
    User(6, "Frank", "Weber", "Sales manager", active=False, departments=[2]),
    User(7, "Greta", "Holm", "Accountant", departments=[3]),
)
_DEPARTMENTS = (
    Department(1, "Management", 0, 1),
    Department(2, "Sales Team", 1, 3),
    Department(3, "Accounting", 1, 7),
    Department(4, "Legal", 1, 0),
)
_STAGES = (("NEW", "New", ""), ("PREPARATION", "Proposal", ""), ("PREPAYMENT_INVOICE", "Negotiation", ""),
           ("EXECUTING", "Contract", ""), ("WON", "Won", "S"), ("LOSE", "Lost", "F"),
           ("APOLOGY", "Analysis of failure", "A"))  # fmt: skip
_LEAD_STAGES = (("NEW", "New", ""), ("IN_PROCESS", "In progress", ""), ("PROCESSED", "Qualified", ""),
                ("CONVERTED", "Converted", "S"), ("JUNK", "Junk", "F"))  # fmt: skip
_QUOTE_STAGES = (("DRAFT", "Draft", ""), ("SENT", "Sent to client", ""), ("APPROVED", "Approved", "S"),
                 ("DECLAINED", "Declined", "F"))  # fmt: skip
_INVOICE_STAGES = (("N", "New", ""), ("S", "Sent", ""), ("P", "Paid", "S"), ("D", "Unpaid", "F"))
_EXPENSE_STAGES = (("NEW", "Submitted", ""), ("PREPARATION", "Under review", ""), ("SUCCESS", "Paid out", "S"),
                   ("FAIL", "Refused", "F"))  # fmt: skip
_LISTS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "SOURCE": (("CALL", "Call", ""), ("EMAIL", "E-Mail", ""), ("WEB", "Website", ""),
               ("ADVERTISING", "Advertising", ""), ("FACEBOOK", "Facebook", ""), ("PARTNER", "Existing client", ""),
               ("RECOMMENDATION", "Referral", ""), ("TRADE_SHOW", "Trade show", ""), ("WEBFORM", "CRM form", ""),
               ("OTHER", "Other", "")),
    "DEAL_TYPE": (("SALE", "Sales", ""), ("COMPLEX", "Integrated sales", ""), ("SERVICES", "Services", "")),
    "CONTACT_TYPE": (("CLIENT", "Clients", ""), ("SUPPLIER", "Suppliers", ""), ("PARTNER", "Partners", "")),
    "COMPANY_TYPE": (("CUSTOMER", "Client", ""), ("SUPPLIER", "Supplier", ""), ("PARTNER", "Partner", "")),
    "INDUSTRY": (("IT", "Information technology", ""), ("MANUFACTURING", "Manufacturing", ""),
                 ("SERVICES", "Services", ""), ("OTHER", "Other", "")),
    "EMPLOYEES": (("EMPLOYEES_1", "Less than 50", ""), ("EMPLOYEES_2", "50 to 250", ""),
                  ("EMPLOYEES_3", "250 to 500", ""), ("EMPLOYEES_4", "Over 500", "")),
    "HONORIFIC": (("HNR_EN_1", "Mr.", ""), ("HNR_EN_2", "Mrs.", "")),
}  # fmt: skip


def fill(portals: Sequence[Portal]) -> None:
    """The same company in every portal; the apps' secrets are the Marketplace's, so they are the same too."""
    secret = secrets.token_hex(25)
    for portal in portals:
        with portal.lock:
            _people(portal)
            _directories(portal)
            _records(portal)
            portal.payments.add_delivery(Owner(ENTITIES[DEAL], 1), 12.5)
            portal.office.drive = {1: "Price list.pdf"}
            portal.webhooks[(1, secrets.token_hex(8))] = ALL_SCOPES
            foreign.install(portal, secret)


def _people(portal: Portal) -> None:
    for row in _USERS:
        mail = f"{row.name.lower()}.{row.last_name.lower()}@demo.example"
        portal.people.users[row.id] = User(
            row.id, row.name, row.last_name, row.position, row.admin, row.active, list(row.departments), mail,
            f"+49301234{row.id:02d}",
        )  # fmt: skip
    portal.people.departments = {row.id: Department(row.id, row.name, row.parent, row.head) for row in _DEPARTMENTS}


def _directories(portal: Portal) -> None:
    lists = portal.records.directories
    lists.categories = [
        Category(0, DEAL, "General", 100, is_default=True),
        Category(1, DEAL, "Partners", 200),
        Category(INVOICE_CATEGORY, INVOICE, "General", 100, is_default=True),
        Category(EXPENSE_CATEGORY, EXPENSE, "General", 100, is_default=True),
    ]
    lists.add("STATUS", _LEAD_STAGES)
    lists.add("DEAL_STAGE", _STAGES, 0)
    partners = [(f"C1:{code}", name, meaning) for code, name, meaning in _STAGES if code != "APOLOGY"]
    lists.add("DEAL_STAGE_1", partners, 1)
    lists.add("QUOTE_STATUS", _QUOTE_STAGES)
    prefix = f"DT31_{INVOICE_CATEGORY}:"
    invoice_stages = [(prefix + code, name, meaning) for code, name, meaning in _INVOICE_STAGES]
    lists.add(f"SMART_INVOICE_STAGE_{INVOICE_CATEGORY}", invoice_stages, INVOICE_CATEGORY)
    prefix = f"DT{EXPENSE}_{EXPENSE_CATEGORY}:"
    expense_stages = [(prefix + code, name, meaning) for code, name, meaning in _EXPENSE_STAGES]
    lists.add(f"DYNAMIC_{EXPENSE}_STAGE_{EXPENSE_CATEGORY}", expense_stages, EXPENSE_CATEGORY)
    for entity_id, rows in _LISTS.items():
        lists.add(entity_id, rows)


def _person(name: str, last_name: str, number: int, mail: str, home: str, **more: Any) -> dict[str, Any]:
    """`home` is a city and its country."""
    fm = [
        {"typeId": "PHONE", "valueType": "WORK", "value": f"+49301110{number:03d}"},
        {"typeId": "EMAIL", "valueType": "WORK", "value": mail},
    ]
    city, country = home.split(", ")
    return {"NAME": name, "LAST_NAME": last_name, "FM": fm, "ADDRESS_CITY": city, "ADDRESS_COUNTRY": country, **more}


def _records(portal: Portal) -> None:
    def add(type_id: int, user_id: int, **fields: Any) -> None:
        portal.records.add(ENTITIES[type_id], fields, user_id, now)

    now = portal.clock.now() - timedelta(days=10)
    due = (portal.clock.now() + timedelta(days=30)).date().isoformat()
    for title, industry in (("Alpine Tools GmbH", "MANUFACTURING"), ("Bright Media Ltd", "SERVICES"),
                            ("Cedar Foods SA", "OTHER")):  # fmt: skip
        add(COMPANY, 3, TITLE=title, INDUSTRY=industry, COMPANY_TYPE="CUSTOMER", ASSIGNED_BY_ID=4)
    clients = (
        ("Hanna", "Vogel", "hanna.vogel@alpine.example", "Munich, Germany", 4),
        ("Ivan", "Petrov", "ivan.petrov@bright.example", "London, United Kingdom", 4),
        ("Julia", "Santos", "julia.santos@cedar.example", "Lisbon, Portugal", 5),
    )
    for number, (name, last_name, mail, home, owner) in enumerate(clients, start=1):
        more = {"COMPANY_ID": number, "TYPE_ID": "CLIENT"}
        add(CONTACT, owner, **_person(name, last_name, number, mail, home, **more))
    deals = (
        ("Workshop equipment", 12000, "EXECUTING", 4, 1, 0), ("Spring campaign", 3500, "PREPARATION", 4, 2, 0),
        ("Kitchen line", 27500.5, "NEW", 5, 3, 0), ("Website relaunch", 8200, "PREPAYMENT_INVOICE", 5, 2, 0),
        ("Annual service", 1500, "WON", 4, 1, 0), ("Distribution agreement", 50000, "C1:NEW", 3, 3, 1),
    )  # fmt: skip
    for title, amount, stage, owner, client, category in deals:
        add(DEAL, owner, TITLE=title, OPPORTUNITY=amount, CATEGORY_ID=category, ASSIGNED_BY_ID=owner,
            CONTACT_ID=client, COMPANY_ID=client, SOURCE_ID="WEB", TYPE_ID="SALE", IS_MANUAL_OPPORTUNITY="Y",
            CLOSEDATE=due)  # fmt: skip
        _move(portal, DEAL, stage, owner)
    add(LEAD, 4, TITLE="Request from the website", STATUS_ID="NEW", SOURCE_ID="WEB", COMPANY_TITLE="Delta Print",
        **_person("Karl", "Lang", 4, "karl.lang@delta.example", "Vienna, Austria"))  # fmt: skip
    add(LEAD, 5, TITLE="Trade show contact", SOURCE_ID="TRADE_SHOW",
        **_person("Lena", "Fischer", 5, "lena.fischer@elm.example", "Hamburg, Germany"))  # fmt: skip
    _move(portal, LEAD, "IN_PROCESS", 5)
    add(QUOTE, 4, TITLE="Offer: workshop equipment", DEAL_ID=1, CONTACT_ID=1, COMPANY_ID=1, OPPORTUNITY=12000)
    add(INVOICE, 7, TITLE="Invoice: annual service", PARENT_ID_2=5, CONTACT_ID=1, COMPANY_ID=1, OPPORTUNITY=1500,
        CLOSEDATE=due)  # fmt: skip
    add(EXPENSE, 5, TITLE="Train to the trade show", OPPORTUNITY=184.5, IS_MANUAL_OPPORTUNITY="Y", PARENT_ID_2=3)


def _move(portal: Portal, type_id: int, target: str, user_id: int) -> None:
    """The newest record goes to its stage step by step, a day or more for each, as people move them."""
    kind, record = ENTITIES[type_id], list(portal.records.tables[type_id].values())[-1]
    codes = [stage.status_id for stage in portal.records.directories.stages(type_id, record.get("CATEGORY_ID") or 0)]
    passed = codes[1 : codes.index(target) + 1]
    for number, stage in enumerate(passed, start=1):
        then = portal.clock.now() - timedelta(days=9 - 8 * number / len(passed))
        portal.records.update(kind, record, {kind.stage: stage}, user_id, then)
        record["LAST_ACTIVITY_TIME"] = iso(then)
