"""crm.item.payment.* and crm.item.delivery.* (api-reference/crm/universal/payment/ and …/delivery/).

Their refusals have the code 0; the documents print four of the texts and describe the others.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulator.filters import in_order, matches
from simulator.methods.base import Call, Method, required
from simulator.payments import DELIVERY, DELIVERY_SERVICES, PAY_SYSTEMS, PRODUCT
from simulator.product_rows import OWNERS, Owner
from simulator.wire import RestError, as_float, as_int, as_text

Row = dict[str, Any]

_KINDS = {kind.id: kind for kind in OWNERS.values()}


def _owner(call: Call) -> Owner:
    required(call, "entityId", "entityTypeId")
    kind = _KINDS.get(call.params.number("entityTypeId"))
    if kind is None:
        raise RestError(0, "Invalid CRM object type")
    number = call.params.number("entityId")
    if call.portal.records.get(kind, number) is None:
        raise RestError(0, f"Entity with identifier №{number} does not exist")
    return Owner(kind, number)


def _read(row: Any, name: str) -> Any:
    return row.get(name)


def _chosen(call: Call, rows: list[Row]) -> list[Row]:
    kept = [row for row in rows if matches(row, call.params.get("filter"), _read)]
    return in_order(kept, call.params.get("order"), _read, "id")


def _currency(call: Call, owner: Owner) -> str:
    record = call.portal.records.get(owner.kind, owner.id)
    return as_text(record.get("CURRENCY_ID")) if record else ""


def _payment(call: Call, name: str = "id", words: str = "Insufficient permissions") -> Row:
    required(call, name)
    row = call.portal.payments.payments.get(call.params.number(name))
    if row is None:
        raise RestError(0, words)
    return row


def _shown(call: Call, row: Row) -> Row:
    own = {name: row[name] for name in ("id", "paid", "datePaid", "empPaidId", "paySystemId")}
    return {
        **own,
        "accountNumber": f"{row['owner'].id}/{row['place']}",
        "sum": call.portal.payments.sum(row, call.portal.product_rows),
        "currency": _currency(call, row["owner"]),
        "paySystemName": PAY_SYSTEMS[row["paySystemId"]],
    }


def add(call: Call) -> int:
    return int(call.portal.payments.add(_owner(call))["id"])


def get(call: Call) -> Row:
    return _shown(call, _payment(call))


def listed(call: Call) -> list[Row]:
    return _chosen(call, [_shown(call, row) for row in call.portal.payments.of(_owner(call))])


def delete(call: Call) -> bool:
    call.portal.payments.delete(_payment(call))
    return True


def _pay(call: Call, row: Row, *, paid: bool) -> None:
    if paid != (row["paid"] == "Y"):
        row.update(paid="Y" if paid else "N", datePaid=call.portal.now_text() if paid else None)
        row["empPaidId"] = call.user_id if paid else None


def pay(call: Call) -> bool:
    _pay(call, _payment(call), paid=True)
    return True


def unpay(call: Call) -> bool:
    _pay(call, _payment(call), paid=False)
    return True


def update(call: Call) -> bool:
    row = _payment(call)
    fields = call.params.mapping("fields")
    if "paySystemId" in fields and as_int(fields["paySystemId"]) not in PAY_SYSTEMS:
        raise RestError(0, "Payment system not found")
    row["paySystemId"] = as_int(fields.get("paySystemId"), row["paySystemId"])
    if "paid" in fields:
        _pay(call, row, paid=as_text(fields["paid"]) == "Y")
    return True


_NO_PAYMENT = "Payment has not been found"


def product_add(call: Call) -> int:
    required(call, "paymentId", "rowId", "quantity")
    payment = _payment(call, "paymentId", _NO_PAYMENT)
    product = call.portal.product_rows.rows.get(call.params.number("rowId"))
    owner = payment["owner"]
    if product is None or (product["ownerType"], product["ownerId"]) != (owner.kind.letter, owner.id):
        raise RestError(0, "Product item not found")
    quantity = as_float(call.params.get("quantity"))
    call.portal.payments.check_quantity(product, quantity)
    return int(call.portal.payments.add_line(payment, PRODUCT, product["id"], quantity)["id"])


def _line(call: Call, kind: str) -> Row:
    required(call, "id")
    row = call.portal.payments.lines.get(call.params.number("id"))
    if row is None or row["kind"] != kind:
        raise RestError(0, "Payable item has not been found")
    return row


def _lister(kind: str, name: str) -> Callable[[Call], list[Row]]:
    """The filter is required (crm-item-payment-product-list.md), and may be empty."""

    def lines(call: Call) -> list[Row]:
        payment = _payment(call, "paymentId", _NO_PAYMENT)
        if not isinstance(call.params.get("filter"), list | dict):
            raise RestError(100, "Could not find value for parameter {filter}")
        rows = call.portal.payments.lines_of(payment["id"], kind)
        keys = ("id", "paymentId", "quantity")
        return _chosen(call, [{**{key: row[key] for key in keys}, name: row["of"]} for row in rows])

    return lines


def _deleter(kind: str) -> Callable[[Call], bool]:
    def drop(call: Call) -> bool:
        del call.portal.payments.lines[_line(call, kind)["id"]]
        return True

    return drop


def product_quantity(call: Call) -> bool:
    required(call, "id", "quantity")
    row, quantity = _line(call, PRODUCT), as_float(call.params.get("quantity"))
    product = call.portal.product_rows.rows.get(row["of"])
    if product is None:
        raise RestError(0, "Payable item has not been found")
    call.portal.payments.check_quantity(product, quantity, row["id"])
    row["quantity"] = quantity
    return True


def _delivery_of(call: Call, owner: Owner) -> Row:
    row = call.portal.payments.deliveries.get(call.params.number("deliveryId"))
    if row is None or row["owner"] != owner:
        raise RestError(0, "Delivery item not found")
    return row


def delivery_add(call: Call) -> int:
    required(call, "paymentId", "deliveryId")
    payment = _payment(call, "paymentId", _NO_PAYMENT)
    delivery = _delivery_of(call, payment["owner"])
    return int(call.portal.payments.add_line(payment, DELIVERY, delivery["id"], 1)["id"])


def delivery_move(call: Call) -> bool:
    required(call, "id", "deliveryId")
    row = _line(call, DELIVERY)
    row["of"] = _delivery_of(call, call.portal.payments.payments[row["paymentId"]]["owner"])["id"]
    return True


def _delivery(call: Call, row: Row) -> Row:
    own = {name: row[name] for name in ("id", "deducted", "dateDeducted", "deliveryId", "priceDelivery")}
    number = f"{row['owner'].id}/{row['place']}"
    return {**own, "accountNumber": number, "currency": _currency(call, row["owner"]),
            "deliveryName": DELIVERY_SERVICES[row["deliveryId"]]}  # fmt: skip


def delivery_get(call: Call) -> Row:
    required(call, "id")
    row = call.portal.payments.deliveries.get(call.params.number("id"))
    if row is None:
        raise RestError(0, "Insufficient permissions")
    return _delivery(call, row)


def delivery_list(call: Call) -> list[Row]:
    return _chosen(call, [_delivery(call, row) for row in call.portal.payments.deliveries_of(_owner(call))])


_VERBS: dict[str, Callable[[Call], Any]] = {
    "payment.add": add, "payment.get": get, "payment.list": listed, "payment.update": update,
    "payment.delete": delete, "payment.pay": pay, "payment.unpay": unpay,
    "payment.product.add": product_add, "payment.product.list": _lister(PRODUCT, "rowId"),
    "payment.product.delete": _deleter(PRODUCT), "payment.product.setquantity": product_quantity,
    "payment.delivery.add": delivery_add, "payment.delivery.list": _lister(DELIVERY, "deliveryId"),
    "payment.delivery.delete": _deleter(DELIVERY), "payment.delivery.setdelivery": delivery_move,
    "delivery.get": delivery_get, "delivery.list": delivery_list,
}  # fmt: skip
METHODS = {f"crm.item.{verb}": Method(run, "crm") for verb, run in _VERBS.items()}
