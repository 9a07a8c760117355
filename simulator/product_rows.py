"""Product rows of CRM items, and the amounts that follow from them (actions.md, rows 10 and 14).

Prices: `price` is what one piece costs, discount and tax included. `priceExclusive` is it without tax, `priceNetto`
and `priceBrutto` are what it would cost without the discount, before and with tax (crm-item-productrow-add.md shows
one of each). An item that is not set to a manual amount takes the sum of its rows.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from simulator.entities import DEAL, ENTITIES, LEAD, QUOTE, EntityType
from simulator.wire import RestError, as_flag, as_float, as_int, as_text

Row = dict[str, Any]

PERCENT, MONEY = 2, 1
_MOST = 1e12
OWNERS = {kind.letter: kind for kind in ENTITIES.values() if kind.id in {LEAD, DEAL, QUOTE} or kind.is_dynamic}
TYPES = {
    "id": "integer", "ownerId": "integer", "ownerType": "string", "productId": "integer", "productName": "string",
    "price": "double", "priceAccount": "double", "priceExclusive": "double", "priceNetto": "double",
    "priceBrutto": "double", "quantity": "double", "discountTypeId": "integer", "discountRate": "double",
    "discountSum": "double", "taxRate": "double", "taxIncluded": "char", "customized": "char",
    "measureCode": "integer", "measureName": "string", "sort": "integer", "xmlId": "string", "type": "integer",
}  # fmt: skip
GIVEN = frozenset(
    {"productId", "productName", "price", "quantity", "discountTypeId", "discountRate", "discountSum", "taxRate",
     "taxIncluded", "measureCode", "sort"}
)  # fmt: skip


@dataclass(frozen=True)
class Owner:
    kind: EntityType
    id: int


class ProductRows:
    """By number; a row knows its owner by letter and number."""

    def __init__(self) -> None:
        self.rows: dict[int, Row] = {}
        self._numbers = itertools.count(1)

    def of(self, owner: Owner) -> list[Row]:
        return [
            row for row in self.rows.values() if (row["ownerType"], row["ownerId"]) == (owner.kind.letter, owner.id)
        ]

    def add(self, owner: Owner, given: Mapping[str, Any]) -> Row:
        place = (max((row["sort"] for row in self.of(owner)), default=0)) + 10
        row: Row = {
            "id": next(self._numbers), "ownerId": owner.id, "ownerType": owner.kind.letter, "productId": 0,
            "productName": "", "quantity": 1, "discountTypeId": PERCENT, "discountRate": 0, "discountSum": 0,
            "taxRate": None, "taxIncluded": "N", "customized": "Y", "measureCode": 796, "measureName": "pcs",
            "sort": place, "xmlId": "", "type": 4, "price": 0,
        }  # fmt: skip
        _fill(row, given)
        self.rows[row["id"]] = row
        return row

    def update(self, row: Row, given: Mapping[str, Any]) -> None:
        _fill(row, given)

    def replace(self, owner: Owner, given: Sequence[Mapping[str, Any]]) -> list[Row]:
        """All rows of an owner at once; the ones before are gone."""
        self.drop(owner)
        return [self.add(owner, one) for one in given]

    def drop(self, owner: Owner) -> None:
        for row in self.of(owner):
            del self.rows[row["id"]]

    def total(self, owner: Owner) -> tuple[float, float]:
        """The amount of the owner, and the tax in it."""
        rows = self.of(owner)
        amount = sum(row["price"] * row["quantity"] for row in rows)
        net = sum(row["priceExclusive"] * row["quantity"] for row in rows)
        return round(amount, 2), round(amount - net, 2)


def _fill(row: Row, given: Mapping[str, Any]) -> None:
    """Own values first, then the prices that follow; a discount sum follows from the rate or the other way round."""
    for name in ("price", "quantity", "discountRate", "discountSum", "taxRate"):
        if name in given:
            is_unset = name == "taxRate" and given[name] in (None, "")
            row[name] = None if is_unset else min(abs(as_float(given[name])), _MOST)
    for name in ("productId", "discountTypeId", "measureCode", "sort"):
        if name in given:
            row[name] = as_int(given[name])
    if "productName" in given:
        row["productName"] = as_text(given["productName"])
    if "taxIncluded" in given:
        row["taxIncluded"] = "Y" if as_flag(given["taxIncluded"]) else "N"
    if row["discountTypeId"] not in {MONEY, PERCENT}:
        raise RestError(0, "The discount type is not supported")
    _price(row)


def _price(row: Row) -> None:
    tax = 1 + (row["taxRate"] or 0) / 100
    exclusive = round(row["price"] / tax, 2)
    if row["discountTypeId"] == PERCENT:
        rate = min(row["discountRate"], 99.99)
        row["discountSum"] = round(exclusive / (1 - rate / 100) - exclusive, 2)
    else:
        before = exclusive + row["discountSum"]
        row["discountRate"] = round(row["discountSum"] / before * 100, 2) if before else 0
    netto = round(exclusive + row["discountSum"], 2)
    row["priceExclusive"], row["priceNetto"] = exclusive, netto
    row["priceBrutto"], row["priceAccount"] = round(netto * tax, 2), row["price"]
