"""Payments and deliveries of CRM items, and what of the item each payment is for
(api-reference/crm/universal/payment/, …/delivery/).

Nothing is paid: there are no payment systems but cash, and no delivery services but the courier of the seed data.
"""

from __future__ import annotations

import itertools
from typing import Any

from simulator.product_rows import Owner, ProductRows
from simulator.wire import RestError

Row = dict[str, Any]

PAY_SYSTEMS = {1: "Cash"}
DELIVERY_SERVICES = {1: "Courier"}
PRODUCT, DELIVERY = "product", "delivery"


class Payments:
    """By number: payments, deliveries, and lines that name a product row or a delivery of the same item."""

    def __init__(self) -> None:
        self.payments: dict[int, Row] = {}
        self.deliveries: dict[int, Row] = {}
        self.lines: dict[int, Row] = {}
        self._numbers = {name: itertools.count(1) for name in ("payment", "delivery", "line")}

    def add(self, owner: Owner) -> Row:
        row: Row = {"id": next(self._numbers["payment"]), "owner": owner, "place": len(self.of(owner)) + 1, "paid": "N",
               "datePaid": None, "empPaidId": None, "paySystemId": 1}  # fmt: skip
        self.payments[row["id"]] = row
        return row

    def of(self, owner: Owner) -> list[Row]:
        return [row for row in self.payments.values() if row["owner"] == owner]

    def delete(self, row: Row) -> None:
        del self.payments[row["id"]]
        self.lines = {number: line for number, line in self.lines.items() if line["paymentId"] != row["id"]}

    def add_delivery(self, owner: Owner, price: float) -> Row:
        row: Row = {"id": next(self._numbers["delivery"]), "owner": owner, "place": len(self.deliveries_of(owner)) + 1,
               "deducted": "N", "dateDeducted": None, "deliveryId": 1, "priceDelivery": price}  # fmt: skip
        self.deliveries[row["id"]] = row
        return row

    def deliveries_of(self, owner: Owner) -> list[Row]:
        return [row for row in self.deliveries.values() if row["owner"] == owner]

    def add_line(self, payment: Row, kind: str, of: int, quantity: float) -> Row:
        row: Row = {"id": next(self._numbers["line"]), "paymentId": payment["id"], "kind": kind, "of": of,
               "quantity": quantity}  # fmt: skip
        self.lines[row["id"]] = row
        return row

    def lines_of(self, payment_id: int, kind: str) -> list[Row]:
        return [row for row in self.lines.values() if (row["paymentId"], row["kind"]) == (payment_id, kind)]

    def left(self, product_row: Row, besides: int = 0) -> float:
        """How much of a product row is in no payment yet, the line `besides` not counted."""
        taken = sum(
            row["quantity"]
            for row in self.lines.values()
            if (row["kind"], row["of"]) == (PRODUCT, product_row["id"]) and row["id"] != besides
        )
        return float(product_row["quantity"] - taken)

    def check_quantity(self, product_row: Row, quantity: float, besides: int = 0) -> None:
        if quantity <= 0:
            raise RestError(0, "Product quantity cannot be less than or equal to 0")
        if quantity > self.left(product_row, besides):
            raise RestError(0, "Insufficient product quantity to add to payment")

    def sum(self, payment: Row, products: ProductRows) -> float:
        amount = 0.0
        for line in self.lines_of(payment["id"], PRODUCT):
            row = products.rows.get(line["of"])
            amount += row["price"] * line["quantity"] if row else 0
        for line in self.lines_of(payment["id"], DELIVERY):
            delivery = self.deliveries.get(line["of"])
            amount += delivery["priceDelivery"] if delivery else 0
        return round(amount, 2)
