"""Typed calls about payments and deliveries of an item, its import and its detail form."""

from __future__ import annotations

from tests.simulator.foreign.shape import NUMBER, YES_NO

_PAYMENT = {"id": int, "accountNumber": str, "paid": YES_NO, "datePaid": (str, None), "empPaidId": (int, None),
            "paySystemId": int, "sum": NUMBER, "currency": "EUR", "paySystemName": "Cash"}  # fmt: skip
_DELIVERY = {"id": int, "accountNumber": str, "deducted": YES_NO, "dateDeducted": (str, None), "deliveryId": int,
             "priceDelivery": NUMBER, "currency": "EUR", "deliveryName": "Courier"}  # fmt: skip
_FORM = [{"name": "main", "title": "About", "type": "section", "elements": [{"name": "TITLE", "optionFlags": 1}]}]
_SECTIONS = [{"name": "main", "title": "About", "type": "section",
              "elements": [{"name": "TITLE", "optionFlags": "1"}]}]  # fmt: skip
_OF_DEAL = {"entityTypeId": 2, "entityId": 1}


def _payment(desk):
    return int(desk.call("crm.item.payment.add", **_OF_DEAL))


def _product(desk):
    row, payment = desk.product_row(), _payment(desk)
    return payment, int(desk.call("crm.item.payment.product.add", paymentId=payment, rowId=row, quantity=1))


def _delivered(desk):
    payment = _payment(desk)
    return payment, int(desk.call("crm.item.payment.delivery.add", paymentId=payment, deliveryId=1))


def _pay(ask):
    """A call on a payment."""
    return lambda b24, desk: ask(b24.crm.item.payment, _payment(desk))


def _line(prepare, ask):
    """A call on what is in a payment: the payment's number and the line's."""
    return lambda b24, desk: ask(b24.crm.item.payment, *prepare(desk))


def _listed(b24, desk):
    _payment(desk)
    return b24.crm.item.payment.list(2, 1)


PAYMENTS = [
    ("crm.item.payment.add", lambda b24, _: b24.crm.item.payment.add(2, 1), int),
    ("crm.item.payment.get", _pay(lambda payment, number: payment.get(number)), _PAYMENT),
    ("crm.item.payment.list", _listed, [_PAYMENT]),
    ("crm.item.payment.update", _pay(lambda payment, number: payment.update(number, {"paid": "Y"})), True),
    ("crm.item.payment.delete", _pay(lambda payment, number: payment.delete(number)), True),
    ("crm.item.payment.pay", _pay(lambda payment, number: payment.pay(number)), True),
    ("crm.item.payment.unpay", _pay(lambda payment, number: payment.unpay(number)), True),
    ("crm.item.payment.product.add",
     lambda b24, desk: b24.crm.item.payment.product.add(_payment(desk), desk.product_row(), 1.0), int),
    ("crm.item.payment.product.list", _line(_product, lambda payment, number, _: payment.product.list(number, {})),
     [{"id": int, "paymentId": int, "rowId": int, "quantity": NUMBER}]),
    ("crm.item.payment.product.setQuantity",
     _line(_product, lambda payment, _, number: payment.product.set_quantity(number, 2.0)), True),
    ("crm.item.payment.product.delete",
     _line(_product, lambda payment, _, number: payment.product.delete(number)), True),
    ("crm.item.payment.delivery.add", _pay(lambda payment, number: payment.delivery.add(number, 1)), int),
    ("crm.item.payment.delivery.list", _line(_delivered, lambda payment, number, _: payment.delivery.list(number, {})),
     [{"id": int, "paymentId": int, "deliveryId": 1, "quantity": NUMBER}]),
    ("crm.item.payment.delivery.setDelivery",
     _line(_delivered, lambda payment, _, number: payment.delivery.set_delivery(number, 1)), True),
    ("crm.item.payment.delivery.delete",
     _line(_delivered, lambda payment, _, number: payment.delivery.delete(number)), True),
    ("crm.item.delivery.get", lambda b24, _: b24.crm.item.delivery.get(1), _DELIVERY),
    ("crm.item.delivery.list", lambda b24, _: b24.crm.item.delivery.list(2, 1), [_DELIVERY]),
]  # fmt: skip

IMPORTS = [
    ("crm.item.import", lambda b24, _: b24.crm.item.import_(2, {"title": "From elsewhere"}), {"item": {"id": int}}),
    ("crm.item.batchImport", lambda b24, _: b24.crm.item.batch_import(2, [{"title": "A"}, {"title": "B"}]),
     {"items": [{"item": {"id": int}}]}),
]  # fmt: skip


def _forms(name, *given):
    """`given` is the type's number, for crm.item alone."""

    def of(b24):
        return getattr(b24.crm, name).details.configuration

    def shown(b24, desk):
        extra = {"entityTypeId": given[0]} if given else {}
        desk.call(f"crm.{name}.details.configuration.set", data=_FORM, scope="C", **extra)
        return of(b24).get(*given, scope="C")

    first = f"crm.{name}.details.configuration"
    return [
        (f"{first}.set", lambda b24, _: of(b24).set(**_type(given), data=_FORM), True),
        (f"{first}.get", shown, _SECTIONS),
        (f"{first}.reset", lambda b24, _: of(b24).reset(*given), True),
        (f"{first}.forceCommonScopeForAll", lambda b24, _: of(b24).force_common_scope_for_all(*given), True),
    ]


def _type(given):
    return {"entity_type_id": given[0]} if given else {}


FORMS = [
    row
    for name, given in (("item", (2,)), ("lead", ()), ("deal", ()), ("contact", ()), ("company", ()))
    for row in _forms(name, *given)
]
ROWS = [*PAYMENTS, *IMPORTS, *FORMS]
