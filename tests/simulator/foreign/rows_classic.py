"""Typed calls of the classic methods: the same verbs on leads, deals, contacts, companies and quotes."""

from __future__ import annotations

from tests.simulator.foreign.rows_crm import FIELD
from tests.simulator.foreign.shape import ID_TEXT, MOMENT, MONEY, NUMBER_TEXT, YES_NO

_RECORD = {"ID": ID_TEXT, "ASSIGNED_BY_ID": ID_TEXT, "CREATED_BY_ID": ID_TEXT, "DATE_CREATE": MOMENT, "OPENED": YES_NO}
_MONEY = {"OPPORTUNITY": MONEY, "CURRENCY_ID": "EUR", "TITLE": str}
_RECORDS = {
    "lead": {**_RECORD, **_MONEY, "STATUS_ID": str, "NAME": (str, None), "HAS_PHONE": YES_NO},
    "deal": {**_RECORD, **_MONEY, "STAGE_ID": str, "CATEGORY_ID": NUMBER_TEXT, "CONTACT_ID": (ID_TEXT, None)},
    "contact": {**_RECORD, "NAME": str, "LAST_NAME": str, "HAS_EMAIL": YES_NO},
    "company": {**_RECORD, "TITLE": str, "INDUSTRY": (str, None), "COMPANY_TYPE": (str, None)},
    "quote": {**_RECORD, **_MONEY, "STATUS_ID": str},
}
_NEW = {"TITLE": "New", "NAME": "Nina"}
_FIELDS = {"lead": "STATUS_ID", "deal": "STAGE_ID", "contact": "NAME", "company": "INDUSTRY", "quote": "STATUS_ID"}
_USER_FIELD = {"ID": ID_TEXT, "ENTITY_ID": str, "FIELD_NAME": "UF_CRM_COLOUR", "USER_TYPE_ID": "string",
               "MULTIPLE": "N", "MANDATORY": "N"}  # fmt: skip
_PRODUCT = {"PRODUCT_NAME": "Drill", "PRICE": 10, "QUANTITY": 2}
_LINKS = {"lead": "contact", "deal": "contact", "company": "contact", "quote": "contact", "contact": "company"}


def _listed(name):
    return {code: shape for code, shape in _RECORDS[name].items() if not code.startswith("HAS_")}


def _records(name):
    def of(b24):
        return getattr(b24.crm, name)

    first = f"crm.{name}"
    return [
        (f"{first}.add", lambda b24, _: of(b24).add(_NEW), int),
        (f"{first}.get", lambda b24, _: of(b24).get(1), _RECORDS[name]),
        (f"{first}.list", lambda b24, _: of(b24).list(filter={">ID": 0}, order={"ID": "ASC"}), [_listed(name)]),
        (f"{first}.update", lambda b24, _: of(b24).update(1, {"TITLE": "Other", "NAME": "Other"}), True),
        (f"{first}.delete", lambda b24, _: of(b24).delete(1), True),
        (f"{first}.fields", lambda b24, _: of(b24).fields(), {"ID": FIELD, _FIELDS[name]: FIELD}),
    ]


def _user_fields(name):
    def of(b24):
        return getattr(b24.crm, name).userfield

    def listed(b24, desk):
        desk.user_field(name)
        return of(b24).list(filter={"FIELD_NAME": "UF_CRM_COLOUR"})

    first = f"crm.{name}.userfield"
    return [
        (f"{first}.add", lambda b24, _: of(b24).add({"FIELD_NAME": "COLOUR", "USER_TYPE_ID": "string"}), int),
        (f"{first}.get", lambda b24, desk: of(b24).get(desk.user_field(name)), _USER_FIELD),
        (f"{first}.list", listed, [_USER_FIELD]),
        (f"{first}.update", lambda b24, desk: of(b24).update(desk.user_field(name), {"MANDATORY": "Y"}), True),
        (f"{first}.delete", lambda b24, desk: of(b24).delete(desk.user_field(name)), True),
    ]


def _products(name):
    def shown(b24, desk):
        desk.call(f"crm.{name}.productrows.set", id=1, rows=[_PRODUCT])
        return getattr(b24.crm, name).productrows.get(1)

    row = {"ID": ID_TEXT, "OWNER_ID": "1", "OWNER_TYPE": str, "PRODUCT_NAME": "Drill", "PRICE": (int, float)}
    return [
        (f"crm.{name}.productrows.set",
         lambda b24, _: getattr(b24.crm, name).productrows.set(1, [_PRODUCT]), True),
        (f"crm.{name}.productrows.get", shown, [row]),
    ]  # fmt: skip


def _links(name):
    other = _LINKS[name]
    key = f"{other.upper()}_ID"

    def of(b24):
        return getattr(getattr(b24.crm, name), other)

    def unlinked(b24, desk):
        desk.call(f"crm.{name}.{other}.items.set", id=1, items=[{key: 2}])
        return of(b24).delete(1, {key: 2})

    def shown(b24, desk):
        desk.call(f"crm.{name}.{other}.items.set", id=1, items=[{key: 2}])
        return of(b24).items.get(1)

    first = f"crm.{name}.{other}"
    return [
        (f"{first}.add", lambda b24, _: of(b24).add(1, {key: 2, "SORT": 20, "IS_PRIMARY": "N"}), True),
        (f"{first}.delete", unlinked, True),
        (f"{first}.fields", lambda b24, _: of(b24).fields(), {key: FIELD, "SORT": FIELD, "IS_PRIMARY": FIELD}),
        (f"{first}.items.set", lambda b24, _: of(b24).items.set(1, [{key: 2}, {key: 3}]), True),
        (f"{first}.items.get", shown, [{key: (int, ID_TEXT), "SORT": int, "IS_PRIMARY": YES_NO}]),
        (f"{first}.items.delete", lambda b24, _: of(b24).items.delete(1), True),
    ]


ROWS = [
    row
    for name in _RECORDS
    for row in (
        *_records(name),
        *_user_fields(name),
        *_links(name),
        *(_products(name) if name in {"lead", "deal", "quote"} else ()),
    )
]
