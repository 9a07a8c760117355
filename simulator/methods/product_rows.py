"""crm.item.productrow.* and crm.lead|deal|quote.productrows.* (actions.md, row 14; crm/universal/product-rows/)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulator.changes import update_record
from simulator.entities import DEAL, ENTITIES, LEAD, QUOTE, EntityType, upper_name
from simulator.filters import Page, in_order, matches, names, page
from simulator.methods.base import Call, Method, field_description, required
from simulator.product_rows import GIVEN, OWNERS, TYPES, Owner
from simulator.wire import RestError, as_flag, as_int, as_list, as_map, as_text

Row = dict[str, Any]


def _owner(letter: str, number: int, call: Call) -> Owner:
    kind = OWNERS.get(letter)
    if kind is None:
        raise RestError("ENTITY_TYPE_NOT_SUPPORTED", "Entity type is not supported")
    if call.portal.records.get(kind, number) is None:
        raise RestError("OWNER_NOT_FOUND", "Owner was not found")
    return Owner(kind, number)


def _settle(call: Call, owner: Owner) -> None:
    """The amount follows the rows, unless it is kept by hand (actions.md, row 10)."""
    record = call.portal.records.get(owner.kind, owner.id)
    if record is None or record.get("IS_MANUAL_OPPORTUNITY") == "Y":
        return
    amount, tax = call.portal.product_rows.total(owner)
    update_record(call.portal, owner.kind, record, {"OPPORTUNITY": amount, "TAX_VALUE": tax}, call.actor)


def put(call: Call) -> dict[str, Any]:
    required(call, "ownerId", "ownerType")
    if not isinstance(call.params.get("productRows"), list | dict):
        raise RestError(100, "Could not find value for parameter {productRows}")
    owner = _owner(call.params.text("ownerType"), call.params.number("ownerId"), call)
    rows = call.portal.product_rows.replace(owner, [as_map(one) for one in call.params.items("productRows")])
    _settle(call, owner)
    return {"productRows": rows}


def _fields(call: Call) -> Row:
    given = call.params.get("fields")
    if not isinstance(given, dict):
        raise RestError(100, "Could not find value for parameter {fields}")
    return given


def add(call: Call) -> dict[str, Any]:
    fields = _fields(call)
    for name in ("ownerId", "ownerType"):
        if not as_text(fields.get(name)):
            raise RestError(100, f"Could not find value for parameter {{{name}}}")
    owner = _owner(as_text(fields["ownerType"]), as_int(fields["ownerId"]), call)
    row = call.portal.product_rows.add(owner, fields)
    _settle(call, owner)
    return {"productRow": row}


def _row(call: Call) -> Row:
    required(call, "id")
    row = call.portal.product_rows.rows.get(call.params.number("id"))
    if row is None:
        raise RestError("NOT_FOUND", "Item not found")
    return row


def get(call: Call) -> dict[str, Any]:
    return {"productRow": _row(call)}


def update(call: Call) -> dict[str, Any]:
    row, fields = _row(call), _fields(call)
    unknown = [name for name in fields if name not in GIVEN]
    if unknown:
        raise RestError("INVALID_ARG_VALUE", f"Field '{unknown[0]}' is unknown or not available for update")
    call.portal.product_rows.update(row, fields)
    _settle(call, _owner(row["ownerType"], row["ownerId"], call))
    return {"productRow": row}


def delete(call: Call) -> None:
    row = _row(call)
    del call.portal.product_rows.rows[row["id"]]
    _settle(call, _owner(row["ownerType"], row["ownerId"], call))


def listed(call: Call) -> Page:
    """Both owner keys must be in the filter, spelled with `=` (crm-item-productrow-list.md)."""
    given = as_map(call.params.get("filter"))
    if not given:
        raise RestError(100, "Could not find value for parameter {filter}")
    if not as_text(given.get("=ownerType")) or not as_text(given.get("=ownerId")):
        raise RestError("INVALID_ARG_VALUE", "Required filter fields: =ownerType, =ownerId")
    unknown = [name for name in names(given) if name not in TYPES]
    if unknown:
        raise RestError("INVALID_ARG_VALUE", f"Invalid filter: field '{unknown[0]}' is not allowed in filter")
    rows = [row for row in call.portal.product_rows.rows.values() if matches(row, given, _read)]
    ordered = in_order(rows, call.params.get("order"), _read, "id", TYPES)
    return page(ordered, call.params.get("start"), lambda found: {"productRows": found})


def _read(row: Any, name: str) -> Any:
    return row.get(name)


def for_payment(call: Call) -> dict[str, Any]:
    """The rows that are not, or not all of them, in a payment yet, with what is left of them."""
    required(call, "ownerId", "ownerType")
    owner = _owner(call.params.text("ownerType"), call.params.number("ownerId"), call)
    rows = [(row, call.portal.payments.left(row)) for row in call.portal.product_rows.of(owner)]
    return {"productRows": [{**row, "quantity": left} for row, left in rows if left > 0]}


def fields(_call: Call) -> dict[str, Any]:
    shown = {
        name: field_description(kind, name, read_only=name not in {*GIVEN, "ownerId", "ownerType"})
        for name, kind in TYPES.items()
    }
    return {"fields": shown}


def _classic_owner(call: Call, kind: EntityType) -> Owner:
    number = call.params.number("id")
    if number <= 0:
        raise RestError("", "The parameter id is invalid or not defined.")
    if call.portal.records.get(kind, number) is None:
        raise RestError("", "Not found")
    return Owner(kind, number)


def _classic_get(kind: EntityType) -> Callable[[Call], Any]:
    def get_rows(call: Call) -> list[Row]:
        return [_classic(row) for row in call.portal.product_rows.of(_classic_owner(call, kind))]

    return get_rows


def _classic(row: Row) -> Row:
    """Ids and PRICE_ACCOUNT are text, prices numbers (crm-deal-productrows-get.md)."""
    shown = {upper_name(name): value for name, value in row.items() if name != "xmlId"}
    shown.update(ID=str(row["id"]), OWNER_ID=str(row["ownerId"]), PRICE_ACCOUNT=f"{row['priceAccount']:.2f}")
    shown.update(ORIGINAL_PRODUCT_NAME=row["productName"], PRODUCT_DESCRIPTION=None)
    return shown


def _classic_set(kind: EntityType) -> Callable[[Call], Any]:
    def set_rows(call: Call) -> bool:
        owner = _classic_owner(call, kind)
        if not isinstance(call.params.get("rows"), list | dict):
            raise RestError("", "The parameter rows must be array.")
        names_of = {upper_name(name): name for name in GIVEN}
        given = [_from_classic(as_map(one), names_of) for one in as_list(call.params.get("rows"))]
        call.portal.product_rows.replace(owner, given)
        _settle(call, owner)
        return True

    return set_rows


def _from_classic(row: Row, names_of: dict[str, str]) -> Row:
    if as_flag(row.get("DISCOUNT_TYPE_ID")) and as_text(row.get("DISCOUNT_SUM")) == "":
        raise RestError(
            "ERROR_CORE", "Discount Sum (DISCOUNT_SUM) is required if Monetary Discount Type is defined<br>"
        )
    return {names_of[code]: value for code, value in row.items() if code in names_of}


METHODS = {
    "crm.item.productrow.set": Method(put, "crm"),
    "crm.item.productrow.add": Method(add, "crm"),
    "crm.item.productrow.get": Method(get, "crm"),
    "crm.item.productrow.list": Method(listed, "crm"),
    "crm.item.productrow.update": Method(update, "crm"),
    "crm.item.productrow.delete": Method(delete, "crm"),
    "crm.item.productrow.fields": Method(fields, "crm"),
    "crm.item.productrow.getavailableforpayment": Method(for_payment, "crm"),
    **{
        f"crm.{ENTITIES[type_id].name.lower()}.productrows.{verb}": Method(make(ENTITIES[type_id]), "crm")
        for type_id in (LEAD, DEAL, QUOTE)
        for verb, make in (("get", _classic_get), ("set", _classic_set))
    },
}
