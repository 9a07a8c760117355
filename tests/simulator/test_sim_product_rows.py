"""Product rows: prices, amounts, and pipelines people add."""

import pytest


@pytest.mark.parametrize(("manual", "amount"), [("N", 250.0), ("Y", 12000.0)])
def test_the_amount_follows_the_product_rows_unless_it_is_kept_by_hand(app, manual, amount):
    app.call("crm.item.update", entityTypeId=2, id=1, fields={"isManualOpportunity": manual})
    rows = [{"productName": "Drill", "price": 100, "quantity": 2}, {"productName": "Saw", "price": 50}]
    kept = app.call("crm.item.productrow.set", ownerType="D", ownerId=1, productRows=rows)["productRows"]
    assert [row["sort"] for row in kept] == [10, 20]
    assert app.call("crm.item.get", entityTypeId=2, id=1)["item"]["opportunity"] == amount


def test_prices_follow_from_discount_and_tax_as_in_the_documents_sample(app):
    given = {"ownerType": "Tb1", "ownerId": 1, "price": 80000, "quantity": 2, "discountRate": 20, "taxRate": 20,
             "taxIncluded": "Y"}  # fmt: skip
    row = app.call("crm.item.productrow.add", fields=given)["productRow"]
    assert (row["priceExclusive"], row["priceNetto"], row["discountSum"]) == (66666.67, 83333.34, 16666.67)
    assert (row["priceBrutto"], row["priceAccount"]) == (100_000.01, 80_000)


def test_a_new_pipeline_has_stages_of_its_own(app):
    number = app.call("crm.category.add", entityTypeId=2, fields={"name": "Export"})["category"]["id"]
    deal = app.call("crm.item.add", entityTypeId=2, fields={"title": "x", "categoryId": number})["item"]
    assert deal["stageId"] == f"C{number}:NEW"
    fields = {"ENTITY_ID": f"DEAL_STAGE_{number}", "STATUS_ID": "CUSTOMS", "NAME": "Customs", "SORT": 25}
    app.call("crm.status.add", fields=fields)
    stage = f"C{number}:CUSTOMS"
    moved = app.call("crm.item.update", entityTypeId=2, id=deal["id"], fields={"stageId": stage})
    assert moved["item"]["stageId"] == stage
